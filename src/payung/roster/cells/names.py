"""Names: titles are taken apart from them, spelling is made comparable, oddities are noticed."""

from collections.abc import Callable

import polars as pl

from payung.roster.cells import text as cell_text

_BEFORE = (
    r"(?i)^(?:(?:(?:bpk|bp|bapak|ibu|sdri|sdr|tn|ny|nn|drs|dra|drg|dr|ir|prof|hj|h|kh|tgk|ust|ustadz|ustad)\s*\.\s*"
    r"|(?:bpk|bapak|ibu|sdri|sdr|drs|dra|hj|prof|ustadz|ustad)\s+))+"
)
_DEGREE = (
    r"(?:S\.?\s?(?:Pd|H|E|Kom|Sos|T|Ag|P|Si|IP|I\.?Kom|Kep|Hum|K\.?M|Farm|Pt|Hut|Ked|Psi|TP|Pi|ST|H\.?I|E\.?I|Pd\.?I)"
    r"|M\.?\s?(?:Pd|H|M|Si|Kom|Ag|Kes|T|P|A|E|Sc|Hum|Pd\.?I|Ak)|A\.?\s?Md?|A\.?\s?Ma|B\.?\s?A|B\.?\s?Sc|SE|SH|ST|SP|MM"
    r"|Amd|Dipl|Ph\.?D|Ns|Apt|Gr)(?:\.\s?(?:[A-Z][a-z]{0,3}|SD))*\.?"
)
_AFTER = rf"(?i)(?:\s*,\s*{_DEGREE})+\s*$|(?:\s+[SM]\.\s?(?:Pd|Kom|Sos|Ag|Si|H|E|T|Kep|IP)(?:\.[A-Z]{{1,3}})?\.?)\s*$"
_TITLED = r"[.,]|(?i)^(?:bpk|bapak|ibu|sdri|sdr|drs|dra|hj|prof|ustadz|ustad)\s"

_SHORTENED = {
    r"\b(?:M|MD|MHD|MUH|MOH|MUHD|MOHD|MOCH|MUCH|M[OU]H?[AE]M+[AE]D|MO?U?CHAM+AD)\b": "MUHAMMAD",
    r"\b(?:ABD|ABDOEL|ABDOL)\b": "ABDUL",
    r"\b(?:ST|SITTI|SITTY|SITY)\b": "SITI",
    r"\b(?:ACHMAD|AKHMAD|ACHMAT|AHMAT)\b": "AHMAD",
}
_OLD = {"OE": "U", "DJ": "J", "TJ": "C", "NJ": "NY", "SJ": "SY"}
_DOUBLED = r"AA|BB|CC|DD|EE|FF|GG|HH|II|JJ|KK|LL|MM|NN|OO|PP|RR|SS|TT|UU|YY|ZZ|  "
_TO_COMPARE = "|".join([r"[^A-Z ]|^ | $", *_OLD, _DOUBLED, *_SHORTENED]).replace(r"\b", r"(?-u:\b)")
"""Anything that `comparable` changes: names without it are looked through once."""

_LATE = r"(?i:(?:^|[\s(])alm(?:h|arhum|arhumah)?(?:[\s.)]|$))"
_SUSPICIOUS = "|".join(
    [
        r"[0-9@#$%&*+=<>?!|~^_\\]",
        r"^(?i:x+|test?|tes|contoh|sample|nama(?: lengkap)?|tidak ada|belum ada|data)$",
        r"^\P{L}*\p{L}?\P{L}*$",
        _LATE,
    ]
)


def without_titles(name: pl.Expr) -> pl.Expr:
    """The tidy name without Bpk., H., Drs. before it and S.Pd, M.Si behind it; letters stay as typed.

    A title is taken away only where a dot, a comma or the word itself makes it certain: "H SAIFUL" stays.
    """

    def mend(typed: pl.Expr) -> pl.Expr:
        bare = typed.str.replace_all(_AFTER, "").str.replace(_BEFORE, "").str.strip_chars(" ,")
        return pl.when(bare.str.count_matches(r"\p{L}") >= 2).then(bare).otherwise(typed)

    return cell_text.rarely(name, _TITLED, mend)


def titles(typed: pl.Expr, bare: pl.Expr) -> pl.Expr:
    """What `without_titles` took away, for a sentence: "Bpk. H." or "S.Pd"."""
    before = typed.str.extract(f"({_BEFORE})", 1).str.strip_chars()
    after = typed.str.extract(f"({_AFTER})", 1).str.strip_chars(" ,")
    parts = [pl.when(part.is_not_null() & (typed != bare)).then(part) for part in (before, after)]
    return pl.concat_list(*parts).list.drop_nulls().list.join(" ")


def comparable(name: pl.Expr) -> pl.Expr:
    """The name as names are compared: upper case, letters only, Moh. and Muhamad one word, spelling of today."""
    return cell_text.rarely(name.str.to_uppercase(), _TO_COMPARE, _compared).replace("", None)


def _compared(key: pl.Expr) -> pl.Expr:
    key = cell_text.rarely(
        key, r"[^A-Z ]", lambda t: t.str.normalize("NFKD").str.replace_all(r"[^A-Z ]+", " ").str.strip_chars()
    )
    for shortened, full in _SHORTENED.items():
        key = cell_text.rarely(key, shortened, _replacing(shortened, full))
    key = key.str.replace_many(list(_OLD), list(_OLD.values()))
    pairs = _DOUBLED.split("|")
    return key.str.replace_many(pairs, [pair[0] for pair in pairs]).str.strip_chars()


def _replacing(pattern: str, word: str) -> Callable[[pl.Expr], pl.Expr]:
    return lambda text: text.str.replace_all(pattern, word)


def is_of_deceased(name: pl.Expr) -> pl.Expr:
    """Whether a name says that the person has died: "Alm. Budi", "Siti (almh)"."""
    return name.str.contains(_LATE)


def is_suspicious(name: pl.Expr) -> pl.Expr:
    """Whether a name looks like something else: digits, one letter, a sample, a deceased person's mark."""
    return name.str.contains(_SUSPICIOUS)

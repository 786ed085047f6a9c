"""NIK, KK number, phone and income as they are typed."""

import polars as pl

from payung.roster.cells import text as cell_text

MAX_EXACT = 9_007_199_254_740_992
"""Above 2 ** 53 a spreadsheet's number cannot hold every whole number: the last digits are not what was typed."""

_NOTHING = (
    r"(?i)^(?:[-–—_.,:/?'\s]*|[-_.,:/*?'\s]{1,3}|0|n/?a|#n/a|null|none|nihil|\(?kosong\)?"
    r"|(?:tidak|tdk|belum|blm)\s*(?:ada|punya|rekam|memiliki|diisi|ktp|e-?ktp).*)$"
)
_POWER = r"(?i)^'?[0-9](?:[.,][0-9]+)?\s*E\s*\+?\s*[0-9]{1,2}$"
_MASKED = r"(?i)^[0-9.\s]*[X*•●#]{2,}[0-9X*•●#.\s]*$"
_MARKS = r"[\s.,:;'`’‘´“”\"_/\\|=*#()\[\]–-]"
_LABEL = r"(?i)^\W*(?:no(?:mor)?\W*)?(?:nik|e?-?ktp)\W+"
_DECIMALS = r"([0-9]{16})[.,]0{1,2}$|\.0$"

PLAIN = r"^[1-9][0-9]{15}$"
PLAIN_PHONE = r"^0[2-9][0-9]{7,11}$"
"""Long numbers as they should be typed: nothing has to be taken out of them."""

NIK_ERRORS = (
    "nik-missing",
    "nik-precision-lost",
    "nik-masked",
    "nik-not-digits",
    "nik-length",
    "nik-temporary",
    "nik-kk-swapped",
    "nik-impossible",
    "nik-demo",
)
"""A row has at most one of these: the first that holds."""


def digits(typed: pl.Expr) -> pl.Expr:
    """A long number freed of blanks, dots, dashes, quotes and brackets, of "NIK:" before it and a .0 behind it."""

    def mend(t: pl.Expr) -> pl.Expr:
        return t.str.replace(_LABEL, "").str.replace(_DECIMALS, "$1").str.replace_all(_MARKS, "")

    return cell_text.rarely(typed, r"[^0-9]", mend)


def is_nothing(typed: pl.Expr) -> pl.Expr:
    """Whether the cell says that there is no number: empty, 0, -, "belum punya"."""
    return typed.is_null() | typed.str.contains(_NOTHING)


def is_power(typed: pl.Expr) -> pl.Expr:
    """Whether the text is what Excel shows of a long number: 6,1E+15."""
    return typed.str.contains(_POWER)


def shape_error(typed: pl.Expr, kind: pl.Expr, cleaned: pl.Expr) -> pl.Expr:
    """The first of the NIK errors that the cell alone shows, as far as `nik-temporary`; null where none."""
    as_number = kind == "number"
    too_large = cleaned.cast(pl.UInt64, strict=False) > MAX_EXACT
    lost = is_power(typed) | (as_number & (cleaned.str.ends_with("0") | too_large))
    return (
        pl.when(is_nothing(typed))
        .then(pl.lit("nik-missing"))
        .when(lost)
        .then(pl.lit("nik-precision-lost"))
        .when(typed.str.contains(_MASKED))
        .then(pl.lit("nik-masked"))
        .when(~cleaned.str.contains(r"^[0-9]+$"))
        .then(pl.lit("nik-not-digits"))
        .when(cleaned.str.len_bytes() != 16)
        .then(pl.lit("nik-length"))
        .when(cleaned.str.starts_with("0"))
        .then(pl.lit("nik-temporary"))
    )


def removed_marks(typed: pl.Expr) -> pl.Expr:
    """Which marks were taken out of a number, in words: "titik dan spasi"."""
    marks = {"titik": r"\.", "spasi": r"[\s\x{00A0}\x{2000}-\x{200F}]", "tanda petik": r"['`’‘´\"]", "koma": ","}
    found = [pl.when(typed.str.contains(pattern)).then(pl.lit(word)) for word, pattern in marks.items()]
    other = pl.when(typed.str.contains(r"[-_/\\:;=*#()\[\]|A-Za-z\x{2060}\x{FEFF}]")).then(pl.lit("tanda lain"))
    return pl.concat_list(*found, other).list.drop_nulls().list.join(" dan ")


def phone(typed: pl.Expr) -> pl.Expr:
    """A phone number as it is dialled at home: 08...; +62, 62, 0062 and a lost leading zero are put right.

    Of two numbers in a cell the first counts. Null where no number of 9 to 13 digits can be read.
    """
    return cell_text.rarely(typed, PLAIN_PHONE, _dialled, unless=True)


def _dialled(typed: pl.Expr) -> pl.Expr:
    several = typed.str.replace_all(r"[^0-9]", "").str.len_bytes() > 15
    parted = typed.str.replace_all(r"(?i)\s*(?:[,;&|]|\batau\b|\bdan\b)\s*", "/")
    parted = parted.str.replace(r"([0-9])\s+(0|\+?62)8", "${1}/${2}8")
    typed = pl.when(several).then(parted).otherwise(typed)
    first = typed.str.split_exact("/", 1).struct.field("field_0").str.replace(r"(?i)^[^0-9+(]*", "")
    only = first.str.replace(r"\.0$", "").str.replace_all(r"[^0-9]", "")
    home = only.str.replace(r"^(?:00)?62(?:0)?([2-9])", "0$1").str.replace(r"^8", "08")
    readable = ~first.str.contains(r"[A-Za-z]") & home.str.contains(r"^0[2-9][0-9]{7,11}$")
    return pl.when(readable).then(home)


def rupiah(typed: pl.Expr) -> pl.Expr:
    """Whole rupiah a month from "Rp 1.000.000,-", "1000000", "1,5 juta", "750 ribu"; null where unsure."""
    low = typed.str.to_lowercase().str.replace_all(r"^\s*rp\.?|,-+$|,00$|/\s*(?:bln|bulan)$|per bulan$|\s", "")
    unit = (
        pl.when(low.str.contains(r"(?:juta|jt)$"))
        .then(1_000_000)
        .when(low.str.contains(r"(?:ribu|rb)$"))
        .then(1_000)
        .cast(pl.Int64)
    )
    number = low.str.replace(r"(?:juta|jt|ribu|rb)$", "")
    decimal = number.str.replace(",", ".", literal=True)
    counted = pl.when(decimal.str.contains(r"^[0-9]+(?:\.[0-9]{1,3})?$")).then(
        (decimal.cast(pl.Float64, strict=False) * unit).round().cast(pl.Int64, strict=False)
    )
    grouped = number.str.contains(r"^[0-9]{1,3}(?:[.,][0-9]{3})+$")
    whole = pl.when(number.str.contains(r"^[0-9]+(?:\.0)?$") | grouped).then(
        number.str.replace(r"^([0-9]+)\.0$", "$1").str.replace_all(r"[.,]", "").cast(pl.Int64, strict=False)
    )
    return pl.when(unit.is_not_null()).then(counted).otherwise(whole)

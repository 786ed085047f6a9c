"""Cells with few possible answers: sex, status, family relation, disability, decile, segment."""

import polars as pl

_MEN = ["L", "LK", "LKI", "LAKI", "LAKILAKI", "LELAKI", "LAKILAKL", "LAKI2", "PRIA", "COWOK", "M", "MALE", "1"]
_WOMEN = ["P", "PR", "PRP", "PEREMPUAN", "PERAMPUAN", "PERP", "WANITA", "W", "F", "FEMALE", "PUAN", "CEWEK", "2"]

GONE = {
    "2": "MATI",
    "3": "PINDAH",
    "4": "HILANG",
    "6": "PERGI",
    "9": "TIDAK VALID",
}
"""OpenSID status codes of people who can no longer be enrolled; 1 is HIDUP."""

_GONE_WORDS = {
    r"^(?:MATI|MENINGGAL|WAFAT|ALM|ALMARHUM|ALMARHUMAH|MD|MENINGGAL DUNIA)\b": "MATI",
    r"^PINDAH\b": "PINDAH",
    r"^HILANG\b": "HILANG",
    r"^PERGI\b": "PERGI",
    r"^TIDAK VALID\b|^TDK VALID\b": "TIDAK VALID",
}
_HEAD = [
    *("1", "KK", "KRT", "KEPALA", "KEPKEL", "KEPALAKEL", "KEPALAKLG", "KEPKELUARGA", "KEPALAKELUARGA"),
    "KEPALARUMAHTANGGA",
]


def _letters(typed: pl.Expr) -> pl.Expr:
    return typed.str.to_uppercase().str.replace(r"^([0-9]+)\.0$", "$1").str.replace_all(r"[^A-Z0-9]", "")


def sex(typed: pl.Expr) -> pl.Expr:
    """ "L" or "P" from any usual wording (and the codes 1 and 2); null where it says neither."""
    word = _letters(typed)
    return pl.when(word.is_in(_MEN)).then(pl.lit("L")).when(word.is_in(_WOMEN)).then(pl.lit("P"))


def gone(status: pl.Expr) -> pl.Expr:
    """The word for why a person can no longer be enrolled (MATI, PINDAH ...); null where alive or not said."""
    word = status.str.to_uppercase().str.replace_all(r"[^A-Z ]", "").str.strip_chars()
    found = [pl.when(word.str.contains(pattern)).then(pl.lit(name)) for pattern, name in _GONE_WORDS.items()]
    return pl.coalesce(*found)


def alive(status: pl.Expr) -> pl.Expr:
    """True for HIDUP, false where `gone`, null where the status says nothing about it."""
    said = status.str.to_uppercase().str.contains(r"^\W*HIDUP\b")
    return pl.when(gone(status).is_not_null()).then(False).when(said).then(True)


def head_of_family(relation: pl.Expr) -> pl.Expr:
    """Whether the family relation says head of family; null where nothing is said."""
    return pl.when(relation.is_not_null()).then(_letters(relation).is_in(_HEAD))


def disability(typed: pl.Expr) -> pl.Expr:
    """Whether the cell says that the person lives with a disability; null where nothing is said."""
    word = typed.str.to_uppercase().str.strip_chars()
    no = word.str.contains(r"^(?:TIDAK|TDK|BUKAN|NON|NIHIL|NORMAL|N|0|7|-+)\b|^-+$")
    return pl.when(word.is_not_null() & (word != "")).then(~no)


def decile(typed: pl.Expr) -> pl.Expr:
    """The welfare decile 1 to 10 from "3", "Desil 3", "D-3", "3.0"."""
    number = typed.str.extract(r"(?i)^\s*(?:desil|d)?\s*[-.:]?\s*([0-9]{1,2})(?:[.,]0)?\s*$", 1)
    value = number.cast(pl.Int8, strict=False)
    return pl.when(value.is_between(1, 10)).then(value)


def segment(typed: pl.Expr) -> pl.Expr:
    """ "BPU" or "PU" from the short or the full name of a segment, or both; null where it says neither."""
    word = _letters(typed)
    own_account = word.str.contains(
        r"^(?:(?:PEKERJA)?BUKANPENERIMAUPAH(?:P?BPU)?|P?BPU(?:(?:PEKERJA)?BUKANPENERIMAUPAH)?)$"
    )
    waged = word.str.contains(r"^(?:(?:PEKERJA)?PENERIMAUPAH(?:P?PU)?|P?PU(?:(?:PEKERJA)?PENERIMAUPAH)?)$")
    return pl.when(own_account).then(pl.lit("BPU")).when(waged).then(pl.lit("PU"))

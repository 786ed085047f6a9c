"""Birth dates in every form people type, read once for each distinct cell."""

import datetime

import polars as pl

from payung.kernel import month as months
from payung.roster.cells import text as cell_text

_MONTHS = {
    **{"JAN": 1, "FEB": 2, "PEB": 2, "MAR": 3, "MRT": 3, "APR": 4, "MEI": 5, "MAY": 5, "JUN": 6, "JUL": 7},
    **{"AGU": 8, "AGS": 8, "AGT": 8, "AUG": 8, "SEP": 9, "OKT": 10, "OCT": 10, "NOV": 11, "NOP": 11},
    **{"DES": 12, "DEC": 12},
}
_FULL = [name.upper() for name in months.NAMES]
_SEP = r"\s*[-–—−/\\|_.,\s]\s*"
_OTHER_SEP = r"^\s*([0-9]{1,2})\s*[:;*+~]\s*([0-9]{1,2})\s*[:;*+~]\s*((?:19|20)[0-9]{2})\s*$"
_YEAR_FIRST = rf"(?:^|\D)([0-9]{{4}}){_SEP}([0-9]{{1,2}}){_SEP}([0-9]{{1,2}})(?:\D|$)"
_NUMBERS = rf"(?:^|\D)([0-9]{{1,2}}){_SEP}([0-9]{{1,2}}){_SEP}([0-9]{{4}})(?:\D|$)"
_SHORT = rf"(?:^|\D)([0-9]{{1,2}}){_SEP}([0-9]{{1,2}}){_SEP}([0-9]{{2}})\s*(?:[^-–—−/\\|_.,\s0-9]|[.,]?\s*$)"
_NAMED = r"(?:^|\D)([0-9]{1,2})[-–/.,\s]*([A-Z]{3,10})[-–/.,\s]*([0-9]{4}|'?[0-9]{2})(?:\D|$)"
_NAME_FIRST = r"(?:^|[^A-Z])([A-Z]{3,10})\.?\s+([0-9]{1,2})\s*,?\s+([0-9]{4})(?:\D|$)"
_NUMBERED_PLACE = (
    r"^(\p{L}[^0-9]*\s[0-9]{1,2})[\s,/:;]+[0-9]{1,2}[\s./-]+(?:[0-9]{1,2}|\p{L}{3,10})[\s./-]+[0-9]{2,4}"
)
_EPOCH = datetime.date(1899, 12, 30)


def _numbers(text: pl.Expr, pattern: str) -> list[pl.Expr]:
    return [text.str.extract(pattern, group) for group in (1, 2, 3)]


def _month(word: pl.Expr) -> pl.Expr:
    return word.str.slice(0, 3).replace_strict(_MONTHS, default=None, return_dtype=pl.Int32)


def read(frame: pl.DataFrame, on: datetime.date) -> pl.DataFrame:
    """Read distinct cells: columns `typed` (tidy text) and `kind`; adds what stands in them.

    day_first (Date): day before month, two-digit years in the last hundred years before `on`
    month_first (Date): the other reading, where both are dates; null elsewhere
    only_month_first (Boolean): month before day is the only reading (08/25/1980)
    manner: how it was written, where that had to be repaired: two-digit-year, serial, month-first, joined,
        month-name; null for a plain form
    impossible (Boolean): it has the form of a date that no calendar has (31-02-1979)
    """
    kind, as_date = pl.col("kind"), pl.col("kind") == "date"
    text = pl.col("typed").str.to_uppercase().str.replace(r"^'", "").str.replace(_OTHER_SEP, "${1}-${2}-${3}")
    y1, m1, d1 = _numbers(text, _YEAR_FIRST)
    d2, m2, y2 = (
        pl.when(text.str.contains(_NUMBERS)).then(long).otherwise(short)
        for long, short in zip(_numbers(text, _NUMBERS), _numbers(text, _SHORT), strict=True)
    )
    d3, n3, y3 = _numbers(text, _NAMED)
    n4, d4, y4 = _numbers(text, _NAME_FIRST)
    joined = pl.when(text.str.contains(r"^[0-9]{7}$") & (kind == "number")).then("0" + text).otherwise(text)
    d5, m5, y5 = _numbers(joined, r"(?:^|[A-Z,]\s*)([0-9]{2})([0-9]{2})((?:19|20)[0-9]{2})$")
    y6, m6, d6 = _numbers(joined, r"^((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})$")
    serial = text.str.extract(r"^([0-9]{4,5})(?:[.,][0-9]+)?$", 1).cast(pl.Int32, strict=False)
    is_serial = serial.is_between(10_000, 60_000) | (
        (kind == "number") & serial.is_between(1_000, 9_999) & ~serial.is_between(1_900, 2_100)
    )
    named = _month(n3).is_not_null()
    name_first = _month(n4).is_not_null()
    forms = {
        "iso": (y1.is_not_null(), d1, m1.cast(pl.Int32), y1),
        "numbers": (d2.is_not_null() & ~as_date, d2, m2.cast(pl.Int32), y2),
        "named": (named, d3, _month(n3), y3.str.strip_chars("'")),
        "name-first": (name_first, d4, _month(n4), y4),
        "joined": (d5.is_not_null() & ~as_date, d5, m5.cast(pl.Int32), y5),
        "joined-iso": (y6.is_not_null() & ~as_date, d6, m6.cast(pl.Int32), y6),
    }

    def pick(part: int) -> pl.Expr:
        chosen = [pl.when(pl.col("form") == form).then(parts[part]) for form, parts in forms.items()]
        return pl.coalesce(*chosen).cast(pl.Int32, strict=False)

    form = pl.coalesce(*[pl.when(parts[0]).then(pl.lit(form)) for form, parts in forms.items()])
    form = pl.when(is_serial & ~as_date).then(pl.lit("serial")).otherwise(form)
    known = frame.with_columns(form=form).with_columns(day=pick(1), month=pick(2), year=pick(3))
    short = pl.col("year") < 100
    guess = 2000 + pl.col("year")
    later = (guess > on.year) | (
        (guess == on.year) & ((pl.col("month") * 100 + pl.col("day")) > on.month * 100 + on.day)
    )
    known = known.with_columns(
        short=short,
        year=pl.when(short & later).then(1900 + pl.col("year")).when(short).then(guess).otherwise("year"),
    )
    known = known.with_columns(
        as_typed=_date("year", "month", "day"),
        swapped=pl.when(pl.col("form") == "numbers").then(_date("year", "day", "month")),
        of_serial=pl.when(pl.col("form") == "serial").then(pl.lit(_EPOCH) + pl.duration(days=serial.cast(pl.Int64))),
    )
    only_month_first = pl.col("as_typed").is_null() & pl.col("swapped").is_not_null()
    ambiguous = pl.col("as_typed").is_not_null() & (pl.col("swapped") != pl.col("as_typed"))
    word = pl.coalesce(n3, n4)
    manner = (
        pl.when(pl.col("short"))
        .then(pl.lit("two-digit-year"))
        .when(pl.col("form") == "serial")
        .then(pl.lit("serial"))
        .when(only_month_first)
        .then(pl.lit("month-first"))
        .when(pl.col("form").is_in(["joined", "joined-iso"]))
        .then(pl.lit("joined"))
        .when(pl.col("form").is_in(["named", "name-first"]) & ~word.is_in(_FULL))
        .then(pl.lit("month-name"))
    )
    day_first = pl.coalesce("of_serial", "as_typed", "swapped")
    return known.select(
        "typed",
        "kind",
        day_first=day_first,
        month_first=pl.when(ambiguous).then("swapped"),
        only_month_first=only_month_first.fill_null(False),
        manner=manner,
        impossible=pl.col("form").is_not_null() & day_first.is_null(),
    )


def _date(year: str, month: str, day: str) -> pl.Expr:
    """The date, or null where the calendar has none (or it lies before 1900)."""
    written = pl.format(
        "{}-{}-{}", pl.col(year), pl.col(month).cast(pl.String).str.zfill(2), pl.col(day).cast(pl.String).str.zfill(2)
    )
    return pl.when(pl.col(year) >= 1900).then(written.str.to_date("%Y-%m-%d", strict=False))


def place(typed: pl.Expr) -> pl.Expr:
    """The place in "Pontianak, 12-08-1980" (or behind the date); null where the cell holds no place."""
    numbered = typed.str.extract(_NUMBERED_PLACE, 1)
    before = typed.str.extract(r"^([^0-9]*[^0-9\s,/:;.–-])[\s,/:;.–-]*[0-9]", 1)
    behind = typed.str.extract(r"[0-9]{4}\s*[,/]\s*(\p{L}[^0-9]+)$", 1)
    found = (
        pl.coalesce(numbered, before, behind)
        .str.replace(r"(?i)[\s,(]+(?:tgl|tanggal)\.?$", "")
        .str.strip_chars(" ,(")
    )
    is_month = found.str.to_uppercase().str.slice(0, 3).is_in(list(_MONTHS))
    return pl.when(~(is_month & typed.str.contains(r"^\p{L}+\.?\s+[0-9]{1,2}\s*,?\s*[0-9]{4}"))).then(found)


def years(typed: pl.Expr) -> pl.Expr:
    """An age as typed: "45", "45 th", "45 Tahun"."""
    return typed.str.extract(r"(?i)^\s*([0-9]{1,3})(?:[.,][0-9]+)?\s*(?:th|thn|tahun)?\.?\s*$", 1).cast(
        pl.Int32, strict=False
    )


def stated(typed: pl.Expr) -> pl.Expr:
    """A date cell that says something: not -, 0, 00-00-0000 or 0000-00-00."""
    return cell_text.stated(pl.when(~typed.str.contains(r"^[0\s/.-]+$")).then(typed))

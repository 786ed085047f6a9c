"""The population number (NIK): what its 16 digits say, for one number and for a column of a million.

The number is built PPKKCC DDMMYY SSSS: place of first registration, birth date (women: day + 40), serial from
0001 (PP 37/2007 Pasal 37). It has no check digit and the century is not encoded, so that it can be impossible
but never be proved right, and it never proves an age. Sub-district 99 belongs to nobody: invented people
carry it. Every function on a column takes an expression of texts that are 16 digits or null; null stays null.
"""

import datetime
import re

import polars as pl

LENGTH = 16
DEMO_SUBDISTRICT = "99"
WOMEN_ADD = 40

# The 38 provinces (Kepmendagri 300.2.2-2138/2025), and 97, which Papuan numbers are also seen with.
PROVINCES = frozenset(
    str(code)
    for codes in (range(11, 20), [21], range(31, 37), range(51, 54), range(61, 66), range(71, 77), [81, 82])
    for code in codes
) | {str(code) for code in range(91, 98)}

_DIGITS = re.compile(r"[0-9]{16}")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_sixteen_digits(text: str) -> bool:
    """Whether the text has the shape of a NIK: 16 ASCII digits and nothing else."""
    return _DIGITS.fullmatch(text) is not None


def province(nik: str) -> str:
    """The two digits of the province of first registration.

    >>> province("1704991112640033")
    '17'
    """
    return nik[:2]


def district(nik: str) -> str:
    """The region code (10 digits) of the kabupaten or kota of first registration.

    >>> district("1704991112640033")
    '1704000000'
    """
    return nik[:4] + "000000"


def birth_part(nik: str) -> tuple[int, int, int]:
    """Day, month and two-digit year of birth, the day freed of the 40 that women carry.

    >>> birth_part("1704995408820010")
    (14, 8, 82)
    """
    day = int(nik[6:8])
    return (day - WOMEN_ADD if day > WOMEN_ADD else day), int(nik[8:10]), int(nik[10:12])


def sex(nik: str) -> str:
    """ "L" for a man, "P" for a woman.

    >>> sex("1704995408820010")
    'P'
    """
    return "P" if int(nik[6:8]) > WOMEN_ADD else "L"


def serial(nik: str) -> str:
    """The last four digits."""
    return nik[12:]


def is_demo(nik: str) -> bool:
    """Whether the number belongs to an invented person (sub-district 99)."""
    return nik[4:6] == DEMO_SUBDISTRICT


def impossible_part(nik: str) -> str | None:
    """Which part of 16 digits cannot be: "repeated", "province", "date", "serial", or None where all can.

    >>> impossible_part("1704993102790027")
    'date'
    >>> impossible_part("1704992902800027") is None
    True
    """
    if nik == nik[0] * LENGTH:
        return "repeated"
    if province(nik) not in PROVINCES:
        return "province"
    day, month, year = birth_part(nik)
    if not (1 <= month <= 12 and 1 <= day <= _DAYS[month - 1]) or (month == 2 and day == 29 and year % 4):
        return "date"
    return "serial" if serial(nik) == "0000" else None


def is_usable(nik: str | None, *, demo: bool = False) -> bool:
    """Whether a person can be told by this number: 16 digits, not temporary (0...), possible, not invented.

    Invented numbers are usable only where `demo` is true.
    """
    if nik is None or not is_sixteen_digits(nik) or nik[0] == "0":
        return False
    return impossible_part(nik) is None and (demo or not is_demo(nik))


def agrees_with_birth(nik: str, birth: datetime.date) -> bool:
    """Whether the date part tells this birth date (the century is not in the number)."""
    return birth_part(nik) == (birth.day, birth.month, birth.year % 100)


def masked(nik: str) -> str:
    """The number as it may be shown: the first four and the last four digits.

    >>> masked("1704991112640033")
    '1704••••••••0033'
    """
    return nik[:4] + "•" * (len(nik) - 8) + nik[-4:] if len(nik) > 8 else "•" * len(nik)


def province_expr(nik: pl.Expr) -> pl.Expr:
    """The two digits of the province of first registration."""
    return nik.str.slice(0, 2)


def district_expr(nik: pl.Expr) -> pl.Expr:
    """The region code (10 digits) of the kabupaten or kota of first registration."""
    return nik.str.slice(0, 4) + "000000"


def _number(nik: pl.Expr, start: int) -> pl.Expr:
    """Two of the sixteen digits as a number: one cast and two divisions, where slices would copy texts."""
    whole = nik.cast(pl.Int64, strict=False)
    tail: int = 10 ** (LENGTH - 2 - start)
    return (whole // tail % 100).cast(pl.Int16)


def day_expr(nik: pl.Expr) -> pl.Expr:
    """Day of birth, freed of the 40 that women carry (Int16)."""
    day = _number(nik, 6)
    return pl.when(day > WOMEN_ADD).then(day - WOMEN_ADD).otherwise(day)


def month_expr(nik: pl.Expr) -> pl.Expr:
    """Month of birth (Int16)."""
    return _number(nik, 8)


def year_expr(nik: pl.Expr) -> pl.Expr:
    """Two-digit year of birth (Int16)."""
    return _number(nik, 10)


def sex_expr(nik: pl.Expr) -> pl.Expr:
    """ "L" or "P"."""
    return pl.when(_number(nik, 6) > WOMEN_ADD).then(pl.lit("P")).when(nik.is_not_null()).then(pl.lit("L"))


def serial_expr(nik: pl.Expr) -> pl.Expr:
    """The last four digits."""
    return nik.str.slice(12, 4)


def demo_expr(nik: pl.Expr) -> pl.Expr:
    """Whether the number belongs to an invented person (sub-district 99)."""
    return nik.str.slice(4, 2) == DEMO_SUBDISTRICT


def impossible_expr(nik: pl.Expr) -> pl.Expr:
    """Which part cannot be: "repeated", "province", "date", "serial", or null where all can."""
    day, month, year = day_expr(nik), month_expr(nik), year_expr(nik)
    longest = pl.when(month.is_in([4, 6, 9, 11])).then(30).when(month != 2).then(31).otherwise(29)
    no_leap_day = (month == 2) & (day == 29) & (year % 4 != 0)
    no_date = ~month.is_between(1, 12) | (day < 1) | (day > longest) | no_leap_day
    return (
        pl.when(nik.is_in([digit * LENGTH for digit in "0123456789"]))
        .then(pl.lit("repeated"))
        .when(~province_expr(nik).is_in(sorted(PROVINCES)))
        .then(pl.lit("province"))
        .when(no_date)
        .then(pl.lit("date"))
        .when(serial_expr(nik) == "0000")
        .then(pl.lit("serial"))
    )


def sixteen_digits_expr(text: pl.Expr) -> pl.Expr:
    """Whether a text has the shape of a NIK."""
    return text.str.contains(r"^[0-9]{16}$")


def usable_expr(nik: pl.Expr, *, demo: bool = False) -> pl.Expr:
    """Whether a person can be told by this number; null and every other shape is false. See `is_usable`."""
    shaped = sixteen_digits_expr(nik)
    safe = pl.when(shaped).then(nik)
    possible = shaped & (nik.str.slice(0, 1) != "0") & impossible_expr(safe).is_null()
    return (possible if demo else possible & ~demo_expr(safe)).fill_null(False)


def agrees_with_birth_expr(nik: pl.Expr, birth: pl.Expr) -> pl.Expr:
    """Whether the date part tells the birth date; null where either is null."""
    return (
        (day_expr(nik) == birth.dt.day())
        & (month_expr(nik) == birth.dt.month())
        & (year_expr(nik) == birth.dt.year() % 100)
    )


def masked_expr(nik: pl.Expr) -> pl.Expr:
    """The number as it may be shown: the first four and the last four of 16 digits."""
    return nik.str.slice(0, 4) + "••••••••" + nik.str.slice(12, 4)

"""Ages, working days and Indonesian dates; the calendar of holidays is always an argument."""

from collections.abc import Collection
from datetime import date, timedelta

import polars as pl

from payung.kernel import month

WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_SATURDAY = 5


def age_on(birth: date, on: date) -> int:
    """Completed years on a day; the birthday itself counts, 29 February ages on 1 March.

    >>> age_on(date(1960, 2, 29), date(2025, 2, 28)), age_on(date(1960, 2, 29), date(2025, 3, 1))
    (64, 65)
    """
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


def age_expr(birth: str | pl.Expr, on: str | pl.Expr | date) -> pl.Expr:
    """`age_on` for whole columns: Date in, Int32 out, null where either day is unknown."""
    return (_ordered(on) - _ordered(birth)).floordiv(10_000)


def born_by_expr(on: pl.Expr, age: int | pl.Expr) -> pl.Expr:
    """The latest birth date with which somebody has completed `age` years on a day: whoever is born by it has.

    `age_expr(birth, on) >= age` says the same, but takes every birth date apart; this touches only the day asked for.
    """
    years = f"-{age}y" if isinstance(age, int) else pl.concat_str(pl.lit("-"), age.cast(pl.String), pl.lit("y"))
    return on.dt.offset_by(years)


def birthday(birth: date, age: int) -> date:
    """The day on which somebody completes `age` years.

    >>> birthday(date(1960, 2, 29), 65)
    datetime.date(2025, 3, 1)
    """
    try:
        return birth.replace(year=birth.year + age)
    except ValueError:
        return date(birth.year + age, 3, 1)


def is_working_day(day: date, holidays: Collection[date]) -> bool:
    """Whether offices and banks work: neither Saturday, Sunday nor one of `holidays`."""
    return day.weekday() < _SATURDAY and day not in holidays


def next_working_day(day: date, holidays: Collection[date]) -> date:
    """The day itself when it is a working day, else the first working day after it.

    >>> next_working_day(date(2024, 12, 14), holidays=())
    datetime.date(2024, 12, 16)
    """
    while not is_working_day(day, holidays):
        day += timedelta(days=1)
    return day


def add_working_days(day: date, count: int, holidays: Collection[date]) -> date:
    """The `count`-th working day after a day (before it when negative); 0 leaves the day alone.

    >>> add_working_days(date(2024, 12, 24), 3, holidays={date(2024, 12, 25), date(2024, 12, 26)})
    datetime.date(2024, 12, 31)
    """
    step = timedelta(days=1 if count > 0 else -1)
    for _ in range(abs(count)):
        day += step
        while not is_working_day(day, holidays):
            day += step
    return day


def weekday(day: date) -> str:
    """The Indonesian name of a day of the week.

    >>> weekday(date(2024, 12, 19))
    'Kamis'
    """
    return WEEKDAYS[day.weekday()]


def long(day: date) -> str:
    """A date in running text.

    >>> long(date(2024, 2, 21))
    '21 Februari 2024'
    """
    return f"{day.day} {month.name(day)}"


def dashed(day: date) -> str:
    """A date in tables.

    >>> dashed(date(2024, 2, 21))
    '21-02-2024'
    """
    return f"{day.day:02d}-{day.month:02d}-{day.year:04d}"


def _ordered(day: str | pl.Expr | date) -> pl.Expr:
    """Year, month and day as one Int32 that keeps their order (month * 100 would wrap in Int8)."""
    column = pl.col(day) if isinstance(day, str) else pl.lit(day) if isinstance(day, date) else day
    months, days = column.dt.month().cast(pl.Int32), column.dt.day().cast(pl.Int32)
    return column.dt.year() * 10_000 + months * 100 + days

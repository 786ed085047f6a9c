"""Months of cover: a month is the date of its first day, "2024-12" in text."""

import builtins
import re
from datetime import date

NAMES = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_TEXT = re.compile(r"(\d{4})-(\d{2})(?:-\d{2})?")


def parse(value: str | date) -> date:
    """Read a month from "2024-12" or from any date inside it; raises ValueError otherwise.

    >>> parse("2024-12")
    datetime.date(2024, 12, 1)
    """
    if isinstance(value, date):
        return date(value.year, value.month, 1)
    match = _TEXT.fullmatch(value.strip())
    if not match or not 1 <= int(match[2]) <= 12 or match[1] == "0000":
        raise ValueError(f"'{value}' bukan bulan; tulis seperti 2024-12.")
    return date(int(match[1]), int(match[2]), 1)


def text(month: date) -> str:
    """Write a month as files and hashes carry it.

    >>> text(date(2024, 12, 1))
    '2024-12'
    """
    return f"{month.year:04d}-{month.month:02d}"


def name(month: date) -> str:
    """Write a month for people.

    >>> name(date(2024, 12, 1))
    'Desember 2024'
    """
    return f"{NAMES[month.month - 1]} {month.year}"


def add(month: date, count: int) -> date:
    """The first day of the month `count` months later (earlier when negative).

    >>> add(date(2024, 12, 1), 1)
    datetime.date(2025, 1, 1)
    """
    index = month.year * 12 + month.month - 1 + count
    return date(index // 12, index % 12 + 1, 1)


def range(start: date, count: int) -> list[date]:
    """`count` months in a row, the first being `start`.

    >>> [text(month) for month in range(date(2024, 12, 1), 3)]
    ['2024-12', '2025-01', '2025-02']
    """
    return [add(start, step) for step in builtins.range(count)]


def between(start: date, end: date) -> int:
    """How many months lie from `start` to `end`, the end not counted.

    >>> between(date(2024, 12, 1), date(2025, 3, 1))
    3
    """
    return (end.year - start.year) * 12 + end.month - start.month

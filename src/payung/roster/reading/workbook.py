"""Reads xlsx, xlsm, xls and ods into grids, with the type of every cell."""

import datetime
import io
from collections.abc import Iterator
from itertools import islice
from typing import Any

import polars as pl
import python_calamine as calamine

from payung.roster.reading.shapes import KIND, Grid, Unreadable, letter

BATCH = 50_000
MOST_CELLS = 60_000_000


def grids(content: bytes) -> Iterator[Grid]:
    """Every worksheet that holds anything.

    Raises:
        Unreadable: the workbook is encrypted, damaged, or has cells too far from each other.
    """
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        for about in workbook.sheets_metadata:
            if about.typ != calamine.SheetTypeEnum.WorkSheet:
                continue
            sheet = workbook.get_sheet_by_name(about.name)
            if sheet.start is not None and sheet.end is not None:
                found = grid(sheet)
                found.is_hidden = about.visible != calamine.SheetVisibleEnum.Visible
                yield found
    except calamine.PasswordError:
        raise Unreadable("file-encrypted") from None
    except (calamine.CalamineError, OSError, ValueError, OverflowError, MemoryError):
        raise Unreadable("file-damaged") from None
    except BaseException as stopped:
        if type(stopped).__name__ == "PanicException":  # how the Rust reader gives up on a broken file
            raise Unreadable("file-damaged") from None
        raise


def grid(sheet: Any) -> Grid:
    """One sheet by columns; `iter_rows` pads the rows above the first used one, not the columns."""
    top, left = sheet.start
    bottom, right = sheet.end
    if (bottom + 1) * (right - left + 1) > MOST_CELLS:
        raise Unreadable("sheet-too-wide", sheet=sheet.name, cell=f"{letter(right)}{bottom + 1}")
    letters = [letter(index) for index in range(left, right + 1)]
    rows = iter(sheet.iter_rows())
    for _ in range(top):
        next(rows, None)
    texts: list[pl.DataFrame] = []
    kinds: dict[str, list[tuple[int, pl.Series]]] = {}
    while batch := list(islice(rows, BATCH)):
        series = []
        for name, values in zip(letters, zip(*batch, strict=True), strict=True):
            text, kind = column(values)
            series.append(text.alias(name))
            if kind is not None:
                kinds.setdefault(name, []).append((len(texts), kind))
        texts.append(pl.DataFrame(series))
    frame = pl.concat(texts) if texts else pl.DataFrame(schema=dict.fromkeys(letters, pl.String))
    found = Grid(sheet.name, frame, first_row=top + 1)
    for name, parts in kinds.items():
        typed = dict(parts)
        found.kinds[name] = pl.concat(
            [typed.get(number, Grid("", part).kind_of(name)) for number, part in enumerate(texts)]
        )
    found.merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or []]
    return found


def column(values: tuple[Any, ...]) -> tuple[pl.Series, pl.Series | None]:
    """The text of one column, and its kinds where it holds anything but text."""
    types = set(map(type, values))
    if types == {str}:
        return pl.Series(values, dtype=pl.String), None
    if types == {float}:
        numbers = pl.Series(values, dtype=pl.Float64)
        if ((numbers == numbers.floor()) & (numbers.abs() < 2.0**53)).all():
            text = numbers.cast(pl.Int64).cast(pl.String)
            return text, pl.Series(["number"], dtype=KIND).new_from_index(0, len(values))
    text = pl.Series([value if value.__class__ is str else typed(value) for value in values], dtype=pl.String)
    kind = pl.Series(
        [("text" if value else "empty") if value.__class__ is str else KINDS[type(value)] for value in values],
        dtype=KIND,
    )
    return text, kind


KINDS: dict[type, str] = {
    int: "number",
    float: "number",
    bool: "bool",
    datetime.date: "date",
    datetime.datetime: "date",
    datetime.time: "date",
    datetime.timedelta: "number",
}


def typed(value: Any) -> str:
    """A cell that is not text, in the words in which a person would have typed it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ") if value.time() != datetime.time() else value.date().isoformat()
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else str(value)

"""A marked roster without the sender's look: for large workbooks and for files that were no xlsx."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl
import python_calamine
from openpyxl.utils import column_index_from_string
from xlsxwriter.worksheet import Worksheet

from payung.documents import marked_face, marks, workbook
from payung.documents.marked_face import SUMMARY, WIDTHS
from payung.kernel import dates


def write(
    content: bytes,
    name: str,
    sheets: list[marks.Outline],
    found: dict[int, marks.SheetMarks],
    remarks: list[str],
    path: Path,
    *,
    demo: bool,
    checked_on: date | None,
) -> None:
    """Write each sheet at its row numbers with marks beside it, then the summary."""
    with workbook.Book(path, demo, checked_on) as book:
        for index, read in enumerate(sheets):
            sheet = book.sheet(_name(read.name, index, book))
            _sheet(book, sheet, _everything(content, read), read, found.get(index, marks.SheetMarks()))
        _summary(book, name, sheets, found, remarks, checked_on)


def _name(name: str, index: int, book: workbook.Book) -> str:
    """A sheet name that a workbook accepts and that is not taken."""
    free = "".join("-" if c in "[]:*?/\\" else c for c in name).strip("'")[:28] or f"Daftar {index + 1}"
    taken = {sheet.get_name().casefold() for sheet in book.file.worksheets()} | {SUMMARY.casefold()}
    return free if free.casefold() not in taken else f"{free} {index + 1}"


def _everything(content: bytes, read: marks.Outline) -> Iterator[tuple[int, list[tuple[int, Any]]]]:
    """All filled cells by row number (from 1) and column (from 0); without a workbook, headings and person rows."""
    try:
        grid = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(read.name)
        for number, row in enumerate(grid.to_python(skip_empty_area=False), 1):
            yield number, [(column, value) for column, value in enumerate(row) if value != ""]
        return
    except (python_calamine.CalamineError, OSError, ValueError):
        pass
    people = read.cells if read.cells is not None else pl.DataFrame({"row": []})
    letters = people.columns[1:]
    at = {letter: column_index_from_string(letter) - 1 for letter in (*read.headings, *letters)}
    yield read.header_row, [(at[letter], text) for letter, text in read.headings.items()]
    for number, *cells in people.iter_rows():
        yield number, [(at[letter], text) for letter, text in zip(letters, cells, strict=True) if text]


def _sheet(
    book: workbook.Book,
    sheet: Worksheet,
    rows: Iterator[tuple[int, list[tuple[int, Any]]]],
    read: marks.Outline,
    found: marks.SheetMarks,
) -> None:
    listed = list(rows)
    people = set(read.rows)
    width = 1 + max((column for _, cells in listed for column, _ in cells), default=0)
    earlier = [c for number, cells in listed if number == read.header_row for c, v in cells if v == marks.PROBLEM]
    first = earlier[0] if earlier else width
    text, whole = book.style(num_format="@"), book.style(num_format="0")
    fills = {word: f"#{colour}" for word, colour in marks.FILL.items()}
    for address, (word, _) in found.cells.items():
        sheet.write_blank(address, None, book.style(num_format="@", bg_color=fills[word]))
    for number, cells in listed:
        head = number == read.header_row
        for column, value in cells:
            if column >= first and (number in people or head):
                continue
            marked = found.cells.get(f"{_letter(column)}{number}") if number in people else None
            if marked:
                text_style = book.style(num_format="@", bg_color=fills[marked[0]])
                whole_style = book.style(num_format="0", bg_color=fills[marked[0]])
            else:
                text_style, whole_style = (book.heading(), book.heading()) if head else (text, whole)
            if isinstance(value, int | float) and not isinstance(value, bool):
                sheet.write_number(
                    number - 1, column, value, whole_style if float(value).is_integer() else text_style
                )
            else:
                sheet.write_string(number - 1, column, _shown(value), text_style)
    for column, characters in _widths(listed, read, first).items():
        sheet.set_column(column, column, characters)
    for offset, characters in enumerate(WIDTHS):
        sheet.set_column(first + offset, first + offset, characters)
    sheet.set_margins(**marked_face.MARGINS)
    for offset, heading in enumerate((marks.PROBLEM, marks.MEND)):
        sheet.write_string(read.header_row - 1, first + offset, heading, book.heading())
    plain = book.style(text_wrap=True, font_size=9, border=1, border_color=workbook.LINE)
    for number in people:
        mark = found.rows.get(number)
        if mark is None:
            sheet.write_string(number - 1, first, marks.NOTHING, plain)
            continue
        style = book.style(
            text_wrap=True, font_size=9, border=1, border_color=workbook.LINE, bg_color=fills[mark.word]
        )
        sheet.set_row(number - 1, marked_face.height(marked_face.beside(mark)))
        sheet.write_string(number - 1, first, mark.problem, style)
        sheet.write_string(number - 1, first + 1, mark.mend, plain)
    _comments(sheet, found)
    sheet.freeze_panes(read.header_row, 0)
    last = max(people, default=read.header_row)
    sheet.autofilter(read.header_row - 1, 0, last - 1, first + 1)
    sheet.repeat_rows(read.header_row - 1)


def _widths(listed: list[tuple[int, list[tuple[int, Any]]]], read: marks.Outline, first: int) -> dict[int, int]:
    """Characters that each of the sender's columns needs, by its longest cells; sixteen digits are never cut."""
    needed: dict[int, list[int]] = {column: [] for column in range(first)}
    for number, cells in listed[:_LOOKED_AT]:
        for column, value in cells:
            if column < first and number >= read.header_row:
                needed[column].append(len(_shown(value)))
    numbers = {column_index_from_string(letter) - 1 for letter in read.numbers}
    return {
        column: max(marked_face.NUMBER_WIDTH if column in numbers else 6, min(_WIDEST, max(lengths, default=0) + 2))
        for column, lengths in needed.items()
    }


_LOOKED_AT, _WIDEST = 1_000, 30


def _comments(sheet: Worksheet, found: marks.SheetMarks) -> None:
    for address, (_, remark) in islice(found.cells.items(), marks.REMARKS_UP_TO):
        sheet.write_comment(address, remark, {"x_scale": 2.2, "y_scale": 0.9, "author": "Payung"})


def _letter(column: int) -> str:
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def _shown(value: Any) -> str:
    if isinstance(value, datetime):
        value = value.date() if value.time() == time() else value
    if isinstance(value, date) and not isinstance(value, datetime):
        return dates.dashed(value)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return str(value)


def _summary(
    book: workbook.Book,
    name: str,
    sheets: list[marks.Outline],
    found: dict[int, marks.SheetMarks],
    remarks: list[str],
    checked_on: date | None,
) -> None:
    sheet = book.sheet(SUMMARY, footer="")
    for column, width in enumerate((28, 12, 96)):
        sheet.set_column(column, column, width)
    when = f"diperiksa {dates.long(checked_on)}" if checked_on else ""
    book.title(sheet, f"Hasil pemeriksaan {Path(name).name}", when)
    row = 3
    line = {"bottom": 1, "bottom_color": workbook.LINE}
    for index, read in enumerate(sheets):
        if len(sheets) > 1:
            sheet.write_string(row, 0, f"Lembar {read.name}", book.style(bold=True, font_size=11))
            row += 1
        for column, heading in enumerate(("Hasil", "Baris", "Yang dilakukan")):
            sheet.write_string(row, column, heading, book.heading())
        for label, count, done in marks.outcomes(read, found.get(index, marks.SheetMarks())):
            row += 1
            colour = {"bg_color": f"#{marks.FILL[label]}"} if label in marks.FILL else {}
            sheet.write_string(row, 0, label, book.style(bold=True, **colour, **line))
            sheet.write_number(row, 1, count, book.style(bold=True, align="center", **line))
            sheet.write_string(row, 2, done, book.style(**line))
        row += 2
    for title, lines in marked_face.paragraphs(remarks):
        sheet.write_string(row, 0, title, book.style(bold=True, font_size=11))
        for text in lines:
            row += 1
            style = book.style(text_wrap=True, valign="top")
            sheet.merge_range(row, 0, row, 2, "", style)
            sheet.write_string(row, 0, text, style)
            sheet.set_row(row, 14 * marks.lines_of(text, 140) + 2)
        row += 2

"""A marked roster that keeps the sender's look: the workbook is opened, marked and saved under a new name."""

import io
from copy import copy
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from payung.documents import marked_face, marks, workbook
from payung.documents.marked_face import SUMMARY, WIDTHS

_FILLS = {word: PatternFill("solid", fgColor=colour) for word, colour in marks.FILL.items()}
_EDGE = Side(style="thin", color="B8C2D0")
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_WRAP = Alignment(wrap_text=True, vertical="center")
_HEAD = PatternFill("solid", fgColor=workbook.NAVY[1:])
_PLAIN = Font(name=workbook.FONT, size=9)
INK = workbook.INK[1:]


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
    """Mark the sheets that were read and add the summary; other sheets stay as they are."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    for index, read in enumerate(sheets):
        if read.name in book.sheetnames:
            _mark(book[read.name], read, found.get(index, marks.SheetMarks()), demo)
    if SUMMARY in book.sheetnames:
        del book[SUMMARY]
    _summary(book.create_sheet(SUMMARY), name, sheets, found, remarks, demo, checked_on)
    book.save(path)


class _Brush:
    """Styles cells; a style that was made once is given to the next cell alike, which is ten times as fast."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], Any] = {}

    def paint(self, cell: Any, word: str, *, beside: bool = False) -> None:
        """Colour a cell by its word; `beside` also sets the face of the added columns."""
        key = (*(cell._style or ()), word, beside)
        if key in self._made:
            cell._style = copy(self._made[key])
            return
        if beside:
            cell.font, cell.alignment, cell.border = _PLAIN, _WRAP, _BOX
        if word:
            cell.fill = _FILLS[word]
        self._made[key] = copy(cell._style)


def _mark(sheet: Worksheet, read: marks.Outline, found: marks.SheetMarks, demo: bool) -> None:
    first = _free_column(sheet, read)
    brush = _Brush()
    for offset, (heading, width) in enumerate(zip((marks.PROBLEM, marks.MEND), WIDTHS, strict=True)):
        cell = sheet.cell(read.header_row, first + offset)
        _put(cell, heading)
        cell.font, cell.fill = Font(name=workbook.FONT, size=10, bold=True, color="FFFFFF"), _HEAD
        cell.alignment, cell.border = Alignment(horizontal="center", vertical="center"), _BOX
        sheet.column_dimensions[cell.column_letter].width = width
        sheet.column_dimensions[cell.column_letter].hidden = False
    if read.header_row > 1:
        _announce(sheet, read, first, found, demo)
    for row in read.rows:
        mark = found.rows.get(row)
        said = marked_face.beside(mark)
        for offset, text in enumerate(said):
            cell = sheet.cell(row, first + offset)
            _put(cell, text)
            brush.paint(cell, mark.word if mark is not None and offset == 0 else "", beside=True)
        if mark is not None:
            dimension = sheet.row_dimensions[row]
            dimension.height = marked_face.height(said, dimension.height or 15)
    for address, (word, remark) in found.cells.items():
        cell = sheet[address]
        if not isinstance(cell, Cell):
            continue  # covered by a merged cell
        brush.paint(cell, word)
        cell.comment = Comment(remark, "Payung", height=90, width=300)
    for letter in read.numbers:
        wide = sheet.column_dimensions[letter]
        wide.width = max(wide.width or 0, marked_face.NUMBER_WIDTH)
    heading = sheet.row_dimensions[read.header_row]
    heading.height = marked_face.height(("", ""), heading.height or 15)
    _fit(sheet)
    sheet.print_area = None
    sheet.print_title_rows = f"{read.header_row}:{read.header_row}"
    if not sheet.auto_filter.ref and read.span:
        last = get_column_letter(first + 1)
        sheet.auto_filter.ref = f"A{read.header_row}:{last}{read.span[1]}"
    if sheet.freeze_panes is None:
        sheet.freeze_panes = f"A{read.header_row + 1}"


def _fit(sheet: Worksheet) -> None:
    """Rosters are printed: what was added must not fall off the paper."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = str(workbook.PAPER)
    sheet.page_setup.fitToHeight = False
    sheet.sheet_properties.pageSetUpPr = openpyxl.worksheet.properties.PageSetupProperties(fitToPage=True)
    sheet.page_margins = openpyxl.worksheet.page.PageMargins(**marked_face.MARGINS)
    sheet.oddFooter.right.text = marked_face.FOOTER


def _announce(sheet: Worksheet, read: marks.Outline, first: int, found: marks.SheetMarks, demo: bool) -> None:
    """Say above the added columns how many rows stand how."""
    cell = sheet.cell(read.header_row - 1, first)
    if isinstance(cell, Cell):
        _put(cell, marked_face.announced(read, found, demo=demo))
        cell.font = Font(name=workbook.FONT, size=9, bold=True, color="8B1A1A" if demo else "6B7280")


def _free_column(sheet: Worksheet, read: marks.Outline) -> int:
    """The first column right of everything; the columns of an earlier return are used again."""
    last = max((column_index_from_string(letter) for letter in read.headings), default=1)
    for cells in sheet.iter_rows(max_row=sheet.max_row):
        for cell in reversed(cells):
            if cell.value not in (None, ""):
                last = max(last, cell.column)
                break
    for column in range(1, last + 1):
        if sheet.cell(read.header_row, column).value == marks.PROBLEM:
            return column
    return last + 1


def _put(cell: Any, text: str) -> None:
    """Write text that is text whatever it begins with."""
    if isinstance(cell, Cell):
        cell.value = text or None
        if text:
            cell.data_type = "s"


def _summary(
    sheet: Worksheet,
    name: str,
    sheets: list[marks.Outline],
    found: dict[int, marks.SheetMarks],
    remarks: list[str],
    demo: bool,
    checked_on: date | None,
) -> None:
    for letter, width in zip("ABCD", (3, 26, 12, 92), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.sheet_view.showGridLines = False
    row = 1
    for text, size, bold in (
        (f"Hasil pemeriksaan {Path(name).name}", 15, True),
        (marked_face.when(demo=demo, checked_on=checked_on), 10, False),
    ):
        _line(
            sheet, row, 2, text, Font(name=workbook.FONT, size=size, bold=bold, color="1F2A37" if bold else "6B7280")
        )
        row += 1
    for index, read in enumerate(sheets):
        row += 1
        if len(sheets) > 1:
            _line(sheet, row, 2, f"Lembar {read.name}", _font(11, bold=True))
            row += 1
        for column, heading in enumerate(("Hasil", "Baris", "Yang dilakukan"), 2):
            _line(sheet, row, column, heading, _font(10, bold=True, colour="FFFFFF"))
            sheet.cell(row, column).fill = _HEAD
        for label, count, done in marks.outcomes(read, found.get(index, marks.SheetMarks())):
            row += 1
            _line(
                sheet,
                row,
                2,
                label,
                _font(11, bold=True, colour=marks.INK.get(label, INK)),
            )
            if label in _FILLS:
                sheet.cell(row, 2).fill = _FILLS[label]
            sheet.cell(row, 3, count).font = _font(11, bold=True)
            _line(sheet, row, 4, done, _font(10))
            for column in (2, 3, 4):
                sheet.cell(row, column).border = Border(bottom=_EDGE)
        row += 1
    row += 1
    for title, lines in marked_face.paragraphs(remarks):
        _line(sheet, row, 2, title, _font(12, bold=True))
        for text in lines:
            row += 1
            sheet.merge_cells(start_row=row, start_column=2, end_row=row, end_column=4)
            _line(sheet, row, 2, text, _font(10))
            sheet.row_dimensions[row].height = 14 * marks.lines_of(text, 130) + 2
        row += 2
    _fit(sheet)


def _line(sheet: Worksheet, row: int, column: int, text: str, font: Font) -> None:
    cell = sheet.cell(row, column)
    _put(cell, text)
    cell.font, cell.alignment = font, Alignment(vertical="center", wrap_text=column != 2 or len(text) > 60)


def _font(size: int, *, bold: bool = False, colour: str = INK) -> Font:
    return Font(name=workbook.FONT, size=size, bold=bold, color=colour)

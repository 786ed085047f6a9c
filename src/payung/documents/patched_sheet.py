"""Marks put into the XML of one sheet: cells are coloured, two columns added, nothing else is touched."""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from lxml import etree
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import (
    absolute_coordinate,
    column_index_from_string,
    coordinate_from_string,
    range_boundaries,
)

from payung.documents import marked_face, marks, workbook
from payung.documents.marked_face import WIDTHS
from payung.documents.patched_notes import shown
from payung.documents.patched_styles import Styles, tag

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
EDGE = workbook.LINE[1:]
BOX = (("left", "right", "top", "bottom"), EDGE)
MOST_MERGED = 500
_ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate",
    "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations",
    "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks", "colBreaks",
    "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing",
    "legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
_LEFT_TO_OTHERS = (
    "drawing", "legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls", "tableParts",
    "hyperlinks",
)  # fmt: skip


class Unusual(Exception):
    """The workbook has more than this way of marking knows."""


class Sheet:
    """The XML of a sheet, its rows by number."""

    def __init__(self, xml: bytes, parser: etree.XMLParser) -> None:
        self._root = etree.fromstring(xml, parser)
        rows = self._root.find(tag("sheetData"))
        if rows is None or any(self._root.find(tag(name)) is not None for name in _LEFT_TO_OTHERS):
            raise Unusual
        self._rows = rows
        self._by_number: dict[int, Any] = {}
        for row in rows:
            number = row.get("r")
            if number is None or any(cell.get("r") is None for cell in row):
                raise Unusual
            self._by_number[int(number)] = row
            row.attrib.pop("spans", None)
        self._numbers = sorted(self._by_number)
        self._merged = [range_boundaries(one.get("ref")) for one in self._root.iter(tag("mergeCell"))]
        if len(self._merged) > MOST_MERGED:
            raise Unusual
        self._settle()

    def mark(self, read: marks.Outline, found: marks.SheetMarks, styles: Styles, *, demo: bool) -> dict[str, str]:
        """Add the marks and give the remarks that belong to its cells, by address."""
        first = self._free_column(read)
        self._head(read.header_row, first, styles)
        self._widen(read.numbers)
        if read.header_row > 1:
            colour = "8B1A1A" if demo else "6B7280"
            text = marked_face.announced(read, found, demo=demo)
            self._write(read.header_row - 1, first, text, styles.made(font=(9, True, colour)))
        plain = styles.made(font=(9, False, "000000"), box=BOX, wrap=True)
        for number in read.rows:
            mark = found.rows.get(number)
            problem, mend = marked_face.beside(mark)
            self._write(number, first, problem, styles.filled(plain, marks.FILL[mark.word]) if mark else plain)
            self._write(number, first + 1, mend, plain)
            if mark is not None:
                self._heighten(number, (problem, mend))
        remarks: dict[str, str] = {}
        for address, (word, remark) in found.cells.items():
            letters, number = coordinate_from_string(address)
            column = column_index_from_string(letters)
            if self._is_covered(number, column):
                continue
            cell = self._cell(number, column)
            cell.set("s", str(styles.filled(int(cell.get("s", "0")), marks.FILL[word])))
            if len(remarks) < marks.REMARKS_UP_TO:
                remarks[address] = remark
        self._print(read, first + 1)
        if remarks:
            self._place("legacyDrawing").set(f"{{{RELATION}}}id", "rIdBoxes")
        return remarks

    @property
    def filtered(self) -> str:
        """The filtered range in absolute terms ("$A$4:$F$90"), or nothing."""
        found = self._root.find(tag("autoFilter"))
        return "" if found is None else absolute_coordinate(found.get("ref"))

    def xml(self) -> bytes:
        """The part as it is to be stored."""
        return bytes(etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True))

    def _settle(self) -> None:
        """Formulas become their values; the extent and the printer of the sender's office are left out."""
        for formula in list(self._rows.iter(tag("f"))):
            formula.getparent().remove(formula)
        dimension, setup = self._root.find(tag("dimension")), self._root.find(tag("pageSetup"))
        if dimension is not None:
            self._root.remove(dimension)
        if setup is not None:
            setup.attrib.pop(f"{{{RELATION}}}id", None)

    def _free_column(self, read: marks.Outline) -> int:
        last = max((column_index_from_string(letter) for letter in read.headings), default=1)
        for row in self._rows:
            for cell in reversed(row):
                if any(value.text or len(value) for value in cell):
                    last = max(last, _column(cell))
                    break
        if any(right > last for _, _, right, _ in self._merged) or marks.PROBLEM in read.headings.values():
            raise Unusual
        return last + 1

    def _head(self, row: int, first: int, styles: Styles) -> None:
        style = styles.made(font=(10, True, "FFFFFF"), fill=workbook.NAVY[1:], box=BOX, across="center")
        columns = self._place("cols")
        for old in list(columns):
            _leave_out(columns, old, first, first + 1)
        for offset, (heading, width) in enumerate(zip((marks.PROBLEM, marks.MEND), WIDTHS, strict=True)):
            self._write(row, first + offset, heading, style)
            number = str(first + offset)
            columns.append(etree.Element(tag("col"), min=number, max=number, width=str(width), customWidth="1"))
        self._heighten(row, ("", ""))
        columns[:] = sorted(columns, key=lambda one: int(one.get("min")))

    def _widen(self, letters: tuple[str, ...]) -> None:
        """Columns of sixteen digits wide enough to be read."""
        columns = self._place("cols")
        for number in map(column_index_from_string, letters):
            covering = [one for one in columns if int(one.get("min")) <= number <= int(one.get("max"))]
            if any(float(one.get("width", "0")) >= marked_face.NUMBER_WIDTH for one in covering):
                continue
            style = covering[0].get("style") if covering else None
            for old in covering:
                _leave_out(columns, old, number, number)
            own = {"min": str(number), "max": str(number), "width": str(marked_face.NUMBER_WIDTH), "customWidth": "1"}
            columns.append(etree.Element(tag("col"), own | ({"style": style} if style else {})))
        columns[:] = sorted(columns, key=lambda one: int(one.get("min")))

    def _print(self, read: marks.Outline, last: int) -> None:
        """Rosters are printed: what was added must not fall off the paper. Frozen and filtered, if not yet so."""
        properties = self._place("sheetPr")
        fit = properties.find(tag("pageSetUpPr"))
        if fit is None:
            fit = etree.SubElement(properties, tag("pageSetUpPr"))
        fit.set("fitToPage", "1")
        setup = self._place("pageSetup")
        for name, value in (("orientation", "landscape"), ("paperSize", str(workbook.PAPER)), ("fitToHeight", "0")):
            setup.set(name, value)
        margins = self._place("pageMargins")
        for name, inches in (*marked_face.MARGINS.items(), ("header", 0.2), ("footer", 0.2)):
            margins.set(name, str(inches))
        footer = self._place("headerFooter")
        if footer.find(tag("oddFooter")) is None:
            etree.SubElement(footer, tag("oddFooter")).text = f"&R&8{marked_face.FOOTER}"
        if self._root.find(tag("autoFilter")) is None and read.span:
            self._place("autoFilter").set("ref", f"A{read.header_row}:{get_column_letter(last)}{read.span[1]}")
        views = self._place("sheetViews")
        view = views[0] if len(views) else etree.SubElement(views, tag("sheetView"), workbookViewId="0")
        if view.find(tag("pane")) is None:
            _freeze(view, read.header_row)

    def _place(self, name: str) -> Any:
        """The element of that name; where there is none, an empty one where the format wants it."""
        found = self._root.find(tag(name))
        if found is not None:
            return found
        before = {tag(other) for other in _ORDER[: _ORDER.index(name)]}
        at = max((index + 1 for index, child in enumerate(self._root) if child.tag in before), default=0)
        found = etree.Element(tag(name))
        self._root.insert(at, found)
        return found

    def _row(self, number: int) -> Any:
        if number not in self._by_number:
            at = bisect_left(self._numbers, number)
            self._numbers.insert(at, number)
            self._by_number[number] = etree.Element(tag("row"), r=str(number))
            self._rows.insert(at, self._by_number[number])
        return self._by_number[number]

    def _cell(self, number: int, column: int) -> Any:
        row = self._row(number)
        at = len(row)
        while at and _column(row[at - 1]) >= column:
            at -= 1
        if at < len(row) and _column(row[at]) == column:
            return row[at]
        cell = etree.Element(tag("c"), r=f"{get_column_letter(column)}{number}")
        row.insert(at, cell)
        return cell

    def _write(self, number: int, column: int, text: str, style: int) -> None:
        """Write text that is text whatever it begins with."""
        cell = self._cell(number, column)
        cell.set("s", str(style))
        cell[:] = []
        cell.attrib.pop("t", None)
        if text:
            cell.set("t", "inlineStr")
            inline = etree.SubElement(etree.SubElement(cell, tag("is")), tag("t"))
            inline.set(SPACE, "preserve")
            inline.text = shown(text)

    def _heighten(self, number: int, said: tuple[str, str]) -> None:
        row = self._row(number)
        row.set("ht", f"{marked_face.height(said, float(row.get('ht', 15))):g}")
        row.set("customHeight", "1")

    def _is_covered(self, row: int, column: int) -> bool:
        """Whether the cell lies in a merged range but does not carry its value."""
        return any(
            left <= column <= right and top <= row <= bottom and (column, row) != (left, top)
            for left, top, right, bottom in self._merged
        )


def _column(cell: Any) -> int:
    return int(column_index_from_string(cell.get("r").rstrip("0123456789")))


def _leave_out(columns: Any, old: Any, first: int, last: int) -> None:
    """Cut `first` to `last` out of what an element says of columns."""
    low, high = int(old.get("min")), int(old.get("max"))
    if high < first or low > last:
        return
    place = columns.index(old)
    columns.remove(old)
    for begin, end in ((low, first - 1), (last + 1, high)):
        if begin <= end:
            part = etree.Element(old.tag, dict(old.attrib))
            part.set("min", str(begin))
            part.set("max", str(end))
            columns.insert(place, part)


def _freeze(view: Any, rows: int) -> None:
    view.attrib.pop("topLeftCell", None)
    for selection in view.findall(tag("selection")):
        view.remove(selection)
    pane = etree.Element(
        tag("pane"), ySplit=str(rows), topLeftCell=f"A{rows + 1}", activePane="bottomLeft", state="frozen"
    )
    view.insert(0, pane)
    view.insert(1, etree.Element(tag("selection"), pane="bottomLeft"))

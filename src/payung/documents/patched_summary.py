"""The summary sheet of a marked roster, as the XML of a sheet of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from payung.documents import marked_face, marks, workbook
from payung.documents.patched_notes import shown
from payung.documents.patched_styles import MAIN, Styles

_GREY, _INK, _TITLE = "6B7280", workbook.INK[1:], "1F2A37"
_WIDTHS = (3, 26, 12, 92)
_EDGE = (("bottom",), workbook.LINE[1:])


def xml(
    name: str,
    when: str,
    sheets: list[marks.Outline],
    found: dict[int, marks.SheetMarks],
    remarks: Sequence[str],
    styles: Styles,
) -> bytes:
    """Say of each sheet how many rows stand how, what comes next, and what is worth knowing."""
    page = _Page(styles)
    page.line(Path(name).name and f"Hasil pemeriksaan {Path(name).name}", (15, True, _TITLE))
    page.line(when, (10, False, _GREY))
    for index, read in enumerate(sheets):
        page.skip()
        if len(sheets) > 1:
            page.line(f"Lembar {read.name}", (11, True, _INK))
        page.outcomes(marks.outcomes(read, found.get(index, marks.SheetMarks())))
        page.skip()
    for title, lines in marked_face.paragraphs(list(remarks)):
        page.line(title, (12, True, _INK))
        for text in lines:
            page.paragraph(text)
        page.skip()
    return page.xml()


class _Page:
    """Rows of the sheet from top to bottom; the first column is margin."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._rows: list[str] = []
        self._merged: list[str] = []
        self._row = 1

    def skip(self) -> None:
        self._row += 1

    def line(self, text: str, font: tuple[float, bool, str]) -> None:
        self._add([_text("B", self._row, text, self._styles.made(font=font, wrap=len(text) > 60))])

    def outcomes(self, table: list[tuple[str, int, str]]) -> None:
        made = self._styles.made
        head = made(font=(10, True, "FFFFFF"), fill=workbook.NAVY[1:])
        headings = zip("BCD", ("Hasil", "Baris", "Yang dilakukan"), strict=True)
        self._add([_text(letter, self._row, heading, head) for letter, heading in headings])
        number, told = made(font=(11, True, _INK), box=_EDGE), made(font=(10, False, _INK), box=_EDGE, wrap=True)
        for label, count, done in table:
            colour, ground = marks.INK.get(label, _INK), marks.FILL.get(label, "")
            bold = made(font=(11, True, colour), fill=ground, box=_EDGE)
            cells = [
                _text("B", self._row, label, bold),
                f'<c r="C{self._row}" s="{number}"><v>{count}</v></c>',
                _text("D", self._row, done, told),
            ]
            self._add(cells)

    def paragraph(self, text: str) -> None:
        style = self._styles.made(font=(10, False, _INK), wrap=True)
        self._merged.append(f'<mergeCell ref="B{self._row}:D{self._row}"/>')
        self._add([_text("B", self._row, text, style)], height=14 * marks.lines_of(text, 130) + 2)

    def xml(self) -> bytes:
        columns = "".join(
            f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(_WIDTHS, 1)
        )
        merged = f'<mergeCells count="{len(self._merged)}">{"".join(self._merged)}</mergeCells>'
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}">'
            '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
            '<sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews>'
            f"<cols>{columns}</cols><sheetData>{''.join(self._rows)}</sheetData>{merged}"
            f'<pageSetup paperSize="{workbook.PAPER}" fitToHeight="0" orientation="landscape"/></worksheet>'
        ).encode()

    def _add(self, cells: list[str], height: float = 0) -> None:
        sized = f' ht="{height:g}" customHeight="1"' if height else ""
        self._rows.append(f'<row r="{self._row}"{sized}>{"".join(cells)}</row>')
        self._row += 1


def _text(letter: str, row: int, text: str, style: int) -> str:
    if not text:
        return f'<c r="{letter}{row}" s="{style}"/>'
    body = f'<is><t xml:space="preserve">{escape(shown(text))}</t></is>'
    return f'<c r="{letter}{row}" s="{style}" t="inlineStr">{body}</c>'

"""What every workbook of ours shares: text stays text, F4 print setup, frozen and locked headings, one look."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from payung.documents import long_rows

PAPER = 14  # Folio; the nearest to F4 that spreadsheets know
FONT = "Calibri"
NAVY, PALE, LINE, INK = "#1F3864", "#E8ECF4", "#B8C2D0", "#1F2A37"
SAMPLE = "DATA CONTOH"
PRIVATE = "Memuat data pribadi, hanya untuk pelaksanaan bantuan iuran"


@dataclass(frozen=True)
class Column:
    """One column of a list: heading, frame column, `kind` text, whole, money or wrapped, width in characters."""

    heading: str
    name: str
    kind: str = "text"
    width: float = 14


@dataclass
class Book:
    """A workbook being written. Strings are never taken for formulas, addresses or numbers.

    It says that it was made on `as_of`, not at the moment: the same content gives the same bytes.
    """

    path: Path
    demo: bool
    as_of: date | None = None
    _long: list[tuple[str, int, pl.DataFrame]] = field(default_factory=list)
    _formats: dict[tuple[tuple[str, Any], ...], Format] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        options = {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.file = xlsxwriter.Workbook(str(self.path), options)
        made_on = self.as_of or date(2000, 1, 1)
        self.file.set_properties({"created": datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC)})

    def __enter__(self) -> "Book":
        return self

    def __exit__(self, failed: type[BaseException] | None, *rest: object) -> None:
        if failed is None:
            self.file.close()
            for part, model_row, rows in self._long:
                long_rows.extend(self.path, part, model_row, rows)

    def continue_below(self, sheet: Worksheet, row: int, rows: pl.DataFrame) -> None:
        """Put `rows` below the written `row` (from 0), in its styles, when the workbook is closed."""
        self._long.append((f"sheet{sheet.index + 1}", row + 1, rows))

    def style(self, **properties: Any) -> Format:
        """Give a cell format, made once."""
        full = {"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "vcenter"} | properties
        key = tuple(sorted(full.items()))
        if key not in self._formats:
            self._formats[key] = self.file.add_format(full)
        return self._formats[key]

    def heading(self) -> Format:
        white = {"font_color": "#FFFFFF", "border": 1, "border_color": "#FFFFFF"}
        return self.style(bold=True, bg_color=NAVY, align="center", text_wrap=True, **white)

    def sheet(self, name: str, *, portrait: bool = False, footer: str = PRIVATE) -> Worksheet:
        """Add a sheet, ready to print on F4 with its mark and page numbers."""
        sheet = self.file.add_worksheet(name)
        sheet.set_paper(PAPER)
        if not portrait:
            sheet.set_landscape()
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(2)
        if self.demo:
            sheet.set_header(f'&R&"Calibri,Bold"&10&K8B1A1A{SAMPLE}')
        sheet.set_footer(f"&L&8{footer}&R&8Halaman &P dari &N")
        return sheet

    def title(self, sheet: Worksheet, title: str, below: str) -> None:
        """Write title and remark into the first two rows."""
        mark = f"{SAMPLE} · " if self.demo else ""
        sheet.write_string(0, 0, title, self.style(bold=True, font_size=14))
        sheet.write_string(1, 0, mark + below, self.style(font_color="#6B7280"))


def table(book: Book, sheet: Worksheet, columns: Sequence[Column], frame: pl.DataFrame, first: int) -> None:
    """Write the headings in row `first` and the frame below: frozen, filtered, headings locked, cells free."""
    free = {"locked": False, "bottom": 1, "bottom_color": LINE}
    styles = {
        "text": book.style(num_format="@", **free),
        "wrapped": book.style(num_format="@", text_wrap=True, **free),
        "whole": book.style(num_format="#,##0", align="right", **free),
        "money": book.style(num_format="#,##0", align="right", **free),
    }
    for index, column in enumerate(columns):
        sheet.set_column(index, index, column.width, styles[column.kind])
    sheet.set_row(first, 30)
    for index, column in enumerate(columns):
        sheet.write_string(first, index, column.heading, book.heading())
    listed = frame.select(
        (pl.col(c.name) if c.name in frame.columns else pl.lit(None, pl.String).alias(c.name)) for c in columns
    )
    for index, column in enumerate(columns):
        value = listed[column.name][0] if listed.height else None
        style = styles[column.kind]
        if value is None or value == "":
            sheet.write_blank(first + 1, index, None, style)
        elif column.kind in ("whole", "money"):
            sheet.write_number(first + 1, index, value, style)
        else:
            sheet.write_string(first + 1, index, str(value), style)
    if listed.height > 1:
        book.continue_below(sheet, first + 1, listed.slice(1))
    last = max(first + frame.height, first + 1)
    sheet.autofilter(first, 0, last, len(columns) - 1)
    sheet.repeat_rows(first)
    protect(sheet)


def protect(sheet: Worksheet) -> None:
    """Lock the headings without a password; sorting, filtering and adding stay free."""
    free = (
        "format_cells", "format_columns", "format_rows", "insert_columns", "insert_rows", "delete_columns",
        "delete_rows", "sort", "autofilter", "insert_hyperlinks",
    )  # fmt: skip
    sheet.protect("", dict.fromkeys(free, True))


def remarks(book: Book, lines: Sequence[tuple[str, str]], name: str = "Keterangan") -> None:
    """Add the sheet that explains the others."""
    sheet = book.sheet(name, portrait=True, footer="")
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 82)
    book.title(
        sheet, name, "baca ini sebelum memakai lembar lain" if book.demo else "Baca sebelum memakai lembar lain."
    )
    for row, (label, body) in enumerate(lines, 3):
        sheet.write_string(row, 0, label, book.style(bold=True, valign="top", bottom=1, bottom_color=LINE))
        sheet.write_string(row, 1, body, book.style(text_wrap=True, valign="top", bottom=1, bottom_color=LINE))
        sheet.set_row(row, 15 * (1 + len(body) // 88))

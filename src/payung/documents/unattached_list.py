"""The files that could not be attached to anybody, each with its reason, for the office alone."""

from pathlib import Path

import polars as pl

from payung.documents import workbook
from payung.documents.lists import Heading
from payung.documents.workbook import Column
from payung.kernel import rupiah

COLUMNS = (Column("Berkas", "file", "wrapped", 60), Column("Yang perlu dilakukan", "reason", "wrapped", 80))


def write(heading: Heading, frame: pl.DataFrame, path: Path) -> None:
    """Write the list; `frame` has file and reason."""
    with workbook.Book(path, heading.demo, heading.as_of) as book:
        sheet = book.sheet("Belum terlampir")
        book.title(
            sheet, "Berkas yang belum terlampir", f"{heading.programme} · {rupiah.number(frame.height)} berkas"
        )
        sheet.freeze_panes(4, 0)
        workbook.table(book, sheet, COLUMNS, frame, 3)

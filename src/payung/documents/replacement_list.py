"""What a reply changed, for the office alone: who lost a seat, who moved up, and rows that need a look."""

from pathlib import Path

import polars as pl

from payung.documents import workbook
from payung.documents.lists import Heading
from payung.documents.workbook import Column
from payung.kernel import dates, rupiah

PERSON = (
    Column("NIK", "nik", width=19),
    Column("Nama", "name", width=30),
    Column("Desa/kelurahan", "village_name", width=20),
    Column("Kecamatan", "district_name", width=18),
    Column("Alasan", "reason", "wrapped", 80),
)
ROWS = (
    Column("Berkas", "file", width=34),
    Column("Lembar", "sheet", width=18),
    Column("Baris", "row", "whole", 8),
    Column("Isi hasil", "words", width=30),
    Column("Yang perlu dilakukan", "sentence", "wrapped", 70),
)


def write(
    heading: Heading, title: str, fell_out: pl.DataFrame, moved_up: pl.DataFrame, rows: pl.DataFrame, path: Path
) -> None:
    """Write the three sheets. People: columns of PERSON; rows: columns of ROWS."""
    with workbook.Book(path, heading.demo, heading.as_of) as book:
        for name, what, columns, frame in (
            ("Keluar", "Kehilangan kursi", PERSON, fell_out),
            ("Masuk", "Naik dari daftar cadangan", PERSON, moved_up),
            ("Perlu dilihat", "Baris balasan yang perlu dilihat", ROWS, rows),
        ):
            sheet = book.sheet(name)
            below = f"{heading.programme} · {rupiah.number(frame.height)} baris · {dates.long(heading.as_of)}"
            book.title(sheet, f"{what}: {title}", below)
            sheet.freeze_panes(4, 1)
            workbook.table(book, sheet, columns, frame, 3)

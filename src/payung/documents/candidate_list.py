"""The list that goes to an agency to be matched: its own columns, everything text, empty cells for the answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from payung.documents import workbook
from payung.documents.lists import Heading
from payung.documents.workbook import Column

SAYING = (
    "Isi kolom HASIL: padan, tidak padan, meninggal, pindah, nama berbeda; untuk kepesertaan: belum terdaftar, "
    "aktif PU, aktif BPU (dengan No. KPJ dan bulan lunas). Susunan lain pun dapat dibaca asalkan NIK tetap ada."
)


@dataclass(frozen=True)
class Layout:
    """How one receiver wants the list. `columns`: heading with a field, or `answer: true` for an empty cell."""

    receiver: str
    sheet: str
    date_format: str
    columns: Sequence[dict[str, Any]]
    is_confirmed: bool
    question: str


def write(heading: Heading, layout: Layout, frame: pl.DataFrame, path: Path) -> None:
    """Write the list in the order of `frame`: headings in the first row, numbers of people as text.

    `frame`: one row a person with the fields that the columns name; what is absent stays empty.
    """
    numbered = frame.with_columns(
        pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("no"),
        pl.col("birth_date").dt.strftime(layout.date_format).alias("birth_date"),
    )
    shown = [_column(column, place) for place, column in enumerate(layout.columns)]
    with workbook.Book(path, heading.demo, heading.as_of) as book:
        sheet = book.sheet(layout.sheet)
        sheet.freeze_panes(1, 2)
        workbook.table(book, sheet, shown, numbered, 0)
        confirmed = "Ya" if layout.is_confirmed else f"Belum. {layout.question}"
        about = [
            ("Isi lembar", f"Calon penerima {heading.programme}, {heading.region}, untuk {layout.receiver}."),
            ("Cara menjawab", SAYING),
            ("Susunan kolom sudah dipastikan", confirmed),
            (
                "Data pribadi",
                "Pakai hanya untuk mencocokkan calon program ini, kirim lewat saluran yang disepakati, dan hapus "
                "setelah hasilnya dikembalikan.",
            ),
        ]
        workbook.remarks(book, about)


def _column(column: dict[str, Any], place: int) -> Column:
    name = column.get("field") or f"answer_{place}"
    return Column(column["heading"], name, "whole" if name == "no" else "text", float(column.get("width", 16)))

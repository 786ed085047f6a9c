"""The files for the insurer, in the column order of a YAML that the branch's own template can replace."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import yaml

from payung.documents import arrangement, workbook
from payung.documents.lists import Heading
from payung.documents.workbook import Column
from payung.kernel.refusal import Refusal

DEFAULT = Path(__file__).parent / "insurer_columns.yaml"
OF_SEGMENT = {"BPU": DEFAULT, "PU": Path(__file__).parent / "insurer_columns_pu.yaml"}
"""Participants without a wage and wage receivers are registered on different forms."""


class UnusableTemplate(Refusal):
    """The template of columns names no columns, or a field that lists do not have."""


@dataclass(frozen=True)
class Template:
    """Which columns the insurer wants, in which order; `confirmed` once the branch has said so."""

    confirmed: bool
    note: str
    sheet: str
    date_format: str
    columns: list[dict[str, Any]]


def template(path: Path | None = None) -> Template:
    """Read the columns; a replaced file needs no more than `columns` with `heading` and `field` or `value`."""
    found = yaml.safe_load((path or DEFAULT).read_text("utf-8"))
    columns = found.get("columns") if isinstance(found, dict) else None
    if not columns:
        raise UnusableTemplate("Templat kolom tidak memuat daftar columns. Tulis heading dan field setiap kolom.")
    known = {*arrangement.COLUMNS, "full_address"}
    for column in columns:
        if "heading" not in column or ("value" not in column and column.get("field") not in known):
            named = column.get("heading", column.get("field", "?"))
            raise UnusableTemplate(
                f"Kolom {named} pada templat tidak dikenal. Pilih field: {', '.join(sorted(known))}."
            )
    return Template(
        confirmed=bool(found.get("confirmed", True)),
        note=str(found.get("note", "")),
        sheet=str(found.get("sheet", "Unggah")),
        date_format=str(found.get("date_format", "%d-%m-%Y")),
        columns=columns,
    )


def write(heading: Heading, frame: pl.DataFrame, path: Path, *, columns: Path | None = None) -> None:
    """Write `unggah-bpjs.xlsx`: headings in the first row, everything as text except whole numbers.

    `frame` as for `lists.write_selected`; with mother's name and phone, which the insurer asks for.
    """
    wanted = template(columns)
    told = _told(arrangement.arrange(frame), wanted.date_format)
    shown, told = _columns(wanted, told)
    with workbook.Book(path, heading.demo, heading.as_of) as book:
        sheet = book.sheet(wanted.sheet)
        sheet.freeze_panes(1, 2)
        workbook.table(book, sheet, shown, told, 0)
        about = [
            (
                "Isi lembar",
                f"Peserta {heading.programme}, {heading.region}, untuk didaftarkan ke BPJS Ketenagakerjaan.",
            ),
            ("Susunan kolom", wanted.note or "Sesuai templat kantor cabang."),
            (
                "Sudah dipastikan",
                "Ya" if wanted.confirmed else "Belum: pastikan kepada kantor cabang sebelum dipakai.",
            ),
            ("Data pribadi", "Kirim hanya melalui saluran yang disepakati dalam perjanjian kerja sama."),
        ]
        workbook.remarks(book, about)


def _told(frame: pl.DataFrame, date_format: str) -> pl.DataFrame:
    place = [
        pl.coalesce(pl.col("address"), pl.lit(None, pl.String)),
        arrangement.neighbourhood_expr(),
        pl.when(pl.col("village_kind") == "kelurahan").then(pl.lit("Kel. ")).otherwise(pl.lit("Desa "))
        + pl.col("village_name"),
        pl.lit("Kec. ") + pl.col("district_name"),
    ]
    both = pl.col("address").is_not_null() & pl.col("hamlet").is_not_null()
    street = pl.when(both).then(place[0]).otherwise(None)
    return frame.with_columns(
        pl.concat_str([street, *place[1:]], separator=", ", ignore_nulls=True).alias("full_address"),
        pl.col("birth_date", "start").dt.strftime(date_format),
    )


def _columns(wanted: Template, frame: pl.DataFrame) -> tuple[list[Column], pl.DataFrame]:
    shown = []
    for index, column in enumerate(wanted.columns):
        name = f"column_{index}"
        source = pl.lit(str(column["value"])) if "value" in column else pl.col(column["field"])
        frame = frame.with_columns(source.alias(name))
        kind = "whole" if frame.schema[name].is_integer() else "text"
        shown.append(Column(column["heading"], name, kind, float(column.get("width", 16))))
    return shown, frame

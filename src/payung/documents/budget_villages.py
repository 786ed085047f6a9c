"""The sheet "Per desa" of a budget: a row a village and source, and the ranges other sheets sum over."""

import polars as pl
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from payung.documents import arrangement, workbook
from payung.documents.budget_statement import Statement

NAME = "Per desa"
FIRST = 5  # first village row on that sheet, counted from 0
COLUMNS = {
    "village": pl.String,
    "village_name": pl.String,
    "village_kind": pl.String,
    "district_name": pl.String,
    "source": pl.String,
    "people": pl.Int64,
    "months": pl.Int64,
}


def ordered(villages: pl.DataFrame) -> pl.DataFrame:
    """Village lines in the order of their codes, with the code as people read it and the kecamatan."""
    present = [name for name in COLUMNS if name in villages.columns]
    return (
        villages.with_columns(pl.col(name).cast(COLUMNS[name]) for name in present)
        .with_columns(pl.lit(None, pl.String).alias(name) for name in COLUMNS if name not in present)
        .sort("village", "source", nulls_last=True)
        .with_columns(
            arrangement.dotted_expr("village").alias("code"),
            pl.col("village").str.slice(0, 6).alias("district"),
            pl.col("village_kind").fill_null("desa").str.to_titlecase(),
        )
    )


def write(book: workbook.Book, statement: Statement, lines: pl.DataFrame) -> None:
    """Add the sheet; its row of totals follows the filter."""
    sheet = book.sheet(NAME, footer="Anggaran bantuan iuran menurut desa")
    book.title(sheet, "Anggaran menurut desa dan sumber dana", "Baris jumlah mengikuti saringan.")
    headings = ["No.", "Kode wilayah", "Kecamatan", "Desa/kelurahan", "Jenis", "Sumber dana", "Orang", "Bulan"]
    headings += [f"{name} (Rp)" for name in statement.parts] + ["Jumlah (Rp)"]
    widths = [6, 15, 22, 24, 11, 14, 9, 8, *([15] * len(statement.parts)), 17]
    for index, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column(index, index, width)
        sheet.write_string(4, index, heading, book.heading())
    label = book.style(bottom=1, bottom_color=workbook.LINE)
    text = book.style(num_format="@", bottom=1, bottom_color=workbook.LINE)
    number = book.style(num_format="#,##0", bottom=1, bottom_color=workbook.LINE)
    parts = list(statement.parts.items())
    totals: dict[int, int] = dict.fromkeys([6, *range(8, 9 + len(parts))], 0)
    for at, line in enumerate(lines.iter_rows(named=True)):
        row = FIRST + at
        sheet.write_number(row, 0, at + 1, label)
        sheet.write_string(row, 1, line["code"] or "", text)
        for index, name in ((2, "district_name"), (3, "village_name"), (4, "village_kind"), (5, "source")):
            sheet.write_string(row, index, line[name] or "", label)
        sheet.write_number(row, 6, line["people"], number)
        sheet.write_number(row, 7, line["months"], number)
        person_months = line["people"] * line["months"]
        for index, (_, value) in enumerate(parts):
            formula = f"=G{row + 1}*H{row + 1}*Ringkasan!$B${5 + index}"
            sheet.write_formula(row, 8 + index, formula, number, person_months * value)
            totals[8 + index] += person_months * value
        last = 8 + len(parts)
        first_part, last_part = xl_rowcol_to_cell(row, 8), xl_rowcol_to_cell(row, last - 1)
        sheet.write_formula(row, last, f"=SUM({first_part}:{last_part})", number, person_months * statement.tariff)
        totals[last] += person_months * statement.tariff
        totals[6] += line["people"]
    bold = book.style(bold=True, num_format="#,##0", bg_color=workbook.PALE, bottom=1)
    for index in range(len(headings)):
        sheet.write_blank(3, index, None, bold)
    sheet.write_string(3, 0, "JUMLAH (yang tampak)", bold)
    for index, value in totals.items():
        letter = xl_col_to_name(index)
        formula = f"=SUBTOTAL(109,{letter}{FIRST + 1}:{letter}{FIRST + lines.height})"
        sheet.write_formula(3, index, formula, bold, value)
    sheet.freeze_panes(FIRST, 4)
    sheet.autofilter(4, 0, FIRST + lines.height - 1, len(headings) - 1)
    sheet.repeat_rows(3, 4)


def cells(column: str, lines: pl.DataFrame, statement: Statement, first: int = 0, count: int | None = None) -> str:
    """The cells of a column on the sheet of villages, from the row `first` of the list."""
    order = ["no", "code", "district_name", "village_name", "village_kind", "source", "people", "months"]
    letter = xl_col_to_name([*order, *statement.parts, "total"].index(column))
    top = FIRST + first + 1
    return f"'{NAME}'!${letter}${top}:${letter}${top + (lines.height if count is None else count) - 1}"

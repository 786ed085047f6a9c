"""The tables below a budget's summary: by insurance, by source, by kecamatan; each a formula with its value."""

from typing import Any

import polars as pl
from xlsxwriter.worksheet import Worksheet

from payung.documents import budget_villages, workbook
from payung.documents.budget_statement import RP, Statement
from payung.documents.decree_text import INSURANCE_NAMES

# Name, formula and value of the money, formula and value of the people; None where there is no formula.
Line = tuple[str, str | None, int, str | None, int | None]


def write(
    book: workbook.Book,
    sheet: Worksheet,
    statement: Statement,
    lines: pl.DataFrame | None,
    row: int,
    people: int,
    total: int,
) -> int:
    """Write the tables from `row` on and give the row after them."""
    rows: list[Line] = []
    for name, value in statement.parts.items():
        title = f"{INSURANCE_NAMES[name]} ({name})"
        if lines is None:
            rows.append((title, None, people * value * statement.months, None, None))
        else:
            part = int((lines["people"] * lines["months"]).sum()) * value
            rows.append((title, f"=SUM({budget_villages.cells(name, lines, statement)})", part, None, None))
    row = _breakdown(book, sheet, row, "Menurut program", "Program", rows, None)
    if lines is None:
        return row
    row = _breakdown(book, sheet, row, "Menurut sumber dana", "Sumber", _by_source(statement, lines), (total, people))
    row = _breakdown(
        book, sheet, row, "Menurut kecamatan", "Kecamatan", _by_district(statement, lines), (total, people)
    )
    return row


def _by_source(statement: Statement, lines: pl.DataFrame) -> list[Line]:
    labels = {source.short: source.name for source in statement.sources}
    where, money, heads = (
        budget_villages.cells(column, lines, statement) for column in ("source", "total", "people")
    )
    rows: list[Line] = []
    for source, people, person_months in _grouped(lines, ["source"]):
        # SUMPRODUCT compares the text itself; SUMIF would read it as a pattern.
        same = f'({where}="{str(source or "").replace(chr(34), chr(34) * 2)}")'
        total = person_months * statement.tariff
        name = labels.get(source, source or "–")
        rows.append((name, f"=SUMPRODUCT({same}*{money})", total, f"=SUMPRODUCT({same}*{heads})", people))
    return rows


def _by_district(statement: Statement, lines: pl.DataFrame) -> list[Line]:
    """Kecamatan are runs of rows, because villages stand in the order of their codes; two may share a name."""
    rows: list[Line] = []
    first = 0
    for _, name, people, person_months, count in _grouped(lines, ["district", "district_name"], counted=True):
        money, heads = (
            budget_villages.cells(column, lines, statement, first, count) for column in ("total", "people")
        )
        rows.append((name or "–", f"=SUM({money})", person_months * statement.tariff, f"=SUM({heads})", people))
        first += count
    return rows


def _grouped(lines: pl.DataFrame, by: list[str], *, counted: bool = False) -> list[tuple[Any, ...]]:
    sums = [pl.col("people").sum(), (pl.col("people") * pl.col("months")).sum().alias("person_months")]
    return lines.group_by(by, maintain_order=True).agg(*sums, *([pl.len()] if counted else [])).rows()


def _breakdown(
    book: workbook.Book,
    sheet: Worksheet,
    row: int,
    title: str,
    head: str,
    rows: list[Line],
    totals: tuple[int, int] | None,
) -> int:
    label = book.style(text_wrap=True, bottom=1, bottom_color=workbook.LINE)
    amount = book.style(num_format=RP, bottom=1, bottom_color=workbook.LINE)
    count = book.style(num_format="#,##0", align="center", bottom=1, bottom_color=workbook.LINE)
    sheet.write_string(row, 0, title, book.style(bold=True, font_size=11))
    for index, heading in enumerate((head, "Jumlah", "Orang") if totals else (head, "Jumlah")):
        sheet.write_string(row + 1, index, heading, book.heading())
    first = row + 2
    for at, (name, formula, value, people_formula, people) in enumerate(rows, first):
        sheet.write_string(at, 0, name, label)
        sheet.set_row(at, 15 * (1 + len(name) // 42))
        if formula is None:
            sheet.write_number(at, 1, value, amount)
        else:
            sheet.write_formula(at, 1, formula, amount, value)
        if people_formula is not None:
            sheet.write_formula(at, 2, people_formula, count, people or 0)
    end = first + len(rows)
    if totals and len(rows) > 1:
        bold = {"bold": True, "bg_color": workbook.PALE, "top": 1}
        sheet.write_string(end, 0, "Jumlah", book.style(**bold))
        sheet.write_formula(end, 1, f"=SUM(B{first + 1}:B{end})", book.style(num_format=RP, **bold), totals[0])
        heads = book.style(num_format="#,##0", align="center", **bold)
        sheet.write_formula(end, 2, f"=SUM(C{first + 1}:C{end})", heads, totals[1])
        end += 1
    return end + 1

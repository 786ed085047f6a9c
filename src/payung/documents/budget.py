"""The budget as a workbook: what is needed, village by village, what the ceiling affords otherwise, what it buys."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from payung.documents import arrangement, budget_choices, workbook
from payung.documents.decree_text import INSURANCE_NAMES, joined, period
from payung.kernel import dates, month, rupiah, terbilang

# Name, formula and value of the money, formula and value of the people; None where there is no formula.
Line = tuple[str, str | None, int, str | None, int | None]
NOTE = {"font_color": "#6B7280", "text_wrap": True, "indent": 1}
VILLAGES = "Per desa"
FIRST = 5  # first village row on that sheet, counted from 0
RP = '"Rp "#,##0'
VILLAGE_COLUMNS = {
    "village": pl.String,
    "village_name": pl.String,
    "village_kind": pl.String,
    "district_name": pl.String,
    "source": pl.String,
    "people": pl.Int64,
    "months": pl.Int64,
}


@dataclass(frozen=True)
class Source:
    """One source of money; `short` is what the `source` column of the villages says."""

    short: str  # "APBD"
    name: str  # "APBD Kabupaten Kaur TA 2024"
    ceiling: int | None = None


@dataclass(frozen=True)
class Death:
    """What the family of somebody who dies not at work gets, by months covered, under the law of some month."""

    label: str  # "aturan Desember 2024"
    amounts: dict[int, int]  # months covered -> whole rupiah
    reference: str = ""
    confirmed: bool = True


@dataclass(frozen=True)
class Statement:
    """The figures of a budget. `parts` in rupiah per person and month, `ceiling` None when there is none."""

    region: str
    programme: str
    as_of: date
    parts: dict[str, int]
    start: date
    months: int
    people: int
    ceiling: int | None
    sources: tuple[Source, ...] = ()
    deaths: tuple[Death, ...] = ()
    tariff_note: str = ""  # where the tariff comes from: "JKK 1 % x dasar Rp 1.000.000; PP 44/2015"
    notes: tuple[str, ...] = field(default=())
    list_sha256: str | None = None
    demo: bool = True

    @property
    def tariff(self) -> int:
        return sum(self.parts.values())


def write(statement: Statement, villages: pl.DataFrame | None, path: Path) -> None:
    """Write `anggaran.xlsx`; formulas carry their values, so that viewers without a calculator show them too.

    `villages`: one row a village and source (`VILLAGE_COLUMNS`); None before a roster exists.
    """
    with workbook.Book(path, statement.demo) as book:
        summary = book.sheet("Ringkasan", portrait=True, footer="Anggaran bantuan iuran")
        lines = _ordered(villages) if villages is not None and villages.height else None
        _summary(book, summary, statement, lines)
        if lines is not None:
            _villages(book, statement, lines)
        budget_choices.write(book, statement)


def _ordered(villages: pl.DataFrame) -> pl.DataFrame:
    present = [name for name in VILLAGE_COLUMNS if name in villages.columns]
    return (
        villages.with_columns(pl.col(name).cast(VILLAGE_COLUMNS[name]) for name in present)
        .with_columns(pl.lit(None, pl.String).alias(name) for name in VILLAGE_COLUMNS if name not in present)
        .sort("village", "source", nulls_last=True)
        .with_columns(
            arrangement.dotted_expr("village").alias("code"),
            pl.col("village").str.slice(0, 6).alias("district"),
            pl.col("village_kind").fill_null("desa").str.to_titlecase(),
        )
    )


def _summary(book: workbook.Book, sheet: Worksheet, statement: Statement, lines: pl.DataFrame | None) -> None:
    label, note = book.style(bottom=1, bottom_color=workbook.LINE), book.style(**NOTE)
    number = book.style(num_format="#,##0", bottom=1, bottom_color=workbook.LINE)
    amount = book.style(num_format=RP, bottom=1, bottom_color=workbook.LINE)
    strong = book.style(num_format=RP, bold=True, font_size=12, top=2, bottom=2)
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 1, 22)
    sheet.set_column(2, 2, 54)
    span = period(statement.start, statement.months)
    below = (
        f"{statement.programme} · {joined(list(statement.parts))} · {span} · keadaan {dates.long(statement.as_of)}"
    )
    book.title(sheet, f"Anggaran bantuan iuran pekerja rentan, {statement.region}", below)

    people = statement.people if lines is None else int(lines["people"].sum())
    total = (
        people * statement.tariff * statement.months
        if lines is None
        else int((lines["people"] * lines["months"]).sum()) * statement.tariff
    )
    sheet.write_string(3, 0, "Orang", label)
    if lines is None:
        sheet.write_number(3, 1, people, number)
        sheet.write_string(3, 2, "Perkiraan, sebelum ada daftar nama", note)
    else:
        sheet.write_formula(3, 1, f"=SUM({_range('people', lines, statement)})", number, people)
        sheet.write_string(3, 2, _places(lines), note)
    row = 4
    for name, value in statement.parts.items():
        sheet.write_string(row, 0, f"Iuran {name} per orang per bulan", label)
        sheet.write_number(row, 1, value, amount)
        sheet.write_string(row, 2, INSURANCE_NAMES[name], note)
        row += 1
    sheet.write_string(row, 0, "Iuran per orang per bulan", label)
    sheet.write_formula(row, 1, f"=SUM(B5:B{row})", amount, statement.tariff)
    sheet.write_string(row, 2, statement.tariff_note, note)
    tariff_cell = f"B{row + 1}"
    row += 1
    sheet.write_string(row, 0, "Bulan", label)
    sheet.write_number(row, 1, statement.months, number)
    last = month.add(statement.start, statement.months - 1)
    named = month.name(statement.start) + (f" sampai dengan {month.name(last)}" if statement.months > 1 else "")
    sheet.write_string(row, 2, named, note)
    months_cell = f"B{row + 1}"
    row += 1
    uniform = lines is None or lines["months"].n_unique() == 1
    product = f"B4*{tariff_cell}*{months_cell}"
    sheet.write_string(row, 0, "Jumlah", book.style(bold=True, font_size=12, top=2, bottom=2))
    formula = f"={product}" if lines is None else f"=SUM({_range('total', lines, statement)})"
    sheet.write_formula(row, 1, formula, strong, total)
    words = book.style(italic=True, text_wrap=True, indent=1, top=2, bottom=2)
    sheet.write_string(row, 2, f"{terbilang.words(total)} rupiah", words)
    total_cell = f"B{row + 1}"
    row += 1
    if statement.ceiling is not None:
        row = _ceiling(book, sheet, statement, row, total_cell, total)
    if lines is not None and uniform:
        same = people * statement.tariff * statement.months == total
        told = (
            "Hitung ulang cocok: orang × iuran × bulan = jumlah per desa",
            "HITUNG ULANG TIDAK COCOK dengan lembar Per desa",
        )
        check = f'=IF({product}={total_cell},"{told[0]}","{told[1]}")'
        green = book.style(bold=True, indent=1, font_color="#1E6B3A")
        sheet.write_formula(row, 2, check, green, told[0 if same else 1])
        row += 1
    row = _breakdowns(book, sheet, statement, lines, row + 1, people, total)
    for text in (*_benefit_notes(statement), *statement.notes):
        boxed = book.style(text_wrap=True, bg_color="#FFF3CD", border=1, border_color="#E0C36A", valign="top")
        sheet.merge_range(row, 0, row, 2, "", boxed)
        sheet.write_string(row, 0, text, boxed)
        sheet.set_row(row, 15 * (1 + len(text) // 118))
        row += 1
    if statement.list_sha256:
        origin = f"Dihitung dari daftar dengan kode keaslian SHA-256 {statement.list_sha256}"
        sheet.write_string(row + 1, 0, origin, book.style(font_size=8, font_color="#6B7280"))


def _ceiling(book: workbook.Book, sheet: Worksheet, statement: Statement, row: int, cell: str, total: int) -> int:
    amount = book.style(num_format=RP, bottom=1, bottom_color=workbook.LINE)
    ceiling = statement.ceiling or 0
    sheet.write_string(row, 0, "Pagu", book.style(bottom=1, bottom_color=workbook.LINE))
    sheet.write_number(row, 1, ceiling, amount)
    named = joined([source.name for source in statement.sources])
    sheet.write_string(row, 2, named, book.style(**NOTE))
    sheet.set_row(row, 15 * (1 + len(named) // 52))
    left = book.style(num_format=RP, bold=True, bottom=1, bottom_color=workbook.LINE)
    sheet.write_string(row + 1, 0, "Sisa pagu", book.style(bold=True, bottom=1, bottom_color=workbook.LINE))
    sheet.write_formula(row + 1, 1, f"=B{row + 1}-{cell}", left, ceiling - total)
    enough = "Pagu cukup" if ceiling >= total else "PAGU TIDAK CUKUP"
    judged = f'=IF(B{row + 2}<0,"PAGU TIDAK CUKUP","Pagu cukup")'
    sheet.write_formula(row + 1, 2, judged, book.style(bold=True, indent=1), enough)
    return row + 2


def _breakdowns(
    book: workbook.Book,
    sheet: Worksheet,
    statement: Statement,
    lines: pl.DataFrame | None,
    row: int,
    people: int,
    total: int,
) -> int:
    rows: list[Line] = []
    for name, value in statement.parts.items():
        title = f"{INSURANCE_NAMES[name]} ({name})"
        if lines is None:
            rows.append((title, None, people * value * statement.months, None, None))
        else:
            part = int((lines["people"] * lines["months"]).sum()) * value
            rows.append((title, f"=SUM({_range(name, lines, statement)})", part, None, None))
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
    where, money, heads = (_range(column, lines, statement) for column in ("source", "total", "people"))
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
        money, heads = (_range(column, lines, statement, first, count) for column in ("total", "people"))
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


def _villages(book: workbook.Book, statement: Statement, lines: pl.DataFrame) -> None:
    sheet = book.sheet(VILLAGES, footer="Anggaran bantuan iuran menurut desa")
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


def _range(column: str, lines: pl.DataFrame, statement: Statement, first: int = 0, count: int | None = None) -> str:
    """The cells of a column on the sheet of villages, from the row `first` of the list."""
    order = ["no", "code", "district_name", "village_name", "village_kind", "source", "people", "months"]
    letter = xl_col_to_name([*order, *statement.parts, "total"].index(column))
    top = FIRST + first + 1
    return f"'{VILLAGES}'!${letter}${top}:${letter}${top + (lines.height if count is None else count) - 1}"


def _places(lines: pl.DataFrame) -> str:
    unique = lines.unique("village")
    urban = unique.filter(pl.col("village_kind") == "Kelurahan").height
    rural = unique.height - urban
    places = [f"{rupiah.number(rural)} desa"] if rural else []
    places += [f"{rupiah.number(urban)} kelurahan"] if urban else []
    return f"{joined(places)}, {lines['district_name'].n_unique()} kecamatan"


def _benefit_notes(statement: Statement) -> list[str]:
    """Say, by each law, what the months bought pay when somebody dies not at work."""
    notes = []
    for death in statement.deaths:
        if not death.amounts:
            continue
        most, bought = max(death.amounts.values()), death.amounts.get(min(statement.months, max(death.amounts)))
        if bought is None:
            continue
        text = f"Manfaat bila penerima meninggal bukan karena kecelakaan kerja, menurut {death.label}: "
        text += f"{rupiah.format(bought)} dengan {statement.months} bulan iuran."
        if bought < most:
            enough = min(count for count, value in death.amounts.items() if value == most)
            text += f" Baru menjadi {rupiah.format(most)} sejak {enough} bulan."
        if death.reference:
            text += f" Dasar: {death.reference}."
        if not death.confirmed:
            text += " Batas bulannya belum dipastikan; tanyakan ke kantor cabang."
        notes.append(text)
    return notes

"""The budget as a workbook: what is needed, village by village, what the ceiling affords otherwise, what it buys."""

from pathlib import Path

import polars as pl
from xlsxwriter.worksheet import Worksheet

from payung.documents import (
    budget_breakdowns,
    budget_choices,
    budget_pools,
    budget_terms,
    budget_villages,
    published,
    spans,
    workbook,
)
from payung.documents.budget_statement import RP, Death, Source, Statement
from payung.documents.decree_text import INSURANCE_NAMES, joined
from payung.kernel import dates, month, rupiah, terbilang

__all__ = ["Death", "Source", "Statement", "write"]

NOTE = {"font_color": "#6B7280", "text_wrap": True, "indent": 1}


def write(
    statement: Statement,
    villages: pl.DataFrame | None,
    path: Path,
    *,
    terms: tuple[budget_terms.Terms, ...] = (),
    ceilings: dict[str, int] | None = None,
) -> None:
    """Write `anggaran.xlsx`; formulas carry their values, so that viewers without a calculator show them too.

    `villages`: one row a village and source (`budget_villages.COLUMNS`); None before a roster exists. With `terms`
    people are insured on several: then as for `budget_terms.write`, with the `ceilings` of the payers.
    """
    if terms and villages is not None:
        with workbook.Book(path, statement.demo, statement.as_of) as book:
            budget_terms.write(book, statement, terms, ceilings or {}, villages)
            _further(book, statement)
        return
    with workbook.Book(path, statement.demo, statement.as_of) as book:
        summary = book.sheet("Ringkasan", portrait=True, footer="Anggaran bantuan iuran")
        lines = budget_villages.ordered(villages) if villages is not None and villages.height else None
        _summary(book, summary, statement, lines)
        if lines is not None:
            budget_villages.write(book, statement, lines)
        budget_choices.write(book, statement)
        _further(book, statement)


def _further(book: workbook.Book, statement: Statement) -> None:
    if statement.pools is not None and statement.pools.height:
        budget_pools.write(book, statement.pools)
    if statement.published:
        published.write(book, statement.published, statement.published_remarks)


def _summary(book: workbook.Book, sheet: Worksheet, statement: Statement, lines: pl.DataFrame | None) -> None:
    label, note = book.style(bottom=1, bottom_color=workbook.LINE), book.style(**NOTE)
    number = book.style(num_format="#,##0", bottom=1, bottom_color=workbook.LINE)
    amount = book.style(num_format=RP, bottom=1, bottom_color=workbook.LINE)
    strong = book.style(num_format=RP, bold=True, font_size=12, top=2, bottom=2)
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, 1, 22)
    sheet.set_column(2, 2, 54)
    span = spans.in_words(statement.spans or [(statement.start, statement.months)])
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
        sheet.write_formula(3, 1, f"=SUM({budget_villages.cells('people', lines, statement)})", number, people)
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
    sheet.write_string(row, 2, span if statement.spans else named, note)
    months_cell = f"B{row + 1}"
    row += 1
    uniform = lines is None or lines["months"].n_unique() == 1
    product = f"B4*{tariff_cell}*{months_cell}"
    sheet.write_string(row, 0, "Jumlah", book.style(bold=True, font_size=12, top=2, bottom=2))
    formula = f"={product}" if lines is None else f"=SUM({budget_villages.cells('total', lines, statement)})"
    sheet.write_formula(row, 1, formula, strong, total)
    words = book.style(italic=True, text_wrap=True, indent=1, top=2, bottom=2)
    sheet.write_string(row, 2, f"{terbilang.words(total)} rupiah", words)
    sheet.set_row(row, 15 * (1 + len(terbilang.words(total)) // 44))  # as high as its words need
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
    row = budget_breakdowns.write(book, sheet, statement, lines, row + 1, people, total)
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
    seats, kept = statement.held
    if kept:
        row += 1
        sheet.write_string(row, 0, "Disimpan", book.style(bottom=1, bottom_color=workbook.LINE))
        sheet.write_number(row, 1, kept, amount)
        why = f"{rupiah.number(seats)} kursi menunggu keputusan: pasangan ragu"
        sheet.write_string(row, 2, why, book.style(**NOTE))
    left = book.style(num_format=RP, bold=True, bottom=1, bottom_color=workbook.LINE)
    sheet.write_string(row + 1, 0, "Sisa pagu", book.style(bold=True, bottom=1, bottom_color=workbook.LINE))
    less = f"=B{row}-{cell}-B{row + 1}" if kept else f"=B{row + 1}-{cell}"
    sheet.write_formula(row + 1, 1, less, left, ceiling - total - kept)
    enough = "Pagu cukup" if ceiling >= total + kept else "PAGU TIDAK CUKUP"
    judged = f'=IF(B{row + 2}<0,"PAGU TIDAK CUKUP","Pagu cukup")'
    sheet.write_formula(row + 1, 2, judged, book.style(bold=True, indent=1), enough)
    return row + 2


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

"""The sheet for trying other numbers: change people, months, tariff or ceiling and everything else follows."""

from __future__ import annotations

from payung.documents import workbook
from payung.documents.budget_statement import RP, Statement
from payung.kernel import rupiah

TABLE = 13  # row of the headings of the table, counted from 0


def write(book: workbook.Book, statement: Statement) -> None:
    """Add the sheet "Andai"; yellow cells are free, all else is computed from them."""
    sheet = book.sheet("Andai", footer="Perhitungan andai-andai; bukan keputusan")
    book.title(
        sheet, "Andai orang, bulan, iuran, atau pagu berubah", "Ubah sel kuning; angka lain menghitung sendiri."
    )
    sheet.set_column(0, 0, 36)
    sheet.set_column(1, 3 + len(statement.deaths), 24)
    people, tariff, months = statement.people, statement.tariff, statement.months
    ceiling = people * tariff * months if statement.ceiling is None else statement.ceiling
    label = book.style(bottom=1, bottom_color=workbook.LINE)
    entry = {"bold": True, "bg_color": "#FFF3CD", "border": 1, "border_color": "#E0C36A", "locked": False}
    inputs = (
        ("Orang", people, "#,##0"),
        ("Iuran per orang per bulan", tariff, RP),
        ("Bulan", months, "#,##0"),
        ("Pagu", ceiling, RP),
    )
    for row, (name, value, shown) in enumerate(inputs, 3):
        sheet.write_string(row, 0, name, label)
        sheet.write_number(row, 1, value, book.style(num_format=shown, **entry))
    needed = people * tariff * months
    all_people, all_months = _whole(ceiling, people * tariff), _whole(ceiling, tariff * months)
    answers = (
        ("Jumlah yang diperlukan", "=B4*B5*B6", needed, RP),
        ("Sisa (kurang bila minus)", "=B7-B8", ceiling - needed, RP),
        ("Pagu cukup untuk semua orang selama", "=IF(B4*B5>0,INT(B7/(B4*B5)),0)", all_people, '#,##0" bulan"'),
        ("Pagu cukup untuk semua bulan bagi", "=IF(B5*B6>0,INT(B7/(B5*B6)),0)", all_months, '#,##0" orang"'),
    )
    for row, (name, formula, value, shown) in enumerate(answers, 7):
        sheet.write_string(row, 0, name, label)
        sheet.write_formula(row, 1, formula, book.style(num_format=shown, bold=row > 8, bottom=1), value)
    _months(book, statement, ceiling)
    workbook.protect(sheet)


def _months(book: workbook.Book, statement: Statement, ceiling: int) -> None:
    sheet = book.file.get_worksheet_by_name("Andai")
    assert sheet is not None
    people, tariff = statement.people, statement.tariff
    sheet.write_string(TABLE - 1, 0, "Bila bulan ditambah atau dikurangi", book.style(bold=True, font_size=11))
    headings = [
        "Bulan",
        "Biaya untuk semua orang",
        "Orang yang terbayar dengan pagu",
        "Tambahan pagu untuk semua orang",
    ]
    headings += [f"Santunan kematian, {death.label}" for death in statement.deaths]
    sheet.set_row(TABLE, 32)
    for index, heading in enumerate(headings):
        sheet.write_string(TABLE, index, heading, book.heading())
    line = {"bottom": 1, "bottom_color": workbook.LINE}
    for count in range(1, 13):
        row = TABLE + count
        bold = count == statement.months
        cell = f"A{row + 1}"
        sheet.write_number(row, 0, count, book.style(num_format='0" bulan"', align="left", bold=bold, **line))
        money = book.style(num_format=RP, bold=bold, **line)
        sheet.write_formula(row, 1, f"=$B$4*$B$5*{cell}", money, people * tariff * count)
        afforded = min(people, _whole(ceiling, tariff * count))
        heads = book.style(num_format='#,##0" orang"', bold=bold, **line)
        sheet.write_formula(row, 2, f"=IF($B$5>0,MIN($B$4,INT($B$7/($B$5*{cell}))),0)", heads, afforded)
        sheet.write_formula(row, 3, f"=MAX(0,B{row + 1}-$B$7)", money, max(0, people * tariff * count - ceiling))
        for index, death in enumerate(statement.deaths, 4):
            value = death.amounts.get(count)
            if value is None:
                continue
            low = value < max(death.amounts.values())
            colour = {"font_color": "#8B1A1A", "bold": True} if low else {}
            sheet.write_number(row, index, value, book.style(num_format=RP, **colour, **line))
    row = TABLE + 14
    for text in _remarks(statement, ceiling):
        boxed = book.style(text_wrap=True, bg_color="#FFF3CD", border=1, border_color="#E0C36A", valign="top")
        sheet.merge_range(row, 0, row, 3 + len(statement.deaths), "", boxed)
        sheet.write_string(row, 0, text, boxed)
        sheet.set_row(row, 32)
        row += 1


def _remarks(statement: Statement, ceiling: int) -> list[str]:
    found = []
    for death in statement.deaths:
        most = max(death.amounts.values(), default=0)
        short = [count for count, value in death.amounts.items() if value < most]
        if not short:
            continue
        enough = max(short) + 1
        heads = min(statement.people, _whole(ceiling, statement.tariff * enough))
        compared = f"{rupiah.number(heads)} orang selama {enough} bulan"
        bought = f"{rupiah.number(statement.people)} orang selama {statement.months} bulan"
        found.append(
            f"Menurut {death.label}, iuran kurang dari {enough} bulan hanya membeli santunan kematian "
            f"{rupiah.format(min(death.amounts.values()))}, bukan {rupiah.format(most)}. "
            f"Bandingkan {compared} dengan {bought}." + (f" Dasar: {death.reference}." if death.reference else "")
        )
    return found


def _whole(amount: int, each: int) -> int:
    return amount // each if each > 0 else 0

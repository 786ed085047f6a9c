"""The sheet "Per kuota" of a budget: the seats of each pool, who fills them, and the contribution they cost."""

import polars as pl

from payung.documents import workbook
from payung.documents.budget_statement import RP

NAME = "Per kuota"
FIRST = 5  # first row of pools on that sheet, counted from 0
COLUMNS = (
    ("No.", 6),
    ("Kuota", 44),
    ("Kursi", 11),
    ("Pindahan", 11),
    ("Kursi sekarang", 11),
    ("Terpilih", 11),
    ("Disimpan", 11),
    ("Kosong", 11),
    ("Cadangan", 11),
    ("Iuran terpilih (Rp)", 20),
)


def write(book: workbook.Book, pools: pl.DataFrame) -> None:
    """Add the sheet; `pools` has name, seats, moved, selected, held, waiting and amount (rupiah), one row a pool."""
    sheet = book.sheet(NAME, footer="Kursi dan iuran menurut kuota")
    below = "Pindahan: kursi kosong yang berpindah antar kuota. Disimpan: menunggu pasangan ragu diputuskan."
    book.title(sheet, "Kursi dan iuran menurut kuota", below)
    sheet.set_row(4, 30)
    for index, (heading, width) in enumerate(COLUMNS):
        sheet.set_column(index, index, width)
        sheet.write_string(4, index, heading, book.heading())
    line = {"bottom": 1, "bottom_color": workbook.LINE}
    text, number = book.style(text_wrap=True, valign="top", **line), book.style(num_format="#,##0", **line)
    signed, money = book.style(num_format="+#,##0;-#,##0;0", **line), book.style(num_format=RP, **line)
    totals = [0] * len(COLUMNS)
    for at, pool in enumerate(pools.iter_rows(named=True)):
        row = FIRST + at
        now = pool["seats"] + pool["moved"]
        empty = now - pool["selected"] - pool["held"]
        sheet.write_number(row, 0, at + 1, text)
        sheet.write_string(row, 1, pool["name"], text)
        sheet.set_row(row, 15 * (1 + len(pool["name"]) // 46))
        cells = ("C{0}+D{0}", "E{0}-F{0}-G{0}")
        values = [pool["seats"], pool["moved"], now, pool["selected"], pool["held"], empty, pool["waiting"]]
        for index, value in enumerate([*values, pool["amount"]], 2):
            style = {3: signed, 9: money}.get(index, number)
            if index in (4, 7):
                sheet.write_formula(row, index, "=" + cells[index == 7].format(row + 1), style, value)
            else:
                sheet.write_number(row, index, value, style)
            totals[index] += value
    for index, total in enumerate(totals):
        shown = {3: "+#,##0;-#,##0;0", 9: RP}.get(index, "#,##0")
        bold = book.style(bold=True, num_format=shown, bg_color=workbook.PALE, bottom=1)
        if index < 2:
            sheet.write_string(3, index, "" if index else "JUMLAH", bold)
            continue
        letter = "ABCDEFGHIJ"[index]
        cells_below = f"{letter}{FIRST + 1}:{letter}{FIRST + pools.height}"
        sheet.write_formula(3, index, f"=SUBTOTAL(109,{cells_below})", bold, total)
    sheet.freeze_panes(FIRST, 2)
    sheet.autofilter(4, 0, FIRST + pools.height - 1, len(COLUMNS) - 1)
    sheet.repeat_rows(3, 4)

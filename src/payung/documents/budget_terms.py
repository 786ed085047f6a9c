"""A budget whose people are insured on different terms: by group, by payer, by insurance, village by village."""

from dataclasses import dataclass
from datetime import date

import polars as pl
from xlsxwriter.worksheet import Worksheet

from payung.documents import arrangement, workbook
from payung.documents.budget_statement import RP, Statement
from payung.documents.decree_text import INSURANCE_NAMES, joined
from payung.kernel import dates, month, rupiah, terbilang

RATES, PLACES = "Tarif", "Per desa"
FIRST = 5  # first row of the lists on those sheets, counted from 0
INSURANCES = tuple(INSURANCE_NAMES)


@dataclass(frozen=True)
class Payment:
    """What one payer gives a person in each of some months; `parts` rupiah a month by insurance."""

    payer: str  # "APBD 2024"
    is_budget: bool  # False: participants pay it themselves
    start: date
    months: int
    parts: dict[str, int]

    @property
    def whole(self) -> int:
        return sum(self.parts.values()) * self.months


@dataclass(frozen=True)
class Terms:
    """People insured alike: `letter` names them on all sheets, `due` says when a month is to be paid."""

    letter: str
    name: str  # "Lembaga desa"
    segment: str
    insurance: tuple[str, ...]
    start: date
    months: int
    people: int
    payments: tuple[Payment, ...]
    due: str

    def whole(self, *, is_budget: bool | None = None) -> int:
        """Rupiah of one person over all months."""
        return sum(paid.whole for paid in self.payments if is_budget in (None, paid.is_budget))


def write(
    book: workbook.Book,
    statement: Statement,
    terms: tuple[Terms, ...],
    ceilings: dict[str, int],
    villages: pl.DataFrame,
) -> None:
    """Write the sheets Ringkasan, Tarif and Per desa; formulas carry their values.

    `ceilings`: rupiah by payer, of budgets. `villages`: village, village_name, village_kind, district_name, letter
    and people, one row a village and letter.
    """
    summary = book.sheet("Ringkasan", footer="Anggaran bantuan iuran")
    rates = [(each, paid) for each in terms for paid in each.payments]
    _rates(book, rates, villages)
    _places(book, terms, rates, villages)
    _summary(book, summary, statement, terms, rates, ceilings)


def _cells(sheet: str, letter: str, count: int) -> str:
    return f"'{sheet}'!${letter}${FIRST + 1}:${letter}${FIRST + count}"


def _rates(book: workbook.Book, rates: list[tuple[Terms, Payment]], villages: pl.DataFrame) -> None:
    sheet = book.sheet(RATES, footer="Iuran per orang menurut kelompok dan pembayar")
    book.title(sheet, "Iuran per orang menurut kelompok dan pembayar", "Satu baris: apa yang dibayar satu pembayar.")
    headings = ["Cara", "Kelompok", "Segmen", "Pembayar", "Anggaran", "Mulai", "Bulan"]
    headings += [f"{name} (Rp)" for name in INSURANCES] + [
        "Sebulan (Rp)",
        "Seluruh bulan (Rp)",
        "Orang",
        "Jumlah (Rp)",
    ]
    widths = [6, 26, 9, 20, 10, 10, 7, 12, 12, 12, 12, 14, 17, 9, 18]
    _headed(book, sheet, headings, widths)
    line = {"bottom": 1, "bottom_color": workbook.LINE}
    text, number = book.style(num_format="@", **line), book.style(num_format="#,##0", **line)
    for at, (each, paid) in enumerate(rates):
        row = FIRST + at
        words = (each.letter, each.name, each.segment, paid.payer, "ya" if paid.is_budget else "tidak")
        for index, word in enumerate((*words, month.text(paid.start))):
            sheet.write_string(row, index, word, text)
        sheet.write_number(row, 6, paid.months, number)
        for index, name in enumerate(INSURANCES, 7):
            sheet.write_number(row, index, paid.parts.get(name, 0), number)
        monthly = sum(paid.parts.values())
        sheet.write_formula(row, 11, f"=SUM(H{row + 1}:K{row + 1})", number, monthly)
        sheet.write_formula(row, 12, f"=L{row + 1}*G{row + 1}", number, paid.whole)
        heads = f"=SUMIF({_cells(PLACES, 'G', villages.height)},A{row + 1},{_cells(PLACES, 'H', villages.height)})"
        sheet.write_formula(row, 13, heads, number, each.people)
        sheet.write_formula(row, 14, f"=M{row + 1}*N{row + 1}", number, paid.whole * each.people)
    sheet.freeze_panes(FIRST, 4)


def _places(
    book: workbook.Book, terms: tuple[Terms, ...], rates: list[tuple[Terms, Payment]], villages: pl.DataFrame
) -> None:
    sheet = book.sheet(PLACES, footer="Anggaran bantuan iuran menurut desa")
    book.title(
        sheet, "Anggaran menurut desa dan kelompok", "Baris jumlah mengikuti saringan. Cara: lihat lembar Tarif."
    )
    headings = ["No.", "Kode wilayah", "Kecamatan", "Desa/kelurahan", "Jenis", "Kelompok", "Cara", "Orang"]
    headings += ["Dari anggaran (Rp)", "Dibayar peserta (Rp)", "Jumlah (Rp)"]
    _headed(book, sheet, headings, [6, 15, 22, 24, 11, 26, 6, 9, 19, 19, 19])
    line = {"bottom": 1, "bottom_color": workbook.LINE}
    text, number = book.style(num_format="@", **line), book.style(num_format="#,##0", **line)
    known = {each.letter: each for each in terms}
    letters, whole, budget = (_cells(RATES, letter, len(rates)) for letter in "AME")
    totals = [0, 0, 0, 0]
    rows = villages.sort("village", "letter").with_columns(code=arrangement.dotted_expr("village"))
    for at, place in enumerate(rows.iter_rows(named=True)):
        row, each = FIRST + at, known[place["letter"]]
        sheet.write_number(row, 0, at + 1, number)
        words = (place["code"], place["district_name"], place["village_name"], place["village_kind"], each.name)
        for index, word in enumerate((*words, each.letter), 1):
            sheet.write_string(row, index, str(word or "").title() if index == 4 else word or "", text)
        sheet.write_number(row, 7, place["people"], number)
        amounts = [place["people"] * each.whole(is_budget=answer) for answer in (True, False)]
        for index, (answer, amount) in enumerate(zip(("ya", "tidak"), amounts, strict=True), 8):
            formula = f'=H{row + 1}*SUMIFS({whole},{letters},G{row + 1},{budget},"{answer}")'
            sheet.write_formula(row, index, formula, number, amount)
        sheet.write_formula(row, 10, f"=I{row + 1}+J{row + 1}", number, sum(amounts))
        totals = [a + b for a, b in zip(totals, [place["people"], *amounts, sum(amounts)], strict=True)]
    bold = book.style(bold=True, num_format="#,##0", bg_color=workbook.PALE, bottom=1)
    sheet.write_string(3, 0, "JUMLAH (yang tampak)", bold)
    for index, (letter, total) in enumerate(zip("HIJK", totals, strict=True), 7):
        span = f"{letter}{FIRST + 1}:{letter}{FIRST + rows.height}"
        sheet.write_formula(3, index, f"=SUBTOTAL(109,{span})", bold, total)
    sheet.freeze_panes(FIRST, 4)
    sheet.autofilter(4, 0, FIRST + rows.height - 1, len(headings) - 1)
    sheet.repeat_rows(3, 4)


def _headed(book: workbook.Book, sheet: Worksheet, headings: list[str], widths: list[int]) -> None:
    sheet.set_row(4, 30)
    for index, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column(index, index, width)
        sheet.write_string(4, index, heading, book.heading())


def _summary(
    book: workbook.Book,
    sheet: Worksheet,
    statement: Statement,
    terms: tuple[Terms, ...],
    rates: list[tuple[Terms, Payment]],
    ceilings: dict[str, int],
) -> None:
    for index, width in enumerate((30, 9, 22, 9, 18, 19, 19, 52)):
        sheet.set_column(index, index, width)
    below = f"{statement.programme} · keadaan {dates.long(statement.as_of)}"
    book.title(sheet, f"Anggaran bantuan iuran, {statement.region}", below)
    line = {"bottom": 1, "bottom_color": workbook.LINE}
    label, money = book.style(text_wrap=True, valign="top", **line), book.style(num_format=RP, valign="top", **line)
    strong = book.style(num_format=RP, bold=True, bg_color=workbook.PALE, top=1)
    count = book.style(num_format="#,##0", valign="top", **line)
    letters, heads, amounts, budget = (_cells(RATES, letter, len(rates)) for letter in "ANOE")
    row = _titled(book, sheet, 3, "Menurut kelompok", [
        "Kelompok", "Segmen", "Program", "Orang", "Sebulan per orang", "Dari anggaran", "Dibayar peserta",
        "Masa dan jatuh tempo",
    ])  # fmt: skip
    first = row
    for each in terms:
        here = row + 1
        for index, word in ((0, f"{each.letter}. {each.name}"), (1, each.segment), (2, joined(list(each.insurance)))):
            sheet.write_string(row, index, word, label)
        people = (
            f'=SUMIF({_cells(RATES, "A", len(rates))},"{each.letter}",{heads})/COUNTIF({letters},"{each.letter}")'
        )
        sheet.write_formula(row, 3, people, count, each.people)
        opening = [paid for paid in each.payments if paid.start == each.start]
        sheet.write_number(row, 4, sum(sum(paid.parts.values()) for paid in opening), money)
        for index, (answer, is_budget) in enumerate((("ya", True), ("tidak", False)), 5):
            formula = f'=SUMIFS({amounts},{letters},"{each.letter}",{budget},"{answer}")'
            sheet.write_formula(row, index, formula, money, each.people * each.whole(is_budget=is_budget))
        said = f"{month.name(each.start)}, {each.months} bulan. {each.due}"
        sheet.write_string(row, 7, said, book.style(text_wrap=True, valign="top", indent=1, **line))
        sheet.set_row(row, 30)
        row = here
    sums = [sum(each.people for each in terms)]
    sums += [sum(each.people * each.whole(is_budget=answer) for each in terms) for answer in (True, False)]
    sheet.write_string(row, 0, "Jumlah", strong)
    for index, (letter, total) in enumerate(zip("DFG", sums, strict=True)):
        style = book.style(num_format="#,##0", bold=True, bg_color=workbook.PALE, top=1) if letter == "D" else strong
        at = "DFG"[index]
        sheet.write_formula(row, ord(letter) - 65, f"=SUM({at}{first + 1}:{at}{row})", style, total)
    words = f"Dari anggaran: {terbilang.words(sums[1])} rupiah"
    sheet.write_string(row, 7, words, book.style(italic=True, text_wrap=True, indent=1))
    sheet.set_row(row, 15 * (1 + len(words) // 50))  # as high as its words need
    row = _payers(book, sheet, row + 2, rates, ceilings)
    row = _insurances(book, sheet, row + 1, rates)
    seats, kept = statement.held
    still = (
        f"{rupiah.format(kept)} masih disimpan bagi {rupiah.number(seats)} kursi pasangan ragu; belum dikurangkan "
    )
    still += "dari sisa tiap pembayar di atas."
    for text in (still, *statement.notes) if kept else statement.notes:
        boxed = book.style(text_wrap=True, bg_color="#FFF3CD", border=1, border_color="#E0C36A", valign="top")
        sheet.merge_range(row, 0, row, 7, "", boxed)
        sheet.write_string(row, 0, text, boxed)
        sheet.set_row(row, 15 * (1 + len(text) // 150))
        row += 1
    if statement.list_sha256:
        origin = f"Dihitung dari daftar dengan kode keaslian SHA-256 {statement.list_sha256}"
        sheet.write_string(row + 1, 0, origin, book.style(font_size=8, font_color="#6B7280"))


def _titled(book: workbook.Book, sheet: Worksheet, row: int, title: str, headings: list[str]) -> int:
    sheet.write_string(row, 0, title, book.style(bold=True, font_size=11))
    for index, heading in enumerate(headings):
        sheet.write_string(row + 1, index, heading, book.heading())
    return row + 2


def _payers(
    book: workbook.Book, sheet: Worksheet, row: int, rates: list[tuple[Terms, Payment]], ceilings: dict[str, int]
) -> int:
    """What each payer gives in all, his ceiling and what is left of it."""
    line = {"bottom": 1, "bottom_color": workbook.LINE}
    label, money = book.style(**line), book.style(num_format=RP, **line)
    judged = book.style(bold=True, indent=1)
    row = _titled(book, sheet, row, "Menurut pembayar", ["Pembayar", "", "Jumlah", "", "Pagu", "Sisa"])
    payers, amounts = (_cells(RATES, letter, len(rates)) for letter in "DO")
    for payer in dict.fromkeys(paid.payer for _, paid in rates):
        total = sum(paid.whole * each.people for each, paid in rates if paid.payer == payer)
        sheet.write_string(row, 0, payer, label)
        sheet.write_formula(row, 2, f"=SUMIF({payers},A{row + 1},{amounts})", money, total)
        if payer in ceilings:
            sheet.write_number(row, 4, ceilings[payer], money)
            sheet.write_formula(row, 5, f"=E{row + 1}-C{row + 1}", money, ceilings[payer] - total)
            enough = f'=IF(F{row + 1}<0,"PAGU TIDAK CUKUP","Pagu cukup")'
            sheet.write_formula(
                row, 6, enough, judged, "Pagu cukup" if ceilings[payer] >= total else "PAGU TIDAK CUKUP"
            )
        row += 1
    return row


def _insurances(book: workbook.Book, sheet: Worksheet, row: int, rates: list[tuple[Terms, Payment]]) -> int:
    line = {"bottom": 1, "bottom_color": workbook.LINE}
    label, money = book.style(**line), book.style(num_format=RP, **line)
    row = _titled(book, sheet, row, "Menurut program", ["Program", "", "Jumlah"])
    spans, heads = (_cells(RATES, letter, len(rates)) for letter in "GN")
    for index, name in enumerate(INSURANCES):
        total = sum(paid.parts.get(name, 0) * paid.months * each.people for each, paid in rates)
        if total:
            sheet.write_string(row, 0, f"{INSURANCE_NAMES[name]} ({name})", label)
            column = _cells(RATES, "HIJK"[index], len(rates))
            sheet.write_formula(row, 2, f"=SUMPRODUCT({column}*{spans}*{heads})", money, total)
            row += 1
    return row + 1

"""The budget before any roster exists, as a workbook whose yellow cells the office may change."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from payung.kernel import dates, month, rupiah, terbilang
from payung.law import benefit, budget
from payung.law.explanation import CONFIDENCE
from payung.law.in_force import ParameterSet

_LENGTHS = range(1, 13)
_MONEY = '"Rp" #,##0;[Red]-"Rp" #,##0'


@dataclass(frozen=True)
class Plan:
    """What the office supposes: people, months, rupiah per person and month, ceiling, first month if known."""

    people: int
    months: int
    tariff: int
    ceiling: int | None = None
    start: date | None = None

    @property
    def arithmetic(self) -> budget.Budget:
        """People x months x tariff against the ceiling."""
        return budget.of(self.people, self.months, self.tariff, self.ceiling)


def write(path: Path, plan: Plan, parameters: ParameterSet, *, made_on: date | None = None) -> None:
    """Write the budget workbook: the plan with live formulas, and what other numbers of months would mean.

    The values of the formulas are stored too, so that viewers without a calculator show them. `made_on` is printed
    under the title when given; the file carries no other date, so equal plans give equal sheets.
    """
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"title": "Anggaran bantuan iuran", "created": made_on or plan.start or date(2024, 1, 1)})
        looks = _looks(book)
        _plan_sheet(book.add_worksheet("Rencana"), looks, plan, parameters, made_on)
        _months_sheet(book.add_worksheet("Bila bulan berubah"), looks, plan, parameters)


def _looks(book: Any) -> dict[str, Any]:
    base = {"font_name": "Arial", "font_size": 10, "valign": "vcenter"}
    kinds: dict[str, dict[str, Any]] = {
        "title": {"bold": True, "font_size": 14},
        "note": {"italic": True, "font_color": "#555555"},
        "label": {},
        "head": {"bold": True, "bg_color": "#E3EDE4", "border": 1, "text_wrap": True},
        "entry": {"bg_color": "#FFF4C2", "border": 1, "num_format": "#,##0"},
        "entry_money": {"bg_color": "#FFF4C2", "border": 1, "num_format": _MONEY},
        "count": {"border": 1, "num_format": "#,##0"},
        "money": {"border": 1, "num_format": _MONEY},
        "total": {"border": 1, "bold": True, "num_format": _MONEY},
        "text": {"border": 1, "text_wrap": True},
        "wrap": {"text_wrap": True, "valign": "top"},
    }
    return {name: book.add_format(base | look) for name, look in kinds.items()}


def _page(sheet: Any, title: str, note: str, looks: dict[str, Any], widths: tuple[int, ...]) -> None:
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, title, looks["title"])
    sheet.write_string(1, 0, note, looks["note"])
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L&8Payung&R&8Halaman &P dari &N")


def _plan_sheet(
    sheet: Any, looks: dict[str, Any], plan: Plan, parameters: ParameterSet, made_on: date | None
) -> None:
    day = f"Keadaan {dates.long(made_on)}. " if made_on else ""
    note = f"{day}Ubah sel kuning; angka lain menghitung sendiri."
    _page(sheet, "Anggaran bantuan iuran pekerja rentan", note, looks, (42, 22, 70))
    answer, ceiling = plan.arithmetic, plan.ceiling
    sheet.write_string(3, 0, "Orang", looks["label"])
    sheet.write_number(3, 1, plan.people, looks["entry"])
    sheet.write_string(4, 0, "Iuran per orang per bulan", looks["label"])
    sheet.write_number(4, 1, plan.tariff, looks["entry_money"])
    sheet.write_string(5, 0, "Bulan", looks["label"])
    sheet.write_number(5, 1, plan.months, looks["entry"])
    if plan.start:
        covered = month.range(plan.start, plan.months)
        words = f"{month.name(covered[0])} sampai {month.name(covered[-1])}"
        sheet.write_formula(5, 2, f'=IF(B6={plan.months},"{words}","")', looks["wrap"], words)
    sheet.write_string(6, 0, "Jumlah", looks["label"])
    sheet.write_formula(6, 1, "=B4*B5*B6", looks["total"], answer.total)
    words = f"{terbilang.words(answer.total or 0)} rupiah"
    sheet.write_formula(6, 2, f'=IF(B7={answer.total},"{words}","")', looks["wrap"], words)
    if ceiling is not None and answer.total is not None:
        sheet.write_string(7, 0, "Pagu", looks["label"])
        sheet.write_number(7, 1, ceiling, looks["entry_money"])
        sheet.write_string(8, 0, "Sisa pagu (kurang bila minus)", looks["label"])
        sheet.write_formula(8, 1, "=B8-B7", looks["money"], ceiling - answer.total)
        verdict = '=IF(B9<0,"Pagu tidak cukup; lihat dua baris di bawah.","Pagu cukup.")'
        sheet.write_formula(8, 2, verdict, looks["wrap"], _verdict(ceiling - answer.total))
        sheet.write_string(9, 0, "Pagu cukup untuk semua orang selama (bulan)", looks["label"])
        sheet.write_formula(9, 1, _whole("B8", "B4*B5"), looks["count"], _shown(answer.months_for_all))
        sheet.write_string(10, 0, "Pagu cukup untuk semua bulan bagi (orang)", looks["label"])
        sheet.write_formula(10, 1, _whole("B8", "B5*B6"), looks["count"], _shown(answer.people_for_months))
    if plan.start:
        _benefit_rows(sheet, looks, plan, parameters, 12)
    sheet.write_string(
        12 + (plan.months + 3 if plan.start else 0), 0, f"Himpunan hukum {parameters.sha256}", looks["note"]
    )


def _benefit_rows(sheet: Any, looks: dict[str, Any], plan: Plan, parameters: ParameterSet, row: int) -> None:
    sheet.write_row(row, 0, ["Bila peserta meninggal dalam", "Santunan kematian", "Dasar"], looks["head"])
    assert plan.start is not None
    for place, (day, death) in enumerate(benefit.by_month(plan.start, plan.months, parameters), start=1):
        sheet.write_string(row + place, 0, f"bulan ke-{place} ({month.name(day)})", looks["text"])
        sheet.write_number(row + place, 1, death.amount, looks["money"])
        sheet.write_string(row + place, 2, f"{death.reference} ({CONFIDENCE[death.confidence]})", looks["text"])


def _months_sheet(sheet: Any, looks: dict[str, Any], plan: Plan, parameters: ParameterSet) -> None:
    _page(
        sheet,
        "Bila bulan ditambah atau dikurangi",
        "Mengikuti sel kuning pada lembar Rencana.",
        looks,
        (9, *[24] * 4),
    )
    heads = ["Bulan", "Biaya untuk semua orang"]
    if plan.ceiling is not None:
        heads += ["Orang yang terbayar dengan pagu", "Tambahan pagu untuk semua orang"]
    if plan.start:
        heads.append("Santunan bila meninggal pada bulan terakhir")
    sheet.write_row(3, 0, heads, looks["head"])
    deaths = benefit.by_month(plan.start, len(_LENGTHS), parameters) if plan.start else []
    for length in _LENGTHS:
        row = 3 + length
        each = budget.of(plan.people, length, plan.tariff, plan.ceiling)
        sheet.write_number(row, 0, length, looks["count"])
        sheet.write_formula(row, 1, f"=Rencana!$B$4*Rencana!$B$5*A{row + 1}", looks["money"], each.total)
        column = 2
        if plan.ceiling is not None and each.total is not None:
            paid = plan.people if each.people_for_months is None else min(plan.people, each.people_for_months)
            cost = f"Rencana!$B$5*A{row + 1}"
            formula = f"=IF({cost}=0,Rencana!$B$4,MIN(Rencana!$B$4,INT(Rencana!$B$8/({cost}))))"
            sheet.write_formula(row, 2, formula, looks["count"], paid)
            short = max(0, each.total - plan.ceiling)
            sheet.write_formula(row, 3, f"=MAX(0,B{row + 1}-Rencana!$B$8)", looks["money"], short)
            column = 4
        if deaths:
            sheet.write_number(row, column, deaths[length - 1][1].amount, looks["money"])


def _whole(amount: str, cost: str) -> str:
    """The formula of how often a cost fits into an amount; empty where there is nothing to divide by."""
    return f'=IF({cost}=0,"",INT({amount}/({cost})))'


def _shown(count: int | None) -> int | str:
    return "" if count is None else count


def _verdict(left: int) -> str:
    return "Pagu cukup." if left >= 0 else "Pagu tidak cukup; lihat dua baris di bawah."


def headline(plan: Plan) -> str:
    """The plan in one sentence.

    >>> headline(Plan(7100, 1, 16800))
    '7.100 orang × 1 bulan × Rp 16.800 = Rp 119.280.000'
    """
    total = rupiah.format(plan.arithmetic.total or 0)
    return f"{rupiah.number(plan.people)} orang × {plan.months} bulan × {rupiah.format(plan.tariff)} = {total}"

"""A number and where it comes from: its parts, their articles, and what is not confirmed, in the officer's words."""

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from payung.kernel import dates, month, rupiah, terbilang
from payung.law import benefit, budget, contribution, payment, relief
from payung.law.in_force import ParameterSet, Value

CONFIDENCE = {
    "high": "dikonfirmasi",
    "medium": "belum dikonfirmasi: satu sumber yang baik",
    "low": "belum dikonfirmasi: sumber lemah atau saling bertentangan",
    "memory": "belum dikonfirmasi: dari ingatan",
    "not-found": "belum dikonfirmasi: tidak ditemukan dasarnya",
}
NOTES = {
    "income-row": "Angka dasar baris penghasilan ini belum dicocokkan dengan salinan resmi Lampiran II PP 44/2015.",
    "rate": "Salah satu tarif belum dikonfirmasi; lihat uraiannya.",
    "relief": "Belum dikonfirmasi apakah keringanan iuran berlaku bagi pembayar ini.",
    "rounding": "Cara pembulatan BPJS Ketenagakerjaan ke rupiah utuh belum dikonfirmasi.",
    "wage-ceiling": "Batas upah Jaminan Pensiun untuk bulan ini belum dikonfirmasi.",
    "unexplained-tariff": "Tarif ini tidak dapat diuraikan dari tarif dan dasar upah yang diketahui.",
}


@dataclass(frozen=True)
class Line:
    """One row of an explanation: what, how much, by which reckoning, by which law, how sure."""

    label: str
    amount: str
    how: str = ""
    reference: str = ""
    confidence: str = "high"

    @property
    def words(self) -> str:
        """The row without its columns; doubtful law says so."""
        law = f"{self.reference} ({CONFIDENCE[self.confidence]})" if self.reference else ""
        return " · ".join(part for part in (self.how, law) if part)


@dataclass(frozen=True)
class Explanation:
    """A heading, rows, remarks below them, and the questions that are still open about the law used."""

    heading: str
    lines: list[Line]
    remarks: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    law_sha256: str = ""

    def text(self) -> str:
        """The whole explanation as plain text."""
        wide = max((len(line.label) for line in self.lines), default=0)
        tall = max((len(line.amount) for line in self.lines), default=0)
        rows = [f"  {x.label:<{wide}}  {x.amount:>{tall}}  {x.words}".rstrip() for x in self.lines]
        parts = ["\n".join([self.heading, "", *rows])]
        parts += ["\n".join(self.remarks)] if self.remarks else []
        parts += ["\n".join(["Pertanyaan terbuka:", *(f"  ? {q}" for q in self.questions)])] if self.questions else []
        parts += [f"Himpunan hukum {self.law_sha256[:16]}"] if self.law_sha256 else []
        return "\n\n".join(parts)


def of_contribution(
    *,
    on: date,
    insurance: list[str],
    parameters: ParameterSet,
    income: int | None = None,
    segment: str = "BPU",
    sector: str = "other",
    payer: str | None = None,
) -> Explanation:
    """What one month costs, part by part, with the article and the confidence of each."""
    answer = contribution.of(
        month=on,
        insurance=insurance,
        parameters=parameters,
        income=income,
        segment=segment,
        sector=sector,
        payer=payer,
    )
    used = _Used(parameters, month.parse(on))
    lines = []
    if answer["base"] is not None and segment == "BPU" and {"JKK", "JHT"} & set(insurance):
        lines.append(_row_line(used, int(answer["base"]), income or 0))
    for name in insurance:
        lines += _part_lines(used, name, segment, answer)
    lines.append(Line("Jumlah per orang per bulan", _money(answer["total"]), _words(answer["total"])))
    remarks = [NOTES[note] for note in answer["notes"]]
    if answer["total"] is None:
        remarks.append("Tidak dapat dihitung: penghasilan belum diketahui, atau belum ada aturan untuk bulan ini.")
    remarks += _relief_remarks(used, segment, sector, payer, set(insurance))
    due = payment.due_on(on, segment, (), parameters)
    used.take(f"payment.{segment.lower()}.due_day")
    remarks.append(f"Paling lambat dibayar {dates.long(due)}; libur nasional belum diperhitungkan.")
    heading = f"Iuran satu orang ({segment}) untuk {month.name(month.parse(on))}: {', '.join(insurance)}"
    return Explanation(heading, lines, remarks, used.questions(), parameters.sha256)


def of_budget(
    *,
    people: int,
    months: int,
    tariff: int,
    parameters: ParameterSet,
    ceiling: int | None = None,
    start: date | None = None,
) -> Explanation:
    """People x months x tariff, what the ceiling affords otherwise, and what a death pays in each month of cover."""
    answer = budget.of(people, months, tariff, ceiling)
    reckoning = f"{rupiah.number(people)} orang × {months} bulan × {rupiah.format(tariff)}"
    lines = [
        Line("Iuran per orang per bulan", rupiah.format(tariff)),
        Line("Jumlah", _money(answer.total), f"{reckoning}; {_words(answer.total)}"),
    ]
    if ceiling is not None and answer.total is not None:
        left = ceiling - answer.total
        lines.append(Line("Pagu", rupiah.format(ceiling)))
        lines.append(Line("Sisa pagu" if left >= 0 else "Kekurangan", rupiah.format(abs(left))))
    if answer.months_for_all is not None:
        lines.append(Line("Pagu cukup untuk semua orang", f"{rupiah.number(answer.months_for_all)} bulan"))
    if answer.people_for_months is not None:
        lines.append(Line("Pagu cukup untuk semua bulan", f"{rupiah.number(answer.people_for_months)} orang"))
    remarks, used = [], _Used(parameters, start or date(2015, 7, 1))
    if start is not None and months:
        covered = benefit.by_month(start, min(months, 12), parameters)
        for place, (day, death) in enumerate(covered, start=1):
            label = f"Meninggal dalam bulan ke-{place} ({month.name(day)})"
            lines.append(Line(label, rupiah.format(death.amount), "", death.reference, death.confidence))
        if covered[-1][1].is_short:
            remarks.append("Masa perlindungan ini terlalu pendek untuk santunan kematian penuh.")
        used.take("benefit.jkm.full_after_months", covered[-1][0])
        used.take("benefit.jkm.short_amount", covered[-1][0])
    return Explanation(f"Anggaran iuran {reckoning}", lines, remarks, used.questions(), parameters.sha256)


class _Used:
    """The values an explanation used on its month, to name their open questions once."""

    def __init__(self, parameters: ParameterSet, on: date) -> None:
        self.parameters, self.on, self._names = parameters, on, dict[str, None]()

    def take(self, name: str, on: date | None = None) -> Value | None:
        """The value in force; its question is asked when the value is not confirmed or the rule is open."""
        value = self.parameters.at(name, on or self.on)
        if value is not None and value.value is not None:
            self._names[name] = None
        return value

    def questions(self) -> list[str]:
        asked = (self.parameters.describe(name).question for name in self._names)
        return list(dict.fromkeys(question for question in asked if question))


def _row_line(used: _Used, base: int, income: int) -> Line:
    value = used.take("contribution.bpu.income_rows")
    assert value is not None
    row = next(row for row in reversed(value.value) if row["from"] <= income)
    how = f"baris penghasilan mulai {rupiah.format(row['from'])}"
    return Line("Dasar penghasilan", rupiah.format(base), how, value.reference, row["confidence"])


def _part_lines(used: _Used, name: str, segment: str, answer: dict[str, Any]) -> list[Line]:
    prefix = f"contribution.{segment.lower()}.{name.lower()}"
    if segment == "BPU" and name == "JP":
        return [Line("JP", _money(0), "peserta BPU tidak mengenal JP")]
    if segment == "BPU" and name == "JKM":
        value = used.take(f"{prefix}_amount")
        how = "tetap" if value is None or answer[name] == value.value else f"dari {rupiah.format(value.value)}"
        return [_line(name, answer[name], how, value)]
    if name in ("JKK", "JKM") or segment == "BPU":
        value = used.take(f"{prefix}_rate")
        return [_line(name, answer[name], _times(value, answer["base"]), value)]
    if name == "JP":
        used.take("contribution.pu.jp_wage_ceiling")
    values = [used.take(f"{prefix}_{who}_rate") for who in ("employer", "worker")]
    how = f"pemberi kerja {_percent(values[0])} + pekerja {_percent(values[1])}"
    return [_line(name, answer[name], how, values[0])]


def _line(name: str, amount: int | None, how: str, value: Value | None) -> Line:
    if value is None:
        return Line(name, _money(amount), "belum ada aturan untuk bulan ini")
    return Line(name, _money(amount), how, value.reference, value.confidence)


def _relief_remarks(used: _Used, segment: str, sector: str, payer: str | None, insured: set[str]) -> list[str]:
    remarks = []
    for act in relief.ACTS:
        prefix = f"contribution.relief.{act}"
        factor = used.take(f"{prefix}.factor_{sector}")
        if factor is None or factor.value is None or not insured & {"JKK", "JKM"}:
            continue
        segments = used.take(f"{prefix}.segments")
        treated = segments.value.get(segment, "unconfirmed") if segments else "unconfirmed"
        law, left = factor.reference, f"{_percent(factor)} JKK dan JKM"
        if treated == "excluded":
            remarks.append(f"Keringanan {law} tidak berlaku bagi peserta {segment}.")
            continue
        payers = used.take(f"{prefix}.payers")
        treatments = (treated, payers.value.get(payer, "unconfirmed") if payers else "unconfirmed")
        if "excluded" in treatments:
            remarks.append(f"Keringanan {law} tidak berlaku bagi {segment} yang dibayar {payer}.")
        elif "unconfirmed" in treatments:
            who = payer or "pembayar yang tidak disebut"
            remarks.append(f"Keringanan {law}: belum dikonfirmasi bagi {who}, maka dihitung penuh.")
        else:
            conditions = used.take(f"{prefix}.conditions")
            terms = f" Syarat: {conditions.value}" if conditions else ""
            remarks.append(f"Keringanan {law}: yang dibayar {left}.{terms}")
    return remarks


def _times(value: Value | None, base: int | None) -> str:
    return f"{_percent(value)} × {_money(base)}"


def _percent(value: Value | None) -> str:
    if value is None or value.value is None:
        return "tarif tidak diketahui"
    share = float(Fraction(value.value) * 100)
    return f"{share:.4g}".replace(".", ",") + " %"


def _money(amount: int | None) -> str:
    return "tidak diketahui" if amount is None else rupiah.format(amount)


def _words(amount: int | None) -> str:
    return "" if amount is None else f"{terbilang.words(amount)} rupiah"

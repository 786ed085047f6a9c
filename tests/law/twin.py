"""The law once more, slowly and for one person at a time, to hold the fast expressions against."""

from datetime import date
from fractions import Fraction
from typing import Any

from payung.kernel import dates, nik
from payung.law.in_force import ParameterSet

RELIEFS = {
    # act: (months by sector, factor, payers that enjoy it, segments that enjoy it)
    "pp_49_2020": (
        {"transport": ("2020-08", "2021-01"), "other": ("2020-08", "2021-01")},
        Fraction(1, 100),
        {"APBN", "APBD", "APBDES", "ADD", "DD", "DBH", "CSR", "self"},
    ),
    "pp_50_2025": (
        {"transport": ("2026-01", "2027-03"), "other": ("2026-04", "2026-12")},
        Fraction(1, 2),
        {"self"},
    ),
}
CEILINGS = [("2025-03", 10_547_400), ("2024-03", 10_042_300), ("2023-03", 9_559_600), ("2015-07", 7_000_000)]


def half_up(amount: Fraction) -> int:
    whole, rest = divmod(amount, 1)
    return int(whole) + (1 if rest >= Fraction(1, 2) else 0)


def base_of(income: int, law: ParameterSet) -> int:
    rows = law.describe("contribution.bpu.income_rows").values[0].value
    base = 0
    for row in rows:
        if income >= row["from"]:
            base = row["base"]
    return base


def contribution(row: dict[str, Any], law: ParameterSet) -> dict[str, int | None]:
    """The parts of one row by if and else, and their total."""
    month = f"{row['month'].year}-{row['month'].month:02d}"
    income = row["income"]
    rate = Fraction(1)
    for months, factor, payers in RELIEFS.values():
        first, last = months[row["sector"] or "other"]
        is_met = row["conditions"] and row["segment"] == "BPU" and row["payer"] in payers
        if first <= month <= last and is_met:
            rate = factor
    parts: dict[str, int | None] = {"JKK": None, "JKM": None, "JHT": None, "JP": None}
    if row["segment"] == "BPU":
        base = None if income is None else base_of(income, law)
        parts["JKM"], parts["JP"] = half_up(6800 * rate), 0
        if base is not None:
            parts["JKK"] = half_up(half_up(Fraction(base) / 100) * rate)
            parts["JHT"] = half_up(Fraction(base) * 2 / 100)
    elif income is not None:
        ceiling = next(amount for since, amount in CEILINGS if month >= since)
        parts["JKK"] = half_up(half_up(income * Fraction("0.0024")) * rate)
        parts["JKM"] = half_up(half_up(income * Fraction("0.003")) * rate)
        parts["JHT"] = half_up(income * Fraction("0.037")) + half_up(income * Fraction("0.02"))
        capped = Fraction(min(income, ceiling))
        parts["JP"] = half_up(capped * Fraction("0.02")) + half_up(capped * Fraction("0.01"))
    answer = {name: amount if row[name.lower()] else 0 for name, amount in parts.items()}
    answer["total"] = None if None in answer.values() else sum(amount or 0 for amount in answer.values())
    return answer


def eligibility(
    row: dict[str, Any], occupation_class: str | None, min_age: int | None, max_decile: int | None
) -> list[str]:
    """Every reason against one person, by if and else; nothing assumed, all occupations."""
    failed = []
    renewed = row["renewed"] is True
    birth, start = row["birth_date"], row["start"]
    if row["alive"] is False:
        failed.append("not-alive")
    if birth and start and not renewed:
        age = dates.age_on(birth, start)
        if age < (18 if min_age is None else min_age):
            failed.append("too-young")
        if age >= 65:
            failed.append("too-old")
    if row["nik"] is not None and not nik.is_usable(row["nik"], demo=True):
        failed.append("nik-unusable")
    failed += ["civil-servant"] if row["civil_servant"] else []
    failed += ["wage-earner"] if row["wage_earner"] else []
    failed += ["covered-elsewhere"] if row["covered_elsewhere"] and not renewed else []
    failed += ["not-resident"] if row["resident"] is False else []
    failed += ["not-working"] if row["working"] is False else []
    failed += ["occupation-excluded"] if occupation_class == "asn-tni-polri" else []
    if max_decile is not None and row["decile"] is not None and row["decile"] > max_decile:
        failed.append("decile-out")
    failed += ["not-matched"] if row["matched"] is False else []
    for name in ("alive", "birth_date", "start", "nik", "civil_servant", "wage_earner", "covered_elsewhere"):
        if row[name] is None and not (renewed and name in ("birth_date", "start", "covered_elsewhere")):
            failed.append(f"unknown-{name}")
    failed += [f"unknown-{name}" for name in ("resident", "working") if row[name] is None]
    failed += ["unknown-decile"] if max_decile is not None and row["decile"] is None else []
    return failed


def months() -> list[date]:
    """Every month from the first law to after the last relief."""
    return [date(year, month, 1) for year in range(2015, 2029) for month in range(1, 13)][6:]

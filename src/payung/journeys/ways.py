"""How people are paid for: who pays which insurance, how much and for which months; one way for all who share it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import polars as pl

from payung.funding import contribution
from payung.funding.models import FundingLine
from payung.kernel import month as months
from payung.kernel import region_code
from payung.law.in_force import ParameterSet
from payung.programme import groups
from payung.programme.models import Wave

SELF = "self"


@dataclass(frozen=True)
class Payer:
    """Whoever pays, as documents name him: `owner` is a region code, or None where each village pays its own."""

    source: str
    owner: str | None
    year: int

    @property
    def is_budget(self) -> bool:
        """Whether it is somebody else's money: what participants pay themselves is no aid and no budget."""
        return self.source != SELF

    @property
    def short(self) -> str:
        """ "APBD 2024"."""
        return f"{self.source} {self.year}" if self.is_budget else "peserta sendiri"


@dataclass(frozen=True)
class Payment:
    """What one payer gives a person in each of some months: pairs of insurance and whole rupiah."""

    payer: Payer
    start: date
    months: int
    parts: tuple[tuple[str, int], ...]

    @property
    def monthly(self) -> int:
        return sum(amount for _, amount in self.parts)


@dataclass(frozen=True)
class Way:
    """The terms on which somebody is insured and who pays for them."""

    group: str
    segment: str
    income: int
    insurance: tuple[str, ...]
    start: date
    months: int
    payments: tuple[Payment, ...]

    def amount(self, insurance: str, *, is_budget: bool | None = None) -> int:
        """Rupiah of one insurance for one person over all months; only budgets, or only what he pays himself."""
        return sum(
            amount * paid.months
            for paid in self.payments
            if is_budget in (None, paid.payer.is_budget)
            for name, amount in paid.parts
            if name == insurance
        )

    def first_month(self, *, is_budget: bool | None = None) -> dict[str, int]:
        """Rupiah of one person in the first month by insurance, in the order of the programme."""
        found: dict[str, int] = {}
        for name in self.insurance:
            for paid in self.payments:
                if paid.start == self.start and is_budget in (None, paid.payer.is_budget):
                    found[name] = found.get(name, 0) + dict(paid.parts).get(name, 0)
        return {name: amount for name, amount in found.items() if amount}


def payer_of(line: FundingLine) -> Payer:
    """The payer that a line stands for; villages that each pay for their own people are one payer to a government."""
    is_village = region_code.level(line.owner) == region_code.VILLAGE and line.owner != line.government
    return Payer(line.source, None if is_village else line.owner, line.year)


def of(wave: Wave, bundles: Iterable[str], lines: Iterable[FundingLine], law: ParameterSet) -> dict[str, Way]:
    """The way of each bundle of a wave: JSON texts, what is payable to the id of the line that pays it."""
    by_id = {line.pk: line for line in lines}
    known: dict[tuple[int, str], dict[date, int]] = {}
    monthly = contribution.monthly(wave.pk, law)
    for line, part, day, amount in monthly.select("line_id", "insurance", "month", "amount").iter_rows():
        known.setdefault((line, part), {})[day] = amount
    return {bundle: _way(wave, bundle, by_id, known) for bundle in bundles}


def _way(
    wave: Wave, bundle: str, lines: dict[int, FundingLine], known: dict[tuple[int, str], dict[date, int]]
) -> Way:
    by_payer: dict[Payer, dict[date, dict[str, int]]] = {}
    for part, line in json.loads(bundle).items():
        for day, amount in known[int(line), part].items():
            paid = by_payer.setdefault(payer_of(lines[int(line)]), {}).setdefault(day, {})
            name = groups.insurance_of(part)
            paid[name] = paid.get(name, 0) + amount
    insured = {groups.insurance_of(part) for part in json.loads(bundle)}
    payments: list[Payment] = []
    for payer, days in by_payer.items():
        for day in sorted(days):
            parts = tuple((name, days[day][name]) for name in wave.insurance if name in days[day])
            last = payments[-1] if payments else None
            if last and (last.payer, last.parts) == (payer, parts) and months.add(last.start, last.months) == day:
                payments[-1] = Payment(payer, last.start, last.months + 1, parts)
            else:
                payments.append(Payment(payer, day, 1, parts))
    return Way(
        group=wave.group,
        segment=wave.segment,
        income=wave.income,
        insurance=tuple(name for name in wave.insurance if name in insured),
        start=wave.start,
        months=wave.months,
        payments=tuple(payments),
    )


def columns(ways: list[Way], numbers: pl.Series) -> list[pl.Series]:
    """For each person's way (by number): way, and aid_jkk, aid_jkm, aid_jht, aid_jp, the rupiah of all months."""
    found = [numbers.alias("way")]
    for name in ("JKK", "JKM", "JHT", "JP"):
        amounts = [way.amount(name, is_budget=True) for way in ways]
        found.append(
            numbers.replace_strict(range(len(ways)), amounts, return_dtype=pl.Int64).alias(f"aid_{name.lower()}")
            if ways
            else pl.Series(f"aid_{name.lower()}", dtype=pl.Int64)
        )
    return found

"""The figures of a programme after a run: people, seats, rupiah; what summary.json and the table say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from payung.decree.models import Decree
from payung.journeys.ways import Payer, Way
from payung.kernel import month


@dataclass(frozen=True)
class GroupFigures:
    """One group of the programme: its terms, its people and their money in whole rupiah.

    parts: contribution of one person in the first month by insurance, whoever pays it. people: selected, each once.
    by_source: funding line id -> rupiah of those selected over all months.
    """

    name: str
    segment: str
    income: int
    employer: str | None
    parts: dict[str, int]
    start: date
    months: int
    people: int
    waiting: int
    total: int
    by_source: dict[int, int]


@dataclass(frozen=True)
class Figures:
    """Everything countable about a programme now; money in whole rupiah.

    parts: contribution of one person in the first month by insurance, in the order of the programme. by_village:
    village, seats, moved (0 where pools are no villages), selected, held, waiting, named (rows sent for it), usable.
    by_pool: `pool_figures.by_pool`. Both are summed over the waves. People are counted once, whatever the waves they
    are in. months: the longest cover of a wave. planned_monthly (of the dearest month) and planned_total: the
    contribution if every seat were filled.
    """

    rows_read: int
    rows_with_errors: int
    people: int
    pairs_undecided: int
    eligible: int
    ineligible_by_reason: dict[str, int]
    selected: int
    held: int
    waiting: int
    seats: int
    by_village: pl.DataFrame
    by_pool: pl.DataFrame
    pool_warnings: list[str]
    start: date
    months: int
    parts: dict[str, int]
    confirmed: bool
    monthly_contribution: int
    total_contribution: int
    planned_monthly: int
    planned_total: int
    held_contribution: int
    ceiling: int
    ceiling_left: int
    law_sha256: str
    decree: Decree | None
    funding: pl.DataFrame
    groups: tuple[GroupFigures, ...]
    ways: tuple[tuple[Way, int], ...]
    """How the selected are paid for, and how many each way; in the order of the waves."""
    ceilings: dict[Payer, int]
    """Everybody who may pay, in the order of the file, with his ceiling in all."""

    def tariffs(self) -> list[tuple[str, str, int, dict[str, int]]]:
        """Group, segment, people and what each costs in the first month by insurance, whoever pays."""
        found: dict[tuple[str, str, tuple[tuple[str, int], ...]], int] = {}
        for way, people in self.ways:
            key = (way.group, way.segment, tuple(way.first_month().items()))
            found[key] = found.get(key, 0) + people
        return [(group, segment, people, dict(parts)) for (group, segment, parts), people in found.items()]

    @property
    def insured(self) -> dict[str, int]:
        """All insurances of anybody selected, with the first tariff a month that is found, whoever pays it."""
        found: dict[str, int] = {}
        for way, _ in self.ways:
            found = way.first_month() | found
        return {name: found[name] for name in ("JKK", "JKM", "JHT", "JP") if name in found}

    @property
    def aided(self) -> dict[str, int]:
        """The insurances that budgets pay for anybody, with the first tariff a month that is found for each."""
        found: dict[str, int] = {}
        for way, _ in self.ways:
            found = way.first_month(is_budget=True) | found
        return {name: found[name] for name in ("JKK", "JKM", "JHT", "JP") if name in found}

    @property
    def reach(self) -> int:
        """How many months lie from the first that anybody is covered to the last."""
        ends = [month.add(way.start, way.months) for way, _ in self.ways]
        return month.between(self.start, max(ends)) if ends else self.months

    @property
    def spans(self) -> tuple[tuple[date, int], ...]:
        """First month and number of months of each different cover that somebody is selected for, in order."""
        return tuple(sorted({(way.start, way.months) for way, _ in self.ways}))

    @property
    def is_uniform(self) -> bool:
        """Whether one tariff says all: everybody on the same terms, nobody paying a share himself."""
        terms = {(way.group, way.insurance, tuple(way.first_month().items())) for way, _ in self.ways}
        return len(terms) <= 1 and all(paid.payer.is_budget for way, _ in self.ways for paid in way.payments)

    @property
    def own_contribution(self) -> int:
        """What the selected pay themselves over all months."""
        return sum(way.amount(name, is_budget=False) * people for way, people in self.ways for name in way.insurance)

    @property
    def months_for_all(self) -> int | None:
        """How many whole months the ceiling affords for everybody; None without anybody, or on several terms."""
        return self.ceiling // self.monthly_contribution if self.monthly_contribution and self.is_uniform else None

    @property
    def without_names(self) -> list[str]:
        """Villages (10-digit codes) of the programme for which nobody was named."""
        return self.by_village.filter(pl.col("named") == 0)["village"].to_list()

    @property
    def asks_villages(self) -> bool:
        """Whether villages are asked for names; where only agencies have seats, they are not."""
        return bool((self.by_pool["by"] != "agency").any())

    @property
    def ineligible(self) -> int:
        """How many people may not be protected, or wait for a decision about a doubtful pair."""
        return self.people - self.eligible

    @property
    def without_usable_names(self) -> list[str]:
        """Villages (10-digit codes) that named people, of whom no row could be taken over."""
        return self.by_village.filter(pl.col("named") > 0, pl.col("usable") == 0)["village"].to_list()

    def as_json(self, seconds: dict[str, float], warnings: list[str]) -> dict[str, Any]:
        """The content of summary.json; no personal data."""
        return {
            "rows_read": self.rows_read,
            "rows_with_errors": self.rows_with_errors,
            "people": self.people,
            "pairs_undecided": self.pairs_undecided,
            "eligible": self.eligible,
            "ineligible_by_reason": self.ineligible_by_reason,
            "selected": self.selected,
            "held": self.held,
            "waiting": self.waiting,
            "seats": self.seats,
            "quota": self._quota(),
            "villages": self.by_village.height,
            "villages_without_names": self.without_names,
            "monthly_contribution": self.monthly_contribution,
            "months": self.months,
            "total_contribution": self.total_contribution,
            "planned_total": self.planned_total,
            "ceiling": self.ceiling,
            "ceiling_left": self.ceiling_left,
            "groups": [
                {
                    "name": group.name,
                    "segment": group.segment,
                    "tariff": sum(group.parts.values()),
                    "parts": group.parts,
                    "selected": group.people,
                    "waiting": group.waiting,
                    "total_contribution": group.total,
                }
                for group in self.groups
            ],
            "months_for_all": self.months_for_all,
            "warnings": warnings,
            "list_sha256": self.decree.list_sha256 if self.decree else None,
            "law_sha256": self.law_sha256,
            "seconds": seconds,
        }

    def _quota(self) -> list[dict[str, Any]]:
        """What became of each pool of seats; the seats of villages stand in their documents."""
        return self.by_pool.filter(pl.col("by") != "village").to_dicts()

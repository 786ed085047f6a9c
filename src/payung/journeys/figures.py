"""The figures of a programme after a run: people, seats, rupiah, warnings; what summary.json and the table say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from payung.decree.models import Decree
from payung.funding import contribution
from payung.funding import queries as funding_queries
from payung.journeys import pool_figures, ways
from payung.journeys.listing import Lists
from payung.journeys.ways import Payer, Way
from payung.kernel import month, rupiah
from payung.law import benefit, in_force
from payung.people import queries as people_queries
from payung.programme import groups
from payung.programme import queries as programme_queries
from payung.programme.models import Programme, Wave
from payung.regions import reader
from payung.roster.check import Checked
from payung.selection import queries as selection_queries


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

    def warnings(self) -> list[str]:
        """What the officer must know before signing, most costly first."""
        said = []
        shown = benefit.by_month(self.start, self.months)
        short = [(day, death) for day, death in shown if death.is_short]
        if short:
            amount = rupiah.format(short[0][1].amount)
            doubt = "" if short[0][1].is_confirmed else " (belum dikonfirmasi)"
            said.append(
                f"Selama {len(short)} bulan pertama, meninggal bukan karena kecelakaan kerja hanya dibayar "
                f"{amount}{doubt}: {short[0][1].reference}."
            )
        if self.months < FULL_MONTHS:
            said.append(
                f"Dana hanya untuk {self.months} bulan. Sejak aturan 2025, meninggal sebelum 3 bulan kepesertaan "
                "dibayar Rp 10.000.000 saja (batas bulan ketiganya belum dikonfirmasi); iuran yang berhenti 3 bulan "
                "mengakhiri kepesertaan."
            )
        if self.pairs_undecided:
            said.append(
                f"{self.pairs_undecided} pasangan ragu menunggu keputusan petugas; "
                f"{self.held} kursi disimpan untuk mereka."
            )
        if self.rows_read and not self.people:
            said.append("Semua baris ditolak karena datanya perlu diperbaiki, jadi belum ada rancangan SK.")
        if self.asks_villages and self.without_names:
            said.append(f"Belum mengusulkan satu nama pun: {_listed(self.without_names)}.")
        said += self.pool_warnings
        if self.without_usable_names:
            said.append(f"Mengusulkan nama, tetapi semua barisnya ditolak: {_listed(self.without_usable_names)}.")
        said += self._empty_seats()
        if not self.confirmed:
            said.append("Sebagian angka iuran belum dikonfirmasi; lihat payung law explain contribution.")
        return said

    def _empty_seats(self) -> list[str]:
        """Where somebody waits for an empty seat, money is lacking; elsewhere the pool has nobody left."""
        empty, unpaid = int(self.by_pool["empty"].sum()), int(self.by_pool["unpaid"].sum())
        said = []
        if unpaid:
            said.append(f"{rupiah.number(unpaid)} kursi tidak terisi: pagu tidak cukup.")
        if unnamed := empty - unpaid:
            where = "di desanya" if (self.by_pool["by"] == "village").all() else "untuk kuotanya"
            said.append(f"{rupiah.number(unnamed)} kursi tidak terisi: calon yang memenuhi syarat {where} kurang.")
        return said

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


FULL_MONTHS = 3
MOST_NAMED = 5


def of(programme: Programme, checked: Checked, lists: Lists, decree: Decree | None) -> Figures:
    """Count a programme as it stands now."""
    law = in_force.load()
    waves = programme_queries.waves(programme.pk)
    monthly = {wave.pk: contribution.monthly(wave.pk, law) for wave in waves}
    seats = lists.seats_of_wave
    priced_of = {wave.pk: contribution.totals(_selected_by_line(seats[wave.pk]), wave.pk, law) for wave in waves}
    priced = pl.concat(priced_of.values())
    by_month = priced.group_by("month").agg(pl.col("amount").sum())
    planned = (
        pl.concat(_planned(monthly[wave.pk], wave.pk) for wave in waves).group_by("month").agg(pl.col("amount").sum())
    )
    overview = funding_queries.overview(programme.pk)
    budgets = overview.filter(pl.col("source") != "self")  # what participants pay themselves is no budget
    total = int(priced["amount"].sum())
    by_village = _by_village(seats, checked)
    by_pool = pool_figures.by_pool(waves, seats, checked, monthly)
    assessed = lists.assessed
    decided = assessed.filter(~pl.col("undecided"))
    eligible = decided.filter("eligible")["person_id"].unique()
    out = decided.filter(~pl.col("person_id").is_in(eligible.implode())).explode("failed")
    reasons = dict(out.group_by("failed").agg(pl.col("person_id").n_unique()).sort("failed").iter_rows())
    if undecided := assessed.filter("undecided")["person_id"].n_unique():
        reasons["pair-undecided"] = undecided
    return Figures(
        rows_read=checked.rows.height,
        rows_with_errors=checked.rows_with_errors,
        people=assessed["person_id"].n_unique(),
        pairs_undecided=people_queries.pairs_waiting(programme.pk).height,
        eligible=eligible.len(),
        ineligible_by_reason=reasons,
        **_people_by_seat(list(seats.values())),
        seats=int((by_pool["seats"] + by_pool["moved"]).sum()),
        by_village=by_village,
        by_pool=by_pool,
        pool_warnings=pool_figures.warnings(programme, by_pool, pool_figures.without_pool(waves, seats, assessed)),
        start=min(wave.start for wave in waves),
        months=max(wave.months for wave in waves),
        parts=_parts(waves[0], monthly[waves[0].pk]),
        confirmed=bool(pl.concat(monthly.values())["confirmed"].all()),
        monthly_contribution=max(by_month["amount"].to_list(), default=0),
        total_contribution=total,
        planned_monthly=max(planned["amount"].to_list(), default=0),
        planned_total=int(planned["amount"].sum()),
        held_contribution=int(overview["reserved"].sum()) - total,
        ceiling=int(budgets["ceiling"].sum()),
        ceiling_left=int(budgets["left"].sum()),
        law_sha256=law.sha256,
        decree=decree,
        funding=overview,
        groups=tuple(_groups(waves, monthly, seats, priced_of)),
        ways=_counted(lists),
        ceilings=_ceilings(programme.pk),
    )


def _planned(monthly: pl.DataFrame, wave_id: int) -> pl.DataFrame:
    """month, amount: what all seats of a wave cost, each insurance at the first line that pays it."""
    quota = selection_queries.quota(wave_id)
    seats = int((quota["seats"] + quota["moved"]).sum())
    once = monthly.filter(pl.col("source") != "self").unique(
        ["insurance", "month"], keep="first", maintain_order=True
    )
    return once.select("month", amount=pl.col("amount") * seats)


def _ceilings(programme_id: int) -> dict[Payer, int]:
    found: dict[Payer, int] = {}
    for line in funding_queries.lines(programme_id):
        payer = ways.payer_of(line)
        found[payer] = found.get(payer, 0) + line.ceiling
    return found


def _counted(lists: Lists) -> tuple[tuple[Way, int], ...]:
    counts = dict(lists.selected.group_by("way").len().iter_rows())
    return tuple((way, counts.get(number, 0)) for number, way in enumerate(lists.ways))


def _groups(
    waves: list[Wave],
    monthly: dict[int, pl.DataFrame],
    seats: dict[int, pl.DataFrame],
    priced: dict[int, pl.DataFrame],
) -> Iterator[GroupFigures]:
    for name in dict.fromkeys(wave.group for wave in waves):
        own = [wave for wave in waves if wave.group == name]
        counts = _people_by_seat([seats[wave.pk] for wave in own])
        paid = pl.concat(priced[wave.pk] for wave in own)
        yield GroupFigures(
            name=name,
            segment=own[0].segment,
            income=own[0].income,
            employer=own[0].terms().employer,
            parts=_parts(own[0], monthly[own[0].pk]),
            start=min(wave.start for wave in own),
            months=max(wave.months for wave in own),
            people=counts["selected"],
            waiting=counts["waiting"],
            total=int(paid["amount"].sum()),
            by_source=dict(paid.group_by("line_id").agg(pl.col("amount").sum()).sort("line_id").iter_rows()),
        )


def _parts(wave: Wave, monthly: pl.DataFrame) -> dict[str, int]:
    """What one person costs in the first month by insurance, shares added up; what nobody pays is left out."""
    first = monthly.filter(pl.col("month") == wave.start).unique("insurance", keep="first", maintain_order=True)
    amounts = dict.fromkeys(wave.insurance, 0)
    for part, amount in first.select("insurance", "amount").iter_rows():
        amounts[groups.insurance_of(part)] += amount
    return {name: amount for name, amount in amounts.items() if amount}


def _people_by_seat(of_waves: list[pl.DataFrame]) -> dict[str, int]:
    """How many people are selected, held, waiting: each once, by the best that any wave gave them."""
    seats = pl.concat(now.select("person_id", "kind") for now in of_waves)
    counts, seen = {}, seats.clear()
    for kind in ("selected", "held", "waiting"):
        found = seats.filter(pl.col("kind") == kind).unique().join(seen, on="person_id", how="anti")
        counts[kind] = found.height
        seen = pl.concat([seen, found])
    return counts


def _selected_by_line(now: pl.DataFrame) -> pl.DataFrame:
    """line_id, insurance, people: who pays for those selected; seats held for a doubtful pair are left out."""
    seats = now.filter(pl.col("kind") == "selected")
    rows = [
        (int(line), insurance, people)
        for paid, people in seats.group_by("payers").len().sort("payers").iter_rows()
        for insurance, line in json.loads(paid).items()
    ]
    schema = {"line_id": pl.Int64, "insurance": pl.String, "people": pl.Int64}
    listed = pl.DataFrame(rows, schema=schema, orient="row")
    return listed.group_by("line_id", "insurance").agg(pl.col("people").sum())


def _by_village(latest: dict[int, pl.DataFrame], checked: Checked) -> pl.DataFrame:
    parts = [selection_queries.by_village(wave_id, now) for wave_id, now in latest.items()]
    seats = pl.concat(parts).group_by("village").agg(pl.exclude("village").sum())
    named = checked.rows.group_by("village").agg(
        named=pl.len().cast(pl.Int64), usable=(~pl.col("has_data_error")).sum().cast(pl.Int64)
    )
    counted = seats.join(named, on="village", how="left")
    return counted.with_columns(pl.col("named", "usable").fill_null(0)).sort("village")


def _listed(villages: list[str]) -> str:
    """The names of the first villages, and how many more there are."""
    names = [reader.load().full_name(code) for code in villages[:MOST_NAMED]]
    rest = len(villages) - len(names)
    return ", ".join(names) + (f" dan {rupiah.number(rest)} desa/kelurahan lain" if rest else "")

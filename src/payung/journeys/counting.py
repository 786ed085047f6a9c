"""Counts a programme as it stands: seats, people, months and rupiah become its figures."""

from __future__ import annotations

import json
from collections.abc import Iterator

import polars as pl

from payung.decree.models import Decree
from payung.funding import contribution
from payung.funding import queries as funding_queries
from payung.journeys import pool_figures, ways
from payung.journeys.figures import Figures, GroupFigures
from payung.journeys.listing import Lists
from payung.journeys.ways import Payer, Way
from payung.law import in_force
from payung.people import queries as people_queries
from payung.programme import groups
from payung.programme import queries as programme_queries
from payung.programme.models import Programme, Wave
from payung.roster.check import Checked
from payung.selection import queries as selection_queries


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

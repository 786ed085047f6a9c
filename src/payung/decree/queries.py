"""Questions about decrees: what the next one would freeze, and which one counts now."""

from __future__ import annotations

import json

import polars as pl

from payung.decree.models import Decree
from payung.funding import contribution
from payung.law.in_force import ParameterSet
from payung.people import queries as people_queries
from payung.programme.models import Wave
from payung.selection import queries as selection_queries

FROZEN = (
    "person_id",
    "nik",
    "name",
    "birth_date",
    "sex",
    "village",
    "rank",
    "start",
    "months",
    "insurance",
    "amount",
)


def selected(programme_id: int, parameters: ParameterSet, people: pl.DataFrame | None = None) -> pl.DataFrame:
    """Everybody with a seat in any wave, as an entry freezes them, sorted by NIK bytewise and start: `FROZEN`.

    start is the first day of the first month, insurance what is paid for this person, like
    "JKK+JKM", amount the contribution of one person
    over all months in whole rupiah, by whoever pays it. `people` is `people.queries.people` when it has just been
    asked, with at least those who have a seat.
    """
    parts = []
    for wave in Wave.objects.filter(programme_id=programme_id).order_by("number"):
        seats = selection_queries.latest(wave.pk).filter(pl.col("kind") == "selected")
        parts.append(
            seats.select(
                "person_id",
                "rank",
                _amount(seats["payers"], wave.pk, parameters),
                selection_queries.insured(seats["payers"], wave.insurance),
            ).with_columns(start=pl.lit(wave.start), months=pl.lit(wave.months, pl.Int64))
        )
    known = people_queries.people(programme_id) if people is None else people
    known = known.select("person_id", "nik", "name", "birth_date", "sex", "village")
    return pl.concat(parts).join(known, on="person_id").select(*FROZEN).sort("nik", "start")


def current(programme_id: int) -> Decree | None:
    """The decree that nothing replaced, signed or not; None before the first draft."""
    return (
        Decree.objects.select_related("signature")
        .filter(programme_id=programme_id, replaced_by__isnull=True)
        .order_by("-id")
        .first()
    )


def _amount(payers: pl.Series, wave_id: int, parameters: ParameterSet) -> pl.Series:
    """What each person's payers (JSON text: insurance to funding line) pay over the wave, in rupiah."""
    costs = contribution.costs(wave_id, parameters)
    known = payers.unique()
    amounts = [sum(costs[int(line)][insurance] for insurance, line in json.loads(paid).items()) for paid in known]
    if payers.is_empty():
        return pl.Series("amount", dtype=pl.Int64)
    return payers.replace_strict(known, pl.Series(amounts, dtype=pl.Int64), return_dtype=pl.Int64).alias("amount")

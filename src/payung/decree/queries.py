"""Questions about decrees: what the next one would freeze, and which one counts now."""

from __future__ import annotations

import json
from datetime import date

import polars as pl

from payung.decree import changes
from payung.decree.models import Decree
from payung.eligibility import queries as eligibility_queries
from payung.funding import contribution
from payung.kernel import month
from payung.law.in_force import ParameterSet
from payung.people import queries as people_queries
from payung.programme.models import Wave
from payung.selection import queries as selection_queries
from payung.storage import frames

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
NO_LONGER = "no-longer-eligible"
LAW = {
    "not-alive": "deceased",
    "not-resident": "moved-away",
    "wage-earner": "became-wage-earner",
    "nik-unusable": "not-matched",
}
"""The reason of a removal by the code of the law that put somebody out."""
_REASONED = {"person_id": pl.Int64, "reason": pl.String}


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


def wanted(
    programme_id: int, parameters: ParameterSet, effective: date, people: pl.DataFrame | None = None
) -> pl.DataFrame:
    """Everybody with a seat now, held ones too, as `changes.difference` asks: over the whole wave, and later."""
    standing = in_force(programme_id)
    signed = entries(standing.pk) if standing else None
    parts = []
    for wave in Wave.objects.filter(programme_id=programme_id).order_by("number"):
        seats = selection_queries.latest(wave.pk).filter(pl.col("kind").is_in(selection_queries.TAKEN))
        start = max(wave.start, effective)
        remaining = max(month.between(start, month.add(wave.start, wave.months)), 0)
        is_new = (
            signed is not None
            and not signed.filter(
                pl.col("start").is_between(wave.start, month.add(wave.start, wave.months - 1)),
                pl.col("village").is_in(wave.villages),
            ).height
        )
        parts.append(
            seats.select(
                "person_id",
                "rank",
                "kind",
                _amount(seats["payers"], wave.pk, parameters),
                _amount(seats["payers"], wave.pk, parameters, since=start).alias("later_amount"),
                selection_queries.insured(seats["payers"], wave.insurance),
            ).with_columns(
                start=pl.lit(wave.start),
                months=pl.lit(wave.months, pl.Int64),
                is_new_wave=pl.lit(is_new),
                later_start=pl.lit(start),
                later_months=pl.lit(remaining, pl.Int64),
            )
        )
    known = people_queries.people(programme_id) if people is None else people
    known = known.select("person_id", "nik", "name", "birth_date", "sex", "village")
    return pl.concat(parts).join(known, on="person_id").sort("nik", "start")


def left(programme_id: int, person_ids: pl.Series, people: pl.DataFrame | None = None) -> pl.DataFrame:
    """Why these people have no seat any more: person_id and reason, a code of `changes.REASONS`, one line each.

    What an officer said when he released the seat counts before what the law says of the person.
    """
    known = people_queries.people(programme_id) if people is None else people
    told: dict[int, str] = {}
    for wave in Wave.objects.filter(programme_id=programme_id).order_by("number"):
        seats = selection_queries.latest(wave.pk).filter(pl.col("person_id").is_in(person_ids.implode()))
        outcomes = eligibility_queries.latest_outcomes(wave.pk).select("person_id", "failed")
        for person, kind, why, failed in (
            seats.join(outcomes, on="person_id", how="left").select("person_id", "kind", "why", "failed").iter_rows()
        ):
            if kind == "waiting":
                told[person] = "fewer-seats"
            elif why in changes.REASONS and why != NO_LONGER:
                told[person] = why
            elif kind == "released" and failed:
                told[person] = next((LAW[code] for code in failed if code in LAW), NO_LONGER)
    said = pl.DataFrame({"person_id": list(told), "reason": list(told.values())}, schema=_REASONED)
    absent = ~pl.col("person_id").is_in(known["person_id"].implode()) & (pl.col("reason") == NO_LONGER)
    return said.filter(~absent)


def in_force(programme_id: int) -> Decree | None:
    """The decree that was signed last, an amendment where there is one; None before the first signature."""
    signed = Decree.objects.select_related("signature", "amendment").filter(
        programme_id=programme_id, signature__isnull=False
    )
    return signed.order_by("-id").first()


def open_draft(programme_id: int) -> Decree | None:
    """The draft that waits for a signature, of the first decree or of an amendment; None where none does."""
    drafts = Decree.objects.select_related("amendment").filter(
        programme_id=programme_id, signature__isnull=True, replaced_by__isnull=True, abandonment__isnull=True
    )
    found = drafts.order_by("-id").first()
    standing = in_force(programme_id)
    return None if found is None or (standing is not None and found.pk < standing.pk) else found


def current(programme_id: int) -> Decree | None:
    """The draft that waits for a signature, else the decree in force; None before the first draft."""
    return open_draft(programme_id) or in_force(programme_id)


def chain(programme_id: int) -> list[Decree]:
    """Every signed decree of a programme: the first, then its amendments in their order."""
    signed = Decree.objects.select_related("signature", "amendment").filter(
        programme_id=programme_id, signature__isnull=False
    )
    return list(signed.order_by("id"))


def entries(decree_id: int) -> pl.DataFrame:
    """The frozen list of a decree, sorted by NIK bytewise and start: `FROZEN`."""
    return frames.read(
        "SELECT person_id, nik, name, birth_date, sex, village, rank::bigint AS rank, start,"
        " months::bigint AS months, insurance, amount FROM decree_entry WHERE decree_id = %s"
        ' ORDER BY nik COLLATE "C", start',
        [decree_id],
    ).select(*FROZEN)


def seatless(decree: Decree) -> pl.DataFrame:
    """Who stands on a decree's list and has no seat in any wave now: person_id, since (when that was recorded)."""
    listed = entries(decree.pk).select("person_id").unique()
    for wave in Wave.objects.filter(programme_id=decree.programme_id):
        taken = selection_queries.latest(wave.pk).filter(pl.col("kind").is_in(selection_queries.TAKEN))
        listed = listed.join(taken, on="person_id", how="anti")
    return frames.read(
        "SELECT p.person_id, coalesce(max(s.recorded_at), %s) AS since FROM unnest(%s::bigint[]) AS p (person_id)"
        " LEFT JOIN selection_seat s ON s.person_id = p.person_id AND s.programme_id = %s GROUP BY p.person_id",
        [decree.recorded_at, listed["person_id"].to_list(), decree.programme_id],
    )


def changes_of(decree_id: int) -> pl.DataFrame:
    """What an amendment changes, frozen: kind, reason and `changes.LINE`, removed first, sorted by NIK and start."""
    return frames.read(
        "SELECT kind, reason, person_id, nik, name, birth_date, sex, village, start, months::bigint AS months,"
        " insurance, amount FROM decree_change WHERE decree_id = %s"
        """ ORDER BY kind = 'added', nik COLLATE "C", start""",
        [decree_id],
    )


def _amount(payers: pl.Series, wave_id: int, parameters: ParameterSet, since: date | None = None) -> pl.Series:
    """What each person's payers (JSON text: insurance to funding line) pay over the wave or `since` a month."""
    costs = contribution.costs(wave_id, parameters, since=since)
    if payers.is_empty() or (not costs and since is not None):  # nobody, or no month remains
        return pl.repeat(0, payers.len(), dtype=pl.Int64, eager=True).alias("amount")
    known = payers.unique()
    amounts = [sum(costs[int(line)][insurance] for insurance, line in json.loads(paid).items()) for paid in known]
    if payers.is_empty():
        return pl.Series("amount", dtype=pl.Int64)
    return payers.replace_strict(known, pl.Series(amounts, dtype=pl.Int64), return_dtype=pl.Int64).alias("amount")

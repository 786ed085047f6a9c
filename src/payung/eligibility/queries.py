"""Questions about who may be protected: the inputs of the law, the candidates, their reasons in words."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from payung.eligibility import grouping, reasons
from payung.eligibility import inputs as assembling
from payung.law import occupations
from payung.matching import queries as matching_queries
from payung.people import queries as people_queries
from payung.programme import groups
from payung.programme import queries as programmes
from payung.programme.models import Wave
from payung.protection import queries as protection_queries
from payung.storage import frames, plans

STANDING = (
    'standing AS (SELECT id, kind, "on" FROM (SELECT id, kind, "on",'
    '  row_number() OVER (PARTITION BY kind, source ORDER BY "on" DESC) AS nth'
    '  FROM (SELECT DISTINCT ON (kind, source, "on") id, kind, source, "on", rows FROM eligibility_reference'
    '   WHERE programme_id = %(programme)s ORDER BY kind, source, "on", id DESC) AS of_day'
    "  WHERE rows > 0) AS dated WHERE nth = 1 OR kind = 'deceased')"
)
"""CTE: lists that still count. Of each source the latest; who died stays in the lists of the deceased of other days.

A list that the same source gives again for the same day replaces the one before: that is how a mistake is mended.
An empty list stands for one that the programme no longer names.
"""


ENTRIES = (
    f"WITH {STANDING}, found AS ("  # noqa: S608
    " SELECT e.id FROM eligibility_reference_entry e"
    "  WHERE e.nik IN (SELECT nik FROM roster_row WHERE programme_id = %(programme)s)"
    " UNION SELECT e.id FROM eligibility_reference_entry e"
    "  WHERE e.kk IN (SELECT kk FROM roster_row WHERE programme_id = %(programme)s))"
    ' SELECT s.kind, e.nik, e.kk, e.decile::int AS decile, s."on" FROM found'
    " JOIN eligibility_reference_entry e ON e.id = found.id"
    ' JOIN standing s ON s.id = e.reference_id ORDER BY s."on", e.id'
)
"""Lines of standing lists that speak of anybody on the rosters of a programme, the oldest list first."""


def inputs(programme_id: int, wave_id: int, own: Collection[int] = ()) -> pl.DataFrame:
    """One line per person whom the wave judges (`grouping`), with what is known for the law.

    `own` are persons of a signed list, whom this programme covers itself.
    The columns of `people.queries.people`, and start, alive, civil_servant, wage_earner, covered_elsewhere,
    renewed, resident, working, matched (Boolean, null = unknown), occupation (code, else as typed), decile (Int64),
    class, ecosystem, outside (why the person is of no group of the wave; null for its own), told_by.
    """
    wave = Wave.objects.select_related("programme").get(id=wave_id, programme_id=programme_id)
    people = people_queries.people(programme_id)
    codes = people["occupation_code"].drop_nulls().unique()
    classes = occupations.classify(codes).select(occupation_code=codes, ecosystem="ecosystem", **{"class": "class"})
    covers = [grouping.Cover(w.number, w.group, w.villages) for w in programmes.waves(programme_id)]
    people = grouping.of_wave(
        people.join(classes, on="occupation_code", how="left", maintain_order="left"),
        groups.of(wave.programme.read()),
        covers,
        wave.number,
    )
    kinds = frames.read(
        f"WITH {STANDING} SELECT DISTINCT kind FROM standing",  # noqa: S608
        {"programme": programme_id},
    )
    with plans.for_rows(people.height):
        entries = frames.read(ENTRIES, {"programme": programme_id})
    covered = protection_queries.covered_until(programme_id)
    told = matching_queries.told(programme_id)
    return assembling.assemble(people, entries, kinds["kind"].to_list(), covered, told, start=wave.start, own=own)


def candidates(programme_id: int, wave_id: int) -> pl.DataFrame:
    """Everybody who was assessed for a wave, as selection needs them, sorted by roster row.

    The columns of `inputs` (person_id, nik, name, village, birth_date, decile, disability, head_of_family,
    roster_row_id ...) and eligible (Boolean), failed, assumed (List[String]), undecided (Boolean: waits in a
    doubtful pair), law_sha256. People not yet assessed are left out.
    """
    return judged(inputs(programme_id, wave_id), latest_outcomes(wave_id))


def judged(people: pl.DataFrame, outcomes: pl.DataFrame) -> pl.DataFrame:
    """The candidates from the inputs and the outcomes that count for them."""
    said = outcomes.select("person_id", "eligible", "failed", "assumed", "criteria", "law_sha256")
    return people.join(said, on="person_id", maintain_order="left").rename({"is_undecided": "undecided"})


def latest_outcomes(wave_id: int) -> pl.DataFrame:
    """The outcome that counts for each person of a wave: person_id, sighting_id, eligible, failed, assumed, ..."""
    return frames.read(
        "SELECT DISTINCT ON (person_id) person_id, sighting_id, eligible, failed, assumed, inputs, criteria,"
        " law_sha256 FROM eligibility_outcome WHERE wave_id = %s ORDER BY person_id, id DESC",
        [wave_id],
    )


def explained(programme_id: int, wave_id: int, known: pl.DataFrame | None = None) -> pl.DataFrame:
    """The candidates with `sentence`: why not (each reason with its reference), or what was assumed.

    `known` are the candidates when the caller has just asked for them.
    """
    wave = Wave.objects.select_related("programme").get(id=wave_id, programme_id=programme_id)
    criteria = wave.terms().criteria
    found = candidates(programme_id, wave_id) if known is None else known
    return reasons.with_sentences(found, criteria)

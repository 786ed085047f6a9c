"""Whom the linker compares: people as last seen in the government's scope, and about whom nobody was asked before."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from payung.people import becoming, candidates, linkage, queries
from payung.roster import queries as roster_queries
from payung.storage import frames

PEOPLE = (
    "SELECT DISTINCT ON (s.person_id) s.id, s.person_id, s.government, s.region, s.programme_id, r.nik, s.name,"  # noqa: S608
    " s.birth_date, s.sex, s.mother, s.phone, s.village"
    " FROM people_sighting s JOIN roster_row r ON r.id = s.roster_row_id"
    f" WHERE {queries.IN_SCOPE.format(t='s')} AND {roster_queries.NOT_WITHDRAWN.format(row='s.roster_row_id')}"
    "  AND NOT EXISTS (SELECT FROM roster_row later JOIN people_sighting seen ON seen.roster_row_id = later.id"
    "                  WHERE later.supersedes_id = s.roster_row_id)"
    " ORDER BY s.person_id, s.programme_id <> %(programme)s, s.action_id DESC, s.roster_row_id"
)
"""One line per person in scope, as this programme saw him last, else as another programme of the government did."""


def people(programme_id: int) -> pl.DataFrame:
    """Everybody in scope: id (of the sighting), person_id, government, region, programme_id, what is compared."""
    return frames.read(PEOPLE, {"programme": programme_id})


def standing(programme_id: int) -> set[int]:
    """Pairs (ids) of the programme that still wait for somebody."""
    return set(queries.pairs_waiting(programme_id)["pair_id"])


def likely(
    people: pl.DataFrame, arrived: Sequence[int] | None, verdicts: Sequence[becoming.Verdict], waiting: set[int]
) -> pl.DataFrame:
    """New likely pairs among `people`: left, right (sighting ids, left the earlier), probability, levels (JSON text).

    With `arrived` (person ids) only pairs of which one side arrived. Two people whom clerks decided about, or who
    wait in a pair, are not asked about again; nor are those who state one NIK, for that is another question.
    """
    new = None if arrived is None else people.filter(pl.col("person_id").is_in(list(arrived)))["id"]
    compared = linkage.prepare(people)
    found = candidates.find(compared, new, own_nik=True)
    scored = linkage.scored(compared, found, threshold=linkage.model().threshold)
    moved = becoming.becomes(verdicts)
    who = people.select(
        "id", who=pl.col("person_id").replace_strict(moved, default=pl.col("person_id"), return_dtype=pl.Int64)
    )
    asked = {
        frozenset((moved.get(one.left, one.left), moved.get(one.right, one.right)))
        for one in verdicts
        if one.verdict != "undecided" or one.pair_id in waiting
    }
    sides = scored.join(who.rename({"id": "left", "who": "left_who"}), on="left").join(
        who.rename({"id": "right", "who": "right_who"}), on="right"
    )
    kept = []
    sides = sides.sort(-pl.col("probability"), "left", "right")
    for left, right in sides.select("left_who", "right_who").iter_rows():
        kept.append(left != right and frozenset((left, right)) not in asked)
        asked.add(frozenset((left, right)))
    return (
        sides.filter(pl.Series(kept, dtype=pl.Boolean))
        .sort("left", "right")
        .select(
            "left", "right", "probability", levels=pl.struct(list(linkage.model().comparisons)).struct.json_encode()
        )
    )

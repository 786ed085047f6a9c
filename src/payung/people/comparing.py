"""Whom the linker compares: people as last seen in the government's scope, and about whom nobody was asked before."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from payung.people import becoming, candidates, linkage, queries
from payung.roster import queries as roster_queries
from payung.storage import frames

ROWS_FROM = 10**15
"""Added to the id of a row whose sighting has no id yet; above all ids of sightings, for who arrives comes later."""

COMPARED = "s.id, s.person_id, s.government, s.region, s.programme_id, r.nik, s.name, s.birth_date, s.sex, s.mother"
STANDING = (
    f"{queries.IN_SCOPE.format(t='s')} AND {roster_queries.NOT_WITHDRAWN.format(row='s.roster_row_id')}"
    "  AND NOT EXISTS (SELECT FROM roster_row later JOIN people_sighting seen ON seen.roster_row_id = later.id"
    "                  WHERE later.supersedes_id = s.roster_row_id)"
)
LATEST_FIRST = "s.person_id, s.programme_id <> %(programme)s, s.action_id DESC, s.roster_row_id"
PEOPLE = (
    f"SELECT DISTINCT ON (s.person_id) {COMPARED}, s.phone, s.village"  # noqa: S608
    f" FROM people_sighting s JOIN roster_row r ON r.id = s.roster_row_id WHERE {STANDING} ORDER BY {LATEST_FIRST}"
)
"""One line per person in scope, as this programme saw him last, else as another programme of the government did."""

KNOWN = (
    f"SELECT DISTINCT ON (s.person_id) {COMPARED}, s.phone, s.village"  # noqa: S608
    f" FROM people_sighting s JOIN roster_row r ON r.id = s.roster_row_id WHERE {STANDING}"
    # Two conditions and not one with OR: the database can hash each, and would compare all with all otherwise.
    "  AND NOT EXISTS (SELECT FROM people_linking l WHERE l.person_id = s.person_id)"
    "  AND NOT EXISTS (SELECT FROM people_linking l WHERE l.person_id IS NULL AND l.nik = r.nik)"
    "  AND NOT EXISTS (SELECT FROM people_linking l JOIN roster_row later ON later.id = l.row_id"
    "                  WHERE later.supersedes_id = s.roster_row_id)"
    f" ORDER BY {LATEST_FIRST}"
)
"""Those in scope of whom nobody arrives; `people_linking` holds the rows that do, with the persons known so far."""

ARRIVING = (
    f"SELECT DISTINCT ON (coalesce(l.person_id::text, l.nik)) r.id + {ROWS_FROM} AS id, l.person_id, r.government,"  # noqa: S608
    " r.region, r.programme_id, r.nik, r.name, r.birth_date, r.sex, r.mother, r.phone, r.village"
    " FROM people_linking l JOIN roster_row r ON r.id = l.row_id ORDER BY coalesce(l.person_id::text, l.nik), r.id"
)
"""One line per person who arrives, by the row that becomes his first sighting."""


def people(programme_id: int) -> pl.DataFrame:
    """Everybody in scope: id (of the sighting), person_id, government, region, programme_id, what is compared."""
    return frames.read(PEOPLE, {"programme": programme_id})


def before_arrival(programme_id: int) -> tuple[pl.DataFrame, pl.Series]:
    """People as in `people` while they are still arriving, and the ids of those who arrive: `ROWS_FROM` + their row.

    So they can be compared while the database still writes them down; `as_sighted` gives the ids they got.
    """
    arriving = frames.read(ARRIVING)
    return pl.concat([frames.read(KNOWN, {"programme": programme_id}), arriving]), arriving["id"]


def as_sighted(scored: pl.DataFrame, people: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The scored pairs of `before_arrival` with the ids of sightings, and the people of these pairs."""
    named = pl.concat([scored["left"], scored["right"].rename("left")]).unique()
    rows = named.filter(named >= ROWS_FROM) - ROWS_FROM
    sighted = frames.read(
        "SELECT id, person_id, government, region, roster_row_id FROM people_sighting WHERE roster_row_id = ANY(%s)",
        [rows.to_list()],
    )
    became = dict(zip(sighted["roster_row_id"] + ROWS_FROM, sighted["id"], strict=True))
    sides = (pl.col(side).replace(list(became), list(became.values())).cast(pl.Int64) for side in ("left", "right"))
    known = people.filter(pl.col("id").is_in(named.implode()), pl.col("id") < ROWS_FROM)
    columns = ["id", "person_id", "government", "region"]
    return scored.with_columns(*sides), pl.concat([known.select(columns), sighted.select(columns)])


def standing(programme_id: int) -> set[int]:
    """Pairs (ids) of the programme that still wait for somebody."""
    return set(queries.pairs_waiting(programme_id)["pair_id"])


def compared(people: pl.DataFrame, new: pl.Series | None) -> pl.DataFrame:
    """`linkage.scored` of the pairs above the threshold, left the earlier; with `new` ids only theirs. No database.

    Those who state one NIK are left out, for that is another question.
    """
    prepared = linkage.prepare(people)
    found = candidates.find(prepared, new, own_nik=True)
    return linkage.scored(prepared, found, threshold=linkage.model().threshold)


def unasked(
    scored: pl.DataFrame, people: pl.DataFrame, verdicts: Sequence[becoming.Verdict], waiting: set[int]
) -> pl.DataFrame:
    """Pairs nobody was asked about: left, right (sighting ids, left the earlier), probability, levels (JSON text).

    In: scored pairs, and the people of these pairs (id, person_id). Two people whom clerks decided about, or who
    wait in a pair, are not asked about again.
    """
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

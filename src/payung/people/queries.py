"""Questions about people: who stands behind which sighting now, and which pairs wait for a decision."""

from __future__ import annotations

import polars as pl

from payung.roster import queries as roster_queries
from payung.storage import frames, plans

IN_SCOPE = (
    "{t}.government = current_setting('app.government', true) AND {t}.region >= current_setting('app.low', true)"
    " AND {t}.region < current_setting('app.high', true)"
)
"""The range of the policy, filtered by the query itself: the policy alone misleads the planner."""

PAIRS = (
    "verdicts AS (SELECT DISTINCT ON (pair_id) pair_id, verdict, nik_belongs_to FROM people_pair_decision"
    " ORDER BY pair_id, id DESC),"
    " pairs AS (SELECT p.id, p.programme_id, p.left_id, p.right_id, l.person_id AS left_person,"
    " r.person_id AS right_person,"
    " l.roster_row_id AS left_row, r.roster_row_id AS right_row, coalesce(v.verdict, 'undecided') AS verdict,"
    " coalesce(v.nik_belongs_to, 'left') AS nik_belongs_to"
    " FROM people_pair p JOIN people_sighting l ON l.id = p.left_id JOIN people_sighting r ON r.id = p.right_id"
    " LEFT JOIN verdicts v ON v.pair_id = p.id),"
    " moved AS (SELECT DISTINCT ON (person_id) person_id, becomes FROM ("
    "  SELECT id, right_person AS person_id, left_person AS becomes FROM pairs"
    "   WHERE verdict = 'same' OR (verdict = 'different' AND nik_belongs_to = 'right')"
    "  UNION ALL SELECT id, left_person, right_person FROM pairs"
    "   WHERE verdict = 'different' AND nik_belongs_to = 'right') AS moves ORDER BY person_id, id)"
)
"""CTEs: pairs with their latest verdict, and whose sightings count for whom because of it.

Same: the newcomer's sightings count for the person known before. Different: each keeps his own, and the NIK goes to
the side it belongs to; the other is a person without NIK until the village corrects the row.
"""


BOTH_COUNT = " AND ".join(roster_queries.NOT_WITHDRAWN.format(row=f"pairs.{side}_row") for side in ("left", "right"))
"""True for pairs of which neither side's row was withdrawn."""

PEOPLE = (
    f"WITH {PAIRS}, undecided AS ("  # noqa: S608
    " SELECT unnest(ARRAY[left_person, right_person]) AS person_id FROM pairs WHERE verdict = 'undecided'"
    "  AND NOT EXISTS (SELECT FROM roster_row later WHERE later.supersedes_id = pairs.right_row"
    "                  AND later.file_id = ANY(%(accepted)s))"
    f"  AND {BOTH_COUNT}),"
    " without_nik AS (SELECT right_person AS person_id FROM pairs WHERE verdict = 'different'),"
    " seen AS (SELECT coalesce(m.becomes, s.person_id) AS who, s.* FROM people_sighting s"
    "  LEFT JOIN moved m ON m.person_id = s.person_id"
    f" WHERE s.programme_id = %(programme)s AND {IN_SCOPE.format(t='s')}"
    "  AND NOT EXISTS (SELECT FROM roster_row later WHERE later.supersedes_id = s.roster_row_id"
    "                  AND later.file_id = ANY(%(accepted)s))"
    f"  AND {roster_queries.NOT_WITHDRAWN.format(row='s.roster_row_id')}),"
    " latest AS (SELECT DISTINCT ON (who) * FROM seen ORDER BY who, action_id DESC, roster_row_id)"
    " SELECT l.who AS person_id, CASE WHEN w.person_id IS NULL THEN r.nik END AS nik,"
    " u.person_id IS NOT NULL AS is_undecided, l.id AS sighting_id, l.roster_row_id, l.village, l.name,"
    " l.name_key, l.birth_date, l.birth_place, l.sex, l.address, l.rt, l.rw, l.hamlet, l.phone, l.mother, l.kk,"
    " l.occupation, l.occupation_code, l.income, l.decile::int AS decile, l.disability, l.head_of_family,"
    " l.agency, l.segment, l.is_alive, l.seen_on"
    " FROM latest l JOIN roster_row r ON r.id = l.roster_row_id"
    " LEFT JOIN (SELECT DISTINCT person_id FROM undecided) u ON u.person_id = l.who"
    " LEFT JOIN (SELECT DISTINCT person_id FROM without_nik) w ON w.person_id = l.who"
    " ORDER BY l.roster_row_id"
)


def people(programme_id: int) -> pl.DataFrame:
    """One line per person of a programme as last seen, sorted by roster row.

    person_id, nik (null when decided to be another's), is_undecided, sighting_id, roster_row_id, then the values of
    the sighting. Rows replaced by an accepted later row do not count. Of several rows, the latest receipt's first.
    """
    accepted, rows = roster_queries.accepted_files(programme_id)
    with plans.for_rows(rows):
        return frames.read(PEOPLE, {"programme": programme_id, "accepted": accepted})


def pairs_waiting(programme_id: int) -> pl.DataFrame:
    """Pairs nobody has decided, the evidence side by side: pair_id, left_* and right_* name, birth_date, village."""
    sides = ", ".join(
        f"{side}.{value} AS {name}_{value}"
        for side, name in (("a", "left"), ("b", "right"))
        for value in ("name", "birth_date", "birth_place", "sex", "address", "village", "mother", "phone", "seen_on")
    )
    return frames.read(
        f"WITH {PAIRS} SELECT pairs.id AS pair_id, {sides} FROM pairs"  # noqa: S608
        " JOIN people_sighting a ON a.id = pairs.left_id JOIN people_sighting b ON b.id = pairs.right_id"
        " WHERE pairs.programme_id = %(programme)s AND verdict = 'undecided'"
        "  AND NOT EXISTS (SELECT FROM roster_row later WHERE later.supersedes_id = pairs.right_row"
        f"                  AND later.file_id = ANY(%(accepted)s)) AND {BOTH_COUNT} ORDER BY pairs.id",
        {"programme": programme_id, "accepted": roster_queries.accepted_files(programme_id)[0]},
    )


def niks(person_ids: list[int]) -> pl.DataFrame:
    """person_id and nik of those of these people whom the government in scope has sighted itself."""
    return frames.read("SELECT person_id, nik FROM people_niks(%s) ORDER BY person_id", [person_ids])

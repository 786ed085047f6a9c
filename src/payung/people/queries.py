"""Questions about people: who stands behind which sighting now, and which pairs wait for a decision."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from payung.people import becoming
from payung.roster import queries as roster_queries
from payung.storage import frames, plans

IN_SCOPE = (
    "{t}.government = current_setting('app.government', true) AND {t}.region >= current_setting('app.low', true)"
    " AND {t}.region < current_setting('app.high', true)"
)
"""The range of the policy, filtered by the query itself: the policy alone misleads the planner."""

PAIRS = (
    "verdicts AS (SELECT DISTINCT ON (pair_id) pair_id, id AS decided, verdict, nik_belongs_to, reason"
    " FROM people_pair_decision ORDER BY pair_id, id DESC),"
    " sides AS (SELECT p.id, p.programme_id, p.why, p.probability, p.levels, p.left_id, p.right_id,"
    " l.person_id AS left_person, r.person_id AS right_person, l.roster_row_id AS left_row,"
    " r.roster_row_id AS right_row FROM people_pair p"
    " JOIN people_sighting l ON l.id = p.left_id JOIN people_sighting r ON r.id = p.right_id),"
    " line (first_row, now_row) AS ("
    "  SELECT seen, seen FROM sides, unnest(ARRAY[left_row, right_row]) AS seen WHERE why = 'likely'"
    "  UNION SELECT line.first_row, later.id FROM line JOIN roster_row later ON later.supersedes_id = line.now_row"
    "  WHERE EXISTS (SELECT FROM people_sighting s WHERE s.roster_row_id = later.id)),"
    " heirs AS (SELECT DISTINCT ON (first_row) first_row, now_row, s.person_id FROM line"
    "  JOIN people_sighting s ON s.roster_row_id = now_row ORDER BY first_row, now_row DESC),"
    " pairs AS (SELECT sides.id, programme_id, why, probability, levels, left_id, right_id, left_row, right_row,"
    " coalesce(a.person_id, left_person) AS left_person, coalesce(b.person_id, right_person) AS right_person,"
    " coalesce(a.now_row <> left_row OR b.now_row <> right_row, false) AS is_amended,"
    " coalesce(v.verdict, 'undecided') AS verdict, coalesce(v.nik_belongs_to, 'left') AS nik_belongs_to,"
    " coalesce(v.decided, 0) AS decided, v.reason"
    " FROM sides LEFT JOIN verdicts v ON v.pair_id = sides.id LEFT JOIN heirs a ON a.first_row = left_row"
    " LEFT JOIN heirs b ON b.first_row = right_row)"
)
"""CTEs (WITH RECURSIVE): pairs with their latest verdict. A verdict about two NIKs follows a row that was amended."""

MOVED = "moved AS (SELECT * FROM unnest(%(persons)s::bigint[], %(become)s::bigint[]) AS m(person_id, becomes))"
"""CTE: whose sightings count for whom because of the verdicts; its parameters come from `moves`."""

BOTH_COUNT = " AND ".join(roster_queries.NOT_WITHDRAWN.format(row=f"pairs.{side}_row") for side in ("left", "right"))
"""True for pairs of which neither side's row was withdrawn."""

WAITING = (
    "pairs.verdict = 'undecided' AND pairs.programme_id = %(programme)s AND NOT pairs.is_amended"  # noqa: S608
    " AND NOT EXISTS (SELECT FROM roster_row later WHERE later.supersedes_id = pairs.right_row"
    "                 AND later.file_id = ANY(%(accepted)s))"
    " AND coalesce((SELECT becomes FROM moved WHERE person_id = left_person), left_person)"
    "  <> coalesce((SELECT becomes FROM moved WHERE person_id = right_person), right_person)"
    f" AND {BOTH_COUNT}"
)
"""True for pairs that wait for somebody: not decided, both rows still count and are still two people."""

PEOPLE = (
    f"WITH RECURSIVE {PAIRS}, {MOVED}, undecided AS ("  # noqa: S608
    " SELECT coalesce(m.becomes, side) AS person_id FROM pairs, unnest(ARRAY[left_person, right_person]) AS side"
    f"  LEFT JOIN moved m ON m.person_id = side WHERE {WAITING}),"
    " without_nik AS (SELECT right_person AS person_id FROM pairs WHERE why = 'equal-nik' AND verdict = 'different'),"
    " own_nik AS (SELECT DISTINCT ON (s.person_id) s.person_id, r.nik FROM people_sighting s"
    "  JOIN roster_row r ON r.id = s.roster_row_id WHERE s.person_id = ANY(%(become)s::bigint[])"
    "  ORDER BY s.person_id, s.id DESC),"
    " seen AS (SELECT coalesce(m.becomes, s.person_id) AS who, s.* FROM people_sighting s"
    "  LEFT JOIN moved m ON m.person_id = s.person_id"
    f" WHERE s.programme_id = %(programme)s AND {IN_SCOPE.format(t='s')}"
    "  AND NOT EXISTS (SELECT FROM roster_row later WHERE later.supersedes_id = s.roster_row_id"
    "                  AND later.file_id = ANY(%(accepted)s))"
    f"  AND {roster_queries.NOT_WITHDRAWN.format(row='s.roster_row_id')}),"
    " latest AS (SELECT DISTINCT ON (who) * FROM seen ORDER BY who, action_id DESC, roster_row_id)"
    " SELECT l.who AS person_id, CASE WHEN w.person_id IS NULL THEN coalesce(o.nik, r.nik) END AS nik,"
    " u.person_id IS NOT NULL AS is_undecided, l.id AS sighting_id, l.roster_row_id, l.village, l.name,"
    " l.name_key, l.birth_date, l.birth_place, l.sex, l.address, l.rt, l.rw, l.hamlet, l.phone, l.mother, l.kk,"
    " l.occupation, l.occupation_code, l.income, l.decile::int AS decile, l.disability, l.head_of_family,"
    " l.agency, l.segment, l.is_alive, l.seen_on"
    " FROM latest l JOIN roster_row r ON r.id = l.roster_row_id"
    " LEFT JOIN (SELECT DISTINCT person_id FROM undecided) u ON u.person_id = l.who"
    " LEFT JOIN (SELECT DISTINCT person_id FROM without_nik) w ON w.person_id = l.who"
    " LEFT JOIN own_nik o ON o.person_id = l.who"
    " ORDER BY l.roster_row_id"
)


def verdicts() -> list[becoming.Verdict]:
    """The latest verdict about each pair in scope, of all programmes."""
    found = frames.read(
        f"WITH RECURSIVE {PAIRS} SELECT id, why, left_person, right_person, verdict, nik_belongs_to, decided"  # noqa: S608
        " FROM pairs ORDER BY id"
    )
    return [
        becoming.Verdict(pair, why, left, right, verdict, side == "left", decided)
        for pair, why, left, right, verdict, side, decided in found.iter_rows()
    ]


def moves(said: Iterable[becoming.Verdict] | None = None) -> dict[str, list[int]]:
    """The parameters of `MOVED`: `persons` whose sightings count for whom they `become`."""
    moved = becoming.becomes(verdicts() if said is None else said)
    return {"persons": list(moved), "become": list(moved.values())}


def people(programme_id: int) -> pl.DataFrame:
    """One line per person of a programme as last seen, sorted by roster row.

    person_id, nik (null when decided to be another's), is_undecided, sighting_id, roster_row_id, then the values of
    the sighting. Rows replaced by an accepted later row do not count. Of several rows, the latest receipt's first.
    Two people whom a clerk called one are one line, with the NIK that the clerk called right.
    """
    accepted, rows = roster_queries.accepted_files(programme_id)
    asked = {"programme": programme_id, "accepted": accepted} | moves()
    with plans.for_rows(rows):
        return frames.read(PEOPLE, asked)


SHOWN = (
    *("name", "birth_date", "birth_place", "sex", "address", "rt", "rw", "hamlet", "village", "phone", "mother"),
    *("kk", "occupation", "seen_on", "person_id"),
)
"""What is shown of each side of a pair, beside its NIK and where it came from."""


def pairs(programme_id: int) -> pl.DataFrame:
    """All pairs of a programme, the evidence side by side, in the order in which they were found.

    pair_id, why, probability, levels (JSON text), verdict, nik_belongs_to, reason, is_waiting; of each side
    left_..., right_...: SHOWN, nik, file, sheet and row.
    """
    sides = ", ".join(
        f"{side}.{value} AS {name}_{value}" for side, name in (("a", "left"), ("b", "right")) for value in SHOWN
    )
    origins = ", ".join(
        f"{side}r.nik AS {name}_nik, {side}f.name AS {name}_file, {side}r.sheet AS {name}_sheet,"
        f" {side}r.row::bigint AS {name}_row"
        for side, name in (("a", "left"), ("b", "right"))
    )
    asked = {"programme": programme_id, "accepted": roster_queries.accepted_files(programme_id)[0]} | moves()
    return frames.read(
        f"WITH RECURSIVE {PAIRS}, {MOVED} SELECT pairs.id AS pair_id, pairs.why, pairs.probability,"  # noqa: S608
        " pairs.levels::text AS levels, pairs.verdict, pairs.nik_belongs_to, pairs.reason,"
        f" ({WAITING}) AS is_waiting, {sides}, {origins} FROM pairs"
        " JOIN people_sighting a ON a.id = pairs.left_id JOIN people_sighting b ON b.id = pairs.right_id"
        " JOIN roster_row ar ON ar.id = pairs.left_row JOIN roster_file af ON af.id = ar.file_id"
        " JOIN roster_row br ON br.id = pairs.right_row JOIN roster_file bf ON bf.id = br.file_id"
        " WHERE pairs.programme_id = %(programme)s ORDER BY pairs.id",
        asked,
    )


def pairs_waiting(programme_id: int) -> pl.DataFrame:
    """Those of `pairs` that wait for somebody to decide."""
    return pairs(programme_id).filter("is_waiting")


def named_twice(programme_id: int) -> pl.DataFrame:
    """Rows of people whom a programme's lists name more than once, the row that counts first.

    person_id, counts (Boolean), name, village, file, sheet, row. One NIK agreed in name or birth date, or a clerk
    called two NIKs one person. Sorted by person, then by what counts.
    """
    asked = {"programme": programme_id, "accepted": roster_queries.accepted_files(programme_id)[0]} | moves()
    return frames.read(
        f"WITH {MOVED}, mentions AS (SELECT coalesce(m.becomes, s.person_id) AS who, s.id FROM people_sighting s"  # noqa: S608
        "  LEFT JOIN moved m ON m.person_id = s.person_id"
        f" WHERE s.programme_id = %(programme)s AND {IN_SCOPE.format(t='s')}),"
        " several AS (SELECT who FROM mentions GROUP BY who HAVING count(*) > 1),"
        " counted AS (SELECT who, s.action_id, s.roster_row_id, s.name, s.village,"
        "  count(*) OVER (PARTITION BY who) AS times"
        "  FROM mentions JOIN several USING (who) JOIN people_sighting s USING (id)"
        "  WHERE NOT EXISTS (SELECT FROM roster_row later WHERE later.supersedes_id = s.roster_row_id"
        "                    AND later.file_id = ANY(%(accepted)s))"
        f"  AND {roster_queries.NOT_WITHDRAWN.format(row='s.roster_row_id')})"
        " SELECT who AS person_id, row_number() OVER (PARTITION BY who ORDER BY c.action_id DESC, roster_row_id) = 1"
        " AS counts, c.name, c.village, f.name AS file, r.sheet, r.row::bigint AS row"
        " FROM counted c JOIN roster_row r ON r.id = roster_row_id JOIN roster_file f ON f.id = r.file_id"
        " WHERE times > 1 ORDER BY who, c.action_id DESC, roster_row_id",
        asked,
    )


def niks(person_ids: list[int]) -> pl.DataFrame:
    """person_id and nik of those of these people whom the government in scope has sighted itself."""
    return frames.read("SELECT person_id, nik FROM people_niks(%s) ORDER BY person_id", [person_ids])

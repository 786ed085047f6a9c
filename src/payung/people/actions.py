"""The doors to people: link accepted rows to persons, decide doubtful pairs."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

import polars as pl
from django.db import connection
from django.db.backends.utils import CursorWrapper

from payung.accounts.models import User
from payung.audit.action import action, current_id, note
from payung.kernel.refusal import Refusal
from payung.people import becoming, claims, comparing, linkage, queries
from payung.people.models import Pair, PairDecision
from payung.roster import queries as roster_queries
from payung.storage import frames, plans

VALUES = (
    "name name_key birth_date birth_place sex address rt rw hamlet village phone mother kk occupation "
    "occupation_code income decile disability head_of_family agency segment is_alive seen_on"
)
"""What a sighting takes over from its row."""


class NoSuchPair(Refusal):
    """The pair does not exist in this scope."""


class NotAVerdict(Refusal):
    """The verdict is not one of same, different, undecided, or the side is not left or right."""


class NoReason(Refusal):
    """A verdict needs what was looked at."""


class Contradiction(Refusal):
    """The verdict would make people one who were decided to be different."""


@dataclass(frozen=True)
class LinkResult:
    """How many people this government saw for the first time, how many sightings and doubtful pairs were added.

    pairs: one NIK, people who do not agree. likely_pairs: two NIKs, people who resemble each other.
    """

    new_people: int
    sightings: int
    pairs: int
    likely_pairs: int = 0


@action
def link(*, programme_id: int, by: User, at: datetime) -> LinkResult:
    """Make people and sightings of all accepted rows that have none yet; running it again adds nothing.

    Equal NIK with an equal birth date or an agreeing name is the same person. All else becomes a doubtful pair:
    the newcomer is a person of his own, without NIK, until a clerk decides. Whoever arrived and resembles somebody
    under another NIK becomes a likely pair; both stay who they are until a clerk decides.
    """
    accepted, rows = roster_queries.accepted_files(programme_id)
    with plans.for_rows(rows), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('people.link', %s))", [programme_id])
        cursor.execute("DROP TABLE IF EXISTS people_linking")
        cursor.execute(
            "CREATE TEMPORARY TABLE people_linking ON COMMIT DROP AS"  # noqa: S608
            " SELECT r.id AS row_id, r.nik, NULL::bigint AS person_id FROM roster_row r"
            " WHERE r.programme_id = %(programme)s AND r.file_id = ANY(%(accepted)s) AND NOT r.is_refused"
            " AND NOT EXISTS (SELECT FROM people_sighting s WHERE s.roster_row_id = r.id)"
            f" AND {roster_queries.NOT_WITHDRAWN.format(row='r.id')}"
            " AND NOT EXISTS (SELECT FROM roster_row later WHERE later.supersedes_id = r.id"
            "                 AND later.file_id = ANY(%(accepted)s))",
            {"programme": programme_id, "accepted": accepted},
        )
        cursor.execute("SELECT count(*) FROM people_linking")
        if cursor.fetchone() == (0,):
            return LinkResult(0, 0, 0)
        cursor.execute("ANALYZE people_linking")
        pairs = _settle()
        known, arriving = comparing.before_arrival(programme_id)
        with ThreadPoolExecutor(1) as beside:  # who resembles whom is found while the database writes people down
            comparison = beside.submit(comparing.compared, known, arriving)
            new_people, sightings = _write_down(cursor, at)
            scored = comparison.result()
        for left_row, right_row in pairs:
            cursor.execute(
                "INSERT INTO people_pair (government, region, programme_id, left_id, right_id, why, action_id,"
                " recorded_at) SELECT b.government, b.region, b.programme_id, a.id, b.id, 'equal-nik', %s, %s"
                " FROM people_sighting a, people_sighting b WHERE a.roster_row_id = %s AND b.roster_row_id = %s",
                [current_id(), at, left_row, right_row],
            )
        likely = _ask_about(programme_id, *comparing.as_sighted(scored, known), at)
    return LinkResult(new_people=new_people, sightings=sightings, pairs=len(pairs), likely_pairs=likely)


def _write_down(cursor: CursorWrapper, at: datetime) -> tuple[int, int]:
    """Give every row in `people_linking` its person and its sighting; how many people are new, how many sightings."""
    cursor.execute(
        "UPDATE people_linking l SET person_id = p.person_id"
        " FROM people_identify((SELECT array_agg(nik) FROM people_linking WHERE person_id IS NULL)) p"
        " WHERE l.person_id IS NULL AND p.nik = l.nik"
    )
    cursor.execute(
        "SELECT count(DISTINCT l.person_id) FROM people_linking l WHERE NOT EXISTS (SELECT FROM people_sighting s"  # noqa: S608
        f" WHERE s.person_id = l.person_id AND {queries.IN_SCOPE.format(t='s')})"
    )
    (new_people,) = cursor.fetchone()
    taken = ", ".join(f"r.{name}" for name in VALUES.split())
    cursor.execute(
        f"INSERT INTO people_sighting (government, region, person_id, programme_id, roster_row_id,"  # noqa: S608
        f" action_id, recorded_at, {', '.join(VALUES.split())})"
        f" SELECT r.government, r.region, l.person_id, r.programme_id, r.id, %s, %s, {taken}"
        " FROM people_linking l JOIN roster_row r ON r.id = l.row_id ORDER BY r.id",
        [current_id(), at],
    )
    return new_people, cursor.rowcount


@action
def find_pairs(*, programme_id: int, by: User, at: datetime) -> int:
    """Compare everybody of a programme again, as after a change of the model; give how many new pairs were found."""
    people = comparing.people(programme_id)
    return _ask_about(programme_id, comparing.compared(people, None), people, at)


def _ask_about(programme_id: int, scored: pl.DataFrame, people: pl.DataFrame, at: datetime) -> int:
    """Add a pair for people who resemble each other under two NIKs, unless somebody was asked about them before."""
    if scored.is_empty():
        return 0
    verdicts = queries.verdicts()
    waiting = comparing.standing(programme_id) if verdicts else set()
    pairs = comparing.unasked(scored, people, verdicts, waiting)
    if pairs.is_empty():
        return 0
    kept = pairs.join(people.select(right="id", government="government", region="region"), on="right")
    return frames.insert(
        "people_pair",
        kept.select(
            "government",
            "region",
            "probability",
            "levels",
            programme_id=pl.lit(programme_id),
            left_id="left",
            right_id="right",
            why=pl.lit("likely"),
            model=pl.lit(linkage.sha256()),
            action_id=pl.lit(current_id()),
            recorded_at=pl.lit(at.isoformat()),
        ).sort("left_id", "right_id"),
    )


def _settle() -> list[tuple[int, int]]:
    """Give persons to rows whose NIK others state too; answer the doubtful pairs as (left row, right row)."""
    contested = frames.read(
        f"WITH {queries.MOVED}, known AS (SELECT r.id AS row_id, r.nik, s.name, s.birth_date,"  # noqa: S608
        "  coalesce(m.becomes, s.person_id) AS person_id, EXISTS (SELECT FROM roster_row later"
        "   WHERE later.supersedes_id = r.id AND later.nik IS DISTINCT FROM r.nik) AS is_withdrawn"
        "  FROM people_linking l JOIN roster_row r ON r.nik = l.nik"
        f"   AND {queries.IN_SCOPE.format(t='r')}"
        "  JOIN people_sighting s ON s.roster_row_id = r.id LEFT JOIN moved m ON m.person_id = s.person_id),"
        " several AS (SELECT nik FROM people_linking GROUP BY nik HAVING count(*) > 1"
        "  UNION SELECT nik FROM known)"
        " SELECT DISTINCT row_id, nik, name, birth_date, person_id, is_withdrawn FROM known"
        " UNION ALL SELECT l.row_id, l.nik, r.name, r.birth_date, NULL, false FROM people_linking l"
        "  JOIN roster_row r ON r.id = l.row_id WHERE l.nik IN (SELECT nik FROM several)",
        queries.moves(said for said in queries.verdicts() if said.why == "equal-nik"),
    )
    if contested.is_empty():
        return []
    fates = claims.settle(contested)
    doubtful = [row for row, fate in fates.items() if fate.doubtful_row == row]
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id FROM people_provisional(%s) AS t(person_id)", [len(doubtful)])
        newcomers = dict(zip(doubtful, (person for (person,) in cursor.fetchall()), strict=True))
        owners = {
            row: newcomers[fate.doubtful_row] if fate.doubtful_row is not None else fate.person_id
            for row, fate in fates.items()
            if fate != claims.HOLDER
        }
        cursor.execute(
            "UPDATE people_linking l SET person_id = given.person_id"
            " FROM unnest(%s::bigint[], %s::bigint[]) AS given(row_id, person_id) WHERE given.row_id = l.row_id",
            [list(owners), list(owners.values())],
        )
    return [(left, row) for row in doubtful if (left := fates[row].left) is not None]


@action
def decide_pair(
    *,
    pair_id: int,
    verdict: str,
    reason: str,
    by: User,
    at: datetime,
    nik_belongs_to: str = "left",
) -> PairDecision:
    """Decide that a pair is the `same` person or `different` ones, or make it `undecided` again.

    The latest decision counts; earlier ones stay, so every decision can be taken back. `reason` says what was looked
    at; only `undecided` needs none. The NIK of the `left` (known before) or the `right` side is the right one: of
    one person under two NIKs the one that counts, of two people under one NIK whose it is; the other is then a
    person without NIK until the village corrects the row. Raises NoSuchPair, NotAVerdict, NoReason, Contradiction.
    """
    if verdict not in PairDecision.Verdict.values or nik_belongs_to not in PairDecision.Side.values:
        raise NotAVerdict(
            "Pilih: orang yang sama, orang yang berbeda, atau belum diputuskan; NIK milik kiri atau kanan."
        )
    pair = Pair.objects.filter(id=pair_id).first()
    if pair is None:
        raise NoSuchPair("Pasangan ini tidak ada di wilayah Anda.")
    if verdict != "undecided" and not reason.strip():
        raise NoReason("Tulis apa yang Anda periksa, misalnya: KTP dilihat, atau desa ditelepon.")
    decision = PairDecision.objects.create(
        government=pair.government,
        region=pair.region,
        pair=pair,
        verdict=verdict,
        nik_belongs_to=nik_belongs_to,
        reason=reason,
        action_id=current_id(),
        recorded_at=at,
    )
    note(decision_id=decision.id)
    if (other := becoming.contradicted(queries.verdicts())) is not None:
        raise Contradiction(
            f"Keputusan ini bertentangan dengan pasangan {other}, yang diputuskan dua orang berbeda. "
            f"Periksa lagi pasangan {other}, lalu putuskan keduanya."
        )
    return decision

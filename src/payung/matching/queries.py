"""Questions about the matching round: who was asked, what counts of the answers, who still waits for one."""

from __future__ import annotations

import polars as pl

from payung.people import queries as people_queries
from payung.storage import frames, plans

STANDING = (
    'standing AS (SELECT r.id, r.source, r."on" FROM matching_reply r WHERE r.programme_id = %(programme)s'
    " AND NOT EXISTS (SELECT FROM matching_withdrawal w WHERE w.reply_id = r.id))"
)
"""CTE: replies that nobody withdrew."""


def told(programme_id: int) -> pl.DataFrame:
    """What each source last said about each person, by person and source.

    person_id, sighting_id (the values it was asked about), source, on (Date), verdict, kpj, paid_through (first of
    month), decile (Int64), said_name, reply_id, file, sheet, row. Of one source the newest day counts, of one day
    the reply received last. Answers about two people whom a clerk called one since are answers about that one.
    """
    with plans.for_rows(plans.MANY):
        found = frames.read(
            f"WITH {STANDING} SELECT DISTINCT ON (l.person_id, s.source) l.person_id, l.sighting_id, s.source,"  # noqa: S608
            ' s."on", l.verdict, l.kpj, l.paid_through, l.decile::bigint AS decile, l.said_name, l.reply_id,'
            " l.file, l.sheet, l.row::bigint AS row FROM matching_reply_line l JOIN standing s ON s.id = l.reply_id"
            ' WHERE l.programme_id = %(programme)s ORDER BY l.person_id, s.source, s."on" DESC, l.reply_id DESC',
            {"programme": programme_id},
        )
    moved = people_queries.moves()
    if not moved["persons"]:
        return found
    return (
        found.with_columns(pl.col("person_id").replace(moved["persons"], moved["become"]))
        .sort("on", "reply_id", pl.col("verdict") != "matched")
        .unique(["person_id", "source"], keep="last", maintain_order=True)
        .sort("person_id", "source")
    )


def asked(programme_id: int, receiver: str) -> pl.DataFrame:
    """Who was asked about, of one receiver: person_id, sighting_id, village, nik, kk, sent_id; the latest list first.

    sighting_id holds the values that were sent; nik and kk are those of today. People without NIK cannot be asked
    about.
    """
    lines = frames.read(
        "SELECT DISTINCT ON (a.person_id) a.person_id, a.sighting_id, a.region AS village, a.sent_id"
        " FROM matching_asked a JOIN matching_sent s ON s.id = a.sent_id"
        " WHERE s.programme_id = %s AND s.receiver = %s ORDER BY a.person_id, s.id DESC",
        [programme_id, receiver],
    )
    with plans.for_rows(lines.height):
        cards = frames.read(
            "SELECT id AS sighting_id, kk FROM people_sighting WHERE programme_id = %s AND id = ANY(%s)",
            [programme_id, lines["sighting_id"].to_list()],
        )
    numbers = people_queries.niks(lines["person_id"].to_list())
    return lines.join(numbers, on="person_id", how="left", maintain_order="left").join(
        cards, on="sighting_id", how="left", maintain_order="left"
    )


def lists_sent(programme_id: int) -> pl.DataFrame:
    """Every list that went out, the first first: sent_id, receiver, sent_on, people, list_sha256."""
    return frames.read(
        "SELECT id AS sent_id, receiver, sent_on, people::bigint AS people, list_sha256 FROM matching_sent"
        " WHERE programme_id = %s ORDER BY id",
        [programme_id],
    )


def replies(programme_id: int) -> pl.DataFrame:
    """Every reply received: reply_id, source, on, name, lines, findings, is_withdrawn; the first first."""
    return frames.read(
        'SELECT r.id AS reply_id, r.source, r."on", r.name, r.lines::bigint AS lines, r.findings::bigint AS findings,'
        " w.id IS NOT NULL AS is_withdrawn FROM matching_reply r LEFT JOIN matching_withdrawal w ON w.reply_id = r.id"
        " WHERE r.programme_id = %s ORDER BY r.id",
        [programme_id],
    )


def first_reply_action(programme_id: int) -> int:
    """The action that received the first reply of all; 0 when there is none."""
    found = frames.read(
        "SELECT coalesce(min(action_id), 0)::bigint AS first FROM matching_reply WHERE programme_id = %s",
        [programme_id],
    )
    return int(found["first"][0])


def kpj(programme_id: int) -> pl.DataFrame:
    """Member numbers that the insurer told, one line a person: person_id, kpj, paid_through, source, on."""
    return (
        told(programme_id)
        .filter(pl.col("kpj").is_not_null())
        .sort("on", maintain_order=True)
        .unique("person_id", keep="last", maintain_order=True)
        .select("person_id", "kpj", "paid_through", "source", "on")
    )


def without_answer(programme_id: int, people: pl.DataFrame, source: str) -> pl.DataFrame:
    """person_id of those of `people` (person_id, sighting_id) about whom a source has not answered.

    "Not matched" and "other name" speak of the values asked about: whoever was corrected since then waits again.
    """
    last = told(programme_id).filter(pl.col("source") == source)
    answers = last.select("person_id", "verdict", asked="sighting_id")
    known = people.select("person_id", "sighting_id").join(answers, on="person_id")
    is_mended = pl.col("verdict").is_in(["not-matched", "other-name"]) & (pl.col("asked") != pl.col("sighting_id"))
    answered = known.filter(~is_mended)
    return people.select("person_id").join(answered, on="person_id", how="anti", maintain_order="left")


def gaps(programme_id: int, people: pl.DataFrame, required: list[str]) -> dict[str, int]:
    """How many of these people (person_id, sighting_id) each required source owes an answer; none: it is absent."""
    missing = {source: without_answer(programme_id, people, source).height for source in required}
    return {source: count for source, count in missing.items() if count}


def proofs(programme_id: int) -> pl.DataFrame:
    """Every scan attached to a person of a programme: person_id, kind, sha256, media, size (bytes)."""
    return frames.read(
        "SELECT person_id, kind, sha256, media, size FROM matching_proof WHERE programme_id = %s ORDER BY id",
        [programme_id],
    )

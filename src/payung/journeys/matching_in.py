"""Replies come in: what they say is recorded, and whoever falls out is replaced at once from the waiting list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import polars as pl

from payung.decree import queries as decree_queries
from payung.documents import replacement_list
from payung.eligibility import actions as eligibility
from payung.eligibility import queries as eligibility_queries
from payung.journeys import amending, matching_place, results_folder, wording
from payung.journeys.matching_out import slug
from payung.journeys.matching_place import Place
from payung.matching import actions as matching
from payung.matching import receivers, reply
from payung.programme import queries as programme_queries
from payung.regions import reader
from payung.roster import check, reading
from payung.selection import actions as selection
from payung.selection import queries as selection_queries

PEOPLE = ("nik", "name", "village", "reason")


@dataclass(frozen=True)
class Changes:
    """Who had a seat and has none now, and who has one now: frames of PEOPLE. `is_signed`: a decree is in force."""

    fell_out: pl.DataFrame
    moved_up: pl.DataFrame
    is_signed: bool = False


@dataclass(frozen=True)
class Incoming:
    """A reply taken in, what it changed, and the workbook with the names."""

    receiver: receivers.Receiver
    receipt: matching.Receipt
    changes: Changes
    details: Path


def receive(
    path: Path,
    file: Path,
    *,
    source: str,
    on: date,
    out: Path,
    name: str,
    at: datetime,
    verdict: str | None = None,
    rest: str | None = None,
    lessons: Sequence[str] = (),
    list_id: int | None = None,
) -> Incoming:
    """Take a reply of any shape and pull the programme on to its seats; the options as in `matching.actions.receive`.

    Names go into a workbook below `out`, nowhere else.
    """
    of = receivers.of(source)
    with matching_place.of(path, name=name, at=at) as place:
        results_folder.must_hold_results(out, path.parent / place.document.rosters)
        checked = _read(file, on=on, demo=place.document.demo)
        receipt = matching.receive(
            programme_id=place.programme.pk,
            source=of.key,
            checked=checked,
            original=file,
            name=file.name,
            on=on,
            verdict=verdict,
            rest=rest,
            lessons=lessons,
            sent_id=list_id,
            by=place.by,
            at=at,
        )
        changes = pull(place, at)
        details = out / f"{slug(of.key)}-{on.isoformat()}-hasil-{receipt.reply.pk}.xlsx"
        if not (receipt.is_known and details.exists()):  # what it changed the first time stays to be read
            _write(place, of.short, on, changes, receipt.findings, details)
    return Incoming(of, receipt, changes, details)


def _read(file: Path, *, on: date, demo: bool) -> check.Checked:
    """A reply of any shape; a zip with one file that cannot be read is not taken in part."""
    found = check.check_files(reading.read(file, needs=reading.REFERENCE), on=on, demo=demo)
    broken = next((one for one in found.files if one.error), None)
    if broken or not found.files:
        why = broken.error["message"] if broken and broken.error else "Tidak ada isinya."
        raise matching.NotAReply(f"Balasan {file.name} tidak dapat dibaca. {why}")
    return found


def withdraw(path: Path, reply_id: int, *, reason: str, name: str, at: datetime) -> Changes:
    """Let a mistaken reply count no more, and pull the programme on to its seats."""
    with matching_place.of(path, name=name, at=at) as place:
        matching.withdraw(programme_id=place.programme.pk, reply_id=reply_id, reason=reason, by=place.by, at=at)
        return pull(place, at)


def pull(place: Place, at: datetime) -> Changes:
    """Judge everybody again and give the seats again, wave after wave; what changed among those with a seat."""
    key = place.programme.pk
    fell_out: list[pl.DataFrame] = []
    moved_up: list[pl.DataFrame] = []
    for wave in programme_queries.waves(key):
        before = selection_queries.latest(wave.pk)
        seated = amending.seated(wave)
        assessed = eligibility.assess(programme_id=key, wave_id=wave.pk, own=seated, by=place.by, at=at).candidates
        if before.is_empty() and assessed.is_empty():
            continue
        selection.reserve(programme_id=key, wave_id=wave.pk, candidates=assessed, seated=seated, by=place.by, at=at)
        after = selection_queries.seats(wave.pk)
        had, has = (seats.filter(pl.col("kind").is_in(selection_queries.TAKEN)) for seats in (before, after))
        people = eligibility_queries.explained(key, wave.pk, assessed).select(
            "person_id", "nik", "name", "village", "eligible", why_not="sentence"
        )
        lost = had.select("person_id").join(has, on="person_id", how="anti")
        won = has.select("person_id").join(had, on="person_id", how="anti")
        seat = after.select("person_id", why="sentence")
        reason = pl.when("eligible").then("why").otherwise("why_not").alias("reason")
        for rows, found in ((fell_out, lost), (moved_up, won)):
            rows.append(
                found.join(people, on="person_id").join(seat, on="person_id", how="left").with_columns(reason)
            )
    empty = pl.DataFrame(schema=dict.fromkeys(PEOPLE, pl.String))
    lost, won = (pl.concat([empty, *(row.select(PEOPLE) for row in rows)]) for rows in (fell_out, moved_up))
    return Changes(lost, won, is_signed=decree_queries.in_force(key) is not None)


def _write(place: Place, source: str, on: date, changes: Changes, findings: pl.DataFrame, path: Path) -> None:
    villages = reader.load().villages(place.document.government)
    places = villages.select("district_name", village="code", village_name="name")
    fell_out, moved_up = (
        frame.join(places, on="village", how="left").sort("village", "name")
        for frame in (changes.fell_out, changes.moved_up)
    )
    sentences = pl.col("code").replace_strict(reply.SENTENCES, return_dtype=pl.String)
    rows = findings.with_columns(sentence=sentences, row=pl.col("row").cast(pl.Int64))
    heading = replace(wording.heading(place.document, place.document.demo), as_of=on)
    replacement_list.write(heading, source, fell_out, moved_up, rows.sort("file", "sheet", "row"), path)

"""Every stage pulls what is ready upstream, in order, for one programme; each step can be repeated."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import polars as pl

from payung.accounts.models import User
from payung.decree import actions as decree
from payung.decree import gates
from payung.decree import queries as decree_queries
from payung.decree.models import Decree
from payung.eligibility import actions as eligibility
from payung.funding import actions as funding
from payung.journeys import amending
from payung.people import actions as people
from payung.programme import actions as programmes
from payung.programme import queries as programme_queries
from payung.programme.document import Document
from payung.programme.models import Programme
from payung.roster import actions as roster
from payung.roster import queries as roster_queries
from payung.roster.check import Checked
from payung.selection import actions as selection

Stage = Callable[[str, str], AbstractContextManager[object]]
"""Opens a stage of the work by its key and its words; what it does inside is timed and shown."""


@dataclass(frozen=True)
class Incoming:
    """What came from outside for one programme, read and checked."""

    document: Document
    rosters: Checked
    originals: Mapping[str, Path]
    references: Mapping[str, Checked]
    quota_table: pl.DataFrame | None
    group_quotas: Mapping[str, pl.DataFrame] = field(default_factory=dict)
    continued: Collection[int] = ()
    """Person ids of those who go on from an earlier programme."""


@dataclass(frozen=True)
class DrawEvents:
    """Audit events by which the seed of the draw was frozen and the first roster was received."""

    frozen: int | None
    received: int | None


@dataclass(frozen=True)
class Advanced:
    """What became of it."""

    programme: Programme
    receipt: roster.Receipt
    linked: people.LinkResult
    withdrawn: int
    decree: Decree | None
    decree_waits: str | None
    """Why there is no draft although people have seats: a sentence, or None."""
    draw: DrawEvents
    candidates: Mapping[int, pl.DataFrame]
    """By wave: everybody assessed, with what the law said of them."""


def advance(incoming: Incoming, stage: Stage, *, by: User, at: datetime) -> Advanced:
    """Take everything from receipt to draft decree. A programme for which nobody can be selected has no decree."""
    document = incoming.document
    with stage("plan", "Mencatat program, dana, dan kuota"):
        programme = programmes.open_programme(document=document, by=by, at=at)
        key = programme.pk
        funding.plan_funding(programme_id=key, by=by, at=at)
        selection.set_quota(
            programme_id=key, table=incoming.quota_table, group_tables=incoming.group_quotas, by=by, at=at
        )
        if not programme.draw_frozen_at:  # before the first roster is received, or the draw could be chosen by it
            programmes.freeze_draw(programme_id=key, by=by, at=at)
    with stage("receive", "Mencatat daftar yang diterima"):
        is_first = not roster_queries.knows_rows(key)
        receipt = roster.receive(
            programme_id=key, checked=incoming.rosters, originals=incoming.originals, by=by, at=at
        )
        if any(not file.is_known for file in receipt.files):
            roster.accept(programme_id=key, by=by, at=at)
        withdrawn = 0
        if not is_first:
            withdrawn = roster.withdraw_absent(programme_id=key, checked=incoming.rosters, by=by, at=at)
        for kind, rows in incoming.references.items():
            given = document.references[kind]  # type: ignore[index]
            eligibility.take_reference(
                programme_id=key,
                kind=kind,
                rows=rows,
                source=given.source,
                on=given.on,
                name=Path(given.file).name,
                by=by,
                at=at,
            )
        named = {(str(kind), given.source, given.on) for kind, given in document.references.items()}
        eligibility.withdraw_references(programme_id=key, named=named, by=by, at=at)
    with stage("link", "Mengenali orang"):
        linked = people.link(programme_id=key, by=by, at=at)
    with stage("assess", "Menilai syarat"):
        candidates = {
            wave.pk: eligibility.assess(
                programme_id=key, wave_id=wave.pk, own=amending.seated(wave), by=by, at=at
            ).candidates
            for wave in programme_queries.waves(key)
        }
    with stage("reserve", "Membagi kursi"):
        for wave in programme_queries.waves(key):
            selection.reserve(
                programme_id=key,
                wave_id=wave.pk,
                candidates=candidates[wave.pk],
                seated=amending.seated(wave),
                continued=incoming.continued,
                by=by,
                at=at,
            )
    with stage("decree", "Membekukan daftar"):
        assessed = pl.concat(candidates.values()).unique("person_id")
        waits = None
        try:
            drafted = amending.draft(programme, people=assessed, by=by, at=at)
        except (gates.MatchingIncomplete, gates.AboveCeiling, decree.NobodyLeft) as refused:
            drafted, waits = decree_queries.in_force(key), str(refused)
    draw = DrawEvents(programme_queries.draw_frozen_by(key), roster_queries.first_received_by(key))
    return Advanced(programme, receipt, linked, withdrawn, drafted, waits, draw, candidates)

"""Amend a signed decree: who leaves is released, who is next moves in, the draft and its papers are written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import polars as pl
from django.db import transaction

from payung.accounts import actions as accounts
from payung.accounts import scope
from payung.accounts.models import Government, User
from payung.decree import actions as decree
from payung.decree import changes, queries
from payung.decree.models import Decree
from payung.documents import lists
from payung.journeys import (
    amended,
    amending,
    counting,
    leaving,
    listing,
    papers,
    printing,
    renewal,
    results_folder,
    wording,
)
from payung.journeys.leaving import Leaving
from payung.journeys.listing import Lists
from payung.kernel import rupiah
from payung.kernel.refusal import Refusal
from payung.people import queries as people
from payung.programme import groups, local_day
from payung.programme import queries as programmes
from payung.programme.document import Document
from payung.programme.models import Programme
from payung.roster import columns, findings
from payung.roster.check import Checked
from payung.selection import actions as selection
from payung.selection import queries as seats

MOST_NAMED = 5


class NotOnTheList(Refusal):
    """The file names somebody whom the decree in force does not."""


@dataclass(frozen=True)
class Result:
    """The draft, what is to be said of it, and the papers that were written."""

    decree: Decree
    said: list[str]
    papers: list[printing.Paper]


def run(
    government: str, code: str, *, leaves: Path | None, effective: date | None, out: Path, name: str, at: datetime
) -> Result:
    """Release who leaves by the file `leaves`, fill the seats, draft the amendment and write its papers below `out`.

    `effective` is the first month of the change, else `amending.first_month`. Raises amending.ImpossibleMonth and
    decree.actions.NothingSigned, NothingChanges (after letting a needless draft be) and NotOnTheList; then
    nobody was released.
    """
    results_folder.must_hold_results(out)
    named = leaving.read(leaves) if leaves else []
    needless = None
    with transaction.atomic(), scope.within(government):
        programme = programmes.by_code(government, code)
        assert programme is not None
        by = accounts.operator(name=name, government=Government.objects.get(code=government), by=None, at=at)
        standing = queries.in_force(programme.pk)
        if standing is not None:
            effective = amending.first_month(programme, standing, effective, at)
            _release(programme, named, leaves, by=by, at=at)
            continuing = renewal.of(programme.read())
            for wave in programmes.waves(programme.pk):
                selection.reserve(
                    programme_id=programme.pk,
                    wave_id=wave.pk,
                    seated=amending.seated(wave),
                    continued=continuing.person_ids if continuing else (),
                    by=by,
                    at=at,
                )
        starts = effective or local_day.of(government, at).replace(day=1)
        try:
            drafted = decree.amend(programme_id=programme.pk, effective=starts, by=by, at=at)
        except decree.NothingChanges as nothing:
            needless = nothing
            if (draft := queries.open_draft(programme.pk)) is not None:
                decree.abandon(decree_id=draft.pk, by=by, at=at)
        else:
            drawn = listing.of(programme)
            change = amended.of(programme, drafted, drawn)
            counted = counting.of(programme, _nothing_sent(starts), drawn, drafted)
            said = [*amending.told(drafted), *_unfilled(change, drawn, programme.read())]
    if needless is not None:
        raise needless
    assert change is not None
    document = programme.read()
    heading = wording.heading(document, document.demo, drafted.list_sha256)
    written = [
        *papers.of_amendment(document, counted, change, drawn, heading, out, demo=document.demo),
        printing.Paper(out / "terpilih.xlsx", "Seluruh daftar setelah perubahan", lists.write_selected,
                       (heading, change.whole, out / "terpilih.xlsx")),
        printing.Paper(out / "cadangan.xlsx", "Yang menunggu, menurut urutan", lists.write_waiting,
                       (heading, drawn.waiting, out / "cadangan.xlsx")),
    ]  # fmt: skip
    for paper in written:
        paper.write()
    return Result(drafted, said, written)


def _unfilled(change: amended.Amendment | None, drawn: Lists, document: Document) -> list[str]:
    """Why seats of those who go are not all taken, where they are villages' seats and others wait."""
    if change is None or any(terms.quota.by != "village" for terms in groups.of(document)):
        return []
    left = change.changed.removed.filter(pl.col("reason") != changes.REASONS["corrected"])
    comes = change.changed.added.filter(pl.col("reason") == changes.REASONS["replacement"])
    waiting = drawn.waiting["village"]
    open_seats = (
        left.group_by("village", "village_name", maintain_order=True)
        .len("gone")
        .join(comes.group_by("village").len("come"), on="village", how="left")
        .with_columns(empty=pl.col("gone").cast(pl.Int64) - pl.col("come").fill_null(0).cast(pl.Int64))
        .filter(pl.col("empty") > 0, ~pl.col("village").is_in(waiting.implode()))
    )
    if open_seats.is_empty():
        return []
    names = open_seats["village_name"].to_list()
    shown = ", ".join(names[:MOST_NAMED])
    more = f" dan {rupiah.number(len(names) - MOST_NAMED)} lainnya" if len(names) > MOST_NAMED else ""
    many = rupiah.number(int(open_seats["empty"].sum()))
    others = drawn.waiting["person_id"].n_unique()
    moves = all(terms.quota.leftover == "move" for terms in groups.of(document))
    rule = (
        "Kursi berpindah ke desa lain (leftover: move) sejauh masih ada orang yang menunggu dan pagunya cukup."
        if moves
        else f"{rupiah.number(others) if others else 'Tidak ada'} orang di desa lain yang menunggu"
        + ("; kursi tidak berpindah antar desa (leftover: stay)." if others else ".")
    )
    return [f"{many} kursi tidak diganti dari desanya: cadangan {shown}{more} kosong. {rule}"]


def _release(programme: Programme, named: list[Leaving], path: Path | None, *, by: User, at: datetime) -> None:
    known = dict(people.people(programme.pk).select("nik", "person_id").drop_nulls().iter_rows())
    standing = queries.in_force(programme.pk)
    assert standing is not None
    known |= dict(queries.entries(standing.pk).select("nik", "person_id").iter_rows())
    unknown = [str(one.row) for one in named if one.nik not in known]
    if unknown:
        raise NotOnTheList(
            f"Berkas {path.name if path else ''} baris {', '.join(unknown[: leaving.MOST_NAMED])}: NIK itu tidak ada "
            "dalam program ini. Periksa NIK-nya; belum ada yang dicatat."
        )
    for wave in programmes.waves(programme.pk):
        latest = {row["person_id"]: row for row in seats.latest(wave.pk).iter_rows(named=True)}
        for one in named:
            seat = latest.get(known[one.nik])
            if seat is None:
                continue
            is_out = seat["kind"] == "released"
            if one.reason == leaving.PUT_BACK and is_out:
                selection.put_back(seat_id=seat["seat_id"], by=by, at=at)
            elif one.reason != leaving.PUT_BACK and not is_out:
                selection.release_seat(seat_id=seat["seat_id"], reason=one.reason, by=by, at=at)


def _nothing_sent(on: date) -> Checked:
    return Checked([], pl.DataFrame(schema=columns.ROWS), pl.DataFrame(schema=findings.SCHEMA), on)

"""The doors by which rosters enter: receive a checked file, accept its rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from django.db import connection

from payung.accounts.models import User
from payung.audit.action import action, current_id, note
from payung.kernel.refusal import Refusal
from payung.programme import actions as programme_actions
from payung.programme import local_day
from payung.programme.models import Programme
from payung.roster import arriving, comparing, queries
from payung.roster.models import Acceptance, RosterFile
from payung.storage import files, frames

if TYPE_CHECKING:
    from payung.roster.check import Checked

TAKEN_OVER = "taken-over"


class NothingToAccept(Refusal):
    """There is no received row that waits to be accepted."""


@dataclass(frozen=True)
class FileReceipt:
    """What became of one file: counts of person rows, `gone` of the sender's earlier rows that no longer appear."""

    name: str
    file_id: int | None
    rows: int
    refused: int
    new: int
    changed: int
    same: int
    gone: int

    @property
    def is_known(self) -> bool:
        """The file brought nothing that was not received before, so nothing was created."""
        return self.file_id is None

    def sentence(self) -> str:
        """The receipt in words."""
        if self.is_known:
            return f"{self.name}: sudah pernah diterima, {self.rows} baris sama; tidak ada yang dicatat lagi."
        said = [
            f"{count} {word}"
            for count, word in ((self.new, "baru"), (self.changed, "berubah"), (self.same, "sama"))
            if count
        ]
        text = f"{self.name}: {', '.join(said) or 'tidak ada baris'}"
        if self.refused:
            text += f"; {self.refused} belum dapat diambil karena datanya perlu diperbaiki"
        if self.gone:
            text += f"; {self.gone} baris dari berkas sebelumnya tidak ada lagi dan tetap tercatat"
        return text + "."


@dataclass(frozen=True)
class Receipt:
    """What became of all files of one receipt."""

    files: list[FileReceipt]

    @property
    def new(self) -> int:
        """Rows seen for the first time."""
        return sum(file.new for file in self.files)

    @property
    def changed(self) -> int:
        """Rows that replace an earlier row."""
        return sum(file.changed for file in self.files)

    @property
    def same(self) -> int:
        """Rows received before word for word."""
        return sum(file.same for file in self.files)


@action
def receive(
    *,
    programme_id: int,
    checked: Checked,
    by: User,
    at: datetime,
    originals: Mapping[str, Path | bytes] | None = None,
) -> Receipt:
    """Record checked files: rows word for word, cleaned values and findings. The same file again records nothing.

    Rows with data errors, and rows whose village is unknown or outside the government, are kept as refused.
    A row that replaces an earlier one names it; the earlier one stays. `originals` are the files as sent (path or
    bytes by name), kept by their hash.
    """
    programme = Programme.objects.get(id=programme_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('roster.receive', %s))", [programme_id])
    for original in (originals or {}).values():
        files.put(original)

    rows = arriving.rows(checked, government=programme.government)
    known = queries.current_rows(programme_id, rows["region"].unique().to_list())
    judged = rows.join(comparing.compare(rows, known), on="key")
    received_on = local_day.of(programme.government, at)

    known_hashes = set(RosterFile.objects.filter(programme_id=programme_id).values_list("sha256", flat=True))
    counted = arriving.count_by_file(judged, known)
    receipts: list[FileReceipt] = []
    file_ids: dict[int, int] = {}
    taken: set[str] = set()
    for number, file in enumerate(checked.files):
        count, source = counted.get(number), file.source
        if count is None:
            continue
        brings_nothing = count.new + count.changed == 0 and source.sha256 in known_hashes
        if brings_nothing or source.sha256 in taken:
            count = replace(count, new=0, changed=0, same=count.rows)
            receipts.append(FileReceipt(source.name, None, **count.as_dict()))
            continue
        stored = RosterFile.objects.create(
            government=programme.government,
            region=count.region or programme.government,
            programme=programme,
            name=source.name,
            sha256=source.sha256,
            format=source.format,
            rows=count.rows,
            rows_with_errors=count.refused,
            new=count.new,
            changed=count.changed,
            same=count.same,
            notices=[*file.notices, *(remark for sheet in file.sheets for remark in sheet.notices)],
            received_on=received_on,
            action_id=current_id(),
            recorded_at=at,
        )
        taken.add(source.sha256)
        file_ids[number] = stored.id
        receipts.append(FileReceipt(source.name, stored.id, **count.as_dict()))
    note(roster_file_ids=list(file_ids.values()))

    fresh = judged.filter(pl.col("state") != "same", pl.col("file").is_in(list(file_ids)))
    ids = frames.reserve_ids("roster_row", fresh.height)
    fresh = fresh.with_columns(
        pl.Series("id", ids, dtype=pl.Int64),
        pl.col("file").replace_strict(file_ids, return_dtype=pl.Int64, default=None).alias("file_id"),
    )
    facts = {
        "government": pl.lit(programme.government),
        "action_id": pl.lit(current_id(), pl.Int64),
        "recorded_at": pl.lit(at.isoformat()),
    }
    frames.insert(
        "roster_row",
        arriving.row_facts(checked, fresh).with_columns(
            programme_id=pl.lit(programme_id), seen_on=pl.lit(received_on), **facts
        ),
    )
    frames.insert(
        "roster_finding",
        arriving.finding_facts(checked, fresh).with_columns(
            government=facts["government"], action_id=facts["action_id"]
        ),
    )
    return Receipt(receipts)


@action
def withdraw_absent(*, programme_id: int, checked: Checked, by: User, at: datetime) -> int:
    """Let rows count no more that `checked`, all that is sent now, does not hold; returns how many.

    Call it after `receive` when the files at hand are everything (a folder), never for one sender's file alone.
    What a sender gave before stays while his file is there and cannot be read, and so do the members of a running
    programme that was taken over (a file of format TAKEN_OVER): they never lay in the folder.
    The rows stay in the history; a row that comes back is received anew.
    """
    programme = Programme.objects.get(id=programme_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('roster.receive', %s))", [programme_id])
    known = queries.current_rows(programme_id)
    held = comparing.compare(arriving.rows(checked, government=programme.government), known)
    unreadable = [comparing.sender(file.source.name) for file in checked.files if file.error]
    absent = known.filter(
        ~pl.col("id").is_in(held["known_id"].drop_nulls().implode()),
        ~pl.col("sender").is_in(unreadable),
        pl.col("format") != TAKEN_OVER,
    )
    return frames.insert(
        "roster_withdrawal",
        absent.select(
            "region",
            row_id="id",
            government=pl.lit(programme.government),
            programme_id=pl.lit(programme_id),
            action_id=pl.lit(current_id()),
            recorded_at=pl.lit(at.isoformat()),
        ),
    )


@action
def accept(*, programme_id: int, by: User, at: datetime, file_ids: list[int] | None = None) -> Acceptance:
    """Accept all rows without data errors of the files (of all files that wait, when none are named).

    With the first acceptance the seed of the draw is frozen: nobody chooses it knowing who is on the lists.
    Raises NothingToAccept when every received file was accepted before.
    """
    programme = Programme.objects.get(id=programme_id)
    waiting = queries.files_waiting_for_acceptance(programme_id)
    chosen = [file for file in waiting if file_ids is None or file.id in file_ids]
    if not chosen:
        raise NothingToAccept("Tidak ada daftar yang menunggu diterima.")
    programme_actions.freeze_draw(programme_id=programme_id, by=by, at=at)
    acceptance = Acceptance.objects.create(
        government=programme.government,
        region=programme.government,
        programme=programme,
        file_ids=[file.id for file in chosen],
        rows=sum(file.rows - file.rows_with_errors for file in chosen),
        rows_refused=sum(file.rows_with_errors for file in chosen),
        action_id=current_id(),
        recorded_at=at,
    )
    note(acceptance_id=acceptance.id)
    return acceptance

"""The main job: from programme.yaml and a folder of rosters to lists, draft decree, insurer's file and budget."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from django.db import transaction

from payung.accounts import actions as accounts
from payung.accounts import checks as names
from payung.accounts import scope
from payung.audit import actions as audit
from payung.journeys import (
    amended,
    amending,
    cautions,
    continuity,
    counting,
    intake,
    listing,
    named_twice,
    opening,
    printing,
    programme_file,
    published,
    recap,
    renewal,
    results_folder,
    stages,
)
from payung.journeys.figures import Figures
from payung.programme import local_day
from payung.programme.document import Document, Quota
from payung.roster.check import Checked
from payung.selection import quota_file

if TYPE_CHECKING:
    from payung.documents.published import Comparison

TRIAL = "Ini percobaan dengan pagu lain: tidak ada yang dicatat, dan daftar ini bukan daftar yang ditetapkan."


class Meter(Protocol):
    """Shows and times the stages of the work."""

    seconds: dict[str, float]

    def stage(self, key: str, label: str, total: int | None = None) -> AbstractContextManager[Callable[[int], None]]:
        """Open a stage; the value hears of progress."""


@dataclass(frozen=True)
class Result:
    """What a run gave: figures, papers written, remarks for the officer."""

    document: Document
    figures: Figures
    out: Path
    papers: list[printing.Paper]
    receipts: list[str]
    warnings: list[str]
    published: list[Comparison]
    published_remarks: list[str]


def run(
    path: Path,
    *,
    out: Path,
    name: str,
    at: datetime,
    meter: Meter,
    ceiling: int | None = None,
    documents: bool = True,
) -> Result:
    """Run a programme file from its rosters folder to everything the office needs, written below `out`.

    `name` is who answers for it in the audit trail; `ceiling` tries another one on the only funding
    line (rupiah): papers are written, nothing is recorded.
    Without `documents` only the database and summary.json are written. The database must be running. Raises
    Refusal for whatever a person must mend first; then nothing was written.
    """
    with meter.stage("programme", "Membaca berkas program"):
        file = programme_file.read(path, ceiling=ceiling)
        document = file.document
        table = _quota_table(file, document.quota)
        tables = {group.name: _quota_table(file, group.quota) for group in document.groups if group.quota}
        results_folder.must_hold_results(out, file.beside(document.rosters))
        if ceiling is not None:
            results_folder.must_not_hold_a_real_run(out, TRIAL)
    name = names.signable(name)
    is_demo = document.demo or os.environ.get("PAYUNG_DEMO") == "1"
    with scope.within(document.government):
        continuing = renewal.of(document)
    taken = _read(file, is_demo, meter, continuing)
    references: dict[str, Checked] = {
        kind: intake.reference(file.beside(given.file), on=given.on, demo=is_demo)
        for kind, given in document.references.items()
    }
    goes_on = continuing.person_ids if continuing else ()
    incoming = stages.Incoming(document, taken.checked, taken.paths, references, table, tables, goes_on)
    government = opening.government(document.government, at=at)
    with scope.within(document.government):  # at once for all to see: a second run must not wait for this one's end
        by = accounts.operator(name=name, government=government, by=None, at=at)
    with transaction.atomic():
        with scope.within(document.government):
            advanced = stages.advance(incoming, meter.stage, by=by, at=at)
            with meter.stage("lists", "Menyusun daftar dan angka"):
                drawn = listing.of(advanced.programme, advanced.candidates)
                counted = counting.of(advanced.programme, taken.checked, drawn, advanced.decree)
                changed = amending.told(advanced.decree)
                doubts = named_twice.of(advanced.programme.pk)
                change = amended.of(advanced.programme, advanced.decree, drawn)
                listed = change.whole if change else drawn.selected
                gone_on = continuity.of(advanced.programme, continuing, drawn, listed) if continuing else None
        # A trial with another ceiling shows what would be, and leaves nothing behind.
        transaction.set_rollback(ceiling is not None)
    audit.seal(government=document.government, by=by, at=at)
    written: list[printing.Paper] = []
    if documents:
        from payung.journeys import papers  # whoever wants figures only does not wait for typst, pypdf and openpyxl

        written = papers.of_programme(document, counted, drawn, advanced.draw, out, demo=is_demo, change=change)
        if gone_on is not None:
            written.append(papers.of_continuity(document, counted, gone_on, out, demo=is_demo))
        written += papers.of_doubts(document, doubts, out, demo=is_demo)
        returned = papers.of_rosters(taken, out, demo=is_demo, checked_on=local_day.of(document.government, at))
        everything = [*written, *returned]
        with meter.stage("documents", "Menulis dokumen", len(everything)) as done:
            printing.write(everything, done)
        kept = papers.of_first_decree(out) if change else []
        results_folder.clear_stale(out, (*(paper.path for paper in everything), *kept))
    trial = [] if ceiling is None else [TRIAL]
    waits = [advanced.decree_waits] if advanced.decree_waits else []
    known = [*file.warnings, *cautions.of(counted), *recap.outside(document, counted)]
    if continuing is not None and gone_on is not None:
        changed = [*changed, *([continuing.remark] if continuing.remark else []), gone_on.sentence()]
    warnings = [*trial, *waits, *_unusable(taken), *_withdrawn(advanced.withdrawn), *changed, *known]
    warnings += doubts.warnings()
    compared = published.compare(document, counted)
    _write_summary(out, counted, meter.seconds, warnings, compared)
    receipts = [receipt.sentence() for receipt in advanced.receipt.files]
    return Result(document, counted, out, written, receipts, warnings, compared, published.remarks(document, counted))


def _read(
    file: programme_file.ProgrammeFile, is_demo: bool, meter: Meter, continuing: renewal.Continuing | None
) -> intake.Intake:
    document = file.document
    folder = file.beside(document.rosters)
    with meter.stage("read", "Membaca dan memeriksa daftar", _files(folder, continuing)) as advance:
        return intake.rosters(
            folder,
            region=document.government,
            on=min(wave.start for wave in document.waves),
            demo=is_demo,
            min_age=document.criteria.min_age,
            read=advance,
            checking=lambda _: None,
            beside=continuing.beside if continuing else None,
        )


def _files(folder: Path, continuing: renewal.Continuing | None) -> int:
    return len(intake.files_in(folder, may_be_empty=continuing is not None))


def _quota_table(file: programme_file.ProgrammeFile, quota: Quota):  # type: ignore[no-untyped-def]
    if not quota.file:
        return None
    return quota_file.of(quota, file.beside(quota.file), file.document.government)


def _unusable(taken: intake.Intake) -> list[str]:
    return [f"{file.source.name}: {file.error['message']}" for file in taken.checked.files if file.error]


def _withdrawn(rows: int) -> list[str]:
    if not rows:
        return []
    return [f"{rows} baris yang pernah diterima tidak ada lagi dalam map daftar, jadi tidak ikut dihitung lagi."]


def _write_summary(
    out: Path, counted: Figures, seconds: dict[str, float], warnings: list[str], compared: list[Comparison]
) -> None:
    out.mkdir(parents=True, exist_ok=True)
    content = counted.as_json(dict(seconds), warnings) | {"published": [asdict(each) for each in compared]}
    text = json.dumps(content, ensure_ascii=False, indent=2)
    (out / "summary.json").write_text(text + "\n", encoding="utf-8")

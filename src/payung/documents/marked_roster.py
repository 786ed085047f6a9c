"""The sender's roster returned with findings: same rows, same cells, marks beside them and a summary sheet."""

import functools
import io
import multiprocessing
import zipfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import polars as pl

from payung.documents import marked_copy, marked_plain, marks

LOOK_KEPT_UP_TO = 5000  # person rows; larger workbooks come back without the sender's look
WORTH_WORKERS = 16  # fewer rosters are written sooner without starting processes
LARGEST_SHEET = 25_000_000  # bytes of XML; a sheet formatted to its last row is not worth loading whole


class FileChecked(Protocol):
    """What it needs of a file that was checked; `notices` are remarks on the whole file."""

    @property
    def source(self) -> Any: ...


def write(
    source: Path | bytes,
    checked_file: FileChecked,
    findings: pl.DataFrame,
    path: Path,
    *,
    demo: bool = False,
    checked_on: date | None = None,
) -> Path | None:
    """Write the marked copy of one roster; None when the file had no sheet that could be used.

    `source` is the file as it arrived (or its bytes, or the zip it came in); `findings` are those of this file:
    sheet, row, cell, severity, kind, message, suggestion, and problem and mend where they exist. An xlsx of up to
    5,000 person rows keeps the sender's look, with formulas as their values; everything else comes back plain.
    """
    return _written(_prepared(Job(source, checked_file, findings, path)), demo, checked_on)


@dataclass(frozen=True)
class Job:
    """One roster to be returned, as for `write`."""

    source: Path | bytes
    checked_file: FileChecked
    findings: pl.DataFrame
    path: Path


def write_many(
    jobs: Sequence[Job],
    *,
    demo: bool = False,
    checked_on: date | None = None,
    workers: int = 2,
    progress: Callable[[int], object] | None = None,
) -> list[Path]:
    """Write many marked copies, on `workers` processes when there are enough of them; give what was written.

    `progress` is told 1 for each finished roster. The files are the same as `write` makes.
    """
    parts = map(_prepared, jobs)
    finish = functools.partial(_written, demo=demo, checked_on=checked_on)
    found = []
    with ExitStack() as stack:
        done: Iterable[Path | None] = map(finish, parts)
        if workers > 1 and len(jobs) >= WORTH_WORKERS:
            start = multiprocessing.get_context("spawn")
            pool = stack.enter_context(ProcessPoolExecutor(workers, mp_context=start))
            done = pool.map(finish, parts, chunksize=8)
        for path in done:
            if progress is not None:
                progress(1)
            if path is not None:
                found.append(path)
    return found


@dataclass(frozen=True)
class _Prepared:
    """What another process needs to write one copy."""

    content: bytes
    name: str
    sheets: list[marks.Outline]
    found: dict[int, marks.SheetMarks]
    remarks: list[str]
    path: Path
    keeps_look: bool


def _prepared(job: Job) -> _Prepared:
    read = job.checked_file.source
    content = _content(job.source, read.name) if read.sheets else b""
    keeps = bool(read.sheets) and _keeps_look(content, read.sheets)
    return _Prepared(
        content=content,
        name=read.name,
        sheets=[marks.outline(sheet, with_cells=not keeps) for sheet in read.sheets],
        found=marks.by_sheet(job.findings),
        remarks=_remarks(job.checked_file),
        path=job.path,
        keeps_look=keeps,
    )


def _written(job: _Prepared, demo: bool, checked_on: date | None) -> Path | None:
    if not job.sheets:
        return None
    job.path.parent.mkdir(parents=True, exist_ok=True)
    copy = marked_copy if job.keeps_look else marked_plain
    copy.write(job.content, job.name, job.sheets, job.found, job.remarks, job.path, demo=demo, checked_on=checked_on)
    return job.path


def _content(source: Path | bytes, name: str) -> bytes:
    """The bytes of the file itself; a member is taken out of its zip by name."""
    content = source if isinstance(source, bytes) else source.read_bytes()
    if "/" not in name:
        return content
    member = name.split("/", 1)[1]
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            return packed.read(member) if member in packed.namelist() else content
    except zipfile.BadZipFile:
        return content


def _keeps_look(content: bytes, sheets: list[Any]) -> bool:
    if sum(sheet.cells.height for sheet in sheets) > LOOK_KEPT_UP_TO:
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            sizes = {entry.filename: entry.file_size for entry in packed.infolist()}
    except zipfile.BadZipFile:
        return False
    return "xl/workbook.xml" in sizes and max(sizes.values()) < LARGEST_SHEET


def _remarks(checked_file: Any) -> list[str]:
    """The remarks on the file and on its sheets, as sentences."""
    notices = list(getattr(checked_file, "notices", []))
    for sheet in getattr(checked_file, "sheets", []):
        notices += list(getattr(sheet, "notices", []))
    return [notice["message"] for notice in notices if isinstance(notice, dict) and notice.get("message")]

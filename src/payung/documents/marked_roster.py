"""The sender's roster returned with findings: same rows, same cells, marks beside them and a summary sheet."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import polars as pl

from payung.documents import marked_copy, marked_patch, marked_plain, marks

LOOK_KEPT_UP_TO = 5000  # person rows; larger workbooks come back without the sender's look
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
    read = checked_file.source
    if not read.sheets:
        return None
    content = _content(source, read.name)
    keeps_look = _keeps_look(content, read.sheets)
    sheets = [marks.outline(sheet, with_cells=not keeps_look) for sheet in read.sheets]
    found, remarks = marks.by_sheet(findings), _remarks(checked_file)
    path.parent.mkdir(parents=True, exist_ok=True)
    arguments = (content, read.name, sheets, found, remarks, path)
    if keeps_look and marked_patch.write(*arguments, demo=demo, checked_on=checked_on):
        return path
    copy = marked_copy if keeps_look else marked_plain
    copy.write(*arguments, demo=demo, checked_on=checked_on)
    return path


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

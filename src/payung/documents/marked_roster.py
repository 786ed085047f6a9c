"""The sender's roster returned with findings: same rows, same cells, marks beside them and a summary sheet."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import polars as pl

from payung.documents import marked_copy, marked_patch, marked_plain, marks

LOOK_KEPT_UP_TO = 50_000  # person rows; larger workbooks come back without the sender's look
OPENED_UP_TO = 5000  # person rows of a workbook that must be opened and saved for it
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
    50,000 person rows keeps the sender's look (5,000 when it has pictures or remarks), with formulas as their
    values; everything else comes back plain.
    """
    read = checked_file.source
    if not read.sheets:
        return None
    content = _content(source, read.name)
    people = sum(sheet.cells.height for sheet in read.sheets)
    keeps_look = people <= LOOK_KEPT_UP_TO and _can_be_copied(content)
    first = _first_of_name(read.sheets)
    found = marks.by_sheet(findings.with_columns(pl.col("sheet").replace(first)))
    remarks = _remarks(checked_file)
    path.parent.mkdir(parents=True, exist_ok=True)

    def marked_by(write: Any, *, with_cells: bool = False) -> Any:
        sheets = [marks.outline(sheet, with_cells=with_cells) for sheet in read.sheets]
        joined = [
            marks.joined([sheets[other] for other in first if first[other] == place])
            for place in dict.fromkeys(first.values())
        ]
        said = {number: found[place] for number, place in enumerate(dict.fromkeys(first.values())) if place in found}
        return write(content, read.name, joined, said, remarks, path, demo=demo, checked_on=checked_on)

    if keeps_look and marked_by(marked_patch.write):
        return path
    if keeps_look and people <= OPENED_UP_TO:
        marked_by(marked_copy.write)
    else:
        marked_by(marked_plain.write, with_cells=True)
    return path


def _content(source: Path | bytes, name: str) -> bytes:
    """The bytes of the file itself; a member is taken out of its zip, in whatever folder that lay."""
    content = source if isinstance(source, bytes) else source.read_bytes()
    if "/" not in name:
        return content
    parts = name.split("/")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = set(packed.namelist())
            inside = ("/".join(parts[start:]) for start in range(1, len(parts)))
            member = next((one for one in inside if one in names), None)
            return packed.read(member) if member else content
    except zipfile.BadZipFile:
        return content


def _first_of_name(sheets: list[Any]) -> dict[int, int]:
    """For each table the first one of the same sheet: one sheet may hold several tables."""
    places: dict[str, int] = {}
    return {index: places.setdefault(sheet.name, index) for index, sheet in enumerate(sheets)}


def _can_be_copied(content: bytes) -> bool:
    """Whether it is a workbook of cells in XML, of a size that may be held whole."""
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

"""Reads a file of any shape into sheets of people, or says in one code why it cannot be used."""

import hashlib
import stat
from collections.abc import Iterable
from pathlib import Path

from payung.roster.reading import (
    aid,
    archive,
    compound,
    delimited,
    families,
    formats,
    markup,
    safety,
    several,
    sheets,
    sniff,
    table,
    workbook,
)
from payung.roster.reading.shapes import Grid, Problem, SourceFile, Unreadable

ROSTER: table.Needs = (frozenset({"nik", "name"}),)
GUIDES = ("petunjuk", "petunjuk pengisian", "cara mengisi", "kode data", "ringkasan pemeriksaan")
"""Sheets that explain how to fill the others; that they hold no people needs no remark."""
PICTURES = ("foto", "gambar")
REFERENCE: table.Needs = (frozenset({"nik"}), frozenset({"kk"}))


def read(source: Path | str | bytes, name: str | None = None, *, needs: table.Needs = ROSTER) -> list[SourceFile]:
    """Read one file, or every file of a zip (named `paket.zip/a.xlsx`).

    `needs` are the sets of fields of which a sheet must have one to be read: a roster has NIK and name, a
    reference list (`REFERENCE`) a NIK or a family-card number. Lock files of Excel give nothing. What
    cannot be used comes back with its `error`; nothing is raised for the content of a file.

    Raises:
        OSError: the path cannot be opened.
    """
    if isinstance(source, bytes):
        return of_content(source, name or "berkas", needs)
    path = Path(source)
    name = name or path.name
    if archive.is_junk(name):
        return []
    about = path.stat()
    if not stat.S_ISREG(about.st_mode):  # a pipe would be waited for without end
        what = "folder" if stat.S_ISDIR(about.st_mode) else "pipa, soket, atau perangkat"
        return [SourceFile(name, error=Problem("file-not-regular", {"what": what}))]
    if about.st_size > safety.MOST_BYTES:
        return [SourceFile(name, error=Problem("file-too-large", {"size": about.st_size}))]
    return of_content(path.read_bytes(), name, needs)


def of_content(content: bytes, name: str, needs: table.Needs, *, inside: bool = False) -> list[SourceFile]:
    """The files in some content; `inside` a zip, another zip is refused."""
    if archive.is_junk(name):
        return []
    file = SourceFile(name, sha256=hashlib.sha256(content).hexdigest())
    try:
        kind = sniff.kind(content)
        if kind == "archive" and inside:
            raise Unreadable("archive-nested")
        if kind in ("workbook", "ods", "archive"):
            safety.examine(content, kind)
        elif kind == "xls":
            compound.examine(content)
        if kind == "archive":
            return of_archive(content, file, needs)
        fill(file, grids(content, kind, name), needs)
        file.notices += [Problem(code) for code in safety.remarks(content, kind)]
    except Unreadable as refused:
        file.error = refused.problem
        file.sheets = []
    return [file]


def of_archive(content: bytes, file: SourceFile, needs: table.Needs) -> list[SourceFile]:
    """Every member as a file of its own."""
    found: list[SourceFile] = []
    for member, inner in archive.members(content):
        name = f"{file.name}/{member}"
        if isinstance(inner, Unreadable):
            found.append(SourceFile(name, error=inner.problem))
        else:
            found += of_content(inner, name, needs, inside=True)
    if not found:
        raise Unreadable("archive-empty")
    return without_pictures(found)


def without_pictures(found: list[SourceFile]) -> list[SourceFile]:
    """The files of a zip; of OpenDK's, which packs the residents' photos beside the list, pictures are only counted.

    A picture in any other zip may be the list itself, photographed: it stays a file that cannot be used.
    """
    pictures = {
        number
        for number, each in enumerate(found)
        if each.error and str(each.error.values.get("what", "")).startswith(PICTURES)
    }
    lists = [each for each in found if each.error is None and each.format.startswith("opendk-")]
    if not pictures or not lists:
        return found
    lists[0].notices.append(Problem("pictures-in-archive", {"count": len(pictures)}))
    return [each for number, each in enumerate(found) if number not in pictures]


def grids(content: bytes, kind: str, name: str) -> Iterable[Grid]:
    """The sheets of a file, by its kind."""
    if kind == "html":
        return markup.grids(content)
    if kind == "text":
        return [delimited.grid(content, Path(name).stem)]
    return workbook.grids(content)


def fill(file: SourceFile, found: Iterable[Grid], needs: table.Needs) -> None:
    """Take the sheets of people; other sheets are mentioned.

    Raises:
        Unreadable: no sheet holds a list of people.
    """
    others: list[str] = []
    lacking: str | None = None
    waiting: list[tuple[Grid, table.Heading, formats.Format]] = []
    programme: aid.Programme | None = None
    for grid in found:
        before = len(file.sheets)
        if book := families.read(grid, needs):
            file.sheets.append(sheets.of_families(file, book))
            unseen(file, grid, before)
            continue
        tables = several.tables(grid, needs)
        for part, heading in tables:
            known = formats.recognised(formats.names_of(heading))
            if len(known) == 1 and known[0].aid and not aid.is_list(known[0], heading, part):
                known = []
            if len(known) == 1 and known[0].aid:
                waiting.append((part, formats.mapped(known[0], heading), known[0]))
            else:
                file.sheets.append(sheets.of_table(file, part, heading, sheets.title(*tables[0]), known))
        unseen(file, grid, before)
        if tables or grid.text.is_empty() or grid.name.strip().casefold() in GUIDES:
            continue
        described = aid.programme(grid)
        named = formats.line_of(grid)
        if described is not None:
            programme = described
        elif named is not None and named[0].aid:
            waiting.append((grid, named[1], named[0]))
        elif named is not None and not named[0].people:
            file.format = named[0].name
            file.notices.append(aid.programmes(grid, named[1]))
        elif named is not None and any(need <= named[1].columns.keys() for need in needs):
            file.sheets.append(sheets.of_table(file, grid, named[1], sheets.title(grid, named[1]), [named[0]]))
        else:
            others.append(grid.name)
            lacking = lacking or half(grid)
    for part, heading, known_aid in waiting:
        sheets.of_aid(file, part, heading, known_aid, programme)
    if not file.sheets:
        raise nobody(file, lacking, len(others))
    for other in others:
        file.notices.append(Problem("sheet-not-a-roster", {"sheet": other}))


def unseen(file: SourceFile, grid: Grid, before: int) -> None:
    """Say that people were read from a hidden sheet, which the sender may have meant to put away."""
    count = sum(sheet.cells.height for sheet in file.sheets[before:])
    if grid.is_hidden and count:
        file.notices.append(Problem("sheet-hidden", {"sheet": grid.name, "count": count}))


def nobody(file: SourceFile, lacking: str | None, others: int) -> Unreadable:
    """Why a file gave no sheet of people: what is known of it, else what its nearest sheet lacks."""
    for notice in file.notices:
        if notice.code in ("aid-programmes-only", "aid-of-groups"):
            file.notices.remove(notice)
            return Unreadable(notice.code, **notice.values)
    return Unreadable(f"no-{lacking}-column" if lacking else "no-roster-sheet", sheets=others)


def half(grid: Grid) -> str | None:
    """Which of NIK and name a sheet lacks that has the other and more: "nik", "name" or None."""
    for has, lacks in (("name", "nik"), ("nik", "name")):
        heading = table.find(grid, (frozenset({has}),))
        if heading is not None and len(heading.columns) >= 2:
            return lacks
    return None

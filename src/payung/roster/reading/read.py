"""Reads a file of any shape into sheets of people, or says in one code why it cannot be used."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

import polars as pl

from payung.roster.reading import (
    archive,
    compound,
    delimited,
    markup,
    merged,
    opensid,
    places,
    rows,
    safety,
    several,
    sniff,
    table,
    titles,
    workbook,
)
from payung.roster.reading.shapes import Grid, Problem, Sheet, SourceFile, Unreadable

ROSTER: table.Needs = (frozenset({"nik", "name"}),)
GUIDES = ("petunjuk", "petunjuk pengisian", "cara mengisi")
"""Sheets that explain how to fill the others; that they hold no people needs no remark."""
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
    if path.stat().st_size > safety.MOST_BYTES:
        return [SourceFile(name, error=Problem("file-too-large", {"size": path.stat().st_size}))]
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
    return found


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
    for grid in found:
        tables = several.tables(grid, needs)
        for part, heading in tables:
            file.sheets.append(sheet(file, part, heading, title(*tables[0])))
        if not tables and not grid.text.is_empty() and grid.name.strip().casefold() not in GUIDES:
            others.append(grid.name)
            lacking = lacking or half(grid)
    if not file.sheets:
        if lacking:
            raise Unreadable(f"no-{lacking}-column", sheets=len(others))
        raise Unreadable("no-roster-sheet", sheets=len(others))
    for other in others:
        file.notices.append(Problem("sheet-not-a-roster", {"sheet": other}))


def half(grid: Grid) -> str | None:
    """Which of NIK and name a sheet lacks that has the other and more: "nik", "name" or None."""
    for has, lacks in (("name", "nik"), ("nik", "name")):
        heading = table.find(grid, (frozenset({has}),))
        if heading is not None and len(heading.columns) >= 2:
            return lacks
    return None


def title(grid: Grid, heading: table.Heading) -> list[list[str]]:
    """The filled cells of the lines above a table, the last forty of them."""
    lines = grid.text.slice(max(0, heading.top - 40), min(heading.top, 40)).iter_rows()
    return [[cell.strip() for cell in line if cell.strip()] for line in lines]


def sheet(file: SourceFile, grid: Grid, heading: table.Heading, first_title: list[list[str]]) -> Sheet:
    """The people of one table; `first_title` stands above the first table of the same sheet."""
    notices: list[Problem] = []
    codes: dict[str, dict[str, str]] = {}
    if opensid.recognises(heading):
        file.format = opensid.FORMAT
        codes = opensid.layout().codes
        heading, notices = opensid.mapped(heading, grid)
    lines = rows.of_people(grid, heading)
    if unread := rows.after_end(grid, heading):
        notices.append(Problem("rows-after-end-marker", {"count": unread}))
    if not lines.len():
        notices.append(Problem("sheet-no-rows", {"sheet": grid.name}))
    recognised = [name for name in grid.text.columns if name in set(heading.columns.values())]
    used = [name for name in grid.text.columns if name in heading.headings or name in recognised]
    grid = merged.spread(grid, heading)
    text = taken(grid.text.select(used), lines)
    kinds = pl.DataFrame([grid.kind_of(name).alias(name) for name in recognised])
    above = title(grid, heading)
    village, district = places.hint(above if any(places.stated(above)) else first_title, grid.name, file.name)
    by_row = None
    if "village" not in heading.columns:
        named = titles.stated(grid, heading, lines, above)
        if len({title.village.casefold() for title in named}) > 1:
            by_row, village, district = titles.by_row(named, lines), None, None
            if by_row is None or by_row["village"].null_count():
                notices.append(Problem("several-places", {"places": ", ".join(titles.once(named))}))
    return Sheet(
        name=grid.name,
        header_row=grid.first_row + heading.bottom,
        columns=heading.columns,
        headings=heading.headings,
        unrecognised=heading.unrecognised,
        cells=text.insert_column(0, (lines.cast(pl.Int64) + grid.first_row).alias("row")),
        kinds=taken(kinds, lines),
        codes=codes,
        notices=notices,
        place_hint=village,
        district_hint=district,
        row_places=by_row,
        agency_hint=places.agency(above) or places.agency(first_title),
        ticks=heading.ticks,
    )


def taken(frame: pl.DataFrame, lines: pl.Series) -> pl.DataFrame:
    """These lines of a frame, without copying where they follow each other."""
    if lines.len() and lines[-1] - lines[0] + 1 == lines.len():
        return frame.slice(lines[0], lines.len())
    return frame[lines]

"""Finds every table of people in a sheet: side by side, or below each other with other columns."""

import polars as pl

from payung.roster.reading import headings, table
from payung.roster.reading.shapes import Grid
from payung.roster.reading.table import Heading, Needs

MOST = 200
TITLE_LINES = 5
PLAIN = r"^\s*\d{16}\s*$"
HEADING = r"(?i)nik|ktp|induk|identitas|n\.\s*i\.\s*k|nkk|no\.?\s*kk|kartu"


def tables(grid: Grid, needs: Needs) -> list[tuple[Grid, Heading]]:
    """The tables of a grid with their headings, from the top and from the left; empty where there is none."""
    found: list[tuple[Grid, Heading]] = []
    rest: Grid | None = grid
    while rest is not None and len(found) < MOST:
        heading = table.find(rest, needs)
        if heading is None:
            break
        at = beside(rest, heading)
        if at is not None:
            letters = rest.text.columns
            left, right = rest.across(letters[:at]), rest.across(letters[at:])
            return [*found, *tables(left, needs), *tables(right, needs)]
        end = below(rest, heading, needs)
        found.append((rest if end is None else rest.cut(0, end), heading))
        rest = None if end is None else rest.cut(end)
    return found


def beside(grid: Grid, heading: Heading) -> int | None:
    """Where a second table begins whose headings are those of the first again: "NIK Nama Desa | NIK Nama Desa"."""
    typed = [heading.headings.get(letter, "").casefold() for letter in grid.text.columns]
    nik, name = heading.columns.get("nik"), heading.columns.get("name")
    if nik is None or name is None:
        return None
    first = min(at for at, text in enumerate(typed) if text)
    start = min(grid.text.columns.index(nik), grid.text.columns.index(name))
    again = [at for at, text in enumerate(typed) if text == typed[start] and at > start]
    for at in again:
        begin = at - (start - first)
        length = begin - first
        own = [text for text in typed[first:begin] if text]
        second = [text for text in typed[begin : begin + length] if text]
        if begin > start and second == own and len(own) >= 2:
            return begin
    return None


def below(grid: Grid, heading: Heading, needs: Needs) -> int | None:
    """The line from which on the columns mean something else, its title included; None where they never do."""
    start = heading.bottom + 1
    key = heading.columns.get("nik") or heading.columns.get("kk") or grid.text.columns[0]
    lines = grid.text.slice(start).with_row_index("line", offset=start)
    others = lines.filter(~pl.col(key).str.contains(PLAIN))
    others = others.filter(pl.any_horizontal(pl.col(grid.text.columns).str.contains(HEADING)))
    for line in others["line"].head(MOST):
        top = int(line)
        cells = grid.text.row(top)
        if sum(1 for cell in cells if cell.strip() and headings.meaning(cell.strip())) < 2:
            continue
        for begin in (top, top - 1):
            again = table.find(grid.cut(begin, table.TALLEST + 1), needs) if begin >= start else None
            if again is not None and is_other(heading, again):
                return titled(grid, key, start, begin)
    return None


def is_other(first: Heading, second: Heading) -> bool:
    """Whether a field of both stands in another column."""
    shared = first.columns.keys() & second.columns.keys()
    return any(first.columns[field] != second.columns[field] for field in shared)


def titled(grid: Grid, key: str, start: int, top: int) -> int:
    """The first line of the title directly above a heading."""
    begin = top
    while begin > max(start, top - TITLE_LINES):
        cells = dict(zip(grid.text.columns, grid.text.row(begin - 1), strict=True))
        filled = [cell for cell in cells.values() if cell.strip()]
        if not filled or len(filled) > 3 or sum(map(str.isdigit, cells[key])) > 9:
            break
        begin -= 1
    return begin

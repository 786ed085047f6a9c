"""Finds the headings of a list of people in a sheet: below letterheads, over one to three lines."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from payung.roster.reading import headings
from payung.roster.reading.shapes import Grid

SEARCHED_LINES = 300
SEARCHED_COLUMNS = 400
FURTHER_LINES = 25
TALLEST = 3
NUMBERING = re.compile(r"[-(\[]*\s*(\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\s*(?:=[\d\s+x*:-]+)?[-).\]]*")
ROMAN = {
    word: number
    for number, word in enumerate(
        f"{ten}{unit}"
        for ten in ("", "x", "xx")
        for unit in ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
    )
}
Needs = tuple[frozenset[str], ...]


@dataclass
class Heading:
    """Where the headings stand (`top` and `bottom` are lines of the grid) and what they mean.

    `ticks` are the columns for men and for women, where the sex is ticked in one of two.
    """

    top: int
    bottom: int
    columns: dict[str, str]
    headings: dict[str, str]
    unrecognised: list[str]
    lines: list[dict[str, str]] = field(default_factory=list)
    ticks: tuple[str, str] | None = None


@dataclass
class Line:
    """The meaning of the columns, were the headings to stand in certain lines."""

    top: int
    bottom: int
    parts: dict[str, tuple[str, ...]]
    fields: dict[str, tuple[tuple[str, ...], int]]

    @property
    def understood(self) -> set[str]:
        return {name for names, _ in self.fields.values() for name in names}


def find(grid: Grid, needs: Needs) -> Heading | None:
    """The first headings that satisfy `needs` and say nearly as much as the best ones do."""
    letters = grid.text.columns[:SEARCHED_COLUMNS]
    head = grid.text.select(letters).head(SEARCHED_LINES)
    rows = [[cell.strip() for cell in row] for row in head.iter_rows()]
    found: list[Line] = []
    for top, row in enumerate(rows):
        if found and top > found[0].bottom + FURTHER_LINES:
            break
        if any(headings.meaning(cell) for cell in row if cell):
            line = tallest(grid, letters, rows, top)
            if line is not None and any(need <= line.understood for need in needs):
                found.append(line)
    if not found:
        return None
    most = max(len(line.understood) for line in found)
    return settled(grid, next(line for line in found if len(line.understood) >= 0.7 * most), rows)


def tallest(grid: Grid, letters: list[str], rows: list[list[str]], top: int) -> Line | None:
    """The reading of the headings that begin in a line, taller only where the next line adds meaning."""
    if is_numbering(rows[top]):
        return None
    best = line_of(grid, letters, rows, top, top)
    for bottom in range(top + 1, min(top + TALLEST, len(rows))):
        below = rows[bottom]
        if not any(below) or is_numbering(below):
            break
        taller = line_of(grid, letters, rows, top, bottom)
        gained = sum(1 for name, cell in zip(letters, below, strict=True) if cell and name in taller.fields)
        if gained and len(taller.understood) >= len(best.understood):
            best = taller
        elif len(taller.understood) < len(best.understood):
            break
    return best if best.fields else None


def line_of(grid: Grid, letters: list[str], rows: list[list[str]], top: int, bottom: int) -> Line:
    """Read the lines `top` to `bottom` as headings, the upper ones spread over the columns they cover."""
    levels = [list(rows[line]) for line in range(top, bottom + 1)]
    for depth, level in enumerate(levels[:-1]):
        for index, cell in enumerate(covering(grid, letters, top + depth, level)):
            if not level[index] and cell and any(lower[index] for lower in levels[depth + 1 :]):
                level[index] = cell
    parts: dict[str, tuple[str, ...]] = {}
    fields: dict[str, tuple[tuple[str, ...], int]] = {}
    for index, name in enumerate(letters):
        stack = tuple(dict.fromkeys(level[index] for level in levels if level[index]))
        if stack:
            parts[name] = stack
            if meant := headings.stacked(stack):
                fields[name] = meant
    return Line(top, bottom, parts, fields)


def covering(grid: Grid, letters: list[str], line: int, level: list[str]) -> list[str]:
    """The heading above each column: by the merged cells where the file tells them, else the last one left."""
    shifted = first_column(letters)
    merged = [span for span in grid.merged if span[0] <= grid.first_row - 1 + line <= span[2] and span[3] > span[1]]
    spread = list(level)
    if merged:
        for _, left, _, right in merged:
            if 0 <= left - shifted < len(level):
                for index in range(left - shifted, min(right - shifted + 1, len(level))):
                    spread[index] = spread[index] or level[left - shifted]
        return spread
    last = ""
    for index, cell in enumerate(level):
        last = cell or last
        spread[index] = last
    return spread


def first_column(letters: list[str]) -> int:
    """The 0-based number of the grid's first column."""
    total = 0
    for code in letters[0]:
        total = total * 26 + ord(code) - 64
    return total - 1


def is_numbering(row: list[str]) -> bool:
    """Whether a line only numbers the columns: 1, 2, 3 ... or (1) (2) (3) or a, b, c or I, II, III."""
    filled = [cell for cell in row if cell]
    found = [NUMBERING.fullmatch(cell) for cell in filled] if len(filled) >= 3 else []
    values = [each[1].lower() for each in found if each]
    if not values or len(values) < len(filled):
        return False
    is_roman = all(value in ROMAN for value in values)
    ranks = [ROMAN[value] if is_roman else int(value) if value.isdigit() else ord(value[0]) - 96 for value in values]
    steps = sum(1 for before, after in pairwise(ranks) if after == before + 1)
    return steps >= 0.6 * (len(ranks) - 1)


def settled(grid: Grid, line: Line, rows: list[list[str]]) -> Heading:
    """One column per field: the better wording wins, then the column further left."""
    best: dict[str, tuple[int, int, str]] = {}
    fields = paired(grid, line)
    letters = grid.text.columns[:SEARCHED_COLUMNS]
    for place, name in enumerate(letters):
        if name in fields:
            names, rank = fields[name]
            for each in names:
                best[each] = min(best.get(each, (rank, place, name)), (rank, place, name))
    columns = {each: name for each, (_, _, name) in sorted(best.items(), key=lambda item: item[1][1])}
    man, woman = columns.pop(headings.MAN, None), columns.pop(headings.WOMAN, None)
    ticks = (man, woman) if man and woman and "sex" not in columns else None
    if ticks:
        columns["sex"] = ticks[0]
    used = {*columns.values(), *(ticks or ())}
    typed = {name: " ".join(" ".join(parts).split()) for name, parts in line.parts.items()}
    return Heading(
        top=line.top,
        bottom=line.bottom,
        columns=columns,
        headings=typed,
        unrecognised=[
            heading for name, heading in typed.items() if name not in used and not headings.is_silent(heading)
        ],
        lines=[
            {name: cell for name, cell in zip(letters, rows[number], strict=True) if cell}
            for number in range(line.top, line.bottom + 1)
        ],
        ticks=ticks,
    )


def paired(grid: Grid, line: Line) -> dict[str, tuple[tuple[str, ...], int]]:
    """One heading over two columns that have none of their own: place and date of birth, RT and RW."""
    fields = dict(line.fields)
    letters = grid.text.columns[:SEARCHED_COLUMNS]
    for name, (names, rank) in line.fields.items():
        after = letters.index(name) + 1
        parts = {("birth",): ("birth_place", "birth_date"), ("rt", "rw"): ("rt", "rw")}.get(names)
        if parts is None or after >= len(letters) or letters[after] in line.parts:
            continue
        beside = grid.text[letters[after]].slice(line.bottom + 1, SEARCHED_LINES)
        mine = grid.text[name].slice(line.bottom + 1, SEARCHED_LINES)
        if 2 * (beside != "").sum() > (mine != "").sum():
            fields[name], fields[letters[after]] = ((parts[0],), rank), ((parts[1],), rank)
    alone = {name: headings.ticked(said[-1]) for name, said in line.parts.items() if name not in fields}
    for man, woman in pairwise(letters):
        if (alone.get(man), alone.get(woman)) == (headings.MAN, headings.WOMAN):
            fields[man], fields[woman] = ((headings.MAN,), 0), ((headings.WOMAN,), 0)
    if not any("birth_place" in names for names, _ in fields.values()):
        for name, parts_typed in line.parts.items():
            after = letters.index(name) + 1
            follows = fields.get(letters[after]) if after < len(letters) else None
            is_place = headings.vocabulary().words(parts_typed[-1]) == ["tempat"]
            if is_place and name not in fields and follows and follows[0] == ("birth_date",):
                fields[name] = (("birth_place",), 0)
    return fields

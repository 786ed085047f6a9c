"""Gives a cell merged over several rows to each of them: "Desa Linau" beside ten people is the village of all ten."""

from collections import defaultdict

from payung.roster.reading import table
from payung.roster.reading.shapes import Grid
from payung.roster.reading.table import Heading

SHARED = frozenset({"village", "district", "hamlet", "rt", "rw", "address", "kk"})
"""What people of one house, hamlet or village have in common; a number or name is never given to a second row."""


def spread(grid: Grid, heading: Heading) -> Grid:
    """The grid with the merged cells below its headings written into every row they cover."""
    letters = {letter for field, letter in heading.columns.items() if field in SHARED}
    below, shifted = grid.first_row + heading.bottom, table.first_column(grid.text.columns)
    cells: dict[str, dict[int, int]] = defaultdict(dict)
    for top, left, bottom, right in grid.merged:
        if bottom == top or top < below:
            continue
        for at in range(max(left - shifted, 0), min(right - shifted + 1, grid.text.width)):
            if grid.text.columns[at] in letters and left - shifted == at:
                first = top - (grid.first_row - 1)
                last = min(bottom - (grid.first_row - 1), grid.text.height - 1)
                cells[grid.text.columns[at]] |= dict.fromkeys(range(first + 1, last + 1), first)
    if not cells:
        return grid
    kinds = dict(grid.kinds)
    text = grid.text
    for letter, lines in cells.items():
        to, of = list(lines), list(lines.values())
        text = text.with_columns(text[letter].clone().scatter(to, text[letter].gather(of)))
        if letter in kinds:
            kinds[letter] = kinds[letter].clone().scatter(to, kinds[letter].gather(of))
    return Grid(grid.name, text, kinds, grid.first_row, grid.merged, grid.above)

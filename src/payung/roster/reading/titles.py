"""Villages that titles between the people name: who stands below "DESA LINAU" lives there, until the next title."""

from dataclasses import dataclass

import polars as pl

from payung.roster.reading import places, rows
from payung.roster.reading.shapes import Grid
from payung.roster.reading.table import Heading

MOST = 2_000


@dataclass(frozen=True)
class Title:
    """A line that names a village; `closes` when it is a total or a signature, which stand below their people."""

    line: int
    village: str
    district: str | None
    closes: bool


def stated(grid: Grid, heading: Heading, lines: pl.Series, above: list[list[str]]) -> list[Title]:
    """The lines above and between the people that name a village, in order; those above count as line -1."""
    if not lines.len():
        return []
    between = pl.int_range(heading.bottom + 1, int(lines[-1]), eager=True).cast(lines.dtype)
    between = between.filter(~between.is_in(lines.implode())).head(MOST)
    inside = zip(between, grid.text[between].iter_rows(), strict=True)
    found = []
    for line, row in [*((-1, tuple(row)) for row in above), *inside]:
        cells = [cell.strip() for cell in row if cell and cell.strip()]
        village, district = places.stated([cells]) if len(cells) <= 4 else (None, None)
        if village:
            closes = any(rows.TOTAL.fullmatch(cell) or rows.SIGNED.match(cell) for cell in cells)
            found.append(Title(int(line), village, district, closes))
    return found


def by_row(named: list[Title], lines: pl.Series) -> pl.DataFrame | None:
    """Village and district of the last title above each person; None where a total or signature says otherwise."""
    current = None
    for title in named:
        if not title.closes:
            current = title.village.casefold()
        elif title.village.casefold() != current:
            return None
    heads = {title.line: title for title in named if not title.closes}
    said = pl.DataFrame(
        [(line, title.village, title.district) for line, title in sorted(heads.items())],
        schema={"line": pl.Int64, "village": pl.String, "district": pl.String},
        orient="row",
    )
    people = lines.cast(pl.Int64).alias("line").to_frame()
    return people.join_asof(said, on="line", strategy="backward").select("village", "district")


def once(named: list[Title]) -> list[str]:
    """The villages named, each once, as first written."""
    found: dict[str, str] = {}
    for title in named:
        found.setdefault(title.village.casefold(), title.village)
    return list(found.values())

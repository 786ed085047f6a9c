"""What OpenSID's files hold in the wrong place: three columns of a file in words, looked up in another table."""

from dataclasses import replace

import polars as pl

from payung.roster.reading import formats
from payung.roster.reading.formats import Format
from payung.roster.reading.shapes import Grid, Problem
from payung.roster.reading.table import Heading

STATUS = "status_dasar"
RIGHT = "TETAP"
"""What the wrong table says of code 1 (HIDUP); of 2 (MATI) it says TIDAK TETAP, of all others nothing."""
JUDGED_BY = ("occupation", "relation", "sex")


def believed(known: Format, heading: Heading, grid: Grid) -> tuple[Heading, list[Problem], str | None]:
    """The heading without what a file in words has wrong, what to say of it, and the letter of the wrong status."""
    if not known.wrong_in_words or not in_words(grid, heading):
        return heading, [], None
    there = {name: formats.letter_of(heading, name) for name in sorted(known.wrong_in_words)}
    ignored = {
        name: letter
        for name, letter in there.items()
        if letter and not (name == STATUS and tells(grid.text[letter].slice(heading.bottom + 1)))
    }
    if STATUS not in ignored:
        return heading, [], None
    columns = {each: letter for each, letter in heading.columns.items() if letter not in ignored.values()}
    return (
        replace(heading, columns=columns),
        [Problem("opensid-words", {"columns": ", ".join(ignored)})],
        ignored[STATUS],
    )


def in_words(grid: Grid, heading: Heading) -> bool:
    """Whether the columns that may hold codes hold words."""
    letters = [heading.columns[each] for each in JUDGED_BY if each in heading.columns]
    said = grid.text.slice(heading.bottom + 1).select(letters)
    words = sum(said[name].str.contains(r"[A-Za-z]{3}").sum() for name in letters)
    filled = sum((said[name].str.strip_chars() != "").sum() for name in letters)
    return words > 0 and 2 * words > filled


def tells(status: pl.Series) -> bool:
    """Whether any cell holds a word or code of its own table."""
    labels = formats.codes()["status"]
    return bool(status.str.strip_chars().str.to_uppercase().is_in([*labels, *labels.values()]).any())


def doubts(status: pl.Series) -> pl.Series:
    """`status-doubtful` for those whom the wrong table does not call TETAP, where it calls anybody so."""
    right = status.str.strip_chars().str.to_uppercase() == RIGHT
    doubtful = ~right & right.any()
    return pl.select(pl.when(doubtful).then(pl.lit("status-doubtful"))).to_series()

"""What reading gives: files, sheets and remarks; the words are chosen later, from `roster/codes.yaml`."""

from dataclasses import dataclass, field
from typing import Any

import polars as pl

KIND = pl.Enum(["empty", "text", "number", "date", "bool", "error"])


@dataclass
class Problem:
    """A remark or a refusal: a code of `roster/codes.yaml` and the values its sentence needs."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)


class Unreadable(Exception):
    """The content cannot be used; carries the `Problem` that says why."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.problem = Problem(code, values)


@dataclass
class Grid:
    """One sheet before anybody has looked for a table in it.

    `text` holds one String column per spreadsheet letter, every cell as typed, never null; line i is row
    `first_row + i` of the spreadsheet. `kinds` holds a KIND column for those letters that contain anything
    other than text; a cell in error (#N/A) comes as an empty one, because the fast reader tells no more.
    `merged` are (first row, first column, last row, last column), 0-based. `above` are lines that stand over the
    whole sheet without being a row of it, such as the words before the table of a page. `is_hidden`: who opens the
    workbook does not see the sheet; a part that was cut from it does not repeat that.
    """

    name: str
    text: pl.DataFrame
    kinds: dict[str, pl.Series] = field(default_factory=dict)
    first_row: int = 1
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    is_hidden: bool = False

    def cut(self, start: int, length: int | None = None) -> "Grid":
        """Some of its lines, as a grid."""
        kinds = {name: kind.slice(start, length) for name, kind in self.kinds.items()}
        return Grid(
            self.name,
            self.text.slice(start, length),
            kinds,
            self.first_row + start,
            self.merged,
            [] if start else self.above,
        )

    def across(self, letters: list[str]) -> "Grid":
        """Some of its columns, as a grid."""
        kinds = {name: kind for name, kind in self.kinds.items() if name in letters}
        return Grid(self.name, self.text.select(letters), kinds, self.first_row, self.merged, self.above)

    def kind_of(self, letter: str) -> pl.Series:
        """The kinds of one column, whether or not it holds anything but text."""
        if letter in self.kinds:
            return self.kinds[letter]
        blank = self.text[letter] == ""
        return self.text.select(
            pl.when(blank).then(pl.lit("empty")).otherwise(pl.lit("text")).cast(KIND).alias(letter)
        )[letter]


@dataclass
class Sheet:
    """A table of people found in a sheet.

    `cells` has `row` (1-based as the spreadsheet shows it; CSV record; HTML tr) and one String column per
    used letter, person rows only, text as typed (whole numbers without .0, dates as ISO). `kinds` has the
    same height and a KIND column per recognised letter. `codes` gives field -> {code: label} for formats
    that hold codes. `place_hint` and `district_hint` are raw text of a letterhead, sheet name or file
    name: a hint that may resolve to no village, never a statement; where titles between the people name several
    villages, `row_places` has for each row the `village` and `district` of the last title above it.
    `agency_hint` is the agency that a label above the table names as the sender, raw text.
    `header_row` is the last row of the
    headings. `ticks` are the letters for men and for women where the sex is ticked in one of two columns
    (`columns["sex"]` is the first). A cell merged over several rows stands in each of them, for what a
    household shares: place, address and family card. `given` has, for each row, fields that it gets from elsewhere
    where it has no cell of its own: from the line of its family, from the programme. `remarks` are codes of
    findings (or null) that only the format tells, one for each row. `format` is a name of `formats.ORDER`.
    """

    name: str
    header_row: int
    columns: dict[str, str]
    headings: dict[str, str]
    unrecognised: list[str]
    cells: pl.DataFrame
    kinds: pl.DataFrame
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    notices: list[Problem] = field(default_factory=list)
    place_hint: str | None = None
    district_hint: str | None = None
    row_places: pl.DataFrame | None = None
    agency_hint: str | None = None
    ticks: tuple[str, str] | None = None
    given: pl.DataFrame | None = None
    remarks: pl.Series | None = None
    format: str = "generic"


@dataclass
class SourceFile:
    """One file as it arrived; with an `error` it has no sheets and cannot be used."""

    name: str
    format: str = "generic"
    sha256: str = ""
    error: Problem | None = None
    notices: list[Problem] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)


def letter(index: int) -> str:
    """The spreadsheet's name of a column, counted from 0.

    >>> letter(0), letter(25), letter(26), letter(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name

"""Recognises OpenSID's file of residents by its headings, in any order, with codes or with words."""

from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import polars as pl
import yaml

from payung.roster.reading.shapes import Grid, Problem
from payung.roster.reading.table import Heading

FORMAT = "opensid-residents"
ENOUGH = 25
STATUS = "status_dasar"


@dataclass(frozen=True)
class Layout:
    """The columns of the file, which of them we use, and what their codes mean."""

    columns: frozenset[str]
    fields: dict[str, str]
    unreliable_in_words: frozenset[str]
    codes: dict[str, dict[str, str]]


@cache
def layout() -> Layout:
    """The layout, read once."""
    source = yaml.safe_load(files(__package__).joinpath("opensid.yaml").read_text(encoding="utf-8"))
    return Layout(
        columns=frozenset(source["columns"]),
        fields=source["fields"],
        unreliable_in_words=frozenset(source["unreliable_in_words"]),
        codes=source["codes"],
    )


def recognises(heading: Heading) -> bool:
    """Whether at least 25 of its 45 column names are there, the two numbers among them."""
    names = {plain(typed) for typed in heading.headings.values()}
    return len(names & layout().columns) >= ENOUGH and {"nik", "pekerjaan_id"} <= names


def mapped(heading: Heading, grid: Grid) -> tuple[Heading, list[Problem]]:
    """The headings by the layout's own names; what a file with words has wrong is left out."""
    letters = {plain(typed): name for name, typed in reversed(heading.headings.items())}
    columns = {each: letters[name] for each, name in layout().fields.items() if name in letters}
    notices = []
    if in_words(grid, heading, letters):
        ignored = sorted(
            name
            for name in layout().unreliable_in_words & letters.keys()
            if name != STATUS or not tells(grid.text[letters[name]].slice(heading.bottom + 1))
        )
        columns = {each: name for each, name in columns.items() if layout().fields[each] not in ignored}
        if STATUS in ignored:
            notices.append(Problem("opensid-words", {"columns": ", ".join(ignored)}))
    strange = [typed for typed in heading.headings.values() if plain(typed) not in layout().columns]
    return replace(heading, columns=columns, unrecognised=strange), notices


def in_words(grid: Grid, heading: Heading, letters: dict[str, str]) -> bool:
    """Whether the occupation column holds words instead of codes."""
    said = grid.text[letters["pekerjaan_id"]].slice(heading.bottom + 1)
    words = said.str.contains(r"[A-Za-z]{3}").sum()
    return words > 0 and 2 * words > (said.str.strip_chars() != "").sum()


def tells(status: pl.Series) -> bool:
    """Whether any cell holds a word or code of its own table: the export looks it up in another one (TETAP)."""
    labels = layout().codes["status"]
    return bool(status.str.strip_chars().str.to_uppercase().is_in([*labels, *labels.values()]).any())


def plain(typed: str) -> str:
    """A heading as the layout spells it."""
    return typed.strip().lower().replace(" ", "_")

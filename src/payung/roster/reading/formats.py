"""Named formats of other programs, recognised by their headings; what each is stands in `layouts/*.yaml`."""

import re
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from payung.roster.reading.shapes import Grid, Problem
from payung.roster.reading.table import Heading

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
GENERIC = "generic"
ODD = re.compile(r"[^a-z0-9]+")
SEARCHED_LINES = 60
NEVER_LOST = ("nik", "name", "kk")
ORDER = (
    "opensid-residents", "opensid-residents-page", "opensid-aid", "opensid-aid-page",
    "opendk-residents", "opendk-export", "opendk-aid-participants", "opendk-aid-programmes",
    "siak", "regsosek-members", "bip-2016", "bip-ektp", "bip-2012", "bip-luwu-timur", "family-blocks",
)  # fmt: skip
"""Every format, in the order in which they are shown."""


@dataclass(frozen=True)
class Format:
    """One layout.

    `marks` are column names that hardly another list has; `least` of them tell the format, in any order and among
    any others. `fields` says which column holds which of our fields. Columns of `wrong` are not believed, those of
    `wrong_in_words` only where the file holds words instead of codes. `coded`: cells may hold codes of
    `layouts/codes.yaml`; `codes` are tables of its own. `survey` names the columns of questions, `aid` those of
    participant, card holder and target of an aid programme.
    `family` says where the line of a family stands in a layout of blocks. `people` is false where there are none.
    """

    name: str
    label: str
    arrives: str
    columns: tuple[str, ...]
    traps: tuple[str, ...] = ()
    marks: frozenset[str] = frozenset()
    least: int = 0
    fields: dict[str, str] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)
    wrong_in_words: frozenset[str] = frozenset()
    coded: bool = False
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    survey: dict[str, str] = field(default_factory=dict)
    people: bool = True
    aid: dict[str, str] = field(default_factory=dict)
    programme: tuple[str, ...] = ()
    hamlet_in_address: bool = False
    family: str | None = None
    title: str | None = None


@cache
def catalogue() -> dict[str, Format]:
    """All formats by name, in order."""
    return {name: _format(name) for name in ORDER}


def _format(name: str) -> Format:
    said: dict[str, Any] = yaml.load(_text(f"{name}.yaml"), Loader=_LOADER)
    said["columns"] = tuple(said["columns"])
    said["traps"] = tuple(said.get("traps", ()))
    said["programme"] = tuple(said.get("programme", ()))
    said["marks"] = frozenset(map(plain, said.get("marks", ())))
    said["wrong_in_words"] = frozenset(said.get("wrong_in_words", ()))
    return Format(name=name, **said)


@cache
def codes() -> dict[str, dict[str, str]]:
    """Field -> {code: label}, as OpenSID, OpenDK and the civil registry number them."""
    tables: dict[str, dict[str, str]] = yaml.load(_text("codes.yaml"), Loader=_LOADER)
    return tables


def _text(name: str) -> str:
    return files(__package__).joinpath("layouts", name).read_text(encoding="utf-8")


def plain(typed: str) -> str:
    """A heading without case, blanks, dots and underscores.

    >>> plain("No. KK"), plain("tanggal_lahir")
    ('nokk', 'tanggallahir')
    """
    return ODD.sub("", typed.lower())


def recognised(names: set[str]) -> list[Format]:
    """The formats that these headings (as `plain`) tell: usually one or none; two that fit equally well are both."""
    fits: dict[str, float] = {}
    for name, known in catalogue().items():
        found = len(known.marks & names)
        if known.marks and found >= known.least:
            fits[name] = found / len(known.marks)
    best = max(fits.values(), default=0.0)
    return [catalogue()[name] for name, share in fits.items() if share == best]


def names_of(heading: Heading) -> set[str]:
    """The headings of a table as `plain`, whole and line by line."""
    parts = (cell for line in heading.lines for cell in line.values())
    return {plain(typed) for typed in (*heading.headings.values(), *parts)} - {""}


def line_of(grid: Grid) -> tuple[Format, Heading] | None:
    """The first line whose cells are the headings of a known format, for headings that mean nothing elsewhere."""
    for line, cells in enumerate(grid.text.head(SEARCHED_LINES).iter_rows()):
        typed = {name: cell.strip() for name, cell in zip(grid.text.columns, cells, strict=True) if cell.strip()}
        if len(typed) < 3:
            continue
        known = recognised({plain(cell) for cell in typed.values()})
        if len(known) == 1:
            heading = Heading(line, line, {}, typed, list(typed.values()), lines=[typed])
            return known[0], mapped(known[0], heading)
    return None


def mapped(known: Format, heading: Heading) -> Heading:
    """The heading by the layout's own column names; a renamed column keeps what its wording means elsewhere.

    Columns that the layout knows and does not use, and those that are not believed, mean nothing, save that the
    NIK, the name and the family card are never lost.
    """
    letters: dict[str, str] = {}
    for letter, typed in reversed(heading.headings.items()):
        letters[plain(typed)] = letter
    for line in heading.lines:
        for letter, cell in line.items():
            letters.setdefault(plain(cell), letter)
    official = {plain(column) for column in known.columns}
    columns = {each: letters[plain(name)] for each, name in known.fields.items() if plain(name) in letters}
    taken = {letters[name] for name in official if name in letters}
    columns |= {
        each: letter
        for each, letter in heading.columns.items()
        if each not in columns and (letter not in taken or (each in NEVER_LOST and letter not in columns.values()))
    }
    strange = [
        typed
        for letter, typed in heading.headings.items()
        if letter not in columns.values() and letter not in taken and typed in heading.unrecognised
    ]
    ticks = heading.ticks if columns.get("sex") == (heading.ticks or ("",))[0] else None
    return replace(heading, columns=columns, unrecognised=strange, ticks=ticks)


def without(known: Format, heading: Heading) -> Heading:
    """The heading of a layout of blocks: its own wordings mean what they mean, save those that are not believed."""
    wrong = {plain(column) for column in known.wrong}
    columns = {
        each: letter
        for each, letter in heading.columns.items()
        if plain(heading.headings.get(letter, "")) not in wrong
    }
    for each, name in known.fields.items():
        letter = next((letter for letter, typed in heading.headings.items() if plain(typed) == plain(name)), None)
        if letter:
            columns[each] = letter
    official = {plain(column) for column in known.columns}
    strange = [typed for typed in heading.unrecognised if plain(typed) not in official]
    return replace(heading, columns=columns, unrecognised=strange)


def letter_of(heading: Heading, column: str) -> str | None:
    """The letter under which a column of this name stands, in whatever case."""
    for letter, typed in heading.headings.items():
        if plain(typed) == plain(column):
            return letter
    return next(
        (letter for line in heading.lines for letter, cell in line.items() if plain(cell) == plain(column)), None
    )


def remarks(known: Format, heading: Heading) -> list[Problem]:
    """What to say of a sheet of this format: its name, and the columns that are not believed."""
    said = [Problem("format-recognised", {"label": known.label})]
    there = {plain(typed) for typed in heading.headings.values()}
    wrong = [f"{column} ({why})" for column, why in known.wrong.items() if plain(column) in there]
    if wrong:
        said.append(Problem("columns-not-believed", {"columns": "; ".join(wrong)}))
    return said

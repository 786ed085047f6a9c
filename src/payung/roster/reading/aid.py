"""Lists of an aid programme: who receives (a resident, a family, a group) and whose card it is are two things."""

import re
from dataclasses import dataclass

import polars as pl

from payung.roster.reading import formats
from payung.roster.reading.formats import Format, plain
from payung.roster.reading.shapes import Grid, Problem
from payung.roster.reading.table import Heading

RESIDENT, FAMILY, HOUSEHOLD, GROUP = "1", "2", "3", "4"
WORDS = (
    (re.compile(r"(?i)rumah\s*tangga|\brtm\b"), HOUSEHOLD),
    (re.compile(r"(?i)kelompok|organisasi"), GROUP),
    (re.compile(r"(?i)keluarga|\bkk\b"), FAMILY),
    (re.compile(r"(?i)penduduk|perorangan|individu|\bnik\b"), RESIDENT),
)
LABELS = 3
SEARCHED_LINES = 60


@dataclass(frozen=True)
class Programme:
    """What the sheet of the programme says; `target` is a code of `layouts/codes.yaml`, null where it is not said."""

    name: str
    target: str | None
    fund: str
    begin: str
    end: str

    def remark(self) -> Problem:
        """The programme in a sentence."""
        unsaid = "tidak disebut"
        target = formats.codes()["target"].get(self.target or "", unsaid)
        values = {"name": self.name or unsaid, "target": target, "fund": self.fund or unsaid}
        dated = {"begin": self.begin, "end": self.end} if self.begin and self.end else {}
        return Problem("aid-programme", {**values, **dated, **({"variant": "dated"} if dated else {})})


def programme(grid: Grid) -> Programme | None:
    """The programme that a sheet of labels and values describes, whatever their order; None on any other sheet."""
    official = {plain(label) for label in formats.catalogue()["opensid-aid"].programme}
    said: dict[str, str] = {}
    for cells in grid.text.head(SEARCHED_LINES).iter_rows():
        filled = [cell.strip() for cell in cells if cell.strip(" :")]
        if not filled:
            continue
        if filled[0] == "###":
            break
        if (label := plain(filled[0])) in official and len(filled) <= 3:
            said.setdefault(label, filled[1] if len(filled) > 1 else "")
    if len(said) < LABELS:
        return None
    fund = said.get("asaldana", "")
    return Programme(
        name=said.get("namaprogram", ""),
        target=target(said.get("sasaranprogram", "")),
        fund=formats.codes()["fund"].get(fund.removesuffix(".0"), fund),
        begin=said.get("rentangwaktuawal", ""),
        end=said.get("rentangwaktuakhir", ""),
    )


def target(said: str) -> str | None:
    """Who receives, from "1", "1.0", "2 - Keluarga" or "Rumah Tangga"; None where it is not said.

    >>> target("1.0"), target("Kelompok/Organisasi"), target("")
    ('1', '4', None)
    """
    if found := re.match(r"\s*([1-4])(?:\.0)?\s*(?:$|[^0-9\s.])", said):
        return found[1]
    return next((code for pattern, code in WORDS if pattern.search(said)), None)


def is_list(known: Format, heading: Heading, grid: Grid) -> bool:
    """Whether the column of participants holds numbers or codes; where it holds names, the list is another one."""
    letter = formats.letter_of(heading, known.aid["participant"])
    if letter is None:
        return True
    said = grid.text[letter].slice(heading.bottom + 1).str.strip_chars()
    numbers = said.str.contains(r"[0-9]").sum()
    return 2 * numbers >= (said != "").sum()


def with_participants(known: Format, heading: Heading, grid: Grid) -> Grid:
    """The grid with the participant's number where a row names no card holder: nobody's row is passed over."""
    letter, holder = (formats.letter_of(heading, known.aid[each]) for each in ("participant", "holder"))
    if letter is None or holder is None:
        return grid
    empty = pl.col(holder).str.strip_chars() == ""
    text = grid.text.with_columns(pl.when(empty).then(pl.col(letter)).otherwise(holder).alias(holder))
    return Grid(grid.name, text, grid.kinds, grid.first_row, grid.merged, grid.above)


def of_rows(
    known: Format, heading: Heading, grid: Grid, lines: pl.Series, stated: str | None
) -> tuple[pl.DataFrame | None, pl.Series]:
    """What rows get from the column of participants (NIK or family card), and the findings that only it tells."""
    letter = formats.letter_of(heading, known.aid["participant"])
    holder = formats.letter_of(heading, known.aid["holder"])
    by_row = formats.letter_of(heading, known.aid["target"]) if "target" in known.aid else None
    cells = grid.text[lines]
    if letter is None:
        return None, pl.Series([None] * lines.len(), dtype=pl.String)
    digits = [pl.col(each).str.replace_all(r"[^0-9X*]", "") if each else pl.lit("") for each in (letter, holder)]
    targets = pl.lit(stated, pl.String)
    if by_row:
        known_targets = {said: target(said) for said in cells[by_row].unique()}
        targets = pl.col(by_row).replace_strict(known_targets, return_dtype=pl.String)
    told = cells.select(participant=digits[0], holder=digits[1], target=targets)
    differs = (pl.col("holder") != "") & (pl.col("holder") != pl.col("participant"))
    of_resident = (pl.col("target") == RESIDENT).fill_null(False)
    unsure = pl.col("target").is_null()
    remark = (
        pl.when(pl.col("target").is_in([HOUSEHOLD, GROUP]))
        .then(pl.lit("aid-of-group"))
        .when(pl.col("target") == FAMILY)
        .then(pl.lit("aid-of-family"))
        .when((of_resident | unsure) & differs)
        .then(pl.when(unsure).then(pl.lit("aid-target-unknown")).otherwise(pl.lit("card-holder-differs")))
    )
    given = told.select(
        nik=pl.when(of_resident & (pl.col("holder") == "")).then(pl.col("participant")),
        kk=pl.when(pl.col("target") == FAMILY).then(pl.col("participant")),
    )
    return given, told.select(remark.alias("remark")).to_series()


def shifted(grid: Grid, heading: Heading) -> bool:
    """Whether the lines below hold one cell more than there are headings: a value was put in without one."""
    letters = grid.text.columns
    last = max(letters.index(letter) for letter in heading.headings)
    if last + 1 >= len(letters):
        return False
    below = grid.text.slice(heading.bottom + 1)
    beyond = (below[letters[last + 1]].str.strip_chars() != "").sum()
    return bool(below.height) and 2 * beyond > below.height


def programmes(grid: Grid, heading: Heading) -> Problem:
    """What a list of programmes says: how many, and with the shift put right whom each is for and who pays."""
    below = grid.text.slice(heading.bottom + 1)
    letters = grid.text.columns
    names, targets = formats.letter_of(heading, "nama"), formats.letter_of(heading, "sasaran")
    fund = formats.letter_of(heading, "asaldana")
    moved = shifted(grid, heading)
    if fund and moved:
        fund = letters[letters.index(fund) + 1]
    listed = []
    for row in below.iter_rows(named=True):
        if names and row[names].strip():
            whom = formats.codes()["target"].get(target(row[targets]) or "", "?") if targets else "?"
            paid = row[fund].strip() if fund else ""
            listed.append(f"{row[names].strip()} ({whom}, {formats.codes()['fund'].get(paid, paid or '?')})")
    shown = "; ".join(listed[:5]) + (f"; dan {len(listed) - 5} lagi" if len(listed) > 5 else "")
    return Problem("aid-programmes-only", {"programmes": shown, **({"variant": "shifted"} if moved else {})})

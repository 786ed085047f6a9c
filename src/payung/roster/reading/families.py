"""Layouts of blocks: a line (or some) about a family with its card number, then its members without it.

The printed registers (Buku Induk Penduduk) of the civil registry come so, each office in its own form. What is
sought is a cell that says "No. KK": its number stands in the same cell, beside it or below it; in one form the
number alone opens the line. What the lines of the family say goes to each of its members.
"""

import re
import unicodedata
from dataclasses import dataclass, field

import polars as pl

from payung.roster.reading import formats, headings, table
from payung.roster.reading.shapes import Grid
from payung.roster.reading.table import Heading, Needs

FIRST_LINES = 120
FIELDS = ("kk", "address", "hamlet", "rt", "rw", "village", "district")
LABELS = {
    "kk": r"(?:no(?:mor)?\.?\s*)(?:kk|kartu\s+keluarga)",
    "head": r"nama\.?\s*(?:kk|kepala\s+keluarga)",
    "address": r"alamat(?:\s+rumah)?",
    "hamlet": r"(?:nama\s+)?(?:dusun|lingkungan)",
    "rt/rw": r"(?:no\.?\s*)?rt\s*/\s*rw",
    "rt": r"rt",
    "rw": r"rw",
    "village": r"desa(?:\s*/\s*kel(?:urahan)?)?|kelurahan(?:\s*/\s*desa)?",
    "district": r"kecamatan",
    "other": r"provinsi|propinsi|kabupaten(?:\s*/\s*kota)?|kota|kode\s*pos|telp(?:on|epon)?",
}
LABEL = re.compile(
    r"(?i)(?<![A-Za-z/])(?:" + "|".join(f"(?P<{re.sub('[^a-z]', '_', name)}>{said})" for name, said in LABELS.items())
    + r")\.?\s*[:=]\s*"
)  # fmt: skip
OF_GROUP = {re.sub("[^a-z]", "_", name): name for name in LABELS}
BARE_KK = re.compile(rf"(?i)\W*{LABELS['kk']}\W*")
BARE = {name: re.compile(rf"(?i)\W*(?:{LABELS[name]})\W*") for name in ("kk", "head", "address")}
TITLE = re.compile(r"(?i)\W*buku\s+induk\s+(?:ke)?penduduk")
RT_RW = re.compile(r"(?i)\brt\s*/\s*rw\s*[.:]?\s*([\d-]*)\s*/\s*([\d-]*)")
RT, RW = (re.compile(rf"(?i)\b{name}\b\s*[.:]?\s*(\d{{1,3}})") for name in ("rt", "rw"))
HAMLET = re.compile(r"(?i)\b(?:dusun|dsn|lingkungan)\b[\s.:]*([^,;]*)")
# A street may be called Jalan Desa: "Jl. Desa No. 45" names no village.
VILLAGE = re.compile(r"(?i)\b(?:desa|kelurahan)\b[\s.:]*+(?!no\b|nomor\b|\d)(.*?)(?=\s+(?:rt|rw|dusun|kec)\b|[,;]|$)")
POSTCODE = re.compile(r"(?i)[,\s]*\b(?:kode\s*pos|telp(?:on|epon)?)\b\s*[.:]?[\s:,\d-]*")
UNSAID = re.compile(r"(?i)[,\s]*\b(?:rt|rw|dusun|rt\s*/\s*rw)\s*:[\s/-]*(?=,|$)")
DIGITS = 10
NIK = (("nik",), 0)
NUMBER = re.compile(r"\D*((?:\d\D{0,2}){15}\d)\D*")


@dataclass
class Family:
    """What the lines of one family say, as typed; `line` is the first of them."""

    line: int
    said: dict[str, str] = field(default_factory=dict)


@dataclass
class Book:
    """A sheet of blocks: its format, its headings, the grid without the lines of families, and the families."""

    known: formats.Format
    heading: Heading
    grid: Grid
    families: list[Family]

    def given(self, lines: pl.Series) -> pl.DataFrame:
        """For each line of a person what its family's lines say (FIELDS)."""
        said = pl.DataFrame(
            [(family.line, *(family.said.get(name) or None for name in FIELDS)) for family in self.families],
            schema={"line": pl.Int64, **dict.fromkeys(FIELDS, pl.String)},
            orient="row",
        )
        people = lines.cast(pl.Int64).alias("line").to_frame()
        return people.join_asof(said, on="line", strategy="backward").select(FIELDS)


def read(grid: Grid, needs: Needs) -> Book | None:
    """The families of a sheet and where its members' headings stand; None where no line of a family is."""
    head = [[_clean(cell) for cell in row] for row in grid.text.head(FIRST_LINES).iter_rows()]
    by_number = None
    if not any(_opens(head, at) for at in range(len(head))):
        by_number = _numbered_form(grid)
        if by_number is None:
            return None
    families, taken = _families(head, by_number)
    heading = table.find(_blanked(grid.cut(0, FIRST_LINES), taken), needs) if families else None
    if heading is None or "kk" in heading.columns:
        return None
    rows = [[_clean(cell) for cell in row] for row in grid.text.iter_rows()]
    families, taken = _families(rows, by_number)
    known = _form(heading, rows, families)
    return Book(known, formats.without(known, heading), _blanked(grid, taken), families)


def _clean(cell: str) -> str:
    if not cell or (cell.isascii() and cell.isprintable() and "  " not in cell):
        return cell.strip()
    return " ".join(unicodedata.normalize("NFKC", cell).split())


def _opens(rows: list[list[str]], at: int) -> bool:
    """Whether a line says the number of a family card: in a cell after its label, beside it, or below it."""
    first = next((cell for cell in rows[at] if cell), "")
    if not (LABEL.match(first) or BARE_KK.fullmatch(first)):
        return False
    return bool(NUMBER.fullmatch(_labelled(rows[at]).get("kk", ""))) or _below(rows, at) is not None


def _numbered_form(grid: Grid) -> tuple[int, int] | None:
    """Places of the running number and of the NIK, in the form whose families open with a number alone."""
    found = formats.line_of(grid)
    if found is None or found[0].family != "number-first":
        return None
    letters = grid.text.columns
    nik = formats.letter_of(found[1], "NIK")
    first = next(iter(found[1].headings))
    return (letters.index(first), letters.index(nik)) if nik and nik != first else None


def _families(rows: list[list[str]], by_number: tuple[int, int] | None) -> tuple[list[Family], set[int]]:
    """The families in order, and the lines that are about families or head a page."""
    families: list[Family] = []
    taken: set[int] = set()
    place: dict[str, str] = {}
    opened, at = False, 0
    while at < len(rows):
        row = rows[at]
        first = next((cell for cell in row if cell), "")
        if first.isdecimal() and len(first) < DIGITS:  # a running number: a member
            opened = False
        elif any(TITLE.match(cell) for cell in row):
            taken.add(at)
            opened = False
        elif by_number is not None and _is_number_alone(row, *by_number):
            families.append(Family(at, {**place, "kk": row[by_number[0]], **_of_address(_placed(row))}))
            taken.add(at)
        elif said := _labelled(row):
            taken.add(at)
            place |= {name: said[name] for name in ("village", "district") if said.get(name)}
            if "kk" in said:
                families.append(Family(at, {**place, **said}))
                opened = True
            elif opened:
                families[-1].said |= said
        elif (below := _below(rows, at)) is not None:
            families.append(Family(at, {**place, **below}))
            taken |= {at, at + 1}
            at += 1
        elif any(row):
            opened = False
        at += 1
    for family in families:
        for name, text in _of_address(family.said.get("address", "")).items():
            if name == "address" or not family.said.get(name):
                family.said[name] = text
    return families, taken


def _is_number_alone(row: list[str], number: int, nik: int) -> bool:
    """Whether a long number stands where members have their running number, and none where they have their NIK."""
    return sum(map(str.isdigit, row[number])) >= DIGITS and not NUMBER.fullmatch(row[nik])


def _labelled(row: list[str]) -> dict[str, str]:
    """The labels of a line with their values: in the same cell, or in the next filled one."""
    said: dict[str, str] = {}
    first = next((cell for cell in row if cell), "")
    if not (LABEL.match(first) or BARE_KK.fullmatch(first)):
        return said
    for index, cell in enumerate(row):
        found = list(LABEL.finditer(cell))
        for number, label in enumerate(found):
            end = found[number + 1].start() if number + 1 < len(found) else len(cell)
            value = cell[label.end() : end].strip(" ,;")
            if not value and number + 1 == len(found):
                beside = next((other for other in row[index + 1 :] if other), "")
                value = "" if LABEL.match(beside) else beside
            name = OF_GROUP[str(label.lastgroup)]
            if name == "rt/rw":
                rt, _, rw = value.partition("/")
                said |= {"rt": _told(rt), "rw": _told(rw)}
            else:
                said[name] = _told(value)
        if not found and BARE_KK.fullmatch(cell):
            beside = next((other for other in row[index + 1 :] if other), "")
            if NUMBER.fullmatch(beside):
                said["kk"] = beside
    return said


def _below(rows: list[list[str]], at: int) -> dict[str, str] | None:
    """Number and address that stand in the line below their labels "NO.KK", "NAMA.KK", "ALAMAT".

    Such a line says nothing of a NIK: one that does is the headings of an ordinary list.
    """
    if at + 1 >= len(rows) or any(headings.meaning(cell) == NIK for cell in rows[at]):
        return None
    said: dict[str, str] = {}
    for index, cell in enumerate(rows[at]):
        name = next((name for name, pattern in BARE.items() if cell and pattern.fullmatch(cell)), None)
        if name:
            said[name] = _told(rows[at + 1][index])
    if len(said) < 2 or sum(map(str.isdigit, said.get("kk", ""))) < DIGITS:
        return None
    said["address"] = said.get("address") or _placed(rows[at + 1])
    return said


def _placed(row: list[str]) -> str:
    """The cell of a line that is an address."""
    return next((cell for cell in row if RT_RW.search(cell) or HAMLET.search(cell) or VILLAGE.search(cell)), "")


def _of_address(typed: str) -> dict[str, str]:
    """RT, RW, hamlet and village out of an address, and the address without postcode and telephone."""
    said: dict[str, str] = {}
    text = UNSAID.sub("", POSTCODE.sub("", typed)).strip(" ,-")
    if found := RT_RW.search(text):
        said |= {"rt": _told(found[1]), "rw": _told(found[2])}
    else:
        said |= {name: found[1] for name, pattern in (("rt", RT), ("rw", RW)) if (found := pattern.search(text))}
    if found := HAMLET.search(text):
        said["hamlet"] = _told(found[1])
    if found := VILLAGE.search(text):
        said["village"] = _told(found[1])
    said["address"] = text
    return {name: value for name, value in said.items() if value}


def _told(value: str) -> str:
    """A value, or "" where only a dash or blanks stand."""
    return "" if not value.strip(" -.,;:/") else value.strip(" ,;")


def _blanked(grid: Grid, taken: set[int]) -> Grid:
    """The grid with these lines empty, all others where they were."""
    if not taken:
        return grid
    keep = ~pl.int_range(grid.text.height, eager=True).is_in(sorted(taken))
    text = grid.text.select(
        pl.when(keep).then(pl.col(name)).otherwise(pl.lit("")).alias(name) for name in grid.text.columns
    )
    return Grid(grid.name, text, grid.kinds, grid.first_row, grid.merged, grid.above)


def _form(heading: Heading, rows: list[list[str]], families: list[Family]) -> formats.Format:
    """Which layout of blocks this is; `family-blocks` where it is none of the known ones."""
    known = formats.catalogue()
    names = formats.names_of(heading)
    if [one.name for one in formats.recognised(names)] == ["bip-ektp"]:
        return known["bip-ektp"]
    above = " ".join(cell.upper() for row in rows[: families[0].line + 1] for cell in row if cell)
    row = rows[families[0].line]
    inside = any(LABEL.search(cell) and NUMBER.search(cell) for cell in row)
    if _fits(known["bip-2016"], names) and inside:
        return known["bip-2016"]
    if _fits(known["bip-luwu-timur"], names) and "BUKU INDUK KEPENDUDUKAN" in above:
        return known["bip-luwu-timur"]
    if _fits(known["bip-2012"], names) and any(BARE_KK.fullmatch(cell) for cell in row):
        return known["bip-2012"]
    return known["family-blocks"]


def _fits(known: formats.Format, names: set[str]) -> bool:
    """Whether most of a layout's columns are there."""
    columns = {formats.plain(column) for column in known.columns}
    return 3 * len(columns & names) >= 2 * len(columns)

"""Lays out a village's list as rows of cells: letterhead, headings, people, totals, signature."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from payung.journeys.demo.person import Person
from payung.journeys.demo.styles import Style

Cell = str | int | date | None
WATERMARK = "DATA CONTOH: semua orang dalam daftar ini rekaan"
MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
_BRIEF = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agust", "Sept", "Okt", "Nov", "Des")

_DATES: dict[str, Callable[[date], Cell]] = {
    "dashes": lambda d: f"{d:%d-%m-%Y}",
    "slashes": lambda d: f"{d:%d/%m/%Y}",
    "short": lambda d: f"{d:%d/%m/%y}",
    "iso": lambda d: f"{d:%Y-%m-%d}",
    "words": lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
    "abbreviated": lambda d: f"{d.day} {_BRIEF[d.month - 1]} {d:%y}",
    "cell": lambda d: d,
}


@dataclass
class Sheet:
    """Rows of cells as a spreadsheet shows them, merged areas (first row, first column, last row, last column)."""

    name: str
    rows: list[list[Cell]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    heading: int = 0
    widths: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class VillageText:
    """A village as its own list writes it."""

    code: str
    name: str
    kind: str
    district: str
    is_unique: bool

    def written(self, manner: str) -> str:
        """The name in a manner: plain, upper, titled ("Desa ..."), short ("Ds. Tj. ..."), code."""
        if manner == "code":
            return f"{self.code[:2]}.{self.code[2:4]}.{self.code[4:6]}.{self.code[6:]}"
        name = self.name
        if manner == "short":
            for long, brief in (("Tanjung ", "Tj. "), ("Gunung ", "Gn. "), ("Sungai ", "Sei "), ("Muara ", "Ma. ")):
                name = name.replace(long, brief)
            name = f"{'Ds.' if self.kind == 'desa' else 'Kel.'} {name}"
        if manner == "titled":
            name = f"{self.kind.capitalize()} {name}"
        if manner == "upper":
            name = name.upper()
        return name if self.is_unique else f"{name}, Kec. {self.district}"


def age_on(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def cell(who: Person, key: str, style: Style, village: VillageText, on: date) -> Cell:
    """What stands in a person's row under a field."""
    typed = who.typed.get(key)
    if typed is not None:
        return typed
    match key:
        case "nik" if style.nik_as_number:
            return int(who.nik)
        case "name":
            return who.name.upper() if style.upper else who.name
        case "birth_date":
            return _DATES[style.dates](who.birth_date)
        case "birth":
            return f"{who.birth_place}, {_DATES['dashes' if style.dates == 'cell' else style.dates](who.birth_date)}"
        case "age":
            return age_on(who.birth_date, on)
        case "rtrw":
            return f"{who.rt}/{who.rw}"
        case "village":
            return village.written(style.village)
        case "district":
            return village.district
        case "decile":
            return who.decile
        case "income":
            return who.income
        case "disability":
            return who.disability or "-"
        case "sex":
            return {"L": "Laki-laki", "P": "Perempuan"}[who.sex] if style.upper else who.sex
        case "occupation" | "mother" | "heir" | "relation":
            value: str = getattr(who, key)
            return value.upper() if style.upper else value
        case "":
            return None
        case _:
            shown: str = getattr(who, key)
            return shown or None


def sheet(
    name: str,
    title: Sequence[str],
    groups: Sequence[tuple[VillageText, Sequence[Person]]],
    style: Style,
    on: date,
    signature: Sequence[str] = (),
) -> Sheet:
    """One sheet: watermark and title rows, the heading, people by village, totals and a signature below."""
    made = Sheet(name)
    left: list[Cell] = [None] if style.blank_column else []
    width = len(style.columns) + 1 + len(left)
    made.widths = [2] * len(left) + [5] + [_width(key) for key, _ in style.columns]
    for line in (WATERMARK, *title):
        made.merged.append((len(made.rows), len(left), len(made.rows), width - 1))
        made.rows.append([*left, line])
    made.rows.append([])
    made.heading = len(made.rows)
    heading: list[Cell] = [*left, "No", *(text for _, text in style.columns)]
    if style.two_line_heading:
        _two_lines(made, heading, style, len(left))
    else:
        made.rows.append(heading)
    if style.numbering_row:
        made.rows.append([*left, *range(1, len(style.columns) + 2)])
    number = 0
    keys = [key for key, _ in style.columns]
    for village, people in groups:
        for who in people:
            number += 1
            made.rows.append([*left, number, *(cell(who, key, style, village, on) for key in keys)])
            if style.repeat_heading and number % style.repeat_heading == 0 and not style.two_line_heading:
                made.rows.append(heading)
        if style.subtotals:
            made.rows.append([*left, None, f"Jumlah {village.kind} {village.name}", f"{len(people)} orang"])
    made.rows.append([*left, None, f"Jumlah seluruhnya: {number} orang"])
    if style.signature and signature:
        made.rows.append([])
        made.rows += [[*left, *[None] * (len(keys) - 3), line] for line in signature]
    return made


def _two_lines(made: Sheet, heading: list[Cell], style: Style, offset: int) -> None:
    """A heading of two merged lines: "TEMPAT DAN TANGGAL LAHIR" above its two parts, the others spanning both."""
    keys = ["", *(key for key, _ in style.columns)]
    top: list[Cell] = list(heading)
    bottom: list[Cell] = [None] * len(heading)
    row = len(made.rows)
    for column, key in enumerate(keys, offset):
        if key == "birth_place" and keys[column - offset + 1] == "birth_date":
            top[column], top[column + 1] = "Tempat dan Tanggal Lahir", None
            bottom[column], bottom[column + 1] = "Tempat", "Tanggal"
            made.merged.append((row, column, row, column + 1))
        elif not (key == "birth_date" and keys[column - offset - 1] == "birth_place"):
            made.merged.append((row, column, row + 1, column))
    made.rows += [top, bottom]


def _width(key: str) -> int:
    return {"nik": 19, "kk": 19, "name": 26, "address": 22, "birth": 26, "mother": 20, "phone": 15}.get(key, 13)

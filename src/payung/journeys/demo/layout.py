"""How villages lay out their lists: letterhead, headings in many wordings, order, and ways of writing a date."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from payung.journeys.demo.person import Person

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


@dataclass(frozen=True)
class Style:
    """One way of making a list. `columns` pairs a field with its heading; "" is a column nobody asked for."""

    columns: tuple[tuple[str, str], ...]
    dates: str = "dashes"
    upper: bool = False
    nik_as_number: bool = False
    blank_column: bool = False
    two_line_heading: bool = False
    numbering_row: bool = False
    repeat_heading: int = 0
    subtotals: bool = False
    village: str = "plain"
    signature: bool = True


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
        case "decile" | "income":
            return getattr(who, key)
        case "disability":
            return who.disability or "-"
        case "sex":
            return {"L": "Laki-laki", "P": "Perempuan"}[who.sex] if style.upper else who.sex
        case "occupation" | "mother" | "heir" | "relation":
            value = getattr(who, key)
            return value.upper() if style.upper else value
        case "":
            return None
        case _:
            value = getattr(who, key)
            return value if value != "" else None


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
    top, bottom = list(heading), [None] * len(heading)
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


def _style(columns: str, **options: object) -> Style:
    pairs = [tuple(part.strip() for part in line.split("=", 1)) for line in columns.strip().split("|")]
    return Style(tuple((a, b) for a, b in pairs), **options)  # type: ignore[arg-type]


STYLES: tuple[Style, ...] = (
    _style(
        "kk=No. KK|nik=NIK|name=Nama Lengkap|sex=L/P|birth_place=Tempat Lahir|birth_date=Tanggal Lahir"
        "|occupation=Pekerjaan|address=Alamat|rtrw=RT/RW|village=Desa|district=Kecamatan|phone=No. HP"
        "|mother=Nama Ibu Kandung",
        two_line_heading=True,
        numbering_row=True,
    ),
    _style(
        "name=NAMA SESUAI KTP|nik=NO. KTP|birth=TEMPAT/TGL LAHIR|sex=JK|age=UMUR|occupation=JENIS USAHA"
        "|village=DESA/KELURAHAN|district=KECAMATAN|phone=NO HP/WA|mother=NAMA IBU KANDUNG|heir=AHLI WARIS",
        upper=True,
        village="upper",
        dates="slashes",
        subtotals=True,
    ),
    _style(
        "nik=N.I.K|name=Nama|birth=TTL|sex=Jenis Kelamin|occupation=Pekerjaan|income=Penghasilan|hamlet=Dusun"
        "|rt=RT|rw=RW|village=Desa|district=Kec.|phone=No HP|mother=Ibu Kandung|relation=Hubungan Keluarga"
        "|decile=Desil",
        dates="words",
        blank_column=True,
        village="short",
    ),
    _style(
        "nik=Nomor Induk Kependudukan|kk=Nomor Kartu Keluarga|name=Nama Peserta|birth_place=Tempat Lahir"
        "|birth_date=Tgl Lahir|sex=L/P|occupation=Jenis Pekerjaan|address=Alamat Lengkap|rt=RT|rw=RW"
        "|village=Nama Desa|district=Kecamatan|phone=Nomor Telepon|mother=Nama Ibu",
        dates="cell",
        repeat_heading=25,
        village="titled",
    ),
    _style(
        "name=Nama Lengkap (sesuai KTP)|nik=NIK|kk=KK|sex=L/P|birth_place=Tempat|birth_date=Tanggal Lahir"
        "|occupation=Pekerjaan|hamlet=Dusun|rtrw=RT / RW|village=Kode Desa|phone=HP|mother=Ibu Kandung"
        "|disability=Disabilitas|=Keterangan",
        dates="short",
        village="code",
        numbering_row=True,
    ),
    _style(
        "nik=NIK|name=Nama|sex=JK|birth_date=Tanggal Lahir|occupation=Pekerjaan|address=Alamat|village=Desa"
        "|district=Kecamatan|phone=No HP|mother=Nama Ibu Kandung|=Foto",
        dates="abbreviated",
        signature=False,
    ),
    _style(
        "nik=NIK|name=Nama Lengkap|birth_place=Tempat Lahir|birth_date=Tanggal Lahir|sex=L/P"
        "|occupation=Pekerjaan|village=Desa|district=Kecamatan|phone=No HP|mother=Nama Ibu Kandung",
        nik_as_number=True,
        dates="cell",
    ),
)
"""Styles 0-5 arrive intact; the last keeps the NIK as a number, which loses a final 0's certainty."""


def random_style(rng: Random) -> Style:
    """A style whose numbers are text."""
    return rng.choice(STYLES[:-1])

"""People without fault, typed in the many honest ways of villages."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any

ON = datetime.date(2024, 12, 1)
REGION = "1704000000"
FIRST = (
    *("SITI", "BUDI", "Rina", "joko", "Sari", "DEDI", "Lina", "Agus", "Wati", "HENDRA", "Yuli", "Tono", "I Made"),
    *("Ni Luh", "Moh.", "Muhammad", "Abd.", "Ma'ruf", "Nur-Aini", "H.", "Hj.", "La Ode", "Wa Ode", "Drs.", "O'o"),
)
LAST = (
    *("Aminah", "SANTOSO", "Marlina", "Susanto", "Rahayu", "Saputra", "Hartati", "wijaya", "Lestari", "Gunawan"),
    *("Soekarno", "Djoko", "Oka", "Simanjuntak", "Tampubolon", "Sitorus, S.Pd", "Nasution", "Daeng Ngalle"),
)
ALONE = ("SUKARNO", "Suparman", "Ngatini", "Poniyem", "WAGIRAN", "Ed", "Ahmad")
JOBS = ("Petani", "NELAYAN", "Pedagang", "Buruh Tani", "Tukang Ojek", "penjahit", "Tukang Kayu", "PETANI/PEKEBUN")
VILLAGES = ("Linau", "LINAU", "Desa Linau", "Gunung Terang", "Bakal Makmur", "Way Hawang")
MONTHS = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli"),
    *("Agustus", "September", "Oktober", "November", "Desember"),
)
DATES = (
    *("{d:%d-%m-%Y}", "{d:%d/%m/%Y}", "{d:%Y-%m-%d}", "{d:%d.%m.%Y}", "{d.day} {month} {d.year}", "{d:%d%m%Y}"),
    *("{d:%d/%m/%y}", "{d:%Y/%m/%d}", "Bintuhan, {d:%d-%m-%Y}", "{d:%d - %m - %Y}", "{d.day}-{d.month}-{d.year}"),
    "{d.day} {short} {d.year}",
)
SEXES = (
    *(("L", "P"), ("LK", "PR"), ("Laki-laki", "Perempuan"), ("LAKI - LAKI", "PEREMPUAN"), ("1", "2")),
    *(("Pria", "Wanita"), ("l", "p"), ("Lk.", "Pr.")),
)


@dataclass
class Person:
    """One person: what is true, and the cells in which a hand wrote it."""

    born: datetime.date
    woman: bool
    nik: str
    cells: dict[str, Any] = field(default_factory=dict)

    def but(self, **cells: Any) -> Person:
        """The same person with other cells."""
        return replace(self, cells={**self.cells, **cells})


@dataclass(frozen=True)
class Style:
    """How one village writes: chosen once for a list."""

    date: str
    sex: tuple[str, str]
    nik: str
    phone: str

    @classmethod
    def chosen(cls, chance: Random) -> Style:
        return cls(
            chance.choice(DATES),
            chance.choice(SEXES),
            chance.choice(["{0}", "{0}", "{0}", "'{0}", "{0} ", "{1} {2} {3} {4}", "{1}.{2}.{3}.{4}"]),
            chance.choice(["08{0}", "08{0}", "+62 8{0}", "628{0}", "8{0}", "08{0}.", "", "-", "08{0} / 08{0}"]),
        )


def nik_of(born: datetime.date, woman: bool, serial: int) -> str:
    """An invented number that agrees with birth date and sex."""
    return f"170499{born.day + 40 * woman:02d}{born:%m%y}{serial:04d}"


class Register:
    """Gives out people, no two with one number."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self._given: dict[tuple[datetime.date, bool], int] = {}

    def person(self, style: Style, *, youngest: int = 20, oldest: int = 63) -> Person:
        """Somebody who may be enrolled, as this village would write it."""
        chance = self.chance
        born = ON - datetime.timedelta(days=chance.randrange(youngest * 366, oldest * 365))
        return self.born_on(style, born)

    def born_on(self, style: Style, born: datetime.date) -> Person:
        """Somebody born on a day."""
        chance = self.chance
        woman = chance.random() < 0.5
        serial = self._given.get((born, woman), 0) + 1
        self._given[born, woman] = serial
        nik = nik_of(born, woman, serial)
        name = chance.choice(ALONE) if chance.random() < 0.15 else f"{chance.choice(FIRST)} {chance.choice(LAST)}"
        number = f"{chance.randrange(11, 99)}{chance.randrange(10**7, 10**8)}"
        kk = f"170499{chance.randrange(1, 29):02d}{chance.randrange(1, 13):02d}{chance.randrange(10, 24):02d}"
        cells = {
            "NIK": style.nik.format(nik, nik[:4], nik[4:8], nik[8:12], nik[12:]),
            "No KK": f"{kk}{chance.randrange(1, 9999):04d}" if chance.random() < 0.9 else "",
            "Nama": name,
            "JK": style.sex[woman],
            "Tgl Lahir": as_typed(born, style),
            "Umur": "",
            "Pekerjaan": chance.choice(JOBS),
            "Alamat": chance.choice(["Jl. Merdeka No. 12", "Dusun II", "RT 001 RW 002", ""]),
            "Desa": chance.choice(VILLAGES),
            "No HP": style.phone.format(number),
            "Status": chance.choice(["", "HIDUP", ""]),
        }
        return Person(born, woman, nik, cells)


def as_typed(born: datetime.date, style: Style) -> str:
    """A birth date as this village writes it."""
    month = MONTHS[born.month - 1]
    return style.date.format(d=born, month=month, short=month[:3])

"""Two hundred and more ways to spoil a row, each with the reasons of which the row must get one.

The reasons are written down here from what was done to the row; no code of the checks is used.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.roster.fuzz.honest import MONTHS, ON, Person, Register, Style, as_typed

Spoil = Callable[[Register, Style], Person]


@dataclass(frozen=True)
class Way:
    """One way to spoil a row: its name, how it is done, and the codes of which one must be said."""

    name: str
    spoil: Spoil
    reasons: frozenset[str]


def ways() -> list[Way]:
    """All ways, each with a name of its own."""
    return [*_numbers(), *_dates(), *_people(), *_rest()]


def _way(name: str, reasons: str, cells: Callable[[Person, Register, Style], dict[str, str]]) -> Way:
    def spoil(register: Register, style: Style) -> Person:
        person = register.person(style)
        return person.but(**cells(person, register, style))

    return Way(name, spoil, frozenset(reasons.split()))


def _cell(name: str, reasons: str, column: str, text: str) -> Way:
    return _way(f"{name} {text!r}", reasons, lambda *_: {column: text})


def _numbers() -> Iterator[Way]:
    for length in (*range(2, 16), *range(17, 21)):
        yield _way(
            f"NIK of {length} digits",
            "nik-length",
            lambda p, r, s, length=length: {"NIK": (p.nik + "7301")[:length]},
        )
    for letter in "OlISBZGq?x":
        yield _way(
            f"NIK with {letter}",
            "nik-not-digits nik-masked",
            lambda p, r, s, letter=letter: {
                "NIK": p.nik[: (at := r.chance.randrange(1, 15))] + letter + p.nik[at + 1 :]
            },
        )
    for mask in ("X" * 8, "X" * 9, "x" * 8, "*" * 8, "•" * 8, "XXXX", "****", "########"):
        yield _way(f"NIK masked {mask}", "nik-masked", lambda p, r, s, mask=mask: {"NIK": p.nik[:8] + mask})
    for power in ("1,7E+15", "1.70499E+15", "1.7E15", "1,70499111E+15", "1.7 E+15"):
        yield _cell("NIK", "nik-precision-lost", "NIK", power)
    for nothing in ("", "-", "0", "belum ada", "tidak ada", "Belum punya", "n/a", "NULL", "belum rekam", "(kosong)"):
        yield _cell("NIK", "nik-missing", "NIK", nothing)
    for nothing in ("tidak punya", "#N/A", "---", ".", "nihil", "blm ada", "tdk ada", "belum punya KTP"):
        yield _cell("NIK", "nik-missing", "NIK", nothing)
    for start in ("01", "00", "09"):
        yield _way(f"NIK from {start}", "nik-temporary", lambda p, r, s, start=start: {"NIK": start + p.nik[2:]})
    for month in ("00", "13", "20", "99"):
        yield _nik(f"month {month}", 8, month)
    for day in ("00", "32", "39", "72", "80", "99"):
        yield _nik(f"day {day}", 6, day)
    for date in ("3002", "3102", "3104", "3106", "3109", "3111", "7002", "7102", "7104", "7106", "7109", "7111"):
        yield _nik(f"date {date}", 6, date)
    for date in ("290279", "690281"):
        yield _nik(f"leap day {date}", 6, date)
    for province in ("10", "20", "22", "30", "37", "40", "50", "54", "60", "66", "70", "77", "80", "83", "90", "98"):
        yield _nik(f"province {province}", 0, province)
    yield _nik("serial 0000", 12, "0000")
    for digit in "123456789":
        yield _cell("NIK", "nik-impossible", "NIK", digit * 16)
    yield _way(
        "NIK and KK exchanged",
        "nik-kk-swapped nik-impossible nik-birth-date-mismatch",
        lambda p, r, s: {"NIK": "1704990107120047", "No KK": p.nik},
    )
    for text in ("170499010712004", "17049901071200471", "abc", "1,7E+15", "17049901O7120047", "12"):
        yield _cell("KK", "kk-length kk-precision-lost", "No KK", text)


def _nik(name: str, at: int, part: str) -> Way:
    return _way(
        f"NIK with {name}",
        "nik-impossible",
        lambda p, r, s: {"NIK": p.nik[:at] + part + p.nik[at + len(part) :]},
    )


def _dates() -> Iterator[Way]:
    unread = "birth-date-unreadable birth-date-missing"
    for nothing in ("", "-", "0", "00-00-0000", "0000-00-00", "?", "tidak tahu", "--", "lupa"):
        yield _cell("birth date", unread, "Tgl Lahir", nothing)
    for text in ("31-02-1979", "30-02-1980", "31-04-1979", "31-06-1979", "31-09-1979", "31-11-1979", "00-05-1979"):
        yield _cell("birth date", unread, "Tgl Lahir", text)
    for text in ("32-01-1979", "15-13-1979", "15-00-1979", "29-02-1979", "99-99-1999", "1979-13-15", "1979-02-30"):
        yield _cell("birth date", unread, "Tgl Lahir", text)
    for text in ("1979", "Tahun 1979", "Mei 1979", "05-1979", "abc", "idem", "sda", "12 Foo 1979", "12-12-1880"):
        yield _cell("birth date", unread, "Tgl Lahir", text)
    for text in ("01-01-2030", "05 Mei 2031", "2028-07-07"):
        yield _cell("birth date", "birth-date-future", "Tgl Lahir", text)
    for name, moved in (("next day", _day), ("next month", _month), ("next year", _year), ("ten years on", _decade)):
        yield _way(
            f"birth date {name}",
            "nik-birth-date-mismatch",
            lambda p, r, s, moved=moved: {"Tgl Lahir": as_typed(moved(p.born), s)},
        )
    yield Way("birth day and month exchanged", _exchanged, frozenset({"nik-birth-date-mismatch"}))
    for age, code in ((65, "age-over"), (66, "age-over"), (80, "age-over"), (94, "age-over")):
        yield Way(f"aged {age}", _aged(age), frozenset({code}))
    for age in (0, 1, 10, 15, 17):
        yield Way(f"aged {age}", _aged(age), frozenset({"age-under"}))
    for years in (5, 20, -6):
        yield _way(
            f"age told {years} years off",
            "age-differs",
            lambda p, r, s, years=years: {"Umur": str((ON - p.born).days // 365 + years)},
        )


def _day(born: datetime.date) -> datetime.date:
    return born.replace(day=born.day + 1 if born.day < 28 else 1)


def _month(born: datetime.date) -> datetime.date:
    return born.replace(month=born.month % 12 + 1, day=min(born.day, 28))


def _year(born: datetime.date) -> datetime.date:
    return born.replace(year=born.year + 1, day=min(born.day, 28))


def _decade(born: datetime.date) -> datetime.date:
    return born.replace(year=born.year - 10 if born.year > 1975 else born.year + 10, day=min(born.day, 28))


def _exchanged(register: Register, style: Style) -> Person:
    chance = register.chance
    day, month = chance.sample(range(1, 13), 2)
    born = datetime.date(chance.randrange(1962, 2000), month, day)
    person = register.born_on(style, born)
    return person.but(**{"Tgl Lahir": f"{month} {MONTHS[day - 1]} {born.year}"})


def _aged(age: int) -> Spoil:
    def spoil(register: Register, style: Style) -> Person:
        back = age * 365.25 + 20 + register.chance.randrange(300)
        return register.born_on(style, ON - datetime.timedelta(days=int(back)))

    return spoil


def _people() -> Iterator[Way]:
    for nothing in ("", "-", ".", "tidak ada", "0", "n/a"):
        yield _cell("name", "name-missing name-suspicious", "Nama", nothing)
    for text in ("X", "xxx", "tes", "12345", "Budi123", "alm. Budi", "Siti (almh)", "Budi@Kaur", "Z.", "???"):
        yield _cell("name", "name-suspicious name-missing", "Nama", text)
    for other in (("L", "P"), ("Laki-laki", "Perempuan"), ("LK", "PR"), ("1", "2"), ("Pria", "Wanita")):
        yield _way(
            f"sex against the NIK {other}",
            "nik-sex-mismatch",
            lambda p, r, s, other=other: {"JK": other[not p.woman]},
        )
    for text in ("X", "LP", "3", "L/P", "tidak tahu", "anak"):
        yield _cell("sex", "sex-unreadable", "JK", text)
    for text in ("MATI", "Meninggal", "PINDAH", "Hilang", "wafat", "Meninggal dunia", "tidak valid"):
        yield _cell("status", "not-alive", "Status", text)
    for name, again in (("the row again", False), ("the number for another", True)):
        yield Way(name, _repeated(again), frozenset({"nik-shared", "nik-shared-elsewhere", "duplicate-row"}))


def _repeated(another: bool) -> Spoil:
    def spoil(register: Register, style: Style) -> Person:
        first = register.person(style)
        other = datetime.date(1970, 3, 3) if first.born.year != 1970 else datetime.date(1981, 3, 3)
        changed = {"Nama": "Zulkifli Bangun", "Tgl Lahir": as_typed(other, style)} if another else {}
        second = first.but(**changed)
        second.cells["twice"] = first.cells  # both are written; the second is the bad one
        return second

    return spoil


def _rest() -> Iterator[Way]:
    for text in ("1", "12345", "tidak aktif", "08123", "wa saja", "0000000000", "08x123456789", "12"):
        yield _cell("phone", "phone-unreadable", "No HP", text)
    for text in ("Xyzzyville", "Qqqqqq", "Desa Tidak Ada Sekali", "Wwxxyy", "", "Bantimurung", "Sidakarya"):
        yield _cell("village", "region-unknown region-outside", "Desa", text)
    for text in ("PNS", "TNI", "POLRI", "Anggota DPRD", "Kepolisian RI", "Pegawai Negeri Sipil"):
        yield _cell("work", "occupation-excluded occupation-unknown", "Pekerjaan", text)
    for text in ("Pelajar/Mahasiswa", "IRT", "Tidak bekerja", "Pensiunan", "Mengurus Rumah Tangga", "belum bekerja"):
        yield _cell("work", "not-working occupation-excluded occupation-unknown", "Pekerjaan", text)
    for text in ("Xyzzy", "qwerty", "", "???"):
        yield _cell("work", "occupation-unknown not-working", "Pekerjaan", text)

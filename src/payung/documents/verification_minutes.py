"""Minutes of verification and validation (Berita Acara Verifikasi dan Validasi): who was asked, who fell out, why."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from payung.documents import letterpress
from payung.kernel import dates, month, nik, rupiah, terbilang


@dataclass(frozen=True)
class Source:
    """One agency: lists that went to it (day, people, SHA-256), days of its answers, people by verdict in words."""

    title: str
    short: str
    lists: tuple[tuple[date, int, str], ...]
    answered_on: tuple[date, ...]
    asked: int
    said: tuple[tuple[str, int], ...]
    waiting: int


@dataclass(frozen=True)
class Minutes:
    """What the minutes say. What is None is left as a dotted line.

    `rejected` and `replaced` have a row a person: nik, name, village_name, district_name, result. The NIK is printed
    masked. `lost` people lost a seat; `empty` seats found nobody to take them.
    """

    government: str
    region: str
    agency: str | None
    programme: str
    on: date
    sources: tuple[Source, ...]
    reasons: tuple[tuple[str, int], ...]
    rejected: pl.DataFrame
    replaced: pl.DataFrame
    selected: int
    waiting_list: int
    lost: int
    empty: int
    number: str | None = None
    place: str | None = None
    demo: bool = False


def write(minutes: Minutes, path: Path) -> None:
    """Write the minutes with both annexes as PDF on F4."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(letterpress.press("verification_minutes", _values(minutes), minutes.on))


def day_in_words(day: date) -> str:
    """How minutes begin.

    >>> day_in_words(date(2024, 11, 11))
    'Senin tanggal sebelas bulan November tahun dua ribu dua puluh empat (11-11-2024)'
    """
    return (
        f"{dates.weekday(day)} tanggal {terbilang.words(day.day)} bulan {month.NAMES[day.month - 1]} "
        f"tahun {terbilang.words(day.year)} ({dates.dashed(day)})"
    )


def _values(minutes: Minutes) -> dict[str, Any]:
    agency = minutes.agency or "............................................"
    return {
        "demo": minutes.demo,
        "draft": False,
        "government": minutes.government,
        "region": minutes.region,
        "agency": agency,
        "agency_heading": letterpress.balanced(agency.removesuffix(f" {minutes.region}").upper(), 46),
        "programme": minutes.programme,
        "number": minutes.number,
        "place": minutes.place,
        "day": day_in_words(minutes.on),
        "date": dates.long(minutes.on),
        "sources": [_source(source) for source in minutes.sources],
        "reasons": [[words, rupiah.number(count)] for words, count in minutes.reasons],
        "rejected": _people(minutes.rejected),
        "replaced": _people(minutes.replaced),
        "counts": {
            name: rupiah.number(count)
            for name, count in (
                ("rejected", minutes.rejected.height),
                ("replaced", minutes.replaced.height),
                ("selected", minutes.selected),
                ("waiting_list", minutes.waiting_list),
                ("lost", minutes.lost),
                ("empty", minutes.empty),
            )
        },
    }


def _source(source: Source) -> dict[str, Any]:
    return {
        "title": source.title,
        "short": source.short,
        "lists": [
            f"{dates.long(day)}, {rupiah.number(people)} orang, sidik berkas {sha256[:16]}"
            for day, people, sha256 in source.lists
        ],
        "answered_on": [dates.long(day) for day in source.answered_on],
        "asked": rupiah.number(source.asked),
        "answered": rupiah.number(source.asked - source.waiting),
        "said": [[words, rupiah.number(count)] for words, count in source.said],
        "waiting": rupiah.number(source.waiting),
    }


def _people(frame: pl.DataFrame) -> list[list[str]]:
    shown = frame.with_columns(nik.masked_expr(pl.col("nik"))).select(
        "nik", "name", "village_name", "district_name", "result"
    )
    return [
        [str(number), *(cell or "" for cell in line)] for number, line in enumerate(shown.iter_rows(), 1)
    ]  # fmt: skip

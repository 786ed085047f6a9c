"""What a budget is about: people, months, parts of the contribution, sources, and what a death pays."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

    from payung.documents.published import Comparison

RP = '"Rp "#,##0'


@dataclass(frozen=True)
class Source:
    """One source of money; `short` is what the `source` column of the villages says."""

    short: str  # "APBD"
    name: str  # "APBD Kabupaten Kaur TA 2024"
    ceiling: int | None = None


@dataclass(frozen=True)
class Death:
    """What the family of somebody who dies not at work gets, by months covered, under the law of some month."""

    label: str  # "aturan Desember 2024"
    amounts: dict[int, int]  # months covered -> whole rupiah
    reference: str = ""
    confirmed: bool = True


@dataclass(frozen=True)
class Statement:
    """The figures of a budget. `parts` in rupiah per person and month, `ceiling` None when there is none."""

    region: str
    programme: str
    as_of: date
    parts: dict[str, int]
    start: date
    months: int
    people: int
    ceiling: int | None
    sources: tuple[Source, ...] = ()
    deaths: tuple[Death, ...] = ()
    tariff_note: str = ""  # where the tariff comes from: "JKK 1 % x dasar Rp 1.000.000; PP 44/2015"
    notes: tuple[str, ...] = field(default=())
    pools: "pl.DataFrame | None" = None  # of `budget_pools.write`, where seats are not shared by village
    published: tuple["Comparison", ...] = ()
    published_remarks: tuple[str, ...] = ()
    list_sha256: str | None = None
    demo: bool = True
    spans: tuple[tuple[date, int], ...] = ()  # first month and months of each wave, where they differ
    held: tuple[int, int] = (0, 0)  # seats kept for undecided pairs, and the rupiah kept for them

    @property
    def tariff(self) -> int:
        return sum(self.parts.values())

"""Who pays, as papers name it: the budgets of many villages are one source."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from payung.journeys.figures import Figures
from payung.kernel import region_code, rupiah
from payung.programme.document import Document, Funding
from payung.regions import reader

NAMES = {
    "APBN": "Anggaran Pendapatan dan Belanja Negara",
    "APBD": "Anggaran Pendapatan dan Belanja Daerah",
    "APBDES": "Anggaran Pendapatan dan Belanja Desa",
    "ADD": "Alokasi Dana Desa",
    "DD": "Dana Desa",
    "DBH": "Dana Bagi Hasil",
    "CSR": "tanggung jawab sosial dan lingkungan perusahaan",
    "self": "iuran peserta sendiri",
}
VILLAGE = 4


@dataclass(frozen=True)
class Money:
    """One source as a decree names it; money in whole rupiah, ceiling None where there is none.

    budgets: how many budgets it is, one unless every village pays from its own.
    """

    source: str
    year: int
    name: str  # "Dana Desa 27 desa di Kota Denpasar Tahun Anggaran 2023"
    short: str  # "DD 27 desa di Kota Denpasar TA 2023"
    budgets: int
    ceiling: int | None
    reserved: int

    @property
    def left(self) -> int | None:
        return None if self.ceiling is None else self.ceiling - self.reserved

    @property
    def label(self) -> str:
        """ "DD 2023", or "DD 2023, 27 desa"."""
        desa = f", {rupiah.number(self.budgets)} desa" if self.budgets > 1 else ""
        return f"{self.source} {self.year}{desa}"


def of(document: Document, figures: Figures) -> list[Money]:
    """The sources of a programme in the order of its file; neighbouring lines of villages become one."""
    lines = zip(document.funding, figures.funding["reserved"].to_list(), strict=True)
    return [_money(document, list(same)) for _, same in groupby(lines, key=lambda pair: _kind(pair[0]))]


def _kind(line: Funding) -> tuple[object, ...]:
    is_village = region_code.level(line.owner) == VILLAGE
    owner = "" if is_village else line.owner
    return line.source, line.year, owner, is_village, tuple(line.covers), tuple(line.groups or ())


def _money(document: Document, lines: list[tuple[Funding, int]]) -> Money:
    line = lines[0][0]
    regions = reader.load()
    owner = regions.full_name(line.owner)
    if len(lines) > 1:
        owner = f"{rupiah.number(len(lines))} desa di {regions.full_name(document.government)}"
    ceilings = [each.ceiling for each, _ in lines if each.ceiling is not None]
    return Money(
        source=line.source,
        year=line.year,
        name=f"{NAMES[line.source]} {owner} Tahun Anggaran {line.year}",
        short=f"{line.source} {owner} TA {line.year}",
        budgets=len(lines),
        ceiling=sum(ceilings) if ceilings else None,
        reserved=sum(paid for _, paid in lines),
    )

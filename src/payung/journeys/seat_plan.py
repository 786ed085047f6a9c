"""How many seats a programme file gives to whom, before there is any roster. No database."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import polars as pl

from payung.journeys import programme_file
from payung.journeys.programme_file import ProgrammeFile
from payung.kernel import region_code
from payung.programme import checks, groups
from payung.programme.document import Document, Quota
from payung.programme.groups import Terms
from payung.regions import reader
from payung.selection import quota, quota_file


@dataclass(frozen=True)
class GroupSeats:
    """The seats of one group (`name` "" for the only one): what pools are, and `quota.of` them."""

    name: str
    by: str
    seats: pl.DataFrame

    @property
    def total(self) -> int:
        return int(self.seats["seats"].sum())

    def lines(self) -> list[tuple[str, int]]:
        """What each pool is called, with its seats; villages are added up to their sub-districts."""
        if self.by != "village":
            return [(str(name), seats) for name, seats in self.seats.select("name", "seats").iter_rows()]
        regions = reader.load()
        counted = (
            self.seats.group_by(pl.col("pool").str.slice(0, 6) + "0000")
            .agg(villages=pl.len(), seats=pl.col("seats").sum())
            .sort("pool")
        )
        return [
            (f"{regions.full_name(district)}, {villages} desa/kelurahan", seats)
            for district, villages, seats in counted.iter_rows()
        ]


def of(path: Path) -> list[GroupSeats]:
    """The seats of every group of a programme file; rosters and reference lists need not exist yet.

    Raises ProgrammeFileProblem and QuotaProblem as the main job does.
    """
    return of_groups(programme_file.read(path, files=False))


def of_groups(file: ProgrammeFile) -> list[GroupSeats]:
    """The seats of every group of a programme file that was read."""
    return [GroupSeats(terms.name, terms.quota.by, of_group(file, terms)) for terms in groups.of(file.document)]


def of_group(file: ProgrammeFile, terms: Terms) -> pl.DataFrame:
    """pool, name, also, seats of one group."""
    table = of_file(file, terms.quota)
    return quota.of(terms.quota, villages(file.document, terms.name), table, occupations=terms.criteria.occupations)


def of_file(file: ProgrammeFile, rule: Quota) -> pl.DataFrame | None:
    """The quota file of a rule, None where it has none."""
    if not rule.file:
        return None
    if not programme_file.exists(file.beside(rule.file)):
        raise quota.QuotaProblem(f"{rule.file} tidak ditemukan di samping berkas program. Periksa nama dan mapnya.")
    return quota_file.of(rule, file.beside(rule.file), file.document.government)


def villages(document: Document, group: str = "") -> list[str]:
    """The codes of all villages that the waves of a group cover, ascending."""
    waves = [number for number, wave in enumerate(document.waves) if (wave.group or "") == group]
    return sorted({code for number in waves for code in of_wave(document, number)})


def of_wave(document: Document, number: int) -> list[str]:
    """The codes of the villages that a wave covers; `number` counts from 0."""
    codes = reader.load().villages(document.government)["code"]

    @cache
    def inside(region: str) -> list[str]:
        low, high = region_code.span(region)
        return codes.filter((codes >= low) & (codes < high)).to_list()

    return checks.wave_villages(document, number, inside)

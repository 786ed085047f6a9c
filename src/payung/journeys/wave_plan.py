"""What each wave of a programme file costs when all its seats are filled, before there is any roster. No database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from payung.journeys import seat_plan
from payung.journeys.programme_file import ProgrammeFile
from payung.kernel import month
from payung.kernel.refusal import Refusal
from payung.law import contribution
from payung.law.in_force import ParameterSet
from payung.programme import checks, groups
from payung.programme.document import Funding
from payung.programme.groups import Terms


class TariffUnknown(Refusal):
    """The law has no contribution for the months of a wave."""


@dataclass(frozen=True)
class WavePlan:
    """One wave, counted from 1: its group ("" for the only one), seats, months and rupiah a person in each month."""

    number: int
    group: str
    segment: str
    people: int
    start: date
    monthly: tuple[int, ...]

    @property
    def months(self) -> int:
        return len(self.monthly)

    @property
    def tariff(self) -> int:
        """Of the first month."""
        return self.monthly[0]

    @property
    def total(self) -> int:
        """What all seats cost over all months, what participants pay themselves left out."""
        return self.people * sum(self.monthly)


def of(file: ProgrammeFile, law: ParameterSet) -> list[WavePlan]:
    """The waves in the order of the file; raises TariffUnknown and QuotaProblem."""
    document = file.document
    seats = {terms.name: seat_plan.of_group(file, terms) for terms in groups.of(document)}
    found = []
    for index, wave in enumerate(document.waves):
        terms = groups.of_wave(document, wave.group)
        assert terms is not None  # the file was read without contradictions
        villages = seat_plan.of_wave(document, index)
        lines = [line for line in checks.lines_of_wave(document, index) if line.source != "self"]
        monthly = tuple(_tariff(terms, lines, covered, law) for covered in month.range(wave.start, wave.months))
        people = _seats(seats[terms.name], terms.quota.by, villages)
        found.append(WavePlan(index + 1, terms.name, terms.segment, people, wave.start, monthly))
    return found


def ceiling(file: ProgrammeFile) -> int:
    """The money of all budgets, in whole rupiah; what participants pay themselves is none."""
    return sum(line.ceiling or 0 for line in file.document.funding if line.source != "self")


def _seats(seats: pl.DataFrame, by: str, villages: list[str]) -> int:
    if by == "village":
        seats = seats.filter(pl.col("pool").is_in(villages))
    elif by == "district":
        seats = seats.filter(pl.col("pool").str.slice(0, 6).is_in({code[:6] for code in villages}))
    return int(seats["seats"].sum())


def _tariff(terms: Terms, lines: list[Funding], covered: date, law: ParameterSet) -> int:
    """Rupiah of one person in one month, each insurance or share at the first line that pays it."""
    payable = groups.payable(terms.insurance, [line.covers for line in lines])
    amount = 0
    for part in payable:
        line = next((line for line in lines if part in line.covers), None)
        if line is None:  # participants pay it, or it is left out
            continue
        name = groups.insurance_of(part)
        answer = contribution.of(
            month=covered,
            insurance=[name],
            parameters=law,
            income=terms.income,
            segment=terms.segment,
            payer=line.source,
        )
        if answer["total"] is None:
            raise TariffUnknown(
                f"Besar iuran {name} bulan {month.name(covered)} belum ada dalam hukum. "
                "Periksa bulan dan dasar upah program."
            )
        worker = answer["paid_by_worker"]
        if part != name:
            amount += worker
        else:
            amount += answer["total"] - (worker if name + groups.WORKER_SHARE in payable else 0)
    return amount

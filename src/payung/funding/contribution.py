"""What one person costs each funding line in a wave, by the law of each covered month."""

from __future__ import annotations

from datetime import date

import polars as pl

from payung.funding import queries
from payung.kernel import month as months
from payung.kernel.refusal import Refusal
from payung.law import contribution
from payung.law.in_force import ParameterSet
from payung.programme import groups
from payung.programme.models import Wave

SCHEMA = {
    "line_id": pl.Int64,
    "source": pl.String,
    "insurance": pl.String,
    "month": pl.Date,
    "amount": pl.Int64,
    "confirmed": pl.Boolean,
}


class ContributionUnknown(Refusal):
    """The law has no number for an insurance and month."""


def payable(wave: Wave) -> list[str]:
    """What has to be paid for a person of a wave: its insurances, worker's shares apart where a line pays them."""
    return groups.payable(wave.insurance, [line.covers for line in queries.lines_of_wave(wave)])


def monthly(wave_id: int, parameters: ParameterSet) -> pl.DataFrame:
    """line_id, source, insurance, month (Date), amount (Int64 rupiah a person), confirmed; one row each, sorted.

    Each line of the wave is the payer of what it covers, so that reliefs that exclude APBN and APBD apply line by
    line. `insurance` is what is payable: where a line pays JHT-worker, the amount of JHT is the employer's share.
    Raises ContributionUnknown where the law gives no amount.
    """
    wave = Wave.objects.get(pk=wave_id)
    lines = queries.lines_of_wave(wave)
    parts = groups.payable(wave.insurance, [line.covers for line in lines])
    rows = [
        {
            "line_id": line.pk,
            "source": line.source,
            "payer": line.source,
            "segment": wave.segment,
            "income": wave.income,
            "month": month,
            "insurance": part,
            **{name.lower(): name == groups.insurance_of(part) for name in contribution.INSURANCES},
        }
        for line in lines
        for month in months.range(wave.start, wave.months)
        for part in parts
        if part in line.covers
    ]
    if not rows:
        return pl.DataFrame(schema=SCHEMA)
    is_split = pl.col("insurance").is_in([name for name in parts if name + groups.WORKER_SHARE in parts])
    is_worker_share = pl.col("insurance").str.ends_with(groups.WORKER_SHARE)
    assessed = contribution.assess(pl.DataFrame(rows), parameters).with_columns(
        amount=pl.when(is_worker_share)
        .then("paid_by_worker")
        .when(is_split)
        .then(pl.col("total") - pl.col("paid_by_worker"))
        .otherwise("total")
    )
    unknown = assessed.filter(pl.col("amount").is_null())
    if unknown.height:
        first = unknown.row(0, named=True)
        raise ContributionUnknown(
            f"Besar iuran {first['insurance']} bulan {months.name(first['month'])} belum ada dalam hukum. "
            "Periksa bulan dan dasar upah program."
        )
    return assessed.select(*SCHEMA).sort("line_id", "insurance", "month")


def costs(wave_id: int, parameters: ParameterSet, *, since: date | None = None) -> dict[int, dict[str, int]]:
    """Rupiah of one person for all months of the wave, or those `since` one: line id -> insurance -> amount."""
    found = monthly(wave_id, parameters)
    found = found if since is None else found.filter(pl.col("month") >= since)
    summed = found.group_by("line_id", "insurance").agg(pl.col("amount").sum())
    answer: dict[int, dict[str, int]] = {}
    for line, insurance, amount in summed.sort("line_id", "insurance").iter_rows():
        answer.setdefault(line, {})[insurance] = amount
    return answer


def totals(taken: pl.DataFrame, wave_id: int, parameters: ParameterSet) -> pl.DataFrame:
    """`taken` (line_id, insurance, people) priced: adds month and amount for all these people, one row a month."""
    priced = taken.join(monthly(wave_id, parameters), on=["line_id", "insurance"])
    return priced.select(
        "line_id", "source", "insurance", "month", "people", amount=pl.col("people") * pl.col("amount")
    ).sort("line_id", "insurance", "month")

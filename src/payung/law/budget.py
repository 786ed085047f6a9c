"""People x months x tariff against a ceiling: what a programme costs and what the money affords."""

from dataclasses import dataclass

import polars as pl

from payung.kernel.refusal import Refusal

MOST = 10**18
"""Rupiah, people or months beyond this are a slip of the pen, and would not fit the columns of money."""


class TooLarge(Refusal, ValueError):
    """People, months and tariff together make no amount that anybody pays."""


@dataclass(frozen=True)
class Budget:
    """The arithmetic of one budget line, in whole rupiah, people and months.

    `months_for_all` is how many whole months the ceiling affords for all people, `people_for_months` how many people
    it affords for all months; None where no ceiling (or no people, months, tariff to divide by) is given.
    """

    total: int | None
    months_for_all: int | None
    people_for_months: int | None


def assess(frame: pl.DataFrame) -> pl.DataFrame:
    """Add Int64 `total`, `months_for_all` and `people_for_months` to lines of a budget.

    In: Int64 `people`, `months`, `tariff` (rupiah per person and month) and `ceiling`, each nullable.
    """
    people, months, tariff = (pl.col(name).cast(pl.Int64) for name in ("people", "months", "tariff"))
    monthly, whole = people * tariff, months * tariff
    return frame.with_columns(
        (monthly * months).alias("total"),
        pl.when(monthly > 0).then(pl.col("ceiling").floordiv(monthly)).alias("months_for_all"),
        pl.when(whole > 0).then(pl.col("ceiling").floordiv(whole)).alias("people_for_months"),
    )


def of(people: int | None, months: int | None, tariff: int | None, ceiling: int | None = None) -> Budget:
    """One budget line, by the same lines; raises TooLarge.

    >>> of(7100, 1, 16800, 119280000)
    Budget(total=119280000, months_for_all=1, people_for_months=7100)
    """
    if is_too_large(people, months, tariff):
        raise TooLarge("Orang, bulan dan iuran bersama-sama terlalu besar untuk sebuah anggaran.")
    row = {"people": [people], "months": [months], "tariff": [tariff], "ceiling": [ceiling]}
    answer = assess(pl.DataFrame(row, schema=dict.fromkeys(row, pl.Int64))).row(0, named=True)
    return Budget(answer["total"], answer["months_for_all"], answer["people_for_months"])


def is_too_large(people: int | None, months: int | None, tariff: int | None) -> bool:
    """Whether the product, or any part of it, is beyond `MOST`."""
    return (people or 1) * (months or 1) * (tariff or 1) >= MOST

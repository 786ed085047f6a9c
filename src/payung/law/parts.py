"""What each insurance costs if a row is insured, by segment: BPU by the base of its income row, PU by the wage."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import gcd
from typing import Any

import polars as pl

from payung.law.in_force import Value
from payung.law.rate import content
from payung.law.terms import INSURANCES, INSURED, NO, NOTHING, Terms

NOTES = ("income-row", "rate", "relief", "rounding", "wage-ceiling")
_BPU = {
    "JKK": ("contribution.bpu.jkk_rate",),
    "JKM": ("contribution.bpu.jkm_amount",),
    "JHT": ("contribution.bpu.jht_rate",),
}
_PU = {
    "JKK": ("contribution.pu.jkk_rate",),
    "JKM": ("contribution.pu.jkm_rate",),
    "JHT": ("contribution.pu.jht_employer_rate", "contribution.pu.jht_worker_rate"),
    "JP": ("contribution.pu.jp_employer_rate", "contribution.pu.jp_worker_rate"),
}
_ROWS, _CEILING = "contribution.bpu.income_rows", "contribution.pu.jp_wage_ceiling"


@dataclass(frozen=True)
class Parts:
    """One segment's share of the work: what each insurance costs if insured, and what is not certain about it.

    `columns` must be added to the frame first: what several amounts share is looked up once.
    """

    base: pl.Expr
    amounts: Mapping[str, pl.Expr]
    by_worker: Mapping[str, pl.Expr]
    doubts: Mapping[str, pl.Expr]
    columns: tuple[pl.Expr, ...] = ()


def of(segments: set[str], terms: Terms) -> Parts:
    """The parts of a frame that holds these segments; where it holds both, each row has its own."""
    if segments == {"PU"}:
        return _pu(terms)
    if "PU" not in segments:
        return _bpu(terms)
    pu, bpu, is_pu = _pu(terms), _bpu(terms), pl.col("segment") == "PU"

    def either(of_pu: pl.Expr, of_bpu: pl.Expr) -> pl.Expr:
        return pl.when(is_pu).then(of_pu).otherwise(of_bpu)

    return Parts(
        either(pu.base, bpu.base),
        {name: either(pu.amounts[name], bpu.amounts[name]) for name in INSURANCES},
        {name: either(amount, NOTHING) for name, amount in pu.by_worker.items()},
        {name: either(pu.doubts.get(name, NO), bpu.doubts.get(name, NO)) for name in NOTES},
        bpu.columns,
    )


def total(amounts: Iterable[pl.Expr]) -> pl.Expr:
    """Their sum in Int64; null as soon as one is null."""
    added = NOTHING
    for amount in amounts:
        added = added + amount
    return added


def _bpu(terms: Terms) -> Parts:
    base, (jkk, jkm, jht) = pl.col("_base"), (names[0] for names in _BPU.values())
    amounts = {
        "JKK": terms.relieved(terms.share(jkk, base)),
        "JKM": terms.relieved(terms.value(jkm)),
        "JHT": terms.share(jht, base),
        "JP": NOTHING,
    }
    doubts = {
        "income-row": pl.col("_is_doubtful_row") & (INSURED["JKK"] | INSURED["JHT"]),
        **terms.doubts("rate", _BPU),
        **terms.relief_doubts(),
    }
    return Parts(base, amounts, {}, doubts, _income_row(terms))


def _pu(terms: Terms) -> Parts:
    wage, ceiling = pl.col("income"), terms.value(_CEILING)
    # Not min_horizontal: it would take an unknown wage for the ceiling.
    capped = pl.when(wage > ceiling).then(ceiling).when(ceiling.is_not_null()).then(wage)
    bases = {name: capped if name == "JP" else wage for name in INSURANCES}
    shares = {name: [terms.share(rate, bases[name]) for rate in rates] for name, rates in _PU.items()}
    amounts = {name: total(shares[name]) for name in INSURANCES}
    amounts |= {name: terms.relieved(amounts[name]) for name in ("JKK", "JKM")}
    broken = pl.any_horizontal(
        INSURED[name] & terms.is_broken(rate, bases[name]) for name, rates in _PU.items() for rate in rates
    )
    doubts = {
        **terms.doubts("rate", _PU),
        **terms.relief_doubts(),
        "rounding": broken,
        **terms.doubts("wage-ceiling", {"JP": (_CEILING,)}),
    }
    return Parts(wage, amounts, {"JHT": shares["JHT"][1], "JP": shares["JP"][1]}, doubts)


def _income_row(terms: Terms) -> tuple[pl.Expr, pl.Expr]:
    """The base of each income's row, the lower one for an income between two, and whether it is doubtful.

    Rows begin at multiples of a step, so a table by step answers without searching; an unknown income stays null.
    """
    income = pl.col("income")

    def of_row(value: Value | None, kind: pl.DataType, say: Callable[[dict[str, Any]], Any]) -> pl.Expr:
        if (rows := content(value)) is None:
            return pl.lit(None, kind)
        step = gcd(*(row["from"] for row in rows))
        starts = {row["from"] // step: say(row) for row in rows}
        steps, latest = [], say(rows[0])
        for place in range(max(starts) + 1):
            latest = starts.get(place, latest)
            steps.append(latest)
        at = (income // step).clip(upper_bound=len(steps) - 1).cast(pl.UInt32, strict=False)
        return pl.lit(pl.Series(steps, dtype=kind)).gather(at)

    base = terms.dated(_ROWS, lambda value: of_row(value, pl.Int64(), lambda row: row["base"]))
    doubt = terms.dated(_ROWS, lambda value: of_row(value, pl.Boolean(), lambda row: row["confidence"] != "high"))
    return base.alias("_base"), doubt.alias("_is_doubtful_row")

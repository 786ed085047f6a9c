"""What one month of cover costs, part by part, for one person or ten million."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import polars as pl

from payung.kernel import month as months
from payung.law import marks, parts
from payung.law.in_force import ParameterSet
from payung.law.terms import INSURANCES, INSURED, NOTHING, Terms

__all__ = ["ADDED", "INSURANCES", "NOTES", "SEGMENTS", "assess", "of"]

SEGMENTS = ("BPU", "PU")
ADDED = ("base", *INSURANCES, "total", "paid_by_worker", "confirmed", "notes")
NOTES = parts.NOTES
_DEFAULTS: Mapping[str, tuple[Any, pl.DataType | type[pl.DataType]]] = {
    "segment": ("BPU", pl.String),
    "income": (None, pl.Int64),
    "jkk": (False, pl.Boolean),
    "jkm": (False, pl.Boolean),
    "jht": (False, pl.Boolean),
    "jp": (False, pl.Boolean),
    "sector": ("other", pl.String),
    "payer": (None, pl.String),
    "conditions": (True, pl.Boolean),
}


def assess(frame: pl.DataFrame, parameters: ParameterSet) -> pl.DataFrame:
    """Add what each row's month costs by the law of that month.

    In: `month` (Date, first of month) and any of `segment` (BPU, PU), `income` (Int64 rupiah), `jkk`, `jkm`, `jht`,
    `jp` (Boolean: insured), `sector` (transport, other), `payer`, `conditions` (relief conditions on the person, met
    unless said otherwise); what is absent takes its default.
    Adds Int64 rupiah `base`, `JKK`, `JKM`, `JHT`, `JP`, `total`, `paid_by_worker` (the part of total that a
    PU worker bears), `confirmed` (every number behind the row is confirmed law) and `notes` (List[String], why not).
    What is not insured is 0; what is insured but cannot be known (no income, no law yet) is null, and so the total.
    """
    ready = frame.with_columns(
        pl.lit(default, kind).alias(name) for name, (default, kind) in _DEFAULTS.items() if name not in frame.columns
    )
    if "month" not in ready.columns:
        raise ValueError("assess needs a column month")
    first, last = ready["month"].min(), ready["month"].max()
    if not isinstance(first, date) or not isinstance(last, date):
        first = last = date(2015, 7, 1)
    segments = set(ready["segment"].unique()) if "segment" in frame.columns else {_DEFAULTS["segment"][0]}
    if not segments <= set(SEGMENTS):
        raise ValueError(f"segment must be one of {SEGMENTS}")
    return pl.concat([frame, _columns(ready, segments, Terms(parameters, (first, last)))], how="horizontal")


def _columns(ready: pl.DataFrame, segments: set[str], terms: Terms) -> pl.DataFrame:
    law = parts.of(segments, terms)
    insured = (pl.when(INSURED[name]).then(law.amounts[name]).otherwise(NOTHING).alias(name) for name in INSURANCES)
    by_worker = (pl.when(INSURED[name]).then(amount).otherwise(NOTHING) for name, amount in law.by_worker.items())
    # Lazily, because then Polars computes once what several of the amounts contain.
    looked_up = ready.lazy().with_columns(*terms.columns, *law.columns)
    numbers = looked_up.select(
        law.base.alias("base"),
        *insured,
        parts.total(by_worker).alias("paid_by_worker"),
        marks.mask(law.doubts).alias("notes"),
    ).collect()
    return numbers.select(
        "base",
        *INSURANCES,
        parts.total(pl.col(name) for name in INSURANCES).alias("total"),
        "paid_by_worker",
        (pl.col("notes") == 0).alias("confirmed"),
        marks.names(numbers["notes"], law.doubts),
    )


def of(
    *,
    month: date,
    insurance: tuple[str, ...] | list[str],
    parameters: ParameterSet,
    income: int | None = None,
    segment: str = "BPU",
    sector: str = "other",
    payer: str | None = None,
    conditions: bool = True,
) -> dict[str, Any]:
    """One person's month, by the same lines: a dict of the columns that `assess` adds."""
    row = {
        "month": [months.parse(month)],
        "segment": [segment],
        "income": [income],
        "sector": [sector],
        "payer": [payer],
        "conditions": [conditions],
        **{name.lower(): [name in insurance] for name in INSURANCES},
    }
    kinds = {name: kind for name, (_, kind) in _DEFAULTS.items()}
    frame = pl.DataFrame(row, schema={name: kinds.get(name, pl.Date) for name in row})
    answer = assess(frame, parameters).row(0, named=True)
    return {name: answer[name] for name in ADDED}

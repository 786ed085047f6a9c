"""Relief of contributions by decree: a dated factor for the months, sectors and payers that enjoy it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import polars as pl

from payung.law.in_force import ParameterSet, Value
from payung.law.rate import content, fraction

ACTS = ("pp_49_2020", "pp_50_2025")
SECTORS = ("transport", "other")
PAYERS = ("APBN", "APBD", "APBDES", "ADD", "DD", "DBH", "CSR", "self")


@dataclass(frozen=True)
class Relief:
    """One act over a frame: the rows each factor reduces and the rows whose treatment is not certain.

    `columns` must be added to the frame first; then `reduce` and `is_open` cost next to nothing.
    """

    columns: tuple[pl.Expr, ...]
    is_open: pl.Expr
    factors: tuple[tuple[pl.Expr, Fraction], ...]

    def reduce(self, amount: pl.Expr, share: Callable[[pl.Expr, Fraction], pl.Expr]) -> pl.Expr:
        """The amount that is left to pay, in whole rupiah."""
        left = amount
        for rows, factor in self.factors:
            left = pl.when(rows).then(share(amount, factor)).otherwise(left)
        return left


def in_span(parameters: ParameterSet, span: tuple[date, date]) -> list[Relief]:
    """The acts that reach any month of the span, ready for a frame with segment, sector, payer and conditions.

    A payer or segment whose treatment is unknown, or not stated, pays in full and the row `is_open` (unconfirmed).
    A sector that is not stated counts as other.
    """
    return [relief for act in ACTS if (relief := _act(act, parameters, span)) is not None]


def _act(act: str, parameters: ParameterSet, span: tuple[date, date]) -> Relief | None:
    prefix = f"contribution.relief.{act}"
    periods = [
        period for sector in SECTORS for period in _periods(f"{prefix}.factor_{sector}", sector, parameters, span)
    ]
    if not periods:
        return None
    tables = [(f"{prefix}.payers", pl.col("payer")), (f"{prefix}.segments", pl.col("segment"))]
    values = [value for name, _ in tables for _, value in parameters.pieces(name, *span)]
    is_firm = all(value is None or value.is_confirmed for value in values)
    met = pl.col("conditions").fill_null(False)
    included, excluded = met, ~met
    for name, column in tables:
        included = included & _treated("included", name, parameters, span, column)
        excluded = excluded | _treated("excluded", name, parameters, span, column)
    reached = pl.any_horizontal([rows for rows, _ in periods])
    columns = [(included & rows).alias(f"_{act}_{place}") for place, (rows, _) in enumerate(periods)]
    settled = (included & pl.lit(is_firm)) | excluded
    factors = [(pl.col(f"_{act}_{place}"), factor) for place, (_, factor) in enumerate(periods)]
    return Relief((*columns, (reached & ~settled).alias(f"_{act}_open")), pl.col(f"_{act}_open"), tuple(factors))


def _periods(
    name: str, sector: str, parameters: ParameterSet, span: tuple[date, date]
) -> list[tuple[pl.Expr, Fraction]]:
    """The rows of one sector in each period that has a factor, with that factor."""
    pieces = parameters.pieces(name, *span)
    ends = [day for day, _ in pieces[1:]] + [None]
    found = []
    for (since, value), until in zip(pieces, ends, strict=True):
        if (factor := fraction(value)) is not None:
            rows = (pl.col("sector").fill_null("other") == sector) & (pl.col("month") >= since)
            found.append((rows if until is None else rows & (pl.col("month") < until), factor))
    return found


def _treated(
    treatment: str, name: str, parameters: ParameterSet, span: tuple[date, date], column: pl.Expr
) -> pl.Expr:
    """The rows that a dated table treats so; a name it does not hold, or none, is not among them."""

    def say(value: Value | None) -> pl.Expr:
        table: dict[str, str] = content(value) or {}
        names = [name for name, treated in table.items() if treated == treatment]
        return pl.any_horizontal([column == name for name in names]) if names else pl.lit(False)

    return parameters.expr(name, pl.col("month"), span, say).fill_null(False)

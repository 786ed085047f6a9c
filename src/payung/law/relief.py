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
    """One act as expressions over a frame: whether it reduces a row, by what, and whether that is certain."""

    act: str
    applies: pl.Expr
    is_open: pl.Expr
    factors: tuple[tuple[pl.Expr, Fraction], ...]

    def reduce(self, amount: pl.Expr, share: Callable[[pl.Expr, Fraction], pl.Expr]) -> pl.Expr:
        """The amount that is left to pay, in whole rupiah."""
        left = amount
        for rows, factor in self.factors:
            left = pl.when(self.applies & rows).then(share(amount, factor)).otherwise(left)
        return left


def in_span(parameters: ParameterSet, span: tuple[date, date]) -> list[Relief]:
    """The acts that reach any month of the span, ready for a frame with segment, sector, payer and conditions.

    A payer or segment whose treatment is unknown, or not stated, pays in full and the row `is_open` (unconfirmed).
    A sector that is not stated counts as other.
    """
    return [relief for act in ACTS if (relief := _act(act, parameters, span)) is not None]


def _act(act: str, parameters: ParameterSet, span: tuple[date, date]) -> Relief | None:
    prefix = f"contribution.relief.{act}"
    factors: list[tuple[pl.Expr, Fraction]] = []
    for sector in SECTORS:
        pieces = parameters.pieces(f"{prefix}.factor_{sector}", *span)
        ends = [day for day, _ in pieces[1:]] + [None]
        in_sector = pl.col("sector").fill_null("other") == sector
        for (since, value), until in zip(pieces, ends, strict=True):
            factor = fraction(value)
            if factor is not None:
                within = pl.col("month") >= since
                if until is not None:
                    within = within & (pl.col("month") < until)
                factors.append((in_sector & within, factor))
    if not factors:
        return None
    payer = _treatment(parameters, f"{prefix}.payers", span, pl.col("payer"))
    segment = _treatment(parameters, f"{prefix}.segments", span, pl.col("segment"))
    is_firm = all(
        value is None or value.is_confirmed
        for table in ("payers", "segments")
        for _, value in parameters.pieces(f"{prefix}.{table}", *span)
    )
    reached = pl.any_horizontal([rows for rows, _ in factors])
    excluded = (payer == "excluded") | (segment == "excluded") | ~pl.col("conditions")
    applies = (payer == "included") & (segment == "included") & pl.col("conditions")
    settled = (applies & pl.lit(is_firm)) | excluded
    return Relief(act, applies.fill_null(False), reached & ~settled.fill_null(False), tuple(factors))


def _treatment(parameters: ParameterSet, name: str, span: tuple[date, date], column: pl.Expr) -> pl.Expr:
    def say(value: Value | None) -> pl.Expr:
        table: dict[str, str] = content(value) or {}
        treated = pl.lit("unconfirmed")
        for key, treatment in table.items():
            treated = pl.when(column == key).then(pl.lit(treatment)).otherwise(treated)
        return treated

    return parameters.expr(name, pl.col("month"), span, say)

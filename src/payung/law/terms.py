"""What the parameters of one law say of each row's own month, as expressions over a column `month`."""

from collections.abc import Callable, Mapping
from datetime import date

import polars as pl

from payung.law import relief
from payung.law.in_force import ParameterSet, Value
from payung.law.rate import content, fraction, share

INSURANCES = ("JKK", "JKM", "JHT", "JP")
INSURED = {name: pl.col(name.lower()).fill_null(False) for name in INSURANCES}
NOTHING = pl.lit(0, pl.Int64)
NO = pl.lit(False)


class Terms:
    """The expressions of one parameter set for frames whose months lie within a span."""

    def __init__(self, parameters: ParameterSet, span: tuple[date, date]) -> None:
        self.parameters, self.span = parameters, span
        self.reliefs = relief.in_span(parameters, span)
        self.columns = tuple(column for act in self.reliefs for column in act.columns)
        """What the relief of several amounts shares; to be added to the frame first."""

    def dated(self, name: str, say: Callable[[Value | None], pl.Expr]) -> pl.Expr:
        """What the value in force in each row's month makes of it."""
        return self.parameters.expr(name, pl.col("month"), self.span, say)

    def value(self, name: str) -> pl.Expr:
        """A number of the law, Int64."""
        return self.dated(name, lambda value: pl.lit(content(value), pl.Int64))

    def share(self, name: str, amount: pl.Expr) -> pl.Expr:
        """An amount times a rate of the law, in whole rupiah."""
        return self.dated(name, lambda value: share(amount, fraction(value)))

    def relieved(self, amount: pl.Expr) -> pl.Expr:
        """What the acts of relief leave to pay."""
        for act in self.reliefs:
            amount = act.reduce(amount, share)
        return amount

    def relief_doubts(self) -> dict[str, pl.Expr]:
        """The rows whose relief is not certain, if an act reaches the span at all."""
        if not self.reliefs:
            return {}
        is_open = pl.any_horizontal(act.is_open for act in self.reliefs)
        return {"relief": is_open & (INSURED["JKK"] | INSURED["JKM"])}

    def doubts(self, note: str, names: Mapping[str, tuple[str, ...]]) -> dict[str, pl.Expr]:
        """The rows insured by a number that is not confirmed; nothing when all are confirmed all the time.

        `names` gives the numbers behind each insurance.
        """
        parts = [
            INSURED[insurance] & self.dated(name, lambda value: pl.lit(value is None or not value.is_confirmed))
            for insurance, used in names.items()
            for name in used
            if not all(value and value.is_confirmed for _, value in self.parameters.pieces(name, *self.span))
        ]
        return {note: pl.any_horizontal(parts)} if parts else {}

    def is_broken(self, name: str, amount: pl.Expr) -> pl.Expr:
        """Whether an amount times a rate is no whole rupiah."""

        def remainder(value: Value | None) -> pl.Expr:
            rate = fraction(value)
            return NO if rate is None else (amount * rate.numerator).mod(rate.denominator) != 0

        return self.dated(name, remainder)

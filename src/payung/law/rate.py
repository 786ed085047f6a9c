"""Exact shares of whole rupiah: rates are fractions, the result is the nearest rupiah, half goes up."""

from fractions import Fraction
from typing import Any

import polars as pl

from payung.law.in_force import Value


def share(amount: pl.Expr, rate: Fraction | None) -> pl.Expr:
    """`rate` of an Int64 amount in whole rupiah; null for an amount or a rate that is not known."""
    if rate is None:
        return pl.lit(None, pl.Int64)
    if rate == 1:
        return amount
    top, bottom = rate.numerator, rate.denominator
    return (amount * (2 * top) + bottom).floordiv(2 * bottom)


def fraction(value: Value | None) -> Fraction | None:
    """The rate a parameter states, exactly; None when none is in force.

    >>> fraction(None) is None
    True
    """
    return None if value is None or value.value is None else Fraction(value.value)


def content(value: Value | None) -> Any:
    """What a parameter states, None when nothing is in force."""
    return None if value is None else value.value

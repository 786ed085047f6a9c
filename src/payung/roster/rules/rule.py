"""What a rule is: where it holds, what is said about the row, and at which cell."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import polars as pl


@dataclass(frozen=True)
class Rule:
    """One check: where `when` holds, the row gets `code` at the cell of `column`.

    `values` fill the places of the sentence, `variant` (an expression) chooses among its variants; both are worked
    out only for the rows found. `suggestion` is a value to put there instead, where one is certain.
    """

    code: str
    column: str
    when: pl.Expr
    values: Mapping[str, pl.Expr] = field(default_factory=dict)
    variant: pl.Expr | None = None
    suggestion: pl.Expr | None = None


Where = Callable[[pl.Expr, pl.Expr], pl.Expr]
"""(key of another row, file of this row) -> "baris 6"."""

PlaceName = Callable[[pl.Expr], pl.Expr]
"""Region code -> name; or list of codes -> names."""


def dashed(day: pl.Expr) -> pl.Expr:
    """A date as the sentences write it: 11-12-1964."""
    return day.dt.strftime("%d-%m-%Y")

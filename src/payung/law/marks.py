"""Many yes-or-no answers per row as one short list of names, cheaply for ten million rows."""

from collections.abc import Mapping

import polars as pl

_LOWER = 1 << 12


def mask(answers: Mapping[str, pl.Expr]) -> pl.Expr:
    """One UInt32 per row whose bits say which of the answers are true (null counts as no)."""
    bits = (
        pl.when(answer).then(pl.lit(1 << place, pl.UInt32)).otherwise(pl.lit(0, pl.UInt32))
        for place, answer in enumerate(answers.values())
    )
    total = pl.lit(0, pl.UInt32)
    for bit in bits:
        total = total | bit
    return total


def names(masks: pl.Series, answers: Mapping[str, object]) -> pl.Series:
    """The names of the true answers of each row, in the order of `answers`, as List[String].

    Rows share few different masks, so each list is built once and then looked up.
    """
    distinct = masks.unique()
    spelled = [[name for place, name in enumerate(answers) if one >> place & 1] for one in distinct]
    lists = pl.Series(masks.name, spelled, dtype=pl.List(pl.String))
    if len(distinct) == 1:
        return lists.new_from_index(0, len(masks))
    return lists.gather(_places(masks, distinct))


def _places(masks: pl.Series, distinct: pl.Series) -> pl.Series:
    """Where each mask stands among the distinct ones, by two small tables (a search would cost ten times as much)."""
    upper = (distinct // _LOWER).unique()
    ranks = _blank(int(upper.max()) + 1).scatter(  # type: ignore[arg-type]
        upper, pl.Series(range(len(upper)), dtype=pl.UInt32)
    )

    def cell(column: pl.Series) -> pl.Series:
        return ranks.gather(column // _LOWER) * _LOWER + column % _LOWER

    table = _blank(len(upper) * _LOWER).scatter(cell(distinct), pl.Series(range(len(distinct)), dtype=pl.UInt32))
    return table.gather(cell(masks))


def _blank(length: int) -> pl.Series:
    return pl.Series([0], dtype=pl.UInt32).new_from_index(0, length)

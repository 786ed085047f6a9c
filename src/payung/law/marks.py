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
    if masks.is_empty():
        return pl.Series(masks.name, [], dtype=pl.List(pl.String))
    upper, lower = masks // _LOWER, masks % _LOWER
    uppers = _present(upper)
    cells = lower if len(uppers) == 1 else _ranks(uppers).gather(upper) * _LOWER + lower
    used = _present(cells)
    distinct = uppers.gather(used // _LOWER) * _LOWER + used % _LOWER
    spelled = [[name for place, name in enumerate(answers) if one >> place & 1] for one in distinct]
    lists = pl.Series(masks.name, spelled, dtype=pl.List(pl.String))
    return lists.gather(_ranks(used).gather(cells))


def _present(numbers: pl.Series) -> pl.Series:
    """The distinct ones among small numbers, in order, by a table instead of a hash."""
    table = pl.Series([0], dtype=pl.UInt8).new_from_index(0, int(numbers.max() or 0) + 1)  # type: ignore[arg-type]
    return (table.scatter(numbers, 1) == 1).arg_true()


def _ranks(distinct: pl.Series) -> pl.Series:
    """A table that says where each of some distinct small numbers stands among them."""
    table = pl.Series([0], dtype=pl.UInt32).new_from_index(0, int(distinct.max() or 0) + 1)  # type: ignore[arg-type]
    return table.scatter(distinct, pl.Series(range(len(distinct)), dtype=pl.UInt32))

"""Many yes-or-no answers per row as one short list of names, cheaply for ten million rows."""

from collections.abc import Mapping

import polars as pl

_BETWEEN = " "
_NONE = pl.Series([[]], dtype=pl.List(pl.String))


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


def names(masks: pl.Series, answers: Mapping[str, object]) -> pl.Expr:
    """The names of the true answers of each row, in the order of `answers`, as List[String].

    Rows share few different masks, so each list is built once and then looked up.
    """
    distinct = masks.unique() if answers else masks.head(1)
    joined = [_BETWEEN.join(name for place, name in enumerate(answers) if one >> place & 1) for one in distinct]
    # Split by the engine: lists of Python strings would take longer than the million rows that look them up.
    text = pl.Series("names", joined, dtype=pl.String)
    lists = pl.select(pl.when(text == "").then(_NONE).otherwise(text.str.split(_BETWEEN))).to_series()
    if len(distinct) <= 1:
        return pl.lit(lists if len(distinct) else _NONE).first().alias(masks.name)
    places = pl.Series([0], dtype=pl.UInt32).new_from_index(0, int(distinct.max() or 0) + 1)  # type: ignore[arg-type]
    places = places.scatter(distinct, pl.Series(range(len(distinct)), dtype=pl.UInt32))
    return pl.lit(lists.gather(places.gather(masks))).alias(masks.name)

"""Blanks of every kind, empty cells, and ways to pay for a repair only where there is something to repair."""

from collections.abc import Callable, Sequence

import polars as pl

_ODD = r"\x{00A0}\x{00AD}\x{2000}-\x{200F}\x{202A}-\x{202F}\x{2060}-\x{2069}\x{FEFF}"
_UNTIDY = rf"[\s{_ODD}]{{2}}|[\t\r\n{_ODD}]|^ | $"
_BLANKS = r"[\s\x{00A0}\x{2000}-\x{200A}\x{202F}]+"
_INVISIBLE = r"[\x{00AD}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{2069}\x{FEFF}]"


def rarely(text: pl.Expr, pattern: str, mend: Callable[[pl.Expr], pl.Expr], *, unless: bool = False) -> pl.Expr:
    """`mend(text)` where `pattern` occurs in a text; texts without it cost one search and stay as they are.

    unless: the other way round, for a pattern that tells the texts that need nothing.
    """

    def batch(texts: pl.Series) -> pl.Series:
        found = texts.str.contains(pattern)
        where = (~found if unless else found).fill_null(False).arg_true()
        if where.is_empty():
            return texts
        mended = texts.gather(where).alias("text").to_frame().select(mend(pl.col("text"))).to_series()
        return texts.clone().scatter(where, mended)

    return text.map_batches(batch, return_dtype=pl.String, is_elementwise=True)


def tidy(text: pl.Expr) -> pl.Expr:
    """The text without blanks around it, doubled blanks, no-break and invisible ones; "" becomes null."""
    tidied = rarely(
        text,
        _UNTIDY,
        lambda t: t.str.replace_all(_INVISIBLE, "").str.replace_all(_BLANKS, " ").str.strip_chars(),
    )
    return tidied.replace("", None)  # not when(x != "").then(x), which would tidy twice


def stated(text: pl.Expr) -> pl.Expr:
    """A tidy text, or null where the cell says that there is nothing: -, --, 0, n/a, (kosong), tidak ada."""
    nothing = text.str.contains(
        r"(?i)^(?:[-–—_.,:/*?\s]+|0|n/a|#n/a|\(?kosong\)?|nihil|tidak ada|tdk ada|belum ada|blm ada)$"
    )
    return pl.when(~nothing).then(text)


def said(text: pl.Expr) -> pl.Expr:
    """A cell as typed, tidy, or null where it says nothing."""
    return stated(tidy(text))


def quoted(text: pl.Expr) -> pl.Expr:
    """A text as it may stand in a sentence: at most 40 characters, and no number long enough to be a NIK."""
    short = pl.when(text.str.len_chars() > 40).then(text.str.slice(0, 39) + "…").otherwise(text)
    hidden = short.str.replace_all(r"[0-9]", "•")
    return pl.when(text.str.count_matches(r"[0-9]") >= 12).then(hidden).otherwise(short).fill_null("")


def by_distinct(
    frame: pl.DataFrame, on: Sequence[str], work_out: Callable[[pl.DataFrame], pl.DataFrame]
) -> pl.DataFrame:
    """Add columns worked out once for each distinct combination of `on`; `work_out` keeps those columns.

    A column that is the same on every row is no part of the key: nothing is joined where all of them are.
    """
    keys = [name for name in on if frame.is_empty() or not _is_constant(frame[name])] or list(on[:1])
    distinct = frame.select(keys).unique()
    same = [frame[name].head(1).new_from_index(0, distinct.height) for name in on if name not in keys]
    known = work_out(distinct.with_columns(same).select(on))
    added = [name for name in known.columns if name not in on]
    if known.height == 1:
        return frame.with_columns(known[name].new_from_index(0, frame.height) for name in added)
    return frame.join(known.select(*keys, *added), on=keys, how="left", nulls_equal=True, maintain_order="left")


def _is_constant(column: pl.Series) -> bool:
    if column.null_count() == len(column):
        return True
    return column.head(1_000).n_unique() == 1 and column.n_unique() == 1


def only_where(
    frame: pl.DataFrame, needed: pl.Expr, worked_out: pl.Expr, otherwise: pl.Expr | None = None
) -> pl.Series:
    """`worked_out` on the rows where `needed` is not false; `otherwise` (or null) costs nothing on the others."""
    at = frame.select(needed.fill_null(True)).to_series().arg_true()
    found = frame.select(sorted(set(worked_out.meta.root_names())))[at].select(worked_out).to_series()
    if otherwise is None:
        rest = pl.Series([None], dtype=found.dtype).new_from_index(0, frame.height)
    else:
        rest = frame.select(otherwise).to_series()
    return rest.clone().scatter(at, found) if len(at) else rest


def each_once(text: pl.Expr, mend: Callable[[pl.Expr], pl.Expr]) -> pl.Expr:
    """`mend(text)`, worked out once for each distinct text where a column holds few of them, as RT or the village."""

    def batch(texts: pl.Series) -> pl.Series:
        if len(texts) > _MANY and texts.head(_MANY).n_unique() > _FEW:
            return texts.alias("text").to_frame().select(mend(pl.col("text"))).to_series()
        known = texts.unique()
        mended = known.alias("text").to_frame().select(mend(pl.col("text"))).to_series()
        if mended.equals(known, check_names=False, null_equal=True):
            return texts
        return texts.replace_strict(known, mended, default=None, return_dtype=pl.String)

    return text.map_batches(batch, return_dtype=pl.String, is_elementwise=True)


_MANY, _FEW = 1_000, 200
"""Among so many cells at the head of a column, at most so many distinct ones: the column holds few."""

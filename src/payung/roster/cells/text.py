"""Blanks of every kind, empty cells, and ways to pay for a repair only where there is something to repair."""

from collections.abc import Callable, Sequence

import polars as pl

_ODD = r"\x{00A0}\x{00AD}\x{2000}-\x{200F}\x{202A}-\x{202F}\x{2060}-\x{2069}\x{FEFF}"
_UNTIDY = rf"[\s{_ODD}]{{2}}|[\t\r\n{_ODD}]|^ | $"
_BLANKS = r"[\s\x{00A0}\x{2000}-\x{200A}\x{202F}]+"
_INVISIBLE = r"[\x{00AD}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}-\x{2069}\x{FEFF}]"


def rarely(text: pl.Expr, pattern: str, mend: Callable[[pl.Expr], pl.Expr]) -> pl.Expr:
    """`mend(text)` where `pattern` occurs in a text; texts without it cost one search and stay as they are."""

    def batch(texts: pl.Series) -> pl.Series:
        where = texts.str.contains(pattern).fill_null(False).arg_true()
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


def quoted(text: pl.Expr) -> pl.Expr:
    """A text as it may stand in a sentence: at most 40 characters, and no number long enough to be a NIK."""
    short = pl.when(text.str.len_chars() > 40).then(text.str.slice(0, 39) + "…").otherwise(text)
    hidden = short.str.replace_all(r"[0-9]", "•")
    return pl.when(text.str.count_matches(r"[0-9]") >= 12).then(hidden).otherwise(short).fill_null("")


def by_distinct(
    frame: pl.DataFrame, on: Sequence[str], work_out: Callable[[pl.DataFrame], pl.DataFrame]
) -> pl.DataFrame:
    """Add columns worked out once for each distinct combination of `on`; `work_out` keeps those columns."""
    known = work_out(frame.select(on).unique())
    return frame.join(known, on=list(on), how="left", nulls_equal=True, maintain_order="left")

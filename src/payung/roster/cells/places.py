"""RT and RW, which often share a cell, as they are typed."""

import polars as pl

from payung.roster.cells import text as cell_text

_BOTH = r"^([0-9]{1,3})?\s*[-/,;.\s]\s*([0-9]{1,3})?$"
_LABELLED = r"(?i)R[TW][\s.:]*([0-9]{1,3})"


def of_both(typed: pl.Expr, which: str) -> pl.Expr:
    """`which` ("rt" or "rw") out of a cell that holds both: "001/002", "RT 001 RW 002", "01 / 02"."""
    labelled = typed.str.extract(rf"(?i){which}[\s.:]*([0-9]{{1,3}})", 1)
    has_label = typed.str.contains(r"(?i)R[TW]")
    by_place = typed.str.extract(_BOTH, 1 if which == "rt" else 2)
    single = typed.str.extract(r"^([0-9]{1,3})$", 1) if which == "rt" else pl.lit(None, pl.String)
    return pl.when(has_label).then(labelled).otherwise(pl.coalesce(single, by_place))


def alone(typed: pl.Expr) -> pl.Expr:
    """An RT or RW in a cell of its own, without its label; the digits stay as typed (001 stays 001)."""
    return cell_text.rarely(typed, r"(?i)R[TW]", lambda t: t.str.replace(_LABELLED, "$1").str.strip_chars())

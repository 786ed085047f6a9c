"""Places that share a cell: RT with RW, hamlet or street with both, village with kecamatan."""

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


_PAIR = r"(?:^|[^0-9])([0-9]{1,3})\s*[/-]\s*([0-9]{1,3})(?:[^0-9]|$)"
_MARKED = r"(?i)\bR[TW]\b[\s.:]*[0-9]{0,3}"


def beside(typed: pl.Expr, which: str) -> pl.Expr:
    """`which` ("rt" or "rw") out of a cell with a street or hamlet: "Dusun I / 001 / 002", "Jl. Melati RT 1 RW 2"."""
    labelled = typed.str.extract(rf"(?i){which}[\s.:]*([0-9]{{1,3}})", 1)
    by_place = typed.str.extract(_PAIR, 1 if which == "rt" else 2)
    return pl.when(typed.str.contains(r"(?i)\bR[TW][\s.:]*[0-9]")).then(labelled).otherwise(by_place)


def without_both(typed: pl.Expr) -> pl.Expr:
    """The street or hamlet alone, its RT and RW taken out."""
    labelled = typed.str.contains(r"(?i)\bR[TW][\s.:]*[0-9]")
    bare = pl.when(labelled).then(typed.str.replace_all(_MARKED, "")).otherwise(typed.str.replace(_PAIR, " "))
    return bare.str.strip_chars(" /,.-")


def village(typed: pl.Expr) -> pl.Expr:
    """The village in "Linau / Maje"."""
    return typed.str.extract(r"^([^/,]*)", 1).str.strip_chars()


def district(typed: pl.Expr) -> pl.Expr:
    """The kecamatan in "Linau / Maje"; null where the cell holds the village alone."""
    return typed.str.extract(r"[/,]([^/,]*)$", 1).str.strip_chars()


def alone(typed: pl.Expr) -> pl.Expr:
    """An RT or RW in a cell of its own, without its label; the digits stay as typed (001 stays 001)."""
    return cell_text.rarely(typed, r"(?i)R[TW]", lambda t: t.str.replace(_LABELLED, "$1").str.strip_chars())

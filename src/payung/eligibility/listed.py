"""The lines of a reference list that can be compared: by NIK, or by family card where it speaks of families."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

if TYPE_CHECKING:
    from payung.roster.check import Checked


@dataclass(frozen=True)
class Entries:
    """Lines with nik, kk and decile, one of each, and how many lines had nothing to compare by."""

    usable: pl.DataFrame
    unusable: int


def entries(rows: "Checked | pl.DataFrame", *, kind: str) -> Entries:
    """Entries of a checked roster or a frame; of a decile list only lines that state a decile from 1 to 10.

    Findings that matter for a candidate (a missing birth date, another region) do not matter here. A family card
    is kept for deciles alone: that a relative died or is insured says nothing about the others.
    """
    lines = rows if isinstance(rows, pl.DataFrame) else rows.rows
    absent = [pl.lit(None).alias(name) for name in ("nik", "kk", "decile") if name not in lines.columns]
    told = lines.with_columns(absent).select(
        _number("nik"),
        _number("kk") if kind == "decile" else pl.lit(None, pl.String).alias("kk"),
        pl.col("decile").cast(pl.Int16, strict=False) if kind == "decile" else pl.lit(None, pl.Int16).alias("decile"),
    )
    comparable = pl.col("nik").is_not_null() | pl.col("kk").is_not_null()
    if kind == "decile":
        comparable = comparable & pl.col("decile").is_between(1, 10)
    usable = told.filter(comparable.fill_null(False)).unique(maintain_order=True)
    return Entries(usable, told.filter(~comparable.fill_null(False)).height)


def _number(name: str) -> pl.Expr:
    digits = pl.col(name).cast(pl.String).str.strip_chars()
    return pl.when(digits.str.contains(r"^[0-9]{16}$")).then(digits).alias(name)

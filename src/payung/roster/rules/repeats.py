"""Rules that only other rows tell: one NIK twice, in one file or in several."""

import polars as pl

from payung.roster.rules.rule import Rule, Where


def rules(where: Where) -> list[Rule]:
    """The same person again, and one number for two people."""
    file = pl.col("file")
    return [
        Rule(
            "nik-shared",
            "nik",
            pl.col("shared_with").is_not_null(),
            {"where": where(pl.col("shared_with"), file)},
        ),
        Rule("duplicate-row", "nik", pl.col("repeats").is_not_null(), {"where": where(pl.col("repeats"), file)}),
        Rule(
            "nik-shared-elsewhere",
            "nik",
            pl.col("shared_elsewhere").is_not_null(),
            {"where": where(pl.col("shared_elsewhere"), file)},
        ),
        Rule(
            "duplicate-elsewhere",
            "nik",
            pl.col("elsewhere").is_not_null(),
            {"where": where(pl.col("elsewhere"), file)},
        ),
    ]

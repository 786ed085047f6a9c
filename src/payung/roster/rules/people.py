"""Rules about who a person is: name, sex, whether alive."""

import polars as pl

from payung.roster.cells import names
from payung.roster.cells import text as cell_text
from payung.roster.rules.rule import Rule


def errors() -> list[Rule]:
    """No name, or a sex that cannot be read."""
    return [
        Rule("name-missing", "name", pl.col("name_typed").is_null()),
        Rule(
            "sex-unreadable",
            "sex",
            pl.col("sex_typed").is_not_null() & pl.col("sex").is_null(),
            {"typed": cell_text.quoted(pl.col("sex_typed"))},
        ),
    ]


def by_law() -> list[Rule]:
    """Who is said to have died or moved away."""
    return [
        Rule("not-alive", "status", pl.col("gone").is_not_null(), {"status": pl.col("gone")}),
    ]


def warnings() -> list[Rule]:
    """Names that look like something else."""
    col = pl.col
    return [
        Rule(
            "name-suspicious",
            "name",
            col("suspicious"),
            {"typed": cell_text.quoted(col("name_typed"))},
            pl.when(names.is_of_deceased(col("name"))).then(pl.lit("late")),
        ),
    ]


def repairs() -> list[Rule]:
    """Names freed of blanks and titles."""
    col = pl.col
    blanks = col("name_raw") != col("name_typed")
    titled = col("name") != col("name_typed")
    return [
        Rule(
            "name-repaired",
            "name",
            blanks | titled,
            {"titles": cell_text.quoted(pl.when(titled).then(_titles()))},
            pl.when(titled).then(pl.lit("titles")),
            pl.when(col("name").str.count_matches(r"[0-9]") < 12).then("name"),
        ),
    ]


def _titles() -> pl.Expr:
    return names.titles(pl.col("name_typed"), pl.col("name"))

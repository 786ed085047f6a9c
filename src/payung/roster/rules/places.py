"""Rules about the village a person lives in."""

import polars as pl

from payung.roster.cells import text as cell_text
from payung.roster.rules.rule import PlaceName, Rule


def errors(region_name: str, place_names: PlaceName) -> list[Rule]:
    """Villages that nobody knows, that may be several, or that lie elsewhere."""
    status, candidates = pl.col("village_status"), pl.col("village_candidates")
    bare = pl.col("village_typed").str.replace(r"(?i)^(?:desa|ds|kelurahan|kel)\b[\s.:]*", "").replace("", None)
    values = {
        "typed": cell_text.quoted(pl.coalesce(bare, "village_typed")),
        "region": pl.lit(region_name),
        "candidates": place_names(candidates),
    }
    asked = pl.col("home").is_not_null()
    empty = asked & pl.col("has_village") & pl.col("village_typed").is_null() & pl.col("village").is_null()
    some = candidates.list.len() > 0
    variant = (
        pl.when(empty)
        .then(pl.lit("empty"))
        .when((status == "ambiguous") & pl.col("village_typed").str.contains(r"[0-9.]{10}"))
        .then(pl.lit("coded"))
        .when(status == "ambiguous")
        .then(pl.lit("ambiguous"))
        .when((status == "unknown") & some)
        .then(pl.lit("near"))
    )
    unknown = empty | status.is_in(["unknown", "ambiguous"])
    return [
        Rule("region-unknown", "village", unknown, values, variant),
        Rule("region-outside", "village", status == "outside", values),
    ]


def repairs(place_name: PlaceName) -> list[Rule]:
    """Villages told although a letter was wrong."""
    col = pl.col
    return [
        Rule(
            "village-repaired",
            "village",
            col("village_near"),
            {"typed": cell_text.quoted(col("village_typed")), "village": place_name(col("village"))},
        ),
    ]

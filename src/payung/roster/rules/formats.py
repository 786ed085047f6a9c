"""Rules that only the format of the file knows of: aid programmes, card holders, statuses wrong at source."""

import polars as pl

from payung.roster.rules.rule import Rule


def rules() -> list[Rule]:
    """What only the format of the file tells (`Sheet.remarks`), at the cell that it is about."""
    about = {
        "card-holder-differs": "nik",
        "aid-target-unknown": "nik",
        "aid-of-group": "nik",
        "aid-of-family": "kk",
        "status-doubtful": "status",
    }
    unnamed = pl.when(pl.col("name_typed").is_null()).then(pl.lit("unnamed"))
    variants = {"aid-of-family": unnamed}
    return [
        *[Rule(code, column, pl.col("remark") == code, variant=variants.get(code)) for code, column in about.items()],
        Rule("survey-work", "occupation", pl.col("remark").str.starts_with("survey-"), variant=pl.col("remark")),
    ]

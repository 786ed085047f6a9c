"""Rules about work, segment, income and the telephone."""

import polars as pl

from payung.roster.cells import text as cell_text
from payung.roster.rules.rule import Rule

NOT_WORKING, PAID_BY_STATE = "not-working", "asn-tni-polri"
"""Classes of `law.occupations`."""


def warnings() -> list[Rule]:
    """Work that nobody knows or that is paid by others, and what cannot be read beside it."""
    col = pl.col
    work, said = col("occupation_class"), col("occupation")
    occupation = {"typed": cell_text.quoted(said)}
    return [
        Rule(
            "occupation-unknown",
            "occupation",
            col("has_occupation") & col("occupation_code").is_null(),
            occupation,
            pl.when(said.is_null()).then(pl.lit("empty")),
        ),
        Rule("occupation-excluded", "occupation", work == PAID_BY_STATE, occupation),
        Rule("not-working", "occupation", work == NOT_WORKING, occupation),
        Rule(
            "phone-unreadable",
            "phone",
            col("phone_typed").is_not_null() & col("phone").is_null(),
            {"typed": cell_text.quoted(col("phone_typed"))},
        ),
        Rule(
            "segment-unknown",
            "segment",
            col("segment_typed").is_not_null() & col("segment").is_null(),
            {"typed": cell_text.quoted(col("segment_typed"))},
        ),
        Rule(
            "income-unreadable",
            "income",
            col("income_typed").is_not_null() & col("income").is_null(),
            {"typed": cell_text.quoted(col("income_typed"))},
        ),
    ]


def repairs() -> list[Rule]:
    """Telephone numbers that were put right."""
    col = pl.col
    phone, typed = col("phone"), col("phone_typed")
    only_digits = typed.str.replace_all(r"[^0-9]", "")
    several = only_digits.str.len_chars() > 15
    phone_variant = pl.when(several).then(pl.lit("several")).when("0" + typed == phone).then(pl.lit("zero"))
    return [
        Rule("phone-repaired", "phone", typed != phone, {"phone": phone}, phone_variant, phone),
    ]

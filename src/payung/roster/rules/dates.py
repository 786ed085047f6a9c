"""Rules about the birth date and the age: can it be read, can it be, and does the law allow it."""

import datetime

import polars as pl

from payung.kernel import dates, month, nik
from payung.roster.cells import text as cell_text
from payung.roster.rules.rule import Rule, dashed

TOO_OLD = 65
"""From this birthday on nobody is enrolled anew (PP 44/2015; regulations of the insurer)."""

AGE_TOLERANCE = 1
"""A stated age may have been counted when the list was begun."""


def errors(on: datetime.date) -> list[Rule]:
    """Birth dates that are missing, unreadable, impossible or still to come."""
    day = pl.lit(dates.dashed(on))
    birth, typed = pl.col("birth_date"), pl.col("birth_typed")
    unread = birth.is_null() & typed.is_not_null()
    number = pl.when(pl.col("nik_error").is_null()).then("nik")
    short = typed.str.extract(r"([0-9]{2})\s*$", 1)
    year = typed.str.extract(r"((?:19|20)[0-9]{2})\s*$", 1)
    hint = pl.when((number.str.slice(10, 2) == short) & year.is_not_null()).then(
        pl.format("{}-{}-{}", nik.day_expr(number).cast(pl.String).str.zfill(2), number.str.slice(8, 2), year)
    )
    impossible = pl.col("date_impossible")
    early = typed.str.contains(r"(?:^|[^0-9])1[0-8][0-9]{2}(?:[^0-9]|$)")
    variant = (
        pl.when(impossible & hint.is_not_null())
        .then(pl.lit("hinted"))
        .when(impossible & early)
        .then(pl.lit("early"))
        .when(impossible)
        .then(pl.lit("impossible"))
    )
    shown = typed.str.extract(r"([0-9].*)$", 1)
    shown = pl.when(impossible & shown.is_not_null()).then(shown).otherwise(typed)
    values = {"typed": cell_text.quoted(shown), "hint": hint}
    return [
        Rule("birth-date-missing", "birth_date", typed.is_null()),
        Rule(
            "birth-date-unreadable",
            "birth_date",
            unread,
            values,
            variant,
            pl.when(impossible).then(hint),
        ),
        Rule("birth-date-future", "birth_date", birth > pl.lit(on), {"birth": dashed(birth), "on": day}),
    ]


def _age(on: datetime.date) -> pl.Expr:
    return dates.age_expr(pl.when(pl.col("birth_date") <= pl.lit(on)).then("birth_date"), on)


def by_law(on: datetime.date, min_age: int) -> list[Rule]:
    """Too old or too young on the day."""
    day = pl.lit(dates.dashed(on))
    values = {"age": _age(on), "on": day, "min_age": pl.lit(str(min_age))}
    return [
        Rule("age-over", "birth_date", _age(on) >= TOO_OLD, values),
        Rule("age-under", "birth_date", _age(on) < min_age, values),
    ]


def warnings(on: datetime.date) -> list[Rule]:
    """Two readings of one date, and a stated age that says otherwise."""
    col, day = pl.col, pl.lit(dates.dashed(on))
    other, birth = col("date_other"), col("birth_date")
    by_nik = nik.agrees_with_birth_expr(pl.when(col("nik_error").is_null()).then("nik"), other)
    ambiguous = {
        "typed": cell_text.quoted(col("birth_typed")),
        "first": dashed(birth),
        "second": dashed(other),
        "worded": birth.dt.day().cast(pl.String)
        + " "
        + birth.dt.month().cast(pl.Int64).replace_strict(dict(enumerate(month.NAMES, 1)), return_dtype=pl.String)
        + " "
        + birth.dt.year().cast(pl.String),
    }
    return [
        Rule(
            "birth-date-ambiguous",
            "birth_date",
            other.is_not_null(),
            ambiguous,
            None,
            pl.when(by_nik).then(dashed(other)),
        ),
        Rule(
            "age-differs",
            "age",
            (_age(on) - col("age")).abs() > AGE_TOLERANCE,
            {"typed": cell_text.quoted(col("age_typed")), "age": _age(on), "on": day},
        ),
    ]


def repairs() -> list[Rule]:
    """Dates that were read although typed in another form."""
    col, birth = pl.col, pl.col("birth_date")
    return [
        Rule(
            "date-repaired",
            "birth_date",
            birth.is_not_null() & col("date_manner").is_not_null(),
            {"typed": cell_text.quoted(col("birth_typed")), "birth": dashed(birth)},
            None,
            dashed(birth),
        ),
    ]

"""Findings as one long table: which rows each rule finds, and what is said about them, written last."""

import re
from collections.abc import Sequence

import polars as pl

from payung.roster import codes, table
from payung.roster.rules.rule import Rule

_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "key": pl.UInt32,
    "file": pl.Int32,
    "sheet": pl.Int32,
    "row": pl.Int64,
    "cell": pl.String,
    "column": pl.String,
    "code": codes.row_codes(),
    "severity": pl.Enum(codes.SEVERITIES),
    "kind": pl.Enum(["data", "rule"]),
    "message": pl.String,
    "suggestion": pl.String,
    "problem": pl.String,
    "mend": pl.String,
}
SCHEMA = pl.Schema(_SCHEMA)
"""One finding. `message` is `problem` and `mend` together: what is wrong, and how to put it right."""

_PLACES = re.compile(r"\{(\w+)\}")


def collect(
    frame: pl.DataFrame, rules: Sequence[Rule], sheets: Sequence[table.Place]
) -> tuple[pl.DataFrame, pl.Series]:
    """All findings of all rows, sorted by row and urgency, and for each row whether it has a data error."""
    marks = [rule.when.fill_null(False).alias(str(n)) for n, rule in enumerate(rules)]
    masks = frame.lazy().select(marks).collect()  # lazy: what several rules share is worked out once
    catalogue = codes.load()
    data = [str(n) for n, rule in enumerate(rules) if catalogue[rule.code].kind == "data"]
    has_data_error = masks.select(pl.any_horizontal(data).alias("has_data_error")).to_series()
    parts = [
        _found(frame, rule, masks[str(n)].arg_true(), sheets) for n, rule in enumerate(rules) if masks[str(n)].any()
    ]
    if not parts:
        return pl.DataFrame(schema=SCHEMA), has_data_error
    findings = pl.concat(parts).sort("key", "code", "column", maintain_order=True)
    return findings.select(SCHEMA.names()), has_data_error


def _found(frame: pl.DataFrame, rule: Rule, at: pl.Series, sheets: Sequence[table.Place]) -> pl.DataFrame:
    code = codes.load()[rule.code]
    exprs = [*rule.values.values(), *(e for e in (rule.variant, rule.suggestion) if e is not None)]
    needed = {"key", "place", "file", "sheet", "row", "birth_is_shared"}.union(*(e.meta.root_names() for e in exprs))
    rows = frame.select(sorted(needed))[at]
    variant = pl.lit(None, pl.String) if rule.variant is None else rule.variant
    nothing = pl.lit(None, pl.String)
    rows = rows.with_columns(
        *[expr.cast(pl.String).fill_null("…").alias(f"value_{name}") for name, expr in rule.values.items()],
        variant=variant,
        suggestion=nothing if rule.suggestion is None else rule.suggestion.cast(pl.String),
    )
    letter, column = _place(rule.column, sheets)
    said = {name: _sentence(code, name) for name in ("problem", "mend")}
    return rows.with_columns(**said).select(
        "key",
        "file",
        "sheet",
        "row",
        cell=letter + pl.col("row").cast(pl.String),
        column=column,
        code=pl.lit(code.name, SCHEMA["code"]),
        severity=pl.lit(code.severity, SCHEMA["severity"]),
        kind=pl.lit(code.kind, SCHEMA["kind"]),
        message=pl.concat_str("problem", "mend", separator=" "),
        suggestion="suggestion",
        problem="problem",
        mend="mend",
    )


def _place(field: str, sheets: Sequence[table.Place]) -> tuple[pl.Expr, pl.Expr]:
    """The letter and the name of the column in which a field stands, by sheet; null letter where in none."""

    def by_sheet(values: list[str | None]) -> pl.Expr:
        return pl.col("place").replace_strict(dict(enumerate(values)), return_dtype=pl.String)

    letter = by_sheet([sheet.letter(field) for sheet in sheets])
    column = by_sheet([sheet.shown(field) for sheet in sheets])
    if field != "birth_date":
        return letter, column
    shared = pl.col("birth_is_shared")
    return (
        pl.when(shared).then(by_sheet([sheet.letter("birth") for sheet in sheets])).otherwise(letter),
        pl.when(shared).then(pl.lit("birth")).otherwise(column),
    )


def _sentence(code: codes.Code, part: str) -> pl.Expr:
    """The sentence of a code for every row, by its variant."""
    ordinary = getattr(code.wording, part)
    worded = _filled(ordinary)
    for variant, wording in code.variants.items():
        if (template := getattr(wording, part)) != ordinary:
            worded = pl.when(pl.col("variant") == variant).then(_filled(template)).otherwise(worded)
    return worded


def _filled(template: str) -> pl.Expr:
    names = _PLACES.findall(template)
    pattern = _PLACES.sub("{}", template)
    return pl.format(pattern, *[pl.col(f"value_{name}") for name in names]) if names else pl.lit(template)

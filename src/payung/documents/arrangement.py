"""A list in the order every document prints it, with the columns every document may ask for."""

import polars as pl

from payung.kernel import dates

COLUMNS: dict[str, pl.DataType | type[pl.DataType]] = {
    "nik": pl.String,
    "kk": pl.String,
    "name": pl.String,
    "sex": pl.String,
    "birth_place": pl.String,
    "birth_date": pl.Date,
    "age": pl.Int64,
    "address": pl.String,
    "hamlet": pl.String,
    "rt": pl.String,
    "rw": pl.String,
    "occupation": pl.String,
    "village": pl.String,
    "village_name": pl.String,
    "village_kind": pl.String,
    "district": pl.String,
    "district_name": pl.String,
    "regency_name": pl.String,
    "rank": pl.Int64,
    "basis": pl.String,
    "reason": pl.String,
    "law": pl.String,
    "file": pl.String,
    "row": pl.Int64,
    "pool": pl.String,
    "pool_name": pl.String,
    "months": pl.Int64,
    "insurance": pl.String,
    "source": pl.String,
    "start": pl.Date,
    "phone": pl.String,
    "mother": pl.String,
    "income": pl.Int64,
    "kpj": pl.String,
    "email": pl.String,
    "wadah": pl.String,
    "group": pl.String,
    "segment": pl.String,
    "employer": pl.String,
    "wage": pl.Int64,
    **{f"aid_{name}": pl.Int64 for name in ("jkk", "jkm", "jht", "jp")},
}


def complete(frame: pl.DataFrame) -> pl.DataFrame:
    """Add what is missing as empty columns and give the known columns their types; others stay as they are.

    An age that was not given is the age on the first day of protection.
    """
    present = set(frame.columns)
    columns = [
        pl.col(name).cast(kind, strict=False) if name in present else pl.lit(None, kind).alias(name)
        for name, kind in COLUMNS.items()
    ]
    frame = frame.with_columns(columns)
    return frame.with_columns(
        pl.coalesce("district", pl.col("village").str.slice(0, 6) + "0000").alias("district"),
        pl.col("village_kind").str.to_lowercase().fill_null("desa"),
        pl.coalesce("age", dates.age_expr("birth_date", "start").cast(pl.Int64)).alias("age"),
    )


def arrange(frame: pl.DataFrame) -> pl.DataFrame:
    """Sort by village, group, start, name (capitals) and NIK, bytewise; number through (`no`) and in the village.

    The number in the village is `village_no`.
    """
    return (
        complete(frame)
        .sort("village", "group", "start", pl.col("name").str.to_uppercase(), "nik", nulls_last=True)
        .with_columns(
            pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("no"),
            pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("village").alias("village_no"),
        )
    )


def dotted(code: str) -> str:
    """A ten-digit region code as people read it, without its empty levels.

    >>> dotted("1704012001"), dotted("1704010000"), dotted("1704000000")
    ('17.04.01.2001', '17.04.01', '17.04')
    """
    parts = [code[:2], code[2:4], code[4:6], code[6:]]
    while parts and not parts[-1].strip("0"):
        parts.pop()
    return ".".join(parts)


def dotted_expr(column: str) -> pl.Expr:
    """`dotted` for a whole column of village codes."""
    code = pl.col(column)
    return pl.concat_str(
        [code.str.slice(0, 2), code.str.slice(2, 2), code.str.slice(4, 2), code.str.slice(6, 4)], separator="."
    )


def neighbourhood_expr() -> pl.Expr:
    """Address for a narrow column: hamlet or street, then RT/RW ("Dusun II, 003/001")."""
    hamlet = pl.col("hamlet").str.strip_chars()
    hamlet = pl.when(hamlet.str.len_chars() == 0).then(None).otherwise(hamlet)
    bare = hamlet.str.contains(r"(?i)^(?:dusun|dsn|lingkungan|link|jorong|banjar|kp|kampung)\b").not_()
    named = pl.when(bare).then(pl.lit("Dusun ") + hamlet).otherwise(hamlet)
    street = pl.col("address").str.strip_chars()
    street = pl.when(street.str.len_chars() == 0).then(None).otherwise(street)
    place = pl.coalesce(named, street)
    rt, rw = pl.col("rt").str.strip_chars(), pl.col("rw").str.strip_chars()
    unit = (
        pl.when((rt.str.len_chars() > 0) & (rw.str.len_chars() > 0))
        .then(rt + "/" + rw)
        .when(rt.str.len_chars() > 0)
        .then(pl.lit("RT ") + rt)
        .otherwise(None)
    )
    told = pl.concat_str([place, unit], separator=", ", ignore_nulls=True)
    return pl.when(place.is_null() & unit.is_null()).then(None).otherwise(told)


def masked_name_expr() -> pl.Expr:
    """Initials with dots ("S•••• A••••"): the length of a name is not told."""
    return (
        pl.col("name").str.strip_chars().str.split(" ").list.eval(
            pl.element().filter(pl.element().str.len_chars() > 0).str.slice(0, 1).str.to_uppercase() + "••••"
        ).list.head(4).list.join(" ")
    )  # fmt: skip

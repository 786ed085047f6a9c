"""The long numbers of every row, NIK, family card and phone: read cheaply, then judged beside the birth date."""

import polars as pl

from payung.kernel import nik
from payung.roster.cells import names, numbers
from payung.roster.cells import text as cell_text


def read(frame: pl.DataFrame) -> pl.DataFrame:
    """NIK, family card and phone; those that stand there as they should cost one search."""
    col = pl.col
    frame = frame.with_columns(
        plain=col("nik").str.contains(numbers.PLAIN),
        plain_kk=col("kk").str.contains(numbers.PLAIN),
        plain_phone=col("phone").str.contains(numbers.PLAIN_PHONE),
    )
    marred, other_kk, other_phone = (~col(name) for name in ("plain", "plain_kk", "plain_phone"))
    only = cell_text.only_where
    frame = frame.with_columns(
        only(frame, marred, cell_text.tidy(col("nik")), col("nik")),
        only(frame, other_kk, cell_text.said(col("kk")), col("kk")).alias("kk_typed"),
        only(frame, other_phone, cell_text.said(col("phone")), col("phone")).alias("phone_typed"),
    )
    frame = frame.with_columns(
        nik_typed="nik",
        nik_digits=only(frame, marred, numbers.digits(col("nik")), col("nik")),
        kk_digits=only(frame, other_kk, numbers.digits(col("kk_typed")), col("kk_typed")),
        phone=only(frame, other_phone, numbers.phone(col("phone_typed")), col("phone_typed")),
    )
    typed_as_number = col("kind_nik").eq("number").fill_null(False)
    shape_error = numbers.shape_error(col("nik"), col("kind_nik"), col("nik_digits"))
    return frame.with_columns(nik_error=only(frame, marred | typed_as_number, shape_error)).drop(
        "plain", "plain_phone"
    )


def judged(frame: pl.DataFrame, *, demo: bool) -> pl.DataFrame:
    """The NIK, the errors that need other columns, and the KK."""
    col, kk = pl.col, pl.col("kk_digits")
    is_power = cell_text.only_where(frame, ~col("plain_kk"), numbers.is_power(col("kk_typed"))).alias("is_power")
    shaped_kk = cell_text.only_where(frame, ~col("plain_kk"), nik.sixteen_digits_expr(kk), col("plain_kk"))
    frame = frame.with_columns(
        is_power,
        shaped_kk.alias("kk_shaped"),
        shaped=pl.when(col("nik_error").is_null()).then("nik_digits"),
    )
    own = col("shaped")
    plan = frame.lazy().with_columns(  # lazy: shared parts are worked out once
        nik_part=nik.impossible_expr(own),
        agrees=nik.agrees_with_birth_expr(own, col("birth_date")),
        name_key=names.comparable(col("name")),
        suspicious=names.is_suspicious(col("name")),
    )
    frame = plan.collect()
    frame = frame.with_columns(swapped=_swapped(frame))
    error = (
        pl.when(col("nik_error").is_not_null())
        .then("nik_error")
        .when("swapped")
        .then(pl.lit("nik-kk-swapped"))
        .when(col("nik_part").is_not_null())
        .then(pl.lit("nik-impossible"))
        .when(pl.lit(not demo) & nik.demo_expr(own))
        .then(pl.lit("nik-demo"))
    )
    sixteen = own.is_not_null() | (col("nik_error") == "nik-temporary")
    as_number = col("kind_kk").eq("number").fill_null(False)
    ends = kk.str.ends_with("0") | (kk.cast(pl.UInt64, strict=False) > numbers.MAX_EXACT)
    lost = col("is_power").fill_null(False) | cell_text.only_where(frame, as_number, ends).fill_null(False)
    own_digits = pl.when(sixteen).then("nik_digits")
    frame = frame.with_columns(nik_error=error, nik=own_digits, kk_lost=lost)
    kk_digits = pl.when(col("kk_shaped") & ~col("kk_lost")).then("kk_digits")
    return frame.with_columns(kk=kk_digits).drop("plain_kk", "is_power", "shaped", "agrees", "kk_shaped", "swapped")


def _swapped(frame: pl.DataFrame) -> pl.Series:
    """Whether the NIK and the number of the family card stand in each other's columns.

    Asked only of rows whose number tells another birth date, or whose birth date is unknown.
    """
    own, kk, birth = pl.col("shaped"), pl.col("kk_digits"), pl.col("birth_date")
    doubted = own.is_not_null() & pl.col("kk_shaped") & ~kk.str.starts_with("0") & ~pl.col("agrees").fill_null(False)
    at = frame.select(doubted.fill_null(False)).to_series().arg_true()
    rows = frame.select("shaped", "kk_digits", "birth_date", "sex", "agrees")[at]
    same_sex = pl.col("sex").is_null() | (nik.sex_expr(kk) == pl.col("sex"))
    by_birth = ~pl.col("agrees") & nik.agrees_with_birth_expr(kk, birth) & same_sex
    by_woman = birth.is_null() & (nik.sex_expr(kk) == "P") & (nik.sex_expr(own) == "L") & (pl.col("sex") == "P")
    found = rows.select((nik.impossible_expr(kk).is_null() & (by_birth | by_woman)).fill_null(False)).to_series()
    return pl.Series([False]).new_from_index(0, frame.height).scatter(at.filter(found), True)

"""Whether NIKs can be right, a million of them at a time."""

from functools import lru_cache

import polars as pl

from payung.kernel import nik


def unusable(numbers: pl.Series) -> pl.Series:
    """Whether each NIK is not 16 digits, temporary, or impossible; null where there is none.

    The judgement is `kernel.nik.impossible_part`, read once into tables so that a column costs integer arithmetic.
    """
    provinces, days, repeated = _possible()
    number, upper = pl.col("number"), pl.col("upper")
    possible = (
        (pl.col("nik").str.len_bytes() == nik.LENGTH)
        & provinces.gather((upper // 10**10).cast(pl.UInt32, strict=False))
        & days.gather((upper % 10**6).cast(pl.UInt32, strict=False))
        & (number - upper * 10**4 != 0)
        & ~number.is_in(repeated)
    )
    frame = numbers.cast(pl.String).to_frame("nik")
    frame = frame.with_columns(pl.col("nik").cast(pl.Int64, strict=False).alias("number"))
    frame = frame.with_columns(
        pl.when(number.is_between(10 ** (nik.LENGTH - 1), 10**nik.LENGTH - 1)).then(number // 10**4).alias("upper")
    )
    return frame.select(pl.when(pl.col("nik").is_not_null()).then(~possible.fill_null(False))).to_series()


@lru_cache(maxsize=1)
def _possible() -> tuple[pl.Expr, pl.Expr, list[int]]:
    """Tables of provinces by two digits and of days by six, and the numbers that repeat one digit."""
    provinces = pl.Series([f"{code:02d}" in nik.PROVINCES for code in range(100)])
    any_year = pl.Series([nik.impossible_part(f"110101{value:04d}000001") != "date" for value in range(10_000)])
    day, year = pl.int_range(10**6, dtype=pl.UInt32) // 100, pl.int_range(10**6, dtype=pl.UInt32) % 100
    is_leap_day = (day == 2902) | (day == 6902)
    days = pl.select(pl.lit(any_year).gather(day) & ~(is_leap_day & (year % 4 != 0))).to_series()
    repeated = [int(str(digit) * nik.LENGTH) for digit in range(1, 10)]
    return pl.lit(provinces), pl.lit(days), repeated

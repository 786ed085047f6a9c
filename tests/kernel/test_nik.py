"""What a NIK says, and that a column of numbers is read as one number is."""

import datetime

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.kernel import nik

MAN = "1704991112640033"  # invented: sub-district 99
WOMAN = "1704995408820010"


def column(expr, *values):
    return pl.DataFrame({"nik": pl.Series(values, dtype=pl.String)}).select(expr).to_series().to_list()


def test_a_woman_carries_forty_more_in_her_day_of_birth():
    assert nik.birth_part(WOMAN) == (14, 8, 82)
    assert nik.sex(WOMAN) == "P"
    assert nik.sex(MAN) == "L"


@pytest.mark.parametrize(
    ("number", "part"),
    [
        ("1704991112640033", None),
        ("9704991112640033", None),
        ("2004991112640033", "province"),
        ("1704993211640033", "date"),
        ("1704997211640033", "date"),
        ("1704990011640033", "date"),
        ("1704994011640033", "date"),
        ("1704991113640033", "date"),
        ("1704993104640033", "date"),
        ("1704992902790033", "date"),
        ("1704992902800033", None),
        ("1704996902800033", None),
        ("1704991112640000", "serial"),
        ("3333333333333333", "repeated"),
    ],
)
def test_what_cannot_be_in_a_number(number, part):
    assert nik.impossible_part(number) == part
    assert column(nik.impossible_expr(pl.col("nik")), number) == [part]


def test_an_invented_number_is_usable_in_a_demonstration_only():
    assert not nik.is_usable(MAN)
    assert nik.is_usable(MAN, demo=True)
    assert column(nik.usable_expr(pl.col("nik")), MAN) == [False]
    assert column(nik.usable_expr(pl.col("nik"), demo=True), MAN) == [True]


def test_a_temporary_number_an_empty_cell_and_fifteen_digits_are_never_usable():
    values = ("0170401200100001", None, "170499111264003", "17049911126400AA", "")
    assert column(nik.usable_expr(pl.col("nik"), demo=True), *values) == [False] * 5
    assert not any(nik.is_usable(value, demo=True) for value in values)


def test_the_century_is_not_in_the_number():
    assert nik.agrees_with_birth(MAN, datetime.date(1964, 12, 11))
    assert nik.agrees_with_birth(MAN, datetime.date(2064, 12, 11))
    assert not nik.agrees_with_birth(MAN, datetime.date(1964, 11, 12))


def test_a_masked_number_shows_eight_digits():
    assert nik.masked(MAN) == "1704••••••••0033"
    assert column(nik.masked_expr(pl.col("nik")), MAN, None) == ["1704••••••••0033", None]


@given(st.lists(st.from_regex(r"[0-9]{16}", fullmatch=True), min_size=1, max_size=20))
def test_a_column_is_read_as_each_number_alone_is(numbers):
    n = pl.col("nik")
    assert column(nik.province_expr(n), *numbers) == [nik.province(x) for x in numbers]
    assert column(nik.district_expr(n), *numbers) == [nik.district(x) for x in numbers]
    assert column(nik.sex_expr(n), *numbers) == [nik.sex(x) for x in numbers]
    assert column(nik.serial_expr(n), *numbers) == [nik.serial(x) for x in numbers]
    assert column(nik.demo_expr(n), *numbers) == [nik.is_demo(x) for x in numbers]
    assert column(nik.impossible_expr(n), *numbers) == [nik.impossible_part(x) for x in numbers]
    assert column(nik.usable_expr(n, demo=True), *numbers) == [nik.is_usable(x, demo=True) for x in numbers]
    parts = zip(*(column(f(n), *numbers) for f in (nik.day_expr, nik.month_expr, nik.year_expr)), strict=True)
    assert list(parts) == [nik.birth_part(x) for x in numbers]


@given(st.from_regex(r"[0-9]{16}", fullmatch=True), st.dates())
def test_agreement_with_a_birth_date_is_the_same_in_a_column(number, birth):
    frame = pl.DataFrame({"nik": [number], "birth": [birth]})
    agrees = frame.select(nik.agrees_with_birth_expr(pl.col("nik"), pl.col("birth"))).item()
    assert agrees == nik.agrees_with_birth(number, birth)

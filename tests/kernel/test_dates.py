"""Ages count the birthday, working days know the holidays they are told."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.kernel import dates

days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(st.lists(st.tuples(days, days), min_size=1, max_size=30))
def test_the_age_of_a_column_is_the_age_of_each_person(pairs: list[tuple[date, date]]) -> None:
    frame = pl.DataFrame(pairs, schema=["birth", "on"], orient="row")
    ages = frame.select(dates.age_expr("birth", "on")).to_series().to_list()
    assert ages == [dates.age_on(birth, on) for birth, on in pairs]


@given(days, st.integers(0, 90))
def test_somebody_is_one_year_older_on_the_birthday_and_not_the_day_before(birth: date, age: int) -> None:
    on = dates.birthday(birth, age)
    assert dates.age_on(birth, on) == age
    if age:
        assert dates.age_on(birth, date.fromordinal(on.toordinal() - 1)) == age - 1


def test_an_unknown_birth_date_has_no_age() -> None:
    frame = pl.DataFrame({"birth": [None]}, schema={"birth": pl.Date})
    assert frame.select(dates.age_expr("birth", date(2024, 12, 1))).item() is None


def test_a_date_literal_serves_a_whole_column() -> None:
    frame = pl.DataFrame({"birth": [date(1959, 12, 1), date(1959, 12, 2)]})
    assert frame.select(dates.age_expr("birth", date(2024, 12, 1))).to_series().to_list() == [65, 64]


CHRISTMAS = {date(2024, 12, 25), date(2024, 12, 26)}


@pytest.mark.parametrize(
    ("day", "moved"),
    [
        (date(2024, 12, 13), date(2024, 12, 13)),
        (date(2024, 12, 15), date(2024, 12, 16)),
        (date(2024, 12, 25), date(2024, 12, 27)),
        (date(2024, 12, 28), date(2024, 12, 30)),
    ],
)
def test_a_due_day_on_a_holiday_moves_to_the_next_working_day(day: date, moved: date) -> None:
    assert dates.next_working_day(day, CHRISTMAS) == moved


def test_working_days_are_counted_both_ways() -> None:
    assert dates.add_working_days(date(2024, 12, 24), 1, CHRISTMAS) == date(2024, 12, 27)
    assert dates.add_working_days(date(2024, 12, 27), -1, CHRISTMAS) == date(2024, 12, 24)
    assert dates.add_working_days(date(2024, 12, 28), 0, CHRISTMAS) == date(2024, 12, 28)


def test_dates_are_written_as_officials_write_them() -> None:
    assert dates.long(date(2024, 2, 1)) == "1 Februari 2024"
    assert dates.dashed(date(2024, 2, 1)) == "01-02-2024"
    assert dates.weekday(date(2024, 2, 1)) == "Kamis"

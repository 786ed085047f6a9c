"""A month is the date of its first day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.kernel import month


@given(st.dates(date(1900, 1, 1), date(2200, 1, 1)), st.integers(-600, 600))
def test_adding_months_and_counting_them_agree(day: date, count: int) -> None:
    start = month.parse(day)
    assert month.between(start, month.add(start, count)) == count
    assert month.parse(month.text(start)) == start


def test_cover_of_four_months_crosses_the_year() -> None:
    assert [month.name(m) for m in month.range(date(2025, 11, 1), 4)] == [
        "November 2025",
        "Desember 2025",
        "Januari 2026",
        "Februari 2026",
    ]


@pytest.mark.parametrize("text", ["2024", "2024-13", "2024-00", "12-2024", "Desember 2024", "0000-01"])
def test_what_is_not_a_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="bukan bulan"):
        month.parse(text)

"""When contributions are due, lapse, and how many months are paid at once."""

from datetime import date

import pytest

from payung.law import payment

NEW_YEAR_LEAVE = {date(2025, 1, 15), date(2025, 1, 16), date(2025, 1, 17)}


@pytest.mark.parametrize(
    ("cover", "segment", "due"),
    [
        (date(2024, 11, 1), "BPU", date(2024, 11, 15)),  # a Friday
        (date(2024, 12, 1), "BPU", date(2024, 12, 16)),  # the 15th is a Sunday
        (date(2025, 2, 20), "BPU", date(2025, 2, 17)),  # any day of the month; the 15th is a Saturday
        (date(2024, 10, 1), "PU", date(2024, 11, 15)),
        (date(2024, 11, 1), "PU", date(2024, 12, 16)),
        (date(2024, 12, 1), "PU", date(2025, 1, 20)),  # three days of leave, then a weekend
        (date(2010, 1, 1), "BPU", date(2010, 1, 15)),  # before the first known law: the first known day
    ],
)
def test_bpu_pay_by_the_15th_of_the_month_and_pu_by_the_15th_of_the_next(
    cover: date, segment: str, due: date
) -> None:
    assert payment.due_on(cover, segment, NEW_YEAR_LEAVE) == due


def test_a_membership_survives_three_unpaid_months() -> None:
    assert payment.lapses_on(date(2024, 11, 1)) == date(2025, 2, 1)


def test_one_three_six_or_twelve_months_are_paid_at_once() -> None:
    assert payment.prepayment_months(date(2024, 12, 1)) == [1, 3, 6, 12]
    assert payment.prepayment_months(date(2015, 6, 30)) == []

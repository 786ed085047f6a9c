"""What a death pays follows the law of its own day and the months of cover until then."""

from datetime import date

import polars as pl
import pytest

from payung.law import benefit, in_force

LAW = in_force.load()
DAYS = [
    date(2015, 7, 1),
    date(2019, 12, 1),
    date(2019, 12, 2),
    date(2024, 12, 31),
    date(2025, 2, 25),
    date(2025, 2, 26),
    date(2025, 7, 23),
    date(2026, 11, 20),
]


@pytest.mark.parametrize(
    ("on", "months", "amount", "confidence"),
    [
        (date(2015, 7, 1), 1, 24_000_000, "high"),
        (date(2019, 12, 1), 1, 24_000_000, "high"),
        (date(2019, 12, 2), 1, 42_000_000, "high"),
        (date(2024, 12, 31), 1, 42_000_000, "high"),
        (date(2025, 2, 25), 2, 42_000_000, "high"),
        (date(2025, 2, 26), 2, 10_000_000, "low"),
        (date(2025, 7, 22), 2, 10_000_000, "low"),
        (date(2025, 7, 23), 2, 10_000_000, "high"),
        (date(2026, 5, 1), 1, 10_000_000, "high"),
        (date(2026, 5, 1), 3, 42_000_000, "low"),
        (date(2026, 5, 1), 4, 42_000_000, "high"),
    ],
)
def test_a_death_pays_by_the_law_of_its_day(on: date, months: int, amount: int, confidence: str) -> None:
    death = benefit.death(on, months)
    assert (death.amount, death.confidence) == (amount, confidence)
    assert sum(death.parts.values()) == amount
    assert death.is_short is (amount == 10_000_000)
    assert death.is_confirmed is (confidence == "high")


def test_the_full_benefit_is_told_in_its_parts() -> None:
    assert benefit.death(date(2024, 12, 1), 1).parts == {
        "lump_sum": 20_000_000,
        "periodic": 12_000_000,
        "funeral": 10_000_000,
    }


def test_a_month_of_cover_is_judged_by_the_law_at_its_end() -> None:
    paid = [(month.month, death.amount) for month, death in benefit.by_month(date(2025, 1, 1), 3)]
    assert paid == [(1, 42_000_000), (2, 10_000_000), (3, 42_000_000)]


def test_a_column_of_deaths_pays_what_each_death_pays() -> None:
    frame = pl.DataFrame({"on": DAYS * 5, "months": [n for n in range(5) for _ in DAYS]})
    amounts = frame.select(benefit.death_expr(pl.col("on"), pl.col("months"), (DAYS[0], DAYS[-1]), LAW))
    expected = [benefit.death(on, months).amount if months else None for on, months in frame.iter_rows()]
    assert amounts.to_series().to_list() == expected


def test_nobody_is_paid_without_cover_or_before_the_law() -> None:
    with pytest.raises(ValueError, match="terlindungi"):
        benefit.death(date(2024, 12, 1), 0)
    with pytest.raises(benefit.NoLaw, match="2015-06-30"):
        benefit.death(date(2015, 6, 30), 1)

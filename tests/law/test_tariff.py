"""Published tariffs are counted from rate and base where they can be, and called unexplained where not."""

from datetime import date

import pytest

from payung.law import in_force, tariff

LAW = in_force.load()
BOTH, THREE = ["JKK", "JKM"], ["JKK", "JKM", "JHT"]


@pytest.mark.parametrize(
    ("amount", "segment", "insurance", "income"),
    [
        (16_800, "BPU", BOTH, 0),
        (36_800, "BPU", THREE, 0),
        (18_800, "BPU", BOTH, 1_100_000),
        (13_500, "PU", BOTH, 2_500_000),
        (10_800, "PU", BOTH, 2_000_000),
        (156_000, "PU", THREE, 2_500_000),
        (212_160, "PU", THREE, 3_400_000),
        (63_400, "PU", THREE, None),
        (63_400, "PU", BOTH, None),
        (63_400, "BPU", THREE, None),
        (16_801, "BPU", BOTH, None),
    ],
)
def test_a_published_tariff_has_an_income_or_none(
    amount: int, segment: str, insurance: list[str], income: int | None
) -> None:
    found = tariff.explain(amount, insurance=insurance, month=date(2025, 1, 1), segment=segment, parameters=LAW)
    assert found == income
    if income is not None:
        again = tariff.of(insurance=insurance, month=date(2025, 1, 1), parameters=LAW, income=income, segment=segment)
        assert again == amount


def test_the_unexplained_tariff_is_listed_with_its_question() -> None:
    name = "contribution.pu.unexplained_tariffs"
    value = LAW.at(name, date(2025, 9, 1))
    assert value is not None
    assert value.value == [63_400]
    assert not value.is_confirmed
    assert "63.400" in (LAW.describe(name).question or "")


def test_relief_is_counted_only_for_the_payer_who_has_it() -> None:
    costs = [
        tariff.of(insurance=BOTH, month=date(2026, 5, 1), parameters=LAW, payer=payer) for payer in ("self", None)
    ]
    assert costs == [8_400, 16_800]


def test_a_wage_that_is_not_known_has_no_tariff() -> None:
    assert tariff.of(insurance=BOTH, month=date(2025, 1, 1), parameters=LAW, segment="PU") is None

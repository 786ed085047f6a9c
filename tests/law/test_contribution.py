"""The fast contribution agrees with the slow one, alone and in any company."""

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.kernel import month as months
from payung.law import contribution, in_force, relief
from tests.law import twin

LAW = in_force.load()
KINDS = {"income": pl.Int64, "sector": pl.String, "payer": pl.String, "month": pl.Date}
people = st.fixed_dictionaries(
    {
        "segment": st.sampled_from(contribution.SEGMENTS),
        "income": st.none() | st.integers(0, 25_000_000) | st.sampled_from([1_099_000, 1_099_500, 1_100_000]),
        "jkk": st.booleans(),
        "jkm": st.booleans(),
        "jht": st.booleans(),
        "jp": st.booleans(),
        "month": st.sampled_from(twin.months()),
        "sector": st.none() | st.sampled_from(relief.SECTORS),
        "payer": st.none() | st.sampled_from([*relief.PAYERS, "BAZNAS"]),
        "conditions": st.booleans(),
    }
)


@settings(max_examples=40, deadline=None)
@given(st.lists(people, min_size=1, max_size=25))
def test_every_row_costs_what_the_slow_law_says(rows: list[dict[str, Any]]) -> None:
    frame = contribution.assess(pl.DataFrame(rows, schema_overrides=KINDS), LAW)
    parts = frame.select(*contribution.INSURANCES, "total").to_dicts()
    assert parts == [twin.contribution(row, LAW) for row in rows]


def test_each_of_the_33_rows_costs_what_the_table_says() -> None:
    totals = [42_800, 48_800, 54_800, 60_800, 66_800, 72_800, 78_800, 84_800, 95_300, 110_300, 125_300]
    rows = LAW.describe("contribution.bpu.income_rows").values[0].value
    frame = pl.DataFrame({"income": [row["from"] for row in rows], "month": date(2024, 12, 1)})
    frame = frame.with_columns(jkk=True, jkm=True, jht=True)
    costs = contribution.assess(frame, LAW)["total"].to_list()
    assert len(rows) == 33
    assert costs[0] == 36_800
    assert costs[1:12] == totals
    assert costs[-1] == 627_800


def test_money_stays_whole_and_wide_enough_for_ten_million_people() -> None:
    frame = pl.DataFrame({"income": [20_700_000] * 2, "month": date(2024, 12, 1), "jkk": True, "jkm": True})
    answer = contribution.assess(frame, LAW)
    assert {answer.schema[name] for name in ("base", "JKK", "JKM", "JHT", "JP", "total")} == {pl.Int64()}


def test_an_empty_frame_stays_empty() -> None:
    frame = pl.DataFrame(schema={"income": pl.Int64, "month": pl.Date, "jkk": pl.Boolean})
    assert contribution.assess(frame, LAW).is_empty()


def test_before_the_law_nothing_can_be_said() -> None:
    answer = contribution.of(month=date(2015, 6, 1), insurance=["JKK", "JKM"], income=1_000_000, parameters=LAW)
    assert (answer["JKK"], answer["JKM"], answer["total"], answer["confirmed"]) == (None, None, None, False)


def test_an_unknown_segment_is_refused() -> None:
    with pytest.raises(ValueError, match="segment"):
        contribution.assess(pl.DataFrame({"segment": ["JAKON"], "month": [date(2024, 1, 1)]}), LAW)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 25_000_000), st.integers(0, 25_000_000))
def test_a_higher_income_never_costs_less(one: int, other: int) -> None:
    frame = pl.DataFrame({"income": sorted((one, other)), "month": date(2024, 12, 1), "jkk": True, "jht": True})
    low, high = contribution.assess(frame, LAW)["total"].to_list()
    assert low <= high


_FIRSTS = [0, *range(1_100_000, 2_600_000, 200_000), *range(2_700_000, 7_800_000, 500_000)]
_FIRSTS += [*range(8_200_000, 20_300_000, 1_000_000)]
_BASES = [*range(1_000_000, 2_700_000, 200_000), *range(2_950_000, 8_000_000, 500_000)]
_BASES += [*range(8_700_000, 20_800_000, 1_000_000)]


def test_all_33_rows_reach_from_their_first_rupiah_to_the_last_before_the_next() -> None:
    assert len(_FIRSTS) == len(_BASES) == 33
    incomes, bases = [], []
    for first, after, base in zip(_FIRSTS, [*_FIRSTS[1:], 10**12], _BASES, strict=True):
        # The last rupiah of the row, the first and last of the gap that the law's table leaves before the next row.
        incomes += [first, after - 1_000, after - 999, after - 1]
        bases += [base] * 4
    frame = pl.DataFrame({"income": incomes}).with_columns(
        month=date(2024, 12, 1), jkk=pl.lit(True), jkm=pl.lit(True), jht=pl.lit(True), payer=pl.lit("APBD")
    )
    answer = contribution.assess(frame, LAW)
    assert answer["base"].to_list() == bases
    assert answer["JKK"].to_list() == [base // 100 for base in bases]
    assert answer["JHT"].to_list() == [base // 50 for base in bases]
    assert answer["total"].to_list() == [base // 100 + 6_800 + base // 50 for base in bases]


@pytest.mark.parametrize("payer", relief.PAYERS)
@pytest.mark.parametrize(
    ("sector", "before", "first", "last", "after"),
    [
        ("transport", "2025-12", "2026-01", "2027-03", "2027-04"),
        ("other", "2026-03", "2026-04", "2026-12", "2027-01"),
    ],
)
def test_relief_begins_and_ends_on_its_months_for_those_who_pay_themselves(
    payer: str, sector: str, before: str, first: str, last: str, after: str
) -> None:
    costs = {
        text: contribution.of(
            month=months.parse(text),
            insurance=["JKK", "JKM"],
            parameters=LAW,
            income=1_000_000,
            sector=sector,
            payer=payer,
        )
        for text in (before, first, last, after)
    }
    within = 8_400 if payer == "self" else 16_800
    assert {text: cost["total"] for text, cost in costs.items()} == {
        before: 16_800, first: within, last: within, after: 16_800
    }  # fmt: skip
    assert costs[first]["confirmed"] is (payer in ("self", "APBN", "APBD"))
    assert costs[before]["confirmed"] is costs[after]["confirmed"] is True

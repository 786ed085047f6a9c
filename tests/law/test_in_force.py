"""The parameter set knows its dates, its hash and what a government may decide."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from payung.law import in_force, parameter

LAW = in_force.load()
GOOD: dict[str, Any] = {
    "description": "A number",
    "unit": "IDR/month",
    "values": {date(2020, 1, 1): {"value": 5, "reference": "UU 1/2020", "confidence": "high"}},
}


def test_each_month_is_judged_by_its_own_law() -> None:
    name = "benefit.jkm.lump_sum"
    values = [
        LAW.at(name, day) for day in (date(2015, 6, 30), date(2015, 7, 1), date(2019, 12, 1), date(2019, 12, 2))
    ]
    assert [value and value.value for value in values] == [None, 16_200_000, 16_200_000, 20_000_000]


def test_a_repealed_value_is_null_and_names_the_law_that_ended_it() -> None:
    value = LAW.at("contribution.relief.pp_50_2025.factor_other", date(2027, 1, 1))
    assert value is not None
    assert (value.value, value.since) == (None, date(2027, 1, 1))


def test_a_set_is_replayed_from_its_json_with_the_same_hash() -> None:
    again = in_force.from_json(LAW.json())
    assert again.sha256 == LAW.sha256
    assert again.at("contribution.bpu.jkm_amount", date(2024, 12, 1)) == LAW.at(
        "contribution.bpu.jkm_amount", date(2024, 12, 1)
    )
    assert again.occupations["entries"] == LAW.occupations["entries"]


def test_an_override_changes_the_hash_and_survives_replay() -> None:
    decided = {"value": 17, "reference": "Perbup contoh 1/2024", "confidence": "high"}
    local = in_force.load({"eligibility.minimum_age": {"2024-01-01": decided}})
    again = in_force.from_json(local.json())
    assert local.sha256 != LAW.sha256
    assert again.sha256 == local.sha256
    for law, day, age in (
        (again, date(2024, 1, 1), 17),
        (again, date(2023, 12, 31), 18),
        (LAW, date(2024, 1, 1), 18),
    ):
        value = law.at("eligibility.minimum_age", day)
        assert value is not None
        assert value.value == age


def test_an_override_of_null_gives_the_national_value_back() -> None:
    decided = {"value": 17, "reference": "Perbup contoh 1/2024", "confidence": "high"}
    ended = {"value": None, "reference": "Perbup contoh 2/2025", "confidence": "high"}
    local = in_force.load({"eligibility.minimum_age": {"2024-01-01": decided, "2025-01-01": ended}})
    pieces = local.pieces("eligibility.minimum_age", date(2023, 6, 1), date(2025, 6, 1))
    assert [(day, value and value.value) for day, value in pieces] == [
        (date(2023, 6, 1), 18),
        (date(2024, 1, 1), 17),
        (date(2025, 1, 1), 18),
    ]


@pytest.mark.parametrize(
    ("name", "values", "sentence"),
    [
        ("contribution.bpu.jkm_amount", {"2024-01-01": {}}, "daerah tidak dapat mengubahnya"),
        ("contribution.bpu.nothing", {"2024-01-01": {}}, "Tidak ada parameter"),
        ("eligibility.minimum_age", {}, "paling sedikit satu tanggal"),
        ("eligibility.minimum_age", {"besok": {}}, "bukan tanggal"),
        ("eligibility.minimum_age", {"2024-01-01": {"value": 17}}, "value, reference dan confidence"),
        (
            "eligibility.minimum_age",
            {"2024-01-01": {"value": "17", "reference": "Perbup", "confidence": "high"}},
            "tidak sesuai dengan satuan",
        ),
        (
            "eligibility.minimum_age",
            {"2024-01-01": {"value": 17, "reference": " ", "confidence": "high"}},
            "dasar hukumnya",
        ),
        (
            "eligibility.minimum_age",
            {"2024-01-01": {"value": 17, "reference": "Perbup", "confidence": "sure"}},
            "confidence harus",
        ),
    ],
)
def test_an_override_without_date_reference_or_room_is_refused(name: str, values: Any, sentence: str) -> None:
    with pytest.raises(in_force.Malformed, match=sentence):
        in_force.load({name: values})


def test_what_is_no_parameter_set_is_refused() -> None:
    for text in ("", "[]", "{}", '{"parameters": 1, "occupations": {}, "overrides": {}}'):
        with pytest.raises(in_force.Malformed):
            in_force.from_json(text)


@pytest.mark.parametrize(
    ("unit", "value"),
    [
        ("rate", 0.01),
        ("rate", "1,5"),
        ("rate", "1.5"),
        ("IDR", 6800.0),
        ("IDR", True),
        ("IDR", -1),
        ("day of month", 31),
        ("list", ["a", 1]),
        ("rows of IDR/month", [{"from": 5, "base": 1, "confidence": "high"}]),
        ("furlong", 1),
    ],
)
def test_a_value_that_does_not_fit_its_unit_is_refused(unit: str, value: Any) -> None:
    raw = {**GOOD, "unit": unit, "values": {date(2020, 1, 1): {**GOOD["values"][date(2020, 1, 1)], "value": value}}}
    with pytest.raises(parameter.Malformed, match="tidak sesuai"):
        parameter.from_raw("x", raw)


def test_a_doubtful_value_needs_its_question() -> None:
    doubtful = {date(2020, 1, 1): {"value": 5, "reference": "kabar", "confidence": "not-found"}}
    with pytest.raises(parameter.Malformed, match="question"):
        parameter.from_raw("x", {**GOOD, "values": doubtful})
    assert parameter.from_raw("x", {**GOOD, "values": doubtful, "question": "Berapa?"}).question == "Berapa?"


def test_every_relief_reads_the_same_law_on_a_column_and_on_a_day() -> None:
    days = pl.Series("on", [date(2020, 7, 31), date(2020, 8, 1), date(2021, 1, 31), date(2021, 2, 1)])
    name = "contribution.relief.pp_49_2020.factor_other"
    column = LAW.expr(
        name, pl.col("on"), (days[0], days[-1]), lambda value: pl.lit(value.value if value else None, pl.String)
    )
    assert days.to_frame().select(column).to_series().to_list() == [None, "0.01", "0.01", None]
    assert [(value := LAW.at(name, day)) and value.value for day in days] == [None, "0.01", "0.01", None]

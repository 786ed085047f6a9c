"""The regions of Indonesia as the package carries them."""

import csv
import os
from pathlib import Path

import polars as pl
import pytest

from payung.kernel import region_code
from payung.regions import reader

KAUR, KALBAR = "1704000000", "6100000000"


@pytest.fixture(scope="module")
def regions():
    return reader.load()


def test_there_are_38_provinces_514_kabupaten_7285_kecamatan_and_83762_villages(regions):
    levels = regions.current["code"].map_elements(region_code.level, return_dtype=pl.Int8)
    assert dict(levels.value_counts().rows()) == {1: 38, 2: 514, 3: 7285, 4: 83762}
    assert regions.regencies().height == 514
    assert regions.villages().height == 83762


def test_every_region_lies_in_one_that_exists(regions):
    assert all(regions.exists(region_code.parent(c)) for c in regions.districts()["code"])
    assert regions.villages()["district_name"].null_count() == 0


@pytest.mark.parametrize(
    ("code", "districts", "desa", "kelurahan"),
    [
        ("5171000000", 4, 27, 16),
        ("7302000000", 10, 109, 27),
        (KALBAR, 174, 2046, 99),
        ("6107000000", 17, 122, 2),
        (KAUR, 15, 192, 3),
    ],
)
def test_the_five_places_have_the_counts_of_the_2025_decree(regions, code, districts, desa, kelurahan):
    villages = regions.villages(code)
    assert regions.districts(code).height == districts
    assert villages.filter(kind="desa").height == desa
    assert villages.filter(kind="kelurahan").height == kelurahan


def test_names_at_each_level(regions):
    assert regions.full_name(KAUR) == "Kabupaten Kaur"
    assert regions.full_name("5171000000") == "Kota Denpasar"
    assert regions.full_name(KALBAR) == "Provinsi Kalimantan Barat"
    assert regions.full_name("1704020000") == "Kecamatan Tanjung Kemuning"
    assert regions.full_name("1704022009") == "Desa Tanjung Kemuning"
    assert regions.full_name("5171011003") == "Kelurahan Sesetan"
    assert regions.name(KAUR) == "Kaur"


def test_an_unknown_code_is_said_so(regions):
    assert not regions.exists("1704029999")
    with pytest.raises(reader.UnknownRegion, match="1704029999"):
        regions.name("1704029999")


def test_villages_come_sorted_by_code_with_kind_and_kecamatan(regions):
    villages = regions.villages(KAUR)
    assert villages["code"].is_sorted()
    assert villages.columns == ["code", "name", "kind", "district", "district_name"]
    assert villages.row(0) == ("1704012001", "Gedung Wani", "desa", "1704010000", "Kinal")


def test_a_retired_code_leads_to_its_successor(regions):
    merauke_before_2022 = "9101000000"
    assert not regions.exists(merauke_before_2022)
    assert regions.exists(merauke_before_2022, retired=True)
    assert regions.successors(merauke_before_2022) == ["9301000000"]
    assert regions.successors(KAUR) is None


def test_every_successor_exists_under_the_same_name(regions):
    old = regions.frame.filter(pl.col("valid_to").is_not_null())
    for code, name, successor in old.select("code", "name", "successors").iter_rows():
        assert regions.official_name(successor) == name, code


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        (KAUR, "WIB"),
        (KALBAR, "WIB"),
        ("6200000000", "WIB"),
        ("6300000000", "WITA"),
        ("6400000000", "WITA"),
        ("6500000000", "WITA"),
        ("5171000000", "WITA"),
        ("7302011001", "WITA"),
        ("8200000000", "WIT"),
        ("9600000000", "WIT"),
    ],
)
def test_each_province_has_its_time_zone(regions, code, zone):
    assert reader.ABBREVIATIONS[regions.time_zone(code)] == zone


if LIST_TO_COMPARE := os.environ.get("PAYUNG_REGIONS_TO_COMPARE"):

    def test_codes_equal_an_independent_list(regions):
        with Path(LIST_TO_COMPARE).open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        assert rows
        assert [r["kode"] for r in rows if not regions.exists(region_code.parse(r["kode"]))] == []

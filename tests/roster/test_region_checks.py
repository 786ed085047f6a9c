"""Villages are looked up inside the region of the check; who lives elsewhere is told."""

import polars as pl

from tests.roster import lists
from tests.roster.lists import found, only, person

KAUR = lists.KAUR


def test_a_village_in_the_region_is_found_in_any_spelling():
    for typed in ("Linau", "DESA LINAU", "Ds. Linau"):
        result = lists.checked(person(village=typed, district="Maje"), region=KAUR)
        assert result.rows["village"][0].startswith("1704")
        assert result.findings.is_empty()


def test_a_village_that_no_list_knows():
    finding = only("region-unknown", person(village="Xyzzyville"), region=KAUR)
    assert finding["kind"] == "data"
    assert finding["problem"] == 'Desa atau kelurahan "Xyzzyville" tidak ditemukan di Kabupaten Kaur.'


def test_an_empty_cell_in_a_village_column():
    assert only("region-unknown", person(village=""), region=KAUR)["problem"] == "Desa atau kelurahan belum diisi."


def test_a_village_of_another_kabupaten():
    code = "6107012001"
    assert found(person(village=code), region=KAUR) == [["region-outside"]]


def test_a_sheet_without_a_village_gets_a_remark_and_no_error():
    result = lists.checked(person(), region=KAUR)
    assert result.findings.is_empty()
    assert "village-not-stated" in [remark["code"] for remark in result.files[0].sheets[0].notices]


def test_a_village_in_the_letterhead_counts_for_its_rows():
    result = lists.checked(person(), region=KAUR, place_hint="Linau", district_hint="Maje")
    assert result.rows["village"][0].startswith("1704")
    assert result.files[0].sheets[0].notices == []


def test_a_letterhead_that_names_no_village_is_only_a_hint():
    result = lists.checked(person(), region=KAUR, place_hint="Rekap Triwulan")
    assert result.findings.is_empty()
    assert result.rows["village"][0] is None
    assert [remark["code"] for remark in result.files[0].sheets[0].notices] == ["village-not-stated"]


def test_without_a_region_no_village_is_looked_up():
    result = lists.checked(person(village="Xyzzyville"))
    assert result.findings.is_empty()
    assert result.rows["village_typed"][0] == "Xyzzyville"


def test_a_check_of_one_village_gives_it_to_rows_that_name_none():
    result = lists.checked(person(), region="1704032001")
    assert result.rows["village"].to_list() == ["1704032001"]


def test_a_village_is_not_called_desa_twice():
    finding = only("region-unknown", person(village="Ds. Xyzzyville"), region=KAUR)
    assert finding["problem"] == 'Desa atau kelurahan "Xyzzyville" tidak ditemukan di Kabupaten Kaur.'


def test_a_code_beside_the_name_of_another_village_is_told_as_such():
    finding = only("region-unknown", person(village="17.04.06.2003 Way Hawang"), region=KAUR)
    assert finding["problem"] == 'Kode dan nama desa atau kelurahan pada "17.04.06.2003 Way Hawang" tidak cocok.'
    assert "Desa Linau" in finding["mend"]
    assert "Desa Way Hawang" in finding["mend"]


def test_a_village_and_its_kecamatan_may_share_a_cell():
    for typed in ("Linau, Maje", "Linau / Maje", "Linau - Kec. Maje", "Ds. Linau/Maje"):
        assert lists.checked(person(village=typed), region=KAUR).rows["village"][0] == "1704062003"
    assert found(person(village="Linau, Nasal"), region=KAUR) == [["region-unknown"]]


def test_a_village_with_a_wrong_letter_is_not_put_right_in_silence():
    finding = only("village-repaired", person(village="Linauw"), region=KAUR)
    assert finding["severity"] == "info"
    assert finding["problem"] == '"Linauw" dibaca sebagai Desa Linau.'
    assert found(person(village="Ds. Linau"), person(village="LINAU", nik="1704991112640034"), region=KAUR) == [
        [],
        [],
    ]


def test_titles_between_the_people_give_each_its_village():
    places = pl.DataFrame({"village": ["Linau", "Way Hawang", None], "district": ["Maje", None, None]})
    people = [person(nik=f"170499111264003{n}") for n in range(1, 4)]
    rows = lists.checked(*people, region=KAUR, row_places=places).rows
    assert rows["village"].to_list() == ["1704062003", "1704062004", None]
    assert rows["village_typed"].to_list() == ["Linau", "Way Hawang", None]

"""New, changed or the same: what a corrected file means row by row."""

from datetime import date

import polars as pl

from payung.roster import comparing

SITI = {
    "sender": "KEMUNING",
    "sheet": "Sheet1",
    "row": 5,
    "nik": "1704990101800001",
    "region": "1704012001",
    "content_hash": "a1",
    "is_refused": False,
    "name_key": "SITI AMINAH",
    "birth_date": date(1980, 1, 1),
}


def rows(number, *changes):
    frame = pl.DataFrame(
        [SITI | change for change in changes],
        schema_overrides={"nik": pl.String, "name_key": pl.String, "birth_date": pl.Date},
    )
    return frame.with_row_index(number).with_columns(pl.col(number).cast(pl.Int64))


def states(incoming, known):
    judged = comparing.compare(rows("key", *incoming), rows("id", *known))
    return list(zip(judged["state"].to_list(), judged["known_id"].to_list(), strict=True))


def test_a_row_that_says_the_same_is_the_same_even_elsewhere_in_the_file():
    assert states([{"row": 9}], [{}]) == [("same", 0)]


def test_a_corrected_birth_date_replaces_the_row_of_that_nik():
    assert states([{"content_hash": "b", "birth_date": date(1980, 2, 1)}], [{}]) == [("changed", 0)]


def test_a_corrected_nik_replaces_the_row_of_that_name_and_birth_date_in_the_same_senders_file():
    mended = {"content_hash": "b", "nik": "1704990101800002"}
    assert states([mended], [{}]) == [("changed", 0)]
    assert states([mended | {"sender": "PADANG"}], [{}]) == [("new", None)]


def test_a_refused_row_is_replaced_by_what_stands_in_its_place_now():
    refused = {"nik": None, "content_hash": "b", "is_refused": True, "name_key": None, "birth_date": None}
    assert states([{}], [refused]) == [("changed", 0)]
    assert states([{"row": 6}], [refused]) == [("new", None)]


def test_two_rows_that_say_the_same_are_two_rows():
    assert states([{}, {"row": 6}], [{}]) == [("same", 0), ("new", None)]


def test_a_row_that_was_refused_and_no_longer_is_counts_as_changed():
    assert states([{}], [{"is_refused": True}]) == [("changed", 0)]


def test_another_village_may_name_the_same_nik_without_replacing_anything():
    assert states([{"region": "1704012002", "content_hash": "b"}], [{}]) == [("new", None)]


def test_revisions_of_a_file_have_one_sender():
    names = ["Tanjung Kemuning.xlsx", "tanjung_kemuning (1).xlsx", "paket.zip/TANJUNG KEMUNING revisi 2.xls"]
    assert {comparing.sender(name) for name in names} == {"TANJUNG KEMUNING"}
    assert comparing.sender("1704012001.xlsx") != comparing.sender("1704012002.xlsx")
    assert comparing.sender("Desa 1.xlsx") != comparing.sender("Desa 2.xlsx")

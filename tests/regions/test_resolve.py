"""A village is found from free text, and never guessed between two."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.regions import reader

KAUR = "1704000000"
TANJUNG_KEMUNING = "1704022009"


def answer(text, district="", within=KAUR):
    return reader.load().resolve_village(text, within=within, district=district)


@pytest.mark.parametrize(
    "text",
    [
        "Tanjung Kemuning",
        "TANJUNG KEMUNING",
        "Ds. Tj. Kemuning",
        "Desa Tanjungkemuning",
        "tg kemuning",
        "Tjg. Kemuning, Kec. Tanjung Kemuning",
        "17.04.02.2009",
        "1704022009",
        "17.04.02.2009 - Tanjung Kemuning",
        "Tanjung Kemunig",
    ],
)
def test_one_village_in_many_spellings(text):
    assert answer(text).code == TANJUNG_KEMUNING


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Selika 3", "1704022025"),
        ("SELIKA-III", "1704022025"),
        ("Selika Tiga", "1704022025"),
        ("Selika", "1704022010"),
    ],
)
def test_numbers_may_be_roman_arabic_or_words(text, code):
    assert answer(text).code == code


def test_a_number_that_does_not_exist_is_no_typing_error():
    assert answer("Selika IV").status == "unknown"


def test_a_name_that_two_kecamatan_have_is_ambiguous_until_the_kecamatan_is_said():
    found = answer("Tanjung Baru")
    assert (found.code, found.status) == (None, "ambiguous")
    assert found.candidates == ("1704012005", "1704062005")
    assert answer("Tanjung Baru", district="Kinal").code == "1704012005"
    assert answer("Tanjung Baru", district="KEC. MAJE").code == "1704062005"
    assert answer("Ds. Tanjung Baru (Kec. Maje)").code == "1704062005"


def test_a_typing_error_near_two_villages_is_ambiguous():
    assert answer("Tanjung Agng").status == "ambiguous"


def test_a_village_of_another_kabupaten_is_outside():
    assert answer("Kel. Sesetan").status == "outside"
    assert answer("51.71.01.1003").status == "outside"


def test_a_code_and_a_name_that_disagree_are_ambiguous():
    assert answer("17.04.02.2009 Selika").status == "ambiguous"


def test_what_is_no_village_is_unknown_and_an_empty_text_is_nothing():
    assert answer("Xyzzy Qwrty").status == "unknown"
    assert answer("17.04.02.2999").status == "unknown"
    assert answer("  ").status is None


def test_abbreviations_with_two_meanings_are_taken_only_when_one_exists():
    assert answer("Pd. Leban").code == "1704022012"


@pytest.mark.parametrize("regency", ["1704000000", "5171000000", "6107000000", "7302000000", "6112000000"])
def test_every_official_name_with_its_kecamatan_finds_itself(regency):
    regions = reader.load()
    villages = regions.villages(regency)
    for names in (villages["name"], villages["name"].str.to_uppercase(), "Desa " + villages["name"]):
        found = regions.resolve_villages(names, within=regency, districts=villages["district_name"])
        assert found["code"].to_list() == villages["code"].to_list()


def test_a_province_wide_list_is_told_apart_by_kecamatan():
    regions = reader.load()
    villages = regions.villages("6100000000")
    found = regions.resolve_villages(villages["name"], within="6100000000", districts=villages["district_name"])
    assert found["code"].to_list() == villages["code"].to_list()


def test_answers_keep_the_order_and_length_of_the_question():
    texts = pl.Series(["Selika", None, "Selika", "Xyzzy Qwrty"])
    found = reader.load().resolve_villages(texts, within=KAUR)
    assert found["status"].to_list() == ["resolved", None, "resolved", "unknown"]


@settings(deadline=None, max_examples=20)
@given(st.permutations(["Selika", "Tanjung Baru", "Tj. Kemuning", "Sesetan", "Xyzzy Qwrty", "Selika 2"]))
def test_an_answer_does_not_depend_on_the_other_questions(texts):
    found = reader.load().resolve_villages(pl.Series(texts), within=KAUR)
    alone = [answer(text) for text in texts]
    assert found["code"].to_list() == [each.code for each in alone]
    assert found["status"].to_list() == [each.status for each in alone]


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=40))
def test_any_text_gets_an_answer_and_a_code_only_when_resolved(text):
    found = answer(text)
    assert (found.code is not None) == (found.status == "resolved")

"""Totals below and between people are no people, in whichever column they stand."""

import pytest

from payung.roster import reading
from tests.roster.reading import making
from tests.roster.reading.making import AMIR, HEAD, SITI


def names(rows: making.Rows) -> list[str]:
    """The names of all people in one sheet."""
    [file] = reading.read(making.xlsx(rows), "a.xlsx")
    [sheet] = file.sheets
    return sheet.cells[sheet.columns["name"]].to_list()


@pytest.mark.parametrize(
    "total",
    [
        [None, "Jumlah seluruhnya: 2 orang"],
        [None, None, "Jumlah desa Padang Petron"],
        [None, "2 orang", "Jumlah Desa Padang Petron"],
        [None, 2, "TOTAL"],
    ],
)
def test_a_total_is_no_person(total: list[object]) -> None:
    [file] = reading.read(making.xlsx([HEAD, SITI, total, AMIR, total]), "a.xlsx")
    [sheet] = file.sheets
    assert sheet.cells[sheet.columns["name"]].to_list() == ["SITI AMINAH", "AMIR HAMZAH"]


def test_place_and_date_under_one_heading_of_two_columns() -> None:
    head = ["No", "NIK", "Nama Lengkap", "Tempat dan Tanggal Lahir", None]
    under = [None, None, None, "Tempat", "Tanggal"]
    person = [1, "1704995208800001", "SITI AMINAH", "Bintuhan", "12-08-1980"]
    [file] = reading.read(making.xlsx([head, under, person]), "a.xlsx")
    [sheet] = file.sheets
    assert sheet.cells.select(sheet.columns["birth_place"], sheet.columns["birth_date"]).rows() == [
        ("Bintuhan", "12-08-1980")
    ]


def test_a_person_of_whom_only_number_and_name_are_known_closes_a_list() -> None:
    rows = [HEAD, SITI, [2, "", "AMIR HAMZAH", ""], ["", "", "SUPRIADI", ""]]
    assert names(rows) == ["SITI AMINAH", "AMIR HAMZAH"]


def test_a_numbered_person_whose_name_begins_like_a_signature_is_kept() -> None:
    assert names([HEAD, SITI, [2, "", "KETUA SARI", "08-12-1980"]]) == ["SITI AMINAH", "KETUA SARI"]


def test_the_service_number_of_who_signs_is_no_nik() -> None:
    for number in ("197001011990031001", "19700101 199003 1 001", "NIP. 197001011990031001"):
        assert names([HEAD, SITI, [], ["", "", "SUPRIADI", ""], ["", number, "", ""]]) == ["SITI AMINAH"]


@pytest.mark.parametrize(
    "numbers",
    [["1", "2", "3", "4=2+3"], ["I", "II", "III", "IV"], ["-1-", "-2-", "-3-", "-4-"], ["a.", "b.", "c.", "d."]],
)
def test_a_line_that_numbers_the_columns_is_no_person(numbers: list[str]) -> None:
    assert names([HEAD, numbers, SITI, AMIR]) == ["SITI AMINAH", "AMIR HAMZAH"]


@pytest.mark.parametrize(
    "person",
    [
        [3, "17049912", "", "", "", ""],
        [3, "1,70499E+15", "", "", "", ""],
        ["3)", "x704991203xxxxx", "", "", "", ""],
        [3, "", "", "08-12-1980", "Petani", ""],
        ["", "17049912", "SUTARNO", "", "Kepala Dusun", ""],
        ["", "17049912", "KETUA SARI", "", "", ""],
    ],
)
def test_a_person_with_a_broken_number_or_without_a_name_never_vanishes(person: list[object]) -> None:
    head = [*HEAD, "Pekerjaan", "Desa"]
    signed = [["", "", "Mengetahui,"], ["", "", "Kepala Desa"], ["", "", "SUPARMAN"], ["", "NIP. 197001011990011001"]]
    for rows in ([head, SITI, AMIR, person], [head, SITI, person, AMIR], [head, SITI, AMIR, person, *signed]):
        assert len(names(rows)) == 3


def test_the_rows_of_a_form_that_were_left_empty_are_no_people() -> None:
    head = [*HEAD, "Pekerjaan", "Desa"]
    assert (
        len(names([head, SITI, [3, "", "", "", "Petani", "Padang Petron"], [4, "", "", "", "", "Padang Petron"]]))
        == 1
    )

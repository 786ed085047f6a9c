"""Totals below and between people are no people, in whichever column they stand."""

import pytest

from payung.roster import reading
from tests.roster.reading import making
from tests.roster.reading.making import AMIR, HEAD, SITI


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

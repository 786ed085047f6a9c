"""The list is found whatever stands above, between and below it."""

from typing import Any

import pytest

from payung.roster import reading
from tests.roster.reading import making
from tests.roster.reading.making import AMIR, HEAD, SITI

BUDI = [3, "1704990101850003", "BUDI SANTOSO", "01-01-1985"]


def people(rows: making.Rows, **how: Any) -> tuple[reading.Sheet, list[tuple[int, str]]]:
    """The sheet and, of each person, the row and the name."""
    [file] = reading.read(making.xlsx(rows, **how), "a.xlsx")
    assert file.error is None, file.error
    [sheet] = file.sheets
    return sheet, list(sheet.cells.select("row", sheet.columns["name"]).iter_rows())


TWO = ["SITI AMINAH", "AMIR HAMZAH"]


def test_letterhead_and_blank_rows_stand_above() -> None:
    rows = [
        ["PEMERINTAH KABUPATEN KAUR"],
        ["DAFTAR NAMA PEKERJA RENTAN"],
        ["DESA LINAU KECAMATAN MAJE"],
        [],
        HEAD,
        SITI,
        [],
        AMIR,
    ]
    sheet, found = people(rows)
    assert sheet.header_row == 5
    assert found == [(6, "SITI AMINAH"), (8, "AMIR HAMZAH")]
    assert (sheet.place_hint, sheet.district_hint) == ("LINAU", "MAJE")


def test_blank_columns_stand_between_and_the_list_begins_in_column_c() -> None:
    rows = [[None, None, "NIK", None, "Nama"], [None, None, "1704994812800001", None, "SITI AMINAH"]]
    sheet, found = people(rows)
    assert sheet.columns == {"nik": "C", "name": "E"}
    assert found == [(2, "SITI AMINAH")]


def test_a_two_line_heading_is_merged_above() -> None:
    rows = [
        ["No", "NIK", "Nama", "Lahir", "", "Alamat", "", "", "Ahli Waris", ""],
        ["", "", "", "Tempat", "Tanggal", "RT", "RW", "Dusun", "Nama", "NIK"],
        ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"],
        [1, "1704994812800001", "SITI AMINAH", "Linau", "08-12-1980", "001", "002", "I", "AMIR", "1704991203790002"],
    ]
    for merge in ((), ("D1:E1", "F1:H1", "I1:J1", "A1:A2", "B1:B2", "C1:C2")):
        sheet, found = people(rows, merge=merge)
        assert sheet.columns == {
            "nik": "B",
            "name": "C",
            "birth_place": "D",
            "birth_date": "E",
            "rt": "F",
            "rw": "G",
            "hamlet": "H",
            "heir": "I",
        }
        assert sheet.unrecognised == ["Ahli Waris NIK"]
        assert sheet.header_row == 2
        assert found == [(4, "SITI AMINAH")]


def test_a_second_line_explains_the_headings() -> None:
    rows = [
        ["No", "NIK", "Nama", "Tgl Lahir"],
        ["", "(16 angka)", "(sesuai KTP)", "(hh-bb-tttt)"],
        SITI,
    ]
    sheet, found = people(rows)
    assert found == [(3, "SITI AMINAH")]
    assert sheet.columns == {"nik": "B", "name": "C", "birth_date": "D"}


def test_one_heading_over_place_and_date_is_two_columns() -> None:
    rows = [
        ["NIK", "Nama", "Tempat, Tanggal Lahir", "", "RT/RW", "", "L/P"],
        ["1704994812800001", "SITI AMINAH", "Linau", "08-12-1980", "001", "002", "P"],
    ]
    sheet, _ = people(rows, merge=["C1:D1", "E1:F1"])
    assert sheet.columns == {
        "nik": "A",
        "name": "B",
        "birth_place": "C",
        "birth_date": "D",
        "rt": "E",
        "rw": "F",
        "sex": "G",
    }


def test_a_combined_column_serves_two_fields() -> None:
    sheet, _ = people(
        [["NIK", "Nama", "TTL", "RT/RW"], ["1704994812800001", "SITI AMINAH", "Linau, 08-12-80", "1/2"]]
    )
    assert sheet.columns == {"nik": "A", "name": "B", "birth": "C", "rt": "D", "rw": "D"}


def test_headings_numbers_and_totals_come_again_in_the_middle() -> None:
    rows = [
        HEAD,
        ["1", "2", "3", "4"],
        SITI,
        ["", "", "Jumlah Dusun I", 1],
        HEAD,
        ["(1)", "(2)", "(3)", "(4)"],
        ["DUSUN II"],
        AMIR,
        ["Sub Total", "", "", 1],
        ["JUMLAH", "", "", 2],
        ["Total", "", "", 2],
    ]
    assert people(rows)[1] == [(3, "SITI AMINAH"), (8, "AMIR HAMZAH")]


def test_the_signature_block_below_is_nobody() -> None:
    rows = [
        HEAD,
        SITI,
        AMIR,
        [],
        ["", "", "", "Linau, 12 November 2024"],
        ["", "Mengetahui,", "", "Kepala Desa Linau"],
        ["", "Camat Maje"],
        [],
        ["", "SUHARTONO, S.Sos", "SUHARTONO", "JAMALUDIN"],
        ["", "NIP. 197005121995031002", "", "1970"],
    ]
    assert [name for _, name in people(rows)[1]] == TWO


def test_the_end_mark_ends_the_list_and_what_follows_is_mentioned() -> None:
    sheet, found = people([HEAD, SITI, ["", "###"], AMIR])
    assert found == [(2, "SITI AMINAH")]
    assert [(notice.code, notice.values) for notice in sheet.notices] == [("rows-after-end-marker", {"count": 1})]


def test_a_person_without_a_nik_is_still_a_person() -> None:
    rows = [
        HEAD,
        SITI,
        [2, "", "TANPA NIK", "01-02-1990"],
        ["", "", "HANYA NAMA"],
        [4, "-", "STRIP", ""],
        [5, "sedang diurus", "MENUNGGU", ""],
        [6, "", "", ""],
        AMIR,
        [8, "", "DI BAWAH", "03-04-1991"],
    ]
    assert [name for _, name in people(rows)[1]] == [
        "SITI AMINAH",
        "TANPA NIK",
        "HANYA NAMA",
        "STRIP",
        "MENUNGGU",
        "AMIR HAMZAH",
        "DI BAWAH",
    ]


def test_a_damaged_nik_is_still_a_person() -> None:
    damaged = ["1,70499E+15", "17049948XXXXXXXX", "170499481280", "1704 9948 1280 0001", "'1704994812800001", "0"]
    rows = [HEAD, *([number, nik, f"ORANG {number}", ""] for number, nik in enumerate(damaged, 1))]
    assert people(rows)[1] == [(line + 1, f"ORANG {line}") for line in range(1, 7)]


def test_the_sample_line_of_a_template_is_nobody() -> None:
    rows = [HEAD, ["", "6453654545450056", "Nama Lengkap", ""], ["Contoh", "1704994812800009", "ANI", ""], SITI]
    assert people(rows)[1] == [(4, "SITI AMINAH")]


def test_the_columns_that_we_wrote_ourselves_need_no_word() -> None:
    ours = ["Masalah", "Cara memperbaiki", "Pemeriksaan"]
    sheet, _ = people([[*HEAD, *ours, "Hobi"], [*SITI, "NIK salah", "Perbaiki", "Siap", "Memancing"]])
    assert sheet.unrecognised == ["Hobi"]
    assert sheet.headings["H"] == "Hobi"
    assert "E" not in sheet.columns.values()


def test_the_better_wording_wins_where_two_columns_claim_a_field() -> None:
    sheet, _ = people(
        [["No KTP", "NIK", "Nama", "Alamat Domisili", "Alamat"], ["", "1704994812800001", "SITI", "x", "y"]]
    )
    assert sheet.columns == {"nik": "B", "name": "C", "address": "E"}
    assert sheet.unrecognised == ["No KTP", "Alamat Domisili"]


def test_a_sheet_with_headings_and_nobody_is_mentioned() -> None:
    sheet, found = people([HEAD, [1, "", "", ""], [2, "", "", ""]])
    assert found == []
    assert sheet.kinds.height == 0
    assert [notice.code for notice in sheet.notices] == ["sheet-no-rows"]


@pytest.mark.parametrize(
    ("sheet", "file", "village", "district"),
    [
        ("Linau", "a.xlsx", "Linau", None),
        ("Desa Tj. Kemuning", "a.xlsx", "Tj. Kemuning", None),
        ("Sheet1", "DAFTAR_DESA_LINAU_KEC_MAJE.xlsx", "LINAU", "MAJE"),
        ("Sheet1", "Data Pekerja Rentan Linau 2024 (final).xlsx", "Linau", None),
        ("Data", "daftar pekerja rentan.xlsx", None, None),
        ("Sheet1", "paket.zip/maje/linau.xlsx", "linau", None),
    ],
)
def test_names_of_sheet_and_file_are_hints(sheet: str, file: str, village: str | None, district: str | None) -> None:
    [read] = reading.read(making.xlsx([HEAD, SITI], names=[sheet]), file)
    assert (read.sheets[0].place_hint, read.sheets[0].district_hint) == (village, district)


@pytest.mark.parametrize(
    ("lines", "village", "district"),
    [
        ([["Desa", ": Linau"], ["Kecamatan", ":", "Maje"]], "Linau", "Maje"),
        ([["KELURAHAN : BENUA MELAYU DARAT"], ["KEC. PONTIANAK SELATAN"]], "BENUA MELAYU DARAT", "PONTIANAK SELATAN"),
        ([["Desa/Kelurahan", "Linau"], ["Kecamatan", "Maje"]], "Linau", "Maje"),
        ([["Kelurahan/Desa :", "", "Linau"]], "Linau", None),
        ([["DESA/KEL. LINAU", "DS.LINAU"]], "LINAU", None),
        ([["PEMERINTAH DESA LINAU"]], "LINAU", None),
        ([["KANTOR KEPALA DESA LINAU, KECAMATAN MAJE, KABUPATEN KAUR"]], "LINAU", "MAJE"),
        ([["PENERIMA DANA DESA TAHUN 2024"]], None, None),
    ],
)
def test_letterheads_name_places(lines: making.Rows, village: str | None, district: str | None) -> None:
    [read] = reading.read(making.xlsx([*lines, [], HEAD, SITI]), "a.xlsx")
    assert (read.sheets[0].place_hint, read.sheets[0].district_hint) == (village, district)


def test_budi_comes_under_the_second_table_of_the_sheet() -> None:
    rows = [["DESA LINAU"], HEAD, SITI, ["Linau, 12 November 2024"], ["Kepala Desa Linau"], [], HEAD, AMIR, BUDI]
    assert people(rows)[1] == [(3, "SITI AMINAH"), (8, "AMIR HAMZAH"), (9, "BUDI SANTOSO")]


def test_who_stands_below_the_title_of_a_village_lives_there() -> None:
    rows = [["DESA LINAU"], HEAD, SITI, ["Jumlah Desa Linau", 1], ["DESA WAY HAWANG KEC. MAJE"], AMIR, BUDI]
    sheet, _ = people(rows)
    assert sheet.place_hint is None
    assert sheet.row_places is not None
    assert sheet.row_places.rows() == [("LINAU", None), ("WAY HAWANG", "MAJE"), ("WAY HAWANG", "MAJE")]
    assert sheet.notices == []


@pytest.mark.parametrize(
    "rows",
    [
        [HEAD, SITI, ["Jumlah Desa Linau", 1], AMIR, ["Jumlah Desa Way Hawang", 1], BUDI],
        [["DESA LINAU"], HEAD, SITI, ["Jumlah Desa Linau", 1], AMIR, ["Jumlah Desa Way Hawang", 1], BUDI],
        [HEAD, SITI, ["DESA LINAU"], AMIR, ["DESA WAY HAWANG"], BUDI],
    ],
)
def test_where_titles_and_totals_leave_a_doubt_it_is_said(rows: making.Rows) -> None:
    sheet, _ = people(rows)
    assert sheet.place_hint is None
    places = [notice.values["places"].casefold() for notice in sheet.notices if notice.code == "several-places"]
    assert places == ["linau, way hawang"]
    if sheet.row_places is not None:
        assert sheet.row_places["village"].to_list() == [None, "LINAU", "WAY HAWANG"]


@pytest.mark.parametrize(
    ("above", "agency"),
    [
        (["OPD Pengusul : Dinas Perikanan"], "Dinas Perikanan"),
        (["Instansi", ":", "Dinas Sosial"], "Dinas Sosial"),
        (["Perangkat Daerah:", "DINAS PERTANIAN", "Tahun 2025"], "DINAS PERTANIAN"),
        (["DINAS PERIKANAN KOTA DENPASAR"], None),
        (["Pengirim : Desa Linau"], None),
        (["Instansi :"], None),
    ],
)
def test_an_agency_is_what_a_label_says_and_never_a_letterhead(above: list[str], agency: str | None) -> None:
    sheet, found = people([["DAFTAR CALON PESERTA"], above, [], HEAD, SITI, AMIR])
    assert sheet.agency_hint == agency
    assert [name for _, name in found] == TWO

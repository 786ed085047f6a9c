"""OpenSID's file of residents is known by its headings, with codes or with words."""

import os
from pathlib import Path

import pytest

from payung.roster import reading
from payung.roster.reading import opensid
from tests.roster.reading import making

COLUMNS = [
    "alamat",
    "dusun",
    "rw",
    "rt",
    "nama",
    "no_kk",
    "nik",
    "sex",
    "tempatlahir",
    "tanggallahir",
    "agama_id",
    "pendidikan_kk_id",
    "pendidikan_sedang_id",
    "pekerjaan_id",
    "status_kawin",
    "kk_level",
    "warganegara_id",
    "ayah_nik",
    "nama_ayah",
    "ibu_nik",
    "nama_ibu",
    "golongan_darah_id",
    "akta_lahir",
    "dokumen_pasport",
    "tanggal_akhir_paspor",
    "dokumen_kitas",
    "akta_perkawinan",
    "tanggalperkawinan",
    "akta_perceraian",
    "tanggalperceraian",
    "cacat_id",
    "cara_kb_id",
    "hamil",
    "ktp_el",
    "status_rekam",
    "alamat_sekarang",
    "status_dasar",
    "suku",
    "tag_id_card",
    "id_asuransi",
    "no_asuransi",
    "lat",
    "lng",
]
SITI = {
    "nama": "SITI AMINAH",
    "nik": "1704994812800001",
    "no_kk": "1704990101800001",
    "sex": "2",
    "tanggallahir": "1980-12-08",
    "pekerjaan_id": "11",
    "kk_level": "3",
    "status_dasar": "1",
    "ayah_nik": "1704990101500002",
}
WORDS = {**SITI, "sex": "PEREMPUAN", "pekerjaan_id": "NELAYAN/PERIKANAN", "status_dasar": "TETAP"}


def sheet_of(columns: list[str], resident: dict[str, str]) -> tuple[reading.SourceFile, reading.Sheet]:
    """The file and its one sheet with one resident."""
    rows = [columns, [resident.get(column, "") for column in columns]]
    [file] = reading.read(making.xlsx(rows), "penduduk_20_11_2026.xlsx")
    return file, file.sheets[0]


@pytest.mark.parametrize("columns", [COLUMNS, [*COLUMNS, "ket"], ["no_rtm", *COLUMNS, "ket"], COLUMNS[::-1]])
def test_each_version_in_any_order_is_the_same_format(columns: list[str]) -> None:
    file, sheet = sheet_of(columns, SITI)
    assert file.format == "opensid-residents"
    typed = {field: sheet.headings[letter] for field, letter in sheet.columns.items()}
    assert typed == opensid.layout().fields
    assert sheet.unrecognised == []
    assert sheet.cells[sheet.columns["nik"]].to_list() == ["1704994812800001"]
    assert sheet.codes["occupation"]["11"] == "NELAYAN/PERIKANAN"
    assert sheet.codes["status"] == {
        "1": "HIDUP",
        "2": "MATI",
        "3": "PINDAH",
        "4": "HILANG",
        "6": "PERGI",
        "9": "TIDAK VALID",
    }
    assert len(sheet.codes["occupation"]) == 89


def test_in_a_file_with_words_the_three_wrong_columns_are_left_out() -> None:
    _, sheet = sheet_of(COLUMNS, WORDS)
    assert "status" not in sheet.columns
    assert "occupation" in sheet.columns
    assert [(notice.code, notice.values) for notice in sheet.notices] == [
        ("opensid-words", {"columns": "ktp_el, status_dasar, status_rekam"})
    ]


def test_in_a_file_with_words_a_status_that_tells_who_died_is_kept() -> None:
    _, sheet = sheet_of(COLUMNS, WORDS | {"status_dasar": "MATI"})
    assert "status" in sheet.columns
    assert sheet.notices == []


def test_a_column_of_their_own_is_named() -> None:
    _, sheet = sheet_of([*COLUMNS, "hobi"], SITI)
    assert sheet.unrecognised == ["hobi"]


@pytest.mark.skipif("PAYUNG_OPENSID_DIR" not in os.environ, reason="PAYUNG_OPENSID_DIR names no real workbooks")
def test_the_real_workbooks_are_read() -> None:
    folder = Path(os.environ["PAYUNG_OPENSID_DIR"])
    [residents] = reading.read(folder / "contoh_penduduk.xlsx")
    assert (residents.format, residents.error) == ("opensid-residents", None)
    assert residents.sheets[0].cells.height == 97
    assert residents.sheets[0].place_hint is None
    [aid] = reading.read(folder / "format_impor_program_bantuan.xlsx")
    assert [(sheet.name, sheet.cells.height) for sheet in aid.sheets] == [("Peserta", 2)]

"""OpenSID's file of residents is known by its headings, with codes or with words."""

import os
from datetime import date
from pathlib import Path

import pytest

from payung.roster import check, reading
from payung.roster.reading import formats
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
    assert typed == formats.catalogue()["opensid-residents"].fields
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
        ("format-recognised", {"label": "Data penduduk OpenSID"}),
        ("opensid-words", {"columns": "ktp_el, status_dasar, status_rekam"}),
    ]


def test_in_a_file_with_words_a_status_that_tells_who_died_is_kept() -> None:
    _, sheet = sheet_of(COLUMNS, WORDS | {"status_dasar": "MATI"})
    assert "status" in sheet.columns
    assert [notice.code for notice in sheet.notices] == ["format-recognised"]


def test_a_column_of_their_own_is_named() -> None:
    _, sheet = sheet_of([*COLUMNS, "hobi"], SITI)
    assert sheet.unrecognised == ["hobi"]


def checked(rows: making.Rows, name: str = "penduduk_20_11_2026.xlsx") -> check.Checked:
    """The check of a workbook of these rows."""
    return check.check_files(reading.read(making.xlsx(rows), name), on=date(2026, 11, 20), demo=True)


def codes_of(found: check.Checked) -> dict[int, set[str]]:
    """For each row that has findings, their codes."""
    rows: dict[int, set[str]] = {}
    for row, code in found.findings.select("row", "code").iter_rows():
        rows.setdefault(row, set()).add(code)
    return rows


def resident(**changes: str) -> list[str]:
    """The cells of Siti Aminah, with changes, in the order of the 43 columns."""
    return [{**SITI, "tempatlahir": "LINAU", "nama_ibu": "ROSMALA", **changes}.get(column, "") for column in COLUMNS]


def test_codes_become_what_they_mean() -> None:
    found = checked([COLUMNS, resident(), resident(nik="1704990107850002", sex="1", status_dasar="2", nama="BUDI")])
    assert found.rows["occupation_code"].to_list() == ["nelayan", "nelayan"]
    assert found.rows["sex"].to_list() == ["P", "L"]
    assert found.rows["alive"].to_list() == [True, False]
    assert "not-alive" in codes_of(found)[3]


def test_who_is_not_tetap_in_a_file_with_words_is_not_let_in_silently() -> None:
    words = {"sex": "PEREMPUAN", "pekerjaan_id": "NELAYAN/PERIKANAN"}
    rows = [COLUMNS]
    for number, said in enumerate(["TETAP", "TIDAK TETAP", ""]):
        rows.append(
            resident(**words, status_dasar=said, nik=f"170499481280000{number + 1}", nama=f"SITI {number * 'A'}")
        )
    found = checked(rows)
    assert {row for row, codes in codes_of(found).items() if "status-doubtful" in codes} == {3, 4}
    assert found.rows["alive"].to_list() == [None, None, None]


def test_temporary_masked_and_absent_numbers_each_say_what_to_do() -> None:
    found = checked([COLUMNS, resident(nik="0170401200800012"), resident(nik="17049948XXXXXXXXX"), resident(nik="0")])
    told = {row: sentence for row, code, sentence in found.findings.select("row", "code", "message").iter_rows()
            if code.startswith("nik-")}  # fmt: skip
    assert "nomor sementara buatan OpenSID" in told[2]
    assert "OpenSID menyamarkan" in told[3] or "disamarkan OpenSID" in told[3]
    assert told[4].startswith("NIK belum diisi.")
    assert found.rows["has_data_error"].to_list() == [True, True, True]


def test_the_sample_row_and_everything_below_the_end_mark_are_not_read() -> None:
    sample = resident(
        alamat="Jl Melati Raya No. 234", nama="Nama Lengkap", no_kk="6453654545450056", nik="8788888888888456"
    )
    end = ["", "###", *[""] * 41]
    found = checked([COLUMNS, sample, resident(), end, resident(nik="1704990107850002")])
    assert found.rows["row"].to_list() == [3]
    assert "rows-after-end-marker" in {remark["code"] for remark in found.files[0].sheets[0].notices}


def test_a_list_of_which_the_operator_deleted_and_renamed_columns_is_still_known() -> None:
    rows = [
        ["DATA PENDUDUK DESA LINAU KECAMATAN MAJE"],
        [],
        ["no", "Nama", "NO. KTP", "NO_KK", "Tanggal Lahir", "PEKERJAAN_ID", "KK_LEVEL", "Status_Dasar", "No HP"],
        ["1", "SITI AMINAH", "1704994812800001", "1704990101800001", "1980-12-08", "11", "3", "1", "085200000112"],
        [],
        ["Catatan: yang tidak tercantum menyusul"],
    ]
    [file] = reading.read(making.xlsx(rows), "a.xlsx")
    assert file.format == "opensid-residents"
    assert {field: file.sheets[0].headings[letter] for field, letter in file.sheets[0].columns.items()} == {
        "name": "Nama",
        "nik": "NO. KTP",
        "kk": "NO_KK",
        "birth_date": "Tanggal Lahir",
        "occupation": "PEKERJAAN_ID",
        "relation": "KK_LEVEL",
        "status": "Status_Dasar",
        "phone": "No HP",
    }
    assert checked(rows).rows.select("row", "occupation", "phone").rows() == [
        (4, "NELAYAN/PERIKANAN", "085200000112")
    ]


def test_the_download_that_is_a_page_named_xls_is_known_and_its_status_is_not_believed() -> None:
    headings = list(formats.catalogue()["opensid-residents-page"].columns)
    cells = ["1", "1704990101800001 ", "1704994812800001", "", "SITI AMINAH", "DUSUN I", "DUSUN I", "1", "2",
             "PEREMPUAN", "LINAU", "08 Desember 1980", "45", "ISLAM", "TAMAT SD / SEDERAJAT", "NELAYAN/PERIKANAN",
             "KAWIN", "ISTRI", "UMAR", "ROSMALA", "TETAP"]  # fmt: skip
    title = "<div><label>Desa Linau Kecamatan Maje</label><h3>DATA PENDUDUK</h3></div><br>"
    [file] = reading.read(making.html([headings, cells], title), "Penduduk_2026-11-20.xls")
    assert (file.sheets[0].place_hint, file.sheets[0].district_hint) == ("Linau", "Maje")
    assert file.format == "opensid-residents-page"
    assert "status" not in file.sheets[0].columns
    found = check.check_files([file], on=date(2026, 11, 20), demo=True)
    assert found.rows.select("nik", "kk", "birth_date", "occupation_code", "row").rows() == [
        ("1704994812800001", "1704990101800001", date(1980, 12, 8), "nelayan", 2)
    ]


@pytest.mark.skipif("PAYUNG_OPENSID_DIR" not in os.environ, reason="PAYUNG_OPENSID_DIR names no real workbooks")
def test_the_real_workbooks_are_read() -> None:
    folder = Path(os.environ["PAYUNG_OPENSID_DIR"])
    [residents] = reading.read(folder / "contoh_penduduk.xlsx")
    assert (residents.format, residents.error) == ("opensid-residents", None)
    assert residents.sheets[0].cells.height == 97
    assert residents.sheets[0].place_hint is None
    [aid] = reading.read(folder / "format_impor_program_bantuan.xlsx")
    assert [(sheet.name, sheet.cells.height) for sheet in aid.sheets] == [("Peserta", 2)]
    assert (aid.format, aid.notices) == ("opensid-aid", [])
    found = check.check_files([residents, aid], on=date(2026, 11, 20))
    assert found.rows["has_data_error"].sum() == 0
    assert found.rows["occupation_code"].null_count() == 2
    said = [remark["message"] for remark in found.files[1].sheets[0].notices]
    assert said[0].startswith("Dikenali sebagai: Peserta program bantuan OpenSID.")
    assert "sasaran penduduk, asal dana Pusat, 2020-04-01 sampai 2020-12-31" in said[1]

"""Lists of aid programmes: who receives, whose card it is, and which of them can be insured."""

from typing import Any

import pytest

from payung.roster.reading import aid
from tests.roster.reading import arrived, making
from tests.roster.reading.arrived import checked, notices, told

HEAD = arrived.columns("opensid-aid")
END = ["###"]
NOTES = [["Catatan:"], ["1. Sesuaikan kolom peserta (A) berdasarkan sasaran : - penduduk = nik, - keluarga = no. kk"]]
SITI = ["1704994812800001", "1", "1704994812800001", "SITI AMINAH", "LINAU", "1980-12-08", "RT 1"]
OF_BUDI_HELD_BY_SITI = ["1704990107850002", "2", *SITI[2:]]
AMIR_WITHOUT_CARD = ["1704991203790002", "3", "", "AMIR HAMZAH", "LINAU", "1979-03-12", "RT 2"]
FAMILY = ["1704990101800001", "1", *SITI[2:]]
FAMILY_UNNAMED = ["1704990101800002", "2", "", "", "", "", ""]


def programme(target: Any, *more: list[Any]) -> making.Rows:
    """The sheet Program as the template has it, with its notes below the end mark."""
    rows = [
        ["ID Program", "7"],
        ["Nama Program", "BLT Desa"],
        ["Sasaran Program", target],
        ["Keterangan", "uji coba"],
        ["Asal Dana", 4],
        ["Rentang Waktu (Awal)", "2024-01-01"],
        ["Rentang Waktu (Akhir)", "2024-12-31"],
    ]
    return [*more, *rows, END, ["Catatan:"], ["2. Sasaran : 1 = Penduduk, 2 = Keluarga, 3 = Rumah Tangga"]]


def workbook(target: Any, *people: list[Any], before: list[list[Any]] | None = None) -> bytes:
    return making.xlsx(programme(target, *(before or [])), [HEAD, *people, END, *NOTES], names=["Program", "Peserta"])


def test_a_participant_who_holds_the_card_is_taken_and_the_programme_is_shown() -> None:
    found = checked(workbook(1.0, SITI), "blt.xlsx")
    assert found.files[0].source.format == "opensid-aid"
    assert found.rows.select("row", "nik", "name").rows() == [(2, "1704994812800001", "SITI AMINAH")]
    assert (
        'Program bantuan "BLT Desa": sasaran penduduk, asal dana Dana Desa, 2024-01-01'
        in notices(found)["aid-programme"]
    )
    assert found.files[0].notices == []


def test_a_card_held_by_somebody_else_does_not_give_the_participant_his_name() -> None:
    found = checked(workbook(1, SITI, OF_BUDI_HELD_BY_SITI), "blt.xlsx")
    assert (3, "card-holder-differs") in told(found)
    assert found.rows["has_data_error"].to_list() == [False, True]


def test_a_participant_without_a_card_holder_keeps_his_own_number() -> None:
    found = checked(workbook(1, AMIR_WITHOUT_CARD), "blt.xlsx")
    assert found.rows.select("nik", "name", "has_data_error").rows() == [("1704991203790002", "AMIR HAMZAH", False)]


def test_the_rows_of_an_export_are_read_by_label_wherever_they_stand() -> None:
    found = checked(workbook("2", FAMILY, before=[["id", "7"], ["config_id", "1"]]), "blt.xlsx")
    assert "sasaran keluarga, asal dana Dana Desa" in notices(found)["aid-programme"]


def test_a_family_is_no_person_and_its_worker_must_be_named() -> None:
    found = checked(workbook("Keluarga (KK)", FAMILY, FAMILY_UNNAMED), "blt.xlsx")
    assert found.rows["kk"].to_list() == ["1704990101800001", "1704990101800002"]
    assert found.rows["has_data_error"].to_list() == [False, True]
    said = [
        message for code, message in found.findings.select("code", "message").iter_rows() if code == "aid-of-family"
    ]
    assert "yang tertulis adalah pemegang kartunya" in said[0]
    assert "tidak ada orang yang disebut" in said[1]


@pytest.mark.parametrize(("target", "word"), [(3, "rumah tangga"), ("Kelompok/Organisasi", "kelompok")])
def test_households_and_groups_are_refused_in_a_sentence(target: Any, word: str) -> None:
    found = checked(workbook(target, SITI), "blt.xlsx")
    assert found.rows.height == 0
    assert found.exit_code == 2
    assert f'Program bantuan "BLT Desa" bersasaran {word}' in found.files[0].error["message"]


def test_without_the_sheet_of_the_programme_nobody_is_guessed() -> None:
    found = checked(making.xlsx([HEAD, SITI, OF_BUDI_HELD_BY_SITI]), "peserta.xlsx")
    assert "aid-target-unsaid" in notices(found)
    assert (3, "aid-target-unknown") in told(found)
    assert found.rows["has_data_error"].to_list() == [False, True]


def test_a_list_that_calls_its_people_participants_is_no_aid_programme() -> None:
    rows = [
        ["Peserta", "No. Peserta", "NIK", "Nama", "Tgl Lahir"],
        ["SITI", "", SITI[0], "SITI AMINAH", "08-12-1980"],
    ]
    found = checked(making.xlsx(rows), "a.xlsx")
    assert (found.files[0].source.format, told(found)) == ("generic", [])


def test_the_sheets_may_come_in_any_order_below_a_title() -> None:
    people = [["DAFTAR PENERIMA"], [], [name.upper() for name in HEAD], SITI]
    found = checked(making.xlsx(people, programme(1), names=["Data", "Isi"]), "a.xlsx")
    assert found.rows["row"].to_list() == [4]
    assert "aid-programme" in notices(found)


def test_the_download_that_is_a_page_says_what_a_masked_number_needs() -> None:
    headings = arrived.columns("opensid-aid-page")
    masked = "17049948XXXXXXXXX"
    siti = ["1", masked, "SITI AMINAH", "acak_12", masked, "SITI AMINAH", "LINAU", "1980-12-08", "PEREMPUAN", "RT 1"]
    found = checked(making.html([headings, siti]), "laporan_bantuan_BLT.xls")
    assert found.files[0].source.format == "opensid-aid-page"
    assert told(found)[0] == (2, "nik-masked")


PROGRAMMES = "desa_id,id,nama,sasaran,ndesc,sdate,edate,status,asaldana\r\n"
PARTICIPANTS = ",".join(arrived.columns("opendk-aid-participants")) + "\r\n"


def test_programmes_for_opendk_are_shifted_by_a_column_and_are_no_people() -> None:
    rows = "17.04.06.2001,7,BLT Desa,2,uji,2024-01-01,2024-12-31,1,1,Dana Desa\r\n"
    found = checked((PROGRAMMES + rows).encode(), "program_bantuan_opendk.csv")
    assert found.files[0].source.format == "opendk-aid-programmes"
    assert "BLT Desa (keluarga, Dana Desa)" in found.files[0].error["message"]
    assert "satu kolom lebih banyak" in found.files[0].error["message"]
    whole = checked((PROGRAMMES + rows.replace(",1,1,", ",1,")).encode(), "a.csv").files[0].error["message"]
    assert "BLT Desa (keluarga, Dana Desa)" in whole
    assert "satu kolom lebih banyak" not in whole


def test_participants_for_opendk_say_their_target_row_by_row() -> None:
    rows = (
        "17.04.06.2001,1,1704994812800001,8,12,1704994812800001,SITI AMINAH,LINAU,1980-12-08,RT 1,,5,1\r\n"
        "17.04.06.2001,2,1704990101800001,7,13,1704991203790002,AMIR HAMZAH,LINAU,1979-03-12,RT 1,,6,2\r\n"
        "17.04.06.2001,3,K-01,9,14,1704990107850002,BUDI,LINAU,1985-07-01,RT 1,,7,4\r\n"
    )
    found = checked((PARTICIPANTS + rows).encode(), "peserta.csv", arrived.KAUR)
    assert found.files[0].source.format == "opendk-aid-participants"
    assert told(found) == [(3, "aid-of-family"), (4, "aid-of-group")]
    assert found.rows.select("kk", "village", "has_data_error").rows() == [
        (None, "1704062001", False),
        ("1704990101800001", "1704062001", False),
        (None, "1704062001", True),
    ]


@pytest.mark.parametrize(
    ("said", "code"),
    [("1", "1"), ("2.0", "2"), ("3 - RTM", "3"), ("KELUARGA", "2"), ("Rumah Tangga", "3"), ("12", None), ("", None)],
)
def test_a_target_is_a_number_or_a_word(said: str, code: str | None) -> None:
    assert aid.target(said) == code

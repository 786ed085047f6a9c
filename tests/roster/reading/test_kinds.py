"""Every kind of file is known by its content and gives the same rows."""

from pathlib import Path

import pytest

from payung.roster import reading
from tests.roster.reading import making
from tests.roster.reading.making import AMIR, HEAD, SITI

ROWS = [HEAD, SITI, AMIR]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", making.xlsx(ROWS)),
        ("a.xls", making.xlsx(ROWS)),
        ("a.xls", making.xls(ROWS)),
        ("a.ods", making.ods(ROWS)),
        ("a.csv", making.csv(ROWS)),
        ("a.csv", making.csv(ROWS, ";", "utf-8-sig")),
        ("a.csv", making.csv(ROWS, "\t", "utf-16")),
        ("a.csv", making.csv(ROWS, ";", "utf-16-le")),
        ("a.csv", making.csv(ROWS, ";", "utf-16-be")),
        ("a.txt", making.csv(ROWS, "|", "cp1252")),
        ("a.csv", making.csv(ROWS, "~")),
        ("a.xls", making.html(ROWS)),
        ("a.xls", making.csv(ROWS, "\t")),
    ],
)
def test_the_same_two_people_arrive_from_every_kind_of_file(name: str, content: bytes) -> None:
    [file] = reading.read(content, name)
    assert file.error is None
    [sheet] = file.sheets
    assert sheet.columns == {"nik": "B", "name": "C", "birth_date": "D"}
    assert sheet.header_row == 1
    assert sheet.cells.rows() == [
        (2, "1", "1704994812800001", "SITI AMINAH", "08-12-1980"),
        (3, "2", "1704991203790002", "AMIR HAMZAH", "12-03-1979"),
    ]
    assert sheet.kinds.rows() == [("text", "text", "text")] * 2
    assert sheet.unrecognised == []


def test_a_zip_gives_its_members_by_their_names_and_leaves_out_lock_files(tmp_path: Path) -> None:
    members = {
        "maje/b.csv": making.csv(ROWS),
        "a.xlsx": making.xlsx(ROWS),
        "~$a.xlsx": b"lock",
        "__MACOSX/._a.xlsx": b"x",
        "maje/": b"",
    }
    path = tmp_path / "paket.zip"
    path.write_bytes(making.packed(members))
    files = reading.read(path)
    assert [file.name for file in files] == ["paket.zip/a.xlsx", "paket.zip/maje/b.csv"]
    assert [file.sheets[0].cells.height for file in files] == [2, 2]


def test_a_zip_inside_a_zip_is_refused_and_its_neighbours_are_read() -> None:
    inner = making.packed({"a.csv": making.csv(ROWS)})
    nested, good = reading.read(making.packed({"b.zip": inner, "c.csv": making.csv(ROWS)}), "paket.zip")
    assert nested.error is not None
    assert (nested.name, nested.error.code) == ("paket.zip/b.zip", "archive-nested")
    assert good.error is None


def test_an_empty_zip_is_refused() -> None:
    [file] = reading.read(making.packed({"~$a.xlsx": b"lock"}), "paket.zip")
    assert file.error is not None
    assert file.error.code == "archive-empty"


def test_a_lock_file_of_excel_gives_nothing(tmp_path: Path) -> None:
    path = tmp_path / "~$daftar.xlsx"
    path.write_bytes(b"\x05ayu")
    assert reading.read(path) == []


def test_the_hash_is_that_of_the_bytes_as_they_arrived() -> None:
    [file] = reading.read(b"NIK,Nama\n1704994812800001,SITI\n", "a.csv")
    assert file.sha256 == reading.read(b"NIK,Nama\n1704994812800001,SITI\n", "b.csv")[0].sha256


def test_several_sheets_are_read_and_the_others_are_mentioned() -> None:
    recap = [["Rekap", "Jumlah"], ["Linau", 2]]
    [file] = reading.read(making.xlsx(ROWS, recap, ROWS, names=["Linau", "Rekap", "Tanjung"]), "a.xlsx")
    assert [sheet.name for sheet in file.sheets] == ["Linau", "Tanjung"]
    assert [(notice.code, notice.values) for notice in file.notices] == [("sheet-not-a-roster", {"sheet": "Rekap"})]


def test_a_sheet_that_explains_the_others_needs_no_remark() -> None:
    guide = [["Cara mengisi"], ["NIK", "1704991208800021"], ["Nama", "SITI"]]
    [file] = reading.read(making.xlsx(ROWS, guide, names=["Daftar", "Petunjuk"]), "a.xlsx")
    assert [sheet.name for sheet in file.sheets] == ["Daftar"]
    assert file.notices == []


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([["Nama", "Alamat"], ["SITI", "Linau"]], "no-nik-column"),
        ([["NIK", "Alamat"], ["1704994812800001", "Linau"]], "no-name-column"),
        ([["Barang", "Harga"], ["Beras", "12000"]], "no-roster-sheet"),
    ],
)
def test_a_file_without_a_list_of_people_says_what_is_lacking(rows: making.Rows, code: str) -> None:
    [file] = reading.read(making.xlsx(rows), "a.xlsx")
    assert file.error is not None
    assert file.error.code == code
    assert file.sheets == []


def test_a_reference_list_needs_only_a_number() -> None:
    rows = [["No KK", "Desil"], ["1704990101800001", 3]]
    [file] = reading.read(making.xlsx(rows), "desil.xlsx", needs=reading.REFERENCE)
    assert file.error is None
    assert file.sheets[0].columns == {"kk": "A", "decile": "B"}
    assert file.sheets[0].cells.rows() == [(2, "1704990101800001", "3")]

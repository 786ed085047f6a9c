"""A roster goes back with every row where it was, words beside colours, and nothing that runs."""

import io
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from payung.documents import marked_patch, marked_roster, marks
from payung.roster import check, reading

HEADINGS = {"A": "No", "B": "Nama Lengkap", "C": "N.I.K", "D": "Umur"}
PEOPLE = [
    (6, "1", "SITI AMINAH", "1704995206800001", "44"),
    (7, "2", "=cmd()", "170499520680002", "44"),
    (8, "3", "DEDI", "1704995206580003", "66"),
    (9, "4", "RATNA", "1704995206800004", "44"),
]


@dataclass
class Read:
    name: str
    header_row: int
    columns: dict[str, str]
    headings: dict[str, str]
    cells: pl.DataFrame


@dataclass
class Source:
    name: str
    sheets: list[Read]


@dataclass
class Checked:
    source: Source
    notices: list[dict[str, str]] = field(default_factory=list)
    sheets: list[Any] = field(default_factory=list)


def checked(name: str = "usulan.xlsx") -> Checked:
    cells = pl.DataFrame(PEOPLE, schema=["row", "A", "B", "C", "D"], orient="row")
    read = Read("Sheet1", 4, {"name": "B", "nik": "C", "age": "D"}, HEADINGS, cells)
    return Checked(Source(name, [read]), [{"code": "x", "severity": "info", "message": "Kolom desa tidak ada."}])


def findings() -> pl.DataFrame:
    keys = ["sheet", "row", "cell", "severity", "kind", "message", "suggestion", "problem", "mend"]
    length, over = ("NIK terdiri atas 15 angka.", "Cocokkan dengan KTP-el."), ("Berumur 66 tahun.", "Ganti calon.")
    lines = [
        (0, 7, "C7", "error", "data", " ".join(length), None, *length),
        (0, 7, "B7", "warning", None, "Nama tidak lazim. Periksa.", "BUDI", "Nama tidak lazim.", "Periksa."),
        (0, 8, "D8", "error", "rule", " ".join(over), None, *over),
        (0, 9, "C9", "info", None, "Titik dihapus.", "1704995206800004", "Titik dihapus.", None),
        (0, 9, "B9", "info", None, "Gelar dipisah.", "RATNA", "Gelar dipisah.", None),
    ]
    return pl.DataFrame(lines, schema=keys, orient="row", infer_schema_length=None)


def roster() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sheet1"
    sheet["A1"] = "PEMERINTAH DESA LINAU"
    for letter, heading in HEADINGS.items():
        sheet[f"{letter}4"] = heading
    for row, *cells in PEOPLE:
        for letter, text in zip("ABCD", cells, strict=True):
            cell = sheet[f"{letter}{row}"]
            cell.value = text
            cell.data_type = "s"
    sheet["A11"] = "Kepala Desa Linau"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def returned(tmp_path: Path, content: bytes, name: str = "usulan.xlsx") -> Any:
    path = tmp_path / "usulan.periksa.xlsx"
    assert marked_roster.write(content, checked(name), findings(), path, demo=True, checked_on=date(2024, 11, 13))
    return openpyxl.load_workbook(path)


@pytest.fixture(params=["look kept", "opened and saved", "plain", "no workbook"])
def sheet(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    if request.param == "opened and saved":
        monkeypatch.setattr(marked_patch, "write", lambda *_, **__: False)
    elif request.param != "look kept":
        monkeypatch.setattr(marked_roster, "LOOK_KEPT_UP_TO", 0)
    content = roster() if request.param != "no workbook" else b"No;Nama Lengkap;N.I.K;Umur\n"
    return returned(tmp_path, content)["Sheet1"]


def test_every_row_keeps_its_number_and_its_cells(sheet: Any) -> None:
    for row, *cells in PEOPLE:
        assert [sheet[f"{letter}{row}"].value for letter in "ABCD"] == cells
    assert [sheet[f"{letter}4"].value for letter in "ABCD"] == list(HEADINGS.values())


def test_two_columns_are_added_with_words_beside_colours(sheet: Any) -> None:
    assert [sheet["E4"].value, sheet["F4"].value] == [marks.PROBLEM, marks.MEND]
    said = [sheet[f"E{row}"].value for row in range(6, 10)]
    assert said == [
        "Tidak ada masalah",
        "SALAH: NIK terdiri atas 15 angka.\nPERIKSA: Nama tidak lazim.",
        "TIDAK MEMENUHI: Berumur 66 tahun.",
        "DIPERBAIKI: Titik dihapus.\nDIPERBAIKI: Gelar dipisah.",
    ]
    assert sheet["F7"].value == "Cocokkan dengan KTP-el.\nPeriksa. Saran: BUDI"
    assert sheet["F9"].value == "Dibaca sebagai: RATNA"


def test_the_cell_in_question_is_coloured_and_explained(sheet: Any) -> None:
    for address, word in (("C7", marks.WRONG), ("B7", marks.LOOK), ("D8", marks.OUTSIDE), ("C9", marks.REPAIRED)):
        assert sheet[address].fill.fgColor.rgb.endswith(marks.FILL[word])
        assert sheet[address].comment.text.startswith(f"{word}: ")
    assert sheet["C6"].comment is None


def test_a_cell_that_looks_like_a_formula_stays_text(sheet: Any) -> None:
    assert (sheet["B7"].value, sheet["B7"].data_type) == ("=cmd()", "s")


def test_a_safe_repair_asks_for_nothing() -> None:
    only = findings().filter(pl.col("cell") == "C9")
    assert marks.by_sheet(only)[0].rows[9].mend == "Tidak perlu tindakan."


def test_no_message_holds_a_whole_nik(sheet: Any) -> None:
    for row in range(6, 10):
        for letter in "EF":
            assert not re.search(r"\d{12}", sheet[f"{letter}{row}"].value or "")


def test_what_is_no_person_row_stays_where_it_was(tmp_path: Path) -> None:
    sheet = returned(tmp_path, roster())["Sheet1"]
    assert sheet["A1"].value == "PEMERINTAH DESA LINAU"
    assert sheet["A11"].value == "Kepala Desa Linau"
    assert sheet["E3"].value == "DATA CONTOH · 3 baris diterima · 1 perlu diperbaiki · 1 tidak memenuhi"


def test_the_summary_counts_rows_and_says_what_to_do(tmp_path: Path) -> None:
    sheet = returned(tmp_path, roster())["Ringkasan pemeriksaan"]
    told = {row[1]: row[2] for row in sheet.iter_rows(values_only=True) if row[1]}
    assert [told[name] for name in ("Dibaca", "Siap", *marks.WORDS)] == [4, 1, 1, 1, 0, 1]
    text = " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    assert "diperiksa 13 November 2024" in text
    assert "Kolom desa tidak ada." in text
    assert "Simpan dan kirim kembali" in text


def test_a_roster_returned_twice_has_its_columns_once(tmp_path: Path) -> None:
    returned(tmp_path, roster())
    again = returned(tmp_path, (tmp_path / "usulan.periksa.xlsx").read_bytes())
    assert [cell.value for cell in again["Sheet1"][4]].count(marks.PROBLEM) == 1
    assert again.sheetnames.count("Ringkasan pemeriksaan") == 1


def test_a_member_of_a_zip_is_marked_like_a_file(tmp_path: Path) -> None:
    packed = tmp_path / "paket.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("kinal/usulan.xlsx", roster())
    path = tmp_path / "usulan.periksa.xlsx"
    marked_roster.write(packed, checked("paket.zip/kinal/usulan.xlsx"), findings(), path)
    assert openpyxl.load_workbook(path)["Sheet1"]["A1"].value == "PEMERINTAH DESA LINAU"


def test_a_zip_in_a_folder_gives_up_its_members_too(tmp_path: Path) -> None:
    packed = tmp_path / "paket.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("kinal/usulan.xlsx", roster())
    path = tmp_path / "usulan.periksa.xlsx"
    marked_roster.write(packed, checked("rosters/maje/paket.zip/kinal/usulan.xlsx"), findings(), path)
    assert openpyxl.load_workbook(path)["Sheet1"]["A1"].value == "PEMERINTAH DESA LINAU"


def test_two_tables_of_one_sheet_are_both_marked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.Workbook()
    for row in (("NIK", "Nama"), ("17049911126400", "DEDI"), (), ("Nama", "NIK"), ("RATNA", "1704995408820010")):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    for most in (50_000, 0):
        monkeypatch.setattr(marked_roster, "LOOK_KEPT_UP_TO", most)
        [source] = reading.read(content.getvalue(), "dua.xlsx")
        file = check.check_files([source], on=date(2024, 12, 1), demo=True).files[0]
        path = marked_roster.write(content.getvalue(), file, file.findings, tmp_path / "dua.periksa.xlsx")
        sheet = openpyxl.load_workbook(path)["Sheet"]
        said = {row: [str(cell.value) for cell in sheet[row] if cell.value is not None] for row in (2, 5)}
        assert any("NIK terdiri atas 14 angka" in text for text in said[2])
        assert any("Tanggal lahir belum diisi" in text for text in said[5])
        assert [cell.value for cell in sheet[5]][:2] == ["RATNA", "1704995408820010"]


def dressed(**more: Any) -> bytes:
    """The roster with what senders add to it."""
    book = openpyxl.load_workbook(io.BytesIO(roster()))
    sheet = book["Sheet1"]
    sheet["D12"] = "=SUM(D6:D9)"
    sheet.merge_cells("A1:D1")
    sheet.column_dimensions.group("D", "J", hidden=True)
    sheet.print_area = "A1:D9"
    sheet["B6"].fill = PatternFill("solid", fgColor="00FF00")
    if more.get("remark"):
        sheet["A6"].comment = Comment("dari desa", "Desa")
    book.create_sheet("Lain")["A1"] = "=1+1"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_marks_in_the_xml_are_those_of_opening_and_saving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = returned(tmp_path, dressed())
    monkeypatch.setattr(marked_patch, "write", lambda *_, **__: False)
    slow = returned(tmp_path, dressed())
    assert quick.sheetnames == slow.sheetnames == ["Sheet1", "Lain", "Ringkasan pemeriksaan"]
    assert _look(quick) == _look(slow)
    for book in (quick, slow):
        assert not book["Sheet1"].print_area
        assert book["Sheet1"]["D12"].data_type != "f"
        assert book["Sheet1"]["A5"].value is None


def _look(book: Any) -> list[Any]:
    return [
        (
            sheet.title,
            sheet.freeze_panes,
            sheet.auto_filter.ref,
            sorted(map(str, sheet.merged_cells.ranges)),
            [sheet.column_dimensions[letter].width for letter in "EF"],
            [(row, sheet.row_dimensions[row].height) for row in range(1, 15)],
            [_face(cell) for row in sheet.iter_rows(max_row=40, max_col=8) for cell in row if cell.value],
        )
        for sheet in book
    ]


def _face(cell: Any) -> tuple[Any, ...]:
    remark = cell.comment.text if cell.comment else None
    return cell.coordinate, cell.value, cell.fill.fgColor.rgb[-6:], cell.font.b, cell.font.sz, remark


def test_a_returned_roster_prints_whole_with_its_headings_on_every_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = returned(tmp_path, dressed())
    monkeypatch.setattr(marked_patch, "write", lambda *_, **__: False)
    for book in (quick, returned(tmp_path, dressed())):
        for page in (book["Sheet1"], book["Ringkasan pemeriksaan"]):
            assert (page.sheet_properties.pageSetUpPr.fitToPage, page.page_setup.fitToHeight) == (True, 0)
            assert page.page_setup.orientation == "landscape"
        assert book["Sheet1"].print_title_rows == "$4:$4"
        assert book["Sheet1"].page_margins.left == 0.25


def test_a_workbook_with_remarks_of_its_own_is_opened_and_saved(tmp_path: Path) -> None:
    outlines = [marks.outline(checked().source.sheets[0], with_cells=False)]
    arguments: Any = ("usulan.xlsx", outlines, marks.by_sheet(findings()), [], tmp_path / "x.xlsx")
    assert not marked_patch.write(dressed(remark=True), *arguments, demo=False, checked_on=None)
    assert not (tmp_path / "x.xlsx").exists()
    assert marked_patch.write(dressed(), *arguments, demo=False, checked_on=None)
    assert returned(tmp_path, dressed(remark=True))["Sheet1"]["A6"].comment.text == "dari desa"


def test_formulas_come_back_as_their_values(tmp_path: Path) -> None:
    sheet = returned(tmp_path, roster())
    assert not [c for s in sheet for row in s.iter_rows() for c in row if c.data_type == "f"]


def test_a_file_without_sheets_gives_nothing(tmp_path: Path) -> None:
    path = tmp_path / "kosong.periksa.xlsx"
    assert marked_roster.write(b"", Checked(Source("kosong.xlsx", [])), findings().clear(), path) is None
    assert not path.exists()

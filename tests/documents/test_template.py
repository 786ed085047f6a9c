"""The workbook a village fills: what is locked, what is text, what is refused, what a row says of itself."""

import re
from datetime import date

import openpyxl
import pytest

from payung.documents import template_columns, template_workbook
from payung.documents.template_workbook import Form

HEADINGS = [
    "No", "NIK *", "No. KK *", "Nama sesuai KTP *", "L/P *", "Tempat lahir", "Tanggal lahir *", "Pekerjaan *",
    "Alamat", "Dusun", "RT", "RW", "No. HP", "Nama ibu kandung", "Hubungan keluarga", "Disabilitas", "Pemeriksaan",
]  # fmt: skip


def form(**changed):
    given = {
        "government": "Kabupaten Kaur", "programme": "Program contoh", "sender": "Desa Gedung Wani", "seats": 37,
        "occupations": ("Nelayan/perikanan", "Petani/pekebun"), "start": date(2024, 12, 1), "min_age": 17,
        "age_limit": 65, "place": "Desa Gedung Wani (17.04.01.2001)", "district": "Kinal", "region_prefix": "1704",
        "demo": True,
    }  # fmt: skip
    return Form(**(given | changed))


@pytest.fixture
def book(tmp_path):
    path = tmp_path / "templat.xlsx"
    template_workbook.write(form(), path)
    return openpyxl.load_workbook(path)


def rule_of(sheet, cell):
    return next(rule for rule in sheet.data_validations.dataValidation if cell in str(rule.sqref).split(":")[0])


def test_as_many_rows_as_the_quota_and_its_reserve(book):
    sheet = book["Daftar"]
    assert [cell.value for cell in sheet[6]] == HEADINGS
    assert [cell.value for cell in sheet["A"][6:]] == list(range(1, 46))
    assert [template_workbook.reserve(seats) for seats in (1, 25, 26, 100)] == [5, 5, 6, 20]


def test_only_the_cells_to_fill_are_open_and_all_of_them_are_text(book):
    sheet = book["Daftar"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    for row in sheet.iter_rows(min_row=1, max_row=sheet.max_row):
        for cell in row:
            is_entry = cell.row > 6 and 2 <= cell.column <= 16
            assert cell.protection.locked is not is_entry
            if is_entry:
                assert (cell.number_format, cell.value) == ("@", None)
    assert book["Petunjuk"].protection.sheet


def test_place_and_programme_stand_above_the_list(book):
    sheet = book["Daftar"]
    above = {cell.value for row in sheet.iter_rows(max_row=5) for cell in row}
    assert {"Desa Gedung Wani (17.04.01.2001)", "Kinal", "Program contoh"} <= above
    assert "DATA CONTOH" in sheet["A1"].value


def test_headings_stay_in_sight_and_on_each_printed_page(book):
    sheet = book["Daftar"]
    assert sheet.freeze_panes == "E7"
    assert sheet.print_title_rows == "$6:$6"
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == ("14", "landscape") or (
        sheet.page_setup.paperSize,
        sheet.page_setup.orientation,
    ) == (14, "landscape")
    assert "DATA CONTOH" in sheet.oddHeader.right.text


def test_every_choice_and_number_is_guarded_with_a_sentence(book):
    sheet = book["Daftar"]
    assert rule_of(sheet, "E7").formula1 == '"L,P"'
    assert rule_of(sheet, "H7").formula1 == "Petunjuk!$F$4:$F$5"
    assert "Kepala keluarga" in rule_of(sheet, "O7").formula1
    assert "Sensorik" in rule_of(sheet, "P7").formula1
    for cell in ("B7", "C7", "D7", "E7", "G7", "H7", "M7", "O7", "P7"):
        rule = rule_of(sheet, cell)
        assert 20 < len(rule.error or "") + 20 <= 245
        assert rule.showErrorMessage
        assert rule.prompt
        assert len(rule.formula1) <= 255
        assert "{" not in rule.formula1
    assert rule_of(sheet, "H7").errorStyle == "warning"


def test_long_numbers_are_never_compared_by_what_keeps_15_digits(book):
    formulas = [rule.formula1 or "" for rule in book["Daftar"].data_validations.dataValidation]
    formulas += [cell.value for cell in book["Daftar"]["Q"][6:]]
    assert len([text for text in formulas if "SUMPRODUCT(--($B$7:$B$51=" in text]) == 46
    assert not any(re.search(r"COUNTIF|SUMIF|VLOOKUP", text) for text in formulas)


def test_each_row_checks_itself_and_no_other_row(book):
    sheet = book["Daftar"]
    for row in (7, 51):
        cells = set(re.findall(r"\$[A-P](\d+)", sheet[f"Q{row}"].value))
        assert cells == {str(row)}
        assert "ROW(" not in sheet[f"Q{row}"].value
        assert len(sheet[f"Q{row}"].value) < 8192
    assert "DATE(2024,12,1)" in sheet["Q7"].value


def test_an_agency_chooses_the_village_of_each_person(tmp_path):
    places = ("Gedung Wani (17.04.01.2001)", "Penandingan (17.04.01.2002)")
    path = tmp_path / "dinas.xlsx"
    template_workbook.write(form(place=None, district=None, sender="Dinas Perikanan", villages=places), path)
    book = openpyxl.load_workbook(path)
    assert book["Daftar"]["I6"].value == "Desa/Kelurahan *"
    assert rule_of(book["Daftar"], "I7").formula1 == "Petunjuk!$G$4:$G$5"
    assert [book["Petunjuk"][cell].value for cell in ("G4", "G5")] == list(places)
    assert [book["Daftar"][cell].value for cell in ("R6", "R7", "S6")] == [
        "Instansi pengusul", "Dinas Perikanan", "Pemeriksaan"
    ]  # fmt: skip
    assert book["Daftar"]["R7"].protection.locked


def test_a_segment_is_chosen_where_it_matters(tmp_path):
    path = tmp_path / "desa.xlsx"
    template_workbook.write(form(asks_segment=True), path)
    sheet = openpyxl.load_workbook(path)["Daftar"]
    assert sheet["I6"].value == "Segmen *"
    assert rule_of(sheet, "I7").formula1 == '"BPU,PU"'
    assert "Segmen belum dipilih" in sheet["R7"].value


def test_the_guide_shows_right_and_wrong_with_numbers_of_nobody(book):
    words = " ".join(str(cell.value) for row in book["Petunjuk"].iter_rows() for cell in row if cell.value)
    numbers = re.findall(r"\d{16}", words)
    assert numbers
    assert all(number[4:6] == "99" for number in numbers)
    assert "rekaan" in words


def test_messages_fit_into_what_a_spreadsheet_shows():
    for entry in template_columns.entries("Petunjuk!$F$4:$F$5", "Petunjuk!$G$4:$G$5"):
        assert len(entry.heading) <= 32
        assert 0 < len(entry.hint) <= 255
        assert len(entry.refusal) <= 225
        assert bool(entry.refusal) == bool(entry.accepts or entry.choices)

"""One sheet may hold several tables, cells that several rows share, and columns that several fields share."""

import datetime
import io

import openpyxl
import polars as pl
import pytest

from payung.roster import check, reading
from tests.roster.reading import making
from tests.roster.reading.making import AMIR, HEAD, SITI

ON = datetime.date(2024, 12, 1)
BUDI = [3, "1704990101850003", "BUDI SANTOSO", "01-01-1985"]


def rows_of(
    content: bytes, *fields: str, name: str = "a.xlsx", region: str | None = None
) -> list[tuple[object, ...]]:
    checked = check.check_files(reading.read(content, name), on=ON, demo=True, region=region)
    return checked.rows.select(fields).rows()


def test_two_tables_below_each_other_keep_their_own_columns():
    rows = [HEAD, SITI, [], ["DESA LINAU"], ["No", "Nama", "NIK", "Alamat"], [2, AMIR[2], AMIR[1], "Linau"]]
    [file] = reading.read(making.xlsx(rows), "a.xlsx")
    first, second = file.sheets
    assert (first.header_row, first.cells["row"].to_list(), first.place_hint) == (1, [2], None)
    assert (second.header_row, second.cells["row"].to_list(), second.place_hint) == (5, [6], "LINAU")
    assert (first.columns["nik"], second.columns["nik"]) == ("B", "C")
    assert rows_of(making.xlsx(rows), "nik", "name") == [(SITI[1], SITI[2]), (AMIR[1], AMIR[2])]


def test_the_same_headings_again_are_still_one_table():
    rows = [HEAD, SITI, ["Jumlah", 1], [], ["DUSUN II"], HEAD, AMIR, HEAD, BUDI]
    [file] = reading.read(making.xlsx(rows), "a.xlsx")
    [sheet] = file.sheets
    assert sheet.cells["row"].to_list() == [2, 7, 9]


def test_two_tables_beside_each_other_are_both_read():
    rows = [[*HEAD, "", *HEAD], [*SITI, "", *AMIR], [*BUDI, "", "", "", "", ""]]
    assert rows_of(making.xlsx(rows), "row", "nik") == [(2, SITI[1]), (3, BUDI[1]), (2, AMIR[1])]


def test_the_numbers_of_heirs_are_no_second_table():
    head = [*HEAD, "Nama Ahli Waris", "NIK"]
    [file] = reading.read(making.xlsx([head, [*SITI, "AMIR", AMIR[1]]]), "a.xlsx")
    [sheet] = file.sheets
    assert sheet.columns["nik"] == "B"


def test_a_merged_village_belongs_to_every_row_it_covers():
    rows = [["Desa", *HEAD, "Dusun"], ["Linau", *SITI, "I"], [None, *AMIR, None], ["Way Hawang", *BUDI, "II"]]
    content = making.xlsx(rows, merge=("A2:A3", "F2:F3"))
    assert rows_of(content, "village_typed", "hamlet", region="1704000000") == [
        ("Linau", "I"),
        ("Linau", "I"),
        ("Way Hawang", "II"),
    ]


def test_a_cell_of_a_page_that_spans_rows_belongs_to_all_of_them():
    page = (
        "<table><tr><td>NIK</td><td>Nama</td><td>Desa</td></tr>"
        f"<tr><td>{SITI[1]}</td><td>SITI</td><td rowspan=2>Linau</td></tr>"
        f"<tr><td>{AMIR[1]}</td><td>AMIR</td></tr></table>"
    )
    assert rows_of(page.encode(), "village_typed", name="a.xls") == [("Linau",), ("Linau",)]


def test_a_merged_number_is_never_given_to_a_second_person():
    rows = [["NIK", "Nama", "Alamat"], [SITI[1], "SITI", "Jl. Melati"], [None, "AMIR", None], [BUDI[1], "BUDI", ""]]
    content = making.xlsx(rows, merge=("A2:A3", "C2:C3"))
    assert rows_of(content, "nik", "address") == [(SITI[1], "Jl. Melati"), (None, "Jl. Melati"), (BUDI[1], None)]


def test_a_birth_under_one_heading_has_its_place_and_its_date():
    rows = [
        ["NIK", "Nama", "Tempat/Tgl Lahir", ""],
        ["", "", "Tempat", "Tanggal"],
        [SITI[1], SITI[2], "Linau", "08-12-1980"],
    ]
    content = making.xlsx(rows, merge=("C1:D1",))
    assert rows_of(content, "birth_place", "birth_date") == [("Linau", datetime.date(1980, 12, 8))]


def test_the_sex_may_be_ticked_in_one_of_two_columns():
    head = ["NIK", "Nama", "L", "P"]
    people = [[SITI[1], SITI[2], "", "v"], [AMIR[1], AMIR[2], "1", "-"], [BUDI[1], BUDI[2], "v", "v"]]
    below = [["NIK", "Nama", "Jenis Kelamin", ""], ["", "", "L", "P"]]
    for content in (making.xlsx([head, *people]), making.xlsx([*below, *people], merge=("C1:D1",))):
        checked = check.check_files(reading.read(content, "a.xlsx"), on=ON, demo=True)
        assert checked.rows["sex"].to_list() == ["P", "L", None]
        [unreadable] = checked.findings.filter(pl.col("code") == "sex-unreadable").to_dicts()
        assert unreadable["cell"].startswith("C")
        assert checked.files[0].source.sheets[0].unrecognised == []


def test_columns_of_several_fields_are_split():
    head = ["NIK", "Nama", "Dusun/RT/RW", "Desa/Kecamatan", "L/P/Umur"]
    rows = [
        head,
        [SITI[1], SITI[2], "Dusun I / 001 / 002", "Linau / Maje", "P / 44 th"],
        [AMIR[1], AMIR[2], "RT 03 RW 04 Padang", "Linau", "L"],
    ]
    assert rows_of(making.xlsx(rows), "hamlet", "rt", "rw", "village_typed", "district_typed", "sex") == [
        ("Dusun I", "001", "002", "Linau", "Maje", "P"),
        ("Padang", "03", "04", "Linau", None, "L"),
    ]
    rows = [["NIK", "Nama", "Alamat RT/RW"], [SITI[1], SITI[2], "Jl. Melati 5 RT.001/RW.002"]]
    assert rows_of(making.xlsx(rows), "address", "rt", "rw") == [("Jl. Melati 5", "001", "002")]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_people_of_a_hidden_sheet_are_read_and_said_to_be_hidden(state):
    book = openpyxl.load_workbook(io.BytesIO(making.xlsx([HEAD, SITI], [HEAD, AMIR], names=("kini", "lama"))))
    book["lama"].sheet_state = state
    content = io.BytesIO()
    book.save(content)
    [file] = reading.read(content.getvalue(), "a.xlsx")
    assert [sheet.cells.height for sheet in file.sheets] == [1, 1]
    assert [(notice.code, notice.values) for notice in file.notices] == [
        ("sheet-hidden", {"sheet": "lama", "count": 1})
    ]

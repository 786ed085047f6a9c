"""Text arrives as it was typed, with the kind of every cell."""

import csv
import datetime
import io

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.roster import reading
from payung.roster.reading import delimited
from tests.roster.reading import making

HEAD = ["NIK", "Nama", "RT", "No HP", "Alamat"]
TYPED = [
    ["9171014503800001", "NA", "001", "085212345678", "Jl. \u00a0Mawar"],
    ["", "NULL", "002", "+6285212345678", " TRUE "],
    ["9271010101800002", "TRUE", "1E5", "0852-1234-5678", "'0012"],
    ["9471010101800003", "NAN", "01", "6285212345678", "1,5"],
    ["9571010101800004", "JOSÉ", "1.0", "0", "O'NEIL"],
]


@pytest.mark.parametrize(
    "content",
    [
        making.xlsx([HEAD, *TYPED]),
        making.xls([HEAD, *TYPED]),
        making.ods([HEAD, *TYPED]),
        making.csv([HEAD, *TYPED], ";"),
        making.csv([HEAD, *TYPED], ";", "cp1252"),
        making.csv([HEAD, *TYPED], "\t", "utf-16"),
    ],
    ids=["xlsx", "xls", "ods", "utf-8", "cp1252", "utf-16"],
)
def test_text_is_never_taken_for_anything_else(content: bytes) -> None:
    [file] = reading.read(content, "a")
    cells = file.sheets[0].cells
    assert [list(row) for row in cells.drop("row").rows()] == TYPED
    assert set(file.sheets[0].kinds["B"]) == {"text"}
    assert file.sheets[0].kinds["A"].to_list() == ["text", "empty", "text", "text", "text"]


def test_numbers_dates_and_truths_keep_their_kind() -> None:
    rows = [
        ["NIK", "Nama", "Tgl Lahir", "Penghasilan", "Disabilitas"],
        [1704994812800000, "SITI", datetime.date(1980, 8, 12), 1500000, True],
        [9171014503800001, "YOHANA", 29445, 1500000.5, ""],
        ["9171014503800001", "YOHANES", "12-08-1980", "1.500.000", False],
    ]
    [sheet] = reading.read(making.xlsx(rows), "a.xlsx")[0].sheets
    assert sheet.cells.rows() == [
        (2, "1704994812800000", "SITI", "1980-08-12", "1500000", "TRUE"),
        (3, "9171014503800000", "YOHANA", "29445", "1500000.5", ""),
        (4, "9171014503800001", "YOHANES", "12-08-1980", "1.500.000", "FALSE"),
    ]
    assert sheet.kinds.rows() == [
        ("number", "text", "date", "number", "bool"),
        ("number", "text", "number", "number", "empty"),
        ("text", "text", "text", "text", "bool"),
    ]


def test_a_record_of_a_csv_file_may_hold_line_breaks_and_blank_lines_count() -> None:
    content = b'\r\nNIK;Nama;Alamat\r\n1704994812800001;SITI;"Jl. Mawar\r\nLinau"\r\n\r\n1704991203790002;AMIR;""\r\n'
    [sheet] = reading.read(content, "a.csv")[0].sheets
    assert sheet.header_row == 2
    assert sheet.cells.rows() == [
        (3, "1704994812800001", "SITI", "Jl. Mawar\r\nLinau"),
        (5, "1704991203790002", "AMIR", ""),
    ]


def test_a_short_record_is_filled_up_and_a_long_one_keeps_its_rest() -> None:
    content = b"DAFTAR\nNIK,Nama,Alamat\n1704994812800001,SITI\n1704991203790002,AMIR,Linau,sisa,lagi\n"
    [sheet] = reading.read(content, "a.csv")[0].sheets
    assert sheet.cells.rows() == [(3, "1704994812800001", "SITI", ""), (4, "1704991203790002", "AMIR", "Linau")]


def test_a_quote_inside_a_name_is_part_of_the_name() -> None:
    content = b'NIK,Nama,Alamat\n1704994812800001,SITI "ITI" AMINAH,Linau\n1704991203790002,AMIR,5" \n'
    [sheet] = reading.read(content, "a.csv")[0].sheets
    assert sheet.cells["B"].to_list() == ['SITI "ITI" AMINAH', "AMIR"]


def test_a_decimal_comma_does_not_make_the_comma_the_separator() -> None:
    content = b"NIK;Nama;Penghasilan\n1704994812800001;SITI;1,5\n1704991203790002;AMIR;2,5\n"
    [sheet] = reading.read(content, "a.csv")[0].sheets
    assert sheet.columns == {"nik": "A", "name": "B", "income": "C"}


def test_cells_of_an_html_table_spread_over_their_spans() -> None:
    page = (
        b"<table><tr><td rowspan=2>NIK</td><td rowspan=2>Nama</td><th colspan=2>Lahir</th></tr>"
        b"<tr><td>Tempat</td><td>Tanggal</td></tr>"
        b"<tr><td>1704994812800001</td><td>SITI<br>AMINAH</td><td> Linau&nbsp;</td><td>08-12-1980</td></tr></table>"
    )
    [sheet] = reading.read(page, "Penduduk_2024-11-20.xls")[0].sheets
    assert sheet.columns == {"nik": "A", "name": "B", "birth_place": "C", "birth_date": "D"}
    assert sheet.cells.rows() == [(3, "1704994812800001", "SITI AMINAH", "Linau\u00a0", "08-12-1980")]


def test_a_quote_that_is_not_closed_swallows_nobody() -> None:
    head, siti, amir = "NIK;Nama;Alamat", '1704994812800001;"SITI;Linau', "1704991203790002;AMIR;Jl. B"
    budi = '1704990101850003;BUDI;Jl. "C'
    for lines in ([head, siti, amir, "", budi], [head, amir, siti], [head, siti, amir, siti, amir]):
        [sheet] = reading.read("\n".join(lines).encode(), "a.csv")[0].sheets
        people = [(number, line.split(";")[0]) for number, line in enumerate(lines, 1) if "17049" in line]
        assert sheet.cells.select("row", "A").rows() == people
        assert not sheet.cells["B"].str.contains("\n|17049").any()


FIELD = st.text(st.sampled_from("ab1;\"\n,' é\t|"), max_size=6)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(FIELD, min_size=3, max_size=3), min_size=1, max_size=8), st.sampled_from(",;\t|"))
def test_what_a_csv_writer_wrote_is_read_back_as_python_reads_it(rows: list[list[str]], mark: str) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=mark)
    writer.writerows([["NIK", "Nama", "Alamat"], *rows])
    grid = delimited.grid(file.getvalue().encode(), "a")
    assert [list(row) for row in grid.text.rows()] == [["NIK", "Nama", "Alamat"], *rows]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(st.sampled_from('ab1;"\n é '), max_size=12), max_size=8))
def test_any_text_after_a_heading_is_read_as_python_reads_it(lines: list[str]) -> None:
    said = "NIK;Nama\n" + "\n".join(lines)
    grid = delimited.grid(said.encode(), "a")
    expected = list(csv.reader(io.StringIO(said, newline=""), delimiter=";"))
    width = grid.text.width
    assert [list(row) for row in grid.text.rows()] == [row + [""] * (width - len(row)) for row in expected]


def test_a_column_of_whole_numbers_is_the_same_in_every_batch() -> None:
    rows = [["NIK", "Nama", "Penghasilan"], *(["1704994812800001", "SITI", number] for number in range(3))]
    [sheet] = reading.read(making.xlsx(rows), "a.xlsx")[0].sheets
    assert sheet.cells["C"].to_list() == ["0", "1", "2"]
    assert sheet.kinds["C"].dtype == pl.Enum(["empty", "text", "number", "date", "bool", "error"])

"""Lists, the insurer's file, the budget and the summary, read back as others will read them."""

from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest
import python_calamine

from payung.documents import budget, insurer, lists, long_rows, summary_text, workbook
from payung.kernel import terbilang
from tests.documents import people

HEADING = lists.Heading("Kabupaten Kaur", "Perlindungan pekerja rentan 2024", date(2024, 11, 29), True, people.DIGEST)


def rows_of(path: Path, sheet: str) -> list[list[object]]:
    return python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python()


def test_the_selected_carry_what_verifies_the_list_as_text(tmp_path: Path) -> None:
    path = tmp_path / "terpilih.xlsx"
    lists.write_selected(HEADING, people.frame(), path)
    rows = rows_of(path, "Terpilih")
    heads = rows[lists.FIRST]
    body = rows[lists.FIRST + 1 :]
    assert len(body) == 51
    at = {name: heads.index(name) for name in ("NIK", "Nama", "Kode wilayah", "Mulai", "Bulan", "Program")}
    first = [body[0][index] for index in at.values()]
    assert first == ["1704991206800001", "SITI AMINAH 01", "17.04.01.2001", "2024-12", 1.0, "JKK+JKM"]
    assert [row[at["NIK"]] for row in body] == people.frame().sort("village", "name", "nik")["nik"].to_list()


def test_a_name_like_a_formula_stays_text_and_no_list_holds_a_formula(tmp_path: Path) -> None:
    frame = people.frame()
    lists.write_selected(HEADING, frame, tmp_path / "a.xlsx")
    lists.write_waiting(HEADING, frame, tmp_path / "b.xlsx")
    lists.write_ineligible(HEADING, frame, tmp_path / "c.xlsx")
    insurer.write(HEADING, frame, tmp_path / "d.xlsx")
    for name in "abcd":
        cells = [c for s in openpyxl.load_workbook(tmp_path / f"{name}.xlsx") for r in s.iter_rows() for c in r]
        assert not [cell.value for cell in cells if cell.data_type == "f"]
        assert [cell.data_type for cell in cells if cell.value == "=CMD()"] == ["s"]


def test_numbers_that_are_names_have_the_format_of_text(tmp_path: Path) -> None:
    path = tmp_path / "terpilih.xlsx"
    lists.write_selected(HEADING, people.frame(), path)
    sheet = openpyxl.load_workbook(path)["Terpilih"]
    heads = {cell.value: cell.column for cell in sheet[lists.FIRST + 1]}
    for row in (lists.FIRST + 2, lists.FIRST + 3, sheet.max_row):
        for name in ("NIK", "No. KK", "RT", "No. HP"):
            cell = sheet.cell(row, heads[name])
            assert (cell.data_type, cell.number_format) == ("s", "@"), (name, row)
    assert sheet.cell(sheet.max_row, heads["RT"]).value == "003"


def test_lists_print_on_folio_with_frozen_locked_headings(tmp_path: Path) -> None:
    path = tmp_path / "cadangan.xlsx"
    lists.write_waiting(HEADING, people.frame(), path)
    sheet = openpyxl.load_workbook(path)["Cadangan"]
    assert int(sheet.page_setup.paperSize) == workbook.PAPER
    assert sheet.freeze_panes == "E5"
    assert sheet.auto_filter.ref.startswith("A4:")
    assert sheet.protection.sheet
    assert not sheet.protection.autoFilter
    assert sheet["B4"].protection.locked
    assert not sheet["B5"].protection.locked
    assert "DATA CONTOH" in sheet["A2"].value
    assert "DATA CONTOH" in sheet.oddHeader.right.text


def test_who_waits_in_two_groups_of_a_village_is_told_in_which_and_each_group_keeps_its_turns(tmp_path: Path) -> None:
    frame = people.frame().head(4).with_columns(
        village=pl.lit("1704012001"), rank=pl.Series([12, 11, 11, 12]),
        group=pl.Series(["Lembaga desa", "Pekerja rentan", "Lembaga desa", "Pekerja rentan"]),
        start=pl.Series([date(2024, 11, 1), date(2024, 12, 1), date(2024, 11, 1), date(2024, 12, 1)]),
    )  # fmt: skip
    lists.write_waiting(HEADING, frame, tmp_path / "cadangan.xlsx")
    rows = python_calamine.load_workbook(str(tmp_path / "cadangan.xlsx")).get_sheet_by_index(0).to_python()
    at = {heading: rows[3].index(heading) for heading in ("Kelompok", "Mulai", "Urutan cadangan")}
    assert [(row[at["Kelompok"]], row[at["Mulai"]], row[at["Urutan cadangan"]]) for row in rows[4:]] == [
        ("Lembaga desa", "2024-11", 11),
        ("Lembaga desa", "2024-11", 12),
        ("Pekerja rentan", "2024-12", 11),
        ("Pekerja rentan", "2024-12", 12),
    ]


def test_an_empty_list_is_still_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "tidak-memenuhi.xlsx"
    lists.write_ineligible(HEADING, people.frame().clear(), path)
    assert "NIK" in rows_of(path, "Tidak memenuhi")[lists.FIRST]


def test_long_rows_survive_what_xml_and_excel_dislike(tmp_path: Path) -> None:
    path = tmp_path / "daftar.xlsx"
    odd = ["biasa", "A & B <c> \"d\" 'e'", "tab\tdan\x07bel", " tepi ", "=1+1", None, "é ñ ʻ 你"]
    with workbook.Book(path, demo=False) as book:
        columns = (workbook.Column("Nama", "name"), workbook.Column("Umur", "age", "whole"))
        frame = pl.DataFrame({"name": odd, "age": [1, 2, 3, 4, 5, 6, None]})
        workbook.table(book, book.sheet("Daftar"), columns, frame, 0)
    back = [row[0].value for row in openpyxl.load_workbook(path)["Daftar"].iter_rows(min_row=2)]
    assert back == ["biasa", "A & B <c> \"d\" 'e'", "tab\tdan" + "bel", " tepi ", "=1+1", None, "é ñ ʻ 你"]
    assert [row[0] for row in rows_of(path, "Daftar")][1:3] == odd[:2]


def test_what_excel_would_read_as_a_coded_letter_is_escaped() -> None:
    told = pl.DataFrame({"name": ["_x0041_", "_xyz_"]}).select(long_rows.escaped(pl.col("name")))
    assert told["name"].to_list() == ["_x005F_x0041_", "_xyz_"]


def test_the_insurers_columns_can_be_replaced(tmp_path: Path) -> None:
    template = tmp_path / "kolom.yaml"
    template.write_text(
        "columns:\n  - {heading: Nama Peserta, field: name}\n  - {heading: NIK, field: nik}\n"
        "  - {heading: Wadah, value: SD}\n",
        "utf-8",
    )
    insurer.write(HEADING, people.frame(), tmp_path / "unggah.xlsx", columns=template)
    rows = rows_of(tmp_path / "unggah.xlsx", "Unggah")
    assert rows[0] == ["Nama Peserta", "NIK", "Wadah"]
    assert rows[1] == ["SITI AMINAH 01", "1704991206800001", "SD"]
    template.write_text("columns:\n  - {heading: Hobi, field: hobby}\n", "utf-8")
    with pytest.raises(insurer.UnusableTemplate, match="Hobi"):
        insurer.write(HEADING, people.frame(), tmp_path / "unggah.xlsx", columns=template)


def test_the_insurers_file_has_what_the_decree_leaves_out(tmp_path: Path) -> None:
    insurer.write(HEADING, people.frame().with_columns(wadah=pl.lit("SG")), tmp_path / "unggah.xlsx")
    first = dict(zip(*rows_of(tmp_path / "unggah.xlsx", "Unggah")[:2], strict=True))
    assert first["NO HP"] == people.PHONE
    assert first["NAMA IBU KANDUNG"] == people.MOTHER
    assert first["TANGGAL LAHIR"] == "12-06-1980"
    assert first["KODE WADAH"] == "SG"
    assert first["ALAMAT"] == "Dusun II, 003/001, Desa Gedung Wani, Kec. Kinal"
    about = dict(row[:2] for row in rows_of(tmp_path / "unggah.xlsx", "Keterangan"))
    assert str(about["Sudah dipastikan"]).startswith("Belum")


def test_an_address_without_a_hamlet_begins_with_the_village(tmp_path: Path) -> None:
    bare = people.frame().drop("hamlet", "rt", "rw")
    insurer.write(HEADING, bare, tmp_path / "unggah.xlsx")
    first = dict(zip(*rows_of(tmp_path / "unggah.xlsx", "Unggah")[:2], strict=True))
    assert first["ALAMAT"] == "Desa Gedung Wani, Kec. Kinal"


def test_an_age_that_was_not_given_is_that_on_the_first_day(tmp_path: Path) -> None:
    lists.write_selected(HEADING, people.frame().drop("age"), tmp_path / "terpilih.xlsx")
    rows = rows_of(tmp_path / "terpilih.xlsx", "Terpilih")
    assert rows[lists.FIRST + 1][rows[lists.FIRST].index("Umur")] == 44


def statement(**changes: object) -> budget.Statement:
    given: dict[str, object] = {
        "region": "Kabupaten Kaur",
        "programme": "Perlindungan pekerja rentan 2024",
        "as_of": date(2024, 11, 29),
        "parts": people.PARTS,
        "start": date(2024, 12, 1),
        "months": 1,
        "people": 7100,
        "ceiling": 119280000,
        "sources": (budget.Source("APBD", "APBD Kabupaten Kaur TA 2024", 119280000),),
        "deaths": (
            budget.Death("aturan Desember 2024", dict.fromkeys(range(1, 13), 42000000)),
            budget.Death(
                "aturan sejak Permenaker 1/2025",
                {months: 10000000 if months < 3 else 42000000 for months in range(1, 13)},
                "Permenaker 1/2025",
                confirmed=False,
            ),
        ),
    }
    return budget.Statement(**(given | changes))  # type: ignore[arg-type]


def villages() -> pl.DataFrame:
    keys = ["village", "village_name", "village_kind", "district_name", "source", "months"]
    return people.frame().group_by(keys).agg(pl.len().alias("people"))


def test_the_budget_adds_up_and_its_formulas_carry_their_values(tmp_path: Path) -> None:
    path = tmp_path / "anggaran.xlsx"
    budget.write(statement(people=51, ceiling=856800), villages(), path)
    values = openpyxl.load_workbook(path, data_only=True)
    shown = {row[0]: row for row in values["Ringkasan"].iter_rows(values_only=True) if row[0]}
    assert shown["Orang"][1:] == (51, "2 desa dan 1 kelurahan, 2 kecamatan")
    assert shown["Jumlah"][1] == 856800 or shown["Pagu"][1] == 856800
    assert shown["Sisa pagu"][1:] == (0, "Pagu cukup")
    assert shown["Kinal"][1:] == (806400, 48)
    held = tmp_path / "disimpan.xlsx"
    budget.write(statement(people=51, ceiling=1260000, held=(2, 403200)), villages(), held)
    shown_held = dict(
        openpyxl.load_workbook(held, data_only=True)["Ringkasan"].iter_rows(max_col=2, values_only=True)
    )
    assert (shown_held["Disimpan"], shown_held["Sisa pagu"]) == (403200, 1260000 - 856800 - 403200)
    assert shown["Kaur Utara"][1:] == (50400, 3)
    assert shown["APBD Kabupaten Kaur TA 2024"][1:] == (856800, 51)
    words = [cell for row in values["Ringkasan"].iter_rows(values_only=True) for cell in row]
    assert f"{terbilang.words(856800)} rupiah" in words
    formulas = openpyxl.load_workbook(path)
    counted = 0
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    counted += 1
                    assert values[sheet.title][cell.coordinate].value is not None, (sheet.title, cell.coordinate)
    assert counted > 50


def test_the_sum_in_words_has_a_row_as_high_as_it_needs(tmp_path: Path) -> None:
    path = tmp_path / "anggaran.xlsx"
    budget.write(statement(people=1_567, ceiling=None), None, path)
    sheet = openpyxl.load_workbook(path).worksheets[0]
    row = next(row for row in range(1, 20) if sheet.cell(row, 1).value == "Jumlah")
    assert len(sheet.cell(row, 3).value) > 50
    assert sheet.row_dimensions[row].height >= 30


def test_two_kecamatan_of_one_name_are_not_added_twice(tmp_path: Path) -> None:
    frame = villages().with_columns(district_name=pl.lit("Kinal"))
    path = tmp_path / "anggaran.xlsx"
    budget.write(statement(people=51, ceiling=856800), frame, path)
    rows = openpyxl.load_workbook(path, data_only=True)["Ringkasan"].iter_rows(values_only=True)
    assert [row[1] for row in rows if row[0] == "Kinal"] == [806400, 50400]


def test_a_budget_before_any_roster_says_what_the_ceiling_affords(tmp_path: Path) -> None:
    path = tmp_path / "anggaran.xlsx"
    budget.write(statement(months=3, ceiling=300000000), None, path)
    book = openpyxl.load_workbook(path, data_only=True)
    assert book.sheetnames == ["Ringkasan", "Andai"]
    shown = {row[0]: row for row in book["Andai"].iter_rows(values_only=True) if row[0]}
    assert shown["Pagu cukup untuk semua orang selama"][1] == 2
    assert shown["Pagu cukup untuk semua bulan bagi"][1] == 5952
    assert shown[12][1:4] == (1431360000, 1488, 1131360000)
    summary = {row[0]: row for row in book["Ringkasan"].iter_rows(values_only=True) if row[0]}
    assert summary["Jumlah"][1] == 357840000
    assert summary["Sisa pagu"][1:] == (-57840000, "PAGU TIDAK CUKUP")


def test_a_month_that_buys_little_is_said(tmp_path: Path) -> None:
    path = tmp_path / "anggaran.xlsx"
    budget.write(statement(), None, path)
    text = " ".join(
        str(cell) for row in openpyxl.load_workbook(path)["Ringkasan"].iter_rows(values_only=True) for cell in row
    )
    assert "Rp 42.000.000 dengan 1 bulan iuran." in text
    assert "Rp 10.000.000 dengan 1 bulan iuran. Baru menjadi Rp 42.000.000 sejak 3 bulan." in text
    assert "belum dipastikan" in text


def test_a_source_name_is_never_part_of_a_formula(tmp_path: Path) -> None:
    path = tmp_path / "anggaran.xlsx"
    budget.write(statement(people=51), villages().with_columns(source=pl.lit('"&HYPERLINK("x")&"')), path)
    formulas = [
        cell.value
        for sheet in openpyxl.load_workbook(path)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f" and "HYPERLINK" in str(cell.value)
    ]
    assert formulas
    assert all('""&HYPERLINK(""x"")&""' in str(formula) for formula in formulas)


def summary(**changes: object) -> summary_text.Summary:
    given: dict[str, object] = {
        "programme": "Perlindungan Pekerja Rentan Kab. Kaur 2024",
        "region": "Kabupaten Kaur",
        "people": 7100,
        "start": date(2024, 12, 1),
        "months": 1,
        "parts": people.PARTS,
        "villages": 195,
        "districts": 15,
        "total": 119280000,
        "source": "APBD 2024",
        "as_of": "29 November 2024",
        "ceiling_left": 0,
        "waiting": 1560,
    }
    return summary_text.Summary(**(given | changes))  # type: ignore[arg-type]


def test_the_summary_fits_whatsapp_and_shows_its_arithmetic(tmp_path: Path) -> None:
    text = summary_text.write(summary(), tmp_path / "ringkasan.txt")
    assert len(text) <= summary_text.LONGEST
    assert "7.100 × Rp 16.800 × 1 bulan = *Rp 119.280.000* (APBD 2024). Sisa pagu Rp 0." in text
    assert "1–31 Desember 2024" in text
    held = summary_text.compose(summary(held=(2, 403200)))
    assert "Disimpan 2 kursi pasangan ragu: Rp 403.200. Sisa pagu Rp 0." in held
    assert (tmp_path / "ringkasan.txt").read_text("utf-8") == text


def test_the_summary_of_several_waves_never_promises_one_stretch_of_months_to_all() -> None:
    waves = ((date(2023, 2, 1), 12), (date(2023, 4, 1), 12), (date(2023, 7, 1), 12))
    text = summary_text.compose(summary(spans=waves, start=date(2023, 2, 1), months=17))
    assert "12 bulan sejak Februari 2023, April 2023, atau Juli 2023 menurut gelombangnya dari risiko" in text
    assert "30 Juni 2024" not in text


def test_a_long_summary_loses_its_least_needed_lines_first() -> None:
    text = summary_text.compose(summary(programme="Perlindungan " * 25, link="https://contoh.example/" + "a" * 90))
    assert len(text) <= summary_text.LONGEST
    assert "contoh.example" not in text
    assert "tidak boleh ada pungutan" in text

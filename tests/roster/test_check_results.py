"""The shape of what a check gives: JSON, text, remarks on sheets and files, and the command."""

import json
from datetime import date

import openpyxl
import polars as pl
import pytest
import xlsxwriter
from click.testing import CliRunner

from payung.cli import check as cli
from payung.roster import check, checks, codes, columns, comparing, findings, reading, reference, report
from payung.roster.reading import shapes
from tests.roster import lists
from tests.roster.lists import checked, person


def test_every_code_about_rows_is_raised_by_a_rule():
    rules = checks.rules(
        on=lists.ON,
        min_age=18,
        region_name="",
        place_name=lambda code: code,
        place_names=lambda some: some,
        where=lambda key, _: key,
    )
    assert {rule.code for rule in rules} == {code.name for code in codes.of_rows()}


def test_every_code_has_its_sentences_and_the_reference_names_it():
    page = reference.reference()
    for code in codes.load().values():
        assert f"`{code.name}`" in page
        wordings = [code.wording, *code.variants.values()]
        for sentence in [getattr(w, part) for w in wordings for part in ("problem", "mend", "problem_en", "mend_en")]:
            assert sentence.endswith((".", ".}"))
            for word in ("Error", "Invalid", "invalid", "Gagal", "!"):
                assert word not in sentence
        if code.about == "row":
            assert (code.severity == "error") == (code.kind is not None)


def test_json_has_the_agreed_shape():
    told = checked(person(nik=""), person()).as_json()
    assert list(told) == ["files", "totals"]
    file = told["files"][0]
    assert list(file) == ["file", "format", "error", "notices", "sheets"]
    sheet = file["sheets"][0]
    assert list(sheet) == [
        *("sheet", "header_row", "columns", "unrecognised", "rows", "rows_with_errors", "notices", "findings")
    ]
    assert sheet["columns"]["nik"] == "B"
    assert list(sheet["columns"])[:3] == ["nik", "kk", "name"]
    assert sheet["findings"] == [
        {
            "row": 6,
            "cell": "B6",
            "column": "nik",
            "code": "nik-missing",
            "severity": "error",
            "kind": "data",
            "message": "NIK belum diisi. Isi dari KTP-el. Bila belum merekam KTP-el, arahkan ke Dinas Dukcapil.",
            "suggestion": None,
        }
    ]
    assert told["totals"] == {"rows": 2, "rows_with_errors": 1, "by_code": {"nik-missing": 1}}
    assert json.loads(json.dumps(told)) == told


def test_a_finding_in_a_shared_column_names_that_column():
    finding = checked(person(birth_date=None, birth="Linau")).findings.row(0, named=True)
    assert (finding["column"], finding["code"], finding["cell"][-1]) == ("birth", "birth-date-unreadable", "6")


def test_a_date_taken_from_the_shared_column_is_pointed_at_there():
    result = checked(person(birth="Linau 1964", birth_date=""))
    finding = result.findings.row(0, named=True)
    assert finding["code"] == "birth-date-unreadable"
    assert finding["column"] == "birth"
    assert finding["cell"] == result.files[0].sheets[0].source.columns["birth"] + "6"


def test_a_finding_without_a_column_has_no_cell():
    finding = checked(person(birth_date=None)).findings.row(0, named=True)
    assert (finding["code"], finding["cell"], finding["row"]) == ("birth-date-missing", None, 6)


def test_frames_have_the_agreed_columns():
    result = checked(person(nik=""), person())
    assert result.rows.schema == columns.ROWS
    assert result.findings.schema == findings.SCHEMA
    assert result.rows["has_data_error"].to_list() == [True, False]
    assert result.files[0].findings.height == 1


def test_the_hash_of_a_row_changes_with_its_values_alone():
    def hash_of(one, **more):
        return comparing.content_hash(checked(one, **more).rows)[0]

    assert hash_of(person()) == hash_of(person(nik="1704.9911.1264.0033"), first_row=40)
    assert hash_of(person()) != hash_of(person(mother="ROSMALINA"))


def test_a_column_that_lost_its_digits_gets_one_remark_with_the_way_out():
    lost = [person(nik="1,7E+15", name=f"WARGA {letter}") for letter in "ABC"]
    remarks = checked(*lost).files[0].sheets[0].notices
    told = [remark for remark in remarks if remark["code"] == "nik-column-lost-precision"]
    assert told[0]["severity"] == "error"
    assert told[0]["message"].startswith("3 dari 3 NIK di lembar ini rusak")
    assert "Format Cells, Text" in told[0]["message"]


def test_a_text_column_that_was_rounded_before_gets_a_remark():
    rounded = [person(nik=f"1704991112640{n}0") for n in range(10, 22)]
    assert "nik-column-ends-in-zero" in [r["code"] for r in checked(*rounded).files[0].sheets[0].notices]


def test_absent_columns_are_remarked_once():
    remarks = checked(person(phone=None, mother=None)).files[0].sheets[0].notices
    absent = [remark["message"] for remark in remarks if remark["code"] == "column-absent"]
    assert absent == [
        "Kolom No. HP tidak ada. Tambahkan bila datanya tersedia.",
        "Kolom Nama ibu kandung tidak ada. Tambahkan bila datanya tersedia.",
    ]


def test_an_unusable_file_is_told_and_the_others_are_checked():
    broken = shapes.SourceFile("rusak.xlsx", error=shapes.Problem("file-damaged"))
    result = check.check_files([broken, lists.file(lists.sheet(person()))], on=lists.ON, demo=True)
    assert result.exit_code == 2
    assert result.as_json()["files"][0]["error"]["code"] == "file-damaged"
    assert result.as_json()["files"][0]["sheets"] == []
    assert result.rows["file"].to_list() == [1]


def test_the_same_file_twice_is_remarked():
    twice = [lists.file(lists.sheet(person())), lists.file(lists.sheet(person()))]
    assert check.check_files(twice, on=lists.ON, demo=True).files[1].notices[0]["code"] == "file-repeated"


def test_nothing_at_all_can_be_checked():
    result = check.check_files([], on=lists.ON)
    assert (result.rows.height, result.findings.height, result.exit_code) == (0, 0, 0)
    assert checked(person()).exit_code == 0
    assert checked(person(nik="")).exit_code == 1


def test_the_text_counts_first_and_names_the_first_rows():
    result = checked(*[person(nik="", name=f"WARGA {letter}") for letter in "ABCD"], person(phone="123"))
    text = report.as_text(result, most=2)
    assert text.startswith("HASIL PEMERIKSAAN DAFTAR\n")
    assert "SALAH, 4 baris: NIK belum diisi." in text
    assert "B6, B7 dan 2 lagi" in text
    assert "PERIKSA H10: Nomor HP" in text
    assert "lagi" not in report.as_text(result)


@pytest.fixture
def workbook(tmp_path):
    path = tmp_path / "masuk" / "linau.xlsx"
    path.parent.mkdir()
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("Usulan")
        page.write_row(0, 0, ["DAFTAR USULAN PEKERJA RENTAN"])
        page.write_row(2, 0, ["No", "Nama Lengkap", "N.I.K", "Tgl Lahir", "L/P", "Pekerjaan"])
        page.write_row(3, 0, [1, "DEDI SUSANTO", "1704991112640033", "11-12-1964", "L", "Nelayan"])
        page.write_row(4, 0, [2, "ELVA FITRIANI", 1704995408820010, "14-08-1982", "P", "Buruh tani"])
    return path


def run(*args):
    return CliRunner().invoke(cli.check, [str(arg) for arg in args])


def test_the_command_checks_a_folder_and_prints_json(workbook):
    result = run(workbook.parent, "--on", "2024-12-01", "--format", "json", "--demo")
    told = json.loads(result.stdout)
    assert result.exit_code == 1
    assert told["files"][0]["sheets"][0]["findings"][0]["cell"] == "C5"
    assert told["totals"]["by_code"] == {"nik-precision-lost": 1}


def test_the_command_takes_demonstration_from_the_environment(workbook, monkeypatch):
    monkeypatch.setenv("PAYUNG_DEMO", "1")
    assert "nik-demo" not in run(workbook, "--format", "json").stdout
    monkeypatch.delenv("PAYUNG_DEMO")
    assert "nik-demo" in run(workbook, "--format", "json").stdout


def test_the_command_still_checks_the_others_when_a_file_is_missing(workbook):
    result = run(workbook, workbook.parent / "tidak-ada.xlsx", "--demo", "--on", "2024-12-01")
    assert result.exit_code == 2
    assert "Berkas ini tidak ditemukan." in result.stdout
    assert "SALAH C5" in result.stdout


def test_the_command_refuses_a_region_that_does_not_exist(workbook):
    refused = run(workbook, "--region", "17.99").exception
    assert isinstance(refused, cli.NotUsable)
    assert str(refused) == "Tidak ada wilayah dengan kode 17.99 dalam daftar Kemendagri."


def test_the_command_writes_the_report_and_the_marked_workbook(workbook, tmp_path):
    out = tmp_path / "hasil"
    run(workbook, "--on", "2024-12-01", "--demo", "--out", out)
    assert sorted(path.name for path in out.iterdir()) == ["linau.periksa.xlsx", "periksa.txt"]
    assert "SALAH C5" in (out / "periksa.txt").read_text(encoding="utf-8")
    page = openpyxl.load_workbook(out / "linau.periksa.xlsx")["Usulan"]
    assert any("SALAH: NIK tersimpan sebagai angka" in str(cell.value) for cell in page[5])


def test_the_command_needs_no_django_and_no_database(workbook):
    import subprocess
    import sys

    program = (
        "import sys\n"
        "from click.testing import CliRunner\n"
        "from payung.cli.check import check\n"
        f"CliRunner().invoke(check, [{str(workbook)!r}, '--demo'])\n"
        "print([name for name in ('django', 'psycopg', 'payung.storage.postgres') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_report_names_the_columns_it_does_not_use_but_not_the_numbering():
    source = reading.read(
        b"No;NIK;Nama;Tanggal Lahir;Ukuran Baju\n1;1704994503790001;SITI AMINAH;05-03-1979;M\n", "desa.csv"
    )
    text = report.as_text(check.check_files(source, on=date(2024, 12, 1), demo=True))
    assert "Kolom yang tidak dikenali dan tidak dipakai: Ukuran Baju." in text


def test_a_folder_is_told_in_one_line_a_file_and_a_sum(workbook):
    folder = workbook.parent
    head = "NIK;Nama;Tanggal Lahir;Desa\n"
    (folder / "bukan daftar.xls").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "linau.csv").write_text(head + "1704994503790001;SITI AMINAH;05-03-1979;Linau\n", encoding="utf-8")
    workbook.unlink()
    told = run(folder, "--region", "17.04", "--on", "2024-12-01", "--demo", "--summary").stdout.splitlines()
    assert [" ".join(line.split()) for line in told] == [
        "BERKAS baris SALAH T. MEMENUHI DAFTAR DARI",
        "bukan daftar.xls TIDAK DAPAT DIPAKAI. Berkas ini bukan daftar, melainkan gambar PNG. "
        "Kirim daftarnya dalam Excel (.xlsx, .xls), OpenDocument (.ods), atau CSV.",
        "linau.csv 1 0 0 Desa Linau, Kecamatan Maje",
        "JUMLAH 1 0 0 1 berkas tidak dapat dipakai",
    ]
    refused = run(folder, "--region", "17.04", "--on", "2024-12-01", "--summary")
    assert "Untuk mencoba dengan data contoh: --demo" in refused.stderr


def test_the_report_says_from_which_village_a_list_was_taken(workbook):
    text = run(workbook, "--region", "17.04.01.2008", "--on", "2024-12-01", "--demo").stdout
    assert "Daftar dari: " in text


@pytest.mark.parametrize(
    ("name", "read"),
    [("temuan.parquet", pl.read_parquet), ("temuan.json", pl.read_json), ("temuan.ndjson", pl.read_ndjson)],
)
def test_the_findings_are_written_as_one_table(workbook, tmp_path, name, read):
    run(workbook, "--on", "2024-12-01", "--demo", "--findings", tmp_path / "hasil" / name)
    table = read(tmp_path / "hasil" / name)
    assert table.columns == list(report.LONG)
    first = table.filter(pl.col("cell") == "C5").row(0, named=True)
    assert (first["file"], first["sheet"], first["row"]) == ("linau.xlsx", "Usulan", 5)
    assert first["message"].startswith("NIK tersimpan sebagai angka")


def test_findings_in_a_form_that_nobody_knows_are_refused_before_anything_is_read(workbook, tmp_path):
    refused = run(workbook, "--findings", tmp_path / "temuan.xlsx").exception
    assert isinstance(refused, cli.NotUsable)
    assert str(refused) == "Nama berkas temuan temuan.xlsx harus berakhir .parquet, .json atau .ndjson."

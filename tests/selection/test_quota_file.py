"""Quota files as offices write them: messy, and never guessed at."""

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from payung.selection import quota_file
from payung.selection.quota import QuotaProblem

KAUR, KALBAR = "1704000000", "6100000000"


def csv(folder: Path, text: str, name: str = "kuota.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def xlsx(folder: Path, rows: list[list[Any]], merge: tuple[str, ...] = (), before: bool = False) -> Path:
    path = folder / "kuota.xlsx"
    book = xlsxwriter.Workbook(str(path))
    if before:
        book.add_worksheet("Catatan").write(0, 0, "Kuota dari rapat 12 Maret")
    sheet = book.add_worksheet("Kuota")
    for line, row in enumerate(rows):
        sheet.write_row(line, 0, row)
    for cells in merge:
        first = cells.split(":")[0]
        sheet.merge_range(cells, rows[int(first[1:]) - 1][ord(first[0]) - 65])
    book.close()
    return path


def read(path: Path, by: str, column: str | None = "seats", government: str = KAUR) -> list[tuple[str, int]]:
    found = quota_file.read(path, column, by=by, government=government)  # type: ignore[arg-type]
    return found.select("key", column).rows() if column else found["key"].to_list()


def refused(path: Path, by: str, column: str | None = "seats", government: str = KAUR) -> str:
    with pytest.raises(QuotaProblem) as problem:
        read(path, by, column, government)
    return str(problem.value)


def test_sub_districts_by_code_in_every_writing_and_by_name(tmp_path: Path) -> None:
    rows = [
        ["PEMBAGIAN KUOTA TAHUN 2025"],
        [],
        ["No", "Kode Kecamatan", "Nama", "Kuota 2025 (orang)"],
        ["(1)", "(2)", "(3)", "(4)"],
        [1, "17.04.01", "Kinal", 1200],
        [2, 170406, "Maje", "1.350 orang"],
        [3, "Tanjung Kemuning", "", 40.0],
        [4, "KEC. KAUR UTARA", "", "60"],
        ["", "JUMLAH", "", 2650],
        [],
        ["", "", "", "Bintuhan, 2 Januari 2025"],
        ["", "Kepala Dinas", "", ""],
    ]
    assert read(xlsx(tmp_path, rows, before=True), "district") == [
        ("1704010000", 1200),
        ("1704060000", 1350),
        ("1704020000", 40),
        ("1704030000", 60),
    ]


def test_headings_over_two_lines_and_a_column_merged_downwards(tmp_path: Path) -> None:
    rows = [
        ["Segmen", "Uraian", "Kuota", ""],
        ["", "", "Bobot", "Kursi"],
        ["Bukan Penerima Upah", "tani", "", 30],
        ["Penerima Upah", "guru", "", 20],
    ]
    for merge in (("A1:A2", "B1:B2", "C1:D1"), ()):
        assert read(xlsx(tmp_path, rows, merge), "segment") == [("BPU", 30), ("PU", 20)]
    twice = [["Segmen", "Uraian", "Kursi"], ["BPU", "tani", 30], ["", "nelayan", 20]]
    assert "sudah tertulis di baris 2" in refused(xlsx(tmp_path, twice, ("A2:A3",)), "segment")


@pytest.mark.parametrize(
    "text",
    [
        "Perangkat Daerah;Kuota;Singkatan\nDinas Perikanan;120;DKP | Diskan\nSubtotal;120;\nDinas Sosial;30;\n"
        "Total;150;\n;Kepala Dinas;\n",
        'nama instansi,kursi,nama lain\n"Dinas Perikanan",120,DKP; Diskan\nDinas Sosial,30,\n,150,\n',
    ],
)
def test_agencies_with_other_names_subtotals_and_a_total_without_a_word(tmp_path: Path, text: str) -> None:
    path = csv(tmp_path, text, encoding="cp1252")
    assert read(path, "agency") == [("Dinas Perikanan", 120), ("Dinas Sosial", 30)]
    assert quota_file.read(path, "seats", by="agency", government=KAUR)["also"].to_list() == [["DKP", "Diskan"], []]


def test_work_by_code_name_or_ecosystem(tmp_path: Path) -> None:
    text = "Jenis Pekerjaan,Kursi\nNelayan,10\npetani,20\nekosistem pasar,5\n"
    assert read(csv(tmp_path, text), "occupation") == [
        ("nelayan", 10),
        ("petani", 20),
        ("market", 5),
    ]


def test_a_list_of_agencies_alone_for_equal_shares(tmp_path: Path) -> None:
    path = csv(tmp_path, "OPD\nDinas Perikanan\nDinas Sosial\n")
    assert read(path, "agency", None) == ["Dinas Perikanan", "Dinas Sosial"]


@pytest.mark.parametrize(
    ("by", "text", "words"),
    [
        ("district", "kode,kursi\n17.04.01.2001,5\n", "baris 2: 17.04.01.2001 adalah kode desa"),
        ("district", "kecamatan,kursi\nKinall,5\n", "Yang mirip: Kinal (17.04.01)"),
        ("district", "kecamatan,kursi\nAntah Berantah,5\n", "tidak dikenal"),
        ("agency", "opd,kursi\nDinas Sosial,5\nDINAS SOSIAL Kabupaten Kaur,6\n", "sudah tertulis di baris 2"),
        ("agency", "opd,kursi,alias\nDinas Sosial,5,DS\nDinas Sandang,6,DS\n", "sudah tertulis di baris 2"),
        ("agency", "opd,kursi\nDinas Sosial,5\n,6\n", "baris 3: ada angka, tetapi kolom nama instansi kosong"),
        ("agency", "opd,kursi\nDinas Sosial,lima\n", "baris 2: isi kolom angka"),
        ("agency", "opd,kursi\n", "tidak ada satu baris pun"),
        ("agency", "nama,kursi\nDinas Sosial,5\n", "judul kolom “nama instansi” dan “kursi”"),
        ("occupation", "pekerjaan,kursi\nPenyelam mutiara malam,5\n", "tidak dikenal"),
        ("occupation", "pekerjaan,kursi\nmarket,5\nPedagang,6\n", "bertumpang tindih"),
        ("segment", "segmen,kursi\nJakon,5\n", "Tulis BPU atau PU"),
        ("segment", "segmen,kursi\nBPU,5\nBukan penerima upah,5\n", "sudah tertulis di baris 2"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_its_row(tmp_path: Path, by: str, text: str, words: str) -> None:
    assert words in refused(csv(tmp_path, text), by)


def test_two_sub_districts_of_one_name_need_their_code_or_kabupaten(tmp_path: Path) -> None:
    alone = csv(tmp_path, "Kecamatan,Kursi\nSungai Raya,5\n")
    assert "ada 2 kecamatan bernama “Sungai Raya”" in refused(alone, "district", government=KALBAR)
    beside = csv(tmp_path, "Kecamatan,Kabupaten,Kursi\nSungai Raya,Kubu Raya,5\nSungai Raya,Kab. Bengkayang,7\n")
    assert [seats for _, seats in read(beside, "district", government=KALBAR)] == [5, 7]


def test_a_file_that_is_no_table_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kuota.xlsx").write_bytes(b"\x89PNG\r\n")
    assert "tidak terbaca" in refused(tmp_path / "kuota.xlsx", "district")

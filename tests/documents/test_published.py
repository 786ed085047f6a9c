"""Published figures stand beside the computed ones, and the difference is said in words."""

from pathlib import Path

import openpyxl

from payung.documents import published, workbook
from payung.documents.published import Comparison

BENGKAYANG = Comparison(
    "Iuran seluruhnya", 2_429_520_000, 12_200 * 12 * 16_800, "borneonetv.com/2024/02/22", is_money=True
)


def test_a_published_amount_that_is_too_low_says_by_how_much() -> None:
    assert BENGKAYANG.computed == 2_459_520_000
    assert BENGKAYANG.verdict == "terbit Rp 30.000.000 lebih rendah"


def test_equal_higher_and_not_computed() -> None:
    assert Comparison("Orang", 7_100, 7_100, "berita").verdict == "sama"
    assert Comparison("Orang", 7_130, 7_100, "berita").verdict == "terbit 30 lebih tinggi"
    assert Comparison("Manfaat", 1_077_000_000, None, "berita").verdict == "di luar hitungan program ini"


def test_the_sheet_shows_both_and_computes_the_difference(tmp_path: Path) -> None:
    path = tmp_path / "anggaran.xlsx"
    with workbook.Book(path, True) as book:
        published.write(book, [BENGKAYANG, Comparison("Manfaat", 1_077_000_000, None, "berita")], ["Rasio 121 %."])
    sheet = openpyxl.load_workbook(path)[published.NAME]
    assert [cell.value for cell in sheet[5]][:5] == [
        "Iuran seluruhnya", 2_429_520_000, 2_459_520_000, "=B5-C5", "terbit Rp 30.000.000 lebih rendah",
    ]  # fmt: skip
    assert [cell.value for cell in sheet[6]][:4] == ["Manfaat", 1_077_000_000, "tidak dihitung", None]
    assert sheet["A8"].value == "Rasio 121 %."

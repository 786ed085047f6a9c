"""Sub-districts by coverage, villages without names, the reminder, the public statement of the method."""

from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest
from pypdf import PdfReader

from payung.documents import recap as workbook
from payung.documents import reminder_text
from payung.journeys import recap
from tests.journeys.small_programme import BUDI, GEDUNG_WANI, RINA, SITI, roster, write
from tests.journeys.test_run import job

VILLAGES = pl.DataFrame(
    [
        ("6107092001", "desa", "Puteng", "610709", "Teriak", 100, 0, 0, 0, 0, 0, 0),
        ("6107092002", "desa", "Teriak", "610709", "Teriak", 100, 0, 100, 0, 9, 130, 120),
        ("6107142003", "desa", "Karya Bhakti", "610714", "Sungai Betung", 100, 0, 90, 2, 0, 110, 92),
        ("6107042001", "desa", "Tirta Kencana", "610704", "Bengkayang", 100, 0, 90, 0, 4, 115, 99),
    ],
    schema=["village", "village_kind", "village_name", "district", "district_name",
            "seats", "moved", "selected", "held", "waiting", "named", "usable"],
    orient="row",
)  # fmt: skip


def of_bengkayang(silent: pl.DataFrame, *, seats_stay: bool = True) -> workbook.Recap:
    return workbook.Recap(
        region="Kabupaten Bengkayang",
        programme="1 Desa 100 Pekerja Rentan",
        as_of=date(2024, 2, 26),
        districts=recap.ranked(VILLAGES, ["district", "district_name"]),
        regencies=None,
        silent=silent,
        outside=VILLAGES.clear(),
        seats_stay=seats_stay,
        agency="Dinas Sosial",
        demo=True,
    )


def test_sub_districts_stand_in_the_order_of_their_coverage_and_equals_share_a_rank() -> None:
    found = recap.ranked(VILLAGES, ["district", "district_name"])
    assert found.select("rank", "district_name", "seats", "missing", "silent").rows() == [
        (1, "Bengkayang", 100, 10, 0),
        (1, "Sungai Betung", 100, 8, 0),
        (3, "Teriak", 200, 100, 1),
    ]
    assert found["coverage"].to_list() == [0.9, 0.9, 0.5]


def test_the_workbook_names_villages_that_named_nobody_and_those_whose_rows_were_all_refused(tmp_path: Path) -> None:
    refused = VILLAGES[2].with_columns(usable=pl.lit(0, pl.Int64))
    workbook.write(of_bengkayang(pl.concat([VILLAGES[:1], refused])), tmp_path / "rekap.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "rekap.xlsx")["Belum mengusulkan"]
    assert [[cell.value for cell in row[1:6]] for row in sheet.iter_rows(min_row=6, max_row=7)] == [
        ["61.07.09.2001", "Desa Puteng", "Teriak", "Belum mengirim satu nama pun", 100],
        ["61.07.14.2003", "Desa Karya Bhakti", "Sungai Betung", "Mengirim 110 baris, semuanya ditolak", 100],
    ]


def test_the_reminder_says_what_happens_to_the_seats() -> None:
    kept = reminder_text.compose(of_bengkayang(VILLAGES[:1]))
    assert "Yth. Camat Teriak" in kept
    assert "- Desa Puteng: 100 kursi\n" in kept
    assert "masih disimpan" in kept
    assert "dapat berpindah" in reminder_text.compose(of_bengkayang(VILLAGES[:1], seats_stay=False))
    gone = VILLAGES[:1].with_columns(seats=pl.lit(20), moved=pl.lit(-80))
    assert "- Desa Puteng: 100 kursi, 80 sudah berpindah ke desa lain\n" in reminder_text.compose(
        of_bengkayang(gone, seats_stay=False)
    )
    assert reminder_text.compose(of_bengkayang(VILLAGES.clear())) == ""


@pytest.mark.database
def test_the_public_statement_proves_that_the_draw_was_fixed_before_the_first_name(own_database, tmp_path) -> None:
    programme = write(tmp_path)
    roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [SITI, BUDI, RINA])
    job(programme, documents=True)
    out = tmp_path / "out"
    said = " ".join("".join(page.extract_text() for page in PdfReader(out / "cara-memilih.pdf").pages).split())
    assert "undian dua desa" in said
    assert "dibekukan pada catatan audit nomor" in said
    assert "SITI" not in said
    assert SITI[0] not in said
    assert ": 2 kursi" in (out / "pengingat.txt").read_text("utf-8")
    assert (out / "rekap.xlsx").exists()

"""Seats by agency and by sub-district, from rosters to papers."""

import openpyxl
import polars as pl
import pypdf
import pytest
import xlsxwriter

from tests.journeys import small_programme
from tests.journeys.small_programme import BUDI, GEDUNG_WANI, JOKO, RINA, SITI, TANJUNG_KARET
from tests.journeys.test_run import job

pytestmark = pytest.mark.database

DENPASAR = """
code: denpasar-2025
name: Perlindungan pekerja menurut perangkat daerah
demo: true
government: "51.71"
issuer: {title: Wali Kota Denpasar}
legal_basis: {mengingat: [UU 40/2004, UU 24/2011]}
insurance: [JKK, JKM]
income: 1000000
waves: [{start: 2025-02, months: 2}]
funding: [{source: APBD, owner: "51.71", year: 2025, ceiling: 100000000, covers: [JKK, JKM]}]
quota: {method: proportional, by: agency, total: 54, file: kuota.xlsx}
assume: [resident, working, wage_earner, civil_servant, covered_elsewhere]
preference: [age desc]
draw_seed: undian perangkat daerah
rosters: rosters/
"""
# People per kind of work as published for Denpasar 2025 (10,717 with 5,302 non-ASN, who are no part of this list).
# Which agency answers for which of them is made up for this test.
AGENCIES = {
    "Dinas Kebudayaan": 233 + 156 + 33 + 342 + 274 + 274,
    "Dinas Kesehatan": 413,
    "Dinas Perikanan dan Ketahanan Pangan": 349,
    "Dinas Pertanian": 1462,
    "Dinas Sosial": 1579,
    "Satuan Polisi Pamong Praja": 300,
}
SEATS = {
    "Dinas Kebudayaan": 13,
    "Dinas Kesehatan": 4,
    "Dinas Perikanan dan Ketahanan Pangan": 3,
    "Dinas Pertanian": 15,
    "Dinas Sosial": 16,
    "Satuan Polisi Pamong Praja": 3,
}
PLACES = ["51.71.01.2008", "51.71.02.2004", "51.71.03.2008", "51.71.04.2008"]


def workbook(path, rows):
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Usulan")
    for line, row in enumerate(rows):
        sheet.write_row(line, 0, row)
    book.close()


def people(first, count):
    """So many farmers of four villages, all of different ages."""
    rows = []
    for number in range(first, first + count):
        day, year = number % 28 + 1, 1970 + number // 28
        nik = f"517199{day:02}01{year % 100:02}{number:04}"
        rows.append((nik, f"ORANG {chr(65 + number % 26)}{chr(65 + number // 26)}", f"{day:02}-01-{year}", "Petani",
                     PLACES[number % 4]))  # fmt: skip
    return rows


def denpasar(folder):
    """The programme, its quota file, and a list of each agency: some in a column, some in a line above the list."""
    (folder / "rosters").mkdir()
    path = folder / "programme.yaml"
    path.write_text(DENPASAR, "utf-8")
    named = [("Perangkat Daerah", "Jumlah pekerja", "Nama lain"),
             *((name, count, "Satpol PP" if "Polisi" in name else "") for name, count in AGENCIES.items()),
             ("JUMLAH", sum(AGENCIES.values()), "")]  # fmt: skip
    workbook(folder / "kuota.xlsx", named)
    head = ("NIK", "Nama", "Tanggal Lahir", "Pekerjaan", "Desa")
    first = 1
    for name, seats in SEATS.items():
        sent = people(first, seats + 2)
        first += len(sent)
        if name == "Dinas Pertanian":
            rows = [(*head, "OPD"), *((*row, "DINAS PERTANIAN KOTA DENPASAR") for row in sent)]
        elif "Polisi" in name:
            rows = [(*head, "OPD"), *((*row, "Satpol PP") for row in sent[:2])]
        else:
            rows = [("DAFTAR CALON PESERTA",), (f"Instansi : {name}",), (), head, *sent]
        workbook(folder / "rosters" / f"{name}.xlsx", rows)
    strays = [*((*row, "Dinas Pertanain") for row in people(first, 2)), (*people(first + 2, 1)[0], "")]
    workbook(folder / "rosters" / "lain.xlsx", [(*head, "OPD"), *strays])
    return path


def test_six_agencies_of_denpasar_share_seats_as_their_people_are_many(own_database, tmp_path):
    result = job(denpasar(tmp_path), documents=True)
    figures = result.figures
    assert dict(figures.by_pool.select("pool", "seats").rows()) == SEATS
    filled = SEATS | {"Satuan Polisi Pamong Praja": 2}
    assert dict(figures.by_pool.select("pool", "selected").rows()) == filled
    assert (figures.seats, figures.selected, figures.waiting) == (54, 53, 5 * 2 + 3)
    assert figures.by_pool["amount"].sum() == figures.total_contribution == 53 * 16_800 * 2
    assert [warning for warning in result.warnings if "kuota" in warning] == [
        "3 orang memenuhi syarat tetapi belum masuk kuota mana pun: “Dinas Pertanain” (2 orang; mungkin maksudnya "
        "Dinas Pertanian), tanpa nama instansi (1 orang). Betulkan instansinya pada daftar, atau tambahkan sebutan "
        "itu pada kolom “nama lain” dalam berkas kuota.",
        "1 kursi tidak terisi: calon yang memenuhi syarat untuk kuotanya kurang.",
    ]
    assert not any("Belum mengusulkan" in warning for warning in result.warnings)
    _the_papers_speak_of_agencies(tmp_path / "out")


def _the_papers_speak_of_agencies(out):
    chosen = cells(out / "terpilih.xlsx", "Terpilih", 4)
    assert chosen["Kuota"].n_unique() == 6
    assert chosen["Alasan terpilih"].str.contains("kursi kuota D|kursi kuota Satuan").all()
    waiting = cells(out / "cadangan.xlsx", "Cadangan", 4)
    assert waiting["Kuota"].null_count() == 3
    assert waiting["Alasan menunggu"].str.starts_with("Menunggu tanpa kuota").sum() == 3
    budget = openpyxl.load_workbook(out / "anggaran.xlsx")["Per kuota"]
    rows = {row[1]: row for row in budget.iter_rows(min_row=6, values_only=True)}
    assert rows["Dinas Sosial"][2:4] == (16, 0)
    assert rows["Dinas Sosial"][9] == 16 * 16_800 * 2
    annex = " ".join(page.extract_text() for page in pypdf.PdfReader(out / "sk.pdf").pages)
    assert "kuota Dinas Kebudayaan" in " ".join(annex.split())
    assert "menurut kuota 6 instansi" in (out / "ringkasan.txt").read_text("utf-8")


def cells(path, sheet, heading):
    rows = list(openpyxl.load_workbook(path)[sheet].iter_rows(min_row=heading, values_only=True))
    return pl.DataFrame(rows[1:], schema=[str(name) for name in rows[0]], orient="row", infer_schema_length=None)


def test_a_sub_districts_seats_go_to_the_first_of_all_its_villages(own_database, tmp_path):
    programme = small_programme.write(tmp_path)
    rule = "quota: {method: fixed, by: district, file: kuota.csv, leftover: move}"
    text = programme.read_text("utf-8").replace("quota: {method: equal, per_village: 2}", rule)
    text = text.replace("[17.04.01.2001, 17.04.01.2002]", "[17.04.01.2001, 17.04.01.2002, 17.04.06.2001]")
    programme.write_text(text, "utf-8")
    (tmp_path / "kuota.csv").write_text("Kecamatan;Kuota\nKec. Kinal;2\nMaje;1\n", "utf-8")
    small_programme.roster(tmp_path, "a.xlsx", GEDUNG_WANI, [SITI, RINA])
    small_programme.roster(tmp_path, "b.xlsx", TANJUNG_KARET, [BUDI, JOKO])
    result = job(programme, documents=True)
    figures = result.figures
    assert figures.by_pool.select("pool", "seats", "moved", "selected", "waiting").rows() == [
        ("1704010000", 2, 1, 3, 1),
        ("1704060000", 1, -1, 0, 0),
    ]
    assert figures.by_village["selected"].to_list() == [2, 1, 0]
    assert figures.without_names == ["1704062001"]
    chosen = cells(tmp_path / "out" / "terpilih.xlsx", "Terpilih", 4)
    said = dict(chosen.select("Nama", "Alasan terpilih").rows())
    assert said["BUDI SANTOSO"].startswith("Terpilih: urutan 1 dari 2 kursi kuota Kecamatan Kinal")
    assert "mendapat kursi kosong dari kuota lain" in said["RINA MARLINA"]
    assert job(programme).figures.by_pool.equals(figures.by_pool)


def test_a_quota_file_with_a_wrong_row_stops_the_run_before_anything_is_written(own_database, tmp_path):
    programme = denpasar(tmp_path)
    workbook(tmp_path / "kuota.xlsx", [("OPD", "Bobot"), ("Dinas Sosial", "banyak")])
    with pytest.raises(Exception, match=r"kuota\.xlsx baris 2: isi kolom angka"):
        job(programme)
    assert not (tmp_path / "out").exists()


def test_work_outside_the_quota_is_named_with_how_many(own_database, tmp_path):
    programme = small_programme.write(tmp_path)
    rule = "quota: {method: equal, by: occupation, per_pool: 1, file: kuota.csv}"
    text = programme.read_text("utf-8").replace("quota: {method: equal, per_village: 2}", rule)
    programme.write_text(text, "utf-8")
    (tmp_path / "kuota.csv").write_text("Pekerjaan\nNelayan\nPeternak\n", "utf-8")
    small_programme.roster(tmp_path, "a.xlsx", GEDUNG_WANI, [SITI, BUDI, RINA, JOKO])
    result = job(programme)
    assert result.figures.selected == 1
    said = [warning for warning in result.warnings if "kuota" in warning]
    assert said[:2] == [
        "Belum ada satu nama pun untuk kuota peternak.",
        "3 orang memenuhi syarat tetapi belum masuk kuota mana pun: pekerjaannya belum dikenali, atau tidak termasuk "
        "dalam kuota (petani/pekebun 2, pedagang 1).",
    ]

"""`payung decree amend`: a file of who leaves becomes a draft decree with its papers, and nothing else does."""

from __future__ import annotations

import re

import pypdf
import pytest
import xlsxwriter

from payung.decree import listed_workbook
from tests.cli.test_decree import payung, sign
from tests.journeys.small_programme import BUDI, GEDUNG_WANI, JOKO, RINA, SITI, roster, write

pytestmark = pytest.mark.database


def leaving(folder, *lines):
    path = folder / "keluar.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Keluar")
    for number, line in enumerate((("NIK", "Alasan"), *lines)):
        sheet.write_row(number, 0, line)
    book.close()
    return path


@pytest.fixture
def signed(own_database, tmp_path):
    """Budi and Siti are on the signed list of twelve months from December 2026, Rina waits."""
    programme = write(tmp_path, months=12)
    text = programme.read_text("utf-8").replace("2024-12", "2026-12").replace("year: 2024", "year: 2026")
    programme.write_text(text.replace("ceiling: 1000000,", "ceiling: 1000000, carry_over: true,"), "utf-8")
    roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [SITI, BUDI, RINA])
    payung("run", programme, "--out", tmp_path / "out", "--without-documents")
    assert sign(programme, on="2024-11-29").returncode == 0
    return programme


def amend(programme, *more):
    return payung("decree", "amend", programme, "--out", programme.parent / "out", "--from", "2027-03", *more)


def flat(path):
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


def test_who_died_goes_the_next_comes_and_the_whole_list_proves_itself(signed, tmp_path):
    answer = amend(signed, "--leaving", leaving(tmp_path, (BUDI[0], "Meninggal dunia")))
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "1 dihapus, 1 ditambahkan mulai Maret 2027" in answer.stdout
    out = tmp_path / "out"
    office = flat(out / "sk-perubahan.pdf")
    assert "PERUBAHAN ATAS KEPUTUSAN BUPATI KAUR NOMOR 100.3.3.2-412 TAHUN 2024" in office
    assert "terdapat 1 orang meninggal dunia, dan perlu ditambahkan 1 orang karena penggantian" in office
    code, salt = re.search(
        r"daftar setelah perubahan ((?:[0-9a-f]{8} ?){8}) Garam daftar \(tidak diumumkan\) ((?:[0-9a-f]{8} ?){4})",
        office,
    ).groups()
    proved = payung("verify-list", out / "terpilih.xlsx", "--salt", salt, "--sha256", code)
    assert (proved.returncode, proved.stdout.split(",")[0]) == (0, "Sama: 2 orang")
    assert listed_workbook.fingerprint_of_file(out / "terpilih.xlsx", "0" * 32)[0] == 2
    public = flat(out / "pengumuman-perubahan.pdf")
    assert not re.search(r"\d{16}|meninggal", public)
    (out / "sk.pdf").write_bytes(b"%PDF as it was signed")
    assert sign(signed, number="100.3.3.2-55", on="2026-11-20").returncode == 0
    assert "Perubahan: nomor 100.3.3.2-55" in payung("decree", "status", signed).stdout
    rerun = payung("run", signed, "--out", out)
    assert (rerun.returncode, "daftarnya tidak berubah" in rerun.stdout) == (0, True)
    assert "NOMOR 100.3.3.2-55 TAHUN 2026" in flat(out / "sk-perubahan.pdf")
    assert (out / "sk.pdf").read_bytes() == b"%PDF as it was signed"


def test_a_list_that_changes_nothing_or_names_nobody_is_refused_with_a_sentence(signed, tmp_path):
    for line, said in (
        ((BUDI[0], "ingin saja"), "baris 2: NIK harus 16 angka, dan alasannya salah satu dari"),
        ((JOKO[0], "meninggal"), "baris 2: NIK itu tidak ada dalam program ini"),
        ((BUDI[0], "dikembalikan"), "tidak ada yang perlu ditetapkan"),
    ):
        answer = amend(signed, "--leaving", leaving(tmp_path, line))
        assert (answer.returncode, answer.stdout) == (2, "")
        assert said in answer.stderr
        assert not re.search(r"\d{16}", answer.stderr)


def test_a_change_begins_neither_in_the_past_nor_after_the_list_ends(signed, tmp_path):
    gone = leaving(tmp_path, (BUDI[0], "Meninggal dunia"))
    for wanted, said in (("2024-01", "sudah lewat"), ("2028-01", "berakhir November 2027")):
        answer = payung("decree", "amend", signed, "--out", tmp_path / "out", "--leaving", gone, "--from", wanted)
        assert (answer.returncode, said in answer.stderr) == (2, True), answer.stderr
    assert "menunggu tanda tangan" not in payung("decree", "status", signed).stdout

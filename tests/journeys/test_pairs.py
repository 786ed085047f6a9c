"""A clerk settles who is one person: sees the pairs in words, fills the workbook, hands it back, runs again."""

from datetime import date

import openpyxl
import pytest
import xlsxwriter

from payung.accounts import scope
from payung.documents import pairs as documents
from payung.journeys import pair_lines, pairs
from payung.people import actions
from payung.people.models import PairDecision
from tests.cli.test_command import payung
from tests.journeys import small_programme
from tests.journeys.small_programme import GEDUNG_WANI, TANJUNG_KARET
from tests.journeys.test_run import NOW, job

pytestmark = pytest.mark.database
KAUR = "1704000000"
HEADINGS = ("No", "NIK", "Nama", "Tanggal Lahir", "Pekerjaan", "Desa", "Nama Ibu Kandung", "No HP")
SITI = ("1704994503790001", "SITI AMINAH", "05-03-1979", "Nelayan", "ROHANI", "081200001111")
AGAIN = ("1704995403790001", "Sitti Aminah", "05-03-1979", "Petani", "ROHANI", "081200001111")
BUDI = ("1704991204700001", "BUDI SANTOSO", "12-04-1970", "Petani", "SALAMAH", "081311112222")


def roster(folder, name, village, *people):
    book = xlsxwriter.Workbook(str(folder / "rosters" / name))
    sheet = book.add_worksheet("Usulan")
    sheet.write_row(0, 0, HEADINGS)
    for number, (nik, full_name, born, work, mother, phone) in enumerate(people, start=1):
        sheet.write_row(number, 0, (number, nik, full_name, born, work, village, mother, phone))
    book.close()


def in_doubt(folder):
    programme = small_programme.write(folder)
    roster(folder, "gedung wani.xlsx", GEDUNG_WANI, SITI, BUDI)
    roster(folder, "penandingan.xlsx", TANJUNG_KARET, AGAIN, BUDI)
    return programme


def filled(path, *, verdict, reason="KTP dilihat", side=None):
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    head = next(row for row in sheet.iter_rows() if any(cell.value == documents.VERDICT for cell in row))
    at = {cell.value: cell.column for cell in head}
    below = head[0].row + 1
    sheet.cell(below, at[documents.VERDICT], verdict)
    sheet.cell(below, at[documents.REASON], reason)
    sheet.cell(below, at[documents.NIK_SIDE], side)
    book.save(path)


def test_two_villages_that_name_one_person_under_two_niks_are_asked_about_and_the_seat_is_held(
    own_database, tmp_path
):
    result = job(in_doubt(tmp_path), documents=True)
    assert (result.figures.people, result.figures.selected, result.figures.held) == (3, 1, 2)
    assert [said for said in result.warnings if "pasangan" in said] == [
        "1 pasangan ragu menunggu keputusan petugas; 2 kursi disimpan untuk mereka. "
        "Putuskan dalam pasangan.xlsx, atau dengan payung pairs list."
    ]
    assert any("1 orang diusulkan lebih dari satu desa" in said for said in result.warnings)
    sheet = openpyxl.load_workbook(tmp_path / "out" / "pasangan.xlsx").worksheets[0]
    text = " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)
    assert "1704••••••••0001" in text
    assert SITI[0] not in text
    assert "gedung wani.xlsx, baris 2" in text
    twice = openpyxl.load_workbook(tmp_path / "out" / "diusulkan-ganda.xlsx").worksheets[0]
    rows = [row for row in twice.iter_rows(min_row=5, values_only=True) if row[1]]
    assert [(row[1], row[3], row[6]) for row in rows] == [
        ("BUDI SANTOSO", "gedung wani.xlsx", "ya, baris ini"),
        ("BUDI SANTOSO", "penandingan.xlsx", "tidak, sudah di baris lain"),
    ]


def test_a_run_between_filling_and_handing_back_loses_nothing_that_was_typed(own_database, tmp_path):
    programme = in_doubt(tmp_path)
    job(programme, documents=True)
    path = tmp_path / "out" / "pasangan.xlsx"
    filled(path, verdict="sama", side="kedua", reason="KTP dilihat di kantor desa")
    job(programme, documents=True)
    (answer,) = pairs.read(path)
    assert (answer.verdict, answer.nik_side, answer.reason) == ("same", "right", "KTP dilihat di kantor desa")


def test_a_workbook_that_is_no_longer_ours_is_set_aside(own_database, tmp_path):
    programme = in_doubt(tmp_path)
    job(programme, documents=True)
    path = tmp_path / "out" / "pasangan.xlsx"
    path.write_bytes(b"catatan kantor")
    job(programme, documents=True)
    assert pairs.read(path) == []
    assert (tmp_path / "out" / "pasangan-sebelumnya.xlsx").read_bytes() == b"catatan kantor"


def test_the_workbook_comes_back_and_the_next_run_gives_the_seat(own_database, tmp_path):
    programme = in_doubt(tmp_path)
    job(programme, documents=True)
    path = tmp_path / "out" / "pasangan.xlsx"
    filled(path, verdict="Sama", side="kedua")
    with pairs.opened(programme, name="Rina", at=NOW) as case:
        assert pairs.decide(case, pairs.read(path), at=NOW) == 1
        assert pairs.decide(case, pairs.read(path), at=NOW) == 0
    result = job(programme, documents=True)
    assert (result.figures.people, result.figures.selected, result.figures.pairs_undecided) == (2, 2, 0)
    assert not path.exists()
    chosen = openpyxl.load_workbook(tmp_path / "out" / "terpilih.xlsx").worksheets[0]
    text = {str(cell) for row in chosen.iter_rows(values_only=True) for cell in row if cell}
    assert AGAIN[0] in text
    assert SITI[0] not in text


@pytest.mark.parametrize(
    ("verdict", "reason", "side", "said"),
    [
        ("mungkin", "x", None, "keputusan harus sama, berbeda, atau nanti"),
        ("sama", "", None, "Tulis apa yang Anda periksa"),
        ("sama", "KTP", "tiga", "harus pertama atau kedua"),
    ],
)
def test_a_workbook_filled_wrongly_is_refused_with_its_row_and_changes_nothing(
    own_database, tmp_path, verdict, reason, side, said
):
    programme = in_doubt(tmp_path)
    job(programme, documents=True)
    path = tmp_path / "out" / "pasangan.xlsx"
    filled(path, verdict=verdict, reason=reason, side=side)
    with (
        pytest.raises((pairs.NotAPairsFile, actions.NoReason), match=f"Baris 5: .*{said}"),
        pairs.opened(programme, name="Rina", at=NOW) as case,
    ):
        pairs.decide(case, pairs.read(path), at=NOW)
    with scope.within(KAUR):
        assert not PairDecision.objects.exists()


def test_a_workbook_of_another_list_in_which_the_number_meant_other_people_is_refused(own_database, tmp_path):
    programme = in_doubt(tmp_path)
    job(programme, documents=True)
    path = tmp_path / "out" / "pasangan.xlsx"
    filled(path, verdict="sama")
    book = openpyxl.load_workbook(path)
    for row in book.worksheets[0].iter_rows(min_row=5):
        for cell in row:
            if cell.value == "SITI AMINAH\nSitti Aminah":
                cell.value = "JOKO SUSANTO\nJoko Susanta"
    book.save(path)
    with (
        pytest.raises(pairs.NotAPairsFile, match="Baris 5: Pasangan 1 bukan lagi dua orang pada baris ini"),
        pairs.opened(programme, name="Rina", at=NOW) as case,
    ):
        pairs.decide(case, pairs.read(path), at=NOW)


def test_a_pair_that_is_answered_twice_and_differently_is_refused(own_database, tmp_path):
    programme = in_doubt(tmp_path)
    job(programme)
    with pairs.opened(programme, name="Rina", at=NOW) as case:
        (pair,) = pair_lines.listed(case.programme.pk)
    answers = [
        pairs.Answer(pair["pair_id"], verdict, "left", "KTP dilihat", where)
        for verdict, where in (("same", "Baris 5"), ("different", "Baris 6"))
    ]
    with (
        pytest.raises(pairs.NotAPairsFile, match=r"Baris 6: pasangan \d+ dijawab lain pada baris sebelumnya"),
        pairs.opened(programme, name="Rina", at=NOW) as case,
    ):
        pairs.decide(case, answers, at=NOW)
    with scope.within(KAUR):
        assert not PairDecision.objects.exists()


def test_a_file_that_is_no_workbook_of_pairs_is_refused(own_database, tmp_path):
    (tmp_path / "surat.xlsx").write_bytes(b"bukan buku kerja")
    with pytest.raises(pairs.NotAPairsFile, match="tidak dapat dibuka"):
        pairs.read(tmp_path / "surat.xlsx")
    xlsxwriter.Workbook(str(tmp_path / "kosong.xlsx")).close()
    with pytest.raises(pairs.NotAPairsFile, match="tidak memuat kolom"):
        pairs.read(tmp_path / "kosong.xlsx")


def test_a_pair_reads_as_evidence_for_and_against(own_database, tmp_path):
    programme = in_doubt(tmp_path)
    job(programme)
    with pairs.opened(programme, name="Rina", at=NOW) as case:
        (pair,) = pair_lines.listed(case.programme.pk)
    line = pair_lines.line(pair)
    assert line.left["Nama"] == "SITI AMINAH"
    assert line.right["NIK"] == "1704••••••••0001"
    assert "+ NIK berbeda hanya pada angka tanggal lahirnya" in line.reasons
    assert "NIK: angka ke-7 dan ke-8 tertukar" in line.reasons
    assert date(1979, 3, 5).strftime("%d-%m-%Y") == line.left["Tanggal lahir"]


def test_the_verb_lists_decides_and_says_no_in_one_sentence(own_database, tmp_path):
    programme = str(in_doubt(tmp_path))
    answer = payung("pairs", "list", programme)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "belum pernah dijalankan" in answer.stderr.splitlines()[-1]
    job(in_doubt(tmp_path))
    shown = payung("pairs", "list", programme)
    assert shown.returncode == 0, shown.stderr
    assert "Pasangan" in shown.stdout
    assert "mendukung  Namanya sama" in shown.stdout
    assert SITI[0] not in shown.stdout
    number = shown.stdout.split("Pasangan ")[1].split(":")[0]
    refused = payung("pairs", "decide", programme, number, "sama")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "Tulis apa yang Anda periksa" in refused.stderr
    done = payung("pairs", "decide", programme, number, "berbeda", "--reason", "KTP dilihat", "--by", "Rina")
    assert f"Pasangan {number}: dua orang berbeda." in done.stdout
    assert "0 pasangan menunggu" in payung("pairs", "list", programme).stdout
    assert payung("pairs", "find", programme).stdout == "0 pasangan baru, 0 menunggu keputusan.\n"

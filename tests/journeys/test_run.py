"""The main job on two villages: the same again changes nothing, what changes is said, nobody is lost."""

import json
from datetime import UTC, datetime

import pytest

from payung.decree import listed_workbook
from payung.decree.models import Decree, Entry
from payung.journeys import run as main_job
from payung.journeys.intake import NoRosters
from payung.journeys.results_folder import NowhereToWrite
from payung.programme.actions import DrawIsFrozen
from tests.journeys.small_programme import (
    BUDI,
    GEDUNG_WANI,
    JOKO,
    OLD,
    RINA,
    SITI,
    TANJUNG_KARET,
    Silent,
    roster,
    write,
)  # fmt: skip

pytestmark = pytest.mark.database
NOW = datetime(2024, 11, 25, 2, 0, tzinfo=UTC)


def job(programme, *, documents=False, ceiling=None):
    return main_job.run(
        programme,
        out=programme.parent / ("out" if ceiling is None else "coba"),
        name="Rina",
        at=NOW,
        meter=Silent(),
        ceiling=ceiling,
        documents=documents,
    )


def summary(programme):
    return json.loads((programme.parent / "out" / "summary.json").read_text("utf-8"))


def test_two_village_lists_become_seats_a_waiting_list_and_reasons(own_database, tmp_path):
    programme = write(tmp_path)
    roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [SITI, BUDI, RINA, OLD])
    roster(tmp_path, "tanjung karet.xlsx", TANJUNG_KARET, [JOKO])
    job(programme)
    found = summary(programme)
    wanted = {
        "rows_read": 5,
        "people": 5,
        "eligible": 4,
        "ineligible_by_reason": {"too-old": 1},
        "selected": 3,  # the two oldest of Gedung Wani, Joko alone in Tanjung Karet
        "waiting": 1,
        "villages": 2,
        "villages_without_names": [],
        "monthly_contribution": 50_400,
        "months": 1,
        "total_contribution": 50_400,
        "ceiling": 1_000_000,
        "ceiling_left": 949_600,
        "months_for_all": 19,
        "pairs_undecided": 0,
    }
    assert {key: found[key] for key in wanted} == wanted


def test_all_papers_are_written_and_the_list_proves_itself(own_database, tmp_path):
    programme = write(tmp_path)
    roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [SITI, BUDI])
    result = job(programme, documents=True)
    out = tmp_path / "out"
    names = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert names == {
        "anggaran.xlsx", "cadangan.xlsx", "cara-memilih.pdf", "lampiran-pengumuman.pdf", "pengingat.txt",
        "periksa/gedung wani.periksa.xlsx", "rekap.xlsx", "ringkasan.txt", "sk.pdf", "summary.json", "terpilih.xlsx",
        "tidak-memenuhi.xlsx", "unggah-bpjs.xlsx",
    }  # fmt: skip
    decree = result.figures.decree
    assert listed_workbook.fingerprint_of_file(out / "terpilih.xlsx", decree.list_salt) == (2, decree.list_sha256)
    assert len((out / "ringkasan.txt").read_text("utf-8")) <= 700


def test_running_twice_changes_nothing_and_says_so(own_database, tmp_path):
    programme = write(tmp_path)
    roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [SITI, BUDI, RINA])
    first = job(programme)
    second = job(programme)
    assert second.figures.decree == first.figures.decree
    assert "sudah pernah diterima" in second.receipts[0]
    assert second.figures.total_contribution == first.figures.total_contribution


def test_two_installations_differ_in_the_salt_alone(own_database, tmp_path):
    decrees, papers = [], []
    for code in ("satu", "dua"):
        programme = write(tmp_path / code, code=code)
        roster(tmp_path / code, "gedung wani.xlsx", GEDUNG_WANI, [SITI, BUDI, RINA, OLD])
        decrees.append(job(programme, documents=True).figures.decree)
        names = ("cadangan.xlsx", "tidak-memenuhi.xlsx", "unggah-bpjs.xlsx", "ringkasan.txt")
        papers.append([(tmp_path / code / "out" / name).read_bytes() for name in names])
    assert decrees[0].content_sha256 == decrees[1].content_sha256
    assert decrees[0].list_salt != decrees[1].list_salt
    assert decrees[0].list_sha256 != decrees[1].list_sha256
    assert papers[0] == papers[1]


def test_a_corrected_file_says_what_is_new_changed_and_the_same(own_database, tmp_path):
    programme = write(tmp_path)
    roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [SITI, BUDI])
    job(programme)
    renamed = (SITI[0], "SITI AMINAH BINTI ALI", *SITI[2:])
    roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [renamed, BUDI, RINA])
    assert "1 baru, 1 berubah, 1 sama" in job(programme).receipts[0]
    assert summary(programme)["people"] == 3


def test_who_is_taken_off_the_list_is_no_longer_counted_but_stays_in_the_history(own_database, tmp_path):
    programme = write(tmp_path)
    roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [SITI, BUDI])
    roster(tmp_path, "tanjung karet.xlsx", TANJUNG_KARET, [JOKO])
    before = job(programme).figures.decree
    roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [SITI])
    (tmp_path / "rosters" / "tanjung karet.xlsx").unlink()
    after = job(programme)
    assert after.figures.people == 1
    assert after.figures.selected == 1
    assert any("2 baris" in warning for warning in after.warnings)
    assert Entry.objects.filter(decree=before).count() in (0, 3)  # 0 without a scope: the policy holds


def test_a_file_that_arrives_broken_takes_nobody_off_the_list(own_database, tmp_path):
    programme = write(tmp_path)
    roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [SITI, BUDI])
    broken = roster(tmp_path, "tanjung karet.xlsx", TANJUNG_KARET, [JOKO])
    job(programme)
    broken.write_bytes(broken.read_bytes()[:400])
    result = job(programme)
    assert result.figures.people == 3
    assert any(warning.startswith("tanjung karet.xlsx: ") for warning in result.warnings)


def test_a_file_put_back_counts_again(own_database, tmp_path):
    programme = write(tmp_path)
    roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [SITI])
    roster(tmp_path, "tanjung karet.xlsx", TANJUNG_KARET, [JOKO])
    first = job(programme).figures
    (tmp_path / "rosters" / "tanjung karet.xlsx").rename(tmp_path / "aside.xlsx")
    assert job(programme).figures.selected == 1
    (tmp_path / "aside.xlsx").rename(tmp_path / "rosters" / "tanjung karet.xlsx")
    again = job(programme).figures
    assert (again.people, again.selected) == (2, 2)
    assert again.decree.content_sha256 == first.decree.content_sha256


def test_one_nik_for_two_different_people_keeps_both_off_the_list_and_their_seats_free(own_database, tmp_path):
    programme = write(tmp_path)
    other = (SITI[0], "HENDRA WIJAYA", "17-08-1990", "Petani")
    roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [SITI, BUDI])
    roster(tmp_path, "tanjung karet.xlsx", TANJUNG_KARET, [other, JOKO])
    found = job(programme).figures
    assert (found.pairs_undecided, found.selected, found.held) == (1, 2, 2)
    assert found.ineligible_by_reason == {"pair-undecided": 2}
    assert found.ceiling_left == 1_000_000 - 4 * 16_800


def test_too_little_money_serves_the_first_of_each_village_before_the_second_of_any(own_database, tmp_path):
    programme = write(tmp_path, ceiling=2 * 16_800)
    roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [SITI, BUDI])
    roster(tmp_path, "tanjung karet.xlsx", TANJUNG_KARET, [RINA, JOKO])
    result = job(programme)
    served = result.figures.by_village
    assert served["selected"].to_list() == [1, 1]
    assert result.figures.ceiling_left == 0
    assert job(programme, ceiling=3 * 16_800).figures.selected == 3


def test_the_seed_of_the_draw_cannot_change_once_a_list_was_accepted(own_database, tmp_path):
    programme = write(tmp_path)
    roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [SITI])
    job(programme)
    write(tmp_path, draw_seed="undian yang lebih cocok")
    with pytest.raises(DrawIsFrozen, match="dibekukan"):
        job(programme)


def test_an_empty_folder_is_refused_with_a_sentence_and_nothing_is_written(own_database, tmp_path):
    programme = write(tmp_path)
    with pytest.raises(NoRosters, match="masih kosong"):
        job(programme)
    assert not (tmp_path / "out").exists()
    assert Decree.objects.count() == 0


def test_a_village_that_named_nobody_is_told(own_database, tmp_path):
    programme = write(tmp_path)
    roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [SITI])
    result = job(programme)
    assert result.figures.without_names == ["1704012002"]
    assert any(warning.startswith("Belum mengusulkan satu nama pun: Desa ") for warning in result.warnings)


def test_a_village_whose_rows_are_all_refused_is_told_by_name(own_database, tmp_path):
    programme = write(tmp_path)
    roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [SITI])
    roster(tmp_path, "tanjung karet.xlsx", TANJUNG_KARET, [("17049901", *JOKO[1:])])
    assert any("semua barisnya ditolak: Desa " in warning for warning in job(programme).warnings)


def test_a_marked_workbook_that_comes_back_is_a_roster_like_any_other(own_database, tmp_path):
    programme = write(tmp_path)
    roster(tmp_path, "gedung wani.periksa.xlsx", GEDUNG_WANI, [SITI, BUDI])
    assert job(programme).figures.selected == 2


def test_a_trial_with_another_ceiling_records_nothing(own_database, tmp_path):
    programme = write(tmp_path)
    roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [SITI, BUDI])
    real = job(programme).figures
    trial = job(programme, ceiling=16_800)
    assert (trial.figures.selected, trial.warnings[0]) == (1, main_job.TRIAL)
    after = job(programme).figures
    assert (after.decree, after.ceiling, after.selected) == (real.decree, 1_000_000, 2)


def test_a_trial_never_overwrites_results_that_count(own_database, tmp_path):
    programme = write(tmp_path)
    roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [SITI, BUDI])
    job(programme, documents=True)
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").glob("*.*")}
    with pytest.raises(NowhereToWrite, match="Pilih --out lain untuk percobaan"):
        main_job.run(
            programme, out=tmp_path / "out", name="Rina", at=NOW, meter=Silent(), ceiling=16_800, documents=True
        )
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").glob("*.*")} == before
    job(programme, ceiling=16_800)
    assert job(programme, ceiling=2 * 16_800).figures.selected == 2  # a trial may follow a trial

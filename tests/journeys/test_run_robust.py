"""`payung run` when things go wrong from outside: killed, doubled, cut off from its database, given junk."""

import json
import os
import random
import signal
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest

from payung.accounts.checks import NotAName
from payung.decree.models import Decree
from payung.journeys.intake import NoRosters
from payung.journeys.results_folder import NowhereToWrite
from tests import postgres_for_tests
from tests.journeys import small_programme
from tests.journeys.small_programme import BUDI, GEDUNG_WANI, JOKO, OLD, RINA, SITI, TANJUNG_KARET, Silent
from tests.journeys.test_run import job, summary

pytestmark = pytest.mark.database
PAYUNG = Path(sys.executable).with_name("payung")


@pytest.fixture
def programme(own_database, tmp_path):
    path = small_programme.write(tmp_path)
    small_programme.roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [SITI, BUDI, RINA])
    small_programme.roster(tmp_path, "penandingan.xlsx", TANJUNG_KARET, [JOKO, OLD])
    return path


@pytest.fixture
def started():
    """Starts the command in a process group of its own, so that its writers can be killed with it."""
    running = []

    def start(programme, out="out", *options):
        command = [str(PAYUNG), "run", str(programme), "--out", str(programme.parent / out), "--by", "Rina", *options]
        running.append(
            subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True
            )
        )
        return running[-1]

    yield start
    for process in running:
        process.wait()
        process.stderr.close()


def counted(programme, out="out"):
    found = json.loads((programme.parent / out / "summary.json").read_text("utf-8"))
    return {key: value for key, value in found.items() if key not in ("seconds", "list_sha256")}


RIGHT = {
    "people": 5,
    "selected": 3,
    "waiting": 1,
    "ineligible_by_reason": {"too-old": 1},
    "total_contribution": 50_400,
}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_killed_at_any_moment_it_gives_the_right_answer_when_run_again(started, programme, seed):
    running = started(programme)
    lines = random.Random(seed).randrange(3, 11)
    for _ in range(lines):
        running.stderr.readline()
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    again = started(programme, "out", "--without-documents")
    assert again.wait() == 0, again.stderr.read()
    assert RIGHT.items() <= counted(programme).items()


def test_a_lost_connection_ends_in_one_sentence_and_leaves_nothing_half_done(started, programme, own_database):
    with psycopg.connect(postgres_for_tests.superuser_url("postgres"), autocommit=True) as administrator:
        running = started(programme)
        while "Mengenali orang" not in (line := running.stderr.readline()):
            assert line, "the command ended early"
        while running.poll() is None:
            administrator.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = 'payung_app'"
                " AND pid <> pg_backend_pid()",
                [own_database],
            )
    said = running.stderr.read()
    assert running.returncode == 2
    assert "Sambungan ke basis data terputus" in said.splitlines()[-1]
    assert "Traceback" not in said
    assert not (programme.parent / "out").exists()
    assert Decree.objects.count() == 0
    assert job(programme).figures.selected == 3


def test_two_runs_of_one_programme_at_once_give_one_list(started, programme):
    both = [started(programme, out, "--without-documents") for out in ("a", "b")]
    assert [run.wait() for run in both] == [0, 0], [run.stderr.read() for run in both]
    hashes = {json.loads((programme.parent / out / "summary.json").read_text())["list_sha256"] for out in ("a", "b")}
    assert len(hashes) == 1
    assert RIGHT.items() <= counted(programme, "a").items()


def test_two_programmes_of_one_government_at_once_do_not_disturb_each_other(started, programme, tmp_path):
    other = tmp_path / "lain.yaml"
    other.write_text(programme.read_text().replace("code: dua-desa", "code: program-lain"))
    both = [started(path, out, "--without-documents") for path, out in ((programme, "a"), (other, "b"))]
    assert [run.wait() for run in both] == [0, 0], [run.stderr.read() for run in both]
    assert counted(programme, "a") == counted(programme, "b")


def test_an_interrupt_ends_with_130_and_a_short_line(started, programme):
    running = started(programme)
    while "Mengenali orang" not in (line := running.stderr.readline()):
        assert line, "the command ended early"
    running.send_signal(signal.SIGINT)
    said = running.stderr.read()
    assert running.wait() == 130
    assert said.splitlines()[-1].startswith("Dihentikan atas permintaan Anda.")
    assert "Traceback" not in said


def test_a_folder_of_junk_is_refused_and_takes_nobody_off_the_list(programme, tmp_path):
    job(programme)
    for path in (tmp_path / "rosters").iterdir():
        path.write_bytes(bytes(range(256)) * 20)
    with pytest.raises(NoRosters, match="Tidak satu pun berkas"):
        job(programme)
    small_programme.roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [SITI, BUDI, RINA])
    small_programme.roster(tmp_path, "penandingan.xlsx", TANJUNG_KARET, [JOKO, OLD])
    assert job(programme).figures.selected == 3


def test_results_never_land_among_the_rosters(programme, tmp_path):
    programme.write_text(programme.read_text().replace("rosters: rosters/", "rosters: ."))
    with pytest.raises(NowhereToWrite, match="di dalam map daftar"):
        job(programme)


def test_papers_that_no_longer_hold_do_not_lie_about(programme, tmp_path):
    job(programme, documents=True)
    out = tmp_path / "out"
    (out / "catatan kantor.txt").write_text("bukan milik Payung")
    (tmp_path / "rosters" / "penandingan.xlsx").unlink()
    small_programme.roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [OLD])
    job(programme, documents=True)
    assert summary(programme)["selected"] == 0
    assert {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()} == {
        "anggaran.xlsx", "cadangan.xlsx", "cara-memilih.pdf", "catatan kantor.txt", "pengingat.txt",
        "periksa/gedung wani.periksa.xlsx", "rekap.xlsx", "summary.json", "terpilih.xlsx", "tidak-memenuhi.xlsx",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["", "   ", "x" * 300, "Rina\x00", "\udcff"])
def test_nobody_answers_under_a_name_that_cannot_be_recorded(programme, name):
    from payung.journeys import run as main_job

    with pytest.raises(NotAName):
        main_job.run(
            programme, out=programme.parent / "out", name=name, at=datetime(2024, 11, 25, tzinfo=UTC), meter=Silent(),
            documents=False,
        )  # fmt: skip

"""The `payung` command as people meet it: help that reads like the programme, one sentence when it says no."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import OperationalError

from payung.cli import VERBS, ending
from tests.journeys import small_programme

PAYUNG = Path(sys.executable).with_name("payung")
EXAMPLES = Path(__file__).parents[2] / "examples"


def payung(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(PAYUNG), *arguments], capture_output=True, text=True, check=False)


def test_help_lists_every_verb_in_the_order_of_a_programmes_life():
    shown = payung("--help").stdout
    places = [shown.index(f"\n  {verb} ") for verb in VERBS]
    assert places == sorted(places)


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb != "reference"])
def test_every_verb_explains_itself(verb):
    answer = payung(verb, "--help")
    assert (answer.returncode, answer.stderr) == (0, "")
    for english in ("Usage", "Options", "Commands", "Show ", "INTEGER", "DIRECTORY", "x>="):
        assert english not in answer.stdout


def test_an_unknown_verb_ends_with_2():
    answer = payung("terbang")
    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr


def test_a_missing_programme_file_is_one_sentence_on_stderr(own_database, tmp_path):
    answer = payung("run", str(tmp_path / "tidak-ada.yaml"))
    assert answer.returncode == 2
    assert answer.stdout == ""
    assert "Berkas program tidak ditemukan" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_server_that_does_not_answer_is_one_sentence_on_stderr(monkeypatch, tmp_path):
    monkeypatch.setenv("DATABASE_URL", "postgresql://payung_app@localhost:1/payung?connect_timeout=1")
    answer = payung("run", str(small_programme.write(tmp_path)))
    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr
    assert answer.stderr.splitlines()[-1].startswith("Server basis data")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("run",), "PROGRAM.yaml belum diisi."),
        (("run", "p.yaml", "--pagu", "5"), "Pilihan --pagu tidak dikenal."),
        (("run", "p.yaml", "--ceiling", "seratus"), "Isian --ceiling tidak dapat dipakai."),
        (("demo", "jakarta"), "Pilihannya: kaur, denpasar, bulukumba, bengkayang, kalbar, all."),
        (("terbang",), "Perintah itu tidak ada."),
        (("run", "a.yaml", "b.yaml"), "Ada kata yang tidak dikenal dalam perintah ini."),
    ],
)
def test_a_command_typed_wrong_is_one_indonesian_sentence_and_where_to_look(arguments, said):
    answer = payung(*arguments)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert said in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_what_stops_a_command_is_told_in_a_sentence_or_raised_when_it_is_our_mistake():
    def lost():
        raise OperationalError("server closed the connection")

    def stopped():
        raise KeyboardInterrupt

    def full():
        raise OSError(28, "No space left on device")

    def mistake():
        raise ZeroDivisionError

    assert [ending.of(command) for command in (lost, stopped, full, lambda: None, lambda: 1)] == [2, 130, 2, 0, 1]
    with pytest.raises(ZeroDivisionError):
        ending.of(mistake)


def test_results_that_cannot_be_written_are_refused_before_anything_is_done(own_database, tmp_path):
    programme = small_programme.write(tmp_path)
    small_programme.roster(tmp_path, "a.xlsx", small_programme.GEDUNG_WANI, [small_programme.SITI])
    (tmp_path / "berkas").write_text("bukan map")
    for out in (tmp_path / "berkas", tmp_path / "berkas" / "hasil"):
        answer = payung("run", str(programme), "--out", str(out))
        assert (answer.returncode, answer.stdout) == (2, "")
        assert "Traceback" not in answer.stderr


@pytest.mark.parametrize(
    ("example", "told"),
    [
        ("kaur-2025", ["7.100 orang × 2 bulan × Rp 16.800", "Rp 238.560.000", "Rp 300.000.000", "8.928 orang"]),
        ("bulukumba-2024", ["1.400 orang × 12 bulan × Rp 16.800", "1.090 orang × 12 bulan", "458.820.000"]),
    ],
)
def test_plan_says_what_the_money_of_a_programme_file_buys_before_any_list_exists(example, told):
    answer = payung("plan", str(EXAMPLES / example / "programme.yaml"))
    assert answer.returncode == 0, answer.stderr
    assert [words for words in (*told, "Meninggal dalam bulan ke-2") if words not in answer.stdout] == []


def test_what_is_typed_goes_before_the_file_and_one_number_for_several_waves_is_refused():
    kaur, bulukumba = (EXAMPLES / name / "programme.yaml" for name in ("kaur-2025", "bulukumba-2024"))
    assert "7.100 orang × 1 bulan × Rp 16.800" in payung("plan", str(kaur), "--months", "1").stdout
    answer = payung("plan", str(bulukumba), "--months", "1")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "2 gelombang, dan --months" in answer.stderr


def test_plan_prints_the_seats_of_every_pool_of_a_programme_file(tmp_path):
    programme = small_programme.write(tmp_path)
    rule = "quota: {method: proportional, by: occupation, total: 9, file: kuota.csv}"
    text = programme.read_text("utf-8").replace("quota: {method: equal, per_village: 2}", rule)
    programme.write_text(text, "utf-8")
    (tmp_path / "kuota.csv").write_text("pekerjaan;bobot\nNelayan;200\nPetani;100\n", "utf-8")
    answer = payung("plan", str(programme))
    assert answer.returncode == 0
    assert [line.split() for line in answer.stdout.splitlines()[1:4]] == [
        ["nelayan/perikanan", "6", "kursi"],
        ["petani/pekebun", "3", "kursi"],
        ["Jumlah", "9", "kursi"],
    ]
    (tmp_path / "kuota.csv").write_text("pekerjaan;bobot\nNelayan;200\nekosistem pekerja rentan;1\nTani;5\n", "utf-8")
    answer = payung("plan", str(programme))
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "kuota.csv baris 3" in answer.stderr


@pytest.mark.parametrize(
    ("salt", "code", "named"), [("0" * 32, "e46fc7b22cf9bf12", "--sha256"), ("GARAM DAFTAR", "0" * 64, "--salt")]
)
def test_half_a_code_is_never_taken_for_a_forged_list(tmp_path, salt, code, named):
    answer = payung("verify-list", str(tmp_path / "terpilih.xlsx"), "--salt", salt, "--sha256", code)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert named in answer.stderr
    assert "salin seluruhnya" in answer.stderr

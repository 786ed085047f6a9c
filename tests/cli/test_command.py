"""The `payung` command as people meet it: help that reads like the programme, one sentence when it says no."""

import subprocess
import sys
from pathlib import Path

import pytest

from payung.cli import VERBS

PAYUNG = Path(sys.executable).with_name("payung")


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
    answer = payung("run", str(tmp_path / "program.yaml"))
    assert answer.returncode == 2
    assert "Traceback" not in answer.stderr
    assert answer.stderr.splitlines()[-1].startswith("Server basis data")

"""`payung law` and `payung plan` as typed: exit codes, one sentence on stderr, never a traceback."""

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from payung.cli import ending, programme

SIGNED = Path(__file__).parent / "cases"


def typed(*words: str) -> tuple[int, str, str]:
    """Exit code, stdout and stderr of `payung` with these words."""
    answers: list[Result] = []

    def command() -> object:
        answers.append(CliRunner().invoke(programme, words, standalone_mode=False))
        if answers[0].exception is not None:
            raise answers[0].exception
        return answers[0].return_value

    try:
        code = ending.of(command)
    except SystemExit as stop:
        code = int(stop.code or 0)
    return code, answers[0].stdout, answers[0].stderr


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    code, stdout, _ = typed(*words)
    sentence = capsys.readouterr().err.strip()
    assert (code, stdout) == (2, "")
    assert sentence
    assert "\n" not in sentence
    assert "Traceback" not in sentence
    return sentence


def test_the_signed_cases_exit_with_0() -> None:
    code, stdout, _ = typed("law", "cases", *map(str, sorted(SIGNED.glob("*.yaml"))))
    assert code == 0
    assert stdout.strip().endswith("sama, 0 berbeda.")


def test_a_case_that_differs_exits_with_1(tmp_path: Path) -> None:
    file = tmp_path / "cases.yaml"
    file.write_text("- {name: Off by one, ask: budget, given: {people: 1, months: 1, tariff: 1}, expect: {total: 2}}")
    code, stdout, _ = typed("law", "cases", str(file))
    assert code == 1
    assert stdout.splitlines()[:2] == ["BEDA  Off by one", "      total: diharapkan 2, hasil 1"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "harus berisi daftar kasus"),
        (b"- name: Caf\xe9\n", "baris 1: bukan teks UTF-8"),
        (b"- name: x\n  ask: budget\n  given:\n\tpeople: 1\n", "Baris 4"),
        (b"- name: x\n  ask: budget\n  given: {people: 1, people: 2}\n", "kunci 'people' tertulis dua kali"),
        (b"- name: x\n  ask: poem\n", "Baris 2, kasus 'x'"),
        (b"- \x00\n", "Baris 1"),
    ],
)
def test_a_malformed_file_is_refused_by_its_name(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes, words: str
) -> None:
    file = tmp_path / "kasus.yaml"
    file.write_bytes(content)
    sentence = refused(capsys, "law", "cases", str(file))
    assert words in sentence
    assert "kasus.yaml" in sentence


def test_a_folder_or_a_file_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "tidak dapat dibaca" in refused(capsys, "law", "cases", str(tmp_path))
    assert "tidak dapat dibaca" in refused(capsys, "law", "cases", str(tmp_path / "none.yaml"))


@pytest.mark.parametrize(
    "insurance",
    [
        ["--insurance", "JKK,JKM,JHT"],
        ["--insurance", "jkk+jkm+jht"],
        ["--insurance", "JHT", "--insurance", "JKM", "--insurance", "JKK"],
        ["--insurance", "JKK,JKM", "--insurance", "JHT"],
    ],
)
def test_insurances_may_be_listed_or_repeated(insurance: list[str]) -> None:
    code, stdout, _ = typed("law", "explain", "contribution", "--month", "2024-12", *insurance)
    assert code == 0
    assert stdout.startswith("Iuran satu orang (BPU) untuk Desember 2024: JKK, JKM, JHT\n")
    assert "Rp 36.800" in stdout


def test_without_a_list_it_is_accident_and_death() -> None:
    assert "Rp 16.800" in typed("law", "explain", "contribution", "--month", "2024-12")[1]
    assert "Rp 8.400" in typed("law", "explain", "contribution", "--month", "2026-05", "--payer", "SELF")[1]


def test_eligibility_is_explained_with_every_reason() -> None:
    words = ["--birth-date", "1955-01-01", "--start", "2024-12", "--nik", "1704991208550001", "--alive", "ya"]
    assumed = ["--assume", "resident,working", "--assume", "wage_earner", "--assume", "civil_servant"]
    code, stdout, _ = typed("law", "explain", "eligibility", *words, *assumed)
    assert code == 0
    assert stdout.startswith("Belum memenuhi syarat.\n  too-old: ")
    assert "unknown-covered_elsewhere: " in stdout
    assert "SPTJM): civil_servant, wage_earner, resident, working." in stdout
    assert "1704991208550001" not in stdout


def test_a_budget_is_explained_from_a_tariff_or_from_the_law() -> None:
    by_law = typed("law", "explain", "budget", "--people", "7100", "--months", "1", "--month", "2024-12")
    agreed = typed("law", "explain", "budget", "--people", "7100", "--months", "1", "--tariff", "16.800")
    assert by_law[0] == agreed[0] == 0
    assert "Rp 119.280.000" in by_law[1]
    assert "Rp 119.280.000" in agreed[1]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["law", "explain", "contribution", "--month", "2024-13"], "2024-13"),
        (["law", "explain", "contribution", "--month", "2024-12", "--insurance", "JKN"], "JKN tidak dikenal"),
        (["law", "explain", "eligibility", "--start", "2024-02-30"], "bukan tanggal"),
        (["law", "explain", "eligibility", "--start", "2024-12", "--assume", "nik"], "nik tidak dikenal"),
        (["plan", "--people", "0", "--months", "1", "--tariff", "16800"], "--people"),
        (["plan", "--people", "10", "--months", "1"], "--tariff"),
        (["plan", "--people", "10", "--months", "1", "--tariff", "mahal"], "--tariff"),
        (["plan", "--people", "10", "--months", "1", "--start", "2014-01"], "Tidak ada aturan iuran"),
        (["plan", "--people", "10", "--months", "1", "--tariff", "1", "--start", "2014-01"], "santunan kematian"),
        (["plan", "--people", "1000000000", "--months", "120", "--tariff", "999999999999"], "terlalu besar"),
    ],
)
def test_what_cannot_be_used_is_told_in_one_sentence(
    capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    assert sentence in refused(capsys, *words)


def test_a_plan_is_printed_and_written_with_the_same_numbers(tmp_path: Path) -> None:
    out = tmp_path / "new" / "anggaran.xlsx"
    words = ["plan", "--people", "7100", "--months", "3", "--tariff", "16800", "--ceiling", "300.000.000"]
    code, stdout, stderr = typed(*words, "--start", "2026-01", "--out", str(out))
    assert code == 0
    assert "Rp 357.840.000" in stdout
    assert str(out) in stderr
    sheet = openpyxl.load_workbook(BytesIO(out.read_bytes()), data_only=True)["Rencana"]
    assert [sheet[cell].value for cell in ("B7", "B9", "B10", "B11")] == [357_840_000, -57_840_000, 2, 5_952]


def test_a_plan_that_cannot_be_written_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    for out in (tmp_path / "file" / "a.xlsx", Path("/proc/a.xlsx")):
        words = ["plan", "--people", "1", "--months", "1", "--tariff", "16800", "--out", str(out)]
        assert "tidak dapat ditulis" in refused(capsys, *words)


def test_the_command_itself_ends_with_2_and_no_traceback(tmp_path: Path) -> None:
    words = [sys.executable, "-c", "from payung.cli import main; main()", "law", "cases", str(tmp_path)]
    result = subprocess.run(words, capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1

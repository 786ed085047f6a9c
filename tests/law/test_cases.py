"""The signed cases hold, and a file that is no file of cases is refused in one sentence."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from payung.cli import law as verb
from payung.law import cases, in_force

FOLDER = Path(__file__).parent / "cases"
FILES = sorted(FOLDER.glob("*.yaml"))
LAW = in_force.load()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_signed_case_holds(file: Path) -> None:
    outcomes = cases.run(cases.read(file.read_text(encoding="utf-8")), LAW)
    assert [(outcome.case.name, outcome.differences) for outcome in outcomes if outcome.differences] == []


def test_there_are_at_least_eighty_cases_with_names_of_their_own() -> None:
    names = [case.name for file in FILES for case in cases.read(file.read_text(encoding="utf-8"))]
    assert len(names) >= 80
    assert len(set(names)) == len(names)


def test_all_cases_of_all_files_together_still_hold() -> None:
    together = [case for file in FILES for case in cases.read(file.read_text(encoding="utf-8"))]
    assert all(not outcome.differences for outcome in cases.run(together, LAW))


def run(tmp_path: Path, text: str) -> tuple[int, str]:
    file = tmp_path / "cases.yaml"
    file.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(verb.law, ["cases", str(file)])
    if isinstance(result.exception, cases.Malformed):
        return 2, str(result.exception)
    return result.exit_code, result.output


CASE = """
- name: One
  ask: contribution
  given: {segment: BPU, income: 1000000, insurance: [JKK, JKM], month: 2024-12}
  expect: {JKK: 10000, total: %s}
"""


def test_equal_cases_exit_with_0(tmp_path: Path) -> None:
    assert run(tmp_path, CASE % 16800) == (0, "1 kasus: 1 sama, 0 berbeda.\n")


def test_a_differing_case_exits_with_1_and_says_what_differs(tmp_path: Path) -> None:
    code, output = run(tmp_path, CASE % 16801)
    assert code == 1
    assert output == ("BEDA  One\n      total: diharapkan 16.801, hasil 16.800\n1 kasus: 0 sama, 1 berbeda.\n")


def contribution(segment: str, insurance: str, month: str) -> str:
    given = f"{{segment: {segment}, insurance: [{insurance}], month: {month}}}"
    return f"- {{name: x, ask: contribution, given: {given}, expect: {{JKK: 1, JKM: 1}}}}"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "harus berisi daftar kasus"),
        ("a: 1", "harus berisi daftar kasus"),
        ("- [", "tidak dapat dibaca sebagai YAML"),
        ("- {ask: budget}", "tidak mempunyai name"),
        ("- {name: x, ask: poem, given: {}}", "ask harus salah satu dari"),
        ("- {name: x, ask: budget, given: [1]}", "pasangan kunci dan nilai"),
        ("- {name: x, ask: budget, given: {people: 1}, expect: {total: 1}}", "months, tariff diperlukan"),
        ("- {name: x, ask: budget, given: {people: banyak}, expect: {}}", "people harus angka bulat"),
        ("- {name: x, ask: budget, given: {persons: 1}, expect: {}}", "persons tidak dikenal"),
        ("- {name: x, ask: budget, given: {}, expect: {sum: 1}}", "sum tidak dikenal"),
        ("- {name: x, ask: budget, given: {}, expects: {total: 1}}", "expects tidak dikenal"),
        (
            contribution("BPU", "JKK", "2024-12"),
            "income diperlukan",
        ),
        (
            contribution("JAKON", "JKM", "2024-12"),
            "segment harus salah satu dari",
        ),
        (
            contribution("BPU", "JKM", "2024-13"),
            "month harus bulan",
        ),
        (
            contribution("BPU", "JKM", "2026-05"),
            "payer diperlukan",
        ),
        (
            contribution("BPU", "JKN", "2026-05"),
            "insurance harus daftar",
        ),
        ("- {name: x, ask: eligibility, given: {birth_date: 1980-02-30}, expect: {}}", "birth_date harus tanggal"),
        ("- {name: x, ask: eligibility, given: {alive: maybe}, expect: {}}", "alive harus true atau false"),
        ("- {name: x, ask: eligibility, given: {decile: 4.5}, expect: {}}", "decile harus angka bulat"),
        ("- {name: x, ask: eligibility, given: {assume: [nik]}, expect: {}}", "assume hanya boleh"),
    ],
)
def test_a_malformed_file_is_refused_in_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    code, output = run(tmp_path, text)
    assert code == 2
    assert sentence in output
    assert "\n" not in output


def test_a_file_that_is_not_there_or_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe\x00")
    for name in ("missing.yaml", "binary.yaml"):
        result = CliRunner().invoke(verb.law, ["cases", str(tmp_path / name)])
        assert isinstance(result.exception, cases.Malformed)


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("- name: x\n  ask: poem\n  given: {}", 2, "ask harus salah satu dari"),
        ("- name: x\n  ask: budget\n  given:\n    people: 1\n    persons: 2", 5, "persons tidak dikenal dalam given"),
        ("- name: x\n  ask: budget\n  given: {}\n  expect: {sum: 1}", 4, "sum tidak dikenal dalam expect"),
        ("- name: x\n  ask: budget\n  given:\n    people: 1\n    months: satu", 5, "months harus angka bulat"),
        ("- name: x\n  ask: budget\n  given: {}\n  expect: {total: banyak}", 4, "dalam expect, total harus angka"),
        ("- name: x\n  name: y", 2, "kunci 'name' tertulis dua kali"),
        ("- name: x\n  ask: budget\n  given:\n\tpeople: 1", 4, "tidak dapat dibaca sebagai YAML"),
        ("- name: x\n  given: {? [a] : 1}", 2, "kunci harus satu kata"),
        ("- name: x\n---\n- name: y", 2, "tidak dapat dibaca sebagai YAML"),
        ("- name: x\n- !!python/object:os.system y", 2, "tidak dapat dibaca sebagai YAML"),
        ("- name: x\n\n  ask: \0", 3, "tidak dapat dibaca sebagai YAML"),
        ("- &a [*a]", 1, "tidak mempunyai name"),
        ("- name: x\n  ask: eligibility\n  given: {nik: {a: 1}}", 3, "nik harus teks"),
        ("- name: x\n  ask: eligibility\n  given: {occupations: [abrakadabra]}", 3, "abrakadabra tidak dikenal"),
        (
            "- name: x\n  ask: budget\n  given: {people: 9999999999, months: 9999999, tariff: 9999999}",
            3,
            "terlalu besar",
        ),
        (
            "- name: x\n  ask: contribution\n  given: {segment: BPU, insurance: JKK+JP, month: 2024-12}",
            3,
            "BPU tidak mengenal JP",
        ),
    ],
)
def test_a_malformed_file_is_refused_with_the_line_that_is_wrong(
    tmp_path: Path, text: str, line: int, sentence: str
) -> None:
    code, output = run(tmp_path, text)
    assert code == 2
    assert sentence in output
    assert f"Baris {line}" in output
    assert "\n" not in output


def test_a_file_of_another_program_begins_with_a_mark_or_ends_lines_twice(tmp_path: Path) -> None:
    assert run(tmp_path, "\ufeff" + (CASE % 16800).replace("\n", "\r\n"))[0] == 0


def test_unknown_inputs_may_be_spelled_with_hyphens(tmp_path: Path) -> None:
    text = "- {name: x, ask: eligibility, given: {renewed: true}, expect: {failed: [unknown-civil-servant, %s]}}"
    assert (
        run(tmp_path, text % "unknown-alive, unknown-nik, unknown-wage-earner, unknown-resident, unknown-working")[0]
        == 0
    )


def test_a_nik_without_quotes_is_read_digit_by_digit(tmp_path: Path) -> None:
    text = "- {name: x, ask: eligibility, given: {nik: %s}, expect: {failed: [%s]}}"
    unknown = "unknown-alive, unknown-birth_date, unknown-start, unknown-civil_servant, unknown-wage_earner, "
    unknown += "unknown-covered_elsewhere, unknown-resident, unknown-working"
    assert run(tmp_path, text % ("1704991208800001", unknown))[0] == 0
    assert run(tmp_path, text % ("0704991208000001", f"nik-unusable, {unknown}"))[0] == 0

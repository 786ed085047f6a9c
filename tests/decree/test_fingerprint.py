"""The fingerprint of a list: the same list gives the same hash, any change another."""

import hashlib

import pytest
import xlsxwriter
from click.testing import CliRunner

from payung.cli.verify_list import verify_list
from payung.decree import fingerprint, listed_workbook

SITI = fingerprint.Line("1704996101790001", "Siti Aminah", "1704012001", "2024-12", 1, "JKK+JKM")
BUDI = fingerprint.Line("1704990502810002", "BUDI", "1704012002", "2024-12", 1, "JKK+JKM")
SALT = "00112233445566778899aabbccddeeff"


def test_the_hash_is_of_the_salt_and_the_sorted_lines_joined_by_line_feeds():
    text = (
        "00112233445566778899aabbccddeeff\n"
        "1704990502810002;BUDI;1704012002;2024-12;1;JKK+JKM\n"
        "1704996101790001;SITI AMINAH;1704012001;2024-12;1;JKK+JKM"
    )
    assert fingerprint.of([SITI, BUDI], SALT) == hashlib.sha256(text.encode()).hexdigest()


def test_the_order_of_the_people_does_not_matter():
    assert fingerprint.of([SITI, BUDI], SALT) == fingerprint.of([BUDI, SITI], SALT)


@pytest.mark.parametrize(
    "changed",
    [
        SITI._replace(nik="1704996101790002"),
        SITI._replace(name="SITI AMINA"),
        SITI._replace(village="1704012003"),
        SITI._replace(start="2025-01"),
        SITI._replace(months=2),
        SITI._replace(insurance="JKK+JKM+JHT"),
    ],
)
def test_any_changed_value_gives_another_hash(changed):
    assert fingerprint.of([changed, BUDI], SALT) != fingerprint.of([SITI, BUDI], SALT)


def test_a_name_typed_with_a_combining_accent_is_the_same_name():
    composed, combining = SITI._replace(name="RENÉ"), SITI._replace(name="RENE\u0301")
    assert fingerprint.of([composed], SALT) == fingerprint.of([combining], SALT)


def workbook(path, lines, *, title=True):
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Terpilih")
    top = 0
    if title:
        sheet.write_string(0, 0, "DAFTAR TERPILIH")
        top = 3
    for column, heading in enumerate(["No", *listed_workbook.HEADINGS.values()]):
        sheet.write_string(top, column, heading)
    for number, line in enumerate(lines, start=1):
        sheet.write_number(top + number, 0, number)
        for column, value in enumerate(line, start=1):
            sheet.write(top + number, column, value)
    book.close()
    return path


def test_verify_list_holds_for_a_workbook_sorted_again_without_its_title(tmp_path):
    path = workbook(tmp_path / "terpilih.xlsx", [BUDI, SITI], title=False)
    spaced = " ".join(fingerprint.of([SITI, BUDI], SALT)[i : i + 8] for i in range(0, 64, 8))
    answer = CliRunner().invoke(verify_list, [str(path), "--salt", SALT, "--sha256", spaced.upper()])
    assert (answer.exit_code, answer.output.split(",")[0]) == (0, "Sama: 2 orang")


def test_verify_list_says_so_when_one_person_was_exchanged(tmp_path):
    path = workbook(tmp_path / "terpilih.xlsx", [BUDI, SITI._replace(nik="1704996101790009")])
    answer = CliRunner().invoke(
        verify_list, [str(path), "--salt", SALT, "--sha256", fingerprint.of([SITI, BUDI], SALT)]
    )
    assert answer.exit_code == 1
    assert answer.output.startswith("Berbeda: 2 orang")


@pytest.mark.parametrize("months", ["satu", "", "1e999", "1,5"])
def test_a_cell_that_no_longer_holds_its_number_is_another_list_and_no_accident(tmp_path, months):
    path = workbook(tmp_path / "terpilih.xlsx", [BUDI, SITI._replace(months=months)])
    answer = CliRunner().invoke(
        verify_list, [str(path), "--salt", SALT, "--sha256", fingerprint.of([SITI, BUDI], SALT)]
    )
    assert (answer.exit_code, answer.output.split(":")[0]) == (1, "Berbeda")


@pytest.mark.parametrize("content", [b"", b"not a workbook"])
def test_a_file_that_is_no_workbook_is_refused_with_a_sentence(tmp_path, content):
    path = tmp_path / "terpilih.xlsx"
    path.write_bytes(content)
    with pytest.raises(listed_workbook.NotAList, match="tidak dapat dibuka"):
        listed_workbook.fingerprint_of_file(path, SALT)

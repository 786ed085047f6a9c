"""What cannot be a list is refused with its reason, soon, and nothing breaks."""

import io
import json
import random
import resource
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from payung.roster import codes, reading
from tests.roster.reading import hostile, making
from tests.roster.reading.making import AMIR, HEAD, SITI

ROWS = [HEAD, SITI, AMIR]


def reason(content: bytes, name: str = "daftar.xls") -> str | None:
    """The code with which a file is refused."""
    [file] = reading.read(content, name)
    return file.error and file.error.code


def changed(book: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A workbook with something changed in one of its parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old in content
                content = content.replace(old, new)
            target.writestr(name, content)
    return file.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
BOOK = making.xlsx(ROWS)
FAR = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
ODS_ROW = b"<table:table-row>"
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "b">]>'


@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("file-empty", b""),
        ("file-empty", b"\r\n  \r\n"),
        ("file-not-a-table", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40),
        ("file-not-a-table", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40),
        ("file-not-a-table", b"%PDF-1.7\n" + b"x" * 5000),
        ("file-not-a-table", random.Random(1).randbytes(20_000)),
        ("file-not-a-table", making.packed({"word/document.xml": b"<w/>", "[Content_Types].xml": b"<t/>"})),
        ("file-encrypted", making.compound({"EncryptedPackage": b"x" * 9000, "EncryptionInfo": b"y" * 5000})),
        ("file-damaged", BOOK[: len(BOOK) // 2]),
        ("file-damaged", making.xls(ROWS)[:2000]),
        ("file-damaged", making.compound({"Workbook": b"\xff" * 9000})),
        ("file-bomb", making.packed({"xl/workbook.xml": b"<w/>", SHEET: b" " * 50_000_000})),
        ("file-damaged", changed(making.ods(ROWS), "content.xml", b"AMIR HAMZAH</text:p>", b"AMIR HAMZAH</text5p>")),
        ("file-bomb", making.packed({"a.csv": b"0" * 50_000_000})),
        ("file-entities", changed(BOOK, SHEET, b"<?xml", DOCTYPE + b"<?xml")),
        ("sheet-too-wide", changed(BOOK, SHEET, b"</sheetData>", FAR)),
        ("sheet-too-wide", b"NIK,Nama" + b",x" * 1_000_000),
        ("sheet-too-wide", b"NIK,Nama\n1,2\n" * 400 + b"," * 100_000),
        ("sheet-too-wide", b"<table><tr><td>NIK<td>Nama" + b"<td colspan=1000>x" * 10),
        ("no-roster-sheet", b"<html><body>Halaman ini kosong</body></html>"),
        ("archive-too-many", making.packed({f"{number}.csv": b"" for number in range(10_001)})),
        (
            "sheet-too-wide",
            changed(
                making.ods(ROWS), "content.xml", ODS_ROW, b'<table:table-row table:number-rows-repeated="1048576">'
            ),
        ),
    ],
)
def test_what_is_no_list_is_refused_with_its_reason(code: str, content: bytes) -> None:
    assert reason(content) == code
    assert code in codes.load()


def test_a_zip_with_a_password_is_refused() -> None:
    content = bytearray(making.packed({"a.csv": making.csv(ROWS)}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert reason(bytes(content), "paket.zip") == "file-encrypted"


def test_a_size_that_lies_is_refused() -> None:
    content = changed(BOOK, SHEET, b"</sheetData>", b"</sheetData>" + b" " * 100_000)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        size = archive.getinfo(SHEET).file_size
    assert reason(content.replace(size.to_bytes(4, "little"), (500).to_bytes(4, "little"))) == "file-damaged"


def test_a_file_above_one_gigabyte_is_not_even_opened(tmp_path: Path) -> None:
    path = tmp_path / "besar.csv"
    with path.open("wb") as file:
        file.truncate((1 << 30) + 1)
    [read] = reading.read(path)
    assert read.error is not None
    assert read.error.code == "file-too-large"


def test_a_damaged_file_in_a_zip_does_not_hide_the_others() -> None:
    members = {"a.xlsx": BOOK[:900], "b.png": b"\x89PNG\r\n\x1a\n" + bytes(64), "c.csv": making.csv(ROWS)}
    files = reading.read(making.packed(members), "paket.zip")
    assert [(file.name, file.error and file.error.code) for file in files] == [
        ("paket.zip/a.xlsx", "file-damaged"),
        ("paket.zip/b.png", "file-not-a-table"),
        ("paket.zip/c.csv", None),
    ]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "html", "csv", "zip"])
def test_a_hundred_corrupted_files_break_nothing(kind: str) -> None:
    whole = {
        "xlsx": BOOK,
        "xls": making.xls(ROWS),
        "ods": making.ods(ROWS),
        "html": making.html(ROWS),
        "csv": making.csv(ROWS),
        "zip": making.packed({"a.xlsx": BOOK, "b.csv": making.csv(ROWS)}),
    }[kind]
    chance = random.Random(kind)
    for _ in range(100):
        content = bytearray(whole)
        for _ in range(chance.choice([1, 3, 30])):
            content[chance.randrange(len(content))] = chance.randrange(256)
        if chance.random() < 0.3:
            del content[chance.randrange(len(content)) :]
        for file in reading.read(bytes(content), "a"):
            assert file.error is None or file.error.code in codes.load()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1_500_000


def test_files_made_to_hurt_are_refused_in_little_memory(tmp_path: Path) -> None:
    expected = hostile.written(tmp_path)
    for path, code in expected.items():
        assert code is None or code in codes.load(), path.name
    child = [sys.executable, "-c", hostile.CHILD, *map(str, expected)]
    lines = subprocess.run(child, capture_output=True, text=True, check=True, timeout=120).stdout.splitlines()
    told = [json.loads(line) for line in lines]
    assert {Path(path).name: found for path, found, *_ in told} == {
        path.name: [code] for path, code in expected.items()
    }
    assert max(peak for *_, peak in told) < 300


def test_macros_and_links_are_named_and_never_opened() -> None:
    for name, code in (("makro.xlsm", "file-has-macros"), ("tautan.xlsx", "file-has-links")):
        content = next(content for file, _, content in hostile.contents() if file == name)
        [file] = reading.read(content, name)
        assert [notice.code for notice in file.notices] == [code]
        assert file.sheets[0].cells.height == 2


def test_a_member_that_climbs_out_of_its_zip_is_marked_inside_the_folder(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from payung.cli.check import check

    content = next(content for file, _, content in hostile.contents() if file == "keluar.zip")
    (tmp_path / "keluar.zip").write_bytes(content)
    CliRunner().invoke(check, [str(tmp_path / "keluar.zip"), "--demo", "--out", str(tmp_path / "hasil")])
    assert sorted(path.name for path in (tmp_path / "hasil").iterdir()) == [
        "keluar.zip_etc_daftar.periksa.xlsx",
        "periksa.txt",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["hasil", "keluar.zip"]

"""What cannot be a list is refused with its reason, soon, and nothing breaks."""

import io
import random
import resource
import time
import zipfile
from pathlib import Path

import pytest

from payung.roster import codes, reading
from tests.roster.reading import making
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
def test_what_is_no_list_is_refused_within_two_seconds(code: str, content: bytes) -> None:
    begun = time.process_time()
    assert reason(content) == code
    assert time.process_time() - begun < 2
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

"""Files made to hurt: each with its name, the code with which it is refused (None: it is read), and its bytes.

Large ones are written as sparse files or as zips of one repeated byte, so that making them costs nothing.
"""

from __future__ import annotations

import io
import os
import random
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tests.roster.reading import making
from tests.roster.reading.making import AMIR, HEAD, SITI

ROWS = [HEAD, SITI, AMIR]
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = (
    b'<!DOCTYPE w [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(10))
    + b"]>"
)
OUTSIDE = b'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def changed(book: bytes, part: str, old: bytes, new: bytes, **more: bytes) -> bytes:
    """A zip container with something changed in one of its parts, and further parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                assert old in content
                content = content.replace(old, new)
            target.writestr(name, content)
        for name, content in more.items():
            target.writestr(name, content)
    return file.getvalue()


def declared(packed: bytes, size: int) -> bytes:
    """A zip whose first member says that it unpacks to so many bytes."""
    content = bytearray(packed)
    for magic, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        found = content.index(magic) + at
        content[found : found + 4] = size.to_bytes(4, "little")
    return bytes(content)


def with_doctype(book: bytes, part: str, doctype: bytes) -> bytes:
    """A container with a document type before the first element of a part."""
    with zipfile.ZipFile(io.BytesIO(book)) as source:
        text = source.read(part)
    first = re.search(rb"<[a-zA-Z]", text)
    assert first
    return changed(book, part, text, text[: first.start()] + doctype + text[first.start() :])


def contents() -> Iterator[tuple[str, str | None, bytes]]:
    """All that fits in memory."""
    book, sheet, old = making.xlsx(ROWS), making.ods(ROWS), making.xls(ROWS)
    csv = making.csv(ROWS)
    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 400
    yield "kosong.xlsx", "file-empty", b""
    yield "hanya-bom.csv", "file-empty", b"\xef\xbb\xbf"
    yield "hanya-bom-16.csv", "file-empty", b"\xff\xfe"
    yield "hanya-nol.csv", "file-empty", bytes(3_000)
    yield "gambar.xls", "file-not-a-table", picture
    yield "derau.xlsx", "file-not-a-table", random.Random(1).randbytes(2_000_000)
    yield "derau-zip.xlsx", "file-damaged", b"PK\x03\x04" + random.Random(2).randbytes(2_000_000)
    yield "terpotong.xlsx", "file-damaged", book[: len(book) // 2]
    yield "terpotong.xls", "file-damaged", old[:2_000]
    yield "terpotong.ods", "file-damaged", sheet[: len(sheet) // 2]
    yield "rapat.xlsx", "file-bomb", making.packed({"xl/workbook.xml": b"<w/>", SHEET: b" " * 60_000_000})
    yield "rapat.zip", "file-bomb", making.packed({"a.csv": b"0" * 60_000_000})
    yield "tiga-gb.xlsx", "file-too-large", declared(making.packed({"xl/workbook.xml": b"<w/>" * 999}), 3 << 30)
    yield "tawa.xlsx", "file-entities", with_doctype(book, SHEET, LAUGHS)
    yield "tawa.ods", "file-entities", with_doctype(sheet, "content.xml", LAUGHS)
    yield "luar.xlsx", "file-entities", with_doctype(book, SHEET, OUTSIDE)
    yield "luar.ods", "file-entities", with_doctype(sheet, "content.xml", OUTSIDE)
    yield "lebar.xlsx", "sheet-too-wide", changed(book, SHEET, b"</sheetData>", far)
    yield "lebar.csv", "sheet-too-wide", b"NIK,Nama" + b",x" * 1_000_000
    yield "lebar.html", "sheet-too-wide", b"<table><tr><td>NIK<td>Nama" + b"<td>x" * 1_000_000
    encrypted = {"EncryptedPackage": b"x" * 9000, "EncryptionInfo": b"y" * 5000}
    yield "sandi.xlsx", "file-encrypted", making.compound(encrypted)
    yield "sandi.xls", "file-encrypted", old.replace(making.record(0x42, b"\xb0\x04"), making.record(0x2F, b"\0\0"))
    yield "zip-dalam-zip.zip", "archive-nested", making.packed({"a.zip": making.packed({"b.csv": csv})})
    yield "keluar.zip", None, making.packed({"../../etc/daftar.csv": csv})
    yield "utf16.csv", None, making.csv(ROWS, encoding="utf-16")
    yield "makro.xlsm", None, changed(book, SHEET, b"", b"", **{"xl/vbaProject.bin": bytes(9_000)})
    linked = {"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}
    yield "tautan.xlsx", None, changed(book, SHEET, b"", b"", **linked)


def written(folder: Path) -> dict[Path, str | None]:
    """All of them in a folder, the large and the odd ones too: the path and the code of each."""
    found: dict[Path, str | None] = {}
    for name, code, content in contents():
        path = folder / name
        path.write_bytes(content)
        found[path] = code
    large = folder / "besar.csv"
    with large.open("wb") as file:
        file.truncate((1 << 30) + 1)
    found[large] = "file-too-large"
    os.mkfifo(folder / "saluran.csv")
    found[folder / "saluran.csv"] = "file-not-regular"
    (folder / "folder.xlsx").mkdir()
    found[folder / "folder.xlsx"] = "file-not-regular"
    return found


CHILD = """
import json, sys, time
from pathlib import Path
from payung.roster import reading
for path in sys.argv[1:]:
    began = time.perf_counter()
    files = reading.read(path)
    seconds = time.perf_counter() - began
    peak = int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 1024
    print(json.dumps([path, [file.error and file.error.code for file in files], round(seconds, 2), round(peak, 1)]))
"""
"""Reads the files named on its command line; for each prints path, codes, seconds and the peak memory (MiB).

The peak of its own memory, not `ru_maxrss`, which counts that of the process that started it too.
"""

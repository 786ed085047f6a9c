"""Says by content, never by the name's ending, what kind of file this is."""

import zipfile
from io import BytesIO

from payung.roster.reading.shapes import Unreadable

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = (b"PK\x03\x04", b"PK\x05\x06")
PICTURES = {
    b"\x89PNG": "gambar PNG",
    b"\xff\xd8\xff": "foto JPEG",
    b"GIF8": "gambar GIF",
    b"BM": "gambar BMP",
    b"II*\x00": "gambar TIFF",
    b"MM\x00*": "gambar TIFF",
    b"RIFF": "gambar atau rekaman",
    b"%PDF": "dokumen PDF",
    b"{\\rtf": "dokumen RTF",
    b"Rar!": "arsip RAR",
    b"7z\xbc\xaf": "arsip 7z",
    b"\x1f\x8b": "arsip GZ",
    b"\x7fELF": "program",
    b"MZ": "program",
    b"SQLite format 3": "basis data",
}


def kind(content: bytes) -> str:
    """One of workbook, ods, xls, archive, html, text.

    Raises:
        Unreadable: empty, or not a table at all (picture, PDF, program, noise).
    """
    if not content.strip(b"\x00\r\n\t \xef\xbb\xbf\xff\xfe") if len(content) < 4096 else False:
        raise Unreadable("file-empty")
    head = content[:4096]
    if head.startswith(OLE):
        return "xls"
    if head.startswith(ZIP):
        return zipped(content)
    for magic, what in PICTURES.items():
        if head.startswith(magic) and (len(magic) > 2 or binary(head)):
            raise Unreadable("file-not-a-table", what=what)
    if markup(head):
        return "html"
    if binary(head) and not wide(head):
        raise Unreadable("file-not-a-table", what="isi yang tidak dikenal")
    return "text"


def zipped(content: bytes) -> str:
    """A zip container: a workbook, an OpenDocument sheet, a letter, or an archive of files."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "mimetype" in names and "content.xml" in names:
                if archive.getinfo("mimetype").file_size > 200:
                    raise Unreadable("file-damaged")
                if b"spreadsheet" in archive.read("mimetype"):
                    return "ods"
                raise Unreadable("file-not-a-table", what="dokumen OpenDocument yang bukan lembar kerja")
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        raise Unreadable("file-damaged") from None
    except Exception as stopped:
        if isinstance(stopped, Unreadable):
            raise
        raise Unreadable("file-damaged") from None
    if any(name.startswith("xl/") for name in names):
        return "workbook"
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise Unreadable("file-not-a-table", what="dokumen Word atau PowerPoint")
    return "archive"


def markup(head: bytes) -> bool:
    """Whether this is an HTML page or a bare HTML table, in one- or two-byte letters."""
    text = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return text.startswith(b"<") and any(
        tag in text for tag in (b"<html", b"<table", b"<!doctype html", b"<head", b"<body", b"<style", b"<meta")
    )


def wide(head: bytes) -> bool:
    """Whether this is UTF-16: a byte order mark, or a zero in nearly every second byte."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return max(head[0::2].count(0), head[1::2].count(0)) > 0.4 * (len(head) / 2) and len(head) >= 8


def binary(head: bytes) -> bool:
    """Whether the bytes cannot be somebody's text."""
    odd = sum(head.count(code) for code in (*range(9), 11, *range(14, 28), 28, 29, 30, 127))
    return odd > len(head) / 100

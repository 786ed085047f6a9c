"""Refuses containers that would fill the memory, before anything parses them.

Limits: 2 GB unpacked, 200 times the packed size, 10,000 members; a sheet whose cells lie so far apart that
the empty field between them would not fit in memory (a reader of sheets allots the whole rectangle).
"""

import re
import zipfile
from io import BytesIO
from xml.parsers import expat

from payung.roster.reading.shapes import Unreadable

MOST_BYTES = 1 << 30
MOST_UNPACKED = 2 << 30
MOST_RATIO = 200
MOST_MEMBERS = 10_000
HARMLESS = 8 << 20
CHUNK = 4 << 20
LAST_ROW = re.compile(rb'<(?:\w+:)?row[^>]*?\sr="(\d+)"')
FAR_CELL = re.compile(rb' r="([A-Z]{3,})\d')
ANY_CELL = re.compile(rb' r="([A-Z]{1,3})\d')
REPEATED_ROW = re.compile(
    rb'<table:table-row[^>]*number-rows-repeated="(\d+)"[^>]*>(.*?)</table:table-row>', re.DOTALL
)
REPEATED_CELL = re.compile(rb'<table:(?:covered-)?table-cell[^>]*number-columns-repeated="(\d+)"[^>]*>')
SPARSE = 5_000_000


def examine(content: bytes, kind: str) -> None:
    """Look into a zip container of any kind.

    Raises:
        Unreadable: too large, too densely packed, encrypted, damaged, or with cells too far apart.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            sizes(members)
            if kind == "workbook":
                for member in members:
                    if member.filename.startswith("xl/") and member.filename.endswith((".xml", ".rels")):
                        part(archive, member)
            elif kind == "ods":
                spread(archive.read("content.xml"))
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError, LookupError):
        raise Unreadable("file-damaged") from None
    except zipfile.zlib.error:  # type: ignore[attr-defined]
        raise Unreadable("file-damaged") from None


def remarks(content: bytes, kind: str) -> list[str]:
    """Codes of what a workbook carries besides its cells and nobody opens: macros, links to other files."""
    if kind == "xls":
        return ["file-has-macros"] if "_VBA_PROJECT".encode("utf-16-le") in content else []
    if kind != "workbook":
        return []
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = archive.namelist()
    has_macros = any(name.rpartition("/")[2].lower() == "vbaproject.bin" for name in names)
    has_links = any(name.startswith("xl/externalLinks/") for name in names)
    return ["file-has-macros"] * has_macros + ["file-has-links"] * has_links


def sizes(members: list[zipfile.ZipInfo]) -> None:
    """Count members and their unpacked size as the container declares them."""
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > MOST_MEMBERS:
        raise Unreadable("archive-too-many", count=len(members), most=MOST_MEMBERS)
    if unpacked > MOST_UNPACKED:
        raise Unreadable("file-too-large", size=unpacked, most=MOST_UNPACKED)
    if unpacked > HARMLESS and unpacked > MOST_RATIO * max(packed, 1):
        raise Unreadable("file-bomb", ratio=unpacked // max(packed, 1))
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable("file-encrypted")


def part(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Unpack one part in pieces: the size must be as declared, no entities, no cell far away from the rest."""
    is_sheet = "worksheets/" in member.filename and member.filename.endswith(".xml")
    rows, columns, tail, size = 0, 1, b"", 0
    with archive.open(member) as stream:
        while piece := stream.read(CHUNK):
            if not size and b"<!DOCTYPE" in piece[:CHUNK]:
                raise Unreadable("file-entities")
            size += len(piece)
            if is_sheet:
                window = tail + piece
                tail = piece[-200:]
                rows, columns = reach(window, rows, columns)
    if is_sheet and rows * columns > max(SPARSE, size):
        raise Unreadable("sheet-too-wide", sheet=member.filename.rpartition("/")[2], cell=f"{columns} x {rows}")


def reach(window: bytes, rows: int, columns: int) -> tuple[int, int]:
    """The farthest row and column seen so far, the search for narrow columns only in the first piece."""
    last = window.rfind(b"<row")
    for found in LAST_ROW.finditer(window, max(last, 0)):
        rows = max(rows, int(found[1]))
    if columns < 702:
        for name in {found[1] for found in ANY_CELL.finditer(window[: 1 << 16])}:
            columns = max(columns, number(name))
    if FAR_CELL.search(window):
        columns = max(columns, max(number(found[1]) for found in FAR_CELL.finditer(window)))
    return rows, columns


def number(name: bytes) -> int:
    """A column's number from its letters, from 1."""
    total = 0
    for code in name:
        total = total * 26 + code - 64
    return total


def spread(content: bytes) -> None:
    """OpenDocument repeats rows and cells by a number: a filled cell repeated a million times is a trap."""
    if b"<!DOCTYPE" in content[:CHUNK]:
        raise Unreadable("file-entities")
    try:
        expat.ParserCreate().Parse(content, True)  # the fast reader never ends on a tag that is not closed
    except (expat.ExpatError, LookupError, ValueError):
        raise Unreadable("file-damaged") from None
    for found in REPEATED_ROW.finditer(content):
        times, row = int(found[1]), found[2]
        if b"value-type" in row and times * row.count(b"<table:table-cell") > SPARSE // 10:
            raise Unreadable("sheet-too-wide", sheet="", cell=str(times))
    for cell in REPEATED_CELL.finditer(content):
        if b"value-type" in cell[0] and int(cell[1]) > 2000:
            raise Unreadable("sheet-too-wide", sheet="", cell=cell[1].decode())

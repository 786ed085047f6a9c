"""Makes small files of every kind from rows in sight, so that each test shows its data."""

import io
import struct
import zipfile
from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

Rows = Sequence[Sequence[Any]]
HEAD = ["No", "NIK", "Nama", "Tgl Lahir"]
SITI = [1, "1704994812800001", "SITI AMINAH", "08-12-1980"]
AMIR = [2, "1704991203790002", "AMIR HAMZAH", "12-03-1979"]


def xlsx(*sheets: Rows, names: Sequence[str] = (), merge: Sequence[str] = ()) -> bytes:
    """A workbook; `merge` are ranges of the first sheet, whose text stands in their first cell."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    for number, rows in enumerate(sheets):
        sheet = book.add_worksheet(names[number] if names else None)
        for line, row in enumerate(rows):
            for at, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(line, at, value)
                elif value is not None:
                    sheet.write(line, at, value)
        for cells in merge if number == 0 else ():
            first = cells.split(":")[0]
            at, line = ord(first[0]) - 65, int(first[1:]) - 1
            sheet.merge_range(cells, rows[line][at])
    book.close()
    return file.getvalue()


def csv(rows: Rows, mark: str = ",", encoding: str = "utf-8") -> bytes:
    """A CSV file without quotes."""
    return "".join(mark.join(map(str, row)) + "\r\n" for row in rows).encode(encoding)


def html(rows: Rows, before: str = "") -> bytes:
    """A page with one table."""
    lines = "".join("<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<html><body>{before}<table>{lines}</table></body></html>".encode()


def ods(rows: Rows, name: str = "Lembar1") -> bytes:
    """The smallest OpenDocument sheet."""
    lines = ""
    for row in rows:
        lines += "<table:table-row>"
        for cell in row:
            if isinstance(cell, int | float):
                lines += f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
            else:
                said = escape(str(cell))
                lines += f'<table:table-cell office:value-type="string"><text:p>{said}</text:p></table:table-cell>'
        lines += "</table:table-row>"
    body = (
        '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2" '
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="{name}">{lines}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    return packed(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": body.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        }
    )


def packed(members: dict[str, bytes]) -> bytes:
    """A zip of these."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def record(kind: int, body: bytes = b"") -> bytes:
    """A record of an old workbook."""
    return struct.pack("<HH", kind, len(body)) + body


def xls(rows: Rows, name: str = "Sheet1") -> bytes:
    """An old workbook: the stream of records (BIFF8) inside a compound file."""
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0xDBB, 0x7CC, 0, 6))
    tab = struct.pack("<HBB", 0, len(name), 0) + name.encode("latin-1")
    head = begin + record(0x42, struct.pack("<H", 1200))
    offset = len(head) + 4 + 4 + len(tab) + 4
    head += record(0x85, struct.pack("<I", offset) + tab) + record(0x0A)
    cells = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0xDBB, 0x7CC, 0, 6))
    width = max(map(len, rows))
    cells += record(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    for line, row in enumerate(rows):
        for at, value in enumerate(row):
            if isinstance(value, int | float):
                cells += record(0x203, struct.pack("<HHHd", line, at, 0, value))
            elif value:
                text = value.encode("utf-16-le")
                cells += record(0x204, struct.pack("<HHHHB", line, at, 0, len(value), 1) + text)
    return compound({"Workbook": head + cells + record(0x0A)})


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file (OLE) of large streams, each padded to 4,096 bytes so that no small-stream table is needed."""
    chains: list[int] = []
    body = b""
    entries = [directory_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1)]
    for number, (name, content) in enumerate(streams.items(), 1):
        content = content.ljust(4096, b"\0")
        content += b"\0" * (-len(content) % 512)
        first = len(chains)
        count = len(content) // 512
        chains += [*range(first + 1, first + count), 0xFFFFFFFE]
        right = number + 1 if number < len(streams) else 0xFFFFFFFF
        entries.append(directory_entry(name, 2, first, len(content), right=right))
        body += content
    listing = b"".join(entries)
    listing += directory_entry("", 0, 0, 0) * (-len(entries) % 4)
    listing_at = len(chains)
    sectors = len(listing) // 512
    chains += [*range(listing_at + 1, listing_at + sectors), 0xFFFFFFFE]
    tables = 1
    while (len(chains) + tables) * 4 > tables * 512:
        tables += 1
    tables_at = len(chains)
    chains += [0xFFFFFFFD] * tables
    table = struct.pack(f"<{len(chains)}I", *chains).ljust(tables * 512, b"\xff")
    start = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16
    start += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    start += struct.pack("<IIIIIIIII", 0, tables, listing_at, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    start += struct.pack(f"<{tables}I", *range(tables_at, tables_at + tables)).ljust(436, b"\xff")
    return start + body + listing + table


def directory_entry(
    name: str, kind: int, first: int, size: int, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF
) -> bytes:
    """One line of a compound file's listing."""
    spelled = name.encode("utf-16-le")
    text = spelled.ljust(64, b"\0") + struct.pack("<H", len(spelled) + 2 if name else 0)
    ids = struct.pack("<BBIII", kind, 1, 0xFFFFFFFF, right, child)
    return text + ids + b"\0" * 36 + struct.pack("<IQ", first, size)

"""Reads the tables of an HTML page, which many programs save under a name ending in .xls."""

import re

import polars as pl
from lxml import etree, html

from payung.roster.reading import delimited
from payung.roster.reading.shapes import Grid, Unreadable, letter

CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
TAGS = re.compile(rb"<[tT]([rdhRDH])[\s>]")
BLANKS = re.compile(r"[ \t\r\n\f]+")
MOST_COLUMNS = 2_000
MOST_SPAN = 1_000
MOST_LINES = 10
LONGEST_LINE = 300


def grids(content: bytes) -> list[Grid]:
    """One grid per table; a row is a `tr` of its table, counted from 1, cells spread over their spans.

    Raises:
        Unreadable: no table, or a table too wide for a list of people.
    """
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, huge_tree=False)
    text = text_of(content)
    narrow(text)
    try:
        page = html.document_fromstring(text, parser=parser)
    except (etree.LxmlError, ValueError):
        raise Unreadable("file-damaged") from None
    found = []
    for number, table in enumerate(page.iter("table"), 1):
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
        if rows:
            caption = table.findtext("caption")
            grid = spread(rows, (caption or "").strip() or f"Tabel {number}")
            grid.above = lines_before(table)
            found.append(grid)
    if not found:
        raise Unreadable("no-roster-sheet", sheets=0)
    return found


def narrow(text: bytes) -> None:
    """Refuse a row of too many cells before anything builds a tree of them.

    Raises:
        Unreadable: more cells between two rows than a list of people has.
    """
    cells = 0
    for tag in TAGS.finditer(text):
        cells = 0 if tag[1] in b"rR" else cells + 1
        if cells > MOST_COLUMNS:
            raise Unreadable("sheet-too-wide", sheet="tabel", cell=f"{cells}")


def lines_before(table: etree._Element) -> list[str]:
    """The last lines of words before a table, outside other tables, scripts and styles."""
    lines: list[str] = []
    for before in table.itersiblings(preceding=True):
        if before.tag in ("table", "script", "style", "head") or len(lines) >= MOST_LINES:
            break
        lines = [*(BLANKS.sub(" ", piece).strip() for piece in before.itertext()), *lines]
    return [line for line in lines if line and len(line) < LONGEST_LINE]


def text_of(content: bytes) -> bytes:
    """The page in UTF-8: its own charset if it says one, else as a CSV would be read."""
    said = CHARSET.search(content[:4096])
    if said and said[1].lower() not in (b"utf-8", b"utf8", b"utf-16", b"unicode"):
        try:
            return content.decode(said[1].decode("ascii"), errors="replace").encode()
        except LookupError:
            pass
    return delimited.as_utf8(content)


def spread(rows: list[etree._Element], name: str) -> Grid:
    """The cells of a table, those that span several columns or rows written once, at their first place."""
    taken: dict[tuple[int, int], str] = {}
    merged = []
    for line, row in enumerate(rows):
        at = 0
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            while (line, at) in taken:
                at += 1
            across, down = span(cell, "colspan"), min(span(cell, "rowspan"), len(rows) - line)
            if at + across > MOST_COLUMNS:
                raise Unreadable("sheet-too-wide", sheet=name, cell=f"{at + across}")
            for below in range(down):
                for beside in range(across):
                    taken[line + below, at + beside] = ""
            taken[line, at] = words(cell)
            if across > 1 or down > 1:
                merged.append((line, at, line + down - 1, at + across - 1))
            at += across
    width = 1 + max((column for _, column in taken), default=0)
    return Grid(
        name,
        pl.DataFrame(
            {letter(at): [taken.get((line, at), "") for line in range(len(rows))] for at in range(width)},
            schema={letter(at): pl.String for at in range(width)},
        ),
        merged=merged,
    )


def span(cell: etree._Element, name: str) -> int:
    """How many columns or rows a cell covers."""
    said = (cell.get(name) or "1").strip()
    return max(1, min(int(said), MOST_SPAN)) if said.isdecimal() and len(said) < 6 else 1


def words(cell: etree._Element) -> str:
    """The text of a cell as a browser shows it: line breaks and runs of blanks are one blank, NBSP stays."""
    for line in cell.iter("br"):
        line.tail = " " + (line.tail or "")
    return BLANKS.sub(" ", "".join(cell.itertext())).strip(" ")

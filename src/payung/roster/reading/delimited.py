"""Reads CSV with any separator and the encodings that offices use, every field as text.

A record is what the CSV rules call one: a quoted field may hold line breaks, a blank line counts. Regular
files go through Polars; one irregular record (a quote out of place, more fields than the head promises)
sends the file through Python's csv module, which forgives.
"""

import codecs
import csv
import io
import re
from collections import Counter

import polars as pl

from payung.roster.reading import headings, sniff
from payung.roster.reading.shapes import Grid, Unreadable, letter

SAMPLE = 200_000
SAMPLE_LINES = 300
USUAL = ",;\t|"
MOST_COLUMNS = 2_000
SWALLOWED = re.compile(r"\n.*\b\d{16}\b")


def grid(content: bytes, name: str) -> Grid:
    """The one sheet of a CSV file.

    Raises:
        Unreadable: more columns than a list of people can have.
    """
    encoded = as_utf8(content)
    if b"\r" in encoded and b"\n" not in encoded:
        encoded = encoded.replace(b"\r", b"\n")
    sample = encoded[:SAMPLE].decode("utf-8", errors="ignore")
    mark = separator(sample)
    records = parsed(sample, mark)
    width = max(map(len, records), default=1)
    if width > MOST_COLUMNS:
        raise Unreadable("sheet-too-wide", sheet=name, cell=f"{width}")
    frame = regular(encoded, mark, width, first=len(records[0]) if records else 0)
    if frame is None:
        frame = forgiving(encoded, mark, name)
    return Grid(name, frame.rename({old: letter(i) for i, old in enumerate(frame.columns)}))


def as_utf8(content: bytes) -> bytes:
    """The same text in UTF-8 without a byte order mark: BOM, else UTF-16 by its zeros, else UTF-8, else cp1252."""
    if content.startswith(codecs.BOM_UTF8):
        content = content[3:]
    elif content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", errors="replace").encode()
    elif sniff.wide(content[:4096]):
        order = "utf-16-le" if content[1:4096:2].count(0) >= content[0:4096:2].count(0) else "utf-16-be"
        return content.decode(order, errors="replace").encode()
    if content.isascii():
        return content
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace").encode()
    return content


def separator(sample: str) -> str:
    """The mark under which most headings are understood; without headings, the steadiest one."""
    if sample[:4].lower() == "sep=" and len(sample) > 4:
        return sample[4]
    lines = sample.splitlines()[:SAMPLE_LINES]
    seen = Counter(char for line in lines[:40] for char in line)
    marks = [mark for mark in USUAL if seen[mark]]
    marks += [c for c in seen if c not in USUAL and not c.isalnum() and c not in "\"' ._()-/\u00a0" and c.isascii()]

    def fit(mark: str) -> tuple[int, int, int]:
        rows = parsed("\n".join(lines), mark)
        understood = max(
            (len({headings.meaning(field.strip()) for field in row} - {None}) for row in rows), default=0
        )
        widths = Counter(len(row) for row in rows if len(row) > 1)
        steady = widths.most_common(1)[0][1] if widths else 0
        return understood, steady, -USUAL.find(mark) if mark in USUAL else -9

    return max(marks, key=fit, default=",")


def parsed(sample: str, mark: str) -> list[list[str]]:
    """The first records, read forgivingly."""
    csv.field_size_limit(1 << 24)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=mark):
            rows.append(row)
            if len(rows) >= SAMPLE_LINES:
                break
    except csv.Error:
        pass
    return rows


def regular(encoded: bytes, mark: str, width: int, *, first: int) -> pl.DataFrame | None:
    """The file through Polars, or None when a record does not keep the rules.

    Where the first record has fewer fields than others, a line with all separators is put before the file, because
    Polars counts columns in it.
    """
    quotes = encoded.count(b'"')
    if len(mark.encode()) != 1:
        return None
    before = b"" if first == width else mark.encode() * (width - 1) + b"\n"
    try:
        frame = pl.read_csv(
            before + encoded if before else encoded,
            has_header=False,
            separator=mark,
            quote_char='"' if quotes else None,
            schema={f"c{index}": pl.String for index in range(width)},
            infer_schema=False,
            empty_string_is_null=False,
            extra_columns="raise",
        )
    except (pl.exceptions.PolarsError, ValueError):
        return None
    frame = (frame.slice(1) if before else frame).fill_null("")
    if quotes and not accounted(frame, encoded, quotes) and strays(encoded, mark):
        return None
    return frame


def accounted(frame: pl.DataFrame, encoded: bytes, quotes: int) -> bool:
    """Whether every byte stands in a field or is a separator, the end of a line, or a quote around a field.

    Then no quote stood out of place and no field went over two lines: a few sums instead of a look at every line.
    """
    ends = encoded.count(b"\n")
    carriages = encoded.count(b"\r") if b"\r" in encoded else 0
    if frame.height != ends + (not encoded.endswith(b"\n")) or (carriages and encoded.count(b"\r\n") != carriages):
        return False
    kept = sum(frame.select(pl.all().str.len_bytes().cast(pl.Int64).sum()).row(0))
    separators = (frame.width - 1) * frame.height
    if kept + separators + ends + carriages + quotes != len(encoded):
        return False
    return not any(frame.select(pl.all().str.contains('"', literal=True).any()).row(0))


def strays(encoded: bytes, mark: str) -> bool:
    """Whether any line holds a quote elsewhere than at the two ends of a field.

    Line by line in Rust: a field over two lines counts as a stray, and Python's reader takes the file.
    """
    try:
        lines = pl.read_csv(
            encoded,
            has_header=False,
            separator="\x1f",
            quote_char=None,
            schema={"line": pl.String},
            infer_schema=False,
            empty_string_is_null=False,
            extra_columns="raise",
        )["line"]
    except (pl.exceptions.PolarsError, ValueError):
        return True
    safe = re.escape(mark)
    field = rf'(?:"[^"]*"|[^"{safe}]*)'
    return not lines.str.contains(rf"^{field}(?:{safe}{field})*\r?$").all()


def forgiving(encoded: bytes, mark: str, name: str) -> pl.DataFrame:
    """The file through Python's csv module: short records are filled up, long ones widen the table.

    A quote that is closed nowhere, or lines below, must not swallow the people between: where a field holds
    another line's NIK, every line is a record.
    """
    csv.field_size_limit(1 << 24)
    try:
        text = encoded.decode("utf-8", "replace")
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
        if any(SWALLOWED.search(field) for row in rows for field in row if "\n" in field):
            rows = [by_line(line.rstrip("\r"), mark) for line in text.removesuffix("\n").split("\n")]
    except csv.Error:
        raise Unreadable("file-damaged") from None
    width = max(map(len, rows), default=1)
    if width > MOST_COLUMNS:
        raise Unreadable("sheet-too-wide", sheet=name, cell=f"{width}")
    columns: list[list[str]] = [[] for _ in range(width)]
    for row in rows:
        for index, column in enumerate(columns):
            column.append(row[index] if index < len(row) else "")
    return pl.DataFrame([pl.Series(f"c{i}", values, dtype=pl.String) for i, values in enumerate(columns)])


def by_line(line: str, mark: str) -> list[str]:
    """The record of one line; in a line with a stray quote, quotes mean nothing."""
    if line.count('"') % 2:
        return [field.strip('"') for field in line.split(mark)]
    return next(csv.reader([line], delimiter=mark), [])

"""The cells of a quota file as text: what was merged over several rows stands in each of them."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import python_calamine

from payung.selection.quota import QuotaProblem

MARKS = ";,\t|"
LARGEST = 20_000_000
"""Bytes; a list of all villages of Indonesia is a tenth of it."""


def sheets(path: Path) -> list[Sequence[Sequence[str]]]:
    """The rows of each sheet, every cell as trimmed text; whole numbers without ".0"."""
    try:
        if path.stat().st_size > LARGEST:
            raise QuotaProblem(f"{path.name}: berkas kuota terlalu besar. Sisakan kode atau nama dan angkanya saja.")
        if path.suffix.lower() in (".csv", ".txt", ".tsv"):
            return [_of_text(path.read_bytes())]
        book = python_calamine.CalamineWorkbook.from_path(path)
        return [_of_sheet(book.get_sheet_by_name(name)) for name in book.sheet_names]
    except (OSError, UnicodeDecodeError, csv.Error, python_calamine.CalamineError, ValueError) as problem:
        raise QuotaProblem(f"{path.name}: berkas kuota tidak terbaca. Simpan sebagai xlsx atau csv.") from problem


def _of_text(content: bytes) -> list[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252")
    counted = {mark: sum(line.count(mark) for line in text.splitlines()[:20]) for mark in MARKS}
    mark = max(MARKS, key=lambda each: counted[each])
    return [[_text(cell) for cell in row] for row in csv.reader(io.StringIO(text), delimiter=mark)]


def _of_sheet(sheet: python_calamine.CalamineSheet) -> list[list[str]]:
    rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if left != right:
            continue  # a title over several columns; a column merged downwards says the same of each row
        for row in range(top + 1, min(bottom + 1, len(rows))):
            if left < len(rows[row]) and left < len(rows[top]):
                rows[row][left] = rows[row][left] or rows[top][left]
    return rows


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split()) if not isinstance(cell, str) else cell.strip()

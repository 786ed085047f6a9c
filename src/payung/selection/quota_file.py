"""Reads a quota file (csv, xlsx, ods): one column with region codes, one with seats or weights."""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import python_calamine

from payung.kernel import region_code
from payung.selection.quota import QuotaProblem

_CODES = ("kode", "kode wilayah", "kode desa", "kode kemendagri", "code", "region", "village")
_NUMBERS = {
    "seats": ("kursi", "kuota", "jumlah kursi", "seats", "quota"),
    "weight": ("bobot", "weight", "penduduk", "jumlah penduduk", "pekerja", "jumlah pekerja"),
}

_WHOLE = re.compile(r"[0-9]{1,12}|[0-9]{1,3}(\.[0-9]{3}){1,3}")
"""A whole number, with the dots of thousands or without: 4.500 is one, 4.5 is not."""
MOST = 10**9
"""More seats or inhabitants than any region has."""


def read(path: Path, column: str) -> pl.DataFrame:
    """region (10 digits) and `column` ("seats" or "weight", Int64) in the file's order; QuotaProblem if unusable."""
    rows = _rows(path)
    for number, row in enumerate(rows):
        headings = [str(cell).strip().casefold() for cell in row]
        codes = [place for place, heading in enumerate(headings) if heading in _CODES]
        numbers = [place for place, heading in enumerate(headings) if heading in _NUMBERS[column]]
        if codes and numbers:
            return _table(rows, number + 1, codes[0], numbers[0], column, path.name)
    wanted = _NUMBERS[column][0]
    raise QuotaProblem(f"{path.name}: judul kolom “kode” dan “{wanted}” tidak ditemukan. Tambahkan pada baris judul.")


def _rows(path: Path) -> Sequence[Sequence[object]]:
    try:
        if path.suffix.lower() in (".csv", ".txt"):
            text = path.read_bytes().decode("utf-8-sig")
            dialect = csv.Sniffer().sniff(text[:4096], ";,\t|")
            return [list(row) for row in csv.reader(io.StringIO(text), dialect)]
        return python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    except (OSError, UnicodeDecodeError, csv.Error, python_calamine.CalamineError) as problem:
        raise QuotaProblem(f"{path.name}: berkas kuota tidak terbaca. Simpan sebagai xlsx atau csv.") from problem


def _table(
    rows: Sequence[Sequence[object]], first: int, code: int, number: int, column: str, name: str
) -> pl.DataFrame:
    regions, values = [], []
    for line, row in enumerate(rows[first:], first + 1):
        written = _plain(row[code]) if len(row) > code else ""
        if not written:
            continue
        if written.casefold().startswith(("jumlah", "total")):
            break
        try:
            regions.append(region_code.parse(written))
        except ValueError as problem:
            raise QuotaProblem(f"{name} baris {line}: {problem}") from None
        value = _plain(row[number]).replace(" ", "") if len(row) > number else ""
        if not _WHOLE.fullmatch(value) or int(value.replace(".", "")) > MOST:
            raise QuotaProblem(f"{name} baris {line}: isi kolom angka dengan bilangan bulat, misalnya 37.")
        values.append(int(value.replace(".", "")))
    return pl.DataFrame({"region": regions, column: values}, schema={"region": pl.String, column: pl.Int64})


def _plain(cell: object) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()

"""Reads a quota file (csv, xlsx, ods): a column that names the pools, and one with their seats or weights.

What cannot be understood for certain is refused with its row; nothing is guessed and no row is passed over in
silence.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from payung.programme.document import Quota
from payung.programme.keys import QuotaBy
from payung.selection import quota, quota_keys, quota_sheet
from payung.selection.quota import QuotaProblem

_KEYS: dict[str, tuple[str, ...]] = {
    "village": (
        "kode",
        "kode wilayah",
        "kode desa",
        "kode desa kelurahan",
        "kode kemendagri",
        "code",
        "region",
        "village",
    ),
    "district": (
        *("kode", "kode wilayah", "kode kecamatan", "kode kemendagri", "code", "region", "district"),
        *("kecamatan", "nama kecamatan"),
    ),
    "agency": (
        *("instansi", "nama instansi", "instansi pengusul", "perangkat daerah", "nama perangkat daerah", "opd"),
        *("nama opd", "opd pengusul", "skpd", "nama skpd", "dinas", "nama dinas", "dinas instansi", "agency"),
    ),
    "occupation": (
        *("kode", "kode pekerjaan", "pekerjaan", "nama pekerjaan", "jenis pekerjaan", "ekosistem"),
        *("pekerjaan ekosistem", "pekerjaan atau ekosistem", "occupation"),
    ),
    "segment": ("segmen", "segmen kepesertaan", "segmen peserta", "jenis kepesertaan", "segment"),
}
_NUMBERS = {
    "seats": ("kursi", "kuota", "jumlah kursi", "jumlah kuota", "kuota kursi", "jumlah", "seats", "quota"),
    "weight": ("bobot", "weight", "penduduk", "jumlah penduduk", "pekerja", "jumlah pekerja", "jumlah"),
}
_ALSO = ("nama lain", "sebutan lain", "nama lainnya", "singkatan", "alias")
_REGENCY = ("kabupaten", "kota", "kabupaten kota", "kab kota", "nama kabupaten", "nama kabupaten kota")
_TOTAL = re.compile(r"(?:sub\s*|grand\s*)?(?:jumlah|total|jml)\b", re.IGNORECASE)
_NUMBERING = re.compile(r"[(\[]?\s*(\d{1,2}|[a-z])\s*[)\].]?", re.IGNORECASE)
_UNIT = re.compile(r"\s*(?:orang|org|kursi|jiwa|peserta|pekerja)\.?$", re.IGNORECASE)
_WHOLE = re.compile(r"[0-9]{1,12}|[0-9]{1,3}(\.[0-9]{3}){1,3}")
"""A whole number, with the dots of thousands or without: 4.500 is one, 4.5 is not."""
MOST = 10**9
"""More seats or inhabitants than any region has."""


@dataclass(frozen=True)
class _Heading:
    """Where the columns stand; `number` is None where the file holds keys alone."""

    line: int
    key: int
    number: int | None
    also: int | None
    regency: int | None


def of(rule: Quota, path: Path, government: str) -> pl.DataFrame:
    """The file of a programme's quota, as `quota.of` needs it."""
    return read(path, quota.column(rule), by=rule.by, government=government)


def read(path: Path, column: str | None, *, by: QuotaBy = "village", government: str = "") -> pl.DataFrame:
    """key, also (other names of an agency, List[String]) and `column` ("seats" or "weight", Int64), as in the file.

    The key of a region is its 10-digit code (of any level for villages), of an agency its name, of work the code of
    an occupation or an ecosystem, of a segment BPU or PU. Raises QuotaProblem for a file that cannot be used.
    """
    sheets = quota_sheet.sheets(path)
    for rows in sheets:
        if (heading := _heading(rows, by, column)) is not None:
            return _table(rows, heading, column, by, government, path.name)
    wanted = f" dan “{_NUMBERS[column][0]}”" if column else ""
    raise QuotaProblem(
        f"{path.name}: judul kolom “{_title(by)}”{wanted} tidak ditemukan. Tambahkan pada baris judul."
    )


def _title(by: str) -> str:
    return {"village": "kode", "district": "kode kecamatan", "agency": "nama instansi"}.get(by, _KEYS[by][-2])


def _heading(rows: Sequence[Sequence[str]], by: str, column: str | None) -> _Heading | None:
    """The first line, or two lines one above the other, that name the key and the number."""
    for number, row in enumerate(rows):
        below = rows[number + 1] if number + 1 < len(rows) else ()
        under = [_plain_heading(cell) for cell in below]
        continues = column is not None and bool(_places(under, _NUMBERS[column]))
        both = (number + 1, _stacked(row, below))
        for line, said in (both, (number, row)) if continues else ((number, row), both):
            words = [_plain_heading(cell) for cell in said]
            keys = _places(words, _KEYS[by])
            numbers = [place for place in _places(words, _NUMBERS[column]) if place not in keys] if column else []
            if keys and (numbers or column is None):
                found = {name: _places(words, wanted) for name, wanted in (("also", _ALSO), ("regency", _REGENCY))}
                first = {name: places[0] if places else None for name, places in found.items()}
                return _Heading(line, keys[0], numbers[0] if numbers else None, first["also"], first["regency"])
    return None


def _places(words: list[str], wanted: tuple[str, ...]) -> list[int]:
    """Columns with one of the wanted headings, the best wording first."""
    found = [(wanted.index(word), place) for place, word in enumerate(words) if word in wanted]
    return [place for _, place in sorted(found)]


def _stacked(above: Sequence[str], below: Sequence[str]) -> list[str]:
    wide = max(len(above), len(below))
    upper, lower = (list(row) + [""] * (wide - len(row)) for row in (above, below))
    return [under or over for over, under in zip(upper, lower, strict=True)]


def _plain_heading(cell: str) -> str:
    """A heading without signs, years and what stands in brackets: "Kuota 2025 (orang)" is "kuota"."""
    text = re.sub(r"\([^)]*\)?", " ", unicodedata.normalize("NFKC", cell).casefold())
    return " ".join(re.sub(r"[\W_]+|\b(?:19|20)\d\d\b", " ", text).split())


def _table(
    rows: Sequence[Sequence[str]], heading: _Heading, column: str | None, by: QuotaBy, government: str, name: str
) -> pl.DataFrame:
    keys = quota_keys.Keys(by, government)
    listed: list[str] = []
    values: list[int] = []
    also: list[list[str]] = []
    filled = list(_filled(rows, heading.line + 1))
    for place, (line, row) in enumerate(filled):
        written = _at(row, heading.key)
        value = _at(row, heading.number)
        if _is_total(row, written):
            if any(_is_entry(later, heading) for _, later in filled[place + 1 :]):
                continue  # the total of a part
            break  # what stands below is for those who sign
        if not written:
            if _UNIT.sub("", value) and not (values and _number(value) == sum(values)):
                raise QuotaProblem(
                    f"{name} baris {line}: ada angka, tetapi kolom {_title(by)} kosong. Isi atau hapus baris itu."
                )
            continue
        if line == heading.line + 2 and _is_numbering(row):
            continue
        try:
            key = keys.of(written, _at(row, heading.regency))
        except ValueError as problem:
            raise QuotaProblem(f"{name} baris {line}: {problem}") from None
        others = [part.strip() for part in re.split(r"[;|\n]", _at(row, heading.also)) if part.strip()]
        try:
            keys.take(key, others, line)
        except ValueError as problem:
            raise QuotaProblem(f"{name} baris {line}: {problem}") from None
        listed.append(key)
        also.append(others)
        if column:
            number = _number(value)
            if number is None:
                raise QuotaProblem(f"{name} baris {line}: isi kolom angka dengan bilangan bulat, misalnya 37.")
            values.append(number)
    if not listed:
        raise QuotaProblem(f"{name}: tidak ada satu baris pun di bawah judulnya. Isi berkas kuota.")
    frame = pl.DataFrame({"key": listed, "also": also}, schema={"key": pl.String, "also": pl.List(pl.String)})
    return frame if column is None else frame.with_columns(pl.Series(column, values, dtype=pl.Int64))


def _is_total(row: Sequence[str], written: str) -> bool:
    return any(_TOTAL.match(cell) for cell in row if cell) and (not written or bool(_TOTAL.match(written)))


def _is_entry(row: Sequence[str], heading: _Heading) -> bool:
    """Whether a line names a pool and its number."""
    written = _at(row, heading.key)
    return bool(written) and not _TOTAL.match(written) and _number(_at(row, heading.number)) is not None


def _filled(rows: Sequence[Sequence[str]], first: int) -> Iterator[tuple[int, Sequence[str]]]:
    """Lines with anything in them, each with its number as the spreadsheet shows it."""
    for line, row in enumerate(rows[first:], first + 1):
        if any(row):
            yield line, row


def _at(row: Sequence[str], place: int | None) -> str:
    return row[place] if place is not None and place < len(row) else ""


def _number(cell: str) -> int | None:
    """The whole number of a cell, or None."""
    text = _UNIT.sub("", cell).replace(" ", "")
    if not _WHOLE.fullmatch(text):
        return None
    number = int(text.replace(".", ""))
    return number if number <= MOST else None


def _is_numbering(row: Sequence[str]) -> bool:
    """Whether a line only numbers the columns: (1) (2) (3)."""
    filled = [cell for cell in row if cell]
    return len(filled) > 1 and all(_NUMBERING.fullmatch(cell) for cell in filled) and filled[0].strip("([ ])") == "1"

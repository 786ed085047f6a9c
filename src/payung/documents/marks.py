"""What a returned roster says about each row and cell: one word, what is wrong, how to put it right, a colour."""

import re
from dataclasses import dataclass, field
from typing import Any

import polars as pl

PROBLEM, MEND = "Masalah", "Cara memperbaiki"
NOTHING = "Tidak ada masalah"
WRONG, OUTSIDE, LOOK, REPAIRED = WORDS = ("SALAH", "TIDAK MEMENUHI", "PERIKSA", "DIPERBAIKI")
FILL = {WRONG: "F9C9C4", OUTSIDE: "E6D5EF", LOOK: "FFE699", REPAIRED: "D6E6F5"}
INK = {WRONG: "8B1A1A", OUTSIDE: "5B2C83", LOOK: "6B4E00", REPAIRED: "1F4E79"}
REMARKS_UP_TO = 4000  # on cells of a sheet; further ones stand beside the row only
NO_ACTION = "Tidak perlu tindakan."
_LONG_NUMBER = re.compile(r"\d{12}")  # a suggestion with a NIK or KK is not repeated in a message


@dataclass(frozen=True)
class Outline:
    """What marking needs of a sheet that was read: where its headings and its people stand.

    `cells` (row, then one column a letter) only when the file itself cannot be copied. `numbers` are the letters of
    the columns with sixteen digits.
    """

    name: str
    header_row: int
    headings: dict[str, str]
    rows: list[int]
    cells: pl.DataFrame | None = None
    numbers: tuple[str, ...] = ()

    @property
    def span(self) -> tuple[int, int] | None:
        return (min(self.rows), max(self.rows)) if self.rows else None


def outline(sheet: Any, *, with_cells: bool) -> Outline:
    """Take from a sheet that was read (`roster.reading`) what marking needs."""
    rows = sheet.cells["row"].to_list()
    found = getattr(sheet, "columns", {})
    numbers = tuple(found[field] for field in ("nik", "kk") if field in found)
    return Outline(sheet.name, sheet.header_row, sheet.headings, rows, sheet.cells if with_cells else None, numbers)


def joined(tables: list[Outline]) -> Outline:
    """One outline of the tables that stand in one sheet."""
    if len(tables) == 1:
        return tables[0]
    first = min(tables, key=lambda one: one.header_row)
    headings = {letter: typed for one in reversed(tables) for letter, typed in one.headings.items()}
    cells = None
    if first.cells is not None:
        cells = pl.concat([one.cells for one in tables if one.cells is not None], how="diagonal")
        letters = [pl.col(letter).drop_nulls().first() for letter in cells.columns if letter != "row"]
        cells = cells.group_by("row").agg(letters).sort("row").fill_null("")
    rows = sorted({row for one in tables for row in one.rows})
    numbers = tuple(dict.fromkeys(letter for one in tables for letter in one.numbers))
    return Outline(first.name, first.header_row, headings, rows, cells, numbers)


@dataclass
class RowMark:
    """What stands beside one row."""

    word: str
    problem: str
    mend: str


@dataclass
class SheetMarks:
    """The marks of one sheet: rows by number, cells by address ("C17") with their worst word and remark."""

    rows: dict[int, RowMark] = field(default_factory=dict)
    cells: dict[str, tuple[str, str]] = field(default_factory=dict)

    def count(self, word: str) -> int:
        return sum(mark.word == word for mark in self.rows.values())


def by_sheet(findings: pl.DataFrame) -> dict[int, SheetMarks]:
    """Turn the findings of one file into marks, sheet by sheet.

    `findings`: sheet, row, cell, severity, kind, and problem with mend, or message alone; suggestion may be empty.
    """
    found: dict[int, SheetMarks] = {}
    has_problem = "problem" in findings.columns
    texts: dict[tuple[int, int], list[tuple[int, str, str]]] = {}
    for line in findings.iter_rows(named=True):
        word = word_of(line["severity"], line["kind"])
        problem = (line["problem"] if has_problem else None) or line["message"] or ""
        mend = (line.get("mend") if has_problem else None) or ""
        mend = "" if mend == NO_ACTION else mend
        suggestion = line.get("suggestion")
        if suggestion and suggestion not in problem and not _LONG_NUMBER.search(suggestion):
            mend = f"{mend} {'Dibaca sebagai' if word == REPAIRED else 'Saran'}: {suggestion}".strip()
        sheet = found.setdefault(line["sheet"], SheetMarks())
        texts.setdefault((line["sheet"], line["row"]), []).append((WORDS.index(word), problem, mend))
        if line["cell"]:
            _mark_cell(sheet, line["cell"], word, f"{word}: {problem} {mend}".strip())
    for (sheet_index, row), said in texts.items():
        said.sort(key=lambda one: one[0])
        problems = "\n".join(f"{WORDS[rank]}: {problem}" for rank, problem, _ in said)
        mends = "\n".join(dict.fromkeys(mend for _, _, mend in said if mend))
        if not mends and WORDS[said[0][0]] == REPAIRED:
            mends = NO_ACTION
        found[sheet_index].rows[row] = RowMark(WORDS[said[0][0]], problems, mends)
    return found


def word_of(severity: Any, kind: Any) -> str:
    """The word for a finding: `data` errors are wrong, `rule` errors are outside the programme."""
    if severity == "error":
        return OUTSIDE if kind == "rule" else WRONG
    return LOOK if severity == "warning" else REPAIRED


def _mark_cell(sheet: SheetMarks, address: str, word: str, remark: str) -> None:
    before = sheet.cells.get(address)
    if before is None:
        sheet.cells[address] = (word, remark)
        return
    worse = min(before[0], word, key=WORDS.index)
    sheet.cells[address] = (worse, f"{before[1]}\n{remark}")


def lines_of(text: str, width: int) -> int:
    """How many lines a wrapped text takes in a column of `width` characters."""
    return sum(1 + len(part) // width for part in text.split("\n")) if text else 1


def outcomes(sheet: Outline, marks: SheetMarks) -> list[tuple[str, int, str]]:
    """The table of the summary sheet: result, rows, what was done with them."""
    rows = len(sheet.rows)
    span = "Tidak ada baris orang."
    if sheet.span:
        first, last = sheet.span
        span = f"Baris {first} sampai {last}; judul, nomor kolom, jumlah, dan tanda tangan dilewati."
    return [
        ("Dibaca", rows, span),
        ("Siap", rows - len(marks.rows), "Diterima apa adanya."),
        (REPAIRED, marks.count(REPAIRED), "Diterima; perbaikannya aman dan tercatat."),
        (LOOK, marks.count(LOOK), "Diterima; mohon dilihat lagi sebelum musyawarah."),
        (OUTSIDE, marks.count(OUTSIDE), "Tercatat, tetapi menurut aturan tidak dapat dipilih. Siapkan penggantinya."),
        (WRONG, marks.count(WRONG), "Belum diterima. Perbaiki di lembar ini, simpan, lalu kirim kembali."),
    ]


def standing(sheet: Outline, marks: SheetMarks) -> str:
    """How many rows stand how, in one line."""
    wrong, outside = marks.count(WRONG), marks.count(OUTSIDE)
    return f"{len(sheet.rows) - wrong} baris diterima · {wrong} perlu diperbaiki · {outside} tidak memenuhi"


STEPS = (
    "1. Saring kolom Masalah yang diawali SALAH, lalu perbaiki sel yang berwarna merah.",
    "2. Lihat juga yang diawali PERIKSA. Kolom Masalah dan Cara memperbaiki boleh dibiarkan; isinya ditulis ulang.",
    "3. Simpan dan kirim kembali berkas ini. Baris yang sudah diterima tidak menjadi ganda.",
)
CAUTION = (
    "Setiap warna disertai kata, sehingga cetakan hitam putih tetap terbaca. "
    "NIK tidak pernah ditulis lengkap dalam pesan."
)

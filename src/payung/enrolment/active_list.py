"""Reads what a list of a running programme says of each row: KPJ, first month, last paid month. No database."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import polars as pl

from payung.kernel import month
from payung.matching import months_said, words
from payung.roster.check import Checked
from payung.roster.reading import Sheet, workbook
from payung.roster.reading.shapes import Unreadable

SENTENCES = {
    "kpj-short": "KPJ {length} angka, seharusnya 11; nomornya tidak dicatat. Ketik ulang sebagai teks.",
    "kpj-number": "KPJ diketik sebagai angka, bukan teks. Cocokkan dengan kartu, lalu ketik ulang sebagai teks.",
    "kpj-missing": "KPJ kosong; kepesertaannya dicatat tanpa nomor.",
    "kpj-twice": "KPJ yang sama berdiri pada baris {other}. Cocokkan keduanya dengan kartu.",
    "kpj-of-another": "KPJ ini sudah tercatat untuk orang lain. Minta kantor cabang memeriksa nomornya.",
    "other-kpj": "Orang ini sudah tercatat dengan KPJ lain. Minta kantor cabang memastikan nomor yang berlaku.",
    "month-unreadable": "Bulan lunas atau bulan mulai tidak terbaca. Tulis seperti 2024-12.",
    "paid-too-far": "Lunas sampai {paid}, lebih dari {months} bulan setelah {on}. Periksa bulannya.",
    "paid-before-start": "Lunas sampai {paid}, sebelum bulan mulainya. Periksa keduanya.",
    "paid-unknown": "Bulan lunas tidak disebut, jadi belum ada bulan terlindungi yang dicatat.",
    "paid-shorter": "Bulan lunas lebih awal daripada yang sudah tercatat; bulan yang tercatat tidak ditarik.",
    "not-alive": "Menurut daftar orang ini sudah meninggal atau tidak ada lagi, jadi tidak diambil alih.",
    "pair-undecided": "NIK ini juga milik nama lain dan menunggu keputusan petugas.",
    "person-twice": "Orang ini sudah ada pada baris {other}; baris pertama yang dipakai.",
    "covered-already": "Sebagian bulannya sudah terlindungi program lain, jadi tidak dicatat lagi.",
}
"""What the officer is told of a row that cannot be taken as it is, by code."""

REMARKS = ("kpj-missing", "kpj-number", "paid-unknown", "paid-shorter", "covered-already", "person-twice")
"""Findings that do not keep a row out."""

STARTS = frozenset(
    ("mulai", "tanggal mulai", "tgl mulai", "bulan mulai", "mulai perlindungan", "terdaftar sejak", "tmt", "sejak",
     "tanggal kepesertaan", "tgl kepesertaan", "awal kepesertaan", "tanggal terdaftar", "blth awal")
)  # fmt: skip
KPJ_DIGITS = 11
TOLD: dict[str, Any] = {
    "file": pl.Int32,
    "sheet": pl.Int32,
    "row": pl.Int64,
    "kpj": pl.String,
    "since": pl.Date,
    "paid_through": pl.Date,
}
FOUND: dict[str, Any] = {"row": pl.Int64, "code": pl.String, "values": pl.Object}


def told(
    checked: Checked, content: bytes, *, on: date, paid_through: date | None, longest: int
) -> tuple[pl.DataFrame, list[tuple[int, str, dict[str, Any]]]]:
    """What each row says (`TOLD`), and findings as (row, code, values).

    `paid_through` is for rows that tell no month. A month more than `longest` months after `on` is not believed.
    """
    rows: list[dict[str, Any]] = []
    found: list[tuple[int, str, dict[str, Any]]] = []
    for file in checked.files:
        for part in file.sheets:
            sheet = part.source
            parts = _columns(sheet)
            numbers = _number_rows(sheet, parts.get("kpj"), content)
            letters = list(dict.fromkeys(parts.values()))
            for line in sheet.cells.select("row", *letters).iter_rows(named=True):
                row, said = int(line["row"]), {role: line[letter].strip() for role, letter in parts.items()}
                one: dict[str, Any] = {"file": file.index, "sheet": part.index, "row": row}
                one["kpj"], problems = _kpj(said.get("kpj", ""), is_number=row in numbers, has_column="kpj" in parts)
                since, paid, wrong = _months(said, on=on, paid_through=paid_through, longest=longest)
                rows.append(one | {"since": since, "paid_through": paid})
                found += [(row, code, values) for code, values in (*problems, *wrong)]
    return pl.DataFrame(rows, schema=TOLD), found


def sentence(row: int, code: str, values: dict[str, Any]) -> str:
    """ "Baris 17: KPJ 10 angka, seharusnya 11 ..."."""
    return f"Baris {row}: {SENTENCES[code].format(**values)}"


def _columns(sheet: Sheet) -> dict[str, str]:
    """The letter of each part: kpj, paid, since."""
    parts: dict[str, str] = {}
    for letter, title in sheet.headings.items():
        role = words.heading(title)
        if words.phrase(title) in STARTS:
            role = "since"
        if role in ("kpj", "paid", "since") and letter in sheet.cells.columns:
            parts.setdefault(str(role), letter)
    return parts


def _kpj(text: str, *, is_number: bool, has_column: bool) -> tuple[str | None, list[tuple[str, dict[str, Any]]]]:
    digits = re.sub(r"\D", "", text)
    if not digits:
        return None, [("kpj-missing", {})] if has_column else []
    if len(digits) != KPJ_DIGITS:
        return None, [("kpj-short", {"length": len(digits)})]
    return digits, [("kpj-number", {})] if is_number else []


def _months(
    said: dict[str, str], *, on: date, paid_through: date | None, longest: int
) -> tuple[date | None, date | None, list[tuple[str, dict[str, Any]]]]:
    since = months_said.read(said["since"]) if said.get("since") else None
    paid = months_said.read(said["paid"]) if said.get("paid") else paid_through
    if (said.get("since") and since is None) or (said.get("paid") and paid is None):
        return None, None, [("month-unreadable", {})]
    if paid is None:
        return since, None, [("paid-unknown", {})]
    if month.between(month.parse(on), paid) > longest:
        values = {"paid": month.name(paid), "months": longest, "on": month.name(on)}
        return since, None, [("paid-too-far", values)]
    if since is not None and since > paid:
        return None, None, [("paid-before-start", {"paid": month.name(paid)})]
    return since, paid, []


def _number_rows(sheet: Sheet, letter: str | None, content: bytes) -> set[int]:
    """Rows in which the cell of a column is a number and not text; what is no workbook tells no kinds."""
    if letter is None:
        return set()
    try:
        grids = list(workbook.grids(content))
    except (Unreadable, OSError, ValueError):
        return set()
    for grid in grids:
        if grid.name == sheet.name and letter in grid.text.columns:
            return {
                grid.first_row + line for line, kind in enumerate(grid.kind_of(letter).to_list()) if kind == "number"
            }
    return set()


def covered(since: date | None, paid_through: date, on: date) -> list[date]:
    """The months that a row tells as covered: from its first month, else from that of the list, to the last paid.

    >>> [each.month for each in covered(None, date(2024, 12, 1), date(2024, 11, 20))]
    [11, 12]
    >>> covered(None, date(2024, 9, 1), date(2024, 11, 20))
    [datetime.date(2024, 9, 1)]
    """
    first = since or min(month.parse(on), paid_through)
    return month.range(first, month.between(first, paid_through) + 1)

"""Who leaves a signed list, or comes back to it, as the office's own file says: NIK and reason; no database."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from payung.kernel.refusal import Refusal
from payung.roster import reading
from payung.roster.reading import Sheet

HEADINGS = ("alasan", "alasan keluar", "alasan penggantian", "sebab", "keterangan", "ket", "ket.")
PUT_BACK = "put-back"
WORDS = (
    (re.compile(r"\b(batal|kembali|dikembalikan)\b"), PUT_BACK),
    (re.compile(r"\b(meninggal|wafat|alm|almarhum|almarhumah)\b"), "deceased"),
    (re.compile(r"\bpindah\b"), "moved-away"),
    (re.compile(r"\b(penerima upah|pu|karyawan)\b"), "became-wage-earner"),
    (re.compile(r"\b(mundur|mengundurkan|undur)\b"), "withdrawn"),
    (re.compile(r"\bpadan\b"), "not-matched"),
    (re.compile(r"\b(keliru|kekeliruan|salah)\b"), "mistake"),
)
MOST_NAMED = 8


class NotALeavingList(Refusal):
    """The file does not say who leaves and why."""


@dataclass(frozen=True)
class Leaving:
    """One line: the row as the spreadsheet shows it, the NIK, and a release of `selection.actions` or PUT_BACK."""

    row: int
    nik: str
    reason: str


def read(path: Path) -> list[Leaving]:
    """Every line of the file, whatever its shape; raises NotALeavingList with the rows that cannot be used."""
    if not path.is_file():
        raise NotALeavingList(f"Berkas {path.name} tidak ditemukan. Periksa nama dan mapnya.")
    lines: list[Leaving] = []
    wrong: list[int] = []
    for source in reading.read(path, needs=reading.REFERENCE):
        for sheet in source.sheets:
            letter = _reasons(sheet)
            if letter is None or "nik" not in sheet.columns:
                continue
            rows = sheet.cells.select("row", sheet.columns["nik"], letter).iter_rows()
            for row, nik, said in rows:
                reason = reason_of(said)
                digits = re.sub(r"\D", "", nik)
                if reason is None or len(digits) != 16:
                    wrong.append(row)
                else:
                    lines.append(Leaving(row, digits, reason))
    if wrong:
        raise NotALeavingList(
            f"Berkas {path.name} baris {_listed(wrong)}: NIK harus 16 angka, dan alasannya salah satu dari "
            "meninggal, pindah, menjadi penerima upah, mengundurkan diri, tidak padan, keliru, atau dikembalikan."
        )
    if not lines:
        raise NotALeavingList(
            f"Berkas {path.name} tidak memuat kolom NIK dan Alasan dengan isi yang dapat dibaca. Tulis keduanya."
        )
    return lines


def reason_of(said: str) -> str | None:
    """The code of a reason in words, or None.

    >>> reason_of("Meninggal dunia 3/2/2025"), reason_of("sudah jadi PU"), reason_of("lain-lain")
    ('deceased', 'became-wage-earner', None)
    """
    words = said.casefold()
    return next((code for pattern, code in WORDS if pattern.search(words)), None)


def _reasons(sheet: Sheet) -> str | None:
    return next((letter for letter, said in sheet.headings.items() if said.strip().casefold() in HEADINGS), None)


def _listed(rows: list[int]) -> str:
    shown = ", ".join(map(str, rows[:MOST_NAMED]))
    return shown + (f" dan {len(rows) - MOST_NAMED} lagi" if len(rows) > MOST_NAMED else "")

"""Read the list of a decree back from `terpilih.xlsx`, however it was sorted or saved since."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import python_calamine

from payung.decree import fingerprint
from payung.kernel.refusal import Refusal

# The headings that carry the fingerprint, as `terpilih.xlsx` writes them.
HEADINGS = {
    "nik": "NIK",
    "name": "Nama",
    "village": "Kode wilayah",
    "start": "Mulai",
    "months": "Bulan",
    "insurance": "Program",
}


class NotAList(Refusal):
    """The file is no list of a decree: it cannot be opened, or its headings are missing."""


def fingerprint_of(rows: list[list[Any]], salt: str) -> tuple[int, str] | None:
    """Give how many people stand in the rows and their fingerprint; None without the headings."""
    for index, row in enumerate(rows):
        headings = [str(cell).strip().casefold() for cell in row]
        if not all(heading.casefold() in headings for heading in HEADINGS.values()):
            continue
        at = {field: headings.index(heading.casefold()) for field, heading in HEADINGS.items()}
        people = [below for below in rows[index + 1 :] if re.fullmatch(r"\d{16}", str(below[at["nik"]]).strip())]
        return len(people), fingerprint.of((_line(person, at) for person in people), salt)
    return None


def fingerprint_of_file(path: Path, salt: str) -> tuple[int, str]:
    """Give how many people stand in the workbook and the fingerprint of its list.

    Raises:
        NotAList: the file cannot be opened as a workbook, or no sheet has the headings of a decree's list.
    """
    if not path.exists():
        raise NotAList(f"Berkas {path.name} tidak ditemukan. Periksa nama dan mapnya.")
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    except (OSError, python_calamine.CalamineError) as error:
        raise NotAList(
            f"Berkas {path.name} tidak dapat dibuka sebagai buku kerja. Periksa nama berkasnya."
        ) from error
    for rows in sheets:
        if found := fingerprint_of(rows, salt):
            return found
    wanted = ", ".join(HEADINGS.values())
    raise NotAList(f"Berkas {path.name} bukan daftar SK: judul kolom {wanted} tidak ditemukan.")


def _line(row: list[Any], at: dict[str, int]) -> fingerprint.Line:
    cell = {field: str(row[index]).strip() for field, index in at.items()}
    return fingerprint.Line(
        nik=cell["nik"],
        name=cell["name"],
        village=re.sub(r"\D", "", cell["village"]),
        start=cell["start"][:7],
        months=cell["months"].removesuffix(".0"),
        insurance=cell["insurance"].replace(" ", ""),
    )

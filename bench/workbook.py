"""One large roster of invented people, and a programme that reads it; for measuring only."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

import xlsxwriter

from payung.regions import reader

HEADINGS = (
    "No", "NIK", "No KK", "Nama Lengkap", "L/P", "Tempat Lahir", "Tanggal Lahir", "Pekerjaan", "Alamat", "RT", "RW",
    "Desa", "Kecamatan", "No HP", "Nama Ibu Kandung",
)  # fmt: skip
FIRST = ("Siti", "Budi", "Rina", "Joko", "Sari", "Dedi", "Lina", "Agus", "Wati", "Hendra", "Yuli", "Tono")
LAST = ("Aminah", "Santoso", "Marlina", "Susanto", "Rahayu", "Saputra", "Hartati", "Wijaya", "Lestari", "Gunawan")
JOBS = ("Petani", "Nelayan", "Pedagang", "Buruh Tani", "Tukang Ojek", "Penjahit", "Tukang Kayu")

PROGRAMME = """
code: {code}
name: Ukur {rows} baris
demo: true
government: "17.04"
issuer: {{title: Bupati Kaur, decree: Keputusan Bupati}}
legal_basis: {{mengingat: [UU 40/2004]}}
segment: BPU
insurance: [JKK, JKM]
income: 1000000
waves: [{{start: 2024-12, months: 1, villages: all}}]
funding: [{{source: APBD, owner: "17.04", year: 2024, ceiling: 900000000000, covers: [JKK, JKM]}}]
quota: {{method: equal, total: {seats}, leftover: move}}
assume: [resident, working, wage_earner, civil_servant, covered_elsewhere]
preference: [decile asc, age desc]
draw_seed: ukur
"""


def write(folder: Path, rows: int) -> Path:
    """Write a programme file with one roster of so many rows beside it; give the programme file."""
    (folder / "rosters").mkdir(parents=True)
    _roster(folder / "rosters" / "daftar.xlsx", rows)
    programme = folder / "programme.yaml"
    text = PROGRAMME.format(code=f"ukur-{rows}", rows=rows, seats=rows * 3 // 4)
    programme.write_text(text, encoding="utf-8")
    return programme


def _roster(path: Path, rows: int) -> None:
    chance = Random(rows)
    villages = list(reader.load().villages("1704000000").select("name", "district_name").iter_rows())
    serials: dict[str, int] = {}
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Daftar")
    sheet.write_row(0, 0, HEADINGS)
    for number in range(1, rows + 1):
        village, district = villages[number % len(villages)]
        born = date(1964, 1, 1) + timedelta(days=chance.randrange(14_000))
        woman = chance.random() < 0.5
        middle = f"{born.day + 40 * woman:02d}{born:%m%y}"
        serials[middle] = serials.get(middle, 0) + 1
        name = f"{chance.choice(FIRST)} {chance.choice(LAST)} {chance.choice(LAST)}"
        sheet.write_row(
            number,
            0,
            (
                number, f"170499{middle}{serials[middle]:04d}", f"170499{number % 280101:06d}{number % 9000 + 1:04d}",
                name, "P" if woman else "L", "Bintuhan", f"{born:%d-%m-%Y}", chance.choice(JOBS), "Jl. Merdeka",
                f"{number % 9 + 1:03d}", "001", village, district, f"0812{number:08d}", chance.choice(FIRST),
            ),
        )  # fmt: skip
    book.close()

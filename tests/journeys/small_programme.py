"""A programme of two villages in Kaur, small enough to see whole: its file, its rosters, a silent meter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import xlsxwriter

PROGRAMME = """
code: {code}
name: Dua desa di Kaur
demo: true
government: "17.04"
issuer: {{title: Bupati Kaur, decree: Keputusan Bupati}}
legal_basis: {{mengingat: [UU 40/2004, UU 24/2011], memperhatikan: [Inpres 2/2021]}}
segment: BPU
insurance: [JKK, JKM]
income: 1000000
waves: [{{start: 2024-12, months: {months}, villages: [17.04.01.2001, 17.04.01.2002]}}]
funding: [{{source: APBD, owner: "17.04", year: 2024, ceiling: {ceiling}, covers: [JKK, JKM]}}]
quota: {{method: equal, per_village: {seats}}}
assume: [resident, working, wage_earner, civil_servant, covered_elsewhere]
preference: [age desc]
draw_seed: {draw_seed}
rosters: rosters/
"""
GEDUNG_WANI, TANJUNG_KARET = "17.04.01.2001", "17.04.01.2002"

# NIK, name, birth date, occupation
SITI = ("1704994503790001", "SITI AMINAH", "05-03-1979", "Nelayan")
BUDI = ("1704991204700001", "BUDI SANTOSO", "12-04-1970", "Petani")
RINA = ("1704995109850001", "RINA MARLINA", "11-09-1985", "Pedagang")
JOKO = ("1704990107880001", "JOKO SUSANTO", "01-07-1988", "Petani")
OLD = ("1704990201500001", "KAKEK UMAR", "02-01-1950", "Petani")


def write(
    folder: Path, *, code: str = "dua-desa", seats: int = 2, ceiling: int = 1_000_000, months: int = 1,
    draw_seed: str = "undian dua desa",
) -> Path:  # fmt: skip
    """Write the programme file with an empty rosters folder beside it."""
    (folder / "rosters").mkdir(parents=True, exist_ok=True)
    path = folder / "programme.yaml"
    path.write_text(
        PROGRAMME.format(code=code, seats=seats, ceiling=ceiling, months=months, draw_seed=draw_seed), "utf-8"
    )
    return path


def roster(folder: Path, name: str, village: str, people: list[tuple[str, str, str, str]]) -> Path:
    """Write one village's workbook."""
    path = folder / "rosters" / name
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Usulan")
    sheet.write_row(0, 0, ("No", "NIK", "Nama", "Tanggal Lahir", "Pekerjaan", "Desa"))
    for number, (nik, full_name, born, work) in enumerate(people, start=1):
        sheet.write_row(number, 0, (number, nik, full_name, born, work, village))
    book.close()
    return path


class Silent:
    """Times nothing, shows nothing."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, key: str, label: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
        self.seconds[key] = 0.0
        yield lambda n: None

"""The reference lists of an example: deaths, insured elsewhere, civil servants, deciles - matching planted cases."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random

from payung.journeys.demo import workbook
from payung.journeys.demo.layout import WATERMARK, Cell, Sheet
from payung.journeys.demo.person import Person


def _list(path: Path, title: str, heading: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    made = Sheet("Daftar", heading=3, widths=[5, 19, 26, 18, 18])
    made.rows = [[WATERMARK], [title], [], ["No", *heading]]
    made.rows += [[number, *row] for number, row in enumerate(rows, 1)]
    workbook.write(path, [made])


def write(folder: Path, people: Sequence[Person], rng: Random, on: date, villages: dict[str, str]) -> None:
    """Write the four lists for people of which some were planted as deceased, insured or civil servants."""
    folder.mkdir(parents=True, exist_ok=True)
    of = {
        kind: [p for p in people if p.planted == kind] for kind in ("deceased", "insured-elsewhere", "civil-servant")
    }
    died = [
        (p.nik, p.name, f"{on - timedelta(days=rng.randrange(12, 300)):%d-%m-%Y}", villages[p.village])
        for p in of["deceased"]
    ]
    _list(folder / "meninggal.xlsx", "Daftar akta kematian", ("NIK", "Nama", "Tanggal Meninggal", "Desa"), died)
    insured = [(p.nik, p.name, f"{rng.randrange(10**10, 10**11)}", "PU") for p in of["insured-elsewhere"]]
    _list(folder / "peserta-aktif.xlsx", "Daftar peserta aktif", ("NIK", "Nama", "No. KPJ", "Segmen"), insured)
    servants = [(p.nik, p.name.upper(), p.occupation) for p in of["civil-servant"]]
    _list(folder / "pegawai.xlsx", "Daftar pegawai", ("NIK", "Nama", "Status"), servants)
    lines = ["NIK;Desil", *(f"{p.nik};{p.decile}" for p in people if p.decile is not None)]
    (folder / "desil.csv").write_text("\r\n".join(dict.fromkeys(lines)) + "\r\n", encoding="utf-8")

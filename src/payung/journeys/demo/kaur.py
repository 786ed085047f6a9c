"""Kaur 2024: 195 desa and kelurahan, one list each in whatever form the village makes it."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

from payung.journeys.demo import layout, packing, planting, styles, workbook, writing
from payung.journeys.demo.layout import Sheet, VillageText
from payung.journeys.demo.person import Person, Place
from payung.journeys.demo.styles import STYLES

REGION = "1704000000"
ON = date(2024, 12, 1)
ROWS = 10_170
OUTSIDE = ("Rantau Sialang", "Palak Siring", "Keban Agung II", "Durian Sebatang")
"""Villages of the neighbour Bengkulu Selatan, where some candidates have moved to."""

COAST = ("Kaur Selatan", "Maje", "Nasal", "Tetap", "Tanjung Kemuning", "Semidang Gumay")
_INLAND = {
    "Petani": 30, "Buruh Tani": 14, "Pekebun Kelapa Sawit": 12, "Pekebun Kopi": 8, "Buruh Harian Lepas": 9,
    "Peternak": 4, "Pedagang Keliling": 5, "Pedagang Kecil": 5, "Tukang Kayu": 3, "Tukang Batu": 3,
    "Tukang Ojek": 3, "Penjahit": 1, "Buruh Bangunan": 3, "Sopir": 1,
}  # fmt: skip
_COAST = {**_INLAND, "Petani": 18, "Nelayan": 24, "Buruh Nelayan": 6, "Pedagang Ikan": 4}

NEIGHBOURS = 12
"""People whom two villages list."""

LATE = 2
"""Villages that have not sent a list when the job runs."""


def place(district_name: str) -> Place:
    """What the people of a kecamatan have in common."""
    return Place(
        REGION,
        "Kabupaten Kaur",
        ("Kaur", "Bintuhan", "Manna", "Bengkulu", "Linau", "Tanjung Kemuning"),
        {"melayu": 82, "jawa": 18},
        _COAST if district_name in COAST else _INLAND,
    )


def write(folder: Path, villages: list[VillageText], rows: dict[str, list[Person]], rng: Random) -> None:
    """One file a village, but two kecamatan send one workbook, one a zip; two villages send nothing yet."""
    by_district: dict[str, list[VillageText]] = {}
    for village in villages:
        by_district.setdefault(village.district, []).append(village)
    together, packed = ("Lungkang Kule", "Muara Sahung"), "Padang Guci Hilir"
    single = [v for v in villages if v.district not in (*together, packed)]
    late = {v.code for v in rng.sample(single, LATE)}
    forms = _forms(rng, [v for v in single if v.code not in late])
    for district in together:
        style = styles.random_style(rng)
        sheets = [_sheet(v, rows[v.code], style, rng, v.name) for v in by_district[district]]
        workbook.write(folder / f"{district}.xlsx", sheets)
    for village in single:
        if village.code not in late:
            _village_file(folder, village, rows[village.code], forms.get(village.code, "xlsx"), rng)
    scratch = folder / ".kemas"
    scratch.mkdir()
    for village in by_district[packed]:
        _village_file(scratch, village, rows[village.code], "xlsx", rng)
    files = sorted(scratch.iterdir())
    packing.pack(folder / f"kiriman {packed}.zip", [(f.name, f.read_bytes()) for f in files])
    for file in files:
        file.unlink()
    scratch.rmdir()


def _forms(rng: Random, villages: list[VillageText]) -> dict[str, str]:
    """Which villages send something else than a workbook with text."""
    odd = ["csv"] * 12 + ["xls"] * 8 + ["ods"] * 4 + ["number"] * 4 + ["destroyed"]
    return {village.code: form for village, form in zip(rng.sample(villages, len(odd)), odd, strict=True)}


def _village_file(folder: Path, village: VillageText, people: list[Person], form: str, rng: Random) -> None:
    style = STYLES[-1] if form in ("number", "destroyed") else styles.random_style(rng)
    if form == "destroyed":
        people = [replace(p, nik=p.nik[:15] + "0", typed={}) for p in people]
    stem = _file_name(village, rng)
    if form == "csv":
        made = _sheet(village, people, replace(style, two_line_heading=False), rng)
        encoding = rng.choice(("utf-8-sig", "cp1252", "utf-16"))
        (folder / f"{stem}.csv").write_text(writing.csv_text(made), encoding=encoding, newline="")
    elif form == "xls":
        writing.html_table(folder / f"{stem}.xls", _sheet(village, people, style, rng))
    elif form == "ods":
        made = _sheet(village, people, replace(style, two_line_heading=False), rng)
        writing.ods(folder / f"{stem}.ods", [made])
    else:
        workbook.write(folder / f"{stem}.xlsx", [_sheet(village, people, style, rng)])


def _file_name(village: VillageText, rng: Random) -> str:
    label = "Kelurahan" if village.kind == "kelurahan" else "Desa"
    manner = rng.randrange(4)
    name = village.name if village.is_unique else f"{village.name} ({village.district})"
    return (
        f"{label} {name}",
        f"data {name.lower()}",
        f"{village.code} {name}",
        f"Pekerja rentan {label} {name} FIX",
    )[manner]


def _sheet(
    village: VillageText, people: list[Person], style: styles.Style, rng: Random, name: str = "Sheet1"
) -> Sheet:
    label = village.kind.upper()
    title = (
        f"DAFTAR CALON PESERTA JAMINAN SOSIAL KETENAGAKERJAAN {label} {village.name.upper()}",
        f"KECAMATAN {village.district.upper()} KABUPATEN KAUR TAHUN 2024",
    )
    head = "Kepala Desa" if village.kind == "desa" else "Lurah"
    day = rng.randrange(4, 16)
    signed = (
        f"{village.name}, {day} November 2024",
        f"{head} {village.name},",
        "",
        planting.somebody(rng, {"melayu": 82, "jawa": 18}),
    )
    return layout.sheet(name, title, [(village, people)], style, ON, signed)

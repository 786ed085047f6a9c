"""Kalimantan Barat 2023: 14 kabupaten and kota, one file each with a sheet a kecamatan."""

from datetime import date
from pathlib import Path
from random import Random

from payung.journeys.demo import candidates, layout, lists, planting, workbook, writing
from payung.journeys.demo.layout import Sheet, VillageText
from payung.journeys.demo.person import Person, Place
from payung.journeys.demo.styles import STYLES
from payung.regions import reader

REGION = "6100000000"
ON = date(2023, 6, 1)
ROWS = 90_000
OUTSIDE = ("Kumai Hilir", "Mendawai Seberang", "Natai Raya")
"""Villages of the neighbour Kalimantan Tengah."""

POPULATION = {
    "6101": 651_246, "6102": 314_148, "6103": 499_074, "6104": 583_541, "6105": 457_204, "6106": 276_988,
    "6107": 295_966, "6108": 415_033, "6109": 225_494, "6110": 217_600, "6111": 126_898, "6112": 646_091,
    "6171": 687_031, "6172": 249_954,
}  # fmt: skip
"""Inhabitants by kabupaten and kota, annex of Kepmendagri 300.2.2-2430/2025; the weights of the quota."""

_PEOPLES = {
    "6101": {"melayu": 80, "dayak": 8, "tionghoa": 7, "jawa": 5},
    "6102": {"melayu": 60, "dayak": 15, "tionghoa": 10, "jawa": 15},
    "6103": {"dayak": 62, "melayu": 20, "tionghoa": 6, "jawa": 12},
    "6104": {"melayu": 55, "dayak": 28, "tionghoa": 5, "jawa": 12},
    "6105": {"dayak": 60, "melayu": 22, "tionghoa": 4, "jawa": 14},
    "6106": {"dayak": 50, "melayu": 45, "jawa": 5},
    "6107": {"dayak": 60, "melayu": 22, "tionghoa": 10, "jawa": 8},
    "6108": {"dayak": 78, "melayu": 12, "tionghoa": 4, "jawa": 6},
    "6109": {"dayak": 60, "melayu": 27, "tionghoa": 4, "jawa": 9},
    "6110": {"dayak": 58, "melayu": 32, "jawa": 10},
    "6111": {"melayu": 82, "dayak": 8, "jawa": 10},
    "6112": {"melayu": 50, "jawa": 30, "tionghoa": 10, "dayak": 10},
    "6171": {"melayu": 50, "tionghoa": 25, "jawa": 17, "dayak": 8},
    "6172": {"tionghoa": 42, "melayu": 33, "dayak": 13, "jawa": 12},
}
_SOCIAL = {"Guru Ngaji": 9, "Marbot": 6, "Guru Sekolah Minggu": 6, "Pekerja Sosial Keagamaan": 8, "Imam Masjid": 4}
_RURAL = {
    **_SOCIAL, "Petani": 16, "Petani Karet": 9, "Buruh Tani": 7, "Pekebun": 4, "Nelayan": 5, "Peternak": 2,
    "Buruh Harian Lepas": 7, "Pedagang Kecil": 5, "Pedagang Pasar": 4, "Pelaku UMKM": 4, "Tukang Kayu": 2,
    "Tukang Ojek": 2,
}  # fmt: skip
_URBAN = {
    **_SOCIAL, "Pedagang Pasar": 10, "Pedagang Kaki Lima": 9, "Buruh Angkut Pasar": 5, "Juru Parkir": 4,
    "Ojek Online": 7, "Kurir": 5, "Penjual Online": 4, "Pelaku UMKM": 8, "Asisten Rumah Tangga": 6, "Pemulung": 3,
    "Buruh Bangunan": 6,
}  # fmt: skip
"""The four ecosystems of the launch: village, market, e-commerce and small business, vulnerable workers."""

_TOWNS = {
    "6101": "Sambas",
    "6102": "Mempawah",
    "6103": "Sanggau",
    "6104": "Ketapang",
    "6105": "Sintang",
    "6106": "Putussibau",
    "6107": "Bengkayang",
    "6108": "Ngabang",
    "6109": "Sekadau",
    "6110": "Nanga Pinoh",
    "6111": "Sukadana",
    "6112": "Sungai Raya",
    "6171": "Pontianak",
    "6172": "Singkawang",
}
_STYLE_OF = {code: STYLES[number % 6] for number, code in enumerate(POPULATION)}
_CSV, _HTML = "6172", "6109"


def place(regency: str, regency_name: str) -> Place:
    """What the people of a kabupaten or kota have in common."""
    short = regency[:4]
    town = _TOWNS[short]
    births = (town, town, "Pontianak", "Singkawang", regency_name.split(" ", 1)[1])
    return Place(regency, regency_name, births, _PEOPLES[short], _URBAN if short in ("6171", "6172") else _RURAL)


def write_regency(
    folder: Path, regency: str, name: str, villages: list[VillageText], rows: dict[str, list[Person]], rng: Random
) -> Path:
    """The file of one kabupaten or kota: a sheet a kecamatan, or one CSV or HTML table."""
    style = _STYLE_OF[regency[:4]]
    title = (
        f"USULAN PESERTA JAMINAN SOSIAL KETENAGAKERJAAN PEKERJA RENTAN {name.upper()}",
        "PROVINSI KALIMANTAN BARAT TAHUN 2023",
    )
    signed = (
        f"{_TOWNS[regency[:4]]}, {rng.randrange(10, 28)} April 2023",
        "Kepala Dinas Tenaga Kerja,",
        "",
        planting.somebody(rng, _PEOPLES[regency[:4]]),
    )
    if regency[:4] in (_CSV, _HTML):
        style = STYLES[3] if regency[:4] == _CSV else STYLES[1]
        made = layout.sheet("Sheet1", title, [(v, rows[v.code]) for v in villages], style, ON, signed)
        if regency[:4] == _HTML:
            path = folder / f"{regency[:4]} {name}.xls"
            writing.html_table(path, made)
        else:
            path = folder / f"{regency[:4]} {name}.csv"
            path.write_text(writing.csv_text(made), encoding="utf-8-sig", newline="")
        return path
    sheets: list[Sheet] = []
    by_district: dict[str, list[VillageText]] = {}
    for village in villages:
        by_district.setdefault(village.district, []).append(village)
    for number, (district, members) in enumerate(by_district.items()):
        chosen = STYLES[-1] if regency[:4] == "6104" and number == 3 else style
        groups = [(v, rows[v.code]) for v in members]
        where = (*title, f"KECAMATAN {district.upper()}")
        sheets.append(layout.sheet(f"Kec. {district}", where, groups, chosen, ON, signed))
    path = folder / f"{regency[:4]} {name}.xlsx"
    workbook.write(path, sheets)
    return path


def write_weights(path: Path, villages: list[VillageText]) -> None:
    """The quota's weights: a kabupaten's published inhabitants, shared equally by its villages (an assumption)."""
    counts: dict[str, int] = {}
    for village in villages:
        counts[village.code[:4]] = counts.get(village.code[:4], 0) + 1
    lines = ["kode;nama;bobot"]
    lines += [f"{v.written('code')};{v.name};{POPULATION[v.code[:4]] // counts[v.code[:4]]}" for v in villages]
    path.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")


def write(folder: Path, rosters: Path, seed: int) -> list[Person]:
    """Write the rosters of all 14, the reference lists and the weights of the quota; gives all rows as people."""
    regions = reader.load()
    villages = candidates.villages_of(REGION)
    write_weights(folder / "bobot-desa.csv", villages)
    names = dict(regions.regencies(REGION).iter_rows())
    done = {code: regency_people(rosters, code, name, seed) for code, name in names.items()}
    made = [who for code in sorted(done) for who in done[code]]
    rng = Random(f"kalbar/{seed}/lists")
    lists.write(folder / "lists", made, rng, ON, {v.code: v.name for v in villages})
    return made


def regency_people(folder: Path, code: str, name: str, seed: int) -> list[Person]:
    """Invent the rows of one kabupaten or kota and write its file."""
    everywhere = candidates.share(ROWS, list(POPULATION.values()))
    total = dict(zip(POPULATION, everywhere, strict=True))[code[:4]]
    villages = candidates.villages_of(code)
    rng = Random(f"kalbar/{seed}/{code}")
    sizes = candidates.share(total, [rng.uniform(0.9, 1.15) for _ in villages])
    where = place(code, name)
    rows = candidates.invent(villages, sizes, f"kalbar/{seed}", ON, lambda _: where, OUTSIDE)
    write_regency(folder, code, name, villages, rows, rng)
    return [who for village in villages for who in rows[village.code]]

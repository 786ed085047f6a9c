"""Bengkayang 2024: 122 desa with a hundred seats each, one list a desa; some desa have not named anybody yet."""

from datetime import date

from payung.journeys.demo.example import Places
from payung.journeys.demo.layout import VillageText
from payung.journeys.demo.person import Place
from payung.journeys.demo.sending import Sending

REGION = "6107000000"
ON = date(2024, 3, 1)
ROWS = 14_150
OUTSIDE = ("Sambas Kota", "Semata", "Sebangkau Raya", "Tebas Kuala")
"""Villages elsewhere, where some candidates have moved to."""

COAST = ("Sungai Raya", "Sungai Raya Kepulauan", "Capkala")
_PEOPLES = {"dayak": 60, "melayu": 22, "tionghoa": 10, "jawa": 8}
_COASTAL = {"melayu": 48, "dayak": 22, "tionghoa": 20, "jawa": 10}
_INLAND = {
    "Petani": 26, "Petani Karet": 15, "Petani Lada": 8, "Buruh Tani": 11, "Pekebun Kelapa Sawit": 9,
    "Petani Jagung": 6, "Buruh Harian Lepas": 8, "Peternak": 4, "Pedagang Kecil": 5, "Tukang Kayu": 3,
    "Tukang Ojek": 3, "Buruh Bangunan": 2, "Guru Ngaji": 1, "Guru Sekolah Minggu": 2,
}  # fmt: skip
_SEASIDE = {**_INLAND, "Petani": 14, "Nelayan": 22, "Buruh Nelayan": 7, "Pedagang Ikan": 5}


def place(village: VillageText) -> Place:
    """What the people of a village have in common."""
    coastal = village.district in COAST
    return Place(
        REGION,
        "Kabupaten Bengkayang",
        ("Bengkayang", "Bengkayang", "Sanggau Ledo", "Samalantan", "Ledo", "Singkawang", "Sambas"),
        _COASTAL if coastal else _PEOPLES,
        _SEASIDE if coastal else _INLAND,
    )


EXAMPLE = Places(
    name="bengkayang",
    region=REGION,
    on=ON,
    rows=ROWS,
    place=place,
    outside=OUTSIDE,
    sending=Sending(
        region="KABUPATEN BENGKAYANG TAHUN 2024",
        month="Januari 2024",
        on=ON,
        peoples=_PEOPLES,
        forms={"csv": 9, "xls": 6, "ods": 4, "number": 3, "destroyed": 1, "opensid": 1, "siak": 1, "bip": 1},
        together=("Siding",),
        packed="Suti Semarang",
        late=5,
        days=(8, 27),
    ),
    poor=6,
    neighbours=8,
    reach=(0.9, 1.2),
    kinds=("desa",),
)

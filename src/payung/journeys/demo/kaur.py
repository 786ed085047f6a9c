"""Kaur 2024: 195 desa and kelurahan; two kecamatan send one workbook, one a zip; two villages send nothing yet."""

from datetime import date

from payung.journeys.demo.example import Places
from payung.journeys.demo.layout import VillageText
from payung.journeys.demo.person import Place
from payung.journeys.demo.sending import Sending

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

_PEOPLES = {"melayu": 82, "jawa": 18}
SENDING = Sending(
    region="KABUPATEN KAUR TAHUN 2024",
    month="November 2024",
    on=ON,
    peoples=_PEOPLES,
    forms={"csv": 12, "xls": 8, "ods": 4, "number": 4, "destroyed": 1},
    together=("Lungkang Kule", "Muara Sahung"),
    packed="Padang Guci Hilir",
    late=2,
)


def place(village: VillageText) -> Place:
    """What the people of a village have in common."""
    return Place(
        REGION,
        "Kabupaten Kaur",
        ("Kaur", "Bintuhan", "Manna", "Bengkulu", "Linau", "Tanjung Kemuning"),
        _PEOPLES,
        _COAST if village.district in COAST else _INLAND,
    )


EXAMPLE = Places(
    name="kaur",
    region=REGION,
    on=ON,
    rows=ROWS,
    place=place,
    outside=OUTSIDE,
    sending=SENDING,
    poor=9,
    neighbours=12,
)

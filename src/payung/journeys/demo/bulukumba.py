"""Bulukumba 2024: village institutions and vulnerable workers in one list a village; kelurahan name workers only."""

from datetime import date

from payung.journeys.demo.example import Places
from payung.journeys.demo.layout import VillageText
from payung.journeys.demo.person import Place
from payung.journeys.demo.sending import Sending

REGION = "7302000000"
ON = date(2024, 1, 1)
OUTSIDE = ("Pa'jukukang", "Nipa-Nipa", "Borong Loe", "Baruga")
"""Villages of the neighbour Bantaeng, where some candidates have moved to."""

COAST = ("Ujung Bulu", "Bonto Bahari", "Bonto Tiro", "Herlang", "Ujungloe", "Gantarang")
STAFF = (
    "Kepala Desa", "Sekretaris Desa", "Kaur Keuangan", "Kepala Dusun", "Kepala Dusun", "Perangkat Desa",
    "Perangkat Desa", "Anggota BPD", "Anggota BPD", "Anggota BPD",
)  # fmt: skip
"""Whom a desa names of its own institutions: an assumption, ten of them."""

_PEOPLES = {"bugis": 96, "jawa": 4}
_INLAND = {
    "Petani": 24, "Petani Kopi": 8, "Petani Jagung": 10, "Buruh Tani": 12, "Penyadap Karet": 5, "Peternak": 7,
    "Buruh Harian Lepas": 9, "Pedagang Kecil": 7, "Pedagang Keliling": 5, "Tukang Kayu": 4, "Tukang Batu": 4,
    "Tukang Ojek": 3, "Penenun": 2,
}  # fmt: skip
_SEASIDE = {**_INLAND, "Petani": 10, "Nelayan": 24, "Petani Rumput Laut": 9, "Buruh Pelabuhan": 3, "Tukang Kayu": 7}


def place(village: VillageText) -> Place:
    """What the people of a village have in common."""
    return Place(
        REGION,
        "Kabupaten Bulukumba",
        ("Bulukumba", "Bulukumba", "Kajang", "Tanete", "Hila-Hila", "Bantaeng", "Sinjai"),
        _PEOPLES,
        _SEASIDE if village.district in COAST else _INLAND,
    )


EXAMPLE = Places(
    name="bulukumba",
    region=REGION,
    on=ON,
    rows=1_930,
    place=place,
    outside=OUTSIDE,
    sending=Sending(
        region="KABUPATEN BULUKUMBA TAHUN 2024",
        month="Desember 2023",
        on=ON,
        peoples=_PEOPLES,
        forms={"csv": 8, "xls": 6, "ods": 3, "number": 2, "destroyed": 1, "siak": 1, "opensid": 1},
        together=("Bonto Bahari",),
        packed="Kindang",
        late=3,
        days=(4, 20),
    ),
    poor=5,
    neighbours=6,
    reach=(0.95, 1.15),
    staff=STAFF,
)

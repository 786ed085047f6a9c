"""Denpasar 2023: 27 desa with a budget of their own, one list each; the 16 kelurahan have no village budget."""

from datetime import date

from payung.journeys.demo.example import Places
from payung.journeys.demo.layout import VillageText
from payung.journeys.demo.person import Place
from payung.journeys.demo.sending import Sending

REGION = "5171000000"
ON = date(2023, 2, 1)
OUTSIDE = ("Kuta Utara", "Kerobokan", "Batubulan", "Ketewel")
"""Villages of the neighbours Badung and Gianyar, where some candidates have moved to."""

_PEOPLES = {"bali": 80, "jawa": 17, "bugis": 3}
_WORK = {
    "Pedagang Pasar": 14, "Pedagang Canang": 9, "Pedagang Kaki Lima": 10, "Buruh Bangunan": 10, "Tukang Suun": 5,
    "Ojek Online": 8, "Sopir": 5, "Petani": 7, "Nelayan": 4, "Perajin": 7, "Penjahit": 5, "Asisten Rumah Tangga": 7,
    "Juru Parkir": 3, "Pemulung": 2, "Pelaku UMKM": 6,
}  # fmt: skip


def place(village: VillageText) -> Place:
    """What the people of a village have in common."""
    return Place(
        REGION,
        "Kota Denpasar",
        ("Denpasar", "Denpasar", "Badung", "Gianyar", "Tabanan", "Karangasem"),
        _PEOPLES,
        _WORK,
    )


EXAMPLE = Places(
    name="denpasar",
    region=REGION,
    on=ON,
    rows=3_230,
    place=place,
    outside=OUTSIDE,
    sending=Sending(
        region="KOTA DENPASAR TAHUN 2023",
        month="Januari 2023",
        on=ON,
        peoples=_PEOPLES,
        forms={"csv": 3, "xls": 3, "ods": 2, "number": 1, "opensid": 2},
        days=(9, 27),
        head="Perbekel",
    ),
    poor=2,
    neighbours=4,
    reach=(0.95, 1.15),
    kinds=("desa",),
)

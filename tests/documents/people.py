"""A small invented list: two villages of Kinal and one kelurahan of Kaur Utara; NIKs carry sub-district 99."""

from datetime import date

import polars as pl

from payung.documents import decree_text

SALT = "9c1e5b7a40d2f86e13a7c5d9e2b04f68"
DIGEST = "f2b443a0f83e9b06d8895d594eeaaf4ff9ddf63586ab6ce934f2505e8e4320e4"
PHONE, MOTHER = "085200000111", "RATNAWATI RAHASIA"
PARTS = {"JKK": 10000, "JKM": 6800}

VILLAGES = [
    ("1704012001", "Gedung Wani", "desa", "1704010000", "Kinal", 46),
    ("1704012002", "Penandingan", "desa", "1704010000", "Kinal", 2),
    ("1704031010", "Simpang Tiga", "kelurahan", "1704030000", "Kaur Utara", 3),
]


def frame() -> pl.DataFrame:
    """51 people; the first village needs two pages, one name looks like a formula."""
    rows = []
    for code, name, kind, district, district_name, count in VILLAGES:
        for index in range(count):
            rows.append(
                {
                    "nik": f"170499{12 + index % 10:02d}0680{len(rows) + 1:04d}",
                    "kk": f"1704990507090{len(rows) + 1:03d}",
                    "name": "=CMD()" if (code, index) == ("1704012002", 0) else f"SITI AMINAH {index + 1:02d}",
                    "sex": "P",
                    "birth_place": "Bintuhan",
                    "birth_date": date(1980, 6, 12 + index % 10),
                    "age": 44,
                    "hamlet": "II",
                    "rt": "003",
                    "rw": "001",
                    "occupation": "Nelayan",
                    "village": code,
                    "village_name": name,
                    "village_kind": kind,
                    "district": district,
                    "district_name": district_name,
                    "rank": index + 1,
                    "basis": "Desil 2",
                    "reason": f"Terpilih pada urutan {index + 1} dari kuota desa.",
                    "law": "PP 44/2015",
                    "months": 1,
                    "insurance": "JKK+JKM",
                    "source": "APBD",
                    "start": date(2024, 12, 1),
                    "phone": PHONE,
                    "mother": MOTHER,
                    "income": 1000000,
                }
            )
    return pl.DataFrame(rows)


def decree(**changes: object) -> decree_text.DecreeText:
    """The decree on `frame`; `changes` go to `decree_text.standard`."""
    people = frame().height
    given: dict[str, object] = {
        "issuer": decree_text.Issuer(
            title="Bupati Kaur", region="Kabupaten Kaur", province="Provinsi Bengkulu", place="Bintuhan"
        ),
        "figures": decree_text.Figures(
            people=people,
            parts=PARTS,
            start=date(2024, 12, 1),
            months=1,
            total=people * 16800,
            list_sha256=DIGEST,
            list_salt=SALT,
        ),
        "year": 2024,
        "fundings": (
            decree_text.Funding(
                "Anggaran Pendapatan dan Belanja Daerah Kabupaten Kaur Tahun Anggaran 2024", "APBD Kab. Kaur TA 2024"
            ),
        ),
        "mengingat": ["PP 44/2015", "UU 24/2011", "UU 40/2004", "UU 3/2003", "UU 23/2014", "Permenaker 5/2021"],
        "memperhatikan": ["Inpres 2/2021", "Inpres 4/2022"],
        "as_of": date(2024, 11, 29),
        "agency": "Kepala Dinas Tenaga Kerja Kabupaten Kaur",
        "copies": ("Gubernur Bengkulu di Bengkulu", "Para Camat se-Kabupaten Kaur"),
        "objections_until": date(2024, 12, 13),
    }
    return decree_text.standard(**(given | changes))  # type: ignore[arg-type]

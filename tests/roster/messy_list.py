"""A list of people in which everything is typed in every wrong way, the same at every run."""

from random import Random

CELLS = {
    "nik": (
        *("1704991112640033", "17.0499.1112640033", "1,7E+15", "", "0", "1704995408820010", "6107991112640033"),
        *("'1704991112640033", "17049911XXXXXXXX", "belum punya", "0704991112640033", "17O4991112640033"),
        *(
            "1704991112640033.0",
            "NIK: 1704991112640033",
            "1704993211640033",
            "1111111111111111",
            "1704\u00a0991112640033",
        ),
    ),
    "kk": ("1704991410120047", "1704995408820010", "12", "", "17.04.991410120047", "abc", "1,7E+15"),
    "name": (
        *("DEDI SUSANTO", "Dedy Susanto", "Bpk. KARIM", "", "X1", "Moh. Djoko  Soetjipto", "H. Abd. Rahman, S.Pd"),
        *("alm. Budi", "Siti (almh)", "A", "contoh", " Ann  Wulan ", "Muhammad\nRizal", "LÉO", "ST. AMINAH"),
    ),
    "birth_date": (
        *("11-12-1964", "12/25/1970", "3/4/70", "29445", "31-02-1979", "", "1 Mei 2010", "Bintuhan, 14-08-1982"),
        *(
            "1964-12-11",
            "11121964",
            "19641211",
            "12-12-1880",
            "01-01-2030",
            "tidak tahu",
            "Des 11, 1964",
            "0000-00-00",
        ),
    ),
    "sex": ("L", "P", "?", "", "Laki-laki", "PEREMPUAN", "1", "W"),
    "age": ("45", "45 th", "", "x", "59"),
    "occupation": ("Nelayan", "PNS", "IRT", "Xyzzy", "", "Petani/Pekebun", "-"),
    "phone": ("085200000112", "+62 852 0000 0112", "1", "85200000112", "0852-0000-0112 / 0813 1111 2222", "-", ""),
    "village": ("Linau", "Xyzzyville", "", "Desa LINAU", "Lina", "Kel. Bintuhan"),
    "district": ("", "Maje", "Kaur Selatan"),
    "status": ("", "HIDUP", "MATI", "Pindah"),
    "income": ("1000000", "Rp 1.000.000,-", "1,5 juta", "x", ""),
    "rt": ("001", "RT 1", "", "-"),
}


def people(count: int, seed: int = 2024) -> list[dict[str, str]]:
    """So many rows; the first of each three is as typed by a careful hand but for one cell."""
    chance = Random(seed)
    careful = {field: cells[0] for field, cells in CELLS.items()}
    rows = []
    for number in range(count):
        spoiled = [chance.choice(list(CELLS))] if number % 3 == 0 else list(CELLS)
        rows.append(careful | {field: chance.choice(CELLS[field]) for field in spoiled})
    return rows

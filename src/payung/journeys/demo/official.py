"""Lists that villages cut out of another program: OpenSID's residents, SIAK, the printed register of 2016."""

from collections.abc import Callable

from payung.journeys.demo.layout import WATERMARK, Cell, Sheet, VillageText
from payung.journeys.demo.person import Person
from payung.roster.reading import formats

_SEX = {"L": "LAKI-LAKI", "P": "PEREMPUAN"}
_RELATION = {"Istri": "ISTRI", "Kepala Keluarga": "KEPALA KELUARGA", "Anak": "ANAK", "Menantu": "MENANTU"}


def sheet(form: str, village: VillageText, people: list[Person]) -> Sheet:
    """The list of a village as "opensid", "siak" or "bip" gives it; each says that it is an example."""
    return _SHEETS[form](village, people)


def _typed(who: Person, key: str, value: Cell) -> Cell:
    return who.typed.get(key, value)


def _by_heading(form: str, rows: list[dict[str, Cell]]) -> Sheet:
    columns = list(formats.catalogue()[form].columns)
    made = Sheet("Data Penduduk", widths=[16] * len(columns))
    made.rows = [list(columns), *([row.get(column) for column in columns] for row in rows)]
    return made


def _opensid(village: VillageText, people: list[Person]) -> Sheet:
    return _by_heading(
        "opensid-residents",
        [
            {
                "alamat": who.address,
                "dusun": who.hamlet.removeprefix("Dusun ").upper(),
                "rw": who.rw,
                "rt": who.rt,
                "nama": _typed(who, "name", who.name.upper()),
                "no_kk": _typed(who, "kk", who.kk),
                "nik": _typed(who, "nik", who.nik),
                "sex": _SEX[who.sex],
                "tempatlahir": who.birth_place.upper(),
                "tanggallahir": f"{who.birth_date:%Y-%m-%d}",
                "pekerjaan_id": who.occupation.upper(),
                "status_kawin": "KAWIN" if who.relation in ("Istri", "Menantu") else "BELUM KAWIN",
                "kk_level": _RELATION[who.relation],
                "warganegara_id": "WNI",
                "nama_ibu": who.mother.upper(),
                "status_dasar": "TETAP",
                "ket": WATERMARK,
            }
            for who in people
        ],
    )


def _siak(village: VillageText, people: list[Person]) -> Sheet:
    return _by_heading(
        "siak",
        [
            {
                "Nomor KK": _typed(who, "kk", who.kk),
                "NIK": _typed(who, "nik", who.nik),
                "Nama Penduduk": _typed(who, "name", who.name.upper()),
                "Status": "Hidup",
                "Tempat Lahir": who.birth_place.upper(),
                "Tanggal Lahir": who.birth_date,
                "Kelamin": _SEX[who.sex],
                "Ibu": who.mother.upper(),
                "SHDK": _RELATION[who.relation],
                "Kecamatan": _typed(who, "district", village.district.upper()),
                "Desa/Kel": _typed(who, "village", village.name.upper()),
                "Alamat": f"DSN {who.hamlet.removeprefix('Dusun ').upper()}",
                "RW": int(who.rw),
                "RT": int(who.rt),
                "Pekerjaan": who.occupation.upper(),
                "Petugas Entri": WATERMARK,
            }
            for who in people
        ],
    )


def _bip(village: VillageText, people: list[Person]) -> Sheet:
    """Every person as a family of one: a village cuts out those whom it names."""
    made = Sheet("BIP", widths=[26, 26, 22, 16, 14, 8, 18, 10, 12, 22, 22, 18])
    head: list[Cell] = [
        "No",
        "Nama Lengkap",
        "NIK",
        "Tempat/Tgl Lahir",
        None,
        "JK Lk/Pr",
        "SHDK",
        "Agama",
        "Pendidikan",
    ]
    head += ["Pekerjaan", "Ibu", "Ayah"]
    made.rows = [
        [WATERMARK],
        ["BUKU INDUK PENDUDUK"],
        [f"{village.kind.upper()} {village.name.upper()} KECAMATAN {village.district.upper()}"],
        [],
        head,
    ]
    made.heading = 4
    for number, who in enumerate(people, 1):
        kk = _typed(who, "kk", who.kk)
        place = f"Alamat : {who.address}, Nama Dusun : {who.hamlet}, RT/RW : {who.rt}/{who.rw}"
        nik = str(_typed(who, "nik", who.nik))
        hidden = "\u00a0".join((nik[:4], nik[4:12], nik[12:])) if len(nik) == 16 else nik
        made.rows.append([f"No. KK : {kk}", None, place])
        made.rows.append(
            [number, _typed(who, "name", who.name.upper()), hidden, who.birth_place.upper(),
             f"{who.birth_date:%d-%m-%Y}", "Lk" if who.sex == "L" else "Pr", _RELATION[who.relation], None, None,
             who.occupation.upper(), who.mother.upper(), None]
        )  # fmt: skip
    return made


_SHEETS: dict[str, Callable[[VillageText, list[Person]], Sheet]] = {"opensid": _opensid, "siak": _siak, "bip": _bip}

"""The ways in which villages make their lists: wording and order of headings, dates, capitals, repeated lines."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Style:
    """One way of making a list. `columns` pairs a field with its heading; "" is a column nobody asked for."""

    columns: tuple[tuple[str, str], ...]
    dates: str = "dashes"
    upper: bool = False
    nik_as_number: bool = False
    blank_column: bool = False
    two_line_heading: bool = False
    numbering_row: bool = False
    repeat_heading: int = 0
    subtotals: bool = False
    village: str = "plain"
    signature: bool = True


def _style(columns: str, **options: object) -> Style:
    pairs = [tuple(part.strip() for part in line.split("=", 1)) for line in columns.strip().split("|")]
    return Style(tuple((a, b) for a, b in pairs), **options)  # type: ignore[arg-type]


STYLES: tuple[Style, ...] = (
    _style(
        "kk=No. KK|nik=NIK|name=Nama Lengkap|sex=L/P|birth_place=Tempat Lahir|birth_date=Tanggal Lahir"
        "|occupation=Pekerjaan|address=Alamat|rtrw=RT/RW|village=Desa|district=Kecamatan|phone=No. HP"
        "|mother=Nama Ibu Kandung",
        two_line_heading=True,
        numbering_row=True,
    ),
    _style(
        "name=NAMA SESUAI KTP|nik=NO. KTP|birth=TEMPAT/TGL LAHIR|sex=JK|age=UMUR|occupation=JENIS USAHA"
        "|village=DESA/KELURAHAN|district=KECAMATAN|phone=NO HP/WA|mother=NAMA IBU KANDUNG|heir=AHLI WARIS",
        upper=True,
        village="upper",
        dates="slashes",
        subtotals=True,
    ),
    _style(
        "nik=N.I.K|name=Nama|birth=TTL|sex=Jenis Kelamin|occupation=Pekerjaan|income=Penghasilan|hamlet=Dusun"
        "|rt=RT|rw=RW|village=Desa|district=Kec.|phone=No HP|mother=Ibu Kandung|relation=Hubungan Keluarga"
        "|decile=Desil",
        dates="words",
        blank_column=True,
        village="short",
    ),
    _style(
        "nik=Nomor Induk Kependudukan|kk=Nomor Kartu Keluarga|name=Nama Peserta|birth_place=Tempat Lahir"
        "|birth_date=Tgl Lahir|sex=L/P|occupation=Jenis Pekerjaan|address=Alamat Lengkap|rt=RT|rw=RW"
        "|village=Nama Desa|district=Kecamatan|phone=Nomor Telepon|mother=Nama Ibu",
        dates="cell",
        repeat_heading=25,
        village="titled",
    ),
    _style(
        "name=Nama Lengkap (sesuai KTP)|nik=NIK|kk=KK|sex=L/P|birth_place=Tempat|birth_date=Tanggal Lahir"
        "|occupation=Pekerjaan|hamlet=Dusun|rtrw=RT / RW|village=Kode Desa|phone=HP|mother=Ibu Kandung"
        "|disability=Disabilitas|=Keterangan",
        dates="short",
        village="code",
        numbering_row=True,
    ),
    _style(
        "nik=NIK|name=Nama|sex=JK|birth_date=Tanggal Lahir|occupation=Pekerjaan|address=Alamat|village=Desa"
        "|district=Kecamatan|phone=No HP|mother=Nama Ibu Kandung|=Foto",
        dates="abbreviated",
        signature=False,
    ),
    _style(
        "nik=NIK|name=Nama Lengkap|birth_place=Tempat Lahir|birth_date=Tanggal Lahir|sex=L/P"
        "|occupation=Pekerjaan|village=Desa|district=Kecamatan|phone=No HP|mother=Nama Ibu Kandung",
        nik_as_number=True,
        dates="cell",
    ),
)
"""Styles 0-5 arrive intact; the last keeps the NIK as a number, which loses a final 0's certainty."""


def random_style(rng: Random) -> Style:
    """A style whose numbers are text."""
    return rng.choice(STYLES[:-1])

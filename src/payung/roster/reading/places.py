"""Reads the village, sub-district and sending agency that a letterhead, a sheet's or a file's name states."""

import re
from pathlib import PurePath

VILLAGE = (
    r"(?:desa/kelurahan|kelurahan/desa|desa/kel|kel/desa|desa|kelurahan|nagari|gampong|pekon|kalurahan|"
    r"ds\.|kel\.)"
)
DISTRICT = r"(?:kecamatan|kapanewon|kemantren|distrik|kec\.|kec\b)"
HIGHER = rf"{DISTRICT}|kabupaten|kab\.|kab\b|kota\b|provinsi|prov|tahun|thn|bulan|rt\b|rw\b|dusun"
NAME = rf"\s*[:=.]?\s*(?P<name>[^\W\d_][\w .'’/-]*?)(?=\s+(?:{HIGHER})|[,;(|\n]|\s-\s|\s\d{{4}}|$)"
IN_VILLAGE = re.compile(rf"\b{VILLAGE}(?:(?<=\.)|\b){NAME}", re.IGNORECASE)
IN_DISTRICT = re.compile(rf"\b{DISTRICT}{NAME}", re.IGNORECASE)
LABEL = re.compile(rf"\W*(?:(?P<village>{VILLAGE})|(?P<district>{DISTRICT}))\W*", re.IGNORECASE)
MONEY = re.compile(r"\b(dana|anggaran|alokasi|perangkat|aparat\w*|masyarakat dan|bantuan)\s+$", re.IGNORECASE)
NO_NAME = re.compile(rf"(?:{HIGHER}|se\b|dan\b|yang\b|di\b|dalam\b|untuk\b)", re.IGNORECASE)
NOISE = re.compile(
    r"\b(sheet|lembar|data|daftar|list|rekap\w*|final|fix|revisi|rev|baru|usulan|nama|peserta|pekerja|rentan|calon|"
    r"bpjs|tk|ketenagakerjaan|jamsostek|penerima|roster|file|salinan|copy|of|tahun|bulan|excel|template|format|isi|"
    r"penduduk|warga|masyarakat|bpu|pu|jkk|jkm|dan|update|ok|nik|ktp|hasil|verifikasi|tabel|worksheet|csv|lampiran|"
    r"sk|contoh|impor|import|export|ekspor|program|bantuan|kelompok|petani|nelayan|pedagang|periksa|laporan|unduhan|opensid|opendk|siak|bip|buku|induk|kependudukan|regsosek|dtsen|dtks|anggota|"
    r"keluarga)\b",
    re.IGNORECASE,
)

VERSION = re.compile(
    r"(?:[\s_.-]*(?:\b(?:final|fix|revisi|rev|ok|update|terbaru|copy|salinan)\b|\(\d+\)))+$", re.IGNORECASE
)
"""What people put behind a name to tell the versions of a file apart: "Desa Linau FIX", "Desa Linau final (2)"."""


def stated(lines: list[list[str]]) -> tuple[str | None, str | None]:
    """Village and sub-district of the lines above a table, as typed: "DESA LINAU KECAMATAN MAJE"."""
    village = district = None
    for cells in lines:
        for index, cell in enumerate(cells):
            village = village or named(IN_VILLAGE, cell)
            district = district or named(IN_DISTRICT, cell)
            label = LABEL.fullmatch(cell)
            beside = next((later.strip(" :") for later in cells[index + 1 :] if later.strip(" :")), None)
            if label and beside:
                village = village or (beside if label["village"] else None)
                district = district or (beside if label["district"] else None)
    return village, district


SENDER = re.compile(
    r"\W*(?:instansi|opd|skpd|perangkat daerah|dinas|pengirim|pengusul|lembaga)(?:\s+(?:pengusul|pengirim))?\s*"
    r"(?:$|[:=]\s*(?P<name>.*))",
    re.IGNORECASE,
)
NO_AGENCY = re.compile(rf"\W*(?:{VILLAGE}|{DISTRICT})(?:\b|(?<=\.))", re.IGNORECASE)


def agency(lines: list[list[str]]) -> str | None:
    """The agency that a label names above a table: "OPD Pengusul: Dinas Perikanan"; a letterhead alone is none."""
    for cells in lines:
        for index, cell in enumerate(cells):
            if label := SENDER.fullmatch(" ".join(cell.split())):
                name = label["name"] or next((later for later in cells[index + 1 :] if later.strip(" :")), "")
                name = " ".join(name.split()).strip(" :=")
                if 3 <= len(name) <= 120 and not NO_AGENCY.match(name):
                    return name
    return None


def named(pattern: re.Pattern[str], text: str) -> str | None:
    """The name after "Desa" or "Kecamatan", unless the words speak of its money or its staff."""
    text = " ".join(text.split())
    for found in pattern.finditer(text):
        name = found["name"].strip(" .-'/")
        if name and not MONEY.search(text[: found.start()]) and not NO_NAME.match(name) and len(name) <= 60:
            return name
    return None


def hint(lines: list[list[str]], sheet: str, file: str) -> tuple[str | None, str | None]:
    """The best hint: the letterhead, then the sheet's name, then the file's; a bare name counts last."""
    village, district = stated(lines)
    stem = PurePath(file.replace("\\", "/")).stem.replace("_", " ")
    for text in (sheet, stem):
        village = village or named(IN_VILLAGE, VERSION.sub("", text))
        district = district or named(IN_DISTRICT, VERSION.sub("", text))
    for text in (sheet, stem):
        village = village or bare(text)
    return village, district


def bare(text: str) -> str | None:
    """What is left of a sheet's or file's name without the words that every list has."""
    words = re.sub(r"[\d_()\[\].,-]+", " ", IN_DISTRICT.sub(" ", text))
    text = " ".join(NOISE.sub(" ", words).split())
    return text if len(text) >= 3 else None

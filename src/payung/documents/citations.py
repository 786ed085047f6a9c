"""Short citations such as "UU 40/2004" written out as a decree cites them, in order of rank and then year."""

import functools
import re
from collections.abc import Iterable
from pathlib import Path

import yaml

KINDS = {
    "UU": ("Undang-Undang", "Lembaran Negara Republik Indonesia"),
    "PERPPU": ("Peraturan Pemerintah Pengganti Undang-Undang", "Lembaran Negara Republik Indonesia"),
    "PP": ("Peraturan Pemerintah", "Lembaran Negara Republik Indonesia"),
    "PERPRES": ("Peraturan Presiden", "Lembaran Negara Republik Indonesia"),
    "PERMENDAGRI": ("Peraturan Menteri Dalam Negeri", ""),
    "PERMENAKER": ("Peraturan Menteri Ketenagakerjaan", ""),
    "PERMENKEU": ("Peraturan Menteri Keuangan", ""),
    "PMK": ("Peraturan Menteri Keuangan", ""),
    "PERMENDES": ("Peraturan Menteri Desa dan Pembangunan Daerah Tertinggal", ""),
    "PERDA": ("Peraturan Daerah", ""),
    "PERGUB": ("Peraturan Gubernur", ""),
    "PERBUP": ("Peraturan Bupati", ""),
    "PERWAL": ("Peraturan Wali Kota", ""),
    "PERDES": ("Peraturan Desa", ""),
    "INPRES": ("Instruksi Presiden", ""),
}
_RANKS = (
    "undang-undang", "peraturan pemerintah", "peraturan presiden", "peraturan menteri", "peraturan daerah",
    "peraturan gubernur", "peraturan bupati", "peraturan wali kota", "peraturan desa", "instruksi presiden",
)  # fmt: skip
_SHORT = re.compile(r"\s*([A-Za-z]+)\s*(?:No\.?\s*)?(\d+)\s*(?:/|Tahun)\s*(\d{4})\s*$")
_YEAR = re.compile(r"Tahun\s+(\d{4})")


def expand(typed: Iterable[str], *, ranked: bool) -> list[str]:
    """Write each citation out, ending in `;`; `ranked` sorts by rank then year (UU 12/2011 Lampiran II no. 39-41)."""
    written = [written_out(text) for text in typed]
    if ranked:
        written.sort(key=_rank)
    return [text.rstrip(" ;.") + ";" for text in written]


def written_out(typed: str) -> str:
    """One citation in full, or as typed when it is already a sentence.

    >>> written_out("UU 40/2004")[:61]
    'Undang-Undang Nomor 40 Tahun 2004 tentang Sistem Jaminan Sosi'
    >>> written_out("Perjanjian Kerja Sama tanggal 1 November 2024")
    'Perjanjian Kerja Sama tanggal 1 November 2024'
    """
    match = _SHORT.match(typed)
    if match is None or match[1].upper() not in KINDS:
        return typed.strip()
    kind, number, year = match[1], match[2], match[3]
    name, gazette = KINDS[kind.upper()]
    known = _titles().get(f"{kind.upper()} {number}/{year}", {})
    text = f"{name} Nomor {number} Tahun {year}"
    if title := known.get("title"):
        text += f" tentang {title}"
    if gazette and (page := known.get("LN")):
        text += f" ({gazette} Tahun {year} Nomor {page}, Tambahan {gazette} Nomor {known['TLN']})"
    if amended := known.get("amended"):
        text += f" {amended}"
    return text


def _rank(text: str) -> tuple[int, int]:
    lowered = text.lower()
    rank = next((i for i, kind in enumerate(_RANKS) if lowered.startswith(kind)), len(_RANKS))
    year = _YEAR.search(text)
    return rank, int(year[1]) if year else 9999


@functools.cache
def _titles() -> dict[str, dict[str, str]]:
    text = (Path(__file__).parent / "citations.yaml").read_text("utf-8")
    return {key.upper(): value for key, value in yaml.safe_load(text).items()}

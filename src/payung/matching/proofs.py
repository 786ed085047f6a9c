"""Whose scan a file is and what it shows: by its name and content, and not at all where that is not sure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import polars as pl

from payung.kernel import strict_yaml

LARGEST = 10 * 1024 * 1024
NUMBER = re.compile(r"(?<!\d)\d{16}(?!\d)")
VILLAGE_WORDS = re.compile(r"^(?:desa|ds|kelurahan|kel|pekon|gampong|nagari)\s+")
REASONS = {
    "not-a-scan": "Isinya bukan PDF, JPG, atau PNG. Pindai lagi, lalu simpan sebagai salah satunya.",
    "too-large": "Lebih besar dari 10 MB. Perkecil hasil pindainya.",
    "empty": "Berkasnya kosong. Salin lagi dari sumbernya.",
    "locked": "Berkas dalam zip ini dikunci atau rusak. Buat zip baru tanpa kata sandi.",
    "no-kind": "Namanya tidak menyebut jenisnya. Tambahkan KTP, KK, surat kerja, atau persetujuan.",
    "two-kinds": "Namanya menyebut lebih dari satu jenis. Pisahkan pindaiannya.",
    "two-numbers": "Namanya memuat lebih dari satu nomor 16 angka. Sisakan NIK orangnya saja.",
    "unknown-number": "Nomor pada namanya bukan NIK orang program ini. Cocokkan dengan daftar desa.",
    "nobody": "Tidak ada NIK pada namanya, dan namanya tidak ditemukan di desanya. Tulis NIK pada nama berkas.",
    "several": "Tidak ada NIK pada namanya, dan beberapa orang bernama sama. Tulis NIK pada nama berkas.",
    "same-for-others": "Pindaian KTP yang sama dipakai untuk orang lain. Periksa milik siapa.",
}
"""Why a file was not attached, as a sentence for the office."""


@dataclass(frozen=True)
class Meaning:
    """What a file name says: kind, number, folded name, each None when it does not; `reason` when it says two."""

    kind: str | None = None
    number: str | None = None
    name: str | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Owners:
    """Persons by NIK, by family card, by folded name with village; villages by folded name and code."""

    by_nik: dict[str, int]
    by_kk: dict[str, list[int]]
    by_name: dict[str, list[tuple[str, int]]]
    villages: dict[str, str]
    village_of: dict[int, str]


def media(content: bytes) -> str | None:
    """pdf, jpg or png by the first bytes, whatever the name says; None for anything else."""
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    return "pdf" if b"%PDF-" in content[:1024] else None


def meaning(path: str) -> Meaning:
    """Read a file's path: what the file's own name does not say, the nearest folder may.

    >>> meaning("KK/1704994503790001.pdf")
    Meaning(kind='kk', number='1704994503790001', name=None, reason=None)
    >>> meaning("Siti Aminah - surat kerja.pdf")
    Meaning(kind='work-letter', number=None, name='SITI AMINAH', reason=None)
    """
    *folders, last = path.split("/")
    stem = last.rsplit(".", 1)[0] if "." in last else last
    kind = number = None
    for part in (stem, *reversed(folders)):
        kinds = {found for found, _ in _kinds(part)}
        numbers = set(NUMBER.findall(part))
        if kind is None and len(kinds) > 1:
            return Meaning(reason="two-kinds")
        if number is None and len(numbers) > 1:
            return Meaning(reason="two-numbers")
        kind = kind or next(iter(kinds), None)
        number = number or next(iter(numbers), None)
    name = folded(" ".join(_name_words(stem)))
    return Meaning(kind, number, name or None, None if kind else "no-kind")


def owners(people: pl.DataFrame, villages: pl.DataFrame) -> Owners:
    """Ready to be asked. people: person_id, nik, kk, name, village; villages: code, name."""
    by_nik, village_of = {}, {}
    by_kk: dict[str, list[int]] = defaultdict(list)
    by_name: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for person, nik, kk, name, village in people.select("person_id", "nik", "kk", "name", "village").iter_rows():
        village_of[person] = village
        if nik:
            by_nik[nik] = person
        if kk:
            by_kk[kk].append(person)
        by_name[folded(name)].append((village, person))
    inside = set(village_of.values())
    named: dict[str, set[str]] = defaultdict(set)
    for code, name in villages.select("code", "name").iter_rows():
        if code in inside:
            named[folded(name)].add(code)
            named[code].add(code)
    places = {name: next(iter(codes)) for name, codes in named.items() if len(codes) == 1}
    return Owners(by_nik, dict(by_kk), dict(by_name), places, village_of)


def owner(path: str, said: Meaning, known: Owners) -> tuple[list[int], str | None]:
    """The persons a file is about, or why nobody; a family card belongs to everybody of the programme on it."""
    if said.reason:
        return [], said.reason
    if said.number:
        if said.number in known.by_nik:
            return [known.by_nik[said.number]], None
        if said.kind == "kk" and said.number in known.by_kk:
            return known.by_kk[said.number], None
        return [], "unknown-number"
    village = _village(path.split("/")[:-1], known)
    found = [person for place, person in known.by_name.get(said.name or "", []) if village in (None, place)]
    if len(found) == 1:
        return found, None
    return [], "several" if found else "nobody"


def folded(text: str) -> str:
    """A name as it is compared: capital letters and single blanks."""
    return " ".join(re.findall(r"[A-Z']+", text.upper()))


def _village(folders: Iterable[str], known: Owners) -> str | None:
    for folder in reversed(list(folders)):
        code = re.sub(r"\D", "", folder)
        plain = VILLAGE_WORDS.sub("", " ".join(re.findall(r"[a-z']+", folder.casefold())))
        found = known.villages.get(code) or known.villages.get(plain.upper())
        if found:
            return found
    return None


def _name_words(text: str) -> list[str]:
    words = _words(text)
    for _, (start, end) in sorted(_kinds(text), key=lambda found: -found[1][0]):
        del words[start:end]
    return [word for word in words if not any(sign.isdigit() for sign in word) and word not in _written()[1]]


def _kinds(text: str) -> list[tuple[str, tuple[int, int]]]:
    """Kinds that a text names, with the words that say so; a longer phrase hides the shorter ones inside it."""
    words, found = _words(text), []
    taken: set[int] = set()
    for phrase, kind in _written()[0]:
        for start in range(len(words) - len(phrase) + 1):
            places = range(start, start + len(phrase))
            if tuple(words[start : start + len(phrase)]) == phrase and not taken.intersection(places):
                taken.update(places)
                found.append((kind, (start, start + len(phrase))))
    return found


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z']+|\d+", text.casefold())


@cache
def _written() -> tuple[list[tuple[tuple[str, ...], str]], frozenset[str]]:
    written = strict_yaml.read(files(__package__).joinpath("proof_kinds.yaml").read_text(encoding="utf-8"))
    phrases = [(tuple(_words(phrase)), kind) for kind, said in written["kinds"].items() for phrase in said]
    return sorted(phrases, key=lambda found: -len(found[0])), frozenset(map(str, written["fillers"]))

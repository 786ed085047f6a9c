"""What two mentions have in common and what not, side by side and in words; numbers are masked."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rapidfuzz.distance import OSA

from payung.kernel import nik as niks
from payung.people import agreement

SAME, UNKNOWN = "sama", "tidak diketahui"


@dataclass(frozen=True)
class Trait:
    """One line of the comparison: what, the two sides as they may be shown, and how they compare."""

    what: str
    left: str
    right: str
    said: str


@dataclass(frozen=True)
class Reason:
    """Why it may or may not be one person; `supports` says which."""

    supports: bool
    sentence: str


TWINS = "lahir pada hari yang sama dari ibu yang sama"
REASONS = {
    "nik-near-in-birth-part-birth-same": Reason(
        True,
        "NIK berbeda hanya pada angka tanggal lahirnya, padahal tanggal lahirnya sama: satu salah ketik.",
    ),
    "nik-near-in-serial-birth-same": Reason(
        True, "NIK berbeda satu angka di nomor urutnya. Salah ketik, atau dua orang yang lahir di hari yang sama."
    ),
    "nik-near-in-place-birth-same": Reason(True, "NIK berbeda satu angka, dan tanggal lahirnya sama."),
    "nik-near-birth-near": Reason(True, "NIK berbeda satu angka, dan tanggal lahirnya mirip."),
    "nik-near-birth-other": Reason(True, "NIK berbeda satu angka, tetapi tanggal lahirnya jauh berbeda."),
    "nik-near-each-agrees-with-its-date": Reason(
        False, "Masing-masing NIK cocok dengan tanggal lahirnya sendiri, dan keduanya berbeda."
    ),
    "nik-unknown-birth-same": Reason(True, "Satu NIK tidak ada; tanggal lahirnya sama."),
    "nik-unknown-birth-near": Reason(True, "Satu NIK tidak ada; tanggal lahirnya mirip."),
    "nik-unknown-birth-other": Reason(False, "Satu NIK tidak ada, dan tanggal lahirnya berbeda."),
    "nik-other-birth-same": Reason(False, "NIK berbeda pada beberapa angka, walaupun tanggal lahirnya sama."),
    "nik-other-birth-near": Reason(False, "NIK berbeda pada beberapa angka, dan tanggal lahirnya hanya mirip."),
    "nik-other-birth-other": Reason(False, "NIK dan tanggal lahirnya berbeda."),
    "name-same": Reason(True, "Namanya sama, atau sama setelah gelar dan ejaan lama diabaikan."),
    "name-typo": Reason(True, "Namanya berbeda satu atau dua huruf, seperti salah ketik."),
    "name-word-missing": Reason(True, "Satu nama memuat nama yang lain; hanya ada kata yang tidak ditulis."),
    "name-nickname": Reason(True, "Satu nama seperti panggilan dari nama yang lain."),
    "name-alike": Reason(True, "Namanya mirip."),
    "name-other": Reason(False, "Namanya berbeda."),
    "mother-same-phone-same": Reason(True, "Nama ibu dan nomor HP-nya sama."),
    "mother-same-village-same": Reason(True, "Nama ibunya sama dan desanya sama."),
    "mother-same": Reason(True, "Nama ibunya sama, walaupun desanya berbeda."),
    "mother-alike-phone-same": Reason(True, "Nomor HP-nya sama dan nama ibunya mirip."),
    "mother-alike-village-same": Reason(True, "Nama ibunya mirip dan desanya sama."),
    "mother-alike": Reason(False, "Nama ibunya mirip, tetapi nomor HP dan desanya berbeda."),
    "mother-unknown": Reason(False, "Nomor HP dan desanya berbeda; nama ibu tidak diisi."),
    "mother-unknown-phone-same": Reason(True, "Nomor HP-nya sama; nama ibu tidak diisi."),
    "mother-unknown-village-same": Reason(True, "Desanya sama; nama ibu tidak diisi."),
    "mother-other-phone-same": Reason(False, "Nama ibunya berbeda, walaupun nomor HP-nya sama."),
    "mother-other-village-same": Reason(False, "Nama ibunya berbeda, walaupun desanya sama."),
    "mother-other": Reason(False, "Nama ibu, nomor HP, dan desanya berbeda."),
    "sex-other": Reason(False, "Jenis kelaminnya berbeda."),
    "neighbours-name-same": Reason(False, f"Mungkin kembar: {TWINS}, NIK berurutan."),
    "neighbours-name-close": Reason(False, f"Mungkin kembar: {TWINS}, NIK berurutan."),
    "neighbours-name-other": Reason(False, f"Seperti kembar: {TWINS}, NIK berurutan."),
    "together-name-close": Reason(False, f"Mungkin kembar: {TWINS}."),
    "together-name-other": Reason(False, f"Seperti kembar: {TWINS}."),
    "boy-and-girl": Reason(False, "Seperti kembar laki-laki dan perempuan."),
}
"""Each level of the model that says something, as the clerk reads it."""

EQUAL_NIK = (
    Reason(True, "NIK-nya sama."),
    Reason(False, "Nama dan tanggal lahirnya tidak cocok: satu NIK untuk dua orang, atau baris tertukar."),
)


def reasons(pair: Mapping[str, Any]) -> list[Reason]:
    """What speaks for and against one person, what supports it first. In: a row of `people.queries.pairs`."""
    if pair["why"] == "equal-nik":
        return list(EQUAL_NIK)
    told = [REASONS[level] for level in json.loads(pair["levels"]).values() if level in REASONS]
    return sorted(told, key=lambda reason: not reason.supports)


def traits(pair: Mapping[str, Any], village: Callable[[str], str]) -> list[Trait]:
    """The comparison line by line. In: a row of `people.queries.pairs`; `village` gives the name of a code."""

    def both(name: str) -> tuple[Any, Any]:
        return pair[f"left_{name}"], pair[f"right_{name}"]

    def trait(what: str, name: str, said: str, show: Callable[[Any], str] = str) -> Trait:
        left, right = both(name)
        return Trait(what, "" if left is None else show(left), "" if right is None else show(right), said)

    return [
        trait("Nama", "name", _names(*both("name"))),
        trait("NIK", "nik", digits_apart(*both("nik")), niks.masked),
        trait("Tanggal lahir", "birth_date", _dates(*both("birth_date")), lambda day: f"{day:%d-%m-%Y}"),
        trait("Jenis kelamin", "sex", _plain(*both("sex")), lambda sex: "Laki-laki" if sex == "L" else "Perempuan"),
        trait("Nama ibu", "mother", _names(*both("mother"))),
        trait("Nomor KK", "kk", digits_apart(*both("kk")), niks.masked),
        trait("Nomor HP", "phone", _plain(*both("phone")), lambda phone: f"{phone[:4]}•••••{phone[-3:]}"),
        trait("Desa", "village", _plain(*both("village"), "berbeda desa"), village),
        trait("Alamat", "address", _plain(*both("address"))),
        trait("Pekerjaan", "occupation", _plain(*both("occupation"))),
    ]


def digits_apart(left: str | None, right: str | None) -> str:
    """How two numbers of 16 digits differ, without telling their digits.

    >>> digits_apart("1704991112640045", "1704991112640054")
    'angka ke-15 dan ke-16 tertukar'
    """
    if not left or not right:
        return UNKNOWN
    places = [at for at, (a, b) in enumerate(zip(left, right, strict=False), 1) if a != b]
    if left == right:
        return SAME
    if len(left) != len(right):
        return "berbeda panjang"
    if len(places) == 2 and OSA.distance(left, right) == 1:
        return f"angka ke-{places[0]} dan ke-{places[1]} tertukar"
    return f"angka ke-{places[0]} berbeda" if len(places) == 1 else f"{len(places)} angka berbeda"


def _names(left: str | None, right: str | None) -> str:
    if not left or not right:
        return UNKNOWN
    if left.strip().upper() == right.strip().upper():
        return SAME
    return "mirip" if agreement.names_agree(left, right) else "berbeda"


def _dates(left: date | None, right: date | None) -> str:
    if left is None or right is None:
        return UNKNOWN
    if left == right:
        return SAME
    if (left.year, left.month, left.day) == (right.year, right.day, right.month):
        return "hari dan bulan tertukar"
    alike = [word for word, part in (("hari", "day"), ("bulan", "month"), ("tahun", "year"))
             if getattr(left, part) == getattr(right, part)]  # fmt: skip
    return f"{' dan '.join(alike)} sama" if alike else "berbeda"


def _plain(left: Any, right: Any, other: str = "berbeda") -> str:
    if left is None or right is None or left == "" or right == "":
        return UNKNOWN
    return SAME if str(left).upper() == str(right).upper() else other

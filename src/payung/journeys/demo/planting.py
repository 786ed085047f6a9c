"""The messes of real life, put into invented rows at the rates that press reports of such programmes give."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from payung.journeys.demo import names, person
from payung.journeys.demo.person import Person, Place, Registry

RATES = {
    "too-old": 0.040,
    "nik-length": 0.010,
    "nik-missing": 0.006,
    "nik-masked": 0.005,
    "nik-precision-lost": 0.005,
    "nik-not-digits": 0.004,
    "nik-impossible": 0.004,
    "nik-kk-swapped": 0.004,
    "nik-birth-date-mismatch": 0.012,
    "insured-elsewhere": 0.040,
    "duplicate": 0.010,
    "deceased": 0.003,
    "moved": 0.005,
    "too-young": 0.003,
    "civil-servant": 0.004,
    "not-working": 0.005,
    "nik-shared": 0.001,
}
"""Share of all rows by kind of mess. The eight `nik-` kinds before the insured are the 5 % whose number fails."""

STILL_ELIGIBLE = {"nik-birth-date-mismatch", "duplicate"}
"""A mismatch only warns; of a duplicate one row stays."""

_NOT_WORKING = ("Belum/Tidak Bekerja", "Pelajar/Mahasiswa", "Mengurus Rumah Tangga")
_SERVANTS = ("PNS", "ASN", "Guru PNS", "TNI", "Polri")


@dataclass(frozen=True)
class Ground:
    """What planting needs to know beside the person: day of judgement, the place, and a neighbour's village."""

    rng: Random
    registry: Registry
    place: Place
    on: date
    elsewhere: str


def _reborn(who: Person, ground: Ground, youngest: int, oldest: int) -> Person:
    born = person.born_at_age(ground.rng, ground.on, youngest, oldest, (youngest + oldest) // 2)
    return replace(
        who, birth_date=born, nik=ground.registry.number(ground.place.regency, born, who.sex), typed=dict(who.typed)
    )


def _typed(**cells: str) -> Callable[[Person, Ground], Person]:
    return lambda who, ground: replace(who, typed={**who.typed, **cells})


def _length(who: Person, ground: Ground) -> Person:
    place = ground.rng.randrange(7, 15)
    shorter = who.nik[:place] + who.nik[place + 1 :]
    return replace(who, typed={"nik": shorter if ground.rng.random() < 0.7 else who.nik + who.nik[-1]})


def _mismatch(who: Person, ground: Ground) -> Person:
    shift = ground.rng.choice((-366, -31, -30, -2, -1, 1, 2, 31))
    return replace(who, birth_date=who.birth_date + timedelta(days=shift))


_PLANTS: dict[str, Callable[[Person, Ground], Person]] = {
    "too-old": lambda who, ground: _reborn(who, ground, 66, 84),
    "too-young": lambda who, ground: _reborn(who, ground, 14, 15),
    "nik-length": _length,
    "nik-missing": lambda who, ground: replace(who, typed={"nik": ground.rng.choice(("", "-", "0"))}),
    "nik-masked": lambda who, ground: replace(who, typed={"nik": who.nik[:8] + "XXXXXXXX"}),
    "nik-precision-lost": lambda who, ground: replace(
        who, typed={"nik": f"{who.nik[0]},{who.nik[1:6].rstrip('0') or '0'}E+15"}
    ),
    "nik-not-digits": lambda who, ground: replace(who, typed={"nik": who.nik[:14] + "O" + who.nik[15:]}),
    "nik-impossible": lambda who, ground: replace(who, typed={"nik": who.nik[:12] + "0000"}),
    "nik-kk-swapped": lambda who, ground: replace(who, typed={"nik": who.kk, "kk": who.nik}),
    "nik-birth-date-mismatch": _mismatch,
    "moved": lambda who, ground: replace(who, typed={"village": ground.elsewhere, "district": ""}),
    "civil-servant": lambda who, ground: replace(who, occupation=ground.rng.choice(_SERVANTS)),
    "not-working": lambda who, ground: replace(who, occupation=ground.rng.choice(_NOT_WORKING)),
}


def plant(people: Sequence[Person], ground: Ground, extra: float = 1.0) -> list[Person]:
    """The village's rows with messes planted; a duplicate or a shared number adds a row after its twin.

    Whether a row is touched depends on the ground's random numbers alone. `extra` multiplies all rates.
    """
    kinds = (*RATES, None)
    weights = [rate * extra for rate in RATES.values()]
    weights.append(1 - sum(weights))
    rows: list[Person] = []
    for who, kind in zip(people, ground.rng.choices(kinds, weights, k=len(people)), strict=True):
        if kind is None:
            rows.append(_untidy(who, ground.rng))
        elif kind == "duplicate":
            rows.append(who)
            rows.insert(ground.rng.randrange(len(rows)) + 1, replace(_untidy(who, ground.rng), planted=kind))
        elif kind == "nik-shared":
            rows.append(replace(who, planted=kind))
            born = person.born_at_age(ground.rng, ground.on, 20, 60, 40)
            other = person.invent(ground.rng, ground.registry, ground.place, who.village, born)
            rows.append(replace(other, nik=who.nik, planted=kind))
        else:
            change = _PLANTS.get(kind)
            rows.append(replace(change(who, ground) if change else who, planted=kind))
    return rows


def _untidy(who: Person, rng: Random) -> Person:
    """Writing that can be repaired safely: blanks and apostrophes in numbers, titles and blanks in names, +62."""
    draw = rng.random()
    if draw > 0.09:
        return who
    if draw < 0.015:
        typed = {"nik": f"'{who.nik}"}
    elif draw < 0.03:
        typed = {"nik": f"{who.nik[:4]} {who.nik[4:8]} {who.nik[8:12]} {who.nik[12:]}"}
    elif draw < 0.035:
        typed = {"nik": f"{who.nik[:6]}.{who.nik[6:12]}.{who.nik[12:]}"}
    elif draw < 0.05 and who.phone:
        typed = {"phone": f"+62 {who.phone[1:4]}-{who.phone[4:8]}-{who.phone[8:]}"}
    elif draw < 0.06:
        typed = {"name": who.name.replace(" ", "  ", 1) + " "}
    elif who.name.split(" ")[0] in _BALINESE:
        return replace(who, name=_shorter(who.name))
    elif draw < 0.075 and who.sex == "L":
        return replace(who, name=f"Moh. {who.name.split(' ', 1)[-1]}")
    else:
        typed = {"name": f"{'H.' if who.sex == 'L' else 'Hj.'} {who.name}"}
    return replace(who, typed={**who.typed, **typed})


_BALINESE = ("I", "Ni", "Ida", "Anak", "Gede", "Putu", "Kadek", "Komang", "Luh", "Desak")
_BRIEFLY = {" Wayan ": " Wyn. ", " Made ": " Md. ", " Nyoman ": " Nym. ", " Ketut ": " Kt. ", " Luh ": " Lh. "}


def _shorter(name: str) -> str:
    """A Balinese name as people abbreviate it."""
    for long, brief in _BRIEFLY.items():
        name = name.replace(long, brief)
    return name


def somebody(rng: Random, peoples: dict[str, int]) -> str:
    """The name of an invented official for a signature block."""
    chosen = rng.choices(tuple(peoples), tuple(peoples.values()))[0]
    return names.invent(rng, chosen, "L")

"""People who do not exist, with identity numbers that cannot belong to anybody (sub-district 99)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from payung.journeys.demo import names

DEMO_SUBDISTRICT = "99"
_DECILES = (1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 4, 5, 5, 6, 7, None)
_PHONE_PREFIXES = ("0812", "0813", "0821", "0822", "0823", "0852", "0853", "0831", "0838", "0878")


@dataclass(slots=True)
class Person:
    """One candidate; `planted` says which mess of real life was put into the row, `typed` how a cell reads then."""

    nik: str
    kk: str
    name: str
    sex: str
    birth_place: str
    birth_date: date
    occupation: str
    address: str
    rt: str
    rw: str
    hamlet: str
    village: str
    phone: str
    mother: str
    income: int
    heir: str
    decile: int | None
    disability: str
    relation: str
    planted: str | None = None
    typed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """What a village's people have in common: the name of the kabupaten, peoples and occupations with weights."""

    regency: str
    regency_name: str
    birth_places: tuple[str, ...]
    peoples: Mapping[str, int]
    occupations: Mapping[str, int]


def _draw(rng: Random, weights: Mapping[str, int]) -> str:
    left = rng.random() * sum(weights.values())
    for name, weight in weights.items():
        left -= weight
        if left < 0:
            return name
    return next(iter(weights))


class Registry:
    """Gives out numbers, each once; no two people share both name and birth date."""

    def __init__(self) -> None:
        self._serials: dict[str, int] = {}
        self._known: set[tuple[str, date]] = set()

    def number(self, regency: str, born: date, sex: str) -> str:
        """A 16-digit number of the kabupaten's sub-district 99; women's day of birth counts 40 more."""
        day = born.day + (40 if sex == "P" else 0)
        stem = f"{regency[:4]}{DEMO_SUBDISTRICT}{day:02d}{born:%m%y}"
        self._serials[stem] = self._serials.get(stem, 0) + 1
        return f"{stem}{self._serials[stem]:04d}"

    def is_new(self, name: str, born: date) -> bool:
        """True once for each name and birth date."""
        if (name, born) in self._known:
            return False
        self._known.add((name, born))
        return True


def born_at_age(rng: Random, on: date, youngest: int, oldest: int, mode: int) -> date:
    """A birth date of somebody aged `youngest` to `oldest` (completed years) on a day."""
    earliest = date(on.year - oldest - 1, on.month, 1) + timedelta(days=31)
    latest = date(on.year - youngest, on.month, 1) - timedelta(days=31)
    reach = (latest - earliest).days
    peak = min(max((on - timedelta(days=mode * 365) - earliest).days, 0), reach)
    return earliest + timedelta(days=int(rng.triangular(0, reach, peak)))


def invent(rng: Random, registry: Registry, place: Place, village: str, born: date) -> Person:
    """One ordinary, eligible person of a village, born on a given day."""
    sex = "L" if rng.random() < 0.62 else "P"
    people = _draw(rng, place.peoples)
    name = names.invent(rng, people, sex)
    while not registry.is_new(name, born):
        name = names.invent(rng, people, sex)
    draw = rng.random()
    if sex == "L":
        relation = "Kepala Keluarga" if draw < 0.8 else "Anak" if draw < 0.95 else "Menantu"
    else:
        relation = "Istri" if draw < 0.6 else "Kepala Keluarga" if draw < 0.85 else "Anak"
    spouse = names.invent(rng, people, "P" if sex == "L" else "L")
    kk_day = date(2008 + rng.randrange(15), 1 + rng.randrange(12), 1 + rng.randrange(28))
    hamlet = rng.randrange(1, 5)
    return Person(
        nik=registry.number(place.regency, born, sex),
        kk=registry.number(place.regency, kk_day, "L"),
        name=name,
        sex=sex,
        birth_place=place.birth_places[0] if rng.random() < 0.6 else rng.choice(place.birth_places),
        birth_date=born,
        occupation=_draw(rng, place.occupations),
        address=f"Dusun {'I' * hamlet if hamlet < 4 else 'IV'}"
        if rng.random() < 0.7
        else f"Jl. Desa No. {rng.randrange(1, 80)}",
        rt=f"{rng.randrange(1, 9):03d}",
        rw=f"{rng.randrange(1, 4):03d}",
        hamlet=f"Dusun {'I' * hamlet if hamlet < 4 else 'IV'}",
        village=village,
        phone="" if rng.random() < 0.12 else f"{rng.choice(_PHONE_PREFIXES)}0000{rng.randrange(10000):04d}",
        mother=names.invent(rng, people, "P"),
        income=rng.choice((750_000, 800_000, 900_000, 1_000_000, 1_000_000, 1_200_000, 1_500_000, 1_800_000)),
        heir=spouse,
        decile=rng.choice(_DECILES),
        disability=rng.choice(("Fisik", "Netra", "Rungu")) if rng.random() < 0.02 else "",
        relation=relation,
    )

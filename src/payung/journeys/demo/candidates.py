"""The invented candidates of many villages: who lives where, what went wrong in their rows, who is listed twice."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from random import Random

from payung.journeys.demo import person, planting
from payung.journeys.demo.layout import VillageText
from payung.journeys.demo.person import Person, Place, Registry
from payung.regions import reader


def villages_of(region: str) -> list[VillageText]:
    """The villages of a region, by code, knowing whether their name is the only one in their kabupaten."""
    frame = reader.load().villages(region)
    seen = Counter((code[:4], name) for code, name in frame.select("code", "name").iter_rows())
    return [
        VillageText(code, name, kind, district, seen[code[:4], name] == 1)
        for code, name, kind, district in frame.select("code", "name", "kind", "district_name").iter_rows()
    ]


def invent(
    villages: Sequence[VillageText],
    sizes: Sequence[int],
    seed: str,
    on: date,
    place_of: Callable[[VillageText], Place],
    outside: tuple[str, ...],
    extra: float = 1.0,
) -> dict[str, list[Person]]:
    """The rows of each village, by code; `outside` are villages elsewhere to which some have moved."""
    registry = Registry()
    rows: dict[str, list[Person]] = {}
    for village, size in zip(villages, sizes, strict=True):
        rng = Random(f"{seed}/{village.code}")
        place = place_of(village)
        people = [
            person.invent(rng, registry, place, village.code, person.born_at_age(rng, on, 18, 64, 42))
            for _ in range(size)
        ]
        rows[village.code] = planting.plant(
            people, planting.Ground(rng, registry, place, on, rng.choice(outside)), extra
        )
    return rows


def employ(rows: list[Person], staff: Sequence[str]) -> None:
    """Give the first rows in which nothing went wrong the occupations of village staff."""
    good = (place for place, who in enumerate(rows) if who.planted is None)
    for place, occupation in zip(good, staff, strict=False):
        rows[place] = replace(rows[place], occupation=occupation)


def list_twice(rows: dict[str, list[Person]], villages: Sequence[VillageText], pairs: int, rng: Random) -> None:
    """Let `pairs` villages list one good person of another village too."""
    for here, there in zip(*[iter(rng.sample(villages, 2 * pairs))] * 2, strict=True):
        twice = rng.choice([who for who in rows[here.code] if who.planted is None and not who.typed])
        rows[there.code].append(replace(twice, village=there.code, planted="duplicate-elsewhere"))


def share(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers that add up to a total, in proportion to weights (largest remainders, first ones first)."""
    scale = total / sum(weights)
    exact = [weight * scale for weight in weights]
    whole = [int(value) for value in exact]
    order = sorted(range(len(exact)), key=lambda i: (whole[i] - exact[i], i))
    for i in order[: total - sum(whole)]:
        whole[i] += 1
    return whole

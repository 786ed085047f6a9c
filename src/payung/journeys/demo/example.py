"""What an example is: its folder, the programme file in it, and how its inputs are invented."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from payung.journeys.demo import candidates, lists, sending
from payung.journeys.demo.layout import VillageText
from payung.journeys.demo.person import Person, Place
from payung.journeys.demo.sending import Sending


@dataclass(frozen=True)
class Places:
    """An example in which every village sends a list of its own.

    rows: how many rows all lists have together, before people whom two villages list. reach: weights between which
    the sizes of the lists lie, as shares of one another. poor: villages that name far too few people. neighbours:
    people whom two villages list. outside: villages elsewhere to which some candidates have moved. staff: occupations
    of the people of its own institutions whom each desa lists besides, one person each.
    """

    name: str
    region: str
    on: date
    rows: int
    place: Callable[[VillageText], Place]
    outside: tuple[str, ...]
    sending: Sending
    poor: int
    neighbours: int
    reach: tuple[float, float] = (0.85, 1.3)
    kinds: tuple[str, ...] = ("desa", "kelurahan")
    staff: tuple[str, ...] = ()

    def write(self, folder: Path, rosters: Path, seed: int) -> list[Person]:
        """Write the rosters and the reference lists beside them; gives all rows as people."""
        villages = [v for v in candidates.villages_of(self.region) if v.kind in self.kinds]
        rng = Random(f"{self.name}/{seed}")
        weights = [rng.uniform(*self.reach) for _ in villages]
        for poor in rng.sample(range(len(villages)), self.poor):
            weights[poor] = rng.uniform(0.4, 0.65)
        sizes = candidates.share(self.rows, weights)
        sizes = [size + len(self.staff) * (v.kind == "desa") for size, v in zip(sizes, villages, strict=True)]
        rows = candidates.invent(villages, sizes, f"{self.name}/{seed}", self.on, self.place, self.outside)
        for village in villages:
            if village.kind == "desa":
                candidates.employ(rows[village.code], self.staff)
        candidates.list_twice(rows, villages, self.neighbours, rng)
        sending.write(rosters, self.sending, villages, rows, rng)
        made = [who for village in villages for who in rows[village.code]]
        lists.write(folder / "lists", made, rng, self.on, {v.code: v.name for v in villages})
        return made

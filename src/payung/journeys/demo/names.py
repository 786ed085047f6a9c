"""Names of people who do not exist, drawn from lists of given names by people (`names.yaml`)."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random

import yaml


@dataclass(frozen=True)
class Pool:
    """Names of one people: given names of men and women, and second names that either may carry."""

    men: tuple[str, ...]
    women: tuple[str, ...]
    second_men: tuple[str, ...]
    second_women: tuple[str, ...]


@cache
def pools() -> dict[str, Pool]:
    """The names by people."""
    text = files(__package__).joinpath("names.yaml").read_text(encoding="utf-8")
    return {
        people: Pool(**{part: tuple(w.replace(".", " ") for w in said.split()) for part, said in parts.items()})
        for people, parts in yaml.safe_load(text).items()
    }


def invent(rng: Random, people: str, sex: str) -> str:
    """A name of two or, rarely, one or three words. The sex is "L" or "P"."""
    pool = pools()[people]
    given, second = (pool.men, pool.second_men) if sex == "L" else (pool.women, pool.second_women)
    draw = rng.random()
    if people in ("jawa", "melayu") and draw < 0.06:
        return rng.choice(given)
    if people not in ("tionghoa", "bali") and draw > 0.9:
        return f"{rng.choice(given)} {rng.choice(given)} {rng.choice(second)}"
    return f"{rng.choice(given)} {rng.choice(second)}"

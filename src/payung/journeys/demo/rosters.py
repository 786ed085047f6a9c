"""Writes an example's input folder: rosters, reference lists, quota weights and the programme file beside them."""

import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random

from payung.journeys.demo import kalbar, kaur, lists, person, planting
from payung.journeys.demo.layout import VillageText
from payung.journeys.demo.person import Person, Place, Registry
from payung.regions import reader

EXAMPLES = {"kaur": "kaur-2024", "kalbar": "kalbar-2023"}
FOLDER = Path(__file__).resolve().parents[4] / "examples"


@dataclass(frozen=True)
class Written:
    """What was written: the programme file to run, rows by planted kind, and all people for tests to look at."""

    programme: Path
    files: int
    rows: int
    planted: Counter[str]
    people: list[Person]


def write(example: str, out_dir: Path, seed: int = 2024) -> Written:
    """Write the inputs of an example ("kaur" or "kalbar") into a folder, replacing rosters that were there.

    The same seed gives the same bytes. Every number carries sub-district 99; every file says DATA CONTOH.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    rosters = out_dir / "rosters"
    shutil.rmtree(rosters, ignore_errors=True)
    rosters.mkdir()
    original, programme = FOLDER / EXAMPLES[example] / "programme.yaml", out_dir / "programme.yaml"
    if original.resolve() != programme.resolve():
        shutil.copyfile(original, programme)
    made = _write_kaur(out_dir, rosters, seed) if example == "kaur" else _write_kalbar(out_dir, rosters, seed)
    files = sum(1 for path in rosters.rglob("*") if path.is_file())
    planted = Counter(who.planted for who in made if who.planted)
    return Written(programme, files, len(made), planted, made)


def villages_of(region: str) -> list[VillageText]:
    """The villages of a region, by code, knowing whether their name is the only one in their kabupaten."""
    frame = reader.load().villages(region)
    seen = Counter((code[:4], name) for code, name in frame.select("code", "name").iter_rows())
    return [
        VillageText(code, name, kind, district, seen[code[:4], name] == 1)
        for code, name, kind, district in frame.select("code", "name", "kind", "district_name").iter_rows()
    ]


def _people(
    villages: Sequence[VillageText],
    sizes: Sequence[int],
    seed: str,
    on: date,
    place_of: Callable[[VillageText], Place],
    outside: tuple[str, ...],
    extra: float = 1.0,
) -> dict[str, list[Person]]:
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


def share(total: int, weights: Sequence[float]) -> list[int]:
    """Whole numbers that add up to a total, in proportion to weights (largest remainders, first ones first)."""
    scale = total / sum(weights)
    exact = [weight * scale for weight in weights]
    whole = [int(value) for value in exact]
    order = sorted(range(len(exact)), key=lambda i: (whole[i] - exact[i], i))
    for i in order[: total - sum(whole)]:
        whole[i] += 1
    return whole


def _write_kaur(out_dir: Path, rosters: Path, seed: int) -> list[Person]:
    villages = villages_of(kaur.REGION)
    rng = Random(f"kaur/{seed}")
    weights = [rng.uniform(0.85, 1.3) for _ in villages]
    for poor in rng.sample(range(len(villages)), 9):
        weights[poor] = rng.uniform(0.4, 0.65)
    rows = _people(
        villages, share(kaur.ROWS, weights), f"kaur/{seed}", kaur.ON, lambda v: kaur.place(v.district), kaur.OUTSIDE
    )
    for here, there in zip(*[iter(rng.sample(villages, 2 * kaur.NEIGHBOURS))] * 2, strict=True):
        twice = rng.choice([who for who in rows[here.code] if who.planted is None and not who.typed])
        rows[there.code].append(replace(twice, village=there.code, planted="duplicate-elsewhere"))
    kaur.write(rosters, villages, rows, rng)
    made = [who for village in villages for who in rows[village.code]]
    lists.write(out_dir / "lists", made, rng, kaur.ON, {v.code: v.name for v in villages})
    return made


def _write_kalbar(out_dir: Path, rosters: Path, seed: int) -> list[Person]:
    regions = reader.load()
    villages = villages_of(kalbar.REGION)
    names = dict(regions.regencies(kalbar.REGION).iter_rows())
    kalbar.write_weights(out_dir / "bobot-desa.csv", villages)
    jobs = [(str(rosters), code, name, seed) for code, name in names.items()]
    jobs.sort(key=lambda job: -kalbar.POPULATION[job[1][:4]])
    done = dict(map(_regency, jobs))
    made = [who for code in sorted(done) for who in done[code]]
    rng = Random(f"kalbar/{seed}/lists")
    lists.write(out_dir / "lists", made, rng, kalbar.ON, {v.code: v.name for v in villages})
    return made


def _regency(job: tuple[str, str, str, int]) -> tuple[str, list[Person]]:
    folder, code, name, seed = job
    everywhere = share(kalbar.ROWS, list(kalbar.POPULATION.values()))
    total = dict(zip(kalbar.POPULATION, everywhere, strict=True))[code[:4]]
    villages = villages_of(code)
    rng = Random(f"kalbar/{seed}/{code}")
    sizes = share(total, [rng.uniform(0.9, 1.15) for _ in villages])
    place = kalbar.place(code, name)
    rows = _people(villages, sizes, f"kalbar/{seed}", kalbar.ON, lambda _: place, kalbar.OUTSIDE)
    kalbar.write_regency(Path(folder), code, name, villages, rows, rng)
    return code, [who for village in villages for who in rows[village.code]]

"""Writes an example's input folder: rosters, reference lists, quota weights and the programme file beside them."""

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from payung.journeys.demo import bengkayang, bulukumba, denpasar, kalbar, kaur
from payung.journeys.demo.person import Person

EXAMPLES = {
    "kaur": "kaur-2024",
    "denpasar": "denpasar-2023",
    "bulukumba": "bulukumba-2024",
    "bengkayang": "bengkayang-2024",
    "kalbar": "kalbar-2023",
}
"""The folder of each example; the quick ones first."""
_WRITERS: dict[str, Callable[[Path, Path, int], list[Person]]] = {
    "kaur": kaur.EXAMPLE.write,
    "denpasar": denpasar.EXAMPLE.write,
    "bulukumba": bulukumba.EXAMPLE.write,
    "bengkayang": bengkayang.EXAMPLE.write,
    "kalbar": kalbar.write,
}
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
    """Write the inputs of an example (a key of EXAMPLES) into a folder, replacing rosters that were there.

    The same seed gives the same bytes. Every number carries sub-district 99; every file says DATA CONTOH.
    """
    out_dir.mkdir(parents=True, exist_ok=True)
    rosters = out_dir / "rosters"
    shutil.rmtree(rosters, ignore_errors=True)
    rosters.mkdir()
    programme = out_dir / "programme.yaml"
    for original in sorted((FOLDER / EXAMPLES[example]).glob("*.yaml")):
        if original.resolve() != (copy := out_dir / original.name).resolve():
            shutil.copyfile(original, copy)
    made = _WRITERS[example](out_dir, rosters, seed)
    files = sum(1 for path in rosters.rglob("*") if path.is_file())
    planted = Counter(who.planted for who in made if who.planted)
    return Written(programme, files, len(made), planted, made)

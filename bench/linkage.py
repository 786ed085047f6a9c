"""The same person twice: precision and recall on invented people whose truth is known, seconds, memory, growth.

`python -m bench linkage` measures with the seeds below; `python -m bench.linkage --seed 7 --people 100000` measures
one list, and `--estimate` counts m and u again and prints them beside the model file.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import time
from typing import Any

import polars as pl

from bench import linkage_estimate, people_twice
from payung.people import candidates, linkage, prepared

SEEDS = (101, 102, 103)
"""Not the seed of the estimate; nothing was chosen by looking at these."""

AGAIN = 0.05
BOUND = "precision >= 0.97, recall >= 0.92"


def measure() -> dict[str, Any]:
    """Each measure in a process of its own, so that its peak memory is its own."""
    found = {f"linkage_100k_seed_{seed}": _alone(itself, 100_000, seed, AGAIN) | {"bound": BOUND} for seed in SEEDS}
    found["linkage_100k_one_percent"] = _alone(itself, 100_000, SEEDS[0], 0.01)
    found["linkage_100k_names_and_dates_only"] = _alone(itself, 100_000, SEEDS[0], AGAIN, True)
    found["linkage_10k"] = _alone(itself, 10_000, SEEDS[0], AGAIN)
    found["linkage_10k_against_1m"] = _alone(against, 1_000_000, 10_000, SEEDS[0]) | {"bound": "seconds <= 5"}
    found["linkage_1m"] = _alone(itself, 1_000_000, SEEDS[0], AGAIN)
    return found


def itself(people: int, seed: int, again: float, bare: bool = False) -> dict[str, Any]:
    """A list compared with itself; `bare` without mother and phone, as many rosters come."""
    lists = people_twice.invent(people, seed=seed, again=again)
    together = lists.together
    if bare:
        together = together.with_columns(mother=pl.lit(None, pl.String), phone=pl.lit(None, pl.String))
    began = time.perf_counter()
    compared = linkage.prepare(together)
    ready = time.perf_counter()
    worth = candidates.find(compared)
    seen = time.perf_counter()
    shown = linkage.scored(compared, worth, threshold=linkage.model().threshold)
    ended = time.perf_counter()
    return _judged(shown, lists.truth, compared) | {
        "people": together.height,
        "seconds": round(ended - began, 2),
        "of_which": {
            "prepare": round(ready - began, 2),
            "find": round(seen - ready, 2),
            "score": round(ended - seen, 2),
        },
        "pairs_scored": worth.height,
        "peak_mib": _peak(),
    }


def against(known: int, new: int, seed: int) -> dict[str, Any]:
    """New people, half of them known already, against those known; loading the known is not counted."""
    lists = people_twice.invent(known, seed=seed, again=new / 2 / known, strangers=new // 2)
    loaded = prepared.prepare(lists.known)
    began = time.perf_counter()
    arriving = prepared.prepare(lists.again)
    compared = linkage.with_frequency(pl.concat([loaded, arriving]))
    worth = candidates.find(compared, arriving["id"])
    shown = linkage.scored(compared, worth, threshold=linkage.model().threshold)
    seconds = time.perf_counter() - began
    return _judged(shown, lists.truth, compared) | {
        "seconds": round(seconds, 2),
        "pairs_scored": worth.height,
        "peak_mib": _peak(),
    }


def _judged(shown: pl.DataFrame, truth: pl.DataFrame, compared: pl.DataFrame) -> dict[str, Any]:
    right = shown.join(truth, on=["left", "right"], how="semi")
    niks = compared.select("id", "nik")
    sides = truth.join(niks, left_on="left", right_on="id").join(
        niks, left_on="right", right_on="id", suffix="_again"
    )
    two_niks = sides.filter((pl.col("nik") == pl.col("nik_again")).fill_null(False).not_())
    found = right.join(two_niks, on=["left", "right"], how="semi")
    return {
        "named_twice": truth.height,
        "shown": shown.height,
        "precision": round(right.height / max(shown.height, 1), 4),
        "recall": round(right.height / max(truth.height, 1), 4),
        "recall_where_the_nik_differs": round(found.height / max(two_niks.height, 1), 4),
    }


def _peak() -> float:
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def _alone(function: Any, *arguments: Any) -> dict[str, Any]:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        answer: dict[str, Any] = pool.apply(function, arguments)
    print(f"  {function.__name__} {arguments}: {answer}", file=sys.stderr, flush=True)
    return answer


def main() -> None:
    """Measure one list, or count m and u again."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=SEEDS[0])
    options.add_argument("--people", type=int, default=100_000)
    options.add_argument("--again", type=float, default=AGAIN, help="share of people who are named twice")
    options.add_argument("--estimate", action="store_true")
    asked = options.parse_args()
    if asked.estimate:
        with pl.Config(tbl_rows=-1, tbl_width_chars=140, fmt_str_lengths=50):
            print(linkage_estimate.estimate(seed=asked.seed if asked.seed != SEEDS[0] else linkage_estimate.SEED))
        return
    print(json.dumps(itself(asked.people, asked.seed, asked.again), indent=2))


if __name__ == "__main__":
    main()

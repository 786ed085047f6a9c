"""Estimate the model's m and u again from invented people whose truth is known, and show them beside the file's.

m is counted over the true pairs. u is counted exactly among all pairs that share a value which makes a level rare
(birth date, half a NIK, phone, mother, name), and among pairs drawn at random for what those leave.
"""

from __future__ import annotations

import math
from random import Random

import polars as pl

from bench import people_twice
from payung.people import linkage

PEOPLE, SEED, DRAWN = 60_000, 1, 1_500_000
SHARED = {
    "identity": (["birth_date"], ["place", "born"], ["born", "serial"]),
    "name": (["name_key"],),
    "family": (["phone"], ["mother_key"]),
}


def estimate(people: int = PEOPLE, seed: int = SEED) -> pl.DataFrame:
    """comparison, level, m, u as the file says and as counted now (m_now, u_now), shift (change of the weight)."""
    lists = people_twice.invent(people, seed=seed)
    known = linkage.prepare(lists.together)
    drawn = _drawn(known["id"], seed)
    truth = lists.truth
    of_one = linkage.scored(known, truth)
    every = known.height * (known.height - 1) / 2
    rows = []
    for comparison, groups in SHARED.items():
        sharing = pl.concat([_sharing(known, columns) for columns in groups]).unique()
        sharing = sharing.join(truth, on=["left", "right"], how="anti")
        counted = linkage.scored(known, sharing)
        rest = drawn.join(sharing, on=["left", "right"], how="anti").join(truth, on=["left", "right"], how="anti")
        sampled = linkage.scored(known, rest)
        weight = (every - sharing.height) / max(rest.height, 1)
        for level in linkage.model().comparisons[comparison]:
            if level.is_null:
                continue
            m = ((of_one[comparison] == level.name).sum() + 0.5) / (of_one.height + 6)
            seldom = (counted[comparison] == level.name).sum()
            often = (sampled[comparison] == level.name).sum()
            u = (seldom + often * weight + 0.5) / every
            shift = math.log2(m / u) - math.log2(level.m / level.u)
            rows.append((comparison, level.name, level.m, level.u, m, u, shift))
    rows += _twins(known, of_one, truth)
    names = ["comparison", "level", "m", "u", "m_now", "u_now", "shift"]
    return pl.DataFrame(rows, schema=names, orient="row")


def _twins(known: pl.DataFrame, of_one: pl.DataFrame, truth: pl.DataFrame) -> list[tuple[object, ...]]:
    """How far the independence of the other comparisons is wrong for people born together of one mother."""
    together = _sharing(known, ["birth_date"]).join(truth, on=["left", "right"], how="anti")
    others = linkage.scored(known, together)
    of_one = of_one.with_columns(_plain_weight(of_one))
    others = others.with_columns(_plain_weight(others))
    rows: list[tuple[object, ...]] = []
    for level in linkage.model().comparisons["twins"][:-1]:
        same = of_one.filter(pl.col("twins") == level.name)
        different = others.filter(pl.col("twins") == level.name)
        # What the odds are among them, against what the weights of the other comparisons say on average.
        odds = math.log2((same.height + 0.5) / (different.height + 0.5))
        said = math.log2(linkage.prior(known.height)) + float(different["plain"].mean() or 0.0)
        ratio = 2 ** (odds - said)
        rows.append(("twins", level.name, level.m, level.u, 0.5 * ratio, 0.5, math.log2(0.5 * ratio / level.m)))
    return rows


def _plain_weight(pairs: pl.DataFrame) -> pl.Expr:
    weights = []
    for comparison, levels in linkage.model().comparisons.items():
        if comparison != "twins":
            said = {level.name: 0.0 if level.is_null else math.log2(level.m / level.u) for level in levels}
            weights.append(pl.col(comparison).replace_strict(said, return_dtype=pl.Float64))
    return pl.sum_horizontal(weights).alias("plain")


def _sharing(known: pl.DataFrame, columns: list[str]) -> pl.DataFrame:
    sides = known.select("id", *columns).drop_nulls()
    pairs = sides.join(sides, on=columns, suffix="_other").filter(pl.col("id") < pl.col("id_other"))
    return pairs.select(left="id", right="id_other")


def _drawn(ids: pl.Series, seed: int) -> pl.DataFrame:
    rng = Random(f"pairs {seed}")
    count = ids.len()
    sides = [(rng.randrange(count), rng.randrange(count)) for _ in range(DRAWN)]
    frame = pl.DataFrame(sides, schema={"a": pl.Int64, "b": pl.Int64}, orient="row")
    frame = frame.filter(pl.col("a") != pl.col("b"))
    return frame.select(left=pl.min_horizontal("a", "b"), right=pl.max_horizontal("a", "b")).unique()

"""Who gets a seat, who waits and why: quota first, then money, both in the published order. Pure.

Seats belong to pools (`pools`: villages, sub-districts, agencies, kinds of work or segments); every pool lists its
people in the order of `order.ranked`. Within the quota:
1. Rank 1..seats of a pool are inside its quota.
2. With `leftover` "move", seats that a pool cannot fill go to pools where people wait: one seat a round to each of
   them, within a round by ascending draw of the pool, until seats or people are used up. They are taken from the
   pools with empty seats by ascending code or name.
3. Money is spent on rank 1 of every pool, then rank 2, and so on; within a rank by ascending draw of the pool. Each
   insurance of a person is paid by the first payer (in the programme file's order) who reaches the person's village
   and still has the whole amount for all months of the wave; if one insurance finds no payer, the person waits and
   the money stays for the next in order. Optional insurances come after everybody has the required ones, in the
   same order; who finds no payer for one keeps the seat without it.
4. A person in an undecided pair keeps place and money, but is not selected: the seat is held.
5. Who belongs to no pool waits behind nobody and takes nothing: `no-pool`, until the roster or the quota is mended.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import polars as pl

from payung.selection import order

SELECTED, HELD, WAITING = "selected", "held", "waiting"


@dataclass(frozen=True)
class Payer:
    """A funding line in this wave: its id, rupiah left, where it pays, and the cost of one person by insurance.

    `costs` holds whole rupiah for all months of the wave; an insurance that is not there is not paid by this line.
    `villages` None means everywhere.
    """

    id: int
    left: int
    costs: dict[str, int]
    villages: frozenset[str] | None = None


@dataclass(frozen=True)
class Allotment:
    """The answer, each frame sorted.

    seats: person_id, village, pool (null for who has none), rank, kind (selected | held | waiting), why, seats and
    moved (of the pool), queue (order over all pools, Int64), payers (struct insurance -> payer id, null for the
    waiting). quota: pool, seats, moved (Int64, sums to zero). committed: payer, insurance, people, amount.
    """

    seats: pl.DataFrame
    quota: pl.DataFrame
    committed: pl.DataFrame
    affordable: int = field(default=0)


def allot(
    people: pl.DataFrame,
    quota: pl.DataFrame,
    payers: Iterable[Payer],
    insurance: list[str],
    *,
    preference: list[str],
    draw_seed: str,
    leftover: str = "stay",
    optional: Sequence[Sequence[str]] = (),
) -> Allotment:
    """Give the seats of one wave to eligible people.

    `insurance` is all that has to be paid for a person; each entry of `optional` holds those of them that may be
    left out together (JHT, or JHT and JHT-worker).

    `people`: person_id, nik, village, pool, undecided and the columns of the preference; `quota`: pool, seats.
    People of a pool that has no row in the quota belong to none. The answer does not depend on the order of rows.
    """
    ranked = order.ranked(people, preference, draw_seed)
    shared = _moved(ranked, quota, draw_seed, leftover)
    queued = (
        ranked.join(shared.select("pool", "seats", "moved", "pool_draw"), on="pool", how="inner")
        .sort("rank", "pool_draw", "pool")
        .with_columns(
            queue=pl.int_range(1, pl.len() + 1, dtype=pl.Int64),
            within=pl.col("rank") <= pl.col("seats") + pl.col("moved"),
        )
    )
    funded, bundles = _funded(queued.filter("within"), list(payers), insurance, optional)
    paid = queued.join(funded, on="person_id", how="left")
    has_money = pl.col("bundle").is_not_null()
    kind = pl.when(~has_money).then(pl.lit(WAITING)).when("undecided").then(pl.lit(HELD)).otherwise(pl.lit(SELECTED))
    why = (
        pl.when("undecided")
        .then(pl.lit("pair-undecided"))
        .when(has_money & (pl.col("rank") <= pl.col("seats")))
        .then(pl.lit("within-quota"))
        .when(has_money)
        .then(pl.lit("moved-seat"))
        .when("within")
        .then(pl.lit("money-used-up"))
        .otherwise(pl.lit("quota-full"))
    )
    seats = (
        paid.with_columns(kind=kind, why=why)
        .join(bundles, on="bundle", how="left")
        .select("person_id", "village", "pool", "rank", "kind", "why", "seats", "moved", "queue", "payers")
        .sort("pool", "rank")
    )
    if seats.height < people.height:
        seats = pl.concat([seats, _without_pool(people, shared, seats.schema, preference, draw_seed)])
    committed = _committed(funded, bundles, list(payers), insurance)
    return Allotment(seats, shared.select("pool", "seats", "moved").sort("pool"), committed, funded.height)


def _without_pool(
    people: pl.DataFrame, quota: pl.DataFrame, schema: pl.Schema, preference: list[str], draw_seed: str
) -> pl.DataFrame:
    """Rows for the people of no pool, in the published order among themselves."""
    outside = people.join(quota, on="pool", how="anti").with_columns(pool=pl.lit(None, pl.String))
    nothing = {"kind": WAITING, "why": "no-pool", "seats": 0, "moved": 0, "queue": None, "payers": None}
    return order.ranked(outside, preference, draw_seed).select(
        (pl.lit(nothing[name]) if name in nothing else pl.col(name)).cast(dtype).alias(name)
        for name, dtype in schema.items()
    )


def _moved(ranked: pl.DataFrame, quota: pl.DataFrame, draw_seed: str, leftover: str) -> pl.DataFrame:
    """The quota with `moved` seats (negative where taken) and the pool's draw."""
    asking = ranked.group_by("pool").agg(people=pl.len().cast(pl.Int64))
    shared = (
        quota.with_columns(order.draw(draw_seed, quota["pool"]).alias("pool_draw"))
        .join(asking, on="pool", how="left")
        .with_columns(pl.col("people").fill_null(0), moved=pl.lit(0, pl.Int64))
        .sort("pool")
    )
    if leftover != "move":
        return shared
    empty = (shared["seats"] - shared["people"]).clip(lower_bound=0)
    waiting = (
        ranked.select("pool", "rank")
        .join(shared, on="pool")
        .with_columns(turn=pl.col("rank") - pl.col("seats"))
        .filter(pl.col("turn") > 0)
        .sort("turn", "pool_draw", "pool")
        .head(int(empty.sum()))
    )
    gained = waiting.group_by("pool").agg(gained=pl.len().cast(pl.Int64))
    before = empty.cum_sum() - empty
    given = (pl.Series([waiting.height] * len(empty), dtype=pl.Int64) - before).clip(0).alias("given")
    taken = pl.DataFrame({"pool": shared["pool"], "empty": empty, "given": given}).select(
        "pool", taken=pl.min_horizontal("empty", "given")
    )
    return (
        shared.join(gained, on="pool", how="left")
        .join(taken, on="pool", how="left")
        .with_columns(moved=pl.col("gained").fill_null(0) - pl.col("taken"))
        .sort("pool")
    )


def _funded(
    queued: pl.DataFrame, payers: list[Payer], insurance: list[str], optional: Sequence[Sequence[str]]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """person_id and bundle of those the money reaches, in order; and the bundles: which payer pays what."""
    left = [payer.left for payer in payers]
    required = [name for name in insurance if not any(name in together for together in optional)]
    options: dict[str, dict[str, list[tuple[int, int]]]] = {}
    for village in queued["village"].unique():
        reach = [n for n, payer in enumerate(payers) if payer.villages is None or village in payer.villages]
        options[village] = {
            name: [(n, payers[n].costs[name]) for n in reach if name in payers[n].costs] for name in insurance
        }
    same = list(next(iter(options.values()), {}).values())
    is_uniform = all(len(found) == 1 for found in same) and all([*o.values()] == same for o in options.values())
    if options and not optional and is_uniform:
        return _by_one_bundle(queued, payers, insurance, [found[0] for found in same])
    people: list[int] = []
    villages: list[str] = []
    picks: list[dict[str, int]] = []
    for person, village in zip(queued["person_id"], queued["village"], strict=True):
        chosen = _chosen(left, options[village], required)
        if chosen is not None:
            people.append(person)
            villages.append(village)
            picks.append(chosen)
    for together in optional:
        for village, pick in zip(villages, picks, strict=True):
            pick |= _chosen(left, options[village], together) or {}
    numbers: dict[tuple[int | None, ...], int] = {}
    keys = [tuple(pick.get(name) for name in insurance) for pick in picks]
    paid = pl.DataFrame(
        {"person_id": people, "bundle": [numbers.setdefault(key, len(numbers)) for key in keys]},
        schema={"person_id": queued.schema["person_id"], "bundle": pl.Int64},
    )
    who = {
        name: [None if payer is None else payers[payer].id for payer in (key[place] for key in numbers)]
        for place, name in enumerate(insurance)
    }
    schema = dict.fromkeys(insurance, pl.Int64)
    listed = pl.DataFrame(who, schema=schema).select(
        bundle=pl.int_range(pl.len(), dtype=pl.Int64), payers=pl.struct(insurance)
    )
    return paid, listed


def _chosen(
    left: list[int], options: dict[str, list[tuple[int, int]]], names: Sequence[str]
) -> dict[str, int] | None:
    """The payer of each of these insurances, their money taken from `left`; None, and nothing taken, if one lacks."""
    chosen: dict[str, int] = {}
    taken: list[tuple[int, int]] = []
    for name in names:
        for payer, cost in options[name]:
            if left[payer] >= cost:
                left[payer] -= cost
                taken.append((payer, cost))
                chosen[name] = payer
                break
        else:
            for payer, cost in taken:
                left[payer] += cost
            return None
    return chosen


def _by_one_bundle(
    queued: pl.DataFrame, payers: list[Payer], insurance: list[str], chosen: list[tuple[int, int]]
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The same answer when everybody has the same only payers: the first as many as each of them can afford."""
    cost: dict[int, int] = {}
    for payer, amount in chosen:
        cost[payer] = cost.get(payer, 0) + amount
    affordable = min(
        (payers[payer].left // amount for payer, amount in cost.items() if amount), default=queued.height
    )
    paid = queued.head(affordable).select("person_id", bundle=pl.lit(0, pl.Int64))
    who = {name: payers[payer].id for name, (payer, _) in zip(insurance, chosen, strict=True)}
    return paid, pl.DataFrame({"bundle": [0], "payers": [who]}, schema_overrides={"bundle": pl.Int64})


def _committed(
    funded: pl.DataFrame, bundles: pl.DataFrame, payers: list[Payer], insurance: list[str]
) -> pl.DataFrame:
    costs = pl.DataFrame(
        [(payer.id, name, cost) for payer in payers for name, cost in payer.costs.items()],
        schema={"payer": pl.Int64, "insurance": pl.String, "cost": pl.Int64},
        orient="row",
    )
    return (
        funded.join(bundles, on="bundle")
        .select(pl.col("payers").struct.unnest())
        .unpivot(on=insurance, variable_name="insurance", value_name="payer")
        .group_by("payer", "insurance")
        .agg(people=pl.len().cast(pl.Int64))
        .join(costs, on=["payer", "insurance"])
        .select("payer", "insurance", "people", amount=pl.col("people") * pl.col("cost"))
        .sort("payer", "insurance")
    )

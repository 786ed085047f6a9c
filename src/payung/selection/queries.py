"""Questions about quotas, seats and the waiting list of a wave."""

from __future__ import annotations

import json

import polars as pl

from payung.programme import groups
from payung.programme.models import Wave
from payung.selection import sentences
from payung.storage import frames

TAKEN = ("selected", "held")

_CURRENT = (
    "SELECT DISTINCT ON (person_id) id AS seat_id, person_id, region AS village, pool, rank::bigint, kind, why,"
    " (reason->>'seats')::bigint AS seats, (reason->>'moved')::bigint AS moved, (reason->>'queue')::bigint AS queue,"
    " payers::text, law_sha256, action_id FROM selection_seat WHERE wave_id = %s ORDER BY person_id, id DESC"
)


def quota(wave_id: int) -> pl.DataFrame:
    """by, pool, name, also (List[String]), seats, moved (Int64): the quota that counts now, by pool."""
    return frames.read(
        "SELECT * FROM (SELECT DISTINCT ON (pool) by, pool, name, also, seats::bigint, moved::bigint"
        " FROM selection_quota WHERE wave_id = %s ORDER BY pool, id DESC) latest WHERE by <> '' ORDER BY pool",
        [wave_id],
    )


def latest(wave_id: int) -> pl.DataFrame:
    """The row that counts for each person, released people among them.

    seat_id, person_id, village, pool (null for who has none), rank, kind, why, the values behind the sentence (seats,
    moved, queue: Int64), payers (JSON text: insurance -> funding line id), law_sha256, action_id.
    """
    return frames.read(_CURRENT, [wave_id])


def before(wave_id: int, action_id: int) -> pl.DataFrame:
    """person_id and kind as they counted before an action."""
    return frames.read(
        "SELECT DISTINCT ON (person_id) person_id, kind FROM selection_seat WHERE wave_id = %s AND action_id < %s"
        " ORDER BY person_id, id DESC",
        [wave_id, action_id],
    )


def served_before(wave: Wave) -> pl.Series:
    """Person ids of everybody with a seat in an earlier wave of the same programme and group."""
    earlier = Wave.objects.filter(programme_id=wave.programme_id, group=wave.group, number__lt=wave.number)
    found = [
        latest(pk).filter(pl.col("kind").is_in(TAKEN))["person_id"] for pk in earlier.values_list("pk", flat=True)
    ]
    return pl.concat([pl.Series("person_id", dtype=pl.Int64), *found]).unique()


def seats(wave_id: int) -> pl.DataFrame:
    """`latest` with `pool_name` (null for a village) and `sentence`, sorted by pool and rank.

    Released people come last in their pool, people of no pool last of all.
    """
    wave = Wave.objects.select_related("programme").get(pk=wave_id)
    terms = wave.terms()
    return (
        latest(wave_id)
        .join(_names(wave_id), on="pool", how="left")
        .with_columns(sentence=sentences.why(list(terms.preference), terms.quota.by, rotate=wave.rotate))
        .sort(pl.col("pool"), pl.col("kind") == "released", pl.col("rank"), pl.col("person_id"), nulls_last=True)
    )


def waiting_list(wave_id: int, pool: str | None = None) -> pl.DataFrame:
    """Who waits, the next to be asked first in each pool (of one pool when given): as `seats`."""
    found = seats(wave_id).filter(kind="waiting")
    return found if pool is None else found.filter(pl.col("pool") == pool)


def next_waiting(wave_id: int, pool: str) -> int | None:
    """Person id of the first on a pool's waiting list whose pair is not in doubt, or None."""
    found = waiting_list(wave_id, pool).filter(pl.col("why") != "pair-undecided")
    return int(found["person_id"][0]) if found.height else None


def counts(wave_id: int, now: pl.DataFrame | None = None) -> dict[str, int]:
    """How many people are selected, held, waiting and released; `now` is `latest` when it has just been asked."""
    found = dict((latest(wave_id) if now is None else now).group_by("kind").len().iter_rows())
    return {kind: int(found.get(kind, 0)) for kind in ("selected", "held", "waiting", "released")}


def by_pool(wave_id: int, now: pl.DataFrame | None = None) -> pl.DataFrame:
    """by, pool, name, seats, moved, selected, held, waiting (Int64) of every pool with a quota, by pool.

    `now` is `latest` when it has just been asked.
    """
    return quota(wave_id).drop("also").join(_kinds(wave_id, "pool", now), on="pool", how="left").with_columns(
        pl.col(*TAKEN, "waiting").fill_null(0)
    ).sort("pool")  # fmt: skip


def by_village(wave_id: int, now: pl.DataFrame | None = None) -> pl.DataFrame:
    """village, seats, moved, selected, held, waiting (Int64) of every village of the wave, by village.

    seats and moved are null where the pools are not villages. `now` is `latest` when it has just been asked.
    """
    villages = pl.DataFrame({"village": Wave.objects.get(pk=wave_id).villages}, schema={"village": pl.String})
    given = quota(wave_id).filter(pl.col("by") == "village").select("seats", "moved", village="pool")
    return (
        villages.join(given, on="village", how="left")
        .join(_kinds(wave_id, "village", now), on="village", how="left")
        .with_columns(pl.col(*TAKEN, "waiting").fill_null(0))
        .sort("village")
    )


def _kinds(wave_id: int, key: str, now: pl.DataFrame | None) -> pl.DataFrame:
    """How many people are selected, held and waiting, by village or pool."""
    return (
        (latest(wave_id) if now is None else now)
        .group_by(key)
        .agg((pl.col("kind") == kind).sum().cast(pl.Int64).alias(kind) for kind in (*TAKEN, "waiting"))
    )


def _names(wave_id: int) -> pl.DataFrame:
    """pool, pool_name of every pool that the wave has or had."""
    return frames.read(
        "SELECT DISTINCT ON (pool) pool, name AS pool_name FROM selection_quota WHERE wave_id = %s"
        " ORDER BY pool, id DESC",
        [wave_id],
    )


def taken_by_line(wave_id: int) -> pl.DataFrame:
    """line_id, insurance, people (Int64): how many selected and held seats each funding line pays."""
    return frames.read(
        "SELECT payer.value::bigint AS line_id, payer.key AS insurance, count(*) AS people"  # noqa: S608
        f" FROM ({_CURRENT}) latest,"
        " jsonb_each_text(latest.payers::jsonb) payer WHERE latest.kind IN ('selected', 'held')"
        " GROUP BY 1, 2 ORDER BY 1, 2",
        [wave_id],
    )


def insured(payers: pl.Series, insurance: list[str]) -> pl.Series:
    """ "JKK+JKM": what is paid for each person, in the order of the wave; payers are JSON text of those who pay.

    An insurance that may be left out counts only where somebody pays all of it.
    """
    known = payers.unique()
    words = []
    for paid in known:
        names = {groups.insurance_of(part) for part in json.loads(paid or "{}")}
        words.append("+".join(name for name in insurance if name in names))
    return payers.replace_strict(known, pl.Series(words, dtype=pl.String), return_dtype=pl.String).alias("insurance")

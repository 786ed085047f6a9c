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
    "SELECT DISTINCT ON (person_id) id AS seat_id, person_id, region AS village, rank::bigint, kind, why,"
    " (reason->>'seats')::bigint AS seats, (reason->>'moved')::bigint AS moved, (reason->>'queue')::bigint AS queue,"
    " payers::text, law_sha256, action_id FROM selection_seat WHERE wave_id = %s ORDER BY person_id, id DESC"
)


def quota(wave_id: int) -> pl.DataFrame:
    """village, seats, moved (Int64): the quota that counts now, by village."""
    return frames.read(
        "SELECT DISTINCT ON (region) region AS village, seats::bigint, moved::bigint FROM selection_quota"
        " WHERE wave_id = %s ORDER BY region, id DESC",
        [wave_id],
    )


def latest(wave_id: int) -> pl.DataFrame:
    """The row that counts for each person, released people among them.

    seat_id, person_id, village, rank, kind, why, the values behind the sentence (seats, moved, queue: Int64), payers
    (JSON text: insurance -> funding line id), law_sha256, action_id.
    """
    return frames.read(_CURRENT, [wave_id])


def seats(wave_id: int) -> pl.DataFrame:
    """`latest` with `sentence`, sorted by village and rank; released people come last in their village."""
    wave = Wave.objects.select_related("programme").get(pk=wave_id)
    return (
        latest(wave_id)
        .with_columns(sentence=sentences.why(list(wave.terms().preference)))
        .sort(pl.col("village"), pl.col("kind") == "released", pl.col("rank"), pl.col("person_id"))
    )


def waiting_list(wave_id: int, village: str | None = None) -> pl.DataFrame:
    """Who waits, the next to be asked first in each village (of one village when given): as `seats`."""
    found = seats(wave_id).filter(kind="waiting")
    return found if village is None else found.filter(pl.col("village") == village)


def next_waiting(wave_id: int, village: str) -> int | None:
    """Person id of the first on a village's waiting list whose pair is not in doubt, or None."""
    found = waiting_list(wave_id, village).filter(pl.col("why") != "pair-undecided")
    return int(found["person_id"][0]) if found.height else None


def counts(wave_id: int, now: pl.DataFrame | None = None) -> dict[str, int]:
    """How many people are selected, held, waiting and released; `now` is `latest` when it has just been asked."""
    found = dict((latest(wave_id) if now is None else now).group_by("kind").len().iter_rows())
    return {kind: int(found.get(kind, 0)) for kind in ("selected", "held", "waiting", "released")}


def by_village(wave_id: int, now: pl.DataFrame | None = None) -> pl.DataFrame:
    """village, seats, moved, selected, held, waiting (Int64) of every village with a quota, by village.

    `now` is `latest` when it has just been asked.
    """
    kinds = (
        (latest(wave_id) if now is None else now)
        .group_by("village")
        .agg((pl.col("kind") == kind).sum().cast(pl.Int64).alias(kind) for kind in (*TAKEN, "waiting"))
    )
    return quota(wave_id).join(kinds, on="village", how="left").fill_null(0).sort("village")


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

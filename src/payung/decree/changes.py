"""What an amendment changes: the lines of the list in force that go, those that come, and why. Pure.

Two lines are about the same cover of the same person when they agree in the person (or in the NIK, where a pair was
decided since) and in the month in which the cover ends. Whoever keeps his seat keeps his line as it was signed,
unless NIK, name, village or insurance were corrected: then the old line goes and the corrected one comes.
"""

from __future__ import annotations

import hashlib
from datetime import date

import polars as pl

from payung.decree import fingerprint
from payung.kernel import month

REMOVED, ADDED = "removed", "added"
REASONS = {
    "deceased": "meninggal dunia",
    "moved-away": "pindah ke luar daerah",
    "became-wage-earner": "menjadi pekerja penerima upah",
    "withdrawn": "mengundurkan diri",
    "not-matched": "data tidak padan",
    "mistake": "tercantum karena kekeliruan",
    "no-longer-eligible": "tidak lagi memenuhi syarat",
    "not-proposed": "tidak lagi diusulkan",
    "fewer-seats": "kuota atau pagu berkurang",
    "corrected": "perbaikan data",
    "replacement": "penggantian",
    "open-seat": "mengisi tempat yang kosong",
    "later-wave": "gelombang berikutnya",
}
"""Why a line goes or comes, as the decree says it."""

COMPARED = ("nik", "name", "village", "insurance")
LINE = ("person_id", "nik", "name", "birth_date", "sex", "village", "start", "months", "insurance", "amount")


def difference(standing: pl.DataFrame, wanted: pl.DataFrame, left: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The changes, and the whole list after them as entries freeze it.

    standing: the entries in force (`LINE` and rank). wanted: who has a seat now, held ones too: the same columns over
    all months of the wave, `kind`, `is_new_wave`, and later_start, later_months, later_amount for what remains from
    the month of the change on (0 months: too late to begin). left: person_id and reason of those who left. Changes:
    kind, reason and `LINE`, removed first, sorted by NIK and start.
    """
    ends = pl.col("start").dt.offset_by(pl.format("{}mo", "months")).alias("ends")
    before, now = standing.with_columns(ends), wanted.filter(pl.col("nik").is_not_null()).with_columns(ends)
    by_person = _pairs(before, now, "person_id")
    rest = _pairs(
        before.join(by_person, left_on=["person_id", "start"], right_on=["person_id", "start"], how="anti"),
        now.join(by_person, left_on=["person_id", "start"], right_on=["person_id_now", "start_now"], how="anti"),
        "nik",
    )
    matched = pl.concat([by_person, rest])
    same = pl.all_horizontal(pl.col(name).eq_missing(pl.col(f"{name}_now")) for name in COMPARED)
    kept = matched.filter(same | (pl.col("kind") == "held"))
    corrected = matched.join(kept, on=["person_id", "start"], how="anti")
    gone = before.join(matched, on=["person_id", "start"], how="anti").join(left, on="person_id", how="left")
    fresh = now.join(matched, left_on=["person_id", "start"], right_on=["person_id_now", "start_now"], how="anti")
    added = _reasoned(
        fresh.filter(pl.col("kind") == "selected", pl.col("later_months") > 0).with_columns(
            start="later_start", months="later_months", amount="later_amount"
        ),
        gone,
    )
    mended = _mended(corrected)
    changed = [
        (corrected.with_columns(reason=pl.lit("corrected")), REMOVED),
        (gone.with_columns(pl.col("reason").fill_null("not-proposed")), REMOVED),
        (mended.with_columns(reason=pl.lit("corrected")), ADDED),
        (added, ADDED),
    ]
    changes = pl.concat(
        frame.select("reason", *LINE, kind=pl.lit(kind)).select("kind", "reason", *LINE) for frame, kind in changed
    ).sort(pl.col("kind") == ADDED, "nik", "start")
    whole = pl.concat(
        [
            kept.with_columns(rank="rank_now").select(*LINE, "rank"),
            mended.select(*LINE, "rank"),
            added.select(*LINE, "rank"),
        ]
    ).sort("nik", "start")
    return changes, whole


def _pairs(before: pl.DataFrame, now: pl.DataFrame, key: str) -> pl.DataFrame:
    """Lines in force beside the seat of the same person (`_now`) whose cover ends with theirs."""
    found = now.rename({name: f"{name}_now" for name in (*LINE, "rank")})
    return before.join(
        found, left_on=[key, "ends"], right_on=[f"{key}_now", "ends"], how="inner", coalesce=False
    ).select(*LINE, "rank", "kind", *[f"{name}_now" for name in (*LINE, "rank")])


def _mended(corrected: pl.DataFrame) -> pl.DataFrame:
    """The corrected lines: what is known now, over the months that were signed."""
    known = [
        pl.col(f"{name}_now").alias(name) for name in ("person_id", "nik", "name", "birth_date", "sex", "village")
    ]
    return corrected.with_columns(*known, pl.col("insurance_now").alias("insurance"), rank="rank_now")


def _reasoned(added: pl.DataFrame, gone: pl.DataFrame) -> pl.DataFrame:
    """Who comes in the place of whom: as many in a village as left it, in the order of the list."""
    places = gone.group_by("village").agg(free=pl.len().cast(pl.Int64))
    return (
        added.sort("village", "rank", "nik")
        .join(places, on="village", how="left", maintain_order="left")
        .with_columns(nth=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("village", "is_new_wave"))
        .with_columns(
            reason=pl.when("is_new_wave")
            .then(pl.lit("later-wave"))
            .when(pl.col("nth") <= pl.col("free").fill_null(0))
            .then(pl.lit("replacement"))
            .otherwise(pl.lit("open-seat"))
        )
    )


def used(changes: pl.DataFrame, effective: date) -> int:
    """Rupiah of the months before `effective` for those who go; a corrected line is no expense of its own.

    The contribution of a line is shared evenly over its months, as its decree states it.
    """
    gone = changes.filter(pl.col("kind") == REMOVED, pl.col("reason") != "corrected")
    return sum(
        amount * min(max(month.between(start, effective), 0), months) // months
        for start, months, amount in gone.select("start", "months", "amount").iter_rows()
    )


def sha256(changes: pl.DataFrame, salt: str) -> str:
    """The fingerprint of changes: `-` or `+`, a list's canonical line, `;` and the reason, sorted, below a salt."""
    signs = zip(changes["kind"], changes["reason"], fingerprint.lines(changes), strict=True)
    written = sorted(f"{'-' if kind == REMOVED else '+'}{line.canonical()};{reason}" for kind, reason, line in signs)
    return hashlib.sha256("\n".join([salt, *written]).encode()).hexdigest()

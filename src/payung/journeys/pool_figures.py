"""What became of each pool of seats, and who belongs to none: counts for documents, sentences for the officer."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import polars as pl

from payung.kernel import rupiah
from payung.programme.models import Programme, Wave
from payung.roster.check import Checked
from payung.selection import pools, sentences
from payung.selection import queries as selection

MOST_NAMED = 5
KEYS = ["by", "pool", "name"]
EMPTY = (pl.col("seats") + pl.col("moved") - pl.col("selected") - pl.col("held")).clip(0)
UNPAID = pl.when(pl.col("waiting") > 0).then(pl.col("empty")).otherwise(0)
"""Of a wave's empty seats those for which somebody waits: money is lacking. The others have nobody left."""


def by_pool(
    waves: Sequence[Wave],
    seats: Mapping[int, pl.DataFrame],
    checked: Checked,
    monthly: Mapping[int, pl.DataFrame],
) -> pl.DataFrame:
    """by, pool, name, seats, moved, selected, held, waiting, empty, unpaid, amount (summed over waves), named (rows).

    amount: rupiah of the selected for all months. seats and monthly by wave: `selection.queries.seats` and
    `funding.contribution.monthly`.
    """
    parts, named = [], []
    for wave in waves:
        quota = selection.quota(wave.pk)
        paid = _amounts(seats[wave.pk], monthly[wave.pk])
        counted = selection.by_pool(wave.pk, seats[wave.pk]).join(paid, on="pool", how="left")
        counted = counted.with_columns(pl.col("amount").fill_null(0), empty=EMPTY)
        parts.append(counted.with_columns(unpaid=UNPAID))
        rows = checked.rows.filter(pl.col("village").is_in(wave.villages))
        pools_are = wave.terms().quota.by
        found = pools.of_people(rows, pools_are, quota, government=wave.government, segment=wave.segment)
        named.append(found.to_frame("pool").drop_nulls().group_by("pool").agg(named=pl.len().cast(pl.Int64)))
    summed = pl.concat(parts).group_by(KEYS).agg(pl.exclude(KEYS).sum())
    sent = pl.concat(named).group_by("pool").agg(pl.col("named").max())
    return summed.join(sent, on="pool", how="left").with_columns(pl.col("named").fill_null(0)).sort("by", "pool")


def _amounts(now: pl.DataFrame, monthly: pl.DataFrame) -> pl.DataFrame:
    """pool, amount: what those selected cost their payers in all months."""
    rows = [
        (pool, int(line), part, people)
        for pool, paid, people in now.filter(kind="selected").group_by("pool", "payers").len().iter_rows()
        for part, line in json.loads(paid).items()
    ]
    schema = {"pool": pl.String, "line_id": pl.Int64, "insurance": pl.String, "people": pl.Int64}
    taken = pl.DataFrame(rows, schema=schema, orient="row")
    each = monthly.group_by("line_id", "insurance").agg(pl.col("amount").sum())
    return (
        taken.join(each, on=["line_id", "insurance"])
        .group_by("pool")
        .agg((pl.col("people") * pl.col("amount")).sum().alias("amount"))
    )


def without_pool(waves: Sequence[Wave], seats: Mapping[int, pl.DataFrame], assessed: pl.DataFrame) -> pl.DataFrame:
    """by, written and people (Int64) of those who belong to no pool.

    written: the agency as the roster has it, or the occupation that was recognised; else null.
    """
    parts = [
        seats[wave.pk]
        .filter(pl.col("kind") == "waiting", pl.col("why") == "no-pool")
        .select("person_id", by=pl.lit(wave.terms().quota.by))
        for wave in waves
    ]
    told = assessed.select("person_id", "agency", "occupation_code").unique("person_id")
    codes = told["occupation_code"].unique().drop_nulls()
    works = pl.Series([pools.name("occupation", code) for code in codes], dtype=pl.String)
    work = pl.col("occupation_code").replace_strict(codes, works, default=None, return_dtype=pl.String)
    written = pl.when(pl.col("by") == "agency").then("agency").when(pl.col("by") == "occupation").then(work)
    return (
        pl.concat(parts)
        .unique()
        .join(told, on="person_id", how="left")
        .select("by", written=written)
        .group_by("by", "written")
        .agg(people=pl.len().cast(pl.Int64))
        .sort("by", -pl.col("people"), "written")
    )


def warnings(programme: Programme, by_pool: pl.DataFrame, without: pl.DataFrame) -> list[str]:
    """Pools for which nobody was named, and people of no pool, with the agencies whose names are near."""
    said = []
    unnamed = by_pool.filter(pl.col("named") == 0, pl.col("seats") > 0, ~pl.col("by").is_in(["village", "district"]))[
        "name"
    ].to_list()
    if unnamed:
        rest = len(unnamed) - MOST_NAMED
        more = f" dan {rest} kuota lain" if rest > 0 else ""
        said.append(f"Belum ada satu nama pun untuk kuota {', '.join(unnamed[:MOST_NAMED])}{more}.")
    for pools_are in without["by"].unique().sort():
        found = without.filter(pl.col("by") == pools_are)
        people = rupiah.number(int(found["people"].sum()))
        why = f"{sentences.NO_POOL[pools_are]}{_works(found)}."
        detail = _agencies(programme, by_pool, found) if pools_are == "agency" else why
        said.append(f"{people} orang memenuhi syarat tetapi belum masuk kuota mana pun: {detail}")
    return said


def _works(found: pl.DataFrame) -> str:
    """ " (wiraswasta 12, peternak 3)": the work of those of no pool, as far as it was recognised."""
    known = found.drop_nulls("written")
    said = [f"{name} {rupiah.number(people)}" for name, people in known.select("written", "people").iter_rows()]
    rest = len(said) - MOST_NAMED
    more = f", dan {rest} pekerjaan lain" if rest > 0 else ""
    return f" ({', '.join(said[:MOST_NAMED])}{more})" if said else ""


def _agencies(programme: Programme, by_pool: pl.DataFrame, found: pl.DataFrame) -> str:
    known = by_pool.filter(pl.col("by") == "agency").select("pool", also=pl.lit(None, pl.List(pl.String)))
    parts = []
    for written, people in found.select("written", "people").head(MOST_NAMED).iter_rows():
        count = f"{rupiah.number(people)} orang"
        if written is None:
            parts.append(f"tanpa nama instansi ({count})")
            continue
        near = pools.near_agencies(written, known, programme.government)
        meant = f"; mungkin maksudnya {' atau '.join(near)}" if near else ""
        parts.append(f"“{_shown(written)}” ({count}{meant})")
    rest = found.height - MOST_NAMED
    more = f" dan {rest} nama lain" if rest > 0 else ""
    return (
        f"{', '.join(parts)}{more}. Betulkan instansinya pada daftar, atau tambahkan sebutan itu pada kolom "
        "“nama lain” dalam berkas kuota."
    )


def _shown(written: str) -> str:
    """A text from a roster as it may stand in a sentence: short, and without a number as long as a NIK."""
    if sum(map(str.isdigit, written)) >= 12:
        return "•" * 8
    return written if len(written) <= 60 else written[:59] + "…"

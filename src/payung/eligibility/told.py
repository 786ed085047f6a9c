"""What sources answered about persons, as inputs of the law: of each input the newest day counts."""

from collections.abc import Collection
from datetime import date

import polars as pl

from payung.kernel import dates
from payung.matching import receivers

ADVERSE = {
    "told_alive": False,
    "told_resident": False,
    "told_wage_earner": True,
    "told_covered_elsewhere": True,
    "told_matched": False,
}
"""Input as an answer states it -> the value that stands against a person; it wins between answers of one day."""
COLUMNS = (*ADVERSE, *(f"{name}_on" for name in ADVERSE))


def statements(told: pl.DataFrame, people: pl.DataFrame, *, start: date, own: Collection[int] = ()) -> pl.DataFrame:
    """One line per person of whom anything was told: person_id, COLUMNS (Boolean and Date, null = not told), told_by.

    told: `matching.queries.told`; people: with person_id and sighting_id, the values that count now. "Not matched"
    and "other name" speak of the values that were asked about: after a correction they say nothing any more. Cover as
    BPU counts until its last paid month, judged against `start`; without a month it counts as lasting. Of the persons
    `own`, whom this programme itself covers from `start` on, an answer of that day or later tells of that cover.
    """
    said = _said(told, people, start, own)
    if said.is_empty():
        flags, days = dict.fromkeys(ADVERSE, pl.Boolean), dict.fromkeys(COLUMNS[len(ADVERSE) :], pl.Date)
        return pl.DataFrame(schema={"person_id": pl.Int64, **flags, **days, "told_by": pl.String})
    adverse = pl.col("value") == pl.col("input").replace_strict(ADVERSE, return_dtype=pl.Boolean)
    # One source that does not know somebody is enough; that another knows him does not make it right.
    by_newest = pl.when(pl.col("input") == "told_matched").then(None).otherwise(pl.col("on"))
    counting = (
        said.with_columns(adverse=adverse)
        .sort(by_newest, "adverse", nulls_last=False, maintain_order=True)
        .group_by("person_id", "input", maintain_order=True)
        .last()
    )
    against = (
        counting.filter("adverse")
        .select("person_id", words=pl.concat_str("short", pl.lit(", "), "day"))
        .unique(maintain_order=True)
        .group_by("person_id", maintain_order=True)
        .agg(told_by=pl.col("words").sort().str.join("; "))
    )
    wide = counting.select("person_id").unique(maintain_order=True)
    for name in ADVERSE:
        one = counting.filter(pl.col("input") == name).select(
            "person_id", pl.col("value").alias(name), pl.col("on").alias(f"{name}_on")
        )
        wide = wide.join(one, on="person_id", how="left", maintain_order="left")
    return wide.join(against, on="person_id", how="left", maintain_order="left")


def outranked(entries: pl.DataFrame, kind: str, answers: pl.DataFrame, name: str, people: pl.DataFrame) -> pl.Series:
    """NIKs whom a list of a kind names, but of whom a later answer says that it is not so."""
    fine = answers.filter(pl.col(f"told_{name}") == (not ADVERSE[f"told_{name}"]))
    if fine.is_empty():
        return pl.Series("nik", [], dtype=pl.String)
    listed = entries.filter(pl.col("kind") == kind).group_by("nik").agg(pl.col("on").max().alias("listed_on"))
    known = fine.join(people.select("person_id", "nik"), on="person_id").join(listed, on="nik")
    return known.filter(pl.col(f"told_{name}_on") > pl.col("listed_on"))["nik"]


def deciles(told: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    """Deciles that sources answered, as lines of a list of deciles: kind, nik, kk, decile, on."""
    return (
        told.filter(pl.col("decile").is_not_null())
        .join(people.select("person_id", "nik"), on="person_id")
        .select(
            "nik", "decile", "on", kind=pl.lit("decile"), kk=pl.lit(None, pl.String)
        )
        .filter(pl.col("nik").is_not_null())
    )  # fmt: skip


def _said(told: pl.DataFrame, people: pl.DataFrame, start: date, own: Collection[int]) -> pl.DataFrame:
    """Single statements: person_id, input, value, on, short (the source's name), day (text)."""
    current = people.select("person_id", sighting_now="sighting_id")
    here = told.join(current, on="person_id")
    mended = pl.col("verdict").is_in(["not-matched", "other-name"]) & (
        pl.col("sighting_id") != pl.col("sighting_now")
    )
    here = here.filter(~mended)
    is_ours = pl.col("person_id").is_in(list(own)) & (pl.col("on") >= start)
    lasts = pl.col("paid_through").is_null() | (pl.col("paid_through") >= start)
    parts = []
    for source in here["source"].unique(maintain_order=True):
        of, lines = receivers.of(source), here.filter(pl.col("source") == source)
        stated: list[tuple[str, str, pl.Expr]] = [
            ("deceased", "alive", pl.lit(False)),
            ("moved", "resident", pl.lit(False)),
            ("wage-earner", "wage_earner", pl.lit(True)),
            ("bpu", "covered_elsewhere", lasts & ~is_ours),
            *(("matched", name, pl.lit(value)) for name, value in of.settles.items()),
        ]
        if of.refuses:
            stated += [("matched", "matched", pl.lit(True)), ("not-matched", "matched", pl.lit(False))]
        for verdict, name, value in stated:
            parts.append(
                lines.filter(pl.col("verdict") == verdict).select(
                    "person_id", "on", input=pl.lit(f"told_{name}"), value=value, short=pl.lit(of.short)
                )
            )
    kinds = {"person_id": pl.Int64, "on": pl.Date, "input": pl.String, "value": pl.Boolean, "short": pl.String}
    said = pl.concat(parts) if parts else pl.DataFrame(schema=kinds)
    days = {day: dates.long(day) for day in said["on"].unique()}
    return said.with_columns(
        day=pl.col("on").replace_strict(days, return_dtype=pl.String) if days else pl.lit(None, pl.String)
    )

"""What is known about each person when the law is asked, and from where: rosters, lists, the book of protection."""

from collections.abc import Collection
from datetime import date

import polars as pl

from payung.eligibility import told as telling
from payung.kernel import month
from payung.law import payment

KNOWN = (
    "alive", "civil_servant", "wage_earner", "covered_elsewhere", "renewed", "resident", "working", "matched",
)  # fmt: skip
"""Inputs of the law that are yes, no, or unknown (null)."""


def assemble(
    people: pl.DataFrame,
    entries: pl.DataFrame,
    kinds: list[str],
    covered: pl.DataFrame,
    told: pl.DataFrame,
    *,
    start: date,
    own: Collection[int] = (),
) -> pl.DataFrame:
    """One line per person with the inputs of `law.eligibility`.

    people: `people.queries.people` with class (of the occupation). entries: kind, nik, kk, decile, on, of lists that
    still count; kinds: the kinds of which there is a list at all. covered: person_id, elsewhere_until,
    own_other_until, own_until (Date, first of a month). told: `matching.queries.told`, what sources answered.
    own: persons of a signed list, whom this programme covers itself.

    A list says yes for whom it names; that somebody is missing in it says no where the list is about everybody
    (civil servants, insured elsewhere). A roster that names a person as a candidate says that he lives, until a
    list, an answer or the roster's own status says otherwise. An answer outranks lists of earlier days; the roster's
    own "died" and the book of protection stand whatever a source says. Residence and wages are known from answers
    alone. Adds told_by: who said what stands against a person, and when (text).
    """
    answers = telling.statements(told, people, start=start, own=own)
    entries = pl.concat([entries, telling.deciles(told, people)], how="diagonal_relaxed")
    named = {
        kind: pl.col("nik").is_in(_listed(entries, kind).implode()) for kind in ("civil_servants", "other_payers")
    }
    said = {kind: _yes(named[kind]) for kind in named}
    for kind, name in (("deceased", "alive"), ("insured_elsewhere", "covered_elsewhere")):
        stands = pl.col("nik").is_in(_listed(entries, kind).implode())
        outranked = telling.outranked(entries, kind, answers, name, people)
        said[kind] = _yes(stands & ~pl.col("nik").is_in(outranked.implode()))
    found = (
        people.join(covered, on="person_id", how="left", maintain_order="left")
        .join(_deciles(entries, "nik"), on="nik", how="left", maintain_order="left")
        .join(_deciles(entries, "kk"), on="kk", how="left", maintain_order="left")
        .join(answers, on="person_id", how="left", maintain_order="left")
    )
    elsewhere = said["insured_elsewhere"] | said["other_payers"]
    for until in ("elsewhere_until", "own_other_until"):
        elsewhere = elsewhere | _yes(pl.col(until) >= start)
    elsewhere = elsewhere | _yes(pl.col("told_covered_elsewhere"))
    dead = said["deceased"] | _yes(~pl.col("is_alive")) | _yes(~pl.col("told_alive"))
    return found.with_columns(
        start=pl.lit(start),
        alive=~dead,
        civil_servant=_when(
            said["civil_servants"] | _yes(pl.col("class") == "asn-tni-polri"), pl.lit("civil_servants" in kinds)
        ),
        wage_earner=pl.col("told_wage_earner"),
        covered_elsewhere=_when(
            elsewhere, pl.lit("insured_elsewhere" in kinds) | pl.col("told_covered_elsewhere").is_not_null()
        ),
        renewed=_runs_on(covered["own_until"], start),
        resident=pl.col("told_resident"),
        matched=pl.col("told_matched"),
        working=pl.when(pl.col("class").is_not_null()).then(pl.col("class") != "not-working"),
        occupation_typed=pl.col("occupation"),
        occupation=pl.coalesce("occupation_code", "occupation"),
        decile=pl.coalesce("decile_by_nik", "decile_by_kk", "decile").cast(pl.Int64),
    ).drop("decile_by_nik", "decile_by_kk", "elsewhere_until", "own_other_until", "own_until", *telling.COLUMNS)


def _runs_on(own_until: pl.Series, start: date) -> pl.Expr:
    """Whether a membership still lives at the start: its arrears are within the months of grace. Null: not known."""
    last = own_until.drop_nulls().unique()
    lives = [start < payment.lapses_on(month.add(until, 1)) for until in last]
    return pl.col("own_until").replace_strict(last, pl.Series(lives, dtype=pl.Boolean), default=None)


def _yes(expression: pl.Expr) -> pl.Expr:
    return expression.fill_null(False)


def _when(yes: pl.Expr, known: pl.Expr) -> pl.Expr:
    """True where told so; otherwise no when a list about everybody or an answer was there, unknown when not."""
    return pl.when(yes).then(True).when(known).then(False).otherwise(pl.lit(None, pl.Boolean))


def _listed(entries: pl.DataFrame, kind: str) -> pl.Series:
    return entries.filter(pl.col("kind") == kind)["nik"].drop_nulls().unique()


def _deciles(entries: pl.DataFrame, by: str) -> pl.DataFrame:
    """The latest decile told of each NIK or, where a line names no NIK, of each family card."""
    told = entries.filter(pl.col("kind") == "decile", pl.col("decile").is_not_null(), pl.col(by).is_not_null())
    if by == "kk":
        told = told.sort(pl.col("nik").is_not_null(), descending=False, maintain_order=True)
    return (
        told.sort("on", maintain_order=True)
        .group_by(by, maintain_order=True)
        .agg(pl.col("decile").last().alias(f"decile_by_{by}"))
    )

"""What is known about each person when the law is asked, and from where: rosters, lists, the book of protection."""

from datetime import date

import polars as pl

KNOWN = ("alive", "civil_servant", "wage_earner", "covered_elsewhere", "renewed", "resident", "working")
"""Inputs of the law that are yes, no, or unknown (null)."""


def assemble(
    people: pl.DataFrame,
    entries: pl.DataFrame,
    kinds: list[str],
    covered: pl.DataFrame,
    *,
    start: date,
) -> pl.DataFrame:
    """One line per person with the inputs of `law.eligibility`.

    people: `people.queries.people` with class (of the occupation). entries: kind, nik, kk, decile, on, of
    lists that still count; kinds: the kinds
    of which there is a list at all. covered: person_id, elsewhere_until, own_other_until, own_until (Date, first of
    a month).

    A list says yes for whom it names; that somebody is missing in it says no where the list is about everybody
    (civil servants, insured elsewhere). A roster that names a person as a candidate says that he lives, until a
    list or the roster's own status says otherwise. Residence and wages are known from nobody: null.
    """
    named = {
        kind: pl.col("nik").is_in(entries.filter(pl.col("kind") == kind)["nik"].drop_nulls().unique().implode())
        for kind in ("deceased", "civil_servants", "insured_elsewhere", "other_payers")
    }
    said = {kind: _yes(named[kind]) for kind in named}
    first_before = pl.lit(start).dt.offset_by("-1mo")
    found = (
        people.join(covered, on="person_id", how="left", maintain_order="left")
        .join(_deciles(entries, "nik"), on="nik", how="left", maintain_order="left")
        .join(_deciles(entries, "kk"), on="kk", how="left", maintain_order="left")
    )
    elsewhere = said["insured_elsewhere"] | said["other_payers"]
    for until in ("elsewhere_until", "own_other_until"):
        elsewhere = elsewhere | _yes(pl.col(until) >= start)
    return found.with_columns(
        start=pl.lit(start),
        alive=~(said["deceased"] | _yes(~pl.col("is_alive"))),
        civil_servant=_when(
            said["civil_servants"] | _yes(pl.col("class") == "asn-tni-polri"), known="civil_servants" in kinds
        ),
        wage_earner=pl.lit(None, pl.Boolean),
        covered_elsewhere=_when(elsewhere, known="insured_elsewhere" in kinds),
        renewed=_yes(pl.col("own_until") >= first_before),
        resident=pl.lit(None, pl.Boolean),
        working=pl.when(pl.col("class").is_not_null()).then(pl.col("class") != "not-working"),
        occupation_typed=pl.col("occupation"),
        occupation=pl.coalesce("occupation_code", "occupation"),
        decile=pl.coalesce("decile_by_nik", "decile_by_kk", "decile").cast(pl.Int64),
    ).drop("decile_by_nik", "decile_by_kk", "elsewhere_until", "own_other_until", "own_until")


def _yes(expression: pl.Expr) -> pl.Expr:
    return expression.fill_null(False)


def _when(yes: pl.Expr, *, known: bool) -> pl.Expr:
    """True where told so; otherwise no when a list about everybody was there, unknown when not."""
    return pl.when(yes).then(True).otherwise(pl.lit(False if known else None, pl.Boolean))


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

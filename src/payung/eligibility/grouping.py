"""Which wave judges a person: that of his one group in his village; who has none is told so by the first wave there.

A person belongs to exactly one group. What the roster's column of segments says comes first: of the groups of that
segment the first that takes his work, else the first. Without it, the first group of the file that takes his work.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from payung.programme.groups import Terms

NO_GROUP, NOT_HERE = "no-group", "group-not-here"


@dataclass(frozen=True)
class Cover:
    """Where and for whom a wave is, as far as it matters here."""

    number: int
    group: str
    villages: list[str]


def of_wave(people: pl.DataFrame, terms: Sequence[Terms], waves: Sequence[Cover], number: int) -> pl.DataFrame:
    """The people whom wave `number` judges, with `outside`: NO_GROUP, NOT_HERE, or null for people of its group.

    people: village, segment, occupation_code, ecosystem, class. Everybody in a village of some wave is judged by at
    least one: by each wave of his group in his village, else by the first wave there, which only says why not.
    """
    (wave,) = (cover for cover in waves if cover.number == number)
    here = people.filter(pl.col("village").is_in(wave.villages))
    if len(terms) == 1 and not _asks(terms[0]):
        return here.with_columns(outside=pl.lit(None, pl.String))
    reached = pl.lit(False)
    for group in terms:
        villages = {village for cover in waves if cover.group == group.name for village in cover.villages}
        reached = reached | ((pl.col("_group") == group.name) & pl.col("village").is_in(list(villages)))
    earlier = {village for cover in waves if cover.number < number for village in cover.villages}
    is_first = ~pl.col("village").is_in(list(earlier))
    return (
        here.with_columns(_group=_group(terms))
        .with_columns(
            outside=pl.when(pl.col("_group").is_null())
            .then(pl.lit(NO_GROUP))
            .when(~reached)
            .then(pl.lit(NOT_HERE))
        )
        .filter((pl.col("_group") == wave.group).fill_null(False) & pl.col("outside").is_null()
                | pl.col("outside").is_not_null() & is_first)
        .drop("_group")
    )  # fmt: skip


def _asks(terms: Terms) -> bool:
    return terms.occupations is not None


def _group(terms: Sequence[Terms]) -> pl.Expr:
    """Name of the one group of each person; null for none."""
    by_work = pl.coalesce([_taken(group, _works(group)) for group in terms])
    answer = by_work
    for segment in ("BPU", "PU"):
        of_segment = [group for group in terms if group.segment == segment]
        first = [pl.lit(of_segment[0].name)] if of_segment else [pl.lit(None, pl.String)]
        named = pl.coalesce([_taken(group, _works(group)) for group in of_segment] + first)
        answer = pl.when(pl.col("segment") == segment).then(named).otherwise(answer)
    return answer


def _taken(group: Terms, fits: pl.Expr) -> pl.Expr:
    return pl.when(fits).then(pl.lit(group.name))


def _works(group: Terms) -> pl.Expr:
    """Whether a group takes somebody's work; unknown work only where it takes everybody."""
    if group.occupations is None:
        return pl.lit(True)
    wanted = list(group.occupations)
    return pl.any_horizontal(
        pl.col(name).is_in(wanted) for name in ("occupation_code", "ecosystem", "class")
    ).fill_null(False)

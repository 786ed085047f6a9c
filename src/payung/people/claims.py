"""Who stands behind each row that states a NIK which others state too: somebody known, or somebody in doubt."""

from dataclasses import dataclass, replace

import polars as pl

from payung.people import agreement


@dataclass(frozen=True)
class Fate:
    """Where a row belongs: the holder of its NIK, a person already known, or a newcomer in doubt.

    `doubtful_row` is the row that began the doubt; `left` the (row id) claim it disagrees with.
    """

    person_id: int | None = None
    doubtful_row: int | None = None
    left: int | None = None


HOLDER = Fate()


def settle(claims: pl.DataFrame) -> dict[int, Fate]:
    """The fate of every new row among `claims`, all of which share their NIK with another claim.

    In: row_id (ascending is the order of arrival), nik, name, birth_date, person_id (null for a new row) and
    is_withdrawn (the sender has since corrected that NIK). A row belongs to the person of the first earlier claim
    that it agrees with; with none, it begins a doubtful pair with the first claim that was not withdrawn.
    """
    ordered = claims.sort("row_id")
    pairs = agreement.agree(
        ordered.filter(pl.col("person_id").is_null())
        .rename({"row_id": "right", "name": "right_name", "birth_date": "right_birth"})
        .drop("person_id", "is_withdrawn")
        .join(
            ordered.rename(
                {"row_id": "left", "name": "left_name", "birth_date": "left_birth", "person_id": "left_person"}
            ),
            on="nik",
        )
        .filter(pl.col("left_person").is_not_null() | (pl.col("left") < pl.col("right")))
    ).sort("right", pl.col("left_person").is_null(), "left")
    standing = (
        pairs.filter(~pl.col("is_withdrawn")).group_by("right", maintain_order=True).agg(pl.col("left").first())
    )
    agreeing = (
        pairs.filter("agree")
        .group_by("right", maintain_order=True)
        .agg(pl.col("left").first(), pl.col("left_person").first())
    )
    known = {right: (left, person) for right, left, person in agreeing.iter_rows()}
    disputed = dict(standing.select("right", "left").iter_rows())
    fates: dict[int, Fate] = {}
    for row in ordered.filter(pl.col("person_id").is_null())["row_id"]:
        agreed, person = known.get(row, (None, None))
        if person is not None:
            fates[row] = Fate(person_id=person)
        elif agreed is not None:
            fates[row] = replace(fates[agreed], left=None)
        elif row in disputed:
            fates[row] = Fate(doubtful_row=row, left=disputed[row])
        else:
            fates[row] = HOLDER
    return fates

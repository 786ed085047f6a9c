"""Questions about memberships: what was told last of each person, and which numbers cannot be."""

from __future__ import annotations

import polars as pl

from payung.storage import frames

_COLUMNS = (
    "person_id, kpj, since, paid_through, ended_on, source, told_on, file_sha256, row::bigint AS row,"
    " region AS village, programme_id"
)


def memberships(programme_id: int) -> pl.DataFrame:
    """The latest that a list of this programme told of each person, one line a person, by person id.

    person_id, kpj, since, paid_through, ended_on, source, told_on, file_sha256, row, village, programme_id.
    """
    return frames.read(
        f"SELECT * FROM (SELECT DISTINCT ON (person_id) {_COLUMNS} FROM enrolment_membership"  # noqa: S608
        " WHERE programme_id = %s ORDER BY person_id, id DESC) latest ORDER BY person_id",
        [programme_id],
    )


def kpj(person_ids: list[int]) -> pl.DataFrame:
    """The living member number of those of these people who have one: person_id, kpj."""
    return frames.read(
        "SELECT person_id, kpj FROM (SELECT DISTINCT ON (person_id) person_id, kpj, ended_on"
        " FROM enrolment_membership WHERE person_id = ANY(%s)"
        " ORDER BY person_id, id DESC) latest WHERE kpj IS NOT NULL AND ended_on IS NULL"
        " ORDER BY person_id",
        [person_ids],
    )


def conflicts(told: pl.DataFrame) -> pl.DataFrame:
    """Of person_id and kpj: person_id, of_another (the number is somebody else's), has_another (he has another)."""
    given = told.filter(pl.col("kpj").is_not_null())
    return frames.read(
        "SELECT person_id, of_another, has_another FROM enrolment_kpj_conflicts(%s, %s)",
        [given["kpj"].to_list(), given["person_id"].to_list()],
    )

"""Questions about what was received."""

from __future__ import annotations

import polars as pl
from django.db.models import Sum

from payung.roster import comparing
from payung.roster.models import Acceptance, RosterFile, Row
from payung.storage import frames, plans

NOT_SUPERSEDED = "NOT EXISTS (SELECT FROM roster_row later WHERE later.supersedes_id = r.id)"
"""True for rows `r` that no later row replaces."""

NOT_WITHDRAWN = "NOT EXISTS (SELECT FROM roster_withdrawal gone WHERE gone.row_id = {row})"
"""True for a row id that still counts; `.format(row=...)` names the column."""


def current_rows(programme_id: int, regions: list[str] | None = None) -> pl.DataFrame:
    """Rows of a programme (in these regions, when given) that nothing replaced and nobody withdrew.

    The columns are those that `roster.comparing` needs.
    """
    received = RosterFile.objects.filter(programme_id=programme_id).aggregate(rows=Sum("rows", default=0))["rows"]
    with plans.for_rows(received):
        found = frames.read(
            "SELECT r.id, f.name AS sender, f.format, r.sheet, r.row::bigint AS row, r.nik, r.region, r.content_hash,"  # noqa: S608
            " r.is_refused, r.name_key, r.birth_date FROM roster_row r JOIN roster_file f ON f.id = r.file_id"
            " WHERE r.programme_id = %(programme)s AND (%(regions)s::text[] IS NULL OR r.region = ANY(%(regions)s))"
            f" AND {NOT_SUPERSEDED} AND {NOT_WITHDRAWN.format(row='r.id')} ORDER BY r.id",
            {"programme": programme_id, "regions": regions},
        )
    names = found["sender"].unique().to_list()
    senders = {name: comparing.sender(name) for name in names}
    return found.with_columns(pl.col("sender").replace_strict(senders, return_dtype=pl.String, default=None))


def files_waiting_for_acceptance(programme_id: int) -> list[RosterFile]:
    """Files received and not yet accepted, in the order of their arrival."""
    accepted: set[int] = set()
    for file_ids in Acceptance.objects.filter(programme_id=programme_id).values_list("file_ids", flat=True):
        accepted.update(file_ids)
    files = RosterFile.objects.filter(programme_id=programme_id).order_by("id")
    return [file for file in files if file.id not in accepted]


def accepted_files(programme_id: int) -> tuple[list[int], int]:
    """Ids of the files of a programme whose rows were accepted, and how many rows were."""
    accepted = Acceptance.objects.filter(programme_id=programme_id).values_list("file_ids", "rows")
    return sorted({file_id for file_ids, _ in accepted for file_id in file_ids}), sum(rows for _, rows in accepted)


def knows_rows(programme_id: int) -> bool:
    """Whether anything was ever received for a programme."""
    return Row.objects.filter(programme_id=programme_id).exists()


def origins(row_ids: list[int]) -> pl.DataFrame:
    """Where rows came from: roster_row_id, file (name as sent), sheet, row (Int64)."""
    return frames.read(
        "SELECT r.id AS roster_row_id, f.name AS file, r.sheet, r.row::bigint AS row"
        " FROM roster_row r JOIN roster_file f ON f.id = r.file_id WHERE r.id = ANY(%s)",
        [row_ids],
    )


def first_received_by(programme_id: int) -> int | None:
    """The number of the audit event by which the first roster of a programme was received, if any was."""
    received = RosterFile.objects.filter(programme_id=programme_id).order_by("action_id")
    return received.values_list("action_id", flat=True).first()

"""Write into the book of protection."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

import polars as pl
from django.db import connection

from payung.accounts.models import User
from payung.audit.action import action, current_id, note
from payung.programme.models import Programme
from payung.storage import frames


@dataclass(frozen=True)
class TakenOver:
    """What was written and what was not.

    written: months of protection, each insurance apart. person_months: the same, each person and month once.
    covered: the (person_id, insurance, month) that somebody else covers already.
    """

    written: int
    person_months: int
    covered: pl.DataFrame = field(repr=False)


@action
def take_over(*, programme_id: int, months: pl.DataFrame, by: User, at: datetime) -> TakenOver:
    """Record months that a list of a running programme tells as covered: person_id, insurance, month, region.

    What this programme has recorded before is left as it is. A month that any other payer covers stays his; who he
    is, nobody learns here.
    """
    programme = Programme.objects.get(pk=programme_id)
    keys = ["person_id", "insurance", "month"]
    own = frames.read(
        "SELECT person_id, insurance, month FROM protection_covered_month WHERE programme_id = %s", [programme_id]
    )
    fresh = months.unique(keys, maintain_order=True).join(own, on=keys, how="anti")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO protection_covered_month (government, region, person_id, insurance, month, programme_id,"
            " source, action_id, recorded_at)"
            " SELECT %s, t.region, t.person_id, t.insurance, t.month, %s, 'taken-over', %s, %s"
            " FROM unnest(%s::text[], %s::bigint[], %s::text[], %s::date[]) AS t(region, person_id, insurance, month)"
            " ON CONFLICT DO NOTHING RETURNING person_id, insurance, month",
            [
                programme.government,
                programme_id,
                current_id(),
                at,
                fresh["region"].to_list(),
                fresh["person_id"].to_list(),
                fresh["insurance"].to_list(),
                fresh["month"].to_list(),
            ],
        )
        written = pl.DataFrame(cursor.fetchall(), schema=fresh.select(keys).schema, orient="row")
    note(months=written.height)
    persons = written.select("person_id", "month").n_unique()
    return TakenOver(written.height, persons, fresh.select(keys).join(written, on=keys, how="anti"))

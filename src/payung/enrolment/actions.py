"""The door by which a running programme enters: its members and the months that were paid for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import polars as pl

from payung.accounts.models import User
from payung.audit.action import action, current_id, note
from payung.enrolment import active_list, queries
from payung.programme.models import Programme
from payung.protection import actions as protection
from payung.storage import frames

Found = list[tuple[int, str, dict[str, Any]]]
_TOLD = ["person_id", "kpj", "since", "paid_through"]


@dataclass(frozen=True)
class TakenOver:
    """People told of, memberships written and unchanged, person-months written, and what the officer must look at."""

    people: int
    written: int
    unchanged: int
    months: int
    found: Found = field(repr=False)


@action
def take_over(
    *,
    programme_id: int,
    told: pl.DataFrame,
    source: str,
    on: date,
    file_sha256: str,
    by: User,
    at: datetime,
) -> TakenOver:
    """Record who is a member and which months are covered, as a list of a running programme tells `on` a day.

    told: row, person_id, village, kpj, since, paid_through (months as first days; null: not told), one line a row.
    source: decree or insurer. The same list again writes nothing; a changed line is followed by another fact. A row
    whose KPJ conflicts is left out and found; so is a month that somebody else covers.
    """
    programme = Programme.objects.select_for_update().get(pk=programme_id)
    found: Found = []
    people = _each_once(told, found)
    before = queries.memberships(programme_id)
    known = before.select("person_id", known_kpj="kpj", known_since="since", known_paid="paid_through")
    people = people.join(known, on="person_id", how="left", maintain_order="left").with_columns(
        kpj=pl.coalesce("kpj", "known_kpj"),
        since=pl.coalesce("since", "known_since"),
        paid_through=pl.coalesce("paid_through", "known_paid"),
    )
    people = _without_conflicts(people, found)
    found += [
        (row, "paid-shorter", {})
        for row in people.filter(pl.col("paid_through") < pl.col("known_paid"))["row"].to_list()
    ]
    fresh = people.join(before.select(_TOLD), on=_TOLD, how="anti", nulls_equal=True)
    frames.insert(
        "enrolment_membership",
        fresh.select(
            "person_id",
            "kpj",
            "since",
            "paid_through",
            "row",
            government=pl.lit(programme.government),
            region=pl.col("village"),
            programme_id=pl.lit(programme_id),
            source=pl.lit(source),
            told_on=pl.lit(on),
            file_sha256=pl.lit(file_sha256),
            action_id=pl.lit(current_id()),
            recorded_at=pl.lit(at.isoformat()),
        ),
    )
    book = protection.take_over(
        programme_id=programme_id, months=_months(people, list(programme.insurance), on), by=by, at=at
    )
    elsewhere = people.filter(pl.col("person_id").is_in(book.covered["person_id"].implode()))
    found += [(row, "covered-already", {}) for row in elsewhere["row"].to_list()]
    note(memberships=fresh.height)
    return TakenOver(
        people.height, fresh.height, people.height - fresh.height, book.person_months, sorted(found, key=_place)
    )


def _each_once(told: pl.DataFrame, found: Found) -> pl.DataFrame:
    """The first row of each person; rows of a KPJ that stands with two people are left out."""
    first = told.group_by("person_id", maintain_order=True).agg(other=pl.col("row").first())
    again = told.join(first, on="person_id").filter(pl.col("row") != pl.col("other"))
    found += [(row, "person-twice", {"other": other}) for row, other in again.select("row", "other").iter_rows()]
    once = told.unique("person_id", keep="first", maintain_order=True)
    shared = once.filter(pl.col("kpj").is_not_null()).filter(pl.len().over("kpj") > 1)
    for kpj in shared["kpj"].unique(maintain_order=True):
        rows = shared.filter(pl.col("kpj") == kpj)["row"].to_list()
        found += [(row, "kpj-twice", {"other": next(one for one in rows if one != row)}) for row in rows]
    return once.join(shared.select("person_id"), on="person_id", how="anti", maintain_order="left")


def _without_conflicts(people: pl.DataFrame, found: Found) -> pl.DataFrame:
    wrong = people.join(queries.conflicts(people), on="person_id").filter(
        pl.col("of_another") | pl.col("has_another")
    )
    found += [
        (row, "kpj-of-another" if of_another else "other-kpj", {})
        for row, of_another in wrong.select("row", "of_another").iter_rows()
    ]
    return people.join(wrong.select("person_id"), on="person_id", how="anti", maintain_order="left")


def _months(people: pl.DataFrame, insurance: list[str], on: date) -> pl.DataFrame:
    """person_id, insurance, month, region of everything that the rows tell as covered."""
    paid = people.filter(pl.col("paid_through").is_not_null())
    spans = paid.select("since", "paid_through").unique(maintain_order=True)
    listed = [active_list.covered(since, through, on) for since, through in spans.iter_rows()]
    months = spans.with_columns(month=pl.Series(listed, dtype=pl.List(pl.Date)))
    return (
        paid.join(months, on=["since", "paid_through"], nulls_equal=True, maintain_order="left")
        .explode("month")
        .join(pl.DataFrame({"insurance": insurance}, schema={"insurance": pl.String}), how="cross")
        .select("person_id", "insurance", "month", region="village")
    )


def _place(one: tuple[int, str, dict[str, Any]]) -> tuple[int, str]:
    return one[0], one[1]

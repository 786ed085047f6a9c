"""What became of the people whom a programme continues: who goes on, who is new, who dropped out and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from payung.enrolment import queries as enrolment
from payung.journeys import listing
from payung.journeys.listing import Lists
from payung.journeys.renewal import Continuing
from payung.programme.models import Programme

if TYPE_CHECKING:
    from payung.documents.continuity import Continuity

SHOWN = ("person_id", "nik", "name", "birth_date", "village", "village_name", "village_kind", "district",
         "district_name", "kpj", "paid_through", "reason")  # fmt: skip


def of(programme: Programme, continuing: Continuing, drawn: Lists, selected: pl.DataFrame) -> Continuity:
    """The three lists; `selected` is the list as it is (to be) decided. Needs the scope of the government."""
    before = continuing.people.select("person_id", "kpj", "paid_through")
    listed = selected.unique("person_id", keep="first", maintain_order=True)
    going_on = listed.join(before, on="person_id", how="inner", maintain_order="left", suffix="_before")
    fresh = listed.join(before, on="person_id", how="anti", maintain_order="left")
    numbers = enrolment.kpj(fresh["person_id"].to_list())
    from payung.documents.continuity import Continuity

    return Continuity(
        continuing.code,
        _shown(going_on.with_columns(kpj="kpj_before") if "kpj_before" in going_on.columns else going_on),
        _shown(fresh.drop("kpj", strict=False).join(numbers, on="person_id", how="left", maintain_order="left")),
        _dropped(programme, continuing, drawn, listed),
    )


def _dropped(programme: Programme, continuing: Continuing, drawn: Lists, listed: pl.DataFrame) -> pl.DataFrame:
    """Who left before, and who is not on the list now: waiting, not eligible, or not assessed."""
    rest = continuing.people.join(listed.select("person_id"), on="person_id", how="anti").drop("reason", strict=False)
    said = (
        pl.concat(
            [frame.select("person_id", "reason") for frame in (drawn.waiting, drawn.ineligible)],
            how="vertical_relaxed",
        )
        .drop_nulls()
        .unique("person_id", keep="first", maintain_order=True)
    )
    unsaid = pl.lit("Baris dari desa perlu diperbaiki, desanya tidak ikut pada tahun ini, atau kursinya disimpan.")
    rest = rest.join(said, on="person_id", how="left").with_columns(pl.col("reason").fill_null(unsaid))
    left = continuing.dropped.with_columns(
        reason=pl.col("reason").str.slice(0, 1).str.to_uppercase() + pl.col("reason").str.slice(1) + pl.lit(".")
    )
    everybody = pl.concat([left, rest], how="diagonal_relaxed")
    return _shown(everybody.join(listing.places(programme.government), on="village", how="left"))


def _shown(frame: pl.DataFrame) -> pl.DataFrame:
    missing = [pl.lit(None, pl.String).alias(name) for name in SHOWN if name not in frame.columns]
    return frame.with_columns(missing).select(SHOWN)

"""An amendment as its papers print it: who goes, who comes, the whole list after, and the numbers of the decree."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from payung.decree import changes, queries
from payung.decree.models import Decree
from payung.journeys import listing
from payung.journeys.listing import Lists
from payung.programme import local_day
from payung.programme.models import Programme

if TYPE_CHECKING:
    from payung.documents import amendment_text
    from payung.documents.amendment import Changed


@dataclass(frozen=True)
class Amendment:
    """`whole` is the list after the change, as `Lists.selected`; `added` those of it who come, for the insurer."""

    amended: amendment_text.Amended
    changed: Changed
    whole: pl.DataFrame
    added: pl.DataFrame
    drafted_on: date
    signature: amendment_text.Cited | None


def of(programme: Programme, decree: Decree | None, drawn: Lists) -> Amendment | None:
    """What an amendment changes; None for the first decree of a programme."""
    amendment = getattr(decree, "amendment", None)
    if decree is None or amendment is None:
        return None
    from payung.documents import amendment_text  # few runs amend, and the papers take long to load
    from payung.documents.amendment import Changed

    places = listing.places(programme.government)
    words = pl.col("reason").replace_strict(changes.REASONS, return_dtype=pl.String)
    told = queries.changes_of(decree.pk).with_columns(words).join(places, on="village", how="left")
    removed, added = (told.filter(kind=kind) for kind in (changes.REMOVED, changes.ADDED))
    chain = [earlier for earlier in queries.chain(programme.pk) if earlier.pk < decree.pk]
    before = chain[-1]
    whole = _whole(queries.entries(decree.pk), drawn, places)
    come = added.select("person_id", "start").with_columns(is_new=pl.lit(True))
    signature = getattr(decree, "signature", None)
    return Amendment(
        amended=amendment_text.Amended(
            ordinal=amendment.ordinal,
            effective=amendment.effective,
            chain=tuple(amendment_text.Cited(one.signature.number, one.signature.signed_on) for one in chain),
            leaving=_counted(removed),
            coming=_counted(added),
            people_before=before.people,
            people_after=decree.people,
            total_before=before.cost,
            total_after=decree.total,
            used=amendment.used,
            changes_sha256=amendment.changes_sha256,
        ),
        changed=Changed(removed, added),
        whole=whole,
        added=whole.join(come, on=["person_id", "start"]).drop("is_new"),
        drafted_on=local_day.of(programme.government, decree.recorded_at),
        signature=amendment_text.Cited(signature.number, signature.signed_on) if signature else None,
    )


def _whole(entries: pl.DataFrame, drawn: Lists, places: pl.DataFrame) -> pl.DataFrame:
    """The frozen list with what else is known of each person and of his seat, where it is not only held."""
    frozen = set(entries.columns) | set(places.columns)
    seated = drawn.selected.unique("person_id", keep="first", maintain_order=True)
    seated = seated.select("person_id", *[name for name in seated.columns if name not in frozen])
    held = drawn.assessed.unique("person_id", keep="first", maintain_order=True)
    held = held.select(
        "person_id", *[name for name in held.columns if name in seated.columns and name != "person_id"]
    )
    known = pl.concat([seated, held.join(seated, on="person_id", how="anti")], how="diagonal_relaxed")
    return entries.join(known, on="person_id", how="left", maintain_order="left").join(
        places, on="village", how="left", maintain_order="left"
    )


def _counted(told: pl.DataFrame) -> dict[str, int]:
    """How many lines for each reason in words, in the order of `changes.REASONS`."""
    found = dict(told.group_by("reason").len().iter_rows())
    return {words: found[words] for words in changes.REASONS.values() if words in found}

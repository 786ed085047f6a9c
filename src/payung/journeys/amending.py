"""What becomes of a list that was given anew: a draft before the signature, an amendment after it."""

from __future__ import annotations

from datetime import date, datetime

import polars as pl

from payung.accounts.models import User
from payung.decree import actions as decree
from payung.decree import queries
from payung.decree.models import Decree
from payung.kernel import month
from payung.programme import local_day
from payung.programme.models import Programme, Wave


def seated(wave: Wave) -> list[int]:
    """Person ids of the list in force who keep their seats in a wave; nobody before the first signature.

    Who stands on the list for the months of another wave has no older right to a seat in this one.
    """
    standing = queries.in_force(wave.programme_id)
    if standing is None:
        return []
    last = month.add(wave.start, wave.months - 1)
    listed = queries.entries(standing.pk).filter(pl.col("start").is_between(wave.start, last))
    return listed["person_id"].unique(maintain_order=True).to_list()


def next_month(government: str, at: datetime) -> date:
    """The next contribution month (its first day): the one after the government's day."""
    return month.add(month.parse(local_day.of(government, at)), 1)


def draft(
    programme: Programme,
    *,
    people: pl.DataFrame | None,
    by: User,
    at: datetime,
    effective: date | None = None,
) -> Decree | None:
    """Freeze the list as it is now: the first draft, an amendment of what was signed, or the decree in force.

    None when nobody can be named. A draft of an amendment that nothing needs any more is let be.
    """
    standing = queries.in_force(programme.pk)
    if standing is None:
        try:
            return decree.draft(programme_id=programme.pk, people=people, by=by, at=at)
        except decree.NobodySelected:
            return None
    starts = effective or next_month(programme.government, at)
    try:
        return decree.amend(programme_id=programme.pk, effective=starts, people=people, by=by, at=at)
    except decree.NothingChanges:
        if (needless := queries.open_draft(programme.pk)) is not None:
            decree.abandon(decree_id=needless.pk, by=by, at=at)
        return standing


def told(decree: Decree | None) -> list[str]:
    """What the officer must know of a list that was signed: what would change, and how."""
    if decree is None or not (hasattr(decree, "signature") or hasattr(decree, "amendment")):
        return []
    if hasattr(decree, "signature"):
        return [f"SK nomor {decree.signature.number} sudah ditandatangani, dan daftarnya tidak berubah."]
    amendment = decree.amendment
    return [
        f"SK nomor {amendment.amends.signature.number} sudah ditandatangani, jadi daftarnya "
        f"hanya berubah dengan Keputusan perubahan. Rancangannya dibuat: {amendment.removed} dihapus, "
        f"{amendment.added} ditambahkan mulai {month.name(amendment.effective)}; catat dengan payung decree sign."
    ]

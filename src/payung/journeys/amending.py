"""What becomes of a list that was given anew: a draft before the signature, an amendment after it."""

from __future__ import annotations

from datetime import date, datetime

import polars as pl

from payung.accounts.models import User
from payung.decree import actions as decree
from payung.decree import queries
from payung.decree.models import Decree
from payung.kernel import month, rupiah
from payung.kernel.refusal import Refusal
from payung.programme import local_day
from payung.programme.models import Programme, Wave


class ImpossibleMonth(Refusal):
    """No list can change from that month on."""


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


def first_month(programme: Programme, standing: Decree, wanted: date | None, at: datetime) -> date:
    """The month (its first day) in which a change of `standing` begins, always one of the programme's months.

    It is the `wanted` one, which may not have passed; else that of the draft that waits, while it has not passed;
    else the next contribution month, at the earliest the programme's first. Raises ImpossibleMonth.
    """
    first, last = _span(programme, standing)
    now = month.parse(local_day.of(programme.government, at))
    if wanted is not None and wanted < now:
        later = f" Pilih {month.name(now)} atau sesudahnya dengan --from." if now <= last else ""
        raise ImpossibleMonth(
            f"Perubahan tidak dapat berlaku mulai {month.name(wanted)}, karena bulan itu sudah lewat.{later}"
        )
    draft = queries.open_draft(programme.pk)
    if wanted is None and draft is not None and now <= draft.amendment.effective <= last:
        return draft.amendment.effective
    starts = wanted or max(month.add(now, 1), first)
    if starts > last:
        rest = (
            "Periksa --from."
            if wanted
            else f"Pilih {month.name(now)} dengan --from bila masih perlu."
            if now <= last
            else "Daftar program yang sudah berakhir tidak diubah lagi."
        )
        raise ImpossibleMonth(
            f"Daftar yang berlaku berakhir {month.name(last)}, jadi tidak ada yang berubah mulai "
            f"{month.name(starts)}. {rest}"
        )
    return starts


def _span(programme: Programme, standing: Decree) -> tuple[date, date]:
    """First and last month of the programme: of its waves, and of what was signed."""
    waves = [(wave.start, wave.months) for wave in Wave.objects.filter(programme_id=programme.pk)]
    spans = [*waves, *queries.entries(standing.pk).select("start", "months").unique().rows()]
    return min(start for start, _ in spans), max(month.add(start, months - 1) for start, months in spans)


def draft(
    programme: Programme,
    *,
    people: pl.DataFrame | None,
    by: User,
    at: datetime,
    effective: date | None = None,
) -> Decree | None:
    """Freeze the list as it is now: the first draft, an amendment of what was signed, or the decree in force.

    None when nobody can be named. A draft of an amendment that nothing needs any more is let be, and so is one whose
    months have all passed.
    """
    standing = queries.in_force(programme.pk)
    if standing is None:
        try:
            return decree.draft(programme_id=programme.pk, people=people, by=by, at=at)
        except decree.NobodySelected:
            return None
    try:
        starts = first_month(programme, standing, effective, at)
        return decree.amend(programme_id=programme.pk, effective=starts, people=people, by=by, at=at)
    except (decree.NothingChanges, ImpossibleMonth):
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
        f"hanya berubah dengan Keputusan perubahan. Rancangannya dibuat: {rupiah.number(amendment.removed)} dihapus, "
        f"{rupiah.number(amendment.added)} ditambahkan mulai {month.name(amendment.effective)}; "
        "catat dengan payung decree sign."
    ]

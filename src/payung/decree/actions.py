"""Draft a decree from the seats that are taken, sign it, and draft what changes afterwards."""

from __future__ import annotations

import secrets
from datetime import date, datetime

import polars as pl

from payung.accounts.models import User
from payung.audit.action import action, current_id, note
from payung.decree import changes, fingerprint, gates, queries
from payung.decree.models import Abandonment, Amendment, Decree, Signature
from payung.kernel import dates
from payung.kernel.refusal import Refusal
from payung.law import in_force
from payung.people import queries as people_queries
from payung.programme.models import Programme
from payung.storage import frames


class NobodySelected(Refusal):
    """There is no list to freeze."""


class AlreadySigned(Refusal):
    """A signed decree is followed by an amendment, never drafted or signed again."""


class NotTheCurrentDraft(Refusal):
    """A newer draft took the place of this one."""


class NothingSigned(Refusal):
    """Only a signed decree can be amended; before that its draft changes by itself."""


class NothingChanges(Refusal):
    """The list is the one in force, so there is nothing to amend."""


class NobodyLeft(Refusal):
    """An amendment would leave the list without a single person."""


class OutOfOrder(Refusal):
    """Decrees of a programme are signed in their order, each under a number of its own."""


@action
def draft(*, programme_id: int, by: User, at: datetime, people: pl.DataFrame | None = None) -> Decree:
    """Freeze the people who have a seat into a draft; the same list again gives the same draft, salt included.

    A changed list becomes a new draft that replaces the earlier one. `people` are those of the programme when they
    have just been read. Raises NobodySelected, gates.MatchingIncomplete, and AlreadySigned once it was
    signed.
    """
    programme = Programme.objects.select_for_update().get(pk=programme_id)
    parameters = in_force.load()
    known = people_queries.people(programme_id) if people is None else people
    people = queries.selected(programme_id, parameters, known)
    if people.is_empty():
        raise NobodySelected("Belum ada orang yang mendapat kursi, jadi belum ada daftar untuk ditetapkan.")
    text = fingerprint.body(fingerprint.lines(people))
    content = fingerprint.content(text)
    earlier = queries.current(programme_id)
    standing = queries.in_force(programme_id)
    if standing is not None:
        # What was signed stays as it was signed, also when a later version of the law knows more.
        if standing.content_sha256 == content:
            note(decree_id=standing.pk)
            return standing
        raise AlreadySigned(
            "SK program ini sudah ditandatangani, jadi daftarnya tidak dapat berubah. "
            "Perubahan ditetapkan dengan Keputusan perubahan: payung decree amend."
        )
    gates.must_be_matched(programme, known.join(people, on="person_id", how="semi"))
    if earlier is not None and (earlier.content_sha256, earlier.law_sha256) == (content, parameters.sha256):
        note(decree_id=earlier.pk)
        return earlier
    salt = secrets.token_hex(fingerprint.SALT_BYTES)
    return _freeze(programme, people, salt=salt, text=text, law_sha256=parameters.sha256, replaces=earlier, at=at)


@action
def amend(
    *, programme_id: int, effective: date, by: User, at: datetime, people: pl.DataFrame | None = None
) -> Decree:
    """Draft what changes in the signed list: who has no seat any more goes, who has one now comes.

    Who comes is covered from the month `effective` (a first day) on, or from the start of a later wave; who goes was
    covered until before it. The draft freezes the changes and the whole list after them; the same again gives the
    same draft, other changes replace it. `people` are those of the programme when they have just been read.
    Raises NothingSigned, NothingChanges (see `abandon`), NobodyLeft, gates.MatchingIncomplete and
    gates.AboveCeiling.
    """
    programme = Programme.objects.select_for_update().get(pk=programme_id)
    standing = queries.in_force(programme_id)
    if standing is None:
        raise NothingSigned(
            "SK program ini belum ditandatangani, jadi belum ada yang diubah: daftarnya masih rancangan. "
            "Catat tanda tangannya dengan payung decree sign."
        )
    parameters = in_force.load()
    before = queries.entries(standing.pk)
    found, whole = changes.difference(
        before,
        queries.wanted(programme_id, parameters, effective, people),
        queries.left(programme_id, before["person_id"], people),
    )
    if found.is_empty():
        raise NothingChanges("Daftar tidak berubah dari SK yang berlaku, jadi tidak ada yang perlu ditetapkan.")
    if whole.is_empty():
        raise NobodyLeft(
            "Perubahan ini tidak menyisakan satu orang pun. Periksa daftar desa dan alasan pelepasan; "
            "mengakhiri program bukan perubahan daftar."
        )
    known = people_queries.people(programme_id) if people is None else people
    gates.must_be_matched(programme, known.join(found.filter(kind=changes.ADDED), on="person_id", how="semi"))
    amended = getattr(standing, "amendment", None)
    used = (amended.used if amended else 0) + changes.used(found, effective)
    gates.must_be_affordable(programme, int(whole["amount"].sum()), used)
    earlier = queries.open_draft(programme_id)
    text = fingerprint.body(fingerprint.lines(whole))
    if (
        earlier is not None
        and earlier.amendment.effective == effective
        and earlier.content_sha256 == fingerprint.content(text)
        and earlier.amendment.changes_sha256 == changes.sha256(found, earlier.list_salt)
    ):
        note(decree_id=earlier.pk)
        return earlier
    salt = secrets.token_hex(fingerprint.SALT_BYTES)
    decree = _freeze(programme, whole, salt=salt, text=text, law_sha256=parameters.sha256, replaces=earlier, at=at)
    counted = dict(found.group_by("kind").len().iter_rows())
    Amendment.objects.create(
        government=programme.government,
        region=programme.region,
        decree=decree,
        amends=standing,
        ordinal=1 + (amended.ordinal if amended else 0),
        draft_number=1 + standing.amendments.count(),
        effective=effective,
        removed=counted.get(changes.REMOVED, 0),
        added=counted.get(changes.ADDED, 0),
        used=used,
        changes_sha256=changes.sha256(found, salt),
        action_id=current_id(),
        recorded_at=at,
    )
    frames.insert(
        "decree_change",
        found.with_columns(
            government=pl.lit(programme.government),
            region=pl.col("village"),
            decree_id=pl.lit(decree.pk),
            action_id=pl.lit(current_id()),
        ),
    )
    return decree


@action
def abandon(*, decree_id: int, by: User, at: datetime) -> Abandonment:
    """Let a draft be, because nothing changes any more; it can no longer be signed. Raises NotTheCurrentDraft."""
    decree = Decree.objects.get(pk=decree_id)
    Programme.objects.select_for_update().get(pk=decree.programme_id)
    _must_be_open(decree)
    return Abandonment.objects.create(
        government=decree.government,
        region=decree.region,
        decree=decree,
        action_id=current_id(),
        recorded_at=at,
    )


def _freeze(
    programme: Programme,
    people: pl.DataFrame,
    *,
    salt: str,
    text: str,
    law_sha256: str,
    replaces: Decree | None,
    at: datetime,
) -> Decree:
    decree = Decree.objects.create(
        government=programme.government,
        region=programme.region,
        programme=programme,
        replaces=replaces,
        people=people["person_id"].n_unique(),
        total=int(people["amount"].sum()),
        list_salt=salt,
        list_sha256=fingerprint.salted(text, salt),
        content_sha256=fingerprint.content(text),
        law_sha256=law_sha256,
        action_id=current_id(),
        recorded_at=at,
    )
    note(decree_id=decree.pk)
    frames.insert(
        "decree_entry",
        people.with_columns(
            government=pl.lit(programme.government),
            region=pl.col("village"),
            decree_id=pl.lit(decree.pk),
            action_id=pl.lit(current_id()),
        ),
    )
    return decree


@action
def sign(
    *,
    decree_id: int,
    number: str,
    signed_on: date,
    signer: str,
    by: User,
    at: datetime,
    proof_sha256: str | None = None,
) -> Signature:
    """Record that a decree was signed; from now on its list changes by an amendment only.

    `proof_sha256` names the scan in `storage.files`. Raises AlreadySigned, NotTheCurrentDraft, OutOfOrder for a
    date before that of the decree it amends or a number that this programme has used, and what
    gates.must_still_hold raises: the draft may be older than an answer that came since.
    """
    decree = Decree.objects.get(pk=decree_id)
    programme = Programme.objects.select_for_update().get(pk=decree.programme_id)
    _must_be_open(decree)
    signed = queries.chain(decree.programme_id)
    if any(number.strip().casefold() == earlier.signature.number.strip().casefold() for earlier in signed):
        raise OutOfOrder(f"Nomor {number} sudah dipakai SK lain program ini. Periksa nomornya.")
    if signed and signed_on < signed[-1].signature.signed_on:
        raise OutOfOrder(
            f"Keputusan perubahan tidak dapat bertanggal sebelum SK yang diubahnya "
            f"({dates.long(signed[-1].signature.signed_on)}). Periksa tanggalnya."
        )
    gates.must_still_hold(programme, decree, signed_on)
    return Signature.objects.create(
        government=decree.government,
        region=decree.region,
        decree=decree,
        number=number,
        signed_on=signed_on,
        signer=signer,
        proof_sha256=proof_sha256,
        action_id=current_id(),
        recorded_at=at,
    )


def _must_be_open(decree: Decree) -> None:
    if hasattr(decree, "signature"):
        raise AlreadySigned(f"SK ini sudah ditandatangani dengan nomor {decree.signature.number}.")
    if hasattr(decree, "replaced_by"):
        raise NotTheCurrentDraft("Rancangan ini sudah diganti rancangan yang lebih baru. Buka rancangan terbaru.")
    standing = queries.in_force(decree.programme_id)
    if hasattr(decree, "abandonment") or (standing is not None and standing.pk > decree.pk):
        raise NotTheCurrentDraft("Rancangan ini sudah tidak berlaku. Jalankan payung decree amend untuk yang baru.")

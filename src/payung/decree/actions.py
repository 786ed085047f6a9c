"""Draft a decree from the seats that are taken, and sign it."""

from __future__ import annotations

import secrets
from datetime import date, datetime

import polars as pl

from payung.accounts.models import User
from payung.audit.action import action, current_id, note
from payung.decree import fingerprint, queries
from payung.decree.models import Decree, Signature
from payung.kernel.refusal import Refusal
from payung.law import in_force
from payung.programme.models import Programme
from payung.storage import frames


class NobodySelected(Refusal):
    """There is no list to freeze."""


class AlreadySigned(Refusal):
    """A signed decree is followed by an amendment, never drafted or signed again."""


class NotTheCurrentDraft(Refusal):
    """A newer draft took the place of this one."""


@action
def draft(*, programme_id: int, by: User, at: datetime, people: pl.DataFrame | None = None) -> Decree:
    """Freeze the people who have a seat into a draft; the same list again gives the same draft, salt included.

    A changed list becomes a new draft that replaces the earlier one. `people` are those of the programme when they
    have just been read. Raises NobodySelected, and AlreadySigned once the decree was signed.
    """
    programme = Programme.objects.select_for_update().get(pk=programme_id)
    parameters = in_force.load()
    people = queries.selected(programme_id, parameters, people)
    if people.is_empty():
        raise NobodySelected("Belum ada orang yang mendapat kursi, jadi belum ada daftar untuk ditetapkan.")
    text = fingerprint.body(fingerprint.lines(people))
    content = fingerprint.content(text)
    earlier = queries.current(programme_id)
    if earlier is not None:
        is_signed = hasattr(earlier, "signature")
        # What was signed stays as it was signed, also when a later version of the law knows more.
        if earlier.content_sha256 == content and (is_signed or earlier.law_sha256 == parameters.sha256):
            note(decree_id=earlier.pk)
            return earlier
        if is_signed:
            raise AlreadySigned(
                "SK program ini sudah ditandatangani, jadi daftarnya tidak dapat berubah. "
                "Perubahan ditetapkan dengan Keputusan perubahan."
            )
    salt = secrets.token_hex(fingerprint.SALT_BYTES)
    decree = Decree.objects.create(
        government=programme.government,
        region=programme.region,
        programme=programme,
        replaces=earlier,
        people=people["person_id"].n_unique(),
        total=int(people["amount"].sum()),
        list_salt=salt,
        list_sha256=fingerprint.salted(text, salt),
        content_sha256=content,
        law_sha256=parameters.sha256,
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
    """Record that a decree was signed; from now on its list can no longer change.

    `proof_sha256` names the scan in `storage.files`. Raises AlreadySigned and NotTheCurrentDraft.
    """
    decree = Decree.objects.get(pk=decree_id)
    Programme.objects.select_for_update().get(pk=decree.programme_id)
    if hasattr(decree, "signature"):
        raise AlreadySigned(f"SK ini sudah ditandatangani dengan nomor {decree.signature.number}.")
    if hasattr(decree, "replaced_by"):
        raise NotTheCurrentDraft("Rancangan ini sudah diganti rancangan yang lebih baru. Buka rancangan terbaru.")
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

"""Open accounts and post entries; nothing is ever changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

import polars as pl
from django.db import IntegrityError, transaction

from payung.accounts.models import User
from payung.audit.action import action, current_id
from payung.kernel import rupiah
from payung.kernel.refusal import Refusal
from payung.ledger.models import Account, Entry
from payung.storage import frames


class Overdrawn(Refusal):
    """An account would go below zero: somebody else took the money, or there is not enough."""

    def __init__(self) -> None:
        super().__init__("Sisa pagu tidak cukup untuk catatan ini. Muat ulang sisa pagu, lalu hitung lagi.")


class Unbalanced(Refusal):
    """The postings of an entry do not sum to zero."""

    def __init__(self, kind: str, difference: int) -> None:
        super().__init__(f"Catatan “{kind}” tidak seimbang; selisihnya {rupiah.format(difference)}.")


@dataclass(frozen=True)
class Draft:
    """An entry to be posted: kind ("reserve"), the day it was so, and rupiah by account id (zeroes are left out)."""

    kind: str
    on: date
    postings: dict[int, int]
    programme_id: int | None = None
    wave_id: int | None = None
    moved: dict[int, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "moved", {account: amount for account, amount in self.postings.items() if amount})


@action
def open_accounts(
    *, government: str, region: str, subject: str, names: dict[str, bool], by: User, at: datetime
) -> dict[str, int]:
    """Ids of the accounts of a subject by name, opened where missing; `names` tells which cannot go below zero."""
    for name, limited in sorted(names.items()):
        Account.objects.get_or_create(
            government=government,
            subject=subject,
            name=name,
            defaults={
                "region": region,
                "cannot_go_below_zero": limited,
                "action_id": current_id(),
                "recorded_at": at,
            },
        )
    opened = Account.objects.filter(government=government, subject=subject, name__in=names)
    return dict(opened.values_list("name", "id"))


@action
def post(*, drafts: list[Draft], by: User, at: datetime) -> list[int]:
    """Post entries together, so that their effect on each balance is judged once; ids of the entries.

    Entries without an amount are left out. Raises Unbalanced, or Overdrawn when an account that cannot go below
    zero would.
    """
    drafts = [draft for draft in drafts if draft.moved]
    for draft in drafts:
        if sum(draft.moved.values()):
            raise Unbalanced(draft.kind, sum(draft.moved.values()))
    owners = {
        account.pk: (account.government, account.region)
        for account in Account.objects.filter(pk__in={number for draft in drafts for number in draft.moved})
    }
    entries = []
    lines = []
    for draft in drafts:
        government, region = owners[min(draft.moved)]
        entry = Entry.objects.create(
            government=government,
            region=region,
            kind=draft.kind,
            on=draft.on,
            programme_id=draft.programme_id,
            wave_id=draft.wave_id,
            action_id=current_id(),
            recorded_at=at,
        )
        entries.append(entry.pk)
        lines += [(*owners[account], entry.pk, account, amount) for account, amount in sorted(draft.moved.items())]
    names = ["government", "region", "entry_id", "account_id", "amount"]
    try:
        with transaction.atomic():
            frames.insert("ledger_posting", pl.DataFrame(lines, schema=names, orient="row"))
    except IntegrityError as refused:
        if "saldo akun" in str(refused):
            raise Overdrawn from None
        raise
    return entries

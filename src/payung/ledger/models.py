"""Accounts, entries and postings: whole rupiah, append-only, every entry sums to zero.

A posting adds its amount to an account. An account that `cannot_go_below_zero` holds something that can be used
up, such as money still available; the database refuses the posting that would overdraw it, under a lock.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from payung.accounts.models import TenantModel


class Account(TenantModel):
    """A place where rupiah stand: `name` within a `subject` such as "funding:12"."""

    subject = models.TextField(db_collation="C")
    name = models.TextField(db_collation="C")
    cannot_go_below_zero = models.BooleanField()
    action_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "ledger_account"
        constraints = [
            models.UniqueConstraint(fields=["government", "subject", "name"], name="an_account_is_opened_once"),
        ]


class Entry(TenantModel):
    """One thing that happened to money: its kind, its day, the programme and wave it belongs to."""

    kind = models.TextField()
    on = models.DateField(help_text="The day it was so")
    programme_id = models.BigIntegerField(null=True)
    wave_id = models.BigIntegerField(null=True)
    action_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "ledger_entry"
        indexes = [models.Index(fields=["wave_id"], name="entry_of_wave")]
        constraints = [models.CheckConstraint(condition=~Q(kind=""), name="an_entry_has_a_kind")]


class Posting(TenantModel):
    """Rupiah added to (or, negative, taken from) one account by one entry."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="postings")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="postings")
    amount = models.BigIntegerField()

    class Meta:
        db_table = "ledger_posting"
        constraints = [models.CheckConstraint(condition=~Q(amount=0), name="a_posting_moves_something")]

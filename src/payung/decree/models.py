"""A draft freezes a list; a signature makes it law; both are facts that are only ever followed by another."""

from __future__ import annotations

from django.db import models

from payung.accounts.models import TenantModel


class Decree(TenantModel):
    """A drafted decree (SK) with its frozen list. Signed when a `Signature` follows it."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="decrees")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    people = models.IntegerField()
    total = models.BigIntegerField(help_text="Contribution of the whole list over all months, rupiah")
    list_salt = models.CharField(max_length=32)
    list_sha256 = models.CharField(max_length=64)
    content_sha256 = models.CharField(max_length=64, help_text="The list without salt: is a new draft the same?")
    law_sha256 = models.CharField(max_length=64)
    action_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(people__gt=0), name="a_decree_names_somebody"),
            models.CheckConstraint(condition=models.Q(total__gte=0), name="a_decree_costs_no_less_than_nothing"),
        ]


class Entry(TenantModel):
    """One person on a decree, frozen with the values the decree was made from; archive law keeps it."""

    # Entries are written by the action that makes their decree, and neither is ever deleted.
    decree = models.ForeignKey(
        Decree, on_delete=models.PROTECT, related_name="entries", db_index=False, db_constraint=False
    )
    person_id = models.BigIntegerField()
    nik = models.CharField(max_length=16)
    name = models.TextField()
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=1, null=True)
    village = models.CharField(max_length=10, db_collation="C")
    rank = models.IntegerField()
    start = models.DateField()
    months = models.IntegerField()
    insurance = models.TextField()
    amount = models.BigIntegerField(help_text="Contribution of this person over all months, rupiah")
    action_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decree", "person_id", "start"], name="a_person_stands_once_for_a_start"),
        ]


class Signature(TenantModel):
    """The decree was signed: its number, date and the scan or electronic signature that proves it."""

    decree = models.OneToOneField(Decree, on_delete=models.PROTECT, related_name="signature")
    number = models.TextField()
    signed_on = models.DateField()
    signer = models.TextField()
    proof_sha256 = models.CharField(max_length=64, null=True, help_text="The scan, in storage.files")
    action_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~models.Q(number=""), name="a_signed_decree_has_a_number"),
        ]

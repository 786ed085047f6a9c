"""Lists to compare with, and the outcome of law and criteria for each person with its reasons."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from payung.accounts.models import TenantModel

KINDS = ("deceased", "insured_elsewhere", "civil_servants", "decile", "other_payers")


class Reference(TenantModel):
    """A list from elsewhere, with who gave it and the day it was true."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="references")
    kind = models.TextField()
    source = models.TextField(help_text="Who gave the list")
    on = models.DateField(help_text="The day the list was true")
    name = models.TextField(help_text="File name")
    sha256 = models.CharField(max_length=64, db_collation="C", help_text="Of the entries")
    rows = models.IntegerField()
    rows_unusable = models.IntegerField(help_text="Without a NIK or family card to compare by")
    action_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="a_reference_is_of_a_known_kind"),
            models.CheckConstraint(condition=~Q(source=""), name="a_reference_names_its_source"),
        ]


class ReferenceEntry(TenantModel):
    """One line of a list: by NIK, or by family card where the list speaks of families."""

    reference = models.ForeignKey(Reference, on_delete=models.PROTECT, related_name="entries", db_constraint=False)
    nik = models.CharField(max_length=16, null=True, db_collation="C")
    kk = models.CharField(max_length=16, null=True, db_collation="C")
    decile = models.SmallIntegerField(null=True)
    action_id = models.BigIntegerField()

    class Meta:
        db_table = "eligibility_reference_entry"
        constraints = [
            models.CheckConstraint(
                condition=Q(nik__isnull=False) | Q(kk__isnull=False), name="an_entry_says_whom_it_is_about"
            ),
            models.CheckConstraint(
                condition=Q(decile__isnull=True) | Q(decile__gte=1, decile__lte=10), name="a_decile_is_one_to_ten"
            ),
        ]


class Outcome(TenantModel):
    """What law and criteria said about a person for a wave, from which inputs. The latest counts."""

    programme_id = models.BigIntegerField()
    # No constraint: every outcome of an assessment names the one wave that the action has just read.
    wave = models.ForeignKey(
        "programme.Wave", on_delete=models.PROTECT, related_name="outcomes", db_index=False, db_constraint=False
    )
    person_id = models.BigIntegerField()
    sighting_id = models.BigIntegerField(help_text="The values the outcome was made from")
    eligible = models.BooleanField()
    failed = ArrayField(models.TextField(), help_text="Reason codes")
    assumed = ArrayField(models.TextField(), help_text="Inputs covered by the village head's statement")
    inputs = models.TextField(help_text="JSON of what was known, to judge it again")
    criteria = models.TextField(help_text="JSON of the programme's criteria")
    law_sha256 = models.CharField(max_length=64)
    action_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(F("wave"), F("person_id"), F("id").desc(), name="outcome_of_person")]
        constraints = [
            models.CheckConstraint(
                condition=Q(eligible=False, failed__len__gt=0) | Q(eligible=True, failed__len=0),
                name="who_is_not_eligible_knows_why",
            ),
        ]

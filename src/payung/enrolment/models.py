"""Who is a member at the insurer, as somebody told us: facts that are only ever followed by another."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from payung.accounts.models import TenantModel


class Membership(TenantModel):
    """What a list told of one person's membership on a day. Of a person's rows the latest counts.

    Its region is the person's village. The database refuses a KPJ with two living members, and a person with two
    living KPJ, whoever told them (`one_living_kpj_for_one_person`).
    """

    programme_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    kpj = models.CharField(max_length=11, null=True, db_collation="C", help_text="Null: not told yet")
    since = models.DateField(null=True, help_text="First month of cover that the list tells")
    paid_through = models.DateField(null=True, help_text="Last paid month that the list tells")
    ended_on = models.DateField(null=True, help_text="The membership has ended")
    source = models.CharField(max_length=7, help_text="decree or insurer")
    told_on = models.DateField(help_text="The day whose state the list tells")
    file_sha256 = models.CharField(max_length=64, db_collation="C", help_text="The list, in storage.files")
    row = models.IntegerField(help_text="Where it stands there, as the spreadsheet shows it")
    action_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "enrolment_membership"
        indexes = [
            models.Index(F("person_id"), F("government"), F("id").desc(), name="membership_of_person"),
            models.Index(fields=["kpj"], condition=Q(kpj__isnull=False), name="membership_by_kpj"),
            models.Index(fields=["programme_id"], name="membership_in_programme"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kpj__isnull=True) | Q(kpj__regex=r"^[0-9]{11}$"), name="a_members_kpj_has_eleven_digits"
            ),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(paid_through__isnull=True) | Q(since__lte=F("paid_through")),
                name="a_membership_is_paid_after_it_began",
            ),
            models.CheckConstraint(condition=Q(source__in=["decree", "insurer"]), name="a_membership_has_a_source"),
        ]

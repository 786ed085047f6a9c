"""Quotas and seats as facts: append-only, the latest row about a pool or a person counts."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from payung.accounts.models import TenantModel

KINDS = ("selected", "held", "waiting", "released")


class Quota(TenantModel):
    """Seats of a pool in a wave; `moved` came from or went to other pools for want of people.

    Its region is the pool's village or sub-district, of other pools the government. A pool that the programme no
    longer has keeps a last row without seats and `by`.
    """

    by = models.CharField(max_length=10, default="village", help_text="What pools are: see programme.document.Quota")
    pool = models.TextField(db_collation="C", help_text="Code of a region or of work, name of an agency, or segment")
    name = models.TextField(null=True, help_text="What sentences call it; villages are called desa")
    also = ArrayField(models.TextField(), default=list, help_text="Other names of an agency")
    programme_id = models.BigIntegerField()
    wave = models.ForeignKey("programme.Wave", on_delete=models.PROTECT, related_name="quotas", db_index=False)
    seats = models.IntegerField()
    moved = models.IntegerField()
    action_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "selection_quota"
        indexes = [models.Index(F("wave"), F("pool"), F("id").desc(), name="quota_of_pool")]
        constraints = [
            models.CheckConstraint(condition=Q(seats__gte=0), name="a_quota_is_not_negative"),
            models.CheckConstraint(condition=Q(seats__gte=-F("moved")), name="only_seats_that_exist_can_move"),
        ]


class Seat(TenantModel):
    """What a person got in a wave and why. Its region is the person's village.

    selected: has a seat. held: the seat is kept until a doubtful pair is decided. waiting: on the waiting list by
    rank. released: had one of these before. `reason` holds the values behind the sentence, never personal ones;
    `payers` says which funding line pays which insurance.
    """

    programme_id = models.BigIntegerField()
    # The trigger of the quota knows the wave; a constraint would check it once more for each of 100,000 rows.
    wave = models.ForeignKey(
        "programme.Wave", on_delete=models.PROTECT, related_name="seats", db_index=False, db_constraint=False
    )
    person_id = models.BigIntegerField()
    pool = models.TextField(null=True, db_collation="C", help_text="As Quota has it; null for who belongs to none")
    rank = models.IntegerField()
    kind = models.CharField(max_length=8)
    why = models.TextField()
    reason = models.JSONField()
    payers = models.JSONField(null=True)
    law_sha256 = models.CharField(max_length=64)
    action_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "selection_seat"
        indexes = [
            models.Index(F("wave"), F("person_id"), F("id").desc(), name="seat_of_person"),
            models.Index(fields=["government", "region"], name="seat_by_region"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="a_seat_is_of_a_known_kind"),
            models.CheckConstraint(condition=Q(rank__gt=0), name="ranks_begin_at_one"),
            models.CheckConstraint(
                condition=Q(kind__in=["selected", "held"], payers__isnull=False)
                | Q(kind__in=["waiting", "released"], payers__isnull=True),
                name="a_seat_that_is_taken_has_payers",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["waiting", "released"]) | Q(pool__isnull=False),
                name="a_seat_that_is_taken_has_a_pool",
            ),
        ]

"""Funding lines with their ceilings, and what the government answered about each source."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from payung.accounts.models import TenantModel

NO_CEILING = 10**14
"""Stands for the ceiling of what participants pay themselves when the file names none: nobody's budget ends it."""


class FundingLine(TenantModel):
    """One source of money in one budget year. Its region is the programme's; `owner` has the budget."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="funding_lines")
    number = models.IntegerField(help_text="Place in the file: earlier lines pay first")
    source = models.CharField(max_length=8)
    owner = models.CharField(max_length=10, db_collation="C")
    year = models.SmallIntegerField()
    occurrence = models.SmallIntegerField(help_text="Tells lines of the same source, owner and year apart, from 1")
    ceiling = models.BigIntegerField(help_text="Rupiah; NO_CEILING where participants pay themselves")
    covers = ArrayField(models.CharField(max_length=10), help_text="Insurances, or a worker's share: JHT-worker")
    groups = ArrayField(models.TextField(), null=True, help_text="Groups it pays for; null: all")
    account = models.TextField(null=True, help_text="Budget account code")
    approval = models.TextField(null=True)
    carry_over = models.BooleanField()
    is_active = models.BooleanField(help_text="False once the file no longer names it")

    class Meta:
        db_table = "funding_line"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "source", "owner", "year", "occurrence"], name="a_funding_line_is_known_once"
            ),
            models.CheckConstraint(condition=Q(ceiling__gte=0), name="a_ceiling_is_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.year}"


class Policy(TenantModel):
    """The government's answer whether a source may pay in a year; append-only, the latest counts."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="policies")
    source = models.CharField(max_length=8)
    year = models.SmallIntegerField()
    answer = models.CharField(max_length=8)
    basis = models.TextField()
    action_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "funding_policy"
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__in=["allowed", "warned", "blocked"]), name="a_policy_answers_clearly"
            ),
            models.CheckConstraint(condition=~Q(basis=""), name="a_policy_names_its_basis"),
        ]

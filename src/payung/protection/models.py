"""The book of protection: one line per person, insurance and month over the whole installation, whoever pays."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from payung.accounts.models import TenantModel


class CoveredMonth(TenantModel):
    """A month of cover that was bought, or that a list of a running programme told (taken over).

    Holds ids only; other governments learn no more than `until`.
    """

    person_id = models.BigIntegerField()
    insurance = models.CharField(max_length=3, db_collation="C")
    month = models.DateField(help_text="First day of the month")
    programme_id = models.BigIntegerField()
    funding_line_id = models.BigIntegerField(null=True)
    source = models.CharField(max_length=10, default="paid", db_default="paid", help_text="paid or taken-over")
    rupiah = models.BigIntegerField(null=True, help_text="Contribution that bought this month; taken over: not known")
    action_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "protection_covered_month"
        constraints = [
            models.UniqueConstraint(
                fields=["person_id", "insurance", "month"], name="one_cover_per_person_insurance_and_month"
            ),
            models.CheckConstraint(
                condition=Q(insurance__in=["JKK", "JKM", "JHT", "JP"]), name="a_covered_insurance_is_known"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="a_covered_month_is_a_first_day"),
            models.CheckConstraint(condition=Q(rupiah__gte=0), name="a_covered_month_costs_no_less_than_nothing"),
            models.CheckConstraint(
                condition=Q(source="paid", rupiah__isnull=False) | Q(source="taken-over", rupiah__isnull=True),
                name="a_paid_month_has_its_price_and_a_taken_over_one_has_none",
            ),
        ]

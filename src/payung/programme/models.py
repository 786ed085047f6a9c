"""A programme as its file says now, the waves that carry it, and every version of the file that was taken over."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from payung.accounts.models import TenantModel
from payung.programme import groups
from payung.programme.document import Document
from payung.programme.groups import Terms


class Programme(TenantModel):
    """What the latest version of the file says. Its region is the government's own."""

    code = models.CharField(max_length=63)
    name = models.TextField()
    segment = models.CharField(max_length=3)
    insurance = ArrayField(models.CharField(max_length=3), help_text="In the order JKK, JKM, JHT, JP of the file")
    income = models.BigIntegerField(help_text="Base of contribution a month, rupiah")
    min_age = models.SmallIntegerField()
    max_decile = models.SmallIntegerField(null=True)
    occupations = ArrayField(models.TextField(), null=True, help_text="Codes; null: all")
    draw_seed = models.TextField()
    draw_frozen_at = models.DateTimeField(null=True, help_text="Since then the seed of the draw cannot change")
    protection_starts = models.DateField()
    document = models.JSONField(help_text="The whole validated file")
    document_sha256 = models.CharField(max_length=64, db_collation="C")

    waves: ClassVar[models.Manager[Wave]]

    class Meta:
        db_table = "programme"
        indexes = [models.Index(fields=["government", "region"], name="programme_by_region")]
        constraints = [
            models.UniqueConstraint(fields=["government", "code"], name="a_government_uses_a_code_once"),
            models.CheckConstraint(condition=Q(insurance__len__gt=0), name="a_programme_insures_something"),
            models.CheckConstraint(condition=Q(income__gt=0), name="a_programme_has_an_income_base"),
            models.CheckConstraint(condition=~Q(draw_seed=""), name="a_programme_has_a_draw_seed"),
        ]

    def __str__(self) -> str:
        return self.code

    def read(self) -> Document:
        """The file as values."""
        return Document.model_validate(self.document)


class Version(TenantModel):
    """One content of the programme file, as it was taken over; append-only."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="versions")
    number = models.IntegerField()
    document = models.JSONField()
    document_sha256 = models.CharField(max_length=64, db_collation="C")
    action_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "programme_version"
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="versions_are_numbered_once")]


class Wave(TenantModel):
    """Villages in which the people of one group are covered from the same month on, and on which terms."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="waves")
    number = models.IntegerField(help_text="1 is the first in the file")
    start = models.DateField(help_text="First day of the first covered month")
    months = models.IntegerField()
    villages = ArrayField(models.CharField(max_length=10), help_text="10-digit codes, ascending")
    group = models.TextField(default="", help_text="Name of the group; empty: the programme has but one")
    segment = models.CharField(max_length=3)
    insurance = ArrayField(models.CharField(max_length=3), help_text="In the order of the file")
    optional = ArrayField(models.CharField(max_length=3), default=list, help_text="Left out where nobody pays")
    income = models.BigIntegerField(help_text="Base of contribution a month, rupiah")
    rotate = models.BooleanField(default=False, help_text="Who had a seat in an earlier wave comes after the others")

    class Meta:
        db_table = "programme_wave"
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="waves_are_numbered_once"),
            models.CheckConstraint(condition=Q(start__day=1), name="a_wave_starts_on_a_first_day"),
            models.CheckConstraint(condition=Q(months__gt=0), name="a_wave_covers_at_least_a_month"),
            models.CheckConstraint(condition=Q(villages__len__gt=0), name="a_wave_has_villages"),
            models.CheckConstraint(condition=Q(segment__in=["BPU", "PU"]), name="a_wave_has_a_known_segment"),
            models.CheckConstraint(condition=Q(insurance__len__gt=0), name="a_wave_insures_something"),
            models.CheckConstraint(condition=Q(income__gt=0), name="a_wave_has_an_income_base"),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id}/{self.number}"

    def terms(self) -> Terms:
        """What counts for its group, by the file as it stands."""
        found = groups.of_wave(self.programme.read(), self.group)
        assert found is not None
        return found

"""Events that say who did what and when, by ids alone, and the seals that chain them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class Event(models.Model):
    """One action that happened. Never holds a name, a NIK or any other personal value; never changes."""

    government = models.CharField(max_length=10, db_collation="C", blank=True)  # '' for the whole installation
    action = models.CharField(max_length=80)  # "decree.sign"
    by_id = models.BigIntegerField(null=True)  # None: the installation itself
    at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    ids = models.JSONField()

    class Meta:
        db_table = "audit_event"
        indexes = [models.Index(fields=["government", "recorded_at"], name="event_by_government")]


class Seal(models.Model):
    """One link of a government's chain: SHA-256 over the link before it and the events it names."""

    government = models.CharField(max_length=10, db_collation="C", blank=True)
    events = ArrayField(models.BigIntegerField())
    previous = models.BinaryField()
    sha256 = models.BinaryField()
    sealed_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "audit_seal"
        constraints = [
            models.UniqueConstraint(fields=["government", "previous"], name="a_link_follows_one_link_only"),
        ]
        indexes = [models.Index(fields=["government", "recorded_at"], name="seal_by_government")]

"""One person behind many rosters: an identity without data, and dated sightings that each government owns."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from payung.accounts.models import TenantModel


class Person(models.Model):
    """An identity of the whole installation: a number and a NIK, nothing else.

    The application has no right on this table; it asks `people_identify`, `people_provisional` and `people_niks`.
    A person without NIK is provisional: somebody whose stated NIK is in doubt until a pair is decided.
    """

    id = models.BigAutoField(primary_key=True)
    nik = models.CharField(max_length=16, null=True, db_collation="C")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["nik"], name="a_nik_is_one_person"),
            models.CheckConstraint(
                condition=Q(nik__isnull=True) | Q(nik__regex=r"^[0-9]{16}$"), name="a_nik_has_sixteen_digits"
            ),
        ]


class Sighting(TenantModel):
    """What one source said about a person on a day. Owned by a government; never changed, only followed."""

    # Persons come from the people_* functions alone and are never deleted; a constraint would check each row again.
    person = models.ForeignKey(Person, on_delete=models.PROTECT, db_index=False, db_constraint=False)
    programme_id = models.BigIntegerField()
    roster_row_id = models.BigIntegerField(unique=True, help_text="A row is seen once")
    name = models.TextField()
    name_key = models.TextField(null=True)
    birth_date = models.DateField(null=True)
    birth_place = models.TextField(null=True)
    sex = models.CharField(max_length=1, null=True)
    address = models.TextField(null=True)
    rt = models.TextField(null=True)
    rw = models.TextField(null=True)
    hamlet = models.TextField(null=True)
    village = models.CharField(max_length=10, db_collation="C")
    phone = models.TextField(null=True)
    mother = models.TextField(null=True)
    kk = models.CharField(max_length=16, null=True, db_collation="C")
    occupation = models.TextField(null=True)
    occupation_code = models.TextField(null=True)
    income = models.BigIntegerField(null=True, help_text="Rupiah a month")
    decile = models.SmallIntegerField(null=True)
    disability = models.BooleanField(null=True)
    head_of_family = models.BooleanField(null=True)
    agency = models.TextField(null=True, help_text="Instansi that names the person, as written")
    segment = models.CharField(max_length=3, null=True, help_text="BPU or PU, where the roster says it")
    is_alive = models.BooleanField(null=True)
    seen_on = models.DateField()
    action_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["person"], name="sighting_of_person"),
            models.Index(fields=["programme_id", "village"], name="sighting_in_programme"),
        ]


class Pair(TenantModel):
    """Two sightings that may be one person. Until decided, neither is selected and both keep their place.

    Two kinds (`why`): one NIK stated for people who do not agree, and two NIKs for people who resemble each other.
    """

    programme_id = models.BigIntegerField()
    left = models.ForeignKey(Sighting, on_delete=models.PROTECT, related_name="+", help_text="The one known before")
    right = models.ForeignKey(Sighting, on_delete=models.PROTECT, related_name="+", help_text="Who came later")
    why = models.TextField(help_text="equal-nik: one NIK, people who do not agree; likely: scored by the model")
    probability = models.FloatField(null=True, help_text="That both are one person, by the model; likely pairs only")
    levels = models.JSONField(null=True, help_text="Level of each comparison of the model; likely pairs only")
    model = models.CharField(max_length=64, null=True, db_collation="C", help_text="SHA-256 of the model file")
    action_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(left=models.F("right")), name="a_pair_has_two_sides"),
            models.UniqueConstraint(fields=["left", "right"], name="two_sightings_are_asked_about_once"),
            models.CheckConstraint(
                condition=Q(why="equal-nik", probability__isnull=True)
                | Q(why="likely", probability__isnull=False, levels__isnull=False, model__isnull=False),
                name="a_likely_pair_keeps_its_score",
            ),
        ]


class PairDecision(TenantModel):
    """What a clerk decided about a pair. The latest counts, so every decision can be taken back by another."""

    class Verdict(models.TextChoices):
        SAME = "same", "Orang yang sama"
        DIFFERENT = "different", "Orang yang berbeda"
        UNDECIDED = "undecided", "Belum diputuskan"

    class Side(models.TextChoices):
        LEFT = "left", "Yang lebih dulu"
        RIGHT = "right", "Yang datang kemudian"

    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="decisions")
    verdict = models.TextField(choices=Verdict.choices)
    nik_belongs_to = models.TextField(choices=Side.choices, help_text="Whose NIK it is, when they are two people")
    reason = models.TextField()
    action_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "people_pair_decision"
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=["same", "different", "undecided"]), name="a_verdict_is_one_of_three"
            ),
            models.CheckConstraint(condition=Q(nik_belongs_to__in=["left", "right"]), name="a_nik_belongs_to_a_side"),
        ]

"""A draft freezes a list, a signature makes it law, an amendment follows it; facts that only others ever follow."""

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

    @property
    def cost(self) -> int:
        """Rupiah of the programme under this decree: its list, and the past months of whom amendments removed."""
        amendment = getattr(self, "amendment", None)
        return self.total + (amendment.used if amendment else 0)


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


class Amendment(TenantModel):
    """What a decree changes in the one that was in force before it; its own `Entry` rows are the whole list after.

    The decree it belongs to is drafted, replaced and signed like any other. `changes_sha256` is the fingerprint of
    the changes below the decree's salt.
    """

    decree = models.OneToOneField(Decree, on_delete=models.PROTECT, related_name="amendment")
    amends = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="amendments")
    ordinal = models.IntegerField(help_text="1 is the first amendment of the programme's decree")
    draft_number = models.IntegerField(help_text="1 is the first draft that amends this decree")
    effective = models.DateField(help_text="First month of those added; those removed were covered until before it")
    removed = models.IntegerField()
    added = models.IntegerField()
    used = models.BigIntegerField(help_text="Contribution already due for people no longer on the list, rupiah")
    changes_sha256 = models.CharField(max_length=64)
    action_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["amends", "draft_number"], name="one_officer_drafts_an_amendment_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(removed__gt=0) | models.Q(added__gt=0), name="an_amendment_changes_something"
            ),
            models.CheckConstraint(condition=models.Q(effective__day=1), name="an_amendment_begins_with_a_month"),
            models.CheckConstraint(condition=models.Q(ordinal__gt=0), name="amendments_are_counted_from_one"),
            models.CheckConstraint(
                condition=~models.Q(decree=models.F("amends")), name="a_decree_does_not_amend_itself"
            ),
        ]


class Change(TenantModel):
    """One line taken from the list or added to it, and why; frozen like an entry."""

    decree = models.ForeignKey(
        Decree, on_delete=models.PROTECT, related_name="changes", db_index=False, db_constraint=False
    )
    kind = models.CharField(max_length=7)
    reason = models.TextField(help_text="A code of decree.changes.REASONS")
    person_id = models.BigIntegerField()
    nik = models.CharField(max_length=16)
    name = models.TextField()
    birth_date = models.DateField(null=True)
    sex = models.CharField(max_length=1, null=True)
    village = models.CharField(max_length=10, db_collation="C")
    start = models.DateField()
    months = models.IntegerField()
    insurance = models.TextField()
    amount = models.BigIntegerField()
    action_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["decree", "kind", "person_id", "start"], name="a_line_is_removed_or_added_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=["removed", "added"]), name="a_change_removes_or_adds"
            ),
        ]


class Abandonment(TenantModel):
    """A draft that nobody needs any more, because the list is again the one in force."""

    decree = models.OneToOneField(Decree, on_delete=models.PROTECT, related_name="abandonment")
    action_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "decree_abandonment"

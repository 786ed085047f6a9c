"""What was asked of whom, what they answered, and proofs of a person: facts, the latest counts."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from payung.accounts.models import TenantModel
from payung.matching.columns import KINDS, VERDICTS


class Sent(TenantModel):
    """A list of candidates that went to a receiver on a day. The file itself is kept by its hash."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="lists_sent")
    receiver = models.TextField(help_text="Key of `receivers`: dukcapil, bpjs, dinsos, or the name of an agency")
    sent_on = models.DateField()
    people = models.IntegerField()
    list_sha256 = models.CharField(max_length=64, db_collation="C", help_text="Of the workbook, as sha256sum says")
    action_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(people__gt=0), name="a_list_asks_about_somebody"),
            models.CheckConstraint(condition=~Q(receiver=""), name="a_list_goes_to_somebody"),
        ]


class Asked(TenantModel):
    """Somebody on a list that was sent; the sighting holds the values as they were asked about."""

    sent = models.ForeignKey(Sent, on_delete=models.PROTECT, related_name="asked", db_constraint=False)
    programme_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    sighting_id = models.BigIntegerField()
    action_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["programme_id", "person_id"], name="asked_about_person")]


class Reply(TenantModel):
    """An answer as it came: whose, of which day, from which file. The file itself is kept by its hash."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="replies")
    sent = models.ForeignKey(Sent, on_delete=models.PROTECT, null=True, help_text="The list it answers, when known")
    source = models.TextField(help_text="Key of `receivers`")
    on = models.DateField(help_text="The day the source's knowledge is from")
    name = models.TextField(help_text="File name")
    file_sha256 = models.CharField(max_length=64, db_collation="C")
    lines = models.IntegerField()
    lines_sha256 = models.CharField(max_length=64, db_collation="C", help_text="Of what was taken from it")
    findings = models.IntegerField(help_text="Rows that were not taken or need a look")
    action_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["programme", "source"], name="reply_of_source")]
        constraints = [
            models.CheckConstraint(condition=~Q(source=""), name="a_reply_names_its_source"),
            models.CheckConstraint(condition=Q(lines__gt=0), name="a_reply_says_something"),
        ]


class ReplyLine(TenantModel):
    """What one source said about one person. `row` is null where the rest of a list was declared matched."""

    reply = models.ForeignKey(Reply, on_delete=models.PROTECT, related_name="said", db_constraint=False)
    programme_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    sighting_id = models.BigIntegerField(help_text="The values that were asked about")
    verdict = models.TextField()
    kpj = models.CharField(max_length=11, null=True, db_collation="C")
    paid_through = models.DateField(null=True, help_text="First day of the last paid month")
    decile = models.SmallIntegerField(null=True)
    said_name = models.TextField(null=True, help_text="The name in the source's own register")
    file = models.TextField(null=True)
    sheet = models.TextField(null=True)
    row = models.IntegerField(null=True)
    action_id = models.BigIntegerField()

    class Meta:
        db_table = "matching_reply_line"
        indexes = [models.Index(fields=["programme_id", "person_id"], name="said_about_person")]
        constraints = [
            models.CheckConstraint(condition=Q(verdict__in=VERDICTS), name="a_verdict_of_a_source_is_known"),
            models.CheckConstraint(
                condition=Q(kpj__isnull=True) | Q(kpj__regex=r"^[0-9]{11}$"), name="a_kpj_has_eleven_digits"
            ),
            models.CheckConstraint(
                condition=Q(paid_through__isnull=True) | Q(paid_through__day=1), name="paid_through_is_a_first_day"
            ),
            models.CheckConstraint(
                condition=Q(decile__isnull=True) | Q(decile__gte=1, decile__lte=10),
                name="a_told_decile_is_one_to_ten",
            ),
        ]


class Withdrawal(TenantModel):
    """A reply that was a mistake: from now on it counts no more."""

    reply = models.OneToOneField(Reply, on_delete=models.PROTECT, related_name="withdrawal")
    reason = models.TextField()
    action_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="a_withdrawn_reply_has_a_reason")]


class Proof(TenantModel):
    """A scan that shows something about a person; the file is kept by its hash, its name is not kept."""

    programme_id = models.BigIntegerField()
    person_id = models.BigIntegerField()
    kind = models.TextField()
    sha256 = models.CharField(max_length=64, db_collation="C")
    media = models.TextField(help_text="pdf, jpg or png, by content")
    size = models.BigIntegerField(help_text="Bytes")
    action_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=KINDS), name="a_proof_is_of_a_known_kind"),
            models.CheckConstraint(condition=Q(media__in=["pdf", "jpg", "png"]), name="a_proof_can_be_shown"),
            models.CheckConstraint(condition=Q(size__gt=0), name="a_proof_is_not_empty"),
            models.UniqueConstraint(
                fields=["programme_id", "person_id", "kind", "sha256"], name="a_proof_is_attached_once"
            ),
        ]

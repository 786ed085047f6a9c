"""What arrived, word for word: files, their rows, what was found in them, and what was accepted.

All of it is fact: a corrected file brings new rows that name the row they replace; nothing is changed afterwards.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from payung.accounts.models import TenantModel


class RosterFile(TenantModel):
    """A file as it was received; its bytes lie in `storage.files` under its sha256."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="roster_files")
    name = models.TextField(help_text="As sent; a member of a zip is paket.zip/a.xlsx")
    sha256 = models.CharField(max_length=64, db_collation="C")
    format = models.TextField(help_text="generic, opensid-residents, siak ...")
    rows = models.IntegerField()
    rows_with_errors = models.IntegerField()
    new = models.IntegerField(help_text="Rows seen for the first time")
    changed = models.IntegerField(help_text="Rows that replace an earlier row")
    same = models.IntegerField(help_text="Rows already received word for word")
    notices = models.JSONField(help_text="Remarks on the file and its sheets: code and sentence")
    received_on = models.DateField(help_text="The government's local day")
    action_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "roster_file"
        indexes = [models.Index(fields=["programme", "sha256"], name="roster_file_of_programme")]
        constraints = [
            models.CheckConstraint(
                condition=Q(rows=models.F("new") + models.F("changed") + models.F("same")),
                name="every_row_is_new_changed_or_the_same",
            ),
        ]


class Row(TenantModel):
    """One person row: the cells word for word and their cleaned values. Its region is the person's village."""

    programme_id = models.BigIntegerField()
    # No constraint: a hundred thousand checks of one file that the same action made would cost more than the rows.
    file = models.ForeignKey(RosterFile, on_delete=models.PROTECT, related_name="person_rows", db_constraint=False)
    sheet = models.TextField()
    row = models.IntegerField(help_text="1-based, as the spreadsheet shows it")
    verbatim = models.JSONField(help_text="Column letter: text exactly as typed")
    kinds = models.TextField(help_text='Cells that were no text, e.g. "A:number F:date"')
    content_hash = models.CharField(max_length=64, db_collation="C", help_text="Of the cleaned values")
    is_refused = models.BooleanField(help_text="Has an error of kind data: is not taken over")
    supersedes_id = models.BigIntegerField(null=True, help_text="The earlier row that this one replaces")

    nik = models.CharField(max_length=16, null=True, db_collation="C")
    kk = models.CharField(max_length=16, null=True, db_collation="C")
    name = models.TextField(null=True)
    name_key = models.TextField(null=True, help_text="Upper case, for comparing")
    sex = models.CharField(max_length=1, null=True)
    birth_place = models.TextField(null=True)
    birth_date = models.DateField(null=True)
    occupation = models.TextField(null=True)
    occupation_code = models.TextField(null=True)
    address = models.TextField(null=True)
    rt = models.TextField(null=True)
    rw = models.TextField(null=True)
    hamlet = models.TextField(null=True)
    village = models.CharField(max_length=10, null=True, db_collation="C")
    phone = models.TextField(null=True)
    mother = models.TextField(null=True)
    income = models.BigIntegerField(null=True, help_text="Rupiah a month")
    heir = models.TextField(null=True)
    status = models.TextField(null=True)
    is_alive = models.BooleanField(null=True, help_text="False when the file itself says deceased, moved or gone")
    decile = models.SmallIntegerField(null=True)
    disability = models.BooleanField(null=True)
    head_of_family = models.BooleanField(null=True)
    agency = models.TextField(null=True, help_text="Instansi that names the person, as written")
    segment = models.CharField(max_length=3, null=True, help_text="BPU or PU, where the roster says it")
    seen_on = models.DateField()
    action_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["programme_id", "region"], name="roster_row_of_programme"),
            models.Index(fields=["government", "nik"], condition=Q(nik__isnull=False), name="roster_row_by_nik"),
            models.Index(
                fields=["supersedes_id"], condition=Q(supersedes_id__isnull=False), name="roster_row_superseded"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_refused=True) | Q(nik__isnull=False, village__isnull=False, name__isnull=False),
                name="a_row_taken_over_has_nik_name_and_village",
            ),
        ]


class Finding(TenantModel):
    """One finding of one row, as it was told to the sender."""

    file = models.ForeignKey(
        RosterFile, on_delete=models.PROTECT, related_name="findings", db_index=False, db_constraint=False
    )
    row_id = models.BigIntegerField()
    cell = models.TextField(null=True)
    column = models.TextField(null=True, help_text="Field name")
    code = models.TextField()
    severity = models.TextField()
    kind = models.TextField(null=True)
    message = models.TextField()
    suggestion = models.TextField(null=True)
    action_id = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["row_id"], name="roster_finding_of_row")]


class Withdrawal(TenantModel):
    """A row no longer counts, because what was sent last does not hold it any more; the row itself stays."""

    programme_id = models.BigIntegerField()
    row_id = models.BigIntegerField(unique=True)
    action_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()


class Acceptance(TenantModel):
    """Rows were accepted (the gate of this stage): all rows without data errors of these files."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="acceptances")
    file_ids = ArrayField(models.BigIntegerField())
    rows = models.IntegerField()
    rows_refused = models.IntegerField()
    action_id = models.BigIntegerField()
    recorded_at = models.DateTimeField()

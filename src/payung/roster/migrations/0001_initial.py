import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from payung.storage import policies


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('programme', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='RosterFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('name', models.TextField(help_text='As sent; a member of a zip is paket.zip/a.xlsx')),
                ('sha256', models.CharField(db_collation='C', max_length=64)),
                ('format', models.TextField(help_text='generic, opensid-residents, siak ...')),
                ('rows', models.IntegerField()),
                ('rows_with_errors', models.IntegerField()),
                ('new', models.IntegerField(help_text='Rows seen for the first time')),
                ('changed', models.IntegerField(help_text='Rows that replace an earlier row')),
                ('same', models.IntegerField(help_text='Rows already received word for word')),
                ('notices', models.JSONField(help_text='Remarks on the file and its sheets: code and sentence')),
                ('received_on', models.DateField(help_text="The government's local day")),
                ('action_id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roster_files', to='programme.programme')),
            ],
            options={
                'db_table': 'roster_file',
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('row_id', models.BigIntegerField()),
                ('cell', models.TextField(null=True)),
                ('column', models.TextField(help_text='Field name', null=True)),
                ('code', models.TextField()),
                ('severity', models.TextField()),
                ('kind', models.TextField(null=True)),
                ('message', models.TextField()),
                ('suggestion', models.TextField(null=True)),
                ('action_id', models.BigIntegerField()),
                ('file', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='roster.rosterfile')),
            ],
        ),
        migrations.CreateModel(
            name='Row',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('programme_id', models.BigIntegerField()),
                ('sheet', models.TextField()),
                ('row', models.IntegerField(help_text='1-based, as the spreadsheet shows it')),
                ('verbatim', models.JSONField(help_text='Column letter: text exactly as typed')),
                ('kinds', models.TextField(help_text='Cells that were no text, e.g. "A:number F:date"')),
                ('content_hash', models.CharField(db_collation='C', help_text='Of the cleaned values', max_length=64)),
                ('is_refused', models.BooleanField(help_text='Has an error of kind data: is not taken over')),
                ('supersedes_id', models.BigIntegerField(help_text='The earlier row that this one replaces', null=True)),
                ('nik', models.CharField(db_collation='C', max_length=16, null=True)),
                ('kk', models.CharField(db_collation='C', max_length=16, null=True)),
                ('name', models.TextField(null=True)),
                ('name_key', models.TextField(help_text='Upper case, for comparing', null=True)),
                ('sex', models.CharField(max_length=1, null=True)),
                ('birth_place', models.TextField(null=True)),
                ('birth_date', models.DateField(null=True)),
                ('occupation', models.TextField(null=True)),
                ('occupation_code', models.TextField(null=True)),
                ('address', models.TextField(null=True)),
                ('rt', models.TextField(null=True)),
                ('rw', models.TextField(null=True)),
                ('hamlet', models.TextField(null=True)),
                ('village', models.CharField(db_collation='C', max_length=10, null=True)),
                ('phone', models.TextField(null=True)),
                ('mother', models.TextField(null=True)),
                ('income', models.BigIntegerField(help_text='Rupiah a month', null=True)),
                ('heir', models.TextField(null=True)),
                ('status', models.TextField(null=True)),
                ('is_alive', models.BooleanField(help_text='False when the file itself says deceased, moved or gone', null=True)),
                ('decile', models.SmallIntegerField(null=True)),
                ('disability', models.BooleanField(null=True)),
                ('head_of_family', models.BooleanField(null=True)),
                ('seen_on', models.DateField()),
                ('action_id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('file', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='person_rows', to='roster.rosterfile')),
            ],
        ),
        migrations.CreateModel(
            name='Acceptance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('file_ids', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('rows', models.IntegerField()),
                ('rows_refused', models.IntegerField()),
                ('action_id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acceptances', to='programme.programme')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['government', 'region'], name='acceptance_by_region')],
            },
        ),
        migrations.AddIndex(
            model_name='rosterfile',
            index=models.Index(fields=['programme', 'sha256'], name='roster_file_of_programme'),
        ),
        migrations.AddConstraint(
            model_name='rosterfile',
            constraint=models.CheckConstraint(condition=models.Q(('rows', django.db.models.expressions.CombinedExpression(django.db.models.expressions.CombinedExpression(models.F('new'), '+', models.F('changed')), '+', models.F('same')))), name='every_row_is_new_changed_or_the_same'),
        ),
        migrations.AddIndex(
            model_name='finding',
            index=models.Index(fields=['row_id'], name='roster_finding_of_row'),
        ),
        migrations.AddIndex(
            model_name='row',
            index=models.Index(fields=['programme_id', 'region'], name='roster_row_of_programme'),
        ),
        migrations.AddIndex(
            model_name='row',
            index=models.Index(condition=models.Q(('nik__isnull', False)), fields=['government', 'nik'], name='roster_row_by_nik'),
        ),
        migrations.AddIndex(
            model_name='row',
            index=models.Index(condition=models.Q(('supersedes_id__isnull', False)), fields=['supersedes_id'], name='roster_row_superseded'),
        ),
        migrations.AddConstraint(
            model_name='row',
            constraint=models.CheckConstraint(condition=models.Q(('is_refused', True), models.Q(('name__isnull', False), ('nik__isnull', False), ('village__isnull', False)), _connector='OR'), name='a_row_taken_over_has_nik_name_and_village'),
        ),
        policies.Tenant("roster_file", writes="INSERT"),
        policies.AppendOnly("roster_file"),
        policies.Tenant("roster_row", writes="INSERT"),
        policies.AppendOnly("roster_row"),
        policies.Tenant("roster_finding", writes="INSERT"),
        policies.AppendOnly("roster_finding"),
        policies.Tenant("roster_acceptance", writes="INSERT"),
        policies.AppendOnly("roster_acceptance"),
    ]

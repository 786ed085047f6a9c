import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from payung.storage import policies


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('programme', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Reference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('kind', models.TextField()),
                ('source', models.TextField(help_text='Who gave the list')),
                ('on', models.DateField(help_text='The day the list was true')),
                ('name', models.TextField(help_text='File name')),
                ('sha256', models.CharField(db_collation='C', help_text='Of the entries', max_length=64)),
                ('rows', models.IntegerField()),
                ('rows_unusable', models.IntegerField(help_text='Without a NIK or family card to compare by')),
                ('action_id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='references', to='programme.programme')),
            ],
        ),
        migrations.CreateModel(
            name='ReferenceEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('nik', models.CharField(db_collation='C', max_length=16, null=True)),
                ('kk', models.CharField(db_collation='C', max_length=16, null=True)),
                ('decile', models.SmallIntegerField(null=True)),
                ('action_id', models.BigIntegerField()),
                ('reference', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='eligibility.reference')),
            ],
            options={
                'db_table': 'eligibility_reference_entry',
            },
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('programme_id', models.BigIntegerField()),
                ('person_id', models.BigIntegerField()),
                ('sighting_id', models.BigIntegerField(help_text='The values the outcome was made from')),
                ('eligible', models.BooleanField()),
                ('failed', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), help_text='Reason codes', size=None)),
                ('assumed', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), help_text="Inputs covered by the village head's statement", size=None)),
                ('inputs', models.TextField(help_text='JSON of what was known, to judge it again')),
                ('criteria', models.TextField(help_text="JSON of the programme's criteria")),
                ('law_sha256', models.CharField(max_length=64)),
                ('action_id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('wave', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='programme.wave')),
            ],
            options={
                'indexes': [models.Index(models.F('wave'), models.F('person_id'), models.OrderBy(models.F('id'), descending=True), name='outcome_of_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('eligible', False), ('failed__len__gt', 0)), models.Q(('eligible', True), ('failed__len', 0)), _connector='OR'), name='who_is_not_eligible_knows_why')],
            },
        ),
        migrations.AddConstraint(
            model_name='reference',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ('deceased', 'insured_elsewhere', 'civil_servants', 'decile', 'other_payers'))), name='a_reference_is_of_a_known_kind'),
        ),
        migrations.AddConstraint(
            model_name='reference',
            constraint=models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='a_reference_names_its_source'),
        ),
        migrations.AddConstraint(
            model_name='reference',
            constraint=models.UniqueConstraint(fields=('programme', 'kind', 'source', 'on', 'sha256'), name='a_reference_is_taken_once'),
        ),
        migrations.AddConstraint(
            model_name='referenceentry',
            constraint=models.CheckConstraint(condition=models.Q(('nik__isnull', False), ('kk__isnull', False), _connector='OR'), name='an_entry_says_whom_it_is_about'),
        ),
        migrations.AddConstraint(
            model_name='referenceentry',
            constraint=models.CheckConstraint(condition=models.Q(('decile__isnull', True), models.Q(('decile__gte', 1), ('decile__lte', 10)), _connector='OR'), name='a_decile_is_one_to_ten'),
        ),
        policies.Tenant("eligibility_reference", writes="INSERT"),
        policies.AppendOnly("eligibility_reference"),
        policies.Tenant("eligibility_reference_entry", writes="INSERT"),
        policies.AppendOnly("eligibility_reference_entry"),
        policies.Tenant("eligibility_outcome", writes="INSERT"),
        policies.AppendOnly("eligibility_outcome"),
    ]

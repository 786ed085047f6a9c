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
            name='FundingLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('number', models.IntegerField(help_text='Place in the file: earlier lines pay first')),
                ('source', models.CharField(max_length=8)),
                ('owner', models.CharField(db_collation='C', max_length=10)),
                ('year', models.SmallIntegerField()),
                ('occurrence', models.SmallIntegerField(help_text='Tells lines of the same source, owner and year apart, from 1')),
                ('ceiling', models.BigIntegerField(help_text='Rupiah')),
                ('covers', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=3), size=None)),
                ('account', models.TextField(help_text='Budget account code', null=True)),
                ('approval', models.TextField(null=True)),
                ('carry_over', models.BooleanField()),
                ('is_active', models.BooleanField(help_text='False once the file no longer names it')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='funding_lines', to='programme.programme')),
            ],
            options={
                'db_table': 'funding_line',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'source', 'owner', 'year', 'occurrence'), name='a_funding_line_is_known_once'), models.CheckConstraint(condition=models.Q(('ceiling__gte', 0)), name='a_ceiling_is_not_negative')],
            },
        ),
        migrations.CreateModel(
            name='Policy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('source', models.CharField(max_length=8)),
                ('year', models.SmallIntegerField()),
                ('answer', models.CharField(max_length=8)),
                ('basis', models.TextField()),
                ('action_id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='policies', to='programme.programme')),
            ],
            options={
                'db_table': 'funding_policy',
                'constraints': [models.CheckConstraint(condition=models.Q(('answer__in', ['allowed', 'warned', 'blocked'])), name='a_policy_answers_clearly'), models.CheckConstraint(condition=models.Q(('basis', ''), _negated=True), name='a_policy_names_its_basis')],
            },
        ),
        policies.Tenant("funding_line", writes="INSERT, UPDATE"),
        policies.Tenant("funding_policy", writes="INSERT"),
        policies.AppendOnly("funding_policy"),
    ]

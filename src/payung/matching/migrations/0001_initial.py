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
            name='Proof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('programme_id', models.BigIntegerField()),
                ('person_id', models.BigIntegerField()),
                ('kind', models.TextField()),
                ('sha256', models.CharField(db_collation='C', max_length=64)),
                ('media', models.TextField(help_text='pdf, jpg or png, by content')),
                ('size', models.BigIntegerField(help_text='Bytes')),
                ('action_id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ('ktp', 'kk', 'work-letter', 'consent'))), name='a_proof_is_of_a_known_kind'), models.CheckConstraint(condition=models.Q(('media__in', ['pdf', 'jpg', 'png'])), name='a_proof_can_be_shown'), models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='a_proof_is_not_empty'), models.UniqueConstraint(fields=('programme_id', 'person_id', 'kind', 'sha256'), name='a_proof_is_attached_once')],
            },
        ),
        migrations.CreateModel(
            name='Sent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('receiver', models.TextField(help_text='Key of `receivers`: dukcapil, bpjs, dinsos, or the name of an agency')),
                ('sent_on', models.DateField()),
                ('people', models.IntegerField()),
                ('list_sha256', models.CharField(db_collation='C', help_text='Of the workbook, as sha256sum says', max_length=64)),
                ('action_id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lists_sent', to='programme.programme')),
            ],
        ),
        migrations.CreateModel(
            name='Reply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('source', models.TextField(help_text='Key of `receivers`')),
                ('on', models.DateField(help_text="The day the source's knowledge is from")),
                ('name', models.TextField(help_text='File name')),
                ('file_sha256', models.CharField(db_collation='C', max_length=64)),
                ('lines', models.IntegerField()),
                ('lines_sha256', models.CharField(db_collation='C', help_text='Of what was taken from it', max_length=64)),
                ('findings', models.IntegerField(help_text='Rows that were not taken or need a look')),
                ('action_id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='programme.programme')),
                ('sent', models.ForeignKey(help_text='The list it answers, when known', null=True, on_delete=django.db.models.deletion.PROTECT, to='matching.sent')),
            ],
        ),
        migrations.CreateModel(
            name='Asked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('programme_id', models.BigIntegerField()),
                ('person_id', models.BigIntegerField()),
                ('sighting_id', models.BigIntegerField()),
                ('action_id', models.BigIntegerField()),
                ('sent', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='asked', to='matching.sent')),
            ],
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('reason', models.TextField()),
                ('action_id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('reply', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='matching.reply')),
            ],
        ),
        migrations.CreateModel(
            name='ReplyLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('programme_id', models.BigIntegerField()),
                ('person_id', models.BigIntegerField()),
                ('sighting_id', models.BigIntegerField(help_text='The values that were asked about')),
                ('verdict', models.TextField()),
                ('kpj', models.CharField(db_collation='C', max_length=11, null=True)),
                ('paid_through', models.DateField(help_text='First day of the last paid month', null=True)),
                ('decile', models.SmallIntegerField(null=True)),
                ('said_name', models.TextField(help_text="The name in the source's own register", null=True)),
                ('file', models.TextField(null=True)),
                ('sheet', models.TextField(null=True)),
                ('row', models.IntegerField(null=True)),
                ('action_id', models.BigIntegerField()),
                ('reply', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name='said', to='matching.reply')),
            ],
            options={
                'db_table': 'matching_reply_line',
                'indexes': [models.Index(fields=['programme_id', 'person_id'], name='said_about_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('verdict__in', ('matched', 'not-matched', 'wage-earner', 'bpu', 'deceased', 'moved', 'other-name'))), name='a_verdict_of_a_source_is_known'), models.CheckConstraint(condition=models.Q(('kpj__isnull', True), ('kpj__regex', '^[0-9]{11}$'), _connector='OR'), name='a_kpj_has_eleven_digits'), models.CheckConstraint(condition=models.Q(('paid_through__isnull', True), ('paid_through__day', 1), _connector='OR'), name='paid_through_is_a_first_day'), models.CheckConstraint(condition=models.Q(('decile__isnull', True), models.Q(('decile__gte', 1), ('decile__lte', 10)), _connector='OR'), name='a_told_decile_is_one_to_ten')],
            },
        ),
        migrations.AddConstraint(
            model_name='sent',
            constraint=models.CheckConstraint(condition=models.Q(('people__gt', 0)), name='a_list_asks_about_somebody'),
        ),
        migrations.AddConstraint(
            model_name='sent',
            constraint=models.CheckConstraint(condition=models.Q(('receiver', ''), _negated=True), name='a_list_goes_to_somebody'),
        ),
        migrations.AddIndex(
            model_name='reply',
            index=models.Index(fields=['programme', 'source'], name='reply_of_source'),
        ),
        migrations.AddConstraint(
            model_name='reply',
            constraint=models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='a_reply_names_its_source'),
        ),
        migrations.AddConstraint(
            model_name='reply',
            constraint=models.CheckConstraint(condition=models.Q(('lines__gt', 0)), name='a_reply_says_something'),
        ),
        migrations.AddIndex(
            model_name='asked',
            index=models.Index(fields=['programme_id', 'person_id'], name='asked_about_person'),
        ),
        migrations.AddConstraint(
            model_name='withdrawal',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='a_withdrawn_reply_has_a_reason'),
        ),
        policies.Tenant("matching_sent", writes="INSERT"),
        policies.AppendOnly("matching_sent"),
        policies.Tenant("matching_asked", writes="INSERT"),
        policies.AppendOnly("matching_asked"),
        policies.Tenant("matching_reply", writes="INSERT"),
        policies.AppendOnly("matching_reply"),
        policies.Tenant("matching_reply_line", writes="INSERT"),
        policies.AppendOnly("matching_reply_line"),
        policies.Tenant("matching_withdrawal", writes="INSERT"),
        policies.AppendOnly("matching_withdrawal"),
        policies.Tenant("matching_proof", writes="INSERT"),
        policies.AppendOnly("matching_proof"),
    ]

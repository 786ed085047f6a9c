import django.contrib.postgres.fields
import django.db.models.functions.datetime
from django.db import migrations, models

from payung.storage import policies


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(blank=True, db_collation='C', max_length=10)),
                ('action', models.CharField(max_length=80)),
                ('by_id', models.BigIntegerField(null=True)),
                ('at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('ids', models.JSONField()),
            ],
            options={
                'db_table': 'audit_event',
                'indexes': [models.Index(fields=['government', 'recorded_at'], name='event_by_government')],
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(blank=True, db_collation='C', max_length=10)),
                ('events', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                ('previous', models.BinaryField()),
                ('sha256', models.BinaryField()),
                ('sealed_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'db_table': 'audit_seal',
                'indexes': [models.Index(fields=['government', 'recorded_at'], name='seal_by_government')],
                'constraints': [models.UniqueConstraint(fields=('government', 'previous'), name='a_link_follows_one_link_only')],
            },
        ),
        policies.Tenant("audit_event", writes="INSERT", rule=policies.OF_GOVERNMENT),
        policies.AppendOnly("audit_event"),
        policies.Tenant("audit_seal", writes="INSERT", rule=policies.OF_GOVERNMENT),
        policies.AppendOnly("audit_seal"),
    ]

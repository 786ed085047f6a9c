import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from payung.storage import policies

# The draw decides who gets a seat: its seed is published before the first list arrives and cannot change after.
DRAW_STAYS_FROZEN = """
CREATE FUNCTION programme_draw_stays_frozen() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $payung$
BEGIN
    IF OLD.draw_frozen_at IS NOT NULL AND
       (NEW.draw_seed <> OLD.draw_seed OR NEW.draw_frozen_at IS DISTINCT FROM OLD.draw_frozen_at) THEN
        RAISE EXCEPTION 'programme: benih undian sudah dibekukan dan tidak diubah lagi.'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'draw_stays_frozen';
    END IF;
    RETURN NEW;
END $payung$;
CREATE TRIGGER draw_stays_frozen BEFORE UPDATE ON programme
    FOR EACH ROW EXECUTE FUNCTION programme_draw_stays_frozen();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('code', models.CharField(max_length=63)),
                ('name', models.TextField()),
                ('segment', models.CharField(max_length=3)),
                ('insurance', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=3), help_text='In the order JKK, JKM, JHT, JP of the file', size=None)),
                ('income', models.BigIntegerField(help_text='Base of contribution a month, rupiah')),
                ('min_age', models.SmallIntegerField()),
                ('max_decile', models.SmallIntegerField(null=True)),
                ('occupations', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), help_text='Codes; null: all', null=True, size=None)),
                ('draw_seed', models.TextField()),
                ('draw_frozen_at', models.DateTimeField(help_text='Since then the seed of the draw cannot change', null=True)),
                ('protection_starts', models.DateField()),
                ('document', models.JSONField(help_text='The whole validated file')),
                ('document_sha256', models.CharField(db_collation='C', max_length=64)),
            ],
            options={
                'db_table': 'programme',
                'indexes': [models.Index(fields=['government', 'region'], name='programme_by_region')],
                'constraints': [models.UniqueConstraint(fields=('government', 'code'), name='a_government_uses_a_code_once'), models.CheckConstraint(condition=models.Q(('insurance__len__gt', 0)), name='a_programme_insures_something'), models.CheckConstraint(condition=models.Q(('income__gt', 0)), name='a_programme_has_an_income_base'), models.CheckConstraint(condition=models.Q(('draw_seed', ''), _negated=True), name='a_programme_has_a_draw_seed')],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('number', models.IntegerField()),
                ('document', models.JSONField()),
                ('document_sha256', models.CharField(db_collation='C', max_length=64)),
                ('action_id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='programme.programme')),
            ],
            options={
                'db_table': 'programme_version',
                'constraints': [models.UniqueConstraint(fields=('programme', 'number'), name='versions_are_numbered_once')],
            },
        ),
        migrations.CreateModel(
            name='Wave',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('number', models.IntegerField(help_text='1 is the first in the file')),
                ('start', models.DateField(help_text='First day of the first covered month')),
                ('months', models.IntegerField()),
                ('villages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=10), help_text='10-digit codes, ascending', size=None)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waves', to='programme.programme')),
            ],
            options={
                'db_table': 'programme_wave',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('programme', 'number'), name='waves_are_numbered_once'), models.CheckConstraint(condition=models.Q(('start__day', 1)), name='a_wave_starts_on_a_first_day'), models.CheckConstraint(condition=models.Q(('months__gt', 0)), name='a_wave_covers_at_least_a_month'), models.CheckConstraint(condition=models.Q(('villages__len__gt', 0)), name='a_wave_has_villages')],
            },
        ),
        policies.Tenant("programme", writes="INSERT, UPDATE"),
        policies.Tenant("programme_version", writes="INSERT"),
        policies.AppendOnly("programme_version"),
        policies.Tenant("programme_wave"),
        migrations.RunSQL(DRAW_STAYS_FROZEN, "DROP FUNCTION programme_draw_stays_frozen() CASCADE"),
    ]

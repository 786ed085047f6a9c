import django.db.models.deletion
from django.db import migrations, models

from payung.storage import policies


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('nik', models.CharField(db_collation='C', max_length=16, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('nik',), name='a_nik_is_one_person'), models.CheckConstraint(condition=models.Q(('nik__isnull', True), ('nik__regex', '^[0-9]{16}$'), _connector='OR'), name='a_nik_has_sixteen_digits')],
            },
        ),
        migrations.CreateModel(
            name='Sighting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('programme_id', models.BigIntegerField()),
                ('roster_row_id', models.BigIntegerField(help_text='A row is seen once', unique=True)),
                ('name', models.TextField()),
                ('name_key', models.TextField(null=True)),
                ('birth_date', models.DateField(null=True)),
                ('birth_place', models.TextField(null=True)),
                ('sex', models.CharField(max_length=1, null=True)),
                ('address', models.TextField(null=True)),
                ('rt', models.TextField(null=True)),
                ('rw', models.TextField(null=True)),
                ('hamlet', models.TextField(null=True)),
                ('village', models.CharField(db_collation='C', max_length=10)),
                ('phone', models.TextField(null=True)),
                ('mother', models.TextField(null=True)),
                ('kk', models.CharField(db_collation='C', max_length=16, null=True)),
                ('occupation', models.TextField(null=True)),
                ('occupation_code', models.TextField(null=True)),
                ('income', models.BigIntegerField(help_text='Rupiah a month', null=True)),
                ('decile', models.SmallIntegerField(null=True)),
                ('disability', models.BooleanField(null=True)),
                ('head_of_family', models.BooleanField(null=True)),
                ('is_alive', models.BooleanField(null=True)),
                ('seen_on', models.DateField()),
                ('action_id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('person', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, to='people.person')),
            ],
        ),
        migrations.CreateModel(
            name='Pair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('programme_id', models.BigIntegerField()),
                ('why', models.TextField(help_text='equal-nik: one NIK, neither birth date nor name agree')),
                ('action_id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('left', models.ForeignKey(help_text='The one known before', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.sighting')),
                ('right', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.sighting')),
            ],
        ),
        migrations.CreateModel(
            name='PairDecision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('verdict', models.TextField(choices=[('same', 'Orang yang sama'), ('different', 'Orang yang berbeda'), ('undecided', 'Belum diputuskan')])),
                ('nik_belongs_to', models.TextField(choices=[('left', 'Yang lebih dulu'), ('right', 'Yang datang kemudian')], help_text='Whose NIK it is, when they are two people')),
                ('reason', models.TextField()),
                ('action_id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('pair', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='people.pair')),
            ],
            options={
                'db_table': 'people_pair_decision',
                'constraints': [models.CheckConstraint(condition=models.Q(('verdict__in', ['same', 'different', 'undecided'])), name='a_verdict_is_one_of_three'), models.CheckConstraint(condition=models.Q(('nik_belongs_to__in', ['left', 'right'])), name='a_nik_belongs_to_a_side')],
            },
        ),
        migrations.AddIndex(
            model_name='sighting',
            index=models.Index(fields=['person'], name='sighting_of_person'),
        ),
        migrations.AddIndex(
            model_name='sighting',
            index=models.Index(fields=['programme_id', 'village'], name='sighting_in_programme'),
        ),
        migrations.AddConstraint(
            model_name='pair',
            constraint=models.CheckConstraint(condition=models.Q(('left', models.F('right')), _negated=True), name='a_pair_has_two_sides'),
        ),
        policies.Tenant("people_sighting", writes="INSERT"),
        policies.AppendOnly("people_sighting"),
        policies.Tenant("people_pair", writes="INSERT"),
        policies.AppendOnly("people_pair"),
        policies.Tenant("people_pair_decision", writes="INSERT"),
        policies.AppendOnly("people_pair_decision"),
        # payung_app has no right on people_person; these three functions are its only doors.
        policies.Function(
            "people_identify(niks text[]) RETURNS TABLE (nik text, person_id bigint)",
            """
            INSERT INTO people_person (nik)
            SELECT DISTINCT stated.nik FROM unnest(niks) AS stated(nik)
             WHERE stated.nik IS NOT NULL
               AND NOT EXISTS (SELECT FROM people_person known WHERE known.nik = stated.nik)
             ORDER BY stated.nik
            ON CONFLICT DO NOTHING;
            SELECT p.nik, p.id FROM people_person p WHERE p.nik IN (SELECT unnest(niks));
            """,
            volatility="VOLATILE",
        ),
        policies.Function(
            "people_provisional(how_many integer) RETURNS SETOF bigint",
            "INSERT INTO people_person (nik) SELECT NULL FROM generate_series(1, how_many) RETURNING id",
            volatility="VOLATILE",
        ),
        policies.Function(
            "people_niks(person_ids bigint[]) RETURNS TABLE (person_id bigint, nik text)",
            """
            SELECT p.id, p.nik FROM people_person p
             WHERE p.id IN (SELECT unnest(person_ids))
               AND EXISTS (SELECT FROM people_sighting s WHERE s.person_id = p.id
                           AND s.government = current_setting('app.government', true)
                           AND s.region >= current_setting('app.low', true)
                           AND s.region < current_setting('app.high', true))
            """,
        ),
    ]

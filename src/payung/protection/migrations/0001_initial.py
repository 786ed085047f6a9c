from django.db import migrations, models

from payung.storage import policies


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='CoveredMonth',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('person_id', models.BigIntegerField()),
                ('insurance', models.CharField(db_collation='C', max_length=3)),
                ('month', models.DateField(help_text='First day of the month')),
                ('programme_id', models.BigIntegerField()),
                ('funding_line_id', models.BigIntegerField(null=True)),
                ('rupiah', models.BigIntegerField(help_text='Contribution that bought this month')),
                ('action_id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'protection_covered_month',
                'constraints': [models.UniqueConstraint(fields=('person_id', 'insurance', 'month'), name='one_cover_per_person_insurance_and_month'), models.CheckConstraint(condition=models.Q(('insurance__in', ['JKK', 'JKM', 'JHT', 'JP'])), name='a_covered_insurance_is_known'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='a_covered_month_is_a_first_day'), models.CheckConstraint(condition=models.Q(('rupiah__gte', 0)), name='a_covered_month_costs_no_less_than_nothing')],
            },
        ),
        policies.Tenant("protection_covered_month", writes="INSERT"),
        policies.AppendOnly("protection_covered_month"),
        # All that one government learns of another's cover, and only about people it has sighted itself.
        policies.Function(
            "covered_until(person_ids bigint[])"
            " RETURNS TABLE (person_id bigint, until date, by_own_government boolean)",
            """
            SELECT c.person_id, max(c.month), c.government = current_setting('app.government', true)
              FROM protection_covered_month c
             WHERE c.person_id IN (SELECT unnest(person_ids))
               AND EXISTS (SELECT FROM people_sighting s WHERE s.person_id = c.person_id
                           AND s.government = current_setting('app.government', true)
                           AND s.region >= current_setting('app.low', true)
                           AND s.region < current_setting('app.high', true))
             GROUP BY 1, 3
            """,
        ),
    ]

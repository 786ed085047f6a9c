import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models

from payung.storage import policies

# Seats taken (selected or held) never exceed the latest quota of the village: the last seat goes to one of two
# simultaneous lists. The second waits for the lock and then sees what the first has committed.
WITHIN_QUOTA = """
CREATE FUNCTION selection_within_quota() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $payung$
DECLARE touched bigint; village text;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'selection: pembagian kursi memerlukan READ COMMITTED.' USING ERRCODE = 'restrict_violation';
    END IF;
    FOR touched IN SELECT DISTINCT wave_id FROM added WHERE kind IN ('selected', 'held') ORDER BY 1 LOOP
        PERFORM pg_advisory_xact_lock(hashtextextended('seats of wave ' || touched, 0));
        SELECT taken.region INTO village FROM (
            SELECT latest.region, count(*) AS seats FROM (
                SELECT DISTINCT ON (person_id) region, kind FROM selection_seat
                WHERE wave_id = touched ORDER BY person_id, id DESC
            ) latest WHERE latest.kind IN ('selected', 'held') GROUP BY latest.region
        ) taken LEFT JOIN (
            SELECT DISTINCT ON (region) region, seats + moved AS room FROM selection_quota
            WHERE wave_id = touched ORDER BY region, id DESC
        ) quota USING (region)
        WHERE taken.seats > coalesce(quota.room, 0)
          AND taken.region IN (SELECT region FROM added WHERE wave_id = touched AND kind IN ('selected', 'held'))
        ORDER BY 1 LIMIT 1;
        IF village IS NOT NULL THEN
            RAISE EXCEPTION 'selection: kursi desa % sudah habis.', village
                USING ERRCODE = 'check_violation', CONSTRAINT = 'seats_stay_within_quota';
        END IF;
    END LOOP;
    RETURN NULL;
END $payung$;
CREATE TRIGGER seats_stay_within_quota AFTER INSERT ON selection_seat
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION selection_within_quota();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('programme', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Quota',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('programme_id', models.BigIntegerField()),
                ('seats', models.IntegerField()),
                ('moved', models.IntegerField()),
                ('action_id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('wave', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='quotas', to='programme.wave')),
            ],
            options={
                'db_table': 'selection_quota',
                'indexes': [models.Index(models.F('wave'), models.F('region'), models.OrderBy(models.F('id'), descending=True), name='quota_of_village')],
                'constraints': [models.CheckConstraint(condition=models.Q(('seats__gte', 0)), name='a_quota_is_not_negative'), models.CheckConstraint(condition=models.Q(('seats__gte', django.db.models.expressions.CombinedExpression(models.F('moved'), '*', models.Value(-1)))), name='only_seats_that_exist_can_move')],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('programme_id', models.BigIntegerField()),
                ('person_id', models.BigIntegerField()),
                ('rank', models.IntegerField()),
                ('kind', models.CharField(max_length=8)),
                ('why', models.TextField()),
                ('reason', models.JSONField()),
                ('payers', models.JSONField(null=True)),
                ('law_sha256', models.CharField(max_length=64)),
                ('action_id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
                ('wave', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='programme.wave')),
            ],
            options={
                'db_table': 'selection_seat',
                'indexes': [models.Index(models.F('wave'), models.F('person_id'), models.OrderBy(models.F('id'), descending=True), name='seat_of_person'), models.Index(fields=['government', 'region'], name='seat_by_region')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ('selected', 'held', 'waiting', 'released'))), name='a_seat_is_of_a_known_kind'), models.CheckConstraint(condition=models.Q(('rank__gt', 0)), name='ranks_begin_at_one'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['selected', 'held']), ('payers__isnull', False)), models.Q(('kind__in', ['waiting', 'released']), ('payers__isnull', True)), _connector='OR'), name='a_seat_that_is_taken_has_payers')],
            },
        ),
        policies.Tenant("selection_quota", writes="INSERT"),
        policies.AppendOnly("selection_quota"),
        policies.Tenant("selection_seat", writes="INSERT"),
        policies.AppendOnly("selection_seat"),
        migrations.RunSQL(WITHIN_QUOTA, "DROP FUNCTION selection_within_quota() CASCADE"),
    ]

import django.contrib.postgres.fields
from django.db import migrations, models

# Facts are never updated, so the column of old rows is filled while its type is set: until now every pool was a
# village, the region of its rows.
POOL_IS_THE_VILLAGE = (
    'ALTER TABLE {table} ADD COLUMN pool text COLLATE "C"',
    'ALTER TABLE {table} ALTER COLUMN pool TYPE text COLLATE "C" USING region',
)

# Seats taken (selected or held) never exceed the latest quota of the pool: the last seat goes to one of two
# simultaneous lists. The second waits for the lock and then sees what the first has committed.
WITHIN_QUOTA = """
CREATE OR REPLACE FUNCTION selection_within_quota() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $payung$
DECLARE touched bigint; full_pool text;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'selection: pembagian kursi memerlukan READ COMMITTED.' USING ERRCODE = 'restrict_violation';
    END IF;
    FOR touched IN SELECT DISTINCT wave_id FROM added WHERE kind IN ('selected', 'held') ORDER BY 1 LOOP
        PERFORM pg_advisory_xact_lock(hashtextextended('seats of wave ' || touched, 0));
        SELECT taken.{key} INTO full_pool FROM (
            SELECT latest.{key}, count(*) AS seats FROM (
                SELECT DISTINCT ON (person_id) {key}, kind FROM selection_seat
                WHERE wave_id = touched ORDER BY person_id, id DESC
            ) latest WHERE latest.kind IN ('selected', 'held') GROUP BY latest.{key}
        ) taken LEFT JOIN (
            SELECT DISTINCT ON ({key}) {key}, seats + moved AS room FROM selection_quota
            WHERE wave_id = touched ORDER BY {key}, id DESC
        ) quota USING ({key})
        WHERE taken.seats > coalesce(quota.room, 0)
          AND taken.{key} IN (SELECT {key} FROM added WHERE wave_id = touched AND kind IN ('selected', 'held'))
        ORDER BY 1 LIMIT 1;
        IF full_pool IS NOT NULL THEN
            RAISE EXCEPTION 'selection: kursi {words} % sudah habis.', full_pool
                USING ERRCODE = 'check_violation', CONSTRAINT = 'seats_stay_within_quota';
        END IF;
    END LOOP;
    RETURN NULL;
END $payung$;
"""


def _within(key: str, words: str) -> str:
    return WITHIN_QUOTA.replace("{key}", key).replace("{words}", words)


class Migration(migrations.Migration):

    dependencies = [
        ('programme', '0001_initial'),
        ('selection', '0001_initial'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='quota',
            name='quota_of_village',
        ),
        migrations.AddField(
            model_name='quota',
            name='also',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, help_text='Other names of an agency', size=None),
        ),
        migrations.AddField(
            model_name='quota',
            name='by',
            field=models.CharField(default='village', help_text='What pools are: see programme.document.Quota', max_length=10),
        ),
        migrations.AddField(
            model_name='quota',
            name='name',
            field=models.TextField(help_text='What sentences call it; villages are called desa', null=True),
        ),
        migrations.RunSQL(
            [
                *(statement.format(table="selection_quota") for statement in POOL_IS_THE_VILLAGE),
                "ALTER TABLE selection_quota ALTER COLUMN pool SET NOT NULL",
            ],
            "ALTER TABLE selection_quota DROP COLUMN pool",
            state_operations=[
                migrations.AddField(
                    model_name='quota',
                    name='pool',
                    field=models.TextField(db_collation='C', help_text='Code of a region or of work, name of an agency, or segment'),
                ),
            ],
        ),
        migrations.RunSQL(
            [statement.format(table="selection_seat") for statement in POOL_IS_THE_VILLAGE],
            "ALTER TABLE selection_seat DROP COLUMN pool",
            state_operations=[
                migrations.AddField(
                    model_name='seat',
                    name='pool',
                    field=models.TextField(db_collation='C', help_text='As Quota has it; null for who belongs to none', null=True),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name='quota',
            index=models.Index(models.F('wave'), models.F('pool'), models.OrderBy(models.F('id'), descending=True), name='quota_of_pool'),
        ),
        migrations.AddConstraint(
            model_name='seat',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['waiting', 'released']), ('pool__isnull', False), _connector='OR'), name='a_seat_that_is_taken_has_a_pool'),
        ),
        migrations.RunSQL(_within("pool", "kuota"), _within("region", "desa")),
    ]

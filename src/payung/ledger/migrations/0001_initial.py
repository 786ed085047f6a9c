import django.db.models.deletion
from django.db import migrations, models

from payung.storage import policies

# Both checks run as the owner: at commit no scope is set any more, and a narrow scope must not hide a posting.
# The second reads what others have committed, so it needs READ COMMITTED, where every statement sees anew.
SUMS_TO_ZERO = """
CREATE FUNCTION ledger_sums_to_zero() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $payung$
DECLARE entry bigint := CASE TG_TABLE_NAME WHEN 'ledger_entry' THEN NEW.id ELSE (to_jsonb(NEW)->>'entry_id')::bigint END;
        total numeric; lines bigint;
BEGIN
    SELECT sum(amount), count(*) INTO total, lines FROM ledger_posting WHERE entry_id = entry;
    IF lines < 2 OR total <> 0 THEN
        RAISE EXCEPTION 'ledger: jumlah satu catatan harus nol (catatan %).', entry
            USING ERRCODE = 'check_violation', CONSTRAINT = 'an_entry_sums_to_zero';
    END IF;
    RETURN NULL;
END $payung$;
CREATE CONSTRAINT TRIGGER an_entry_sums_to_zero AFTER INSERT ON ledger_posting
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_sums_to_zero();
CREATE CONSTRAINT TRIGGER an_entry_has_postings AFTER INSERT ON ledger_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_sums_to_zero();
"""

NOT_BELOW_ZERO = """
CREATE FUNCTION ledger_not_below_zero() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $payung$
DECLARE touched bigint; balance numeric;
BEGIN
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE EXCEPTION 'ledger: pembukuan memerlukan READ COMMITTED.' USING ERRCODE = 'restrict_violation';
    END IF;
    IF EXISTS (SELECT FROM added JOIN ledger_account account ON account.id = added.account_id
               WHERE (account.government, account.region) <> (added.government, added.region)) THEN
        RAISE EXCEPTION 'ledger: catatan dan akunnya harus milik wilayah yang sama.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_posting_belongs_with_its_account';
    END IF;
    FOR touched IN SELECT DISTINCT added.account_id FROM added
        JOIN ledger_account account ON account.id = added.account_id AND account.cannot_go_below_zero ORDER BY 1
    LOOP
        PERFORM pg_advisory_xact_lock(hashtextextended('ledger account ' || touched, 0));
        SELECT sum(amount) INTO balance FROM ledger_posting WHERE account_id = touched;
        IF balance < 0 THEN
            RAISE EXCEPTION 'ledger: saldo akun % akan kurang Rp %.', touched, -balance
                USING ERRCODE = 'check_violation', CONSTRAINT = 'no_account_goes_below_zero';
        END IF;
    END LOOP;
    RETURN NULL;
END $payung$;
CREATE TRIGGER no_account_goes_below_zero AFTER INSERT ON ledger_posting
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION ledger_not_below_zero();
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('subject', models.TextField(db_collation='C')),
                ('name', models.TextField(db_collation='C')),
                ('cannot_go_below_zero', models.BooleanField()),
                ('action_id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'ledger_account',
                'constraints': [models.UniqueConstraint(fields=('government', 'subject', 'name'), name='an_account_is_opened_once')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('kind', models.TextField()),
                ('on', models.DateField(help_text='The day it was so')),
                ('programme_id', models.BigIntegerField(null=True)),
                ('wave_id', models.BigIntegerField(null=True)),
                ('action_id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'ledger_entry',
                'indexes': [models.Index(fields=['wave_id'], name='entry_of_wave')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind', ''), _negated=True), name='an_entry_has_a_kind')],
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('government', models.CharField(db_collation='C', max_length=10)),
                ('region', models.CharField(db_collation='C', max_length=10)),
                ('amount', models.BigIntegerField()),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='ledger.account')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='ledger.entry')),
            ],
            options={
                'db_table': 'ledger_posting',
                'constraints': [models.CheckConstraint(condition=models.Q(('amount', 0), _negated=True), name='a_posting_moves_something')],
            },
        ),
        policies.Tenant("ledger_account", writes="INSERT"),
        policies.AppendOnly("ledger_account"),
        policies.Tenant("ledger_entry", writes="INSERT"),
        policies.AppendOnly("ledger_entry"),
        policies.Tenant("ledger_posting", writes="INSERT"),
        policies.AppendOnly("ledger_posting"),
        migrations.RunSQL(SUMS_TO_ZERO, "DROP FUNCTION ledger_sums_to_zero() CASCADE"),
        migrations.RunSQL(NOT_BELOW_ZERO, "DROP FUNCTION ledger_not_below_zero() CASCADE"),
    ]

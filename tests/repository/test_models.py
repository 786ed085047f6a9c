"""Every table says who may see it: its government's rows by forced row-level security, or shared with a reason."""

import pytest
from django.apps import apps
from django.db import connection, models

from payung.accounts.models import TenantModel

pytestmark = pytest.mark.database

# Tables without the region policy, each with its reason.
SHARED = {
    "accounts_government": "names of governments are public",
    "accounts_user": "login comes before any scope; administrators have no government",
    "audit_event": "ids only; its own policy shows a government its events and those of the installation",
    "audit_seal": "hashes and ids only; the same policy as audit_event",
    "people_person": "installation-wide identity without data; payung_app reaches it by functions only",
    "protection_covered_month": "one book for all payers, ids only; reached by functions",
}


def tables() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if model.__module__.startswith("payung.") and model._meta.managed and not model._meta.proxy
    ]


def test_every_table_is_a_governments_or_shared_with_a_reason(db: None) -> None:
    undecided = [
        model._meta.db_table
        for model in tables()
        if not issubclass(model, TenantModel) and model._meta.db_table not in SHARED
    ]
    assert undecided == []
    assert set(SHARED) - {model._meta.db_table for model in tables()} == set(), "a reason without its table"


def test_row_security_is_forced_on_every_governments_table(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c WHERE c.relrowsecurity AND c.relforcerowsecurity AND EXISTS ("
            " SELECT FROM pg_policy p WHERE p.polrelid = c.oid"
            "    AND pg_get_expr(p.polqual, c.oid) LIKE '%app.government%'"
            "    AND pg_get_expr(p.polqual, c.oid) LIKE '%app.low%')"
        )
        secured = {name for (name,) in cursor.fetchall()}
    assert [
        m._meta.db_table for m in tables() if issubclass(m, TenantModel) and m._meta.db_table not in secured
    ] == []


def test_payung_app_owns_no_table_and_may_truncate_none(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
            " AND (pg_has_role('payung_app', relowner, 'USAGE')"
            "      OR has_table_privilege('payung_app', oid, 'TRUNCATE'))"
        )
        assert cursor.fetchall() == []


def test_the_migrations_say_what_the_models_say(db: None) -> None:
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=0)

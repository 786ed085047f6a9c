"""Which migrations the database has, which the code wants, and the one migration run that closes the gap."""

import hashlib
import os
from pathlib import Path

import psycopg

from payung.storage import postgres

PACKAGE = Path(__file__).resolve().parents[1]

REMEMBER = """
CREATE TABLE IF NOT EXISTS payung_schema (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    fingerprint text NOT NULL,
    migrated_at timestamptz NOT NULL
);
GRANT SELECT ON payung_schema, django_migrations TO payung_app;
"""


def wanted() -> str:
    """Fingerprint of the names of all migrations in the code; one listing per stage, about a millisecond."""
    names = sorted(
        f"{stage.name}/{entry.name}"
        for stage in os.scandir(PACKAGE)
        if stage.is_dir() and os.path.isdir(os.path.join(stage.path, "migrations"))
        for entry in os.scandir(os.path.join(stage.path, "migrations"))
        if entry.name.endswith(".py")
    )
    return hashlib.sha256("\n".join(names).encode()).hexdigest()


def migrate() -> None:
    """Migrate as payung_owner; of several at once one works and the others wait and find it done."""
    url = postgres.owner_url()
    if url is None:
        raise postgres.Unavailable("Migrasi memerlukan DATABASE_OWNER_URL (peran payung_owner).")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django
    from django.core.management import call_command
    from django.db import connections

    with psycopg.connect(url, autocommit=True) as guard:
        guard.execute("SELECT pg_advisory_lock(hashtext('payung migrate'))")
        if _remembered(guard) == wanted():
            return
        django.setup()
        call_command("migrate", database="owner", verbosity=0, interactive=False)
        connections["owner"].close()
        with guard.transaction():
            guard.execute(REMEMBER)
            guard.execute(
                "INSERT INTO payung_schema (fingerprint, migrated_at) VALUES (%s, now())"
                " ON CONFLICT (only_row) DO UPDATE SET fingerprint = excluded.fingerprint, migrated_at = now()",
                [wanted()],
            )


def _remembered(guard: psycopg.Connection) -> str:
    exists = guard.execute("SELECT to_regclass('public.payung_schema') IS NOT NULL").fetchone()
    if not exists or not exists[0]:
        return ""
    row = guard.execute("SELECT fingerprint FROM payung_schema").fetchone()
    return str(row[0]) if row else ""

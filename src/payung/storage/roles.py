"""The two roles: payung_owner owns the tables and migrates, payung_app does everything else and bypasses nothing."""

import psycopg
from psycopg import sql

from payung.storage.server import Server

OWNER = "payung_owner"
APP = "payung_app"

IN_THE_CLUSTER = """
DO $roles$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_owner') THEN
        CREATE ROLE payung_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'payung_app') THEN
        CREATE ROLE payung_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS;
    END IF;
END
$roles$;
"""

IN_THE_DATABASE = """
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO payung_owner;
GRANT USAGE ON SCHEMA public TO payung_app;
"""

FOR_AN_ADMINISTRATOR = f"""\
-- Dijalankan sekali oleh administrator PostgreSQL (15 atau lebih baru) sebagai superuser, dengan psql.
-- Ganti kedua kata sandi. payung_owner hanya untuk migrasi; payung_app untuk semua yang lain:
-- ia tidak memiliki tabel, bukan superuser, dan tidak melewati kebijakan baris.
{IN_THE_CLUSTER}
ALTER ROLE payung_owner PASSWORD 'GANTI-INI';
ALTER ROLE payung_app PASSWORD 'GANTI-INI-JUGA';
CREATE DATABASE payung OWNER payung_owner ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0;
REVOKE CONNECT ON DATABASE payung FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE payung TO payung_owner, payung_app;
\\connect payung
{IN_THE_DATABASE}
-- Lalu, di mesin Payung:
--   export DATABASE_URL='postgresql://payung_app:...@HOST:5432/payung'
--   export DATABASE_OWNER_URL='postgresql://payung_owner:...@HOST:5432/payung'   (hanya untuk migrasi)
--   payung db migrate
"""


def establish(own: Server, database: str) -> None:
    """Create roles and database in the embedded server where they are missing; safe to repeat and to race."""
    with psycopg.connect(own.url("postgres", "postgres"), autocommit=True) as connection:
        create(connection, database)
    with psycopg.connect(own.url("postgres", database)) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(hashtext('payung roles'))")  # two grants at once fail
        connection.execute(IN_THE_DATABASE)


def create(connection: psycopg.Connection, database: str, template: str = "template0") -> None:
    """Create both roles and, unless it exists, `database`; `connection` is a superuser's, in autocommit."""
    connection.execute("SELECT pg_advisory_lock(hashtext('payung roles'))")
    try:
        connection.execute(IN_THE_CLUSTER)
        if connection.execute("SELECT FROM pg_database WHERE datname = %s", [database]).fetchone() is None:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER payung_owner ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE {}").format(
                    sql.Identifier(database), sql.Identifier(template)
                )
            )
    finally:
        connection.execute("SELECT pg_advisory_unlock(hashtext('payung roles'))")

"""The tests' own PostgreSQL server, the migrated template and its clones; never the user's database.

PAYUNG_TEST_SERVER=postgresql://superuser@host/ runs the same tests on a server of your own.
"""

import fcntl
import hashlib
import os
from pathlib import Path
from typing import IO

import django.db
import platformdirs
import psycopg
from psycopg import conninfo, sql

from payung.storage import roles, schema, server

HOME = Path(os.environ.get("PAYUNG_TEST_HOME") or platformdirs.user_cache_dir("payung-tests"))
EXTERNAL = os.environ.get("PAYUNG_TEST_SERVER", "")
PASSWORD = "only-for-tests"
TEMPLATES_KEPT = 3
IN_A_HURRY = {"fsync": "off", "full_page_writes": "off", "max_connections": "150", "shared_buffers": "128MB"}

own = server.Server(HOME, settings=IN_A_HURRY)


def in_use() -> IO[str]:
    """Say that this process uses the tests' server; whoever leaves last stops it."""
    HOME.mkdir(parents=True, exist_ok=True)
    handle = (HOME / "users.lock").open("a")
    fcntl.flock(handle, fcntl.LOCK_SH)
    return handle


def stop_when_unused() -> None:
    """Stop the server unless another test session is using it."""
    if EXTERNAL or not HOME.exists():
        return
    with (HOME / "users.lock").open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        own.stop()


def superuser_url(database: str) -> str:
    return conninfo.make_conninfo(EXTERNAL, dbname=database) if EXTERNAL else own.url("postgres", database)


def url(role: str, database: str) -> str:
    if EXTERNAL:
        return conninfo.make_conninfo(EXTERNAL, dbname=database, user=role, password=PASSWORD)
    return own.url(role, database)


def point_at(database: str) -> None:
    """Make Django and every command started from here use `database`."""
    os.environ["DATABASE_URL"] = url(roles.APP, database)
    os.environ["DATABASE_OWNER_URL"] = url(roles.OWNER, database)
    for alias, role in (("default", roles.APP), ("owner", roles.OWNER)):
        django.db.connections[alias].close()
        parts = conninfo.conninfo_to_dict(url(role, database))
        django.db.connections.settings[alias].update(
            NAME=database,
            USER=role,
            PASSWORD=parts.get("password", ""),
            HOST=parts.get("host", ""),
            PORT=str(parts.get("port", "")),
        )


def template() -> str:
    """Name of a migrated template for the migrations of this moment, made once and used by later sessions too."""
    if not EXTERNAL:
        own.start()
    name = f"payung_template_{_migrations_hash()}"
    with psycopg.connect(superuser_url("postgres"), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(hashtext('payung template'))")
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return name
        unfinished = f"{name}_unfinished"
        _drop(connection, unfinished)
        roles.create(connection, unfinished)
        if EXTERNAL:
            for role in (roles.OWNER, roles.APP):
                connection.execute(
                    sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), sql.Literal(PASSWORD))
                )
        with psycopg.connect(superuser_url(unfinished), autocommit=True) as inside:
            inside.execute(roles.IN_THE_DATABASE)
        point_at(unfinished)
        schema.migrate()
        connection.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(unfinished), sql.Identifier(name))
        )
        _drop_old(connection)
    return name


def clone(source: str, name: str) -> None:
    with psycopg.connect(superuser_url("postgres"), autocommit=True) as connection:
        _drop(connection, name)
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER payung_owner STRATEGY {}").format(
                sql.Identifier(name), sql.Identifier(source), sql.SQL("WAL_LOG" if EXTERNAL else "FILE_COPY")
            )
        )


def drop(name: str) -> None:
    with psycopg.connect(superuser_url("postgres"), autocommit=True) as connection:
        _drop(connection, name)


def _drop(connection: psycopg.Connection, name: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _drop_old(connection: psycopg.Connection) -> None:
    """Keep the newest templates; forget clones whose test process has died."""
    rows = connection.execute(
        "SELECT datname FROM pg_database WHERE datname LIKE 'payung\\_template\\_%' ORDER BY oid DESC"
    ).fetchall()
    for (name,) in rows[TEMPLATES_KEPT:]:
        _drop(connection, name)
    rows = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'payung\\_test\\_%'").fetchall()
    for (name,) in rows:
        if not Path(f"/proc/{name.split('_')[2]}").exists():
            _drop(connection, name)


def _migrations_hash() -> str:
    package = schema.PACKAGE
    digest = hashlib.sha256()
    for path in sorted(
        [*package.glob("*/migrations/*.py"), package / "storage/policies.py", package / "storage/schema.py"]
    ):
        digest.update(str(path.relative_to(package)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]

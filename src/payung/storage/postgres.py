"""The one database: the embedded server by default, any PostgreSQL >= 15 by DATABASE_URL; two roles in both."""

import os
from typing import Any
from urllib.parse import urlencode

import psycopg
from psycopg import conninfo

from payung.storage import places, roles, server

DATABASE = "payung"
OLDEST_VERSION = 150000

Unavailable = server.Unavailable


def is_embedded() -> bool:
    """Whether the server is our own (no DATABASE_URL)."""
    return not os.environ.get("DATABASE_URL")


def embedded() -> server.Server:
    """The embedded server of this home directory."""
    return server.Server(places.home())


def app_url() -> str:
    """Connection string of `payung_app`, the role for everything but migrations."""
    return os.environ.get("DATABASE_URL") or embedded().url(roles.APP, DATABASE)


def owner_url() -> str | None:
    """Connection string of `payung_owner`, who migrates; None when a server is given without its owner."""
    if is_embedded():
        return embedded().url(roles.OWNER, DATABASE)
    return os.environ.get("DATABASE_OWNER_URL") or None


def django_databases() -> dict[str, dict[str, Any]]:
    """DATABASES for Django: `default` is payung_app; `owner` exists for migrations alone. Starts nothing."""
    databases = {"default": _django(app_url())}
    owner = owner_url()
    if owner:
        databases["owner"] = _django(owner)
    return databases


def _django(url: str) -> dict[str, Any]:
    parts: dict[str, Any] = dict(conninfo.conninfo_to_dict(url))
    named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    settings = {setting: str(parts.pop(part, "") or "") for setting, part in named.items()}
    return {"ENGINE": "django.db.backends.postgresql", **settings, "OPTIONS": parts}


def ensure_running() -> None:
    """Make the database usable: start the embedded server if it sleeps, migrate if migrations are pending.

    Costs one connection and one query when nothing is to be done. Raises Unavailable with a sentence.
    """
    from payung.storage import schema

    found = _state()
    if found is None:
        if not is_embedded():
            raise Unavailable(
                "Server basis data pada DATABASE_URL tidak menjawab. Periksa alamat, kata sandi, dan jaringannya."
            )
        own = embedded()
        own.start()
        roles.establish(own, DATABASE)
        found = _state()
    if found is None:
        raise Unavailable("Basis data menyala, tetapi belum menerima sambungan. Coba lagi sebentar lagi.")
    if found != schema.wanted():
        if not is_embedded():
            raise Unavailable(
                "Susunan tabel belum sesuai versi ini. Jalankan: payung db migrate (perlu DATABASE_OWNER_URL)."
            )
        schema.migrate()


def describe() -> dict[str, str]:
    """What an operator wants to know: state, version, place, size; labels are Indonesian."""
    place = {"server": "tertanam", "folder": str(embedded().cluster)} if is_embedded() else {"server": "DATABASE_URL"}
    try:
        with psycopg.connect(app_url(), connect_timeout=10) as connection:
            row = connection.execute(
                "SELECT current_setting('server_version'), pg_size_pretty(pg_database_size(current_database())),"
                " current_user"
            ).fetchone()
            assert row is not None
            return {"keadaan": "menyala", **place, "versi": row[0], "ukuran": row[1], "masuk sebagai": row[2]}
    except psycopg.OperationalError:
        return {"keadaan": "mati", **place}


def as_uri(url: str) -> str:
    """A connection string as other programs like it: postgresql://..."""
    if "://" in url:
        return url
    parts = conninfo.conninfo_to_dict(url)
    user, database = parts.pop("user"), parts.pop("dbname")
    return f"postgresql://{user}@/{database}?{urlencode(parts)}"


def _state() -> str | None:
    """Fingerprint of the migrations applied ('' for an empty database); None when nobody answers as payung_app."""
    try:
        with psycopg.connect(app_url(), connect_timeout=10, autocommit=True) as connection:
            row = connection.execute(STATE).fetchone()
            assert row is not None
            exists, unfit = row
            if unfit:
                raise Unavailable(
                    "DATABASE_URL masuk sebagai superuser, pemilik tabel, atau peran yang melewati kebijakan "
                    "baris. Pakai payung_app; perintah `payung db roles` mencetak cara membuatnya."
                )
            if connection.info.server_version < OLDEST_VERSION:
                raise Unavailable("Payung memerlukan PostgreSQL 15 atau lebih baru.")
            if not exists:
                return ""
            row = connection.execute("SELECT fingerprint FROM payung_schema").fetchone()
            return str(row[0]) if row else ""
    except psycopg.OperationalError:
        return None


STATE = """
SELECT to_regclass('public.payung_schema') IS NOT NULL,
       r.rolsuper OR r.rolbypassrls OR pg_has_role(current_user, d.datdba, 'USAGE')
  FROM pg_roles r, pg_database d
 WHERE r.rolname = current_user AND d.datname = current_database()
"""

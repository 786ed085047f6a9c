"""One file that holds everything: the database as pg_dump writes it, the kept files, and a stamp of versions."""

import hashlib
import io
import json
import os
import subprocess
import tarfile
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
from psycopg import conninfo, sql

from payung.storage import files, places, postgres, roles, schema, server

FORMAT = 1
STAMP, DUMP, FILES = "payung.json", "database.dump", "files"

# Settings that a newer pg_dump states and an older server does not know; they change nothing that is restored.
NEWER_SETTINGS = {b"SET transaction_timeout = 0;\n"}

Unavailable = server.Unavailable


def backup(target: Path, *, at: datetime, replace: bool = False) -> dict[str, Any]:
    """Write database and files into `target` and return the stamp. The file appears whole or not at all.

    An earlier backup is only overwritten with `replace`.

    The database is read first, in one snapshot; a file is kept before its row is written, so every file that the
    snapshot names is there afterwards.
    """
    if target.is_file() and not replace:
        raise Unavailable(
            f"Berkas {target} sudah ada. Beri nama lain, misalnya dengan tanggal hari ini, atau tambahkan --replace."
        )
    stamp = {"format": FORMAT, "payung": _version(), "made_at": at.isoformat(), **_database_stamp()}
    handle, temporary = tempfile.mkstemp(dir=target.absolute().parent, prefix=f".{target.name}-")
    try:
        with os.fdopen(handle, "wb") as out, tempfile.TemporaryDirectory() as folder:
            dump = Path(folder) / DUMP
            _client("pg_dump", ["--format=custom", "--enable-row-security", f"--file={dump}"], admin_url())
            with tarfile.open(fileobj=out, mode="w", format=tarfile.PAX_FORMAT) as tar:
                tar.add(dump, DUMP, filter=_anonymous)
                kept = sorted(places.files().glob("??/*"))
                for path in kept:
                    tar.add(path, f"{FILES}/{path.name}", filter=_anonymous)
                stamp["files"] = len(kept)
                words = json.dumps(stamp, indent=2, sort_keys=True).encode()
                entry = tarfile.TarInfo(STAMP)
                entry.size, entry.mode = len(words), 0o600
                tar.addfile(entry, io.BytesIO(words))
            out.flush()
            os.fsync(out.fileno())
        os.replace(temporary, target)
    finally:
        Path(temporary).unlink(missing_ok=True)
    return stamp


def restore(source: Path, *, replace: bool = False) -> dict[str, Any]:
    """Put everything back exactly as `source` holds it and return its stamp.

    The dump goes into a new database that takes the name of the old one in a single transaction; until then
    nothing has changed. Refuses a database in which somebody has already worked, unless `replace`.
    """
    admin = admin_url()
    name = str(conninfo.conninfo_to_dict(admin)["dbname"])
    if not replace and _in_use(admin):
        raise Unavailable(
            "Basis data ini sudah berisi pekerjaan. Tambahkan --replace bila memang hendak digantikan seluruhnya."
        )
    fresh, old = f"{name}_restored_{os.getpid()}", f"{name}_before_{os.getpid()}"
    try:
        tar = tarfile.open(source)  # noqa: SIM115
    except (tarfile.TarError, OSError) as why:
        raise Unavailable(f"{source} bukan cadangan Payung yang dapat dibaca.") from why
    with tar, tempfile.TemporaryDirectory() as folder, _server(admin) as connection:
        stamp = _read_stamp(tar, source)
        dump = Path(folder) / DUMP
        with tar.extractfile(DUMP) as packed, dump.open("wb") as out:  # type: ignore[union-attr]
            while chunk := packed.read(files.CHUNK):
                out.write(chunk)
        roles.create(connection, fresh)
        try:
            target = conninfo.make_conninfo(admin, dbname=fresh)
            with psycopg.connect(target, autocommit=True) as inside:
                inside.execute(roles.IN_THE_DATABASE)
            _pour(dump, target)
            _refuse_newer(target)
            kept = _keep_files(tar, source)
            _swap(connection, name, fresh, old)
        except BaseException:
            connection.execute(_drop(fresh))
            raise
        connection.execute(_drop(old))
        for path in places.files().glob("??/*"):
            if path.name not in kept:
                path.unlink()
    return stamp


def admin_url() -> str:
    """Who may read and replace everything: the embedded server's superuser, or DATABASE_ADMIN_URL of another."""
    if postgres.is_embedded():
        return postgres.embedded().url("postgres", postgres.DATABASE)
    admin = os.environ.get("DATABASE_ADMIN_URL") or os.environ.get("DATABASE_OWNER_URL")
    if not admin:
        raise Unavailable("Isi DATABASE_ADMIN_URL dengan alamat superuser server basis data Anda.")
    return admin


def _server(admin: str) -> psycopg.Connection:
    connection = psycopg.connect(conninfo.make_conninfo(admin, dbname="postgres"), autocommit=True)
    row = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    if not row or not row[0]:
        connection.close()
        raise Unavailable("Memulihkan perlu superuser: isi DATABASE_ADMIN_URL.")
    return connection


def _in_use(admin: str) -> bool:
    try:
        with psycopg.connect(admin) as connection:
            row = connection.execute("SELECT to_regclass('public.audit_event') IS NOT NULL").fetchone()
            if not row or not row[0]:
                return False
            return connection.execute("SELECT 1 FROM audit_event LIMIT 1").fetchone() is not None
    except psycopg.OperationalError:
        return False  # there is no such database yet


def _database_stamp() -> dict[str, Any]:
    with psycopg.connect(admin_url()) as connection:
        row = connection.execute("SELECT fingerprint FROM payung_schema").fetchone()
        return {"schema": row[0] if row else "", "postgresql": connection.info.server_version}


def _read_stamp(tar: tarfile.TarFile, source: Path) -> dict[str, Any]:
    try:
        packed = tar.extractfile(STAMP)
        assert packed is not None
        stamp: dict[str, Any] = json.load(packed)
    except (KeyError, ValueError, tarfile.TarError) as why:
        raise Unavailable(f"{source} bukan cadangan Payung, atau terpotong.") from why
    if stamp.get("format") != FORMAT:
        raise Unavailable(
            f"{source} dibuat oleh Payung {stamp.get('payung')} yang lebih baru. Perbarui Payung dahulu."
        )
    return stamp


def _pour(dump: Path, target: str) -> None:
    """pg_restore as a script into psql, which stops at the first thing that does not go in."""
    arguments = ["--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction", "--output=/dev/null"]
    with tempfile.TemporaryFile() as words:
        reading = subprocess.Popen([str(server.program("pg_restore")), "--file=-", str(dump)], stdout=subprocess.PIPE)
        writing = subprocess.Popen(
            [str(server.program("psql")), *arguments], env=_environment(target), stdin=subprocess.PIPE, stderr=words
        )
        assert reading.stdout is not None
        assert writing.stdin is not None
        with reading, writing, suppress(BrokenPipeError):
            for line in reading.stdout:
                if line not in NEWER_SETTINGS:
                    writing.stdin.write(line)
                if line.startswith(b"COPY "):
                    break
            while chunk := reading.stdout.read(files.CHUNK):
                writing.stdin.write(chunk)
            writing.stdin.close()
        if reading.returncode or writing.returncode:
            words.seek(0)
            first = next((line.decode() for line in words if b"ERROR" in line), "")
            raise Unavailable(f"Cadangan tidak dapat dipulihkan; tidak ada yang berubah. {first.strip()}".strip())


def _refuse_newer(target: str) -> None:
    """A backup of a newer Payung holds migrations that this code does not know."""
    with psycopg.connect(target) as connection:
        applied = connection.execute("SELECT app, name FROM django_migrations").fetchall()
    unknown = [
        f"{app}.{name}"
        for app, name in applied
        if (schema.PACKAGE / app).is_dir() and not (schema.PACKAGE / app / "migrations" / f"{name}.py").exists()
    ]
    if unknown:
        raise Unavailable(f"Cadangan ini dari Payung yang lebih baru ({unknown[-1]}). Perbarui Payung dahulu.")


def _keep_files(tar: tarfile.TarFile, source: Path) -> set[str]:
    kept = set()
    for entry in tar:
        if not entry.name.startswith(f"{FILES}/"):
            continue
        packed = tar.extractfile(entry)
        assert packed is not None
        content = packed.read()
        name = entry.name.removeprefix(f"{FILES}/")
        if hashlib.sha256(content).hexdigest() != name:
            raise Unavailable(f"Satu berkas di dalam {source} rusak ({name[:12]}); tidak ada yang berubah.")
        kept.add(files.put(content))
    return kept


def _swap(connection: psycopg.Connection, name: str, fresh: str, old: str) -> None:
    """Give `fresh` the name `name`; whoever is connected to either is sent away first."""
    exists = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    with connection.transaction():
        if exists:
            connection.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(sql.Identifier(name)))
    connection.execute(
        "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE datname IN (%s, %s)", [name, fresh]
    )
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    try:
        with connection.transaction():
            if exists:
                connection.execute(rename.format(sql.Identifier(name), sql.Identifier(old)))
            connection.execute(rename.format(sql.Identifier(fresh), sql.Identifier(name)))
    except BaseException:
        if exists:
            connection.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS true").format(sql.Identifier(name)))
        raise


def _drop(name: str) -> sql.Composed:
    return sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))


def _client(name: str, arguments: list[str], url: str) -> None:
    """Run one of PostgreSQL's client programs; the password goes by environment, where no process list shows it."""
    done = subprocess.run(
        [str(server.program(name)), *arguments],
        env=_environment(url),
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    if "server version mismatch" in done.stderr:
        raise Unavailable(
            "Server basis data Anda lebih baru daripada pg_dump yang dibawa Payung. Isi PAYUNG_PG_BIN dengan folder "
            "program PostgreSQL seversi server itu, misalnya /usr/lib/postgresql/19/bin."
        )
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:]
        raise Unavailable(f"{name} berhenti dengan kode {done.returncode}. {' '.join(last)}".strip())


def _environment(url: str) -> dict[str, str]:
    named = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    named |= {"sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT", "passfile": "PGPASSFILE"}
    parts = conninfo.conninfo_to_dict(url)
    given = {named[key]: str(value) for key, value in parts.items() if key in named}
    return {"PATH": os.environ.get("PATH", ""), "HOME": os.environ.get("HOME", "/"), "LC_ALL": "C.UTF-8", **given}


def _anonymous(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode = 0o600
    return entry


def _version() -> str:
    from importlib.metadata import version

    return version("payung")

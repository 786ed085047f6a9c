"""A backup is one file; what is restored from it is exactly what was there."""

import tarfile
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from django.db import connections

from payung.accounts import actions, scope
from payung.audit import queries
from payung.audit.actions import seal
from payung.storage import backup, files, postgres
from tests import postgres_for_tests

pytestmark = pytest.mark.database

AT = datetime(2024, 11, 25, 3, 0, tzinfo=UTC)


def rows(database: str) -> dict[str, str]:
    """A hash over all rows of every table."""
    with psycopg.connect(postgres_for_tests.superuser_url(database)) as connection:
        tables = connection.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1"
        ).fetchall()
        return {
            table: connection.execute(
                f"SELECT md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '')) FROM \"{table}\" AS t"
            ).fetchone()[0]  # type: ignore[index]
            for (table,) in tables
        }


@pytest.fixture
def worked_in(own_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DATABASE_ADMIN_URL", postgres_for_tests.superuser_url(own_database))
    monkeypatch.setenv("PAYUNG_FILES", str(tmp_path / "files"))
    kaur = actions.open_government(code="1704000000", name="Kaur", time_zone="Asia/Jakarta", by=None, at=AT)
    with scope.within("1704000000"):
        actions.operator(name="Rina", government=kaur, by=None, at=AT)
    seal(government="1704000000", by=None, at=AT)
    files.put(b"daftar desa")
    return own_database


def test_what_is_restored_is_exactly_what_was_saved(worked_in: str, tmp_path: Path) -> None:
    before = rows(worked_in)
    saved = tmp_path / "cadangan.payung"
    backup.backup(saved, at=AT)
    actions.open_government(code="1705000000", name="Seluma", time_zone="Asia/Jakarta", by=None, at=AT)
    later = files.put(b"sesudah cadangan")
    kept = files.put(b"daftar desa")
    files.path_of(kept).unlink()
    connections.close_all()

    stamp = backup.restore(saved, replace=True)

    assert rows(worked_in) == before
    assert (stamp["files"], files.path_of(kept).read_bytes()) == (1, b"daftar desa")
    with pytest.raises(files.NotKept):
        files.path_of(later)
    postgres.ensure_running()
    assert queries.verify("1704000000").faults == []
    with psycopg.connect(postgres_for_tests.url("payung_app", worked_in)) as app:
        assert app.execute("SELECT government FROM audit_event WHERE government <> ''").fetchall() == []
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute("DELETE FROM audit_event")


def test_a_database_with_work_in_it_is_not_replaced_unasked(worked_in: str, tmp_path: Path) -> None:
    saved = tmp_path / "cadangan.payung"
    backup.backup(saved, at=AT)
    before = rows(worked_in)
    with pytest.raises(backup.Unavailable, match="--replace"):
        backup.restore(saved)
    assert rows(worked_in) == before


def test_an_earlier_backup_is_overwritten_only_on_request(worked_in: str, tmp_path: Path) -> None:
    saved = tmp_path / "cadangan.payung"
    saved.write_bytes(b"kemarin")
    with pytest.raises(backup.Unavailable, match="sudah ada"):
        backup.backup(saved, at=AT)
    assert saved.read_bytes() == b"kemarin"
    backup.backup(saved, at=AT, replace=True)
    assert tarfile.is_tarfile(saved)


@pytest.mark.parametrize("cut", [600, 30_000])
def test_a_damaged_backup_changes_nothing(worked_in: str, tmp_path: Path, cut: int) -> None:
    saved = tmp_path / "cadangan.payung"
    backup.backup(saved, at=AT)
    before = rows(worked_in)
    saved.write_bytes(saved.read_bytes()[:cut])
    with pytest.raises(backup.Unavailable):
        backup.restore(saved, replace=True)
    assert rows(worked_in) == before
    with psycopg.connect(postgres_for_tests.superuser_url("postgres")) as connection:
        left = connection.execute("SELECT count(*) FROM pg_database WHERE datname LIKE %s", [f"{worked_in}_%"])
        assert left.fetchone() == (0,)


def test_a_swapped_file_inside_a_backup_is_refused(worked_in: str, tmp_path: Path) -> None:
    saved, forged = tmp_path / "cadangan.payung", tmp_path / "palsu.payung"
    backup.backup(saved, at=AT)
    with tarfile.open(saved) as source, tarfile.open(forged, "w") as target:
        for entry in source:
            content = source.extractfile(entry)
            assert content is not None
            if entry.name.startswith("files/"):
                entry.name = f"files/{'0' * 64}"
            target.addfile(entry, content)
    with pytest.raises(backup.Unavailable, match="rusak"):
        backup.restore(forged, replace=True)


def test_a_backup_that_cannot_be_written_leaves_nothing_behind(worked_in: str, tmp_path: Path) -> None:
    folder = tmp_path / "penuh"
    folder.mkdir()
    (folder / "cadangan.payung").mkdir()
    with pytest.raises(OSError, match="cadangan"):
        backup.backup(folder / "cadangan.payung", at=AT)
    assert [path.name for path in folder.iterdir()] == ["cadangan.payung"]

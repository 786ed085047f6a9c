"""`payung db` and `payung audit`, as typed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from payung.storage import server

pytestmark = pytest.mark.database


def payung(*arguments: str, home: Path, **more: str) -> subprocess.Popen[str]:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DATABASE_")}
    return subprocess.Popen(
        [str(Path(sys.executable).with_name("payung")), *arguments],
        env={**environment, "PAYUNG_HOME": str(home), **more},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(*arguments: str, home: Path, **more: str) -> tuple[int, str, str]:
    process = payung(*arguments, home=home, **more)
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("rumah") / "payung"
    yield place
    one = server.Server(place)
    one.stop()
    shutil.rmtree(one.cluster, ignore_errors=True)


def test_a_year_in_the_life_of_a_small_database(home: Path, tmp_path: Path) -> None:
    code, out, _ = run("db", "status", home=home)
    assert (code, out.split()[:2]) == (1, ["keadaan", "mati"])

    both = [payung("db", "start", home=home) for _ in range(2)]  # start and migrate, twice at once
    answers = [(process.communicate(timeout=120), process.returncode) for process in both]
    assert [(out, code) for (out, _), code in answers] == [("Basis data siap.\n", 0)] * 2, answers

    code, out, _ = run("db", "url", home=home)
    with psycopg.connect(out.strip()) as connection:
        assert connection.execute("SELECT current_user, count(*) FROM audit_event").fetchone() == ("payung_app", 0)

    saved = tmp_path / "cadangan.payung"
    assert run("audit", "seal", home=home)[:2] == (0, "Disegel: 0 peristiwa.\n")
    code, out, _ = run("db", "backup", str(saved), home=home)
    assert (code, saved.exists(), out.startswith("Tersimpan: ")) == (0, True, True)

    code, out, err = run("db", "restore", str(saved), home=home)
    assert (code, out) == (2, "")
    assert "--replace" in err
    assert run("db", "restore", str(saved), "--replace", home=home)[0] == 0
    code, out, _ = run("audit", "verify", home=home)
    assert (code, out) == (0, "Instalasi ini: utuh, 0 peristiwa tersegel\n")

    assert run("db", "stop", home=home)[:2] == (0, "Basis data dimatikan.\n")
    assert run("db", "stop", home=home)[:2] == (0, "Basis data memang tidak menyala.\n")


def test_a_login_that_bypasses_policies_is_refused_in_a_sentence(home: Path) -> None:
    one = server.Server(home)
    one.start()
    code, out, err = run("db", "start", home=home, DATABASE_URL=one.url("postgres", "postgres"))
    assert (code, out) == (2, "")
    assert "payung_app" in err
    assert "Traceback" not in err


def test_a_server_that_does_not_answer_is_said_in_a_sentence(home: Path) -> None:
    code, _, err = run("db", "start", home=home, DATABASE_URL="postgresql://payung_app:rahasia@127.0.0.1:1/payung")
    assert (code, "DATABASE_URL tidak menjawab" in err, "rahasia" in err) == (2, True, False)
    code, _, err = run("db", "stop", home=home, DATABASE_URL="postgresql://payung_app@127.0.0.1:1/payung")
    assert (code, "server Anda sendiri" in err) == (2, True)


def test_the_administrators_script_makes_a_database_that_payung_can_use(home: Path, tmp_path: Path) -> None:
    one = server.Server(home)
    one.start()
    code, script, _ = run("db", "roles", home=home)
    assert code == 0
    with psycopg.connect(one.url("postgres", "postgres"), autocommit=True) as admin:
        admin.execute("DROP DATABASE IF EXISTS payung WITH (FORCE)")
    psql = [str(server.program("psql")), "-X", "-q", "-v", "ON_ERROR_STOP=1", one.url("postgres", "postgres")]
    done = subprocess.run(psql, input=script, text=True, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    urls = {
        "DATABASE_URL": one.url("payung_app", "payung"),
        "DATABASE_OWNER_URL": one.url("payung_owner", "payung"),
    }
    code, _, err = run("db", "start", home=home, **urls)
    assert (code, "payung db migrate" in err) == (2, True)
    assert run("db", "migrate", home=home, **urls)[0] == 0
    assert run("db", "start", home=home, DATABASE_URL=urls["DATABASE_URL"])[:2] == (0, "Basis data siap.\n")

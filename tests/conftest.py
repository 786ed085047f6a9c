"""Fixtures of all tests: a database cloned from a migrated template, a government, a clerk.

`db` is one transaction of a test, rolled back, as payung_app. `own_database` is a database of its own, for tests
that commit, race or start commands. A test without either reaches no database.
"""

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
for _name in ("DATABASE_URL", "DATABASE_OWNER_URL", "PAYUNG_DEMO", "PAYUNG_FILES"):
    os.environ.pop(_name, None)
os.environ["PAYUNG_HOME"] = "/nonexistent/payung"  # before the settings are read: never the user's database

import django  # noqa: E402
from django.db import connection, connections, transaction  # noqa: E402

django.setup()

from payung.accounts.models import Government, User  # noqa: E402
from tests import postgres_for_tests  # noqa: E402

FOREIGN_FILES = "PAYUNG_OPENSID_DIR"
NOW = datetime(2024, 11, 25, 2, 0, tzinfo=UTC)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a database, so that `-m database` runs it all on another server too."""
    for item in items:
        if "template_database" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.database)


@pytest.fixture(scope="session", autouse=True)
def files_of_tests(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What actions keep by its hash lies in a folder of the session."""
    os.environ["PAYUNG_FILES"] = str(tmp_path_factory.mktemp("files"))


@pytest.fixture(scope="session")
def template_database() -> Iterator[str]:
    """Name of the migrated template; the server runs while any test session needs it."""
    with postgres_for_tests.in_use():
        yield postgres_for_tests.template()
        connections.close_all()


@pytest.fixture(scope="session")
def worker_database(template_database: str) -> Iterator[str]:
    name = f"payung_test_{os.getpid()}_shared"
    postgres_for_tests.clone(template_database, name)
    yield name
    connections.close_all()
    postgres_for_tests.drop(name)


@pytest.fixture
def db(worker_database: str) -> Iterator[None]:
    """One transaction as payung_app, rolled back after the test."""
    if connection.settings_dict["NAME"] != worker_database:
        postgres_for_tests.point_at(worker_database)
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def own_database(template_database: str) -> Iterator[str]:
    """A fresh database where commits stay; commands started by the test use it too. Gives its name."""
    name = f"payung_test_{os.getpid()}_own"
    postgres_for_tests.clone(template_database, name)
    postgres_for_tests.point_at(name)
    yield name
    connections.close_all()
    postgres_for_tests.drop(name)


@pytest.fixture
def kaur(db: None) -> Iterator[Government]:
    """Kabupaten Kaur, opened, and the scope set to it."""
    from payung.accounts import actions, scope

    government = actions.open_government(
        code="1704000000", name="Kabupaten Kaur", time_zone="Asia/Jakarta", by=None, at=NOW
    )
    with scope.within("1704000000"):
        yield government


@pytest.fixture
def clerk(kaur: Government) -> User:
    """Rina, who works for Kabupaten Kaur."""
    from payung.accounts import actions

    return actions.operator(name="Rina", government=kaur, by=None, at=NOW)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where skips are forbidden (CI), a skipped test fails the run; only files that are not ours may be absent."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not os.environ.get("PAYUNG_FORBID_SKIPS") or reporter is None or hasattr(session.config, "workerinput"):
        return
    skipped = [report for report in reporter.stats.get("skipped", []) if FOREIGN_FILES not in str(report.longrepr)]
    if skipped:
        reporter.write_line(f"{len(skipped)} skipped tests, and skips are forbidden here", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        postgres_for_tests.stop_when_unused()

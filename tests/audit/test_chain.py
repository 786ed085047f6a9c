"""The chain finds one changed bit, a deletion and a swap, and says what is not sealed yet."""

from datetime import UTC, datetime

import psycopg
import pytest
from django.db import transaction

from payung.audit import actions, queries
from tests import postgres_for_tests

pytestmark = pytest.mark.database

AT = datetime(2024, 11, 25, 3, 0, tzinfo=UTC)
KAUR = "1704000000"


def forge(database: str, statement: str) -> None:
    """Do what only somebody with the whole server in his hands can do."""
    with psycopg.connect(postgres_for_tests.superuser_url(database), autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")  # silences the append-only triggers
        connection.execute(statement)


def happen(database: str, count: int, first: int = 1) -> None:
    forge(
        database,
        "INSERT INTO audit_event (id, government, action, by_id, at, ids) OVERRIDING SYSTEM VALUE"
        f" SELECT n, '{KAUR}', 'roster.receive', 5, '2024-11-01T00:00:00Z'::timestamptz + n * interval '1 second',"
        " jsonb_build_object('file_id', n, 'programme_id', 1)"
        f" FROM generate_series({first}, {first + count - 1}) AS n",
    )
    forge(database, "SELECT setval(pg_get_serial_sequence('audit_event', 'id'), 10000000 + max(id)) FROM audit_event")


@pytest.fixture
def sealed(own_database: str) -> str:
    happen(own_database, 2500)
    assert actions.seal(government=KAUR, by=None, at=AT) == 2500
    return own_database


def test_an_untouched_chain_is_whole_and_sealing_again_seals_nothing(sealed: str) -> None:
    before = queries.verify(KAUR)
    assert (before.faults, before.sealed, before.unsealed) == ([], 2500, 0)
    assert actions.seal(government=KAUR, by=None, at=AT) == 0
    assert queries.verify(KAUR).head == before.head


@pytest.mark.parametrize(
    ("forgery", "word"),
    [
        ("UPDATE audit_event SET by_id = 6 WHERE id = 1700", "peristiwa 1001 sampai 2000"),
        ("UPDATE audit_event SET at = at + interval '1 microsecond' WHERE id = 3", "peristiwa 1 sampai 1000"),
        ("DELETE FROM audit_event WHERE id = 2500", "Peristiwa 2500 hilang"),
        (
            "UPDATE audit_event e SET ids = o.ids FROM audit_event o WHERE (e.id, o.id) IN ((10, 11), (11, 10))",
            "peristiwa 1 sampai 1000",
        ),
        ("UPDATE audit_seal SET events[1] = 2, events[2] = 1 WHERE 1 = ANY(events)", "tidak sama"),
        ("DELETE FROM audit_seal WHERE 1500 = ANY(events)", "tidak menyambung"),
        ("UPDATE audit_seal SET sha256 = sha256(sha256) WHERE 1500 = ANY(events)", "tidak menyambung"),
    ],
)
def test_a_forgery_is_found(sealed: str, forgery: str, word: str) -> None:
    forge(sealed, forgery)
    assert word in " ".join(queries.verify(KAUR).faults)


def test_an_event_that_committed_late_with_a_low_id_is_reported_and_sealed_next(sealed: str) -> None:
    happen(sealed, 1, first=9000)
    actions.seal(government=KAUR, by=None, at=AT)
    happen(sealed, 1, first=8000)
    assert queries.verify(KAUR).unsealed == 1
    assert actions.seal(government=KAUR, by=None, at=AT) == 1
    verdict = queries.verify(KAUR)
    assert (verdict.faults, verdict.unsealed, verdict.sealed) == ([], 0, 2502)


def test_one_governments_chain_knows_nothing_of_anothers(sealed: str) -> None:
    assert queries.verify("1705000000").sealed == 0
    with transaction.atomic():
        assert queries.verify(KAUR).sealed == 2500


def test_many_events_are_sealed_in_several_links_and_verified(own_database: str) -> None:
    happen(own_database, 100_000)
    assert actions.seal(government=KAUR, by=None, at=AT) == 100_000
    assert queries.verify(KAUR).faults == []

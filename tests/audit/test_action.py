"""An action is one transaction and one event, or nothing at all."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from payung.accounts.models import Government, User
from payung.audit.action import NotInAction, action, current_id, note
from payung.audit.models import Event

pytestmark = pytest.mark.database

AT = datetime(2024, 11, 25, 3, 0, tzinfo=UTC)


@action
def rename(*, government_id: str, name: str, fail: bool = False, by: User, at: datetime) -> int:
    Government.objects.filter(pk=government_id).update(name=name)
    note(line_id=7)
    if fail:
        raise LookupError("no")
    return current_id()


@action
def rename_twice(*, government_id: str, by: User, at: datetime) -> None:
    rename(government_id=government_id, name="Pertama", by=by, at=at)
    with pytest.raises(LookupError):
        rename(government_id=government_id, name="Kedua", fail=True, by=by, at=at)


def test_an_event_says_who_did_what_when_to_which_ids(kaur: Government, clerk: User) -> None:
    event = Event.objects.get(pk=rename(government_id=kaur.pk, name="Kaur", by=clerk, at=AT))
    assert event.action == "audit.rename"
    assert (event.by_id, event.at, event.government) == (clerk.pk, AT, "1704000000")
    assert event.ids == {"government_id": "1704000000", "line_id": 7}


def test_a_failure_takes_its_event_with_it(kaur: Government, clerk: User) -> None:
    before = Event.objects.count()
    with pytest.raises(LookupError):
        rename(government_id=kaur.pk, name="Salah", fail=True, by=clerk, at=AT)
    assert Event.objects.count() == before
    kaur.refresh_from_db()
    assert kaur.name == "Kabupaten Kaur"


def test_an_inner_action_that_fails_leaves_the_outer_one_standing(kaur: Government, clerk: User) -> None:
    rename_twice(government_id=kaur.pk, by=clerk, at=AT)
    kaur.refresh_from_db()
    assert kaur.name == "Pertama"
    assert set(Event.objects.values_list("action", flat=True)) >= {"audit.rename", "audit.rename_twice"}


def test_an_action_takes_keywords_and_a_moment_with_its_zone(clerk: User) -> None:
    with pytest.raises(TypeError, match="keywords"):
        rename("1704000000")
    with pytest.raises(TypeError, match="time zone"):
        rename(government_id="1704000000", name="x", by=clerk, at=datetime(2024, 1, 1))  # noqa: DTZ001


def test_noting_outside_an_action_is_a_mistake() -> None:
    with pytest.raises(NotInAction):
        note(person_id=1)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_event SET action = 'x'", "DELETE FROM audit_event", "TRUNCATE audit_event"],
)
def test_an_event_is_never_changed(kaur: Government, statement: str) -> None:
    with pytest.raises(Exception, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_event SET action = 'x'", "DELETE FROM audit_event", "TRUNCATE audit_event"],
)
def test_not_even_the_owner_changes_an_event(own_database: str, statement: str) -> None:
    import psycopg

    from tests import postgres_for_tests

    with psycopg.connect(postgres_for_tests.url("payung_owner", own_database)) as owner:
        owner.execute("INSERT INTO audit_event (government, action, at, ids) VALUES ('', 'a.b', now(), '{}')")
        with pytest.raises(psycopg.errors.RestrictViolation, match="fakta yang sudah dicatat"):
            owner.execute(statement)

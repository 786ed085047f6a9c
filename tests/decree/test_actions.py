"""A draft freezes the list, a signature ends its changes."""

from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from payung.accounts import actions as accounts
from payung.accounts import scope
from payung.accounts.models import Government
from payung.decree import actions
from payung.decree.models import Decree, Entry
from payung.journeys import run as main_job
from tests.journeys.small_programme import BUDI, GEDUNG_WANI, RINA, SITI, Silent, roster, write

pytestmark = pytest.mark.database
NOW = datetime(2024, 11, 25, 2, 0, tzinfo=UTC)
KAUR = "1704000000"


@pytest.fixture
def drafted(own_database, tmp_path):
    """Two people of Gedung Wani on a draft."""
    programme = write(tmp_path)
    roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [SITI, BUDI])

    def job():
        return main_job.run(
            programme, out=tmp_path / "out", name="Rina", at=NOW, meter=Silent(), documents=False
        ).figures.decree

    return job


def signed(decree):
    by = accounts.operator(name="Rina", government=Government.objects.get(code=KAUR), by=None, at=NOW)
    return actions.sign(
        decree_id=decree.pk, number="100.3.3.2-412", signed_on=date(2024, 11, 29), signer="Bupati", by=by, at=NOW
    )


def test_a_draft_names_the_selected_with_what_they_cost(drafted):
    decree = drafted()
    with scope.within(KAUR):
        entries = list(Entry.objects.filter(decree=decree).order_by("nik").values_list("name", "months", "amount"))
    assert (decree.people, decree.total) == (2, 33_600)
    assert entries == [("BUDI SANTOSO", 1, 16_800), ("SITI AMINAH", 1, 16_800)]


def test_a_changed_list_becomes_a_new_draft_that_replaces_the_earlier_one(drafted, tmp_path):
    first = drafted()
    roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [SITI, RINA])
    second = drafted()
    assert second.replaces_id == first.pk
    assert second.list_sha256 != first.list_sha256
    with scope.within(KAUR):
        assert Entry.objects.filter(decree=first).count() == 2


def test_a_signed_decree_is_not_signed_again(drafted):
    decree = drafted()
    with scope.within(KAUR):
        signed(decree)
        with pytest.raises(actions.AlreadySigned, match=r"100\.3\.3\.2-412"):
            signed(Decree.objects.get(pk=decree.pk))


def test_a_replaced_draft_cannot_be_signed(drafted, tmp_path):
    first = drafted()
    roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [SITI, RINA])
    drafted()
    with scope.within(KAUR), pytest.raises(actions.NotTheCurrentDraft, match="diganti"):
        signed(first)


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE decree_entry SET name = 'Orang lain'",
        "DELETE FROM decree_entry",
        "UPDATE decree_decree SET list_sha256 = 'x'",
        "DELETE FROM decree_signature",
    ],
)
def test_nobody_can_change_what_a_decree_froze(drafted, forgery):
    signed_decree = drafted()
    with scope.within(KAUR):
        signed(signed_decree)
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(forgery)

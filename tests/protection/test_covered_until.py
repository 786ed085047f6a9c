"""The book of protection tells a month and nothing more."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from payung.accounts import actions as account_actions
from payung.accounts import scope
from payung.people import queries as people_queries
from payung.protection import queries
from payung.protection.models import CoveredMonth
from tests.people.rosters import AT, BUDI, SITI, checked, linked, programme

pytestmark = pytest.mark.database
BENGKAYANG = "6107000000"
DECEMBER, JANUARY = date(2024, 12, 1), date(2025, 1, 1)


@pytest.fixture
def bengkayang(kaur):
    return account_actions.open_government(
        code=BENGKAYANG, name="Kabupaten Bengkayang", time_zone="Asia/Pontianak", by=None, at=AT
    )


def cover(person_id, month, *, government="1704000000", programme_id=1, insurance="JKK"):
    CoveredMonth.objects.create(
        government=government,
        region=government,
        person_id=person_id,
        insurance=insurance,
        month=month,
        programme_id=programme_id,
        rupiah=16_800,
        action_id=1,
        recorded_at=AT,
    )


def seen_in_both(clerk):
    """Siti's person id, after Kaur and Bengkayang have both named her; and Kaur's programme."""
    kaur = programme()
    linked(kaur, checked(SITI, BUDI), clerk)
    with scope.within(BENGKAYANG):
        linked(programme(BENGKAYANG), checked(SITI | {"village": "6107012001"}), clerk)
    siti, budi = people_queries.people(kaur.id)["person_id"]
    return kaur, siti, budi


def test_another_governments_cover_is_told_as_a_month_and_whether_it_is_ours(clerk, bengkayang):
    kaur, siti, budi = seen_in_both(clerk)
    with scope.within(BENGKAYANG):
        cover(siti, DECEMBER, government=BENGKAYANG)
        cover(siti, JANUARY, government=BENGKAYANG)
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM covered_until(%s)", [[siti, budi]])
        assert [column.name for column in cursor.description] == ["person_id", "until", "by_own_government"]
        assert cursor.fetchall() == [(siti, JANUARY, False)]
    assert CoveredMonth.objects.count() == 0
    answer = queries.covered_until(kaur.id)
    assert answer.rows() == [(siti, JANUARY, None, None)]


def test_nothing_is_told_of_people_the_government_has_not_seen(clerk, bengkayang):
    _, siti, budi = seen_in_both(clerk)
    cover(budi, DECEMBER)
    with scope.within(BENGKAYANG), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM covered_until(%s)", [[siti, budi]])
        assert cursor.fetchall() == []


def test_our_own_cover_tells_this_programme_from_others(clerk, bengkayang):
    kaur, siti, _ = seen_in_both(clerk)
    cover(siti, DECEMBER, programme_id=kaur.id)
    assert queries.covered_until(kaur.id).rows() == [(siti, None, None, DECEMBER)]
    cover(siti, JANUARY, programme_id=kaur.id + 1)
    assert queries.covered_until(kaur.id).rows() == [(siti, None, JANUARY, JANUARY)]


def test_a_month_is_covered_once_whoever_pays(clerk, bengkayang):
    _, siti, _ = seen_in_both(clerk)
    cover(siti, DECEMBER)
    cover(siti, DECEMBER, insurance="JKM")
    with (
        pytest.raises(IntegrityError, match="one_cover_per_person_insurance_and_month"),
        scope.within(BENGKAYANG),
    ):
        cover(siti, DECEMBER, government=BENGKAYANG)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"month": date(2024, 12, 2)}, "a_covered_month_is_a_first_day"),
        ({"month": DECEMBER, "insurance": "JKX"}, "a_covered_insurance_is_known"),
    ],
)
def test_the_book_refuses_nonsense(clerk, wrong, refusal):
    with pytest.raises(IntegrityError, match=refusal), transaction.atomic():
        cover(1, **wrong)


def test_what_was_covered_stays_covered(clerk):
    cover(1, DECEMBER)
    for change in (CoveredMonth.objects.all().delete, lambda: CoveredMonth.objects.update(rupiah=0)):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()

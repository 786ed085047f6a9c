"""Ceilings in the books, policy answers, and what a person costs each payer."""

from datetime import date

import pytest
from django.db import transaction

from payung.accounts.models import User
from payung.funding import actions, contribution, queries
from payung.funding.models import Policy
from payung.law import in_force
from payung.ledger import queries as ledger
from payung.programme.models import Programme
from tests.programme import opened

pytestmark = pytest.mark.database


def planned(by: User, **changes: object) -> Programme:
    programme = opened.programme(by, **changes)
    actions.plan_funding(programme_id=programme.pk, by=by, at=opened.AT)
    return programme


def line(**changes: object) -> dict[str, object]:
    return opened.SOURCE | changes


def test_a_ceiling_becomes_available_money_once(clerk: User) -> None:
    planned(clerk)
    programme = planned(clerk)
    (only,) = queries.lines(programme.pk)
    assert queries.standing(only.pk) == {
        "approved": -10_000_000,
        "available": 10_000_000,
        "reserved:JKK": 0,
        "reserved:JKM": 0,
    }
    assert ledger.entries(f"funding:{only.pk}").height == 2


def test_a_changed_ceiling_is_a_new_entry(clerk: User) -> None:
    planned(clerk)
    programme = planned(clerk, funding=[line(ceiling=4_000_000)])
    (only,) = queries.lines(programme.pk)
    assert queries.standing(only.pk)["available"] == 4_000_000
    assert ledger.entries(f"funding:{only.pk}").filter(name="available")["amount"].to_list() == [
        10_000_000,
        -6_000_000,
    ]


def test_a_line_that_left_the_file_has_nothing_left(clerk: User) -> None:
    first = planned(clerk, funding=[line(), line(source="CSR")])
    assert [known.source for known in queries.lines(first.pk)] == ["APBD", "CSR"]
    planned(clerk)
    assert [known.source for known in queries.lines(first.pk)] == ["APBD"]
    assert {known.source: queries.standing(known.pk)["available"] for known in queries.all_lines(first.pk)} == {
        "APBD": 10_000_000,
        "CSR": 0,
    }


def test_policy_answers_are_kept_and_followed_by_new_ones(clerk: User) -> None:
    answer = {"source": "DD", "year": 2024, "answer": "blocked", "basis": "SE 4/2024"}
    programme = planned(clerk, policy=[answer])
    planned(clerk, policy=[answer])
    planned(clerk, policy=[answer | {"answer": "warned", "basis": "Surat 2"}])
    assert queries.policies(programme.pk) == {("DD", 2024): ("warned", "Surat 2")}
    assert Policy.objects.count() == 2


def test_a_blocked_source_is_refused_with_its_basis(clerk: User) -> None:
    programme = opened.programme(clerk)
    Programme.objects.filter(pk=programme.pk).update(
        document=opened.document(
            policy=[{"source": "APBD", "year": 2024, "answer": "blocked", "basis": "Surat 9"}]
        ).as_json()
    )
    with pytest.raises(actions.SourceBlocked, match="Surat 9"), transaction.atomic():
        actions.plan_funding(programme_id=programme.pk, by=clerk, at=opened.AT)


def test_a_person_of_the_lowest_row_costs_16_800_a_month(clerk: User) -> None:
    programme = planned(clerk, waves=[{"start": "2024-11", "months": 2, "villages": opened.VILLAGES}])
    wave = programme.waves.get()
    (only,) = queries.lines(programme.pk)
    law = in_force.load()
    assert contribution.costs(wave.pk, law) == {only.pk: {"JKK": 20_000, "JKM": 13_600}}
    monthly = contribution.monthly(wave.pk, law)
    assert monthly.select("insurance", "month", "amount").rows() == [
        ("JKK", date(2024, 11, 1), 10_000),
        ("JKK", date(2024, 12, 1), 10_000),
        ("JKM", date(2024, 11, 1), 6_800),
        ("JKM", date(2024, 12, 1), 6_800),
    ]


def test_each_payer_is_charged_what_it_covers(clerk: User) -> None:
    money = [line(), line(source="CSR", covers=["JHT"])]
    programme = planned(clerk, insurance=["JKK", "JKM", "JHT"], funding=money)
    first, second = queries.lines(programme.pk)
    costs = contribution.costs(programme.waves.get().pk, in_force.load())
    assert costs == {first.pk: {"JKK": 10_000, "JKM": 6_800}, second.pk: {"JHT": 20_000}}

"""The ledger balances, keeps what was written, and gives the last rupiah to one."""

import threading
from datetime import date

import polars as pl
import pytest
from django.db import IntegrityError, connection, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from payung.accounts import actions as accounts_actions
from payung.accounts import scope
from payung.accounts.models import User
from payung.ledger import actions, queries
from payung.ledger.models import Account, Entry, Posting
from payung.storage import frames
from tests.conftest import NOW

pytestmark = pytest.mark.database

KAUR = "1704000000"
DAY = date(2024, 11, 25)


def opened(by: User, subject: str = "funding:1") -> dict[str, int]:
    names = {"approved": False, "available": True, "reserved:JKK": True}
    return actions.open_accounts(government=KAUR, region=KAUR, subject=subject, names=names, by=by, at=NOW)


def move(by: User, source: int, target: int, amount: int) -> list[int]:
    return actions.post(drafts=[actions.Draft("test", DAY, {source: -amount, target: amount})], by=by, at=NOW)


def balances() -> dict[str, int]:
    found = queries.balances(["funding:1"])
    return dict(zip(found["name"], found["balance"], strict=True))


def test_accounts_are_opened_once(clerk: User) -> None:
    assert opened(clerk) == opened(clerk)
    assert Account.objects.count() == 3


def test_money_moves_and_the_sum_of_all_accounts_stays_zero(clerk: User) -> None:
    ids = opened(clerk)
    move(clerk, ids["approved"], ids["available"], 100)
    move(clerk, ids["available"], ids["reserved:JKK"], 30)
    assert balances() == {"approved": -100, "available": 70, "reserved:JKK": 30}


def test_an_account_that_cannot_go_below_zero_refuses(clerk: User) -> None:
    ids = opened(clerk)
    move(clerk, ids["approved"], ids["available"], 100)
    with pytest.raises(actions.Overdrawn, match="pagu tidak cukup"):
        move(clerk, ids["available"], ids["reserved:JKK"], 101)
    assert balances()["available"] == 100


def test_entries_posted_together_are_judged_together(clerk: User) -> None:
    ids = opened(clerk)
    take = actions.Draft("reserve", DAY, {ids["available"]: -50, ids["reserved:JKK"]: 50})
    give = actions.Draft("ceiling", DAY, {ids["approved"]: -50, ids["available"]: 50})
    assert len(actions.post(drafts=[take, give], by=clerk, at=NOW)) == 2
    assert balances() == {"approved": -50, "available": 0, "reserved:JKK": 50}


def test_an_entry_of_nothing_is_not_written(clerk: User) -> None:
    ids = opened(clerk)
    assert actions.post(drafts=[actions.Draft("reserve", DAY, {ids["available"]: 0})], by=clerk, at=NOW) == []
    assert Entry.objects.count() == 0


def test_an_unbalanced_entry_is_refused_before_it_is_written(clerk: User) -> None:
    ids = opened(clerk)
    with pytest.raises(actions.Unbalanced, match=r"Rp 1\b"):
        actions.post(drafts=[actions.Draft("x", DAY, {ids["approved"]: 3, ids["available"]: -2})], by=clerk, at=NOW)


@pytest.mark.parametrize("amounts", [[5], [5, 4], []])
def test_the_database_refuses_an_unbalanced_entry_whoever_writes_it(clerk: User, amounts: list[int]) -> None:
    ids = list(opened(clerk).values())
    written = {"government": KAUR, "region": KAUR, "action_id": 1, "recorded_at": NOW}
    entry = Entry.objects.create(kind="x", on=DAY, **written)
    for account, amount in zip(ids, amounts, strict=False):
        Posting.objects.create(government=KAUR, region=KAUR, entry=entry, account_id=account, amount=amount)
    with (
        pytest.raises(IntegrityError, match="catatan harus nol"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_postings_are_never_changed_or_removed(clerk: User) -> None:
    ids = opened(clerk)
    move(clerk, ids["approved"], ids["available"], 100)
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        Posting.objects.update(amount=1)
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        Posting.objects.all()._raw_delete("default")  # type: ignore[attr-defined]


def test_another_government_sees_no_account(clerk: User) -> None:
    opened(clerk)
    with scope.within("1701000000"):
        assert queries.balances(["funding:1"]).is_empty()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2), st.integers(1, 60)), max_size=8))
def test_whatever_is_posted_sums_to_zero_and_nothing_limited_is_negative(
    clerk: User, moves: list[tuple[int, int, int]]
) -> None:
    with transaction.atomic():
        ids = sorted(opened(clerk).items())
        for source, target, amount in moves:
            if source != target:
                try:
                    move(clerk, ids[source][1], ids[target][1], amount)
                except actions.Overdrawn:
                    continue
        stands = balances()
        assert sum(stands.values()) == 0
        assert stands["available"] >= 0
        assert stands["reserved:JKK"] >= 0
        transaction.set_rollback(True)


@pytest.fixture
def funded(own_database: str) -> tuple[User, dict[str, int]]:
    government = accounts_actions.open_government(
        code=KAUR, name="Kabupaten Kaur", time_zone="Asia/Jakarta", by=None, at=NOW
    )
    with scope.within(KAUR):
        clerk = accounts_actions.operator(name="Rina", government=government, by=None, at=NOW)
        ids = opened(clerk)
        move(clerk, ids["approved"], ids["available"], 16_800)
    return clerk, ids


def test_the_last_rupiah_goes_to_one_of_two_simultaneous_reservations(funded: tuple[User, dict[str, int]]) -> None:
    clerk, ids = funded
    ready = threading.Barrier(2)
    results: list[str] = []

    def reserve() -> None:
        try:
            with scope.within(KAUR):
                ready.wait()
                move(clerk, ids["available"], ids["reserved:JKK"], 16_800)
            results.append("booked")
        except actions.Overdrawn:
            results.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=reserve) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(results) == ["booked", "refused"]
    with scope.within(KAUR):
        assert balances() == {"approved": -16_800, "available": 0, "reserved:JKK": 16_800}


def test_a_posting_belongs_to_the_region_of_its_account(clerk: User) -> None:
    ids = list(opened(clerk).values())
    written = {"government": KAUR, "region": "1704012001"}
    entry = Entry.objects.create(kind="x", on=DAY, action_id=1, recorded_at=NOW, **written)
    lines = [
        written | {"entry_id": entry.pk, "account_id": ids[n], "amount": amount} for n, amount in enumerate([1, -1])
    ]
    with pytest.raises(IntegrityError, match="wilayah yang sama"):
        frames.insert("ledger_posting", pl.DataFrame(lines))

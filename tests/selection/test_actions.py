"""Seats in the database: given once, followed by new facts, never more than quota and money."""

import threading

import polars as pl
import pytest
from django.db import IntegrityError, connections, transaction

from payung.accounts import actions as accounts_actions
from payung.accounts import scope
from payung.accounts.models import User
from payung.audit.models import Event
from payung.funding import actions as funding_actions
from payung.funding import queries as funding
from payung.programme.models import Programme
from payung.selection import actions, queries
from payung.selection.models import Quota, Seat
from payung.storage import frames
from tests.conftest import NOW
from tests.programme import opened

pytestmark = pytest.mark.database

A, B, C = opened.VILLAGES


def person(number: int, village: str = A, **known: object) -> dict[str, object]:
    return {
        "person_id": number,
        "nik": f"1704990101{number:06d}",
        "village": village,
        "eligible": True,
        "undecided": False,
        "decile": number,
        **known,
    }


FIVE = [person(1), person(2), person(3), person(4, B), person(5, B, eligible=False)]


@pytest.fixture
def proposed(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """The people whom eligibility has assessed; a test may change the list."""
    people = [*FIVE]
    schema = {
        "person_id": pl.Int64,
        "nik": pl.String,
        "village": pl.String,
        "eligible": pl.Boolean,
        "undecided": pl.Boolean,
        "decile": pl.Int64,
    }
    monkeypatch.setattr(
        actions.eligibility, "candidates", lambda programme_id, wave_id: pl.DataFrame(people, schema=schema)
    )
    return people


def ready(by: User, **changes: object) -> tuple[Programme, int]:
    programme = opened.programme(by, **changes)
    funding_actions.plan_funding(programme_id=programme.pk, by=by, at=NOW)
    actions.set_quota(programme_id=programme.pk, by=by, at=NOW)
    return programme, programme.waves.get().pk


def reserve(by: User, programme: Programme, wave: int) -> actions.Reservation:
    return actions.reserve(programme_id=programme.pk, wave_id=wave, by=by, at=NOW)


def kinds(wave: int) -> dict[int, str]:
    return dict(queries.latest(wave).select("person_id", "kind").sort("person_id").rows())


def left(programme: Programme) -> list[int]:
    return funding.overview(programme.pk)["left"].to_list()


def test_seats_go_to_the_first_in_each_village_and_their_money_is_reserved(clerk: User, proposed: list) -> None:  # type: ignore[type-arg]
    programme, wave = ready(clerk)
    answer = reserve(clerk, programme, wave)
    assert answer == actions.Reservation(selected=3, held=0, waiting=1, written=4, committed=3 * 16_800)
    assert kinds(wave) == {1: "selected", 2: "selected", 3: "waiting", 4: "selected"}
    assert left(programme) == [10_000_000 - 3 * 16_800]
    assert queries.by_village(wave).rows() == [(A, 2, 0, 2, 0, 1), (B, 2, 0, 1, 0, 0), (C, 2, 0, 0, 0, 0)]
    (line,) = funding.lines(programme.pk)
    assert queries.taken_by_line(wave).rows() == [(line.pk, "JKK", 3), (line.pk, "JKM", 3)]


def test_the_same_again_writes_nothing(clerk: User, proposed: list) -> None:  # type: ignore[type-arg]
    programme, wave = ready(clerk, quota={"method": "equal", "per_village": 2, "leftover": "move"})
    first = reserve(clerk, programme, wave)
    before = (Seat.objects.count(), Quota.objects.count(), left(programme))
    assert actions.set_quota(programme_id=programme.pk, by=clerk, at=NOW) == 0
    again = reserve(clerk, programme, wave)
    assert (again.selected, again.written) == (first.selected, 0)
    assert (Seat.objects.count(), Quota.objects.count(), left(programme)) == before


def test_moved_seats_are_facts_beside_the_quota(clerk: User, proposed: list) -> None:  # type: ignore[type-arg]
    programme, wave = ready(clerk, quota={"method": "equal", "total": 6, "leftover": "move"})
    reserve(clerk, programme, wave)
    assert queries.quota(wave).select("pool", "seats", "moved").rows() == [(A, 2, 1), (B, 2, -1), (C, 2, 0)]
    assert kinds(wave)[3] == "selected"
    sentence = queries.seats(wave).filter(person_id=3)["sentence"][0]
    assert "mendapat kursi kosong dari desa lain" in sentence


def test_somebody_who_drops_out_is_followed_by_the_next(clerk: User, proposed: list) -> None:  # type: ignore[type-arg]
    programme, wave = ready(clerk)
    reserve(clerk, programme, wave)
    proposed[0] = person(1, eligible=False)
    answer = reserve(clerk, programme, wave)
    assert kinds(wave) == {1: "released", 2: "selected", 3: "selected", 4: "selected"}
    assert answer.written == 3
    assert Seat.objects.filter(person_id=1).order_by("id").values_list("kind", flat=True)[0] == "selected"
    assert left(programme) == [10_000_000 - 3 * 16_800]


def test_an_undecided_pair_holds_its_seat_and_its_money(clerk: User, proposed: list) -> None:  # type: ignore[type-arg]
    proposed[0] = person(1, undecided=True)
    programme, wave = ready(clerk)
    answer = reserve(clerk, programme, wave)
    assert (answer.selected, answer.held, answer.committed) == (2, 1, 3 * 16_800)
    assert kinds(wave)[1] == "held"


def test_a_smaller_ceiling_takes_seats_back(clerk: User, proposed: list) -> None:  # type: ignore[type-arg]
    programme, wave = ready(clerk)
    reserve(clerk, programme, wave)
    programme, wave = ready(clerk, funding=[opened.SOURCE | {"ceiling": 16_800}])
    answer = reserve(clerk, programme, wave)
    assert (answer.selected, answer.waiting) == (1, 3)
    assert left(programme) == [0]
    programme, wave = ready(clerk, funding=[opened.SOURCE | {"ceiling": 0}])
    assert reserve(clerk, programme, wave).selected == 0
    assert left(programme) == [0]


def test_a_released_seat_frees_its_money_and_nobody_moves_up_alone(clerk: User, proposed: list) -> None:  # type: ignore[type-arg]
    programme, wave = ready(clerk)
    reserve(clerk, programme, wave)
    seat = Seat.objects.get(person_id=1)
    actions.release_seat(seat_id=seat.pk, reason="withdrawn", by=clerk, at=NOW)
    assert kinds(wave) == {1: "released", 2: "selected", 3: "waiting", 4: "selected"}
    assert left(programme) == [10_000_000 - 2 * 16_800]
    assert queries.next_waiting(wave, A) == 3
    reserve(clerk, programme, wave)
    assert kinds(wave) == {1: "released", 2: "selected", 3: "selected", 4: "selected"}


def test_a_seat_is_released_once_and_for_a_known_reason(clerk: User, proposed: list) -> None:  # type: ignore[type-arg]
    programme, wave = ready(clerk)
    reserve(clerk, programme, wave)
    seat = Seat.objects.get(person_id=1)
    with pytest.raises(actions.NotASeat, match="withdrawn"):
        actions.release_seat(seat_id=seat.pk, reason="karena", by=clerk, at=NOW)
    actions.release_seat(seat_id=seat.pk, reason="deceased", by=clerk, at=NOW)
    with pytest.raises(actions.NotASeat, match="tidak berlaku"):
        actions.release_seat(seat_id=seat.pk, reason="deceased", by=clerk, at=NOW)


def test_the_first_reservation_freezes_the_draw(clerk: User, proposed: list) -> None:  # type: ignore[type-arg]
    programme, wave = ready(clerk)
    reserve(clerk, programme, wave)
    programme.refresh_from_db()
    assert programme.draw_frozen_at == NOW


def test_seats_need_a_quota_and_money(clerk: User, proposed: list) -> None:  # type: ignore[type-arg]
    programme = opened.programme(clerk)
    wave = programme.waves.get().pk
    with pytest.raises(actions.QuotaMissing):
        reserve(clerk, programme, wave)
    actions.set_quota(programme_id=programme.pk, by=clerk, at=NOW)
    with pytest.raises(actions.FundingMissing):
        reserve(clerk, programme, wave)


def test_a_reservation_is_one_audited_event_with_ids_only(clerk: User, proposed: list) -> None:  # type: ignore[type-arg]
    programme, wave = ready(clerk)
    reserve(clerk, programme, wave)
    event = Event.objects.get(action="selection.reserve")
    assert event.ids == {"programme_id": programme.pk, "wave_id": wave, "seats": 4}
    assert set(Seat.objects.values_list("action_id", flat=True)) == {event.pk}


def test_two_waves_share_one_ceiling_and_the_first_wave_is_served_first(clerk: User, proposed: list) -> None:  # type: ignore[type-arg]
    two = [{"start": "2024-11", "months": 1, "villages": [A]}, {"start": "2024-12", "months": 1, "villages": [B, C]}]
    programme = opened.programme(clerk, waves=two, funding=[opened.SOURCE | {"ceiling": 16_800 * 2}])
    funding_actions.plan_funding(programme_id=programme.pk, by=clerk, at=NOW)
    actions.set_quota(programme_id=programme.pk, by=clerk, at=NOW)
    first, second = programme.waves.order_by("number")
    for _ in range(2):
        assert reserve(clerk, programme, first.pk).selected == 2
        assert reserve(clerk, programme, second.pk).selected == 0
    assert queries.seats(second.pk)["sentence"].to_list() == [
        "Menunggu: urutan 1 masih dalam 2 kursi desa, tetapi pagu habis sebelum gilirannya "
        "(giliran 1 dari seluruh desa)."
    ]


def test_an_earlier_wave_takes_back_the_money_that_a_later_one_holds(clerk: User, proposed: list) -> None:  # type: ignore[type-arg]
    two = [{"start": "2024-11", "months": 1, "villages": [A]}, {"start": "2024-12", "months": 1, "villages": [B, C]}]
    proposed[1] = person(2, eligible=False)
    proposed[2] = person(3, eligible=False)
    programme = opened.programme(clerk, waves=two, funding=[opened.SOURCE | {"ceiling": 16_800 * 2}])
    funding_actions.plan_funding(programme_id=programme.pk, by=clerk, at=NOW)
    actions.set_quota(programme_id=programme.pk, by=clerk, at=NOW)
    first, second = programme.waves.order_by("number")
    assert [reserve(clerk, programme, wave.pk).selected for wave in (first, second)] == [1, 1]
    proposed[1] = person(2)
    assert reserve(clerk, programme, first.pk).selected == 2
    assert "gelombang sebelumnya" in queries.seats(second.pk)["sentence"][0]
    assert reserve(clerk, programme, second.pk).selected == 0
    assert left(programme) == [0]


def test_each_wave_is_paid_by_the_line_of_its_year(clerk: User, proposed: list) -> None:  # type: ignore[type-arg]
    two = [{"start": "2024-12", "months": 1, "villages": [A]}, {"start": "2025-01", "months": 1, "villages": [B, C]}]
    programme = opened.programme(clerk, waves=two, funding=[opened.SOURCE, opened.SOURCE | {"year": 2025}])
    funding_actions.plan_funding(programme_id=programme.pk, by=clerk, at=NOW)
    actions.set_quota(programme_id=programme.pk, by=clerk, at=NOW)
    for wave in programme.waves.order_by("number"):
        reserve(clerk, programme, wave.pk)
    assert left(programme) == [10_000_000 - 2 * 16_800, 10_000_000 - 16_800]


def test_a_quota_from_a_file_reaches_every_wave(clerk: User) -> None:
    rule = {"method": "proportional", "total": 10, "file": "bobot.csv"}
    programme = opened.programme(clerk, quota=rule)
    with pytest.raises(actions.QuotaMissing, match="berkas"):
        actions.set_quota(programme_id=programme.pk, by=clerk, at=NOW)
    table = pl.DataFrame({"key": [A, B, C], "weight": [6, 3, 1]})
    actions.set_quota(programme_id=programme.pk, table=table, by=clerk, at=NOW)
    assert queries.quota(programme.waves.get().pk)["seats"].to_list() == [6, 3, 1]


def test_a_person_in_two_villages_over_time_counts_where_the_latest_row_is(clerk: User, proposed: list) -> None:  # type: ignore[type-arg]
    programme, wave = ready(clerk)
    reserve(clerk, programme, wave)
    proposed[0] = person(1, B)
    reserve(clerk, programme, wave)
    assert queries.by_village(wave).select("village", "selected").rows() == [(A, 2), (B, 2), (C, 0)]


def seat_rows(programme_id: int, wave: int, *people: int, village: str = A) -> pl.DataFrame:
    return pl.DataFrame(
        [
            {
                "government": "1704000000",
                "region": village,
                "programme_id": programme_id,
                "wave_id": wave,
                "person_id": number,
                "pool": village,
                "rank": number,
                "kind": "selected",
                "why": "within-quota",
                "reason": "{}",
                "payers": '{"JKK": 1}',
                "law_sha256": "0" * 64,
                "action_id": 1,
                "recorded_at": NOW,
            }
            for number in people
        ]
    )


def test_the_database_refuses_a_seat_beyond_the_quota_whoever_writes_it(clerk: User) -> None:
    programme, wave = ready(clerk)
    frames.insert("selection_seat", seat_rows(programme.pk, wave, 1, 2))
    with pytest.raises(IntegrityError, match=f"kursi kuota {A} sudah habis"), transaction.atomic():
        frames.insert("selection_seat", seat_rows(programme.pk, wave, 3))
    frames.insert("selection_seat", seat_rows(programme.pk, wave, 1))
    with pytest.raises(IntegrityError, match="sudah habis"), transaction.atomic():
        frames.insert("selection_seat", seat_rows(programme.pk, wave, 9, village="1704012005"))


def test_seats_and_quotas_are_never_changed(clerk: User) -> None:
    programme, wave = ready(clerk)
    frames.insert("selection_seat", seat_rows(programme.pk, wave, 1))
    for model in (Seat, Quota):
        with pytest.raises(Exception, match="permission denied"), transaction.atomic():
            model.objects.update(region=B)


def test_the_last_seat_goes_to_one_of_two_simultaneous_lists(own_database: str) -> None:
    government = accounts_actions.open_government(
        code="1704000000", name="Kabupaten Kaur", time_zone="Asia/Jakarta", by=None, at=NOW
    )
    with scope.within("1704000000"):
        clerk = accounts_actions.operator(name="Rina", government=government, by=None, at=NOW)
        programme, wave = ready(clerk)
        frames.insert("selection_seat", seat_rows(programme.pk, wave, 1))
    together = threading.Barrier(2)
    results: list[str] = []

    def give(number: int) -> None:
        try:
            with scope.within("1704000000"):
                together.wait()
                frames.insert("selection_seat", seat_rows(programme.pk, wave, number))
            results.append("given")
        except IntegrityError:
            results.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=give, args=[number]) for number in (2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(results) == ["given", "refused"]
    with scope.within("1704000000"):
        assert queries.counts(wave)["selected"] == 2


def test_two_reservations_at_once_leave_the_seats_of_one(own_database: str, proposed: list) -> None:  # type: ignore[type-arg]
    government = accounts_actions.open_government(
        code="1704000000", name="Kabupaten Kaur", time_zone="Asia/Jakarta", by=None, at=NOW
    )
    with scope.within("1704000000"):
        clerk = accounts_actions.operator(name="Rina", government=government, by=None, at=NOW)
        programme, wave = ready(clerk)
    together = threading.Barrier(2)
    written: list[int] = []

    def run() -> None:
        try:
            with scope.within("1704000000"):
                together.wait()
                written.append(reserve(clerk, programme, wave).written)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(written) == [0, 4]
    with scope.within("1704000000"):
        assert left(programme) == [10_000_000 - 3 * 16_800]

"""Seats of pools that are no villages, in the database: sub-districts, agencies, work and segments."""

import threading

import polars as pl
import pytest
from django.db import IntegrityError, connections, transaction

from payung.accounts import actions as accounts_actions
from payung.accounts import scope
from payung.accounts.models import User
from payung.funding import actions as funding_actions
from payung.programme.models import Programme
from payung.selection import actions, queries
from payung.selection.models import Quota, Seat
from payung.storage import frames
from tests.conftest import NOW
from tests.programme import opened
from tests.selection.test_actions import seat_rows

pytestmark = pytest.mark.database

A, B, C = opened.VILLAGES
IKAN, SOSIAL = "Dinas Perikanan", "Dinas Sosial"
SCHEMA = {
    "person_id": pl.Int64,
    **dict.fromkeys(("nik", "village", "agency", "occupation_code", "segment"), pl.String),
    **dict.fromkeys(("eligible", "undecided"), pl.Boolean),
    "decile": pl.Int64,
}


def person(number: int, village: str = A, **known: object) -> dict[str, object]:
    plain = {"agency": None, "occupation_code": None, "segment": None, "eligible": True, "undecided": False}
    return {
        "person_id": number,
        "nik": f"1704990101{number:06d}",
        "village": village,
        "decile": number,
        **plain,
        **known,
    }


def table(**seats: int) -> pl.DataFrame:
    rows = {"key": [name.replace("_", " ") for name in seats], "seats": list(seats.values())}
    return pl.DataFrame(rows).with_columns(also=pl.lit(None, pl.List(pl.String)))


def ready(by: User, rule: dict[str, object], file: pl.DataFrame | None = None) -> tuple[Programme, int]:
    programme = opened.programme(by, quota=rule)
    funding_actions.plan_funding(programme_id=programme.pk, by=by, at=NOW)
    actions.set_quota(programme_id=programme.pk, table=file, by=by, at=NOW)
    return programme, programme.waves.get().pk


def reserve(by: User, programme: Programme, wave: int, people: list[dict[str, object]]) -> actions.Reservation:
    candidates = pl.DataFrame(people, schema=SCHEMA)
    return actions.reserve(programme_id=programme.pk, wave_id=wave, candidates=candidates, by=by, at=NOW)


def told(wave: int) -> dict[int, tuple[str, str]]:
    return {
        number: (kind, why) for number, kind, why in queries.latest(wave).select("person_id", "kind", "why").rows()
    }


BY_AGENCY = {"method": "fixed", "by": "agency", "file": "kuota.csv"}


def test_seats_of_agencies_go_to_their_people_and_who_has_none_waits_and_is_told(clerk: User) -> None:
    programme, wave = ready(clerk, BY_AGENCY, table(Dinas_Perikanan=1, Dinas_Sosial=2))
    people = [person(1, B, agency=IKAN), person(2, A, agency="DINAS PERIKANAN"), person(3, agency="Dinas Prikanan"),
              person(4, C, agency=SOSIAL), person(5)]  # fmt: skip
    answer = reserve(clerk, programme, wave, people)
    assert (answer.selected, answer.waiting) == (2, 3)
    assert told(wave) == {
        1: ("selected", "within-quota"),
        2: ("waiting", "quota-full"),
        3: ("waiting", "no-pool"),
        4: ("selected", "within-quota"),
        5: ("waiting", "no-pool"),
    }
    said = dict(queries.seats(wave).select("person_id", "sentence").rows())
    assert said[1] == f"Terpilih: urutan 1 dari 1 kursi kuota {IKAN}, menurut desil terendah, lalu undian."
    assert said[2].startswith(f"Menunggu: urutan 2, sedangkan kursi kuota {IKAN} 1; cadangan ke-1")
    assert said[3] == (
        "Menunggu tanpa kuota: instansi pengusulnya tidak tertulis, atau tidak termasuk dalam kuota. "
        "Lengkapi daftarnya atau kuotanya."
    )
    assert queries.by_pool(wave).drop("by", "name").rows() == [(IKAN, 1, 0, 1, 0, 1), (SOSIAL, 2, 0, 1, 0, 0)]
    assert queries.by_village(wave).rows() == [
        (A, None, None, 0, 0, 3), (B, None, None, 1, 0, 0), (C, None, None, 1, 0, 0)
    ]  # fmt: skip
    assert queries.next_waiting(wave, IKAN) == 2
    assert set(Seat.objects.values_list("region", flat=True)) == {A, B, C}
    assert reserve(clerk, programme, wave, people).written == 0


def test_another_name_in_the_quota_file_lets_its_people_in(clerk: User) -> None:
    people = [person(1, agency="Diskan")]
    programme, wave = ready(clerk, BY_AGENCY, table(Dinas_Perikanan=1))
    assert reserve(clerk, programme, wave, people).selected == 0
    named = table(Dinas_Perikanan=1).with_columns(also=pl.Series([["Diskan"]]))
    assert actions.set_quota(programme_id=programme.pk, table=named, by=clerk, at=NOW) == 1
    assert actions.set_quota(programme_id=programme.pk, table=named, by=clerk, at=NOW) == 0
    assert reserve(clerk, programme, wave, people).selected == 1


def test_empty_seats_move_between_agencies(clerk: User) -> None:
    programme, wave = ready(clerk, BY_AGENCY | {"leftover": "move"}, table(Dinas_Perikanan=1, Dinas_Sosial=2))
    reserve(clerk, programme, wave, [person(n, agency=IKAN) for n in (1, 2, 3)])
    assert queries.quota(wave).select("pool", "seats", "moved").rows() == [(IKAN, 1, 2), (SOSIAL, 2, -2)]
    sentence = queries.seats(wave).filter(person_id=3)["sentence"][0]
    assert sentence.startswith(
        f"Terpilih: urutan 3; kursi kuota {IKAN} 1, menjadi 3 karena mendapat kursi kosong dari"
    )
    again = reserve(clerk, programme, wave, [person(n, agency=IKAN) for n in (1, 2, 3)])
    assert again.written == 0


@pytest.mark.parametrize(
    ("rule", "people", "selected"),
    [
        ({"method": "equal", "by": "district", "total": 2}, [person(1, A), person(2, B), person(3, C)], [1, 2]),
        ({"method": "equal", "by": "district", "per_pool": 2}, [person(3, A), person(2, B), person(1, C)], [1, 2]),
        ({"method": "equal", "by": "segment", "per_pool": 1},
         [person(1, segment="PU"), person(2), person(3, segment="BPU")], [1, 2]),
    ],
)  # fmt: skip
def test_pools_that_need_no_file(clerk: User, rule: dict, people: list, selected: list[int]) -> None:  # type: ignore[type-arg]
    programme, wave = ready(clerk, rule)
    reserve(clerk, programme, wave, people)
    assert queries.latest(wave).filter(kind="selected")["person_id"].sort().to_list() == selected


def test_work_is_shared_by_occupation_and_ecosystem(clerk: User) -> None:
    rule = {"method": "fixed", "by": "occupation", "file": "kuota.csv"}
    programme, wave = ready(clerk, rule, table(nelayan=1, market=1))
    works = ["nelayan", "nelayan", "pedagang", "petani", None]
    reserve(clerk, programme, wave, [person(n, occupation_code=work) for n, work in enumerate(works, 1)])
    assert [told(wave)[n][1] for n in range(1, 6)] == [
        "within-quota", "quota-full", "within-quota", "no-pool", "no-pool"
    ]  # fmt: skip
    sentence = queries.seats(wave).filter(person_id=1)["sentence"][0]
    assert "1 kursi kuota nelayan/perikanan" in sentence


def test_a_programme_may_turn_from_villages_to_agencies_and_back(clerk: User) -> None:
    people = [person(1, A, agency=IKAN), person(2, A, agency=IKAN), person(3, B)]
    villages = {"method": "equal", "per_village": 1}
    programme, wave = ready(clerk, villages)
    assert reserve(clerk, programme, wave, people).selected == 2
    ready(clerk, BY_AGENCY, table(Dinas_Perikanan=2))
    assert reserve(clerk, programme, wave, people).selected == 2
    assert told(wave)[3] == ("waiting", "no-pool")
    assert queries.quota(wave)["pool"].to_list() == [IKAN]
    ready(clerk, villages)
    assert reserve(clerk, programme, wave, people).selected == 2
    assert queries.quota(wave)["pool"].to_list() == [A, B, C]
    assert Quota.objects.filter(pool=IKAN).order_by("-id").values_list("seats", "by").first() == (0, "")


def test_the_database_refuses_a_seat_beyond_a_pool_or_without_one(clerk: User) -> None:
    programme, wave = ready(clerk, BY_AGENCY, table(Dinas_Perikanan=2))
    rows = seat_rows(programme.pk, wave, 1, 2).with_columns(pool=pl.lit(IKAN))
    frames.insert("selection_seat", rows)
    with pytest.raises(IntegrityError, match=f"kursi kuota {IKAN} sudah habis"), transaction.atomic():
        frames.insert("selection_seat", seat_rows(programme.pk, wave, 3, village=C).with_columns(pool=pl.lit(IKAN)))
    with pytest.raises(IntegrityError, match="a_seat_that_is_taken_has_a_pool"), transaction.atomic():
        frames.insert("selection_seat", seat_rows(programme.pk, wave, 4).with_columns(pool=pl.lit(None, pl.String)))


def test_the_last_seat_of_an_agency_goes_to_one_of_two_lists_from_two_villages(own_database: str) -> None:
    government = accounts_actions.open_government(
        code="1704000000", name="Kabupaten Kaur", time_zone="Asia/Jakarta", by=None, at=NOW
    )
    with scope.within("1704000000"):
        clerk = accounts_actions.operator(name="Rina", government=government, by=None, at=NOW)
        programme, wave = ready(clerk, BY_AGENCY, table(Dinas_Perikanan=1))
    together = threading.Barrier(2)
    results: list[str] = []

    def give(number: int, village: str) -> None:
        try:
            with scope.within("1704000000"):
                together.wait()
                rows = seat_rows(programme.pk, wave, number, village=village).with_columns(pool=pl.lit(IKAN))
                frames.insert("selection_seat", rows)
            results.append("given")
        except IntegrityError:
            results.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=give, args=each) for each in ((2, A), (3, B))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(results) == ["given", "refused"]
    with scope.within("1704000000"):
        assert queries.counts(wave)["selected"] == 1


def test_who_falls_out_is_followed_by_the_next_of_the_same_agency(clerk: User) -> None:
    programme, wave = ready(clerk, BY_AGENCY, table(Dinas_Perikanan=1, Dinas_Sosial=1))
    people = [person(n, agency=agency) for n, agency in enumerate((IKAN, SOSIAL, SOSIAL, IKAN), 1)]
    reserve(clerk, programme, wave, people)
    seat = Seat.objects.get(person_id=1)
    actions.release_seat(seat_id=seat.pk, reason="deceased", by=clerk, at=NOW)
    assert Seat.objects.filter(person_id=1).latest("id").pool == IKAN
    reserve(clerk, programme, wave, people)
    assert {number: kind for number, (kind, _) in told(wave).items()} == {
        1: "released", 2: "selected", 3: "waiting", 4: "selected"
    }  # fmt: skip

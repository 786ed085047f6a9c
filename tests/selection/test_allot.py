"""Seats, waiting list and money, each against a slow scalar twin."""

import hashlib
from datetime import date

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.selection import allot, order, sentences

SEED = "benih"
A, B, C = "1704012001", "1704012002", "1704012003"
TARIFF = {"JKK": 10_000, "JKM": 6_800}
SCHEMA = {
    "person_id": pl.Int64,
    "nik": pl.String,
    "village": pl.String,
    "pool": pl.String,
    "undecided": pl.Boolean,
    "decile": pl.Int8,
    "disability": pl.Boolean,
    "head_of_family": pl.Boolean,
    "birth_date": pl.Date,
}
PREFERENCE = ["decile asc", "disability desc", "head_of_family desc", "age desc"]


def person(number: int, village: str = A, **known: object) -> dict[str, object]:
    plain = {"undecided": False, "decile": None, "disability": None, "head_of_family": None, "birth_date": None}
    place = {"village": village, "pool": known.get("village", village)}
    return {"person_id": number, "nik": f"1704990101{number:06d}", **place, **plain, **known}


def frame(*people: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame(list(people), schema=SCHEMA)


def quota(**seats: int) -> pl.DataFrame:
    codes = {"a": A, "b": B, "c": C}
    rows = {"pool": [codes[name] for name in seats], "seats": list(seats.values())}
    return pl.DataFrame(rows, schema={"pool": pl.String, "seats": pl.Int64})


def give(people: pl.DataFrame, shared: pl.DataFrame, left: int = 10**12, leftover: str = "stay") -> allot.Allotment:
    return allot.allot(
        people,
        shared,
        [allot.Payer(1, left, TARIFF)],
        ["JKK", "JKM"],
        preference=PREFERENCE,
        draw_seed=SEED,
        leftover=leftover,
    )


def kinds(answer: allot.Allotment) -> dict[int, str]:
    return dict(answer.seats.select("person_id", "kind").rows())


def test_the_poorest_come_first_and_the_unknown_last() -> None:
    people = frame(person(1, decile=None), person(2, decile=3), person(3, decile=1))
    assert order.ranked(people, PREFERENCE, SEED)["person_id"].to_list() == [3, 2, 1]


def test_the_oldest_come_first_when_all_else_is_equal() -> None:
    people = frame(person(1, birth_date=date(1990, 1, 1)), person(2, birth_date=date(1970, 1, 1)), person(3))
    assert order.ranked(people, PREFERENCE, SEED)["person_id"].to_list() == [2, 1, 3]


def test_ties_go_by_sha256_of_seed_line_feed_nik() -> None:
    people = [person(number) for number in range(1, 30)]
    drawn = sorted(people, key=lambda p: hashlib.sha256(f"{SEED}\n{p['nik']}".encode()).hexdigest())
    assert order.ranked(frame(*people), [], SEED)["person_id"].to_list() == [p["person_id"] for p in drawn]


def test_who_is_beyond_the_quota_waits_in_order() -> None:
    answer = give(frame(person(1, decile=1), person(2, decile=2), person(3, decile=3)), quota(a=2))
    assert kinds(answer) == {1: "selected", 2: "selected", 3: "waiting"}
    assert answer.seats["why"].to_list() == ["within-quota", "within-quota", "quota-full"]


def test_an_undecided_pair_keeps_its_seats_but_is_not_selected() -> None:
    people = frame(person(1, decile=1, undecided=True), person(2, decile=2), person(3, decile=3, undecided=True))
    answer = give(people, quota(a=2))
    assert kinds(answer) == {1: "held", 2: "selected", 3: "waiting"}
    assert answer.seats["why"].to_list() == ["pair-undecided", "within-quota", "pair-undecided"]
    assert answer.committed["people"].to_list() == [2, 2]


def test_unfilled_seats_stay_or_move_one_a_round() -> None:
    people = frame(*(person(n, A) for n in range(1, 6)), *(person(n, B) for n in range(11, 14)))
    shared = quota(a=2, b=1, c=4)
    assert give(people, shared).affordable == 3
    moved = give(people, shared, leftover="move")
    assert dict(moved.quota.select("pool", "moved").rows()) == {A: 2, B: 2, C: -4}
    assert moved.affordable == 7


def test_the_last_moved_seat_goes_to_the_village_drawn_first() -> None:
    people = frame(*(person(n, A) for n in range(1, 4)), *(person(n, B) for n in range(11, 14)))
    answer = give(people, quota(a=1, b=1, c=1), leftover="move")
    first = min((A, B), key=lambda code: hashlib.sha256(f"{SEED}\n{code}".encode()).hexdigest())
    assert answer.quota.filter(pl.col("moved") > 0)["pool"].to_list() == [first]


def test_too_little_money_serves_rank_1_of_each_village_then_rank_2_and_draws_the_partial_round() -> None:
    people = frame(*(person(n, v, decile=n % 10) for v, k in ((A, 0), (B, 10), (C, 20)) for n in range(k + 1, k + 4)))
    answer = give(people, quota(a=3, b=3, c=3), left=16_800 * 4 + 16_799)
    served = answer.seats.filter(pl.col("kind") == "selected").select("village", "rank").rows()
    first = min((A, B, C), key=lambda code: hashlib.sha256(f"{SEED}\n{code}".encode()).hexdigest())
    assert sorted(served) == sorted([(A, 1), (B, 1), (C, 1), (first, 2)])
    assert set(answer.seats.filter(pl.col("kind") == "waiting")["why"]) == {"money-used-up"}


def test_a_second_payer_takes_over_when_the_first_is_used_up() -> None:
    people = frame(person(1, decile=1), person(2, decile=2), person(3, decile=3))
    payers = [allot.Payer(7, 16_800, TARIFF), allot.Payer(8, 20_000, TARIFF)]
    answer = allot.allot(people, quota(a=3), payers, ["JKK", "JKM"], preference=PREFERENCE, draw_seed=SEED)
    assert answer.seats["payers"].to_list() == [{"JKK": 7, "JKM": 7}, {"JKK": 8, "JKM": 8}, None]


def test_a_payer_reaches_only_its_own_villages() -> None:
    payers = [allot.Payer(7, 10**9, TARIFF, frozenset([A])), allot.Payer(8, 16_800, TARIFF)]
    people = frame(person(1, A), person(2, A), person(3, B), person(4, B))
    shared = quota(a=2, b=2)
    answer = allot.allot(people, shared, payers, ["JKK", "JKM"], preference=[], draw_seed=SEED)
    assert answer.seats.filter(kind="selected").group_by("village").len().sort("village")["len"].to_list() == [2, 1]


def test_one_insurance_without_money_leaves_the_other_payer_untouched() -> None:
    payers = [allot.Payer(1, 10**9, {"JKK": 10_000}), allot.Payer(2, 0, {"JKM": 6_800})]
    answer = allot.allot(frame(person(1)), quota(a=1), payers, ["JKK", "JKM"], preference=[], draw_seed=SEED)
    assert kinds(answer) == {1: "waiting"}
    assert answer.committed.height == 0


def test_everybody_gets_a_sentence_that_names_order_and_seats() -> None:
    people = frame(*(person(n, decile=n) for n in range(1, 4)), person(11, B, decile=1, undecided=True))
    answer = give(people, quota(a=1, b=1, c=1), leftover="move").seats
    said = dict(answer.select("person_id", sentences.why(PREFERENCE)).rows())
    order_said = "desil terendah, penyandang disabilitas, kepala keluarga, yang tertua, lalu undian"
    assert said == {
        1: f"Terpilih: urutan 1 dari 1 kursi desa, menurut {order_said}.",
        2: "Terpilih: urutan 2; kursi desa 1, menjadi 2 karena mendapat kursi kosong dari desa lain, "
        f"menurut {order_said}.",
        3: f"Menunggu: urutan 3, sedangkan kursi desa 2; cadangan ke-1, menurut {order_said}.",
        11: "Kursi urutan 1 disimpan, belum ditetapkan: ada orang lain dalam daftar yang mungkin orang yang sama "
        "dan belum diputuskan.",
    }


def test_nobody_proposed_is_an_answer_too() -> None:
    answer = give(frame(), quota(a=5, b=5), leftover="move")
    assert (answer.seats.height, answer.quota["moved"].sum(), answer.committed.height) == (0, 0, 0)


# --- the slow twin -----------------------------------------------------------------------------------------------


def twin(people: list[dict], seats: dict[str, int], left: int, leftover: str) -> dict[int, str]:  # type: ignore[type-arg]
    def digest(key: str) -> str:
        return hashlib.sha256(f"{SEED}\n{key}".encode()).hexdigest()

    def place(p: dict) -> tuple:  # type: ignore[type-arg]
        decile = 99 if p["decile"] is None else p["decile"]
        disability = {True: 0, False: 1, None: 2}[p["disability"]]
        born = p["birth_date"] or date.max
        return (decile, disability, born, digest(p["nik"]))

    lines = {v: sorted((p for p in people if p["pool"] == v), key=place) for v in seats}
    room = {v: min(seats[v], len(lines[v])) for v in seats}
    spare = sum(seats[v] - room[v] for v in seats)
    drawn = sorted(seats, key=digest)
    while leftover == "move" and spare and any(room[v] < len(lines[v]) for v in seats):
        for village in drawn:
            if spare and room[village] < len(lines[village]):
                room[village] += 1
                spare -= 1
    answer = {p["person_id"]: "waiting" for p in people}
    for turn in range(max(room.values(), default=0)):
        for village in drawn:
            if turn < room[village] and left >= 16_800:
                left -= 16_800
                one = lines[village][turn]
                answer[one["person_id"]] = "held" if one["undecided"] else "selected"
    return answer


someone = st.fixed_dictionaries(
    {
        "village": st.sampled_from([A, B, C]),
        "pool": st.sampled_from([A, B, C, "Dinas Perikanan", None]),
        "undecided": st.booleans(),
        "decile": st.none() | st.integers(1, 3),
        "disability": st.none() | st.booleans(),
        "birth_date": st.none() | st.dates(date(1970, 1, 1), date(1970, 1, 3)),
    }
)


@settings(max_examples=150, deadline=None)
@given(
    crowd=st.lists(someone, max_size=14),
    seats=st.tuples(*[st.integers(0, 5)] * 3),
    left=st.integers(0, 16_800 * 16),
    leftover=st.sampled_from(["stay", "move"]),
    shuffle=st.randoms(),
)
def test_the_frame_answers_like_the_twin_in_any_order_of_rows(crowd, seats, left, leftover, shuffle) -> None:  # type: ignore[no-untyped-def]
    people = [person(n, **known) for n, known in enumerate(crowd)]
    given_seats = dict(zip((A, B, C), seats, strict=True))
    expected = twin(people, given_seats, left, leftover)
    shuffle.shuffle(people)
    answer = give(frame(*people), quota(a=seats[0], b=seats[1], c=seats[2]), left, leftover)
    assert kinds(answer) == expected
    taken = answer.seats.filter(pl.col("kind") != "waiting")
    room = dict(answer.quota.select("pool", pl.col("seats") + pl.col("moved")).rows())
    assert all(count <= room[pool] for pool, count in taken.group_by("pool").len().rows())
    outside = {p["person_id"] for p in people if p["pool"] not in given_seats}
    assert set(answer.seats.filter(why="no-pool")["person_id"]) == outside
    by_pool = answer.seats.group_by("pool").agg("rank")["rank"].to_list()
    assert all(ranks == list(range(1, len(ranks) + 1)) for ranks in by_pool)
    assert answer.quota["moved"].sum() == 0
    assert answer.committed["amount"].sum() == taken.height * 16_800 <= max(left, 0)


def test_optional_insurance_is_paid_after_everybody_has_the_required_and_never_costs_a_seat() -> None:
    answer = allot.allot(
        frame(person(1, decile=1), person(2, decile=2), person(3, decile=3)),
        quota(a=3),
        [allot.Payer(1, 3 * 16_800 + 25_000, {**TARIFF, "JHT": 20_000})],
        ["JKK", "JKM", "JHT"],
        preference=PREFERENCE,
        draw_seed=SEED,
        optional=[["JHT"]],
    )
    assert kinds(answer) == {1: "selected", 2: "selected", 3: "selected"}
    assert [payers["JHT"] for payers in answer.seats.sort("rank")["payers"]] == [1, None, None]
    assert dict(answer.committed.select("insurance", "amount").rows()) == {
        "JHT": 20_000,
        "JKK": 30_000,
        "JKM": 20_400,
    }


def test_an_optional_insurance_in_two_shares_is_paid_whole_or_not_at_all() -> None:
    employer, worker = (
        allot.Payer(1, 10**9, {**TARIFF, "JHT": 92_500}),
        allot.Payer(2, 60_000, {"JHT-worker": 50_000}),
    )
    answer = allot.allot(
        frame(person(1, decile=1), person(2, decile=2)),
        quota(a=2),
        [employer, worker],
        ["JKK", "JKM", "JHT", "JHT-worker"],
        preference=PREFERENCE,
        draw_seed=SEED,
        optional=[["JHT", "JHT-worker"]],
    )
    first, second = answer.seats.sort("rank")["payers"]
    assert first == {"JKK": 1, "JKM": 1, "JHT": 1, "JHT-worker": 2}
    assert second == {"JKK": 1, "JKM": 1, "JHT": None, "JHT-worker": None}


def test_without_a_choice_a_lacking_insurance_makes_the_person_wait() -> None:
    answer = allot.allot(
        frame(person(1, decile=1), person(2, decile=2)),
        quota(a=2),
        [allot.Payer(1, 10**9, TARIFF), allot.Payer(2, 20_000, {"JHT": 20_000})],
        ["JKK", "JKM", "JHT"],
        preference=PREFERENCE,
        draw_seed=SEED,
    )
    assert kinds(answer) == {1: "selected", 2: "waiting"}


def test_in_a_rotation_who_had_a_turn_comes_after_the_others() -> None:
    people = frame(person(1, decile=1), person(2, decile=9)).with_columns(had_turn=pl.Series([True, False]))
    assert dict(order.ranked(people, PREFERENCE, SEED).select("person_id", "rank").rows()) == {2: 1, 1: 2}

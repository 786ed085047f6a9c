"""Which pool a person belongs to: a pure question about the row, never a guess."""

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.programme.document import Quota
from payung.selection import pools, quota

DENPASAR = "5171000000"
KINAL = ["1704012001", "1704012002", "1704012003"]
MAJE = ["1704062001", "1704062002"]


def known(*names: str, **also: list[str]) -> pl.DataFrame:
    rows = [(name, also.get(name.replace(" ", "_"), [])) for name in names]
    return pl.DataFrame(rows, schema={"pool": pl.String, "also": pl.List(pl.String)}, orient="row")


def pools_of(by: str, of: pl.DataFrame, **columns: list[str | None]) -> list[str | None]:
    people = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
    return pools.of_people(people, by, of, government=DENPASAR).to_list()


def test_a_village_and_its_sub_district() -> None:
    assert pools_of("village", known(*KINAL), village=[KINAL[0], MAJE[0]]) == [KINAL[0], None]
    assert pools_of("district", known("1704010000"), village=[KINAL[2], MAJE[0]]) == ["1704010000", None]


def test_an_agency_by_its_words_whatever_signs_case_and_own_government_stand_there() -> None:
    of = known("Dinas Perikanan dan Ketahanan Pangan", "Dinas Sosial", Dinas_Sosial=["Dinsos", "DSP3A"])
    written = [
        "DINAS PERIKANAN & KETAHANAN PANGAN",
        " Dinas  Perikanan dan Ketahanan Pangan Kota Denpasar",
        "dinas sosial, kota denpasar",
        "DINSOS",
        "Dsp3a",
    ]
    assert pools_of("agency", of, agency=[*written]) == [of["pool"][0]] * 2 + ["Dinas Sosial"] * 3


@pytest.mark.parametrize("written", ["Dinas Perikanan", "Dinas Sosia", "Dinas Sosial Kabupaten Badung", "", None])
def test_a_name_that_only_resembles_an_agency_is_no_agency(written: str | None) -> None:
    of = known("Dinas Perikanan dan Ketahanan Pangan", "Dinas Sosial")
    assert pools_of("agency", of, agency=[written]) == [None]


def test_near_agencies_are_listed_for_a_person_to_choose_from() -> None:
    of = known("Dinas Perikanan", "Dinas Sosial", "Badan Kesatuan Bangsa dan Politik")
    assert pools.near_agencies("Dinas Prikanan", of, DENPASAR)[0] == "Dinas Perikanan"
    assert pools.near_agencies("PT Angin Ribut", of, DENPASAR) == []


def test_work_by_its_code_else_by_its_ecosystem() -> None:
    of = known("nelayan", "market")
    codes = ["nelayan", "pedagang", "perdagangan", "petani", None]
    assert pools_of("occupation", of, occupation_code=codes) == ["nelayan", "market", "market", None, None]


def test_a_segment_of_the_row_else_of_its_wave() -> None:
    of = known("BPU", "PU")
    people = pl.DataFrame({"segment": ["PU", None]}, schema={"segment": pl.String})
    assert pools.of_people(people, "segment", of, government=DENPASAR, segment="BPU").to_list() == ["PU", "BPU"]


ROWS = {
    "district": (["1704010000", "1704060000"], "Kecamatan Kinal"),
    "agency": (["Dinas Perikanan", "Dinas Sosial"], "Dinas Perikanan"),
    "occupation": (["nelayan", "petani"], "nelayan/perikanan"),
    "segment": (["BPU", "PU"], "segmen BPU"),
}


@pytest.mark.parametrize("by", ROWS)
@pytest.mark.parametrize("method", ["equal", "fixed", "proportional"])
def test_each_method_shares_seats_over_each_kind_of_pool(method: str, by: str) -> None:
    keys, first_name = ROWS[by]
    has_file = method != "equal" or by in ("agency", "occupation")
    rule = Quota(by=by, method=method, total=None if method == "fixed" else 7, file="kuota.csv" if has_file else None)
    table = pl.DataFrame({"key": keys, "seats": [4, 2], "weight": [30, 10]})
    shared = quota.of(rule, KINAL + MAJE, table if has_file else None)
    expected = {"equal": [4, 3], "fixed": [4, 2], "proportional": [5, 2]}[method]
    assert shared.select("pool", "seats").rows() == list(zip(keys, expected, strict=True))
    assert shared["name"][0] == first_name


def test_equal_shares_by_work_go_by_the_criteria_of_the_programme() -> None:
    rule = Quota(by="occupation", method="equal", per_pool=3)
    shared = quota.of(rule, KINAL, None, occupations=["petani", "nelayan"])
    assert shared.select("pool", "seats").rows() == [("nelayan", 3), ("petani", 3)]


@settings(max_examples=60, deadline=None)
@given(
    weights=st.dictionaries(st.text("abcdef ", min_size=3, max_size=8).map(str.strip).filter(lambda t: len(t) > 2),
                            st.integers(0, 900), min_size=1, max_size=9).filter(lambda w: sum(w.values())),
    total=st.integers(1, 400),
    shuffle=st.randoms(use_true_random=False),
)  # fmt: skip
def test_the_seats_of_agencies_sum_to_the_total_in_any_order_of_rows(weights, total, shuffle) -> None:  # type: ignore[no-untyped-def]
    rule = Quota(by="agency", method="proportional", total=total, file="kuota.csv")
    rows = list(weights.items())
    answers = []
    for _ in range(2):
        table = pl.DataFrame(rows, schema={"key": pl.String, "weight": pl.Int64}, orient="row")
        answers.append(quota.of(rule, KINAL, table).select("pool", "seats").rows())
        shuffle.shuffle(rows)
    assert answers[0] == answers[1]
    assert sum(seats for _, seats in answers[0]) == total

"""Who may be one person although the NIK differs, and who is not: sentences about people in sight."""

from datetime import date

import polars as pl
import pytest
from bench import people_twice

from payung.people import agreement, candidates, evidence, linkage

SITI = {
    "nik": "1704014506790002",
    "name": "SITI AMINAH",
    "birth_date": date(1979, 6, 5),
    "sex": "P",
    "mother": "ROHANI",
    "phone": "081200001111",
    "village": "1704012001",
}
YUSUF = {
    "nik": "1704011403850001",
    "name": "Muhammad Yusuf",
    "birth_date": date(1985, 3, 14),
    "sex": "L",
    "mother": "Hasnah",
    "phone": "081355550000",
    "village": "1704012001",
}
ELSEWHERE = {"mother": "Murni", "phone": "082111112222", "village": "1704092003"}
ONE_PERSON = {
    "two neighbouring digits of the NIK exchanged": (SITI, SITI | {"nik": "1704014506970002"}),
    "a digit of the NIK, M. for Muhammad, another village": (
        YUSUF,
        YUSUF | {"nik": "1704011403850007", "name": "M. Yusup", "village": "1704012002"},
    ),
    "no NIK, day and month exchanged": (SITI, SITI | {"nik": None, "birth_date": date(1979, 5, 6)}),
    "another NIK altogether, all else alike": (YUSUF, YUSUF | {"nik": "1704091403850031"}),
    "old spelling and no mother": (
        YUSUF | {"name": "Sukarno Djojo"},
        YUSUF | {"name": "Soekarno Joyo", "nik": "1704011408350001", "mother": None},
    ),
    "a nickname, another phone, a digit of the NIK": (
        SITI,
        SITI | {"name": "Minah", "phone": "085277778888", "nik": "1704014596790002"},
    ),
}


@pytest.mark.parametrize("case", ONE_PERSON)
def test_these_may_be_one_person(case, shown):
    assert case in shown


TWO_PEOPLE = {
    "twins: one day, one mother, one house, neighbouring NIKs": (
        YUSUF | {"name": "Hasan Basri", "nik": "1704011403850001"},
        YUSUF | {"name": "Husin Basri", "nik": "1704011403850002"},
    ),
    "twins whose mother is not known": (
        YUSUF | {"name": "Hasan", "mother": None},
        YUSUF | {"name": "Rahmat", "mother": None, "nik": "1704011403850002"},
    ),
    "a boy and a girl born together": (
        YUSUF | {"name": "Rian"},
        YUSUF | {"name": "Riana", "sex": "P", "nik": "1704015403850001"},
    ),
    "father and son of one name in one house": (
        YUSUF,
        YUSUF | {"nik": "1704010208060003", "birth_date": date(2006, 8, 2), "mother": "Siti Aminah"},
    ),
    "brothers with near NIKs": (
        YUSUF | {"name": "Ridwan Yusuf"},
        YUSUF | {"name": "Rizal Yusuf", "nik": "1704011403860001", "birth_date": date(1986, 3, 14)},
    ),
    "two Siti Aminah of one day in two villages": (
        SITI,
        SITI | {"nik": "1704094506790001", "mother": "Kartini", "phone": "085299990000", "village": "1704092003"},
    ),
    "mother and daughter": (
        SITI,
        SITI | {"nik": "1704014506020001", "birth_date": date(2002, 6, 5), "mother": "SITI AMINAH", "name": "AMINAH"},
    ),
    "people born on one day whose numbers follow each other": (
        SITI,
        SITI | {"nik": "1704014506790003", "name": "SITI RAHAYU", "mother": "Murni", "phone": "082111112222"},
    ),
}


@pytest.mark.parametrize("case", TWO_PEOPLE)
def test_these_are_two_people(case, shown):
    assert case not in shown


@pytest.fixture(scope="module")
def shown():
    """The cases whose two people are shown to a clerk as perhaps one, among enough others that no name is rare."""
    cases = ONE_PERSON | TWO_PEOPLE
    crowd = people_twice.invent(2_000, seed=7, again=0).known.drop("id").to_dicts()
    compared = prepare(*(side for case in cases.values() for side in case), *crowd)
    pairs = pl.DataFrame({"left": range(0, 2 * len(cases), 2), "right": range(1, 2 * len(cases), 2)})
    worth = candidates.find(compared).join(pairs, on=["left", "right"], how="semi")
    found = linkage.scored(compared, worth, threshold=linkage.model().threshold)
    return [list(cases)[place // 2] for place in found["left"]]


def prepare(*people):
    frame = pl.DataFrame(people, schema_overrides={"birth_date": pl.Date, "nik": pl.String, "mother": pl.String})
    return linkage.prepare(frame.with_columns(id=pl.int_range(pl.len(), dtype=pl.Int64)))


def test_the_score_tells_which_level_each_comparison_reached():
    compared = prepare(SITI, SITI | {"nik": "1704014506970002", "mother": None})
    (said,) = linkage.scored(compared, pl.DataFrame({"left": [0], "right": [1]})).to_dicts()
    assert said["identity"] == "nik-near-in-birth-part-birth-same"
    assert (said["name"], said["family"], said["sex"]) == ("name-same", "mother-unknown-phone-same", "sex-same")
    assert said["twins"] == "not-born-together"
    assert 0 < said["probability"] <= 1


def test_a_list_without_likely_pairs_asks_splink_nothing():
    compared = prepare(SITI, YUSUF, SITI | {"nik": "1704014506790003", "name": "SITI RAHAYU"} | ELSEWHERE)
    assert candidates.find(compared).is_empty()
    assert linkage.scored(compared, candidates.find(compared)).is_empty()


def test_what_the_quick_look_leaves_out_is_rarely_shown_by_the_model():
    lists = people_twice.invent(4_000, seed=31)
    compared = linkage.prepare(lists.together)
    quick = candidates.find(compared)
    every = pl.concat([quick, lists.truth]).unique()
    said = linkage.scored(compared, every, threshold=linkage.model().threshold)
    lost = said.join(quick, on=["left", "right"], how="anti")
    assert lost.height <= 0.01 * lists.truth.height


def test_the_order_of_the_people_changes_nothing():
    lists = people_twice.invent(2_000, seed=5)
    compared = linkage.prepare(lists.together)
    turned = linkage.prepare(lists.together.reverse())
    assert candidates.find(compared).equals(candidates.find(turned))


def test_precision_and_recall_hold_on_people_the_model_was_not_estimated_from():
    lists = people_twice.invent(8_000, seed=99)
    compared = linkage.prepare(lists.together)
    found = linkage.scored(compared, candidates.find(compared), threshold=linkage.model().threshold)
    right = found.join(lists.truth, on=["left", "right"], how="semi").height
    assert right >= 0.97 * found.height
    assert right >= 0.92 * lists.truth.height


def test_new_people_are_compared_with_everybody_and_known_ones_not_again():
    compared = prepare(SITI, SITI | {"nik": None}, SITI | {"phone": None, "nik": "1704014506970002"})
    found = candidates.find(compared, pl.Series([2], dtype=pl.Int64))
    assert found.rows() == [(0, 2), (1, 2)]


def test_names_are_prepared_as_they_are_compared_for_one_nik():
    names = ["Hj. Sitti Moerni binti Djamal", "H. Ahmad Dahlan, S.Pd", "Ma'ruf", "H", "Bin Umar", "I Made Sudarma"]
    compared = prepare(*(SITI | {"name": name} for name in names))
    assert compared["name"].to_list() == [" ".join(agreement.words(name)) for name in names]


def test_the_prior_falls_on_longer_lists_and_stays_on_shorter_ones():
    assert linkage.prior(500) == linkage.prior(100_000) == linkage.model().prior
    assert linkage.prior(1_000_000) == pytest.approx(linkage.model().prior / 10**0.5)


def test_every_level_of_the_model_can_be_read_by_a_reviewer():
    model = linkage.model()
    assert model.threshold < model.strong < 1
    for levels in model.comparisons.values():
        assert levels[-1].when == "ELSE"
        assert all(0 < level.m <= 1 and 0 < level.u <= 1 for level in levels)
        assert len({level.name for level in levels}) == len(levels)


def test_when_memory_runs_out_while_comparing_one_sentence_says_what_to_do(monkeypatch):
    monkeypatch.setattr(linkage, "MEMORY", "1MB")
    people = linkage.prepare(pl.DataFrame([{"id": 1, **SITI}, {"id": 2, **YUSUF}]))
    with pytest.raises(linkage.NoMemory, match=r"Memori habis .* jalankan perintah yang sama lagi"):
        linkage.scored(people, pl.DataFrame({"left": [1], "right": [2]}))


def test_whatever_moves_the_score_is_told_to_the_clerk_on_its_side():
    """A pair whose evidence against it stays unsaid looks like one person; one NIK has words of its own."""
    for levels in linkage.model().comparisons.values():
        for level in levels:
            if abs(level.weight) >= 1 and level.name != "nik-same":
                assert level.name in evidence.REASONS
            if level.weight <= -1:
                assert not evidence.REASONS[level.name].supports, level.name

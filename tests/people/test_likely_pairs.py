"""People who resemble each other under two NIKs wait for a clerk; what he decides lasts, and can be taken back."""

from datetime import date, timedelta

import pytest

from payung.accounts import actions as account_actions
from payung.accounts import scope
from payung.people import actions, comparing, queries
from payung.people.models import Pair, Sighting
from payung.roster import actions as roster_actions
from tests.people.rosters import AT, BUDI, OTHER_VILLAGE, SITI, checked, linked, programme

pytestmark = pytest.mark.database
LATER = AT + timedelta(days=3)
KNOWN = SITI | {"birth_date": date(1980, 1, 1), "mother": "ROHANI", "phone": "081200001111"}
MISTYPED = KNOWN | {"nik": "1704990110800001", "name": "SITI AMINA", "village": OTHER_VILLAGE}


def waiting(kaur):
    return queries.pairs_waiting(kaur.id)


def in_doubt(clerk):
    kaur = programme()
    linked(kaur, checked(KNOWN, BUDI), clerk)
    result = linked(kaur, checked(MISTYPED, name="padang.xlsx"), clerk, LATER)
    assert result == actions.LinkResult(new_people=1, sightings=1, pairs=0, likely_pairs=1)
    return kaur, Pair.objects.get().id


def niks(kaur):
    return sorted(queries.people(kaur.id)["nik"].to_list())


def decide(pair, verdict, clerk, side="left"):
    return actions.decide_pair(
        pair_id=pair, verdict=verdict, reason="KTP dilihat", nik_belongs_to=side, by=clerk, at=LATER
    )


def test_who_resembles_somebody_under_another_nik_waits_and_both_hold_their_place(clerk):
    kaur, _ = in_doubt(clerk)
    found = queries.people(kaur.id)
    assert found.select("name", "is_undecided").rows() == [
        ("SITI AMINAH", True),
        ("BUDI SANTOSO", False),
        ("SITI AMINA", True),
    ]
    (pair,) = waiting(kaur).to_dicts()
    assert (pair["left_name"], pair["right_name"], pair["why"]) == ("SITI AMINAH", "SITI AMINA", "likely")
    assert (pair["left_file"], pair["right_file"], pair["right_row"]) == ("kemuning.xlsx", "padang.xlsx", 2)
    assert pair["probability"] > 0.97
    assert '"identity"' in pair["levels"]


def test_two_rows_of_one_receipt_are_compared_too(clerk):
    kaur = programme()
    assert linked(kaur, checked(KNOWN, MISTYPED), clerk).likely_pairs == 1


def test_what_is_found_while_people_are_written_down_is_what_is_found_afterwards(clerk):
    """Two receipts: one brings a pair of its own, the second resembles somebody known and amends another's row."""
    kaur = programme()
    other = BUDI | {"birth_date": date(1970, 4, 12), "mother": "SALAMAH", "phone": "081311112222"}
    other_again = other | {"nik": "1704991204700009", "name": "BUDY SANTOSO", "village": OTHER_VILLAGE}
    linked(kaur, checked(KNOWN, other, other_again), clerk)
    linked(kaur, checked(MISTYPED, KNOWN | {"phone": "081200009999"}, name="padang.xlsx"), clerk, LATER)
    people = comparing.people(kaur.id)
    afterwards = comparing.compared(people, None).select("left", "right", "probability")
    asked = Pair.objects.filter(why="likely").order_by("left_id").values_list("left_id", "right_id", "probability")
    persons = dict(people.select("id", "person_id").iter_rows())
    assert {frozenset((persons[left], persons[right])) for left, right, _ in afterwards.iter_rows()} == {
        frozenset(Sighting.objects.filter(id__in=pair[:2]).values_list("person_id", flat=True)) for pair in asked
    }
    assert len(asked) == 2


def test_one_person_keeps_the_nik_that_the_clerk_calls_right(clerk):
    kaur, pair = in_doubt(clerk)
    decide(pair, "same", clerk)
    assert niks(kaur) == sorted([KNOWN["nik"], BUDI["nik"]])
    assert waiting(kaur).is_empty()
    decide(pair, "same", clerk, side="right")
    assert niks(kaur) == sorted([MISTYPED["nik"], BUDI["nik"]])


def test_split_restores_both_as_they_were(clerk):
    kaur, pair = in_doubt(clerk)
    before = queries.people(kaur.id)
    decide(pair, "same", clerk)
    assert queries.people(kaur.id).height == 2
    decide(pair, "undecided", clerk)
    assert queries.people(kaur.id).equals(before)


def test_what_arrived_while_two_were_one_goes_back_to_its_own_side_when_they_are_split(clerk):
    kaur, pair = in_doubt(clerk)
    decide(pair, "same", clerk)
    linked(kaur, checked(MISTYPED | {"phone": "0852"}, name="padang.xlsx"), clerk, LATER)
    assert queries.people(kaur.id).height == 2
    decide(pair, "different", clerk)
    assert niks(kaur) == sorted([KNOWN["nik"], BUDI["nik"], MISTYPED["nik"]])


def test_two_people_keep_both_niks_and_are_not_asked_about_again(clerk):
    kaur, pair = in_doubt(clerk)
    decide(pair, "different", clerk)
    assert niks(kaur) == sorted([KNOWN["nik"], BUDI["nik"], MISTYPED["nik"]])
    assert actions.find_pairs(programme_id=kaur.id, by=clerk, at=LATER) == 0
    again = linked(kaur, checked(MISTYPED | {"phone": "085211112222"}, name="padang.xlsx"), clerk, LATER)
    assert (again.sightings, again.likely_pairs) == (1, 0)
    assert waiting(kaur).is_empty()


def test_a_pair_that_waits_is_asked_about_once_however_often_lists_come(clerk):
    kaur, _ = in_doubt(clerk)
    linked(kaur, checked(MISTYPED | {"phone": "081200001112"}, name="padang.xlsx"), clerk, LATER)
    actions.find_pairs(programme_id=kaur.id, by=clerk, at=LATER)
    assert waiting(kaur).height == 1


@pytest.mark.parametrize("verdict", ["same", "different"])
def test_a_verdict_lasts_when_the_village_amends_the_nik_of_the_row(clerk, verdict):
    kaur, pair = in_doubt(clerk)
    decide(pair, verdict, clerk)
    before = queries.people(kaur.id).height
    amended = MISTYPED | {"nik": "1704990111800001"}
    result = linked(kaur, checked(amended, name="padang.xlsx"), clerk, LATER)
    assert (result.new_people, result.likely_pairs) == (1, 0)
    assert waiting(kaur).is_empty()
    assert queries.people(kaur.id).height == before


def test_a_row_amended_to_the_known_nik_answers_the_question_itself(clerk):
    kaur, _ = in_doubt(clerk)
    linked(kaur, checked(MISTYPED | {"nik": KNOWN["nik"]}, name="padang.xlsx"), clerk, LATER)
    assert waiting(kaur).is_empty()
    assert niks(kaur) == sorted([KNOWN["nik"], BUDI["nik"]])


def test_a_row_that_is_withdrawn_takes_its_question_with_it(clerk):
    kaur, _ = in_doubt(clerk)
    roster_actions.withdraw_absent(programme_id=kaur.id, checked=checked(KNOWN, BUDI), by=clerk, at=LATER)
    assert waiting(kaur).is_empty()
    assert not queries.people(kaur.id)["is_undecided"].any()


def test_one_nik_for_two_people_stays_a_question_of_its_own(clerk):
    kaur = programme()
    linked(kaur, checked(KNOWN), clerk)
    stranger = KNOWN | {"name": "RUDI HARTONO", "birth_date": date(1991, 7, 9), "sex": "L"}
    result = linked(kaur, checked(stranger | {"village": OTHER_VILLAGE}, name="padang.xlsx"), clerk, LATER)
    assert (result.pairs, result.likely_pairs) == (1, 0)


def test_a_verdict_needs_what_was_looked_at(clerk):
    _, pair = in_doubt(clerk)
    with pytest.raises(actions.NoReason):
        actions.decide_pair(pair_id=pair, verdict="same", reason="  ", by=clerk, at=LATER)


def test_a_verdict_that_contradicts_others_is_refused_and_not_kept(clerk):
    kaur = programme()
    third = KNOWN | {"nik": "1704990104800001", "name": "SITI AMINAH", "village": OTHER_VILLAGE}
    linked(kaur, checked(KNOWN, MISTYPED, third), clerk)
    first, second, last = waiting(kaur)["pair_id"].to_list()
    decide(first, "same", clerk)
    assert waiting(kaur).height == 2
    decide(second, "different", clerk)
    with pytest.raises(actions.Contradiction, match=str(second)):
        decide(last, "same", clerk)
    assert waiting(kaur)["pair_id"].to_list() == [last]


def test_nobody_is_compared_with_people_another_government_has_seen(clerk):
    linked(programme(), checked(KNOWN), clerk)
    account_actions.open_government(
        code="6107000000", name="Kabupaten Bengkayang", time_zone="Asia/Pontianak", by=None, at=AT
    )
    with scope.within("6107000000"):
        there = programme("6107000000")
        result = linked(there, checked(MISTYPED | {"village": "6107012001"}), clerk)
        assert result.likely_pairs == 0
        assert actions.find_pairs(programme_id=there.id, by=clerk, at=AT) == 0


def test_who_is_named_by_two_villages_is_told_with_the_row_that_counts(clerk):
    kaur = programme()
    linked(kaur, checked(KNOWN, BUDI, KNOWN | {"village": OTHER_VILLAGE}), clerk)
    told = queries.named_twice(kaur.id)
    assert told.select("counts", "village", "row").rows() == [(True, KNOWN["village"], 2), (False, OTHER_VILLAGE, 4)]

"""Who counts as whom after the verdicts of clerks."""

from payung.people.becoming import Verdict, becomes, contradicted


def likely(pair, left, right, verdict, decided, left_has_nik=True):
    return Verdict(pair, "likely", left, right, verdict, left_has_nik, decided)


def test_one_person_counts_for_the_side_whose_nik_is_right():
    assert becomes([likely(1, 10, 20, "same", 5)]) == {20: 10}
    assert becomes([likely(1, 10, 20, "same", 5, left_has_nik=False)]) == {10: 20}


def test_different_and_undecided_people_stay_who_they_are():
    assert becomes([likely(1, 10, 20, "different", 5), likely(2, 10, 30, "undecided", 6)]) == {}


def test_three_mentions_of_one_person_all_count_for_one():
    said = [likely(1, 10, 20, "same", 1), likely(2, 20, 30, "same", 2), likely(3, 10, 30, "undecided", 0)]
    assert becomes(said) == {20: 10, 30: 10}


def test_who_came_in_doubt_about_his_nik_may_be_a_third_person_too():
    newcomer = Verdict(1, "equal-nik", 10, 11, "different", False, 1)
    assert becomes([newcomer]) == {10: 11, 11: 10}
    # What was seen of 11 counts for 10, the holder of the NIK; and 30 is the same as what was seen of 11.
    assert becomes([newcomer, likely(2, 11, 30, "same", 2)]) == {10: 11, 11: 10, 30: 10}


def test_a_verdict_against_what_others_already_said_is_seen():
    said = [likely(1, 10, 20, "same", 1), likely(2, 20, 30, "same", 2), likely(3, 10, 30, "different", 3)]
    assert contradicted(said) == 3
    assert contradicted(said[:2]) is None

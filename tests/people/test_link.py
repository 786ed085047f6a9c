"""From accepted rows to people: who is one person, who waits, and who sees what."""

from datetime import date, timedelta

import polars as pl
import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from payung.accounts import actions as account_actions
from payung.accounts import scope
from payung.people import actions, queries
from payung.people.models import Pair, Person, Sighting
from payung.roster import actions as roster_actions
from tests.people.rosters import AT, BUDI, OTHER_VILLAGE, SITI, checked, linked, programme, receive

pytestmark = pytest.mark.database
LATER = AT + timedelta(days=3)
STRANGER = SITI | {"name": "RUDI HARTONO", "birth_date": date(1991, 7, 9), "sex": "L"}


def people(kaur):
    return queries.people(kaur.id)


def test_accepted_rows_become_people_and_dated_sightings(clerk):
    kaur = programme()
    assert linked(kaur, checked(SITI, BUDI), clerk) == actions.LinkResult(new_people=2, sightings=2, pairs=0)
    found = people(kaur)
    assert found["nik"].to_list() == [SITI["nik"], BUDI["nik"]]
    assert found["name"].to_list() == ["SITI AMINAH", "BUDI SANTOSO"]
    assert found["seen_on"].to_list() == [date(2024, 11, 25)] * 2
    assert found["is_undecided"].to_list() == [False, False]


def test_linking_again_adds_nothing(clerk):
    kaur = programme()
    linked(kaur, checked(SITI, BUDI), clerk)
    again = actions.link(programme_id=kaur.id, by=clerk, at=LATER)
    assert again == actions.LinkResult(new_people=0, sightings=0, pairs=0)


def test_rows_wait_until_they_are_accepted_and_refused_rows_never_become_people(clerk):
    kaur = programme()
    receive(kaur, checked(SITI, BUDI, findings=[(1, "birth-date-missing", "data")]), clerk)
    assert actions.link(programme_id=kaur.id, by=clerk, at=AT).sightings == 0
    roster_actions.accept(programme_id=kaur.id, by=clerk, at=AT)
    assert actions.link(programme_id=kaur.id, by=clerk, at=AT).sightings == 1


@pytest.mark.parametrize(
    "seen_again",
    [SITI | {"name": "AMINAH", "birth_date": date(1979, 1, 6)}, SITI | {"name": "RUDI HARTONO", "phone": "0852"}],
    ids=["the name agrees", "the birth date is equal"],
)
def test_an_equal_nik_with_agreeing_name_or_birth_date_is_the_same_person(clerk, seen_again):
    kaur = programme()
    linked(kaur, checked(SITI), clerk)
    result = linked(kaur, checked(seen_again), clerk, LATER)
    assert result == actions.LinkResult(new_people=0, sightings=1, pairs=0)
    assert Sighting.objects.values("person_id").distinct().count() == 1
    assert people(kaur)["name"].to_list() == [seen_again["name"]]


def test_an_equal_nik_with_neither_waits_as_a_doubtful_pair_and_both_stay_undecided(clerk):
    kaur = programme()
    linked(kaur, checked(SITI), clerk)
    elsewhere = STRANGER | {"village": OTHER_VILLAGE}
    assert linked(kaur, checked(elsewhere, BUDI, name="padang.xlsx"), clerk, LATER).pairs == 1
    found = people(kaur)
    assert found.select("name", "is_undecided").rows() == [
        ("SITI AMINAH", True),
        ("RUDI HARTONO", True),
        ("BUDI SANTOSO", False),
    ]
    assert found["person_id"].n_unique() == 3
    waiting = queries.pairs_waiting(kaur.id)
    assert waiting.select("left_name", "right_name").rows() == [("SITI AMINAH", "RUDI HARTONO")]


def test_two_rows_of_one_receipt_that_disagree_about_a_nik_are_a_pair_too(clerk):
    kaur = programme()
    assert linked(kaur, checked(SITI, STRANGER | {"village": OTHER_VILLAGE}), clerk).pairs == 1


def in_doubt(clerk):
    kaur = programme()
    linked(kaur, checked(SITI), clerk)
    linked(kaur, checked(STRANGER | {"village": OTHER_VILLAGE}, name="padang.xlsx"), clerk, LATER)
    return kaur, Pair.objects.get().id


def test_a_pair_decided_the_same_is_one_person_with_both_sightings(clerk):
    kaur, pair = in_doubt(clerk)
    actions.decide_pair(pair_id=pair, verdict="same", reason="KTP dilihat", by=clerk, at=LATER)
    found = people(kaur)
    assert found.select("name", "nik", "is_undecided").rows() == [("RUDI HARTONO", SITI["nik"], False)]
    assert queries.pairs_waiting(kaur.id).is_empty()


def test_a_pair_decided_different_leaves_the_nik_to_the_side_it_belongs_to(clerk):
    kaur, pair = in_doubt(clerk)
    actions.decide_pair(pair_id=pair, verdict="different", reason="KTP dilihat", by=clerk, at=LATER)
    assert dict(people(kaur).select("name", "nik").rows()) == {"SITI AMINAH": SITI["nik"], "RUDI HARTONO": None}
    actions.decide_pair(
        pair_id=pair, verdict="different", nik_belongs_to="right", reason="keliru", by=clerk, at=LATER
    )
    found = people(kaur)
    assert dict(found.select("name", "nik").rows()) == {"SITI AMINAH": None, "RUDI HARTONO": SITI["nik"]}
    holder = Sighting.objects.get(name="SITI AMINAH").person_id
    assert found.filter(pl.col("name") == "RUDI HARTONO")["person_id"].to_list() == [holder]


def test_a_decision_is_taken_back_by_a_later_one(clerk):
    kaur, pair = in_doubt(clerk)
    before = people(kaur)
    actions.decide_pair(pair_id=pair, verdict="same", reason="mirip", by=clerk, at=LATER)
    actions.decide_pair(pair_id=pair, verdict="undecided", reason="belum pasti", by=clerk, at=LATER)
    assert people(kaur).equals(before)


def test_a_verdict_that_does_not_exist_is_refused(clerk):
    _, pair = in_doubt(clerk)
    with pytest.raises(actions.NotAVerdict):
        actions.decide_pair(pair_id=pair, verdict="maybe", reason="", by=clerk, at=LATER)
    with pytest.raises(actions.NoSuchPair):
        actions.decide_pair(pair_id=pair + 1, verdict="same", reason="", by=clerk, at=LATER)


def test_a_corrected_nik_makes_another_person_and_the_old_row_no_longer_counts(clerk):
    kaur = programme()
    linked(kaur, checked(SITI, BUDI), clerk)
    mended = SITI | {"nik": "1704990101800009"}
    linked(kaur, checked(mended, BUDI), clerk, LATER)
    assert sorted(people(kaur)["nik"].to_list()) == [mended["nik"], BUDI["nik"]]
    owner = STRANGER | {"village": OTHER_VILLAGE}
    assert linked(kaur, checked(owner, name="padang.xlsx"), clerk, LATER).pairs == 0


def test_a_correction_that_waits_for_acceptance_changes_nothing_yet(clerk):
    kaur = programme()
    linked(kaur, checked(SITI), clerk)
    receive(kaur, checked(SITI | {"name": "SITI AMINAH BARU"}), clerk, LATER)
    assert people(kaur)["name"].to_list() == ["SITI AMINAH"]


def test_a_person_named_by_two_villages_is_one_candidate(clerk):
    kaur = programme()
    linked(kaur, checked(SITI, SITI | {"village": OTHER_VILLAGE}), clerk)
    assert people(kaur).select("nik", "village").rows() == [(SITI["nik"], SITI["village"])]


def test_the_application_cannot_read_or_write_the_identities_itself(clerk):
    linked(programme(), checked(SITI), clerk)
    for asked in (Person.objects.count, lambda: Person.objects.create(nik="1704990101800008")):
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            asked()


def test_what_was_seen_cannot_be_changed(clerk):
    linked(programme(), checked(SITI), clerk)
    with pytest.raises(DatabaseError), transaction.atomic():
        Sighting.objects.update(name="LAIN")


def test_two_governments_share_the_person_and_see_nothing_of_each_other(clerk):
    kaur = programme()
    linked(kaur, checked(SITI), clerk)
    (in_kaur,) = people(kaur)["person_id"]
    account_actions.open_government(
        code="6107000000", name="Kabupaten Bengkayang", time_zone="Asia/Pontianak", by=None, at=AT
    )
    with scope.within("6107000000"):
        bengkayang = programme("6107000000")
        moved = STRANGER | {"village": "6107012001"}
        assert linked(bengkayang, checked(moved), clerk) == actions.LinkResult(new_people=1, sightings=1, pairs=0)
        found = people(bengkayang)
        assert found.select("person_id", "name", "is_undecided").rows() == [(in_kaur, "RUDI HARTONO", False)]
        assert people(kaur).is_empty()
        assert Sighting.objects.count() == 1
    assert people(kaur)["name"].to_list() == ["SITI AMINAH"]


def test_niks_are_told_only_of_people_the_government_has_seen(clerk):
    kaur = programme()
    linked(kaur, checked(SITI), clerk)
    ids = people(kaur)["person_id"].to_list()
    assert queries.niks(ids).rows() == [(ids[0], SITI["nik"])]
    with scope.within("6107000000"):
        assert queries.niks(ids).is_empty()


def test_the_identity_functions_search_no_schema_that_others_can_write(clerk):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT proname, prosecdef, proconfig FROM pg_proc WHERE proname LIKE 'people\\_%%' AND prosecdef"
            " ORDER BY proname"
        )
        doors = cursor.fetchall()
    assert [name for name, *_ in doors] == ["people_identify", "people_niks", "people_provisional"]
    assert all(settings == ["search_path=public, pg_temp"] for _, _, settings in doors)


def test_linking_asks_the_database_as_often_for_a_hundred_people_as_for_one(clerk):
    kaur = programme()
    counts = []
    for first, count in ((1, 1), (2, 100)):
        batch = [SITI | {"nik": f"1704990101{first + n:06}", "name": f"ORANG {n}"} for n in range(count)]
        receive(kaur, checked(*batch, name=f"{count}.xlsx"), clerk)
        roster_actions.accept(programme_id=kaur.id, by=clerk, at=AT)
        with CaptureQueriesContext(connection) as asked:
            actions.link(programme_id=kaur.id, by=clerk, at=AT)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_the_agency_and_the_segment_come_along(clerk):
    kaur = programme()
    linked(kaur, checked(SITI | {"agency": "Dinas Perikanan", "segment": "BPU"}, BUDI), clerk)
    assert people(kaur).select("agency", "segment").rows() == [("Dinas Perikanan", "BPU"), (None, None)]

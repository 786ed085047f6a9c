"""Who may be protected: law, criteria, lists and the book of protection, with a reason for each no."""

from datetime import date, timedelta

import polars as pl
import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from payung.eligibility import actions, queries
from payung.eligibility.models import Outcome, Reference, ReferenceEntry
from payung.people import queries as people_queries
from payung.programme.models import Wave
from payung.protection.models import CoveredMonth
from tests.people.rosters import AT, BUDI, OTHER_VILLAGE, SITI, checked, linked, programme

pytestmark = pytest.mark.database
LATER = AT + timedelta(days=3)
ON = date(2024, 11, 20)
OLD = SITI | {"nik": "1704994303500003", "name": "SUMARNI", "birth_date": date(1950, 3, 3)}


def assess(kaur, clerk, at=AT):
    return actions.assess(programme_id=kaur.id, wave_id=Wave.objects.get(programme=kaur).id, by=clerk, at=at)


def candidates(kaur):
    return queries.candidates(kaur.id, Wave.objects.get(programme=kaur).id)


def reasons(kaur):
    return dict(candidates(kaur).select("name", "failed").rows())


def take(kaur, clerk, kind, *lines, on=ON, source="Disdukcapil"):
    return actions.take_reference(
        programme_id=kaur.id, kind=kind, rows=pl.DataFrame(lines), source=source, on=on, by=clerk, at=AT
    )


def test_a_fisher_of_45_is_eligible_and_shown_with_what_was_assumed(clerk):
    kaur = programme()
    linked(kaur, checked(SITI, OLD), clerk)
    result = assess(kaur, clerk)
    assert (result.people, result.eligible, result.ineligible, result.new_outcomes) == (2, 1, 1, 2)
    siti = candidates(kaur).row(0, named=True)
    assert (siti["eligible"], siti["failed"], siti["undecided"]) == (True, [], False)
    assert set(siti["assumed"]) == {"resident", "wage_earner", "civil_servant", "covered_elsewhere"}
    assert reasons(kaur)["SUMARNI"] == ["too-old"]


def test_what_is_unknown_is_never_eligible_unless_the_programme_assumes_it(clerk):
    kaur = programme(assume=["resident", "working"])
    linked(kaur, checked(SITI), clerk)
    assess(kaur, clerk)
    assert set(reasons(kaur)["SITI AMINAH"]) == {
        "unknown-wage_earner",
        "unknown-civil_servant",
        "unknown-covered_elsewhere",
    }


def test_the_deceased_list_excludes(clerk):
    kaur = programme()
    linked(kaur, checked(SITI, BUDI), clerk)
    take(kaur, clerk, "deceased", {"nik": SITI["nik"]})
    assess(kaur, clerk)
    assert reasons(kaur) == {"SITI AMINAH": ["not-alive"], "BUDI SANTOSO": []}


def test_who_died_stays_dead_in_a_later_list_and_who_left_a_job_does_not_stay_insured(clerk):
    kaur = programme()
    linked(kaur, checked(SITI, BUDI), clerk)
    take(kaur, clerk, "deceased", {"nik": SITI["nik"]})
    take(kaur, clerk, "deceased", {"nik": OLD["nik"]}, on=ON + timedelta(days=2))
    take(kaur, clerk, "insured_elsewhere", {"nik": BUDI["nik"]}, source="BPJS")
    take(kaur, clerk, "insured_elsewhere", {"nik": OLD["nik"]}, on=ON + timedelta(days=2), source="BPJS")
    assess(kaur, clerk)
    assert reasons(kaur) == {"SITI AMINAH": ["not-alive"], "BUDI SANTOSO": []}


def test_lists_of_civil_servants_and_of_the_insured_say_yes_and_no(clerk):
    kaur = programme(assume=["resident", "wage_earner"])
    linked(kaur, checked(SITI, BUDI, OLD | {"birth_date": date(1980, 3, 3)}), clerk)
    take(kaur, clerk, "civil_servants", {"nik": SITI["nik"]}, source="BKPSDM")
    take(kaur, clerk, "insured_elsewhere", {"nik": BUDI["nik"]}, source="BPJS")
    assess(kaur, clerk)
    assert reasons(kaur) == {
        "SITI AMINAH": ["civil-servant"],
        "BUDI SANTOSO": ["covered-elsewhere"],
        "SUMARNI": [],
    }


def test_the_decile_comes_by_nik_else_by_family_card_else_from_the_roster(clerk):
    kaur = programme(max_decile=4)
    third = OLD | {"birth_date": date(1980, 3, 3), "kk": "1704990101100009", "decile": 9}
    linked(kaur, checked(SITI, BUDI, third), clerk)
    kk = {"nik": None, "kk": SITI["kk"], "decile": 2}
    take(kaur, clerk, "decile", kk, {"nik": BUDI["nik"], "kk": BUDI["kk"], "decile": 5}, source="Dinsos")
    assess(kaur, clerk)
    assert candidates(kaur)["decile"].to_list() == [2, 5, 9]
    assert reasons(kaur) == {"SITI AMINAH": [], "BUDI SANTOSO": ["decile-out"], "SUMARNI": ["decile-out"]}


def test_a_decile_nobody_told_is_unknown_where_the_programme_asks_for_it(clerk):
    kaur = programme(max_decile=4)
    linked(kaur, checked(SITI), clerk)
    assess(kaur, clerk)
    assert reasons(kaur) == {"SITI AMINAH": ["unknown-decile"]}


def test_who_is_covered_by_another_programme_is_covered_elsewhere(clerk):
    kaur = programme()
    linked(kaur, checked(SITI), clerk)
    (person_id,) = people_queries.people(kaur.id)["person_id"]
    CoveredMonth.objects.create(
        government="1704000000",
        region="1704000000",
        person_id=person_id,
        insurance="JKM",
        month=date(2024, 12, 1),
        programme_id=kaur.id + 1,
        rupiah=6_800,
        action_id=1,
        recorded_at=AT,
    )
    assess(kaur, clerk)
    found = candidates(kaur).row(0, named=True)
    assert found["covered_elsewhere"] is True


def test_the_rosters_own_word_that_somebody_died_counts(clerk):
    kaur = programme()
    linked(kaur, checked(SITI | {"alive": False}), clerk)
    assess(kaur, clerk)
    assert reasons(kaur) == {"SITI AMINAH": ["not-alive"]}


def test_assessing_again_from_the_same_inputs_writes_nothing(clerk):
    kaur = programme()
    linked(kaur, checked(SITI, BUDI), clerk)
    assess(kaur, clerk)
    assert assess(kaur, clerk, LATER).new_outcomes == 0
    assert Outcome.objects.count() == 2


def test_a_new_list_brings_a_newer_outcome_for_whom_it_changes_and_keeps_the_old(clerk):
    kaur = programme()
    linked(kaur, checked(SITI, BUDI), clerk)
    assess(kaur, clerk)
    take(kaur, clerk, "deceased", {"nik": SITI["nik"]})
    assert assess(kaur, clerk, LATER).new_outcomes == 1
    assert reasons(kaur) == {"SITI AMINAH": ["not-alive"], "BUDI SANTOSO": []}
    assert Outcome.objects.count() == 3


def test_a_doubtful_pair_is_undecided_on_both_sides(clerk):
    kaur = programme()
    linked(kaur, checked(SITI), clerk)
    stranger = SITI | {"name": "RUDI HARTONO", "birth_date": date(1991, 7, 9), "village": OTHER_VILLAGE}
    linked(kaur, checked(stranger, name="padang.xlsx"), clerk, LATER)
    assess(kaur, clerk)
    assert candidates(kaur)["undecided"].to_list() == [True, True]
    wave = Wave.objects.get(programme=kaur).id
    assert queries.explained(kaur.id, wave)["sentence"].str.contains("menunggu keputusan petugas").all()


def test_everybody_has_a_sentence_why(clerk):
    kaur = programme()
    linked(kaur, checked(SITI, OLD), clerk)
    assess(kaur, clerk)
    wave = Wave.objects.get(programme=kaur).id
    siti, old = queries.explained(kaur.id, wave)["sentence"]
    assert siti.startswith("Memenuhi syarat; dinyatakan oleh kepala desa (SPTJM): ")
    assert "65" in old
    assert OLD["nik"] not in old


def test_the_same_list_is_taken_once_and_one_that_names_nobody_is_refused(clerk):
    kaur = programme()
    first = take(kaur, clerk, "deceased", {"nik": SITI["nik"]}, {"nik": "123"})
    assert (first.rows, first.rows_unusable) == (2, 1)
    assert take(kaur, clerk, "deceased", {"nik": SITI["nik"]}, {"nik": "123"}).id == first.id
    assert (Reference.objects.count(), ReferenceEntry.objects.count()) == (1, 1)
    with pytest.raises(actions.NobodyToCompare):
        take(kaur, clerk, "deceased", {"nik": "123"})
    with pytest.raises(actions.UnknownKind):
        take(kaur, clerk, "rich", {"nik": SITI["nik"]})


def test_a_checked_roster_of_any_shape_is_a_list_too(clerk):
    kaur = programme()
    linked(kaur, checked(SITI), clerk)
    died = checked(SITI | {"birth_date": None}, findings=[(0, "birth-date-missing", "data")])
    actions.take_reference(
        programme_id=kaur.id, kind="deceased", rows=died, source="Disdukcapil", on=ON, by=clerk, at=AT
    )
    assess(kaur, clerk)
    assert reasons(kaur) == {"SITI AMINAH": ["not-alive"]}


def test_outcomes_cannot_be_changed(clerk):
    kaur = programme()
    linked(kaur, checked(SITI), clerk)
    assess(kaur, clerk)
    with pytest.raises(DatabaseError), transaction.atomic():
        Outcome.objects.update(eligible=False)


def test_three_thousand_people_ask_the_database_as_often_as_one(clerk):
    kaur = programme()
    wave = Wave.objects.get(programme=kaur).id
    asked = []
    for first, count in ((1, 1), (2, 3_000)):
        batch = [SITI | {"nik": f"170499410679{n:04}", "name": f"ORANG {n}"} for n in range(first, count)]
        linked(kaur, checked(SITI, *batch, name=f"{count}.xlsx"), clerk)
        with CaptureQueriesContext(connection) as queries_asked:
            result = actions.assess(programme_id=kaur.id, wave_id=wave, by=clerk, at=AT)
        asked.append(sum("nestloop" not in query["sql"] for query in queries_asked))
    assert (result.people, result.new_outcomes) == (2_999, 2_998)
    assert asked[0] == asked[1]

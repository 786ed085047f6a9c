"""What the civil registry, the insurer and others answered becomes an input of the law, the newest day first."""

from datetime import date, timedelta

import polars as pl
import pytest

from payung.eligibility import actions, queries
from payung.matching import actions as matching
from payung.people import queries as people_queries
from payung.programme.models import Wave
from tests.matching.replies import AT, BUDI, HASIL, NIK, ON, RINA, SITI, answer, asked_about, send, workbook
from tests.people.rosters import checked, linked

pytestmark = pytest.mark.database


def assessed(kaur, clerk):
    wave_id = Wave.objects.get(programme=kaur).id
    actions.assess(programme_id=kaur.id, wave_id=wave_id, by=clerk, at=AT)
    return {line["name"]: line for line in queries.explained(kaur.id, wave_id).iter_rows(named=True)}


def say(kaur, clerk, tmp_path, *lines, source="dukcapil", on=ON, headings=(NIK, HASIL), name="balasan.xlsx"):
    return answer(kaur, clerk, workbook(tmp_path / name, [headings, *lines]), source, on)


def listed(kaur, clerk, kind, person, on):
    actions.take_reference(
        programme_id=kaur.id,
        kind=kind,
        rows=pl.DataFrame([{"nik": person["nik"]}]),
        source="Desa",
        on=on,
        by=clerk,
        at=AT,
    )


def test_who_died_moved_or_is_not_known_falls_out_with_source_and_day(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI, BUDI, RINA)
    say(kaur, clerk, tmp_path, (SITI["nik"], "meninggal"), (BUDI["nik"], "pindah"), (RINA["nik"], "tidak padan"))
    found = assessed(kaur, clerk)
    assert {name: line["failed"] for name, line in found.items()} == {
        "SITI AMINAH": ["not-alive"],
        "BUDI SANTOSO": ["not-resident"],
        "RINA MARLINA": ["not-matched"],
    }
    assert found["SITI AMINAH"]["sentence"].endswith("Menurut Dukcapil, 22 November 2024.")


def test_matched_by_the_civil_registry_needs_no_statement_of_the_village_head(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI, BUDI)
    say(kaur, clerk, tmp_path, (SITI["nik"], "padan"))
    found = assessed(kaur, clerk)
    assert "resident" not in found["SITI AMINAH"]["assumed"]
    assert "resident" in found["BUDI SANTOSO"]["assumed"]


def test_another_name_is_for_the_clerk_and_no_refusal(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI)
    say(kaur, clerk, tmp_path, (SITI["nik"], "nama berbeda"))
    assert assessed(kaur, clerk)["SITI AMINAH"]["eligible"] is True


def test_cover_as_bpu_counts_until_its_last_paid_month(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI, BUDI, RINA, receiver="bpjs")
    say(
        kaur, clerk, tmp_path,
        (SITI["nik"], "aktif BPU", "2024-11"), (BUDI["nik"], "aktif BPU", "2024-12"), (RINA["nik"], "aktif BPU", ""),
        source="bpjs", headings=(NIK, HASIL, "Lunas sampai bulan"),
    )  # fmt: skip
    found = assessed(kaur, clerk)  # the wave starts in December 2024
    assert {name: line["failed"] for name, line in found.items()} == {
        "SITI AMINAH": [],
        "BUDI SANTOSO": ["covered-elsewhere"],
        "RINA MARLINA": ["covered-elsewhere"],
    }
    assert "covered_elsewhere" not in found["SITI AMINAH"]["assumed"]


def test_an_answer_about_cover_that_this_programme_bought_itself_throws_nobody_out(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI, BUDI, receiver="bpjs")
    later = date(2024, 12, 20)
    path = workbook(
        tmp_path / "b.xlsx",
        [(NIK, HASIL), (SITI["nik"], "aktif BPU s.d. 12-2024"), (BUDI["nik"], "aktif BPU s.d. 12-2024")],
    )
    answer(kaur, clerk, path, "bpjs", later, AT + timedelta(days=30))
    (siti,) = people_queries.people(kaur.id).filter(name="SITI AMINAH")["person_id"]
    wave_id = Wave.objects.get(programme=kaur).id
    found = actions.assess(programme_id=kaur.id, wave_id=wave_id, own=[siti], by=clerk, at=AT).candidates
    assert dict(found.select("name", "failed").rows()) == {"SITI AMINAH": [], "BUDI SANTOSO": ["covered-elsewhere"]}


def test_an_active_wage_earner_falls_out_and_comes_back_when_the_job_ends(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI, receiver="bpjs")
    say(kaur, clerk, tmp_path, (SITI["nik"], "aktif PU"), source="bpjs")
    assert assessed(kaur, clerk)["SITI AMINAH"]["failed"] == ["wage-earner"]
    say(kaur, clerk, tmp_path, (SITI["nik"], "tidak aktif"), source="bpjs", on=ON + timedelta(days=2), name="b.xlsx")
    siti = assessed(kaur, clerk)["SITI AMINAH"]
    assert siti["eligible"] is True
    assert "wage_earner" in siti["assumed"], "that nobody registered a wage earner proves no absence of a wage"


def test_an_answer_outranks_lists_of_earlier_days_only(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI, BUDI)
    listed(kaur, clerk, "deceased", SITI, ON - timedelta(days=1))
    listed(kaur, clerk, "deceased", BUDI, ON)
    actions.take_reference(
        programme_id=kaur.id, kind="deceased", rows=pl.DataFrame([{"nik": BUDI["nik"]}]), source="RSUD", on=ON,
        by=clerk, at=AT,
    )  # fmt: skip
    say(kaur, clerk, tmp_path, (SITI["nik"], "padan"), (BUDI["nik"], "padan"))
    found = assessed(kaur, clerk)
    assert found["SITI AMINAH"]["failed"] == []
    assert found["BUDI SANTOSO"]["failed"] == ["not-alive"]


def test_the_village_that_says_somebody_died_is_not_contradicted_by_a_register(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI | {"alive": False})
    say(kaur, clerk, tmp_path, (SITI["nik"], "padan"))
    assert assessed(kaur, clerk)["SITI AMINAH"]["failed"] == ["not-alive"]


def test_one_agency_that_does_not_know_somebody_is_enough(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI)
    send(kaur, clerk, tmp_path, "bpjs")
    say(kaur, clerk, tmp_path, (SITI["nik"], "tidak padan"))
    say(kaur, clerk, tmp_path, (SITI["nik"], "belum terdaftar"), source="bpjs", on=ON + timedelta(days=1))
    assert assessed(kaur, clerk)["SITI AMINAH"]["failed"] == ["not-matched"]


def test_after_the_village_has_corrected_the_row_not_matched_says_nothing_any_more(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI)
    say(kaur, clerk, tmp_path, (SITI["nik"], "tidak padan"))
    assert assessed(kaur, clerk)["SITI AMINAH"]["failed"] == ["not-matched"]
    linked(kaur, checked(SITI | {"name": "SITI AMINAH BINTI UMAR"}), clerk, AT + timedelta(hours=1))
    assert assessed(kaur, clerk)["SITI AMINAH BINTI UMAR"]["failed"] == []


def test_a_decile_that_the_social_office_answers_counts_like_its_list(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI, receiver="dinsos", max_decile=4)
    say(kaur, clerk, tmp_path, (SITI["kk"], "6"), source="dinsos", headings=("No KK", "Desil"))
    assert assessed(kaur, clerk)["SITI AMINAH"]["failed"] == ["decile-out"]


def test_a_withdrawn_reply_counts_no_more(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI)
    receipt = say(kaur, clerk, tmp_path, (SITI["nik"], "meninggal"))
    matching.withdraw(programme_id=kaur.id, reply_id=receipt.reply.pk, reason="salah berkas", by=clerk, at=AT)
    assert assessed(kaur, clerk)["SITI AMINAH"]["failed"] == []


def test_the_outcome_keeps_who_said_it(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI)
    say(kaur, clerk, tmp_path, (SITI["nik"], "pindah"))
    assessed(kaur, clerk)
    outcome = queries.latest_outcomes(Wave.objects.get(programme=kaur).id).row(0, named=True)
    assert '"told_by":"Dukcapil, 22 November 2024"' in outcome["inputs"]
    assert '"start":"' + str(date(2024, 12, 1)) in outcome["inputs"]

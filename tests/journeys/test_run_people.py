"""Who counts as whom, and what is known about them: doubtful pairs, comparison lists, cover, other governments."""

import hashlib
from datetime import date

import openpyxl
import psycopg
import pytest
from django.db import connection

from payung.accounts import scope
from payung.accounts.models import User
from payung.decree import actions as decree_actions
from payung.decree import queries as decree_queries
from payung.journeys.intake import NoRosters
from payung.people import actions as people_actions
from payung.people.models import Pair
from tests import postgres_for_tests
from tests.journeys import small_programme
from tests.journeys.small_programme import BUDI, GEDUNG_WANI, JOKO, RINA, SITI, TANJUNG_KARET
from tests.journeys.test_run import NOW, job, summary
from tests.journeys.test_run_choices import amended, book, niks

pytestmark = pytest.mark.database
KAUR = "1704000000"


def two_lists(folder, first=(SITI, BUDI), second=(JOKO,)):
    small_programme.roster(folder, "gedung wani.xlsx", GEDUNG_WANI, list(first))
    small_programme.roster(folder, "penandingan.xlsx", TANJUNG_KARET, list(second))


def with_references(folder, *lines):
    listed = "".join(f"\n  {line}" for line in lines)
    return amended(folder, ("rosters: rosters/", f"rosters: rosters/\nreferences:{listed}"))


def test_one_person_on_the_lists_of_two_villages_is_one_person_with_one_seat(own_database, tmp_path):
    programme = small_programme.write(tmp_path)
    two_lists(tmp_path, (SITI, BUDI), (SITI, JOKO))
    found = job(programme, documents=True).figures
    assert (found.people, found.selected, found.pairs_undecided) == (3, 3, 0)
    assert niks(tmp_path / "out" / "terpilih.xlsx") == {SITI[0], BUDI[0], JOKO[0]}


def test_a_decided_pair_gets_its_seats_at_the_next_run(own_database, tmp_path):
    programme = small_programme.write(tmp_path)
    other = (SITI[0], "HENDRA WIJAYA", "17-08-1990", "Petani")
    two_lists(tmp_path, (SITI, BUDI), (other, JOKO))
    before = job(programme).figures
    assert (before.selected, before.held, before.ineligible_by_reason) == (2, 2, {"pair-undecided": 2})
    with scope.within(KAUR):
        (pair,) = Pair.objects.all()
        people_actions.decide_pair(
            pair_id=pair.pk, verdict="different", reason="KK berbeda", by=User.objects.get(name="Rina"), at=NOW
        )
    after = job(programme).figures
    # Siti keeps her NIK; Hendra has none until his village corrects it.
    assert (after.pairs_undecided, after.selected, after.held) == (0, 3, 0)
    assert after.ineligible_by_reason == {"unknown-nik": 1}
    with scope.within(KAUR):
        people_actions.decide_pair(
            pair_id=pair.pk, verdict="same", reason="Salah ketik", by=User.objects.get(name="Rina"), at=NOW
        )
    same = job(programme).figures
    assert (same.people, same.selected, same.ineligible_by_reason) == (3, 3, {})


def test_the_same_file_under_two_names_counts_once(own_database, tmp_path):
    programme = small_programme.write(tmp_path)
    two_lists(tmp_path)
    copy = tmp_path / "rosters" / "salinan.xlsx"
    copy.write_bytes((tmp_path / "rosters" / "gedung wani.xlsx").read_bytes())
    found = job(programme)
    assert (found.figures.people, found.figures.selected) == (3, 3)
    assert (job(programme).figures.people, job(programme).figures.selected) == (3, 3)


def test_a_row_of_another_region_is_an_error_of_its_row_and_nobodys_seat(own_database, tmp_path):
    programme = small_programme.write(tmp_path)
    small_programme.roster(tmp_path, "a.xlsx", GEDUNG_WANI, [SITI])
    small_programme.roster(tmp_path, "b.xlsx", "17.01.01.2001", [BUDI])
    found = job(programme).figures
    assert (found.rows_read, found.rows_with_errors, found.people, found.selected) == (2, 1, 1, 1)


def test_lists_to_compare_with_may_have_any_shape(own_database, tmp_path):
    book(
        tmp_path / "lists" / "meninggal.xlsx",
        [("DAFTAR AKTA KEMATIAN",), (), ("No", "N I K", "Tgl Akta"), (1, SITI[0], "1-11-2024")],
    )
    (tmp_path / "lists" / "asn.csv").write_text(f"NIP;Nomor KTP\n1980;'{BUDI[0]}\n")
    (tmp_path / "lists" / "bpjs.csv").write_text(f"NIK\n{RINA[0]}\n")
    (tmp_path / "lists" / "dtsen.csv").write_text("No KK,Desil\n1704991111110001,4\n")
    programme = with_references(
        tmp_path,
        "deceased: {file: lists/meninggal.xlsx, source: Disdukcapil, on: 2024-11-20}",
        "civil_servants: {file: lists/asn.csv, source: BKPSDM, on: 2024-11-20}",
        "insured_elsewhere: {file: lists/bpjs.csv, source: BPJS, on: 2024-11-20}",
        "decile: {file: lists/dtsen.csv, source: Dinsos, on: 2024-11-20}",
    )
    text = programme.read_text().replace("draw_seed:", "criteria: {max_decile: 3}\ndraw_seed:")
    programme.write_text(text)
    rows = [("NIK", "No KK", "Nama", "Tanggal Lahir", "Pekerjaan", "Desa", "Desil")]
    for number, person in enumerate((SITI, BUDI, RINA, JOKO)):
        rows.append((person[0], f"170499111111000{1 if person is JOKO else number + 2}", *person[1:], GEDUNG_WANI, 2))
    book(tmp_path / "rosters" / "a.xlsx", rows)
    found = job(programme).figures
    assert found.ineligible_by_reason == {
        "not-alive": 1, "civil-servant": 1, "covered-elsewhere": 1, "decile-out": 1,
    }  # fmt: skip


def test_a_corrected_list_of_the_deceased_gives_back_who_was_on_it_by_mistake(own_database, tmp_path):
    died = tmp_path / "meninggal.csv"
    programme = with_references(tmp_path, "deceased: {file: meninggal.csv, source: Disdukcapil, on: 2024-11-20}")
    two_lists(tmp_path)
    answers = []
    for person in (SITI, BUDI, SITI):
        died.write_text(f"NIK\n{person[0]}\n")
        job(programme, documents=True)
        answers.append(niks(tmp_path / "out" / "tidak-memenuhi.xlsx"))
    assert answers == [{SITI[0]}, {BUDI[0]}, {SITI[0]}]


def test_a_list_that_the_programme_no_longer_names_counts_no_more_until_it_is_named_again(own_database, tmp_path):
    (tmp_path / "meninggal.csv").write_text(f"NIK\n{SITI[0]}\n")
    line = "deceased: {file: meninggal.csv, source: Disdukcapil, on: 2024-11-20}"
    small_programme.write(tmp_path)
    two_lists(tmp_path)
    answers = [
        job(write()).figures.ineligible_by_reason
        for write in (
            lambda: with_references(tmp_path, line),
            lambda: small_programme.write(tmp_path),
            lambda: small_programme.write(tmp_path),
            lambda: with_references(tmp_path, line.replace("11-20", "11-10")),
        )
    ]
    assert answers == [{"not-alive": 1}, {}, {}, {"not-alive": 1}]


@pytest.mark.parametrize(
    ("name", "content"),
    [("kosong.xlsx", b""), ("foto.xlsx", b"\x89PNG\r\n\x1a\n" + bytes(200)), ("surat.csv", b"Kepada Yth.\nBupati\n")],
)
def test_a_list_that_cannot_be_compared_with_is_refused_and_nothing_is_written(own_database, tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    programme = with_references(tmp_path, f"deceased: {{file: {name}, source: Disdukcapil, on: 2024-11-20}}")
    two_lists(tmp_path)
    with pytest.raises(NoRosters, match="tidak dapat dipakai"):
        job(programme)
    assert not (tmp_path / "out").exists()


def test_whoever_another_programme_covers_is_covered_elsewhere(own_database, tmp_path):
    programme = small_programme.write(tmp_path)
    two_lists(tmp_path)
    job(programme)
    with scope.within(KAUR), connection.cursor() as cursor:
        cursor.execute(
            "SELECT s.person_id FROM people_sighting s JOIN roster_row r ON r.id = roster_row_id WHERE nik = %s",
            [SITI[0]],
        )
        (person,) = cursor.fetchone()
    with psycopg.connect(postgres_for_tests.superuser_url(own_database)) as owner:
        owner.execute(
            "INSERT INTO protection_covered_month (government, region, person_id, insurance, month, programme_id,"
            " rupiah, action_id, recorded_at)"
            " VALUES ('1701000000', '1701012001', %s, 'JKK', '2024-12-01', 999, 10000, 1, now())",
            [person],
        )
    found = job(programme).figures
    assert found.ineligible_by_reason == {"covered-elsewhere": 1}
    assert found.selected == 2


def test_nothing_of_one_government_is_visible_in_the_figures_of_another(own_database, tmp_path):
    kaur = small_programme.write(tmp_path / "kaur", code="program-kita")
    two_lists(tmp_path / "kaur")
    before = job(kaur).figures
    other = amended(
        tmp_path / "lain",
        ("code: dua-desa", "code: program-kita"),
        ('government: "17.04"', 'government: "17.01"'), ("Bupati Kaur", "Bupati Bengkulu Selatan"),
        ("[17.04.01.2001, 17.04.01.2002]", "[17.01.01.2002]"), ('owner: "17.04"', 'owner: "17.01"'),
    )  # fmt: skip
    stranger = (SITI[0], "HENDRA WIJAYA", "17-08-1990", "Petani")
    small_programme.roster(tmp_path / "lain", "a.xlsx", "17.01.01.2002", [stranger, RINA])
    there = job(other).figures
    # The same NIK under another name disagrees, but neither government learns of the other's claim.
    assert (there.people, there.selected, there.pairs_undecided) == (2, 2, 0)
    after = job(kaur).figures
    assert after.as_json({}, []) == before.as_json({}, [])


def test_the_fingerprint_of_the_list_can_be_computed_from_the_workbook_alone(own_database, tmp_path):
    programme = small_programme.write(tmp_path)
    two_lists(tmp_path)
    result = job(programme, documents=True)
    sheet = openpyxl.load_workbook(tmp_path / "out" / "terpilih.xlsx").active
    rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    head = next(number for number, row in enumerate(rows) if "NIK" in row)
    at = {name: rows[head].index(name) for name in ("NIK", "Nama", "Kode wilayah", "Mulai", "Bulan", "Program")}
    listed = [{name: row[place] for name, place in at.items()} for row in rows[head + 1 :]]
    lines = [
        f"{person['NIK']};{person['Nama'].upper()};{person['Kode wilayah'].replace('.', '')}"
        f";{person['Mulai']};{person['Bulan']};{person['Program']}"
        for person in listed
        if len(person["NIK"]) == 16
    ]
    text = "\n".join([result.figures.decree.list_salt, *sorted(lines)])
    assert hashlib.sha256(text.encode()).hexdigest() == summary(programme)["list_sha256"]
    assert len(result.figures.decree.list_salt) == 32


def test_after_the_signature_the_same_lists_still_run_and_changed_ones_become_an_amendment(own_database, tmp_path):
    programme = small_programme.write(tmp_path)
    two_lists(tmp_path)
    drafted = job(programme).figures.decree
    with scope.within(KAUR):
        decree_actions.sign(
            decree_id=drafted.pk,
            number="100/2024",
            signed_on=date(2024, 11, 28),
            signer="Bupati",
            by=User.objects.get(name="Rina"),
            at=NOW,
        )
    assert job(programme).figures.decree.pk == drafted.pk
    two_lists(tmp_path, (SITI,), (JOKO, RINA))
    result = job(programme)
    assert result.figures.decree.amendment.amends_id == drafted.pk
    assert any("hanya berubah dengan Keputusan perubahan" in warning for warning in result.warnings)
    with scope.within(KAUR):
        assert decree_queries.in_force(drafted.programme_id).pk == drafted.pk


def test_summary_json_has_every_key_that_was_promised(own_database, tmp_path):
    programme = small_programme.write(tmp_path)
    two_lists(tmp_path)
    job(programme)
    promised = {
        "rows_read", "rows_with_errors", "people", "pairs_undecided", "eligible", "ineligible_by_reason", "selected",
        "waiting", "quota", "villages", "villages_without_names", "monthly_contribution", "months",
        "total_contribution",
        "ceiling", "ceiling_left", "months_for_all", "warnings", "list_sha256", "law_sha256", "seconds",
    }  # fmt: skip
    assert promised <= set(summary(programme))

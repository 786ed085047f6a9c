"""Receiving rosters: nothing twice, corrections beside what they correct, everything word for word."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from payung.roster import actions, check, queries, reading
from payung.roster.models import Finding, RosterFile, Row
from payung.storage import files
from tests.people.rosters import AT, BUDI, OTHER_VILLAGE, SITI, checked, file_of, programme, receive, together

pytestmark = pytest.mark.database
BORN = date(1979, 7, 1)


def test_a_row_is_kept_word_for_word_with_its_cleaned_values_and_its_fate(clerk):
    kaur = programme()
    receipt = receive(kaur, checked(SITI, BUDI, findings=[(1, "nik-length", "data")]), clerk)
    assert [(file.rows, file.refused, file.new) for file in receipt.files] == [(2, 1, 2)]
    siti, budi = Row.objects.order_by("row")
    assert (siti.nik, siti.village, siti.region, siti.is_refused) == (
        SITI["nik"],
        SITI["village"],
        SITI["village"],
        False,
    )
    assert siti.verbatim == {"A": SITI["nik"], "B": "1979-06-01"}
    assert siti.kinds == "B:date"
    assert budi.is_refused
    assert list(Finding.objects.values_list("row_id", "code")) == [(budi.id, "nik-length")]


def test_the_same_file_again_creates_nothing_and_says_so(clerk):
    kaur = programme()
    receive(kaur, checked(SITI, BUDI), clerk)
    again = receive(kaur, checked(SITI, BUDI, name="salinan.xlsx"), clerk)
    assert (RosterFile.objects.count(), Row.objects.count()) == (1, 2)
    assert again.files[0].is_known
    assert again.files[0].sentence() == (
        "salinan.xlsx: sudah pernah diterima, 2 baris sama; tidak ada yang dicatat lagi."
    )


def test_a_file_that_comes_twice_in_one_run_is_one_file(clerk):
    kaur = programme()
    receipt = receive(kaur, together(file_of(SITI, name="a.xlsx"), file_of(SITI, name="b.xlsx")), clerk)
    assert [file.is_known for file in receipt.files] == [False, True]
    assert Row.objects.count() == 1


def test_a_corrected_file_shows_new_changed_and_the_same_and_keeps_history(clerk):
    kaur = programme()
    receive(kaur, checked(SITI, BUDI), clerk)
    ani = SITI | {"nik": "1704994303900003", "name": "ANI LESTARI"}
    receipt = receive(kaur, checked(SITI | {"birth_date": BORN}, BUDI, ani), clerk, AT + timedelta(days=1))
    assert (receipt.new, receipt.changed, receipt.same) == (1, 1, 1)
    assert receipt.files[0].sentence() == "kemuning.xlsx: 1 baru, 1 berubah, 1 sama."
    old, new = Row.objects.filter(nik=SITI["nik"]).order_by("id")
    assert (old.birth_date, new.birth_date, new.supersedes_id) == (SITI["birth_date"], BORN, old.id)
    current = queries.current_rows(kaur.id, [SITI["village"]])
    assert current["id"].to_list() == sorted(set(Row.objects.values_list("id", flat=True)) - {old.id})


def test_rows_that_a_corrected_file_leaves_out_are_counted_and_stay(clerk):
    kaur = programme()
    receive(kaur, checked(SITI, BUDI), clerk)
    receipt = receive(kaur, checked(SITI | {"phone": "085200000001"}, name="kemuning (revisi).xlsx"), clerk)
    assert receipt.files[0].gone == 1
    assert "1 baris dari berkas sebelumnya tidak ada lagi dan tetap tercatat" in receipt.files[0].sentence()


def test_a_row_refused_for_its_nik_is_replaced_when_the_nik_is_mended(clerk):
    kaur = programme()
    broken = SITI | {"nik": None}
    receive(kaur, checked(broken, BUDI, findings=[(0, "nik-length", "data")]), clerk)
    receipt = receive(kaur, checked(SITI, BUDI), clerk)
    assert (receipt.changed, receipt.same) == (1, 1)


def test_a_person_whose_village_is_unknown_or_elsewhere_is_kept_but_refused_with_a_reason(clerk):
    kaur = programme()
    receive(kaur, checked(SITI | {"village": None}, BUDI | {"village": "1705012001"}), clerk)
    assert set(Row.objects.values_list("region", "village", "is_refused")) == {("1704000000", None, True)}
    assert set(Finding.objects.values_list("code", "kind")) == {("village-not-stated", "data")}


def test_what_was_received_cannot_be_changed(clerk):
    receive(programme(), checked(SITI), clerk)
    with pytest.raises(DatabaseError), transaction.atomic():
        Row.objects.update(name="LAIN")


def test_another_government_sees_no_row(clerk):
    receive(programme(), checked(SITI), clerk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('app.government', '6107000000', true)")
        cursor.execute("SELECT set_config('app.low', '6107000000', true), set_config('app.high', '6108000000', true)")
    assert Row.objects.count() == 0
    assert Finding.objects.count() == RosterFile.objects.count() == 0


def test_accepting_takes_files_once(clerk):
    kaur = programme()
    receive(
        kaur, together(file_of(SITI), file_of(BUDI, SITI | {"village": OTHER_VILLAGE}, name="padang.xlsx")), clerk
    )
    accepted = actions.accept(programme_id=kaur.id, by=clerk, at=AT)
    assert (len(accepted.file_ids), accepted.rows, accepted.rows_refused) == (2, 3, 0)
    with pytest.raises(actions.NothingToAccept):
        actions.accept(programme_id=kaur.id, by=clerk, at=AT)


def test_with_the_first_acceptance_the_seed_of_the_draw_is_frozen(clerk):
    kaur = programme()
    receive(kaur, checked(SITI), clerk)
    kaur.refresh_from_db()
    assert kaur.draw_frozen_at is None
    actions.accept(programme_id=kaur.id, by=clerk, at=AT)
    kaur.refresh_from_db()
    assert kaur.draw_frozen_at == AT


def test_a_real_file_is_kept_as_it_came_and_its_row_cell_by_cell(clerk, tmp_path, monkeypatch):
    monkeypatch.setenv("PAYUNG_FILES", str(tmp_path / "kept"))
    sent = tmp_path / "kemuning.csv"
    sent.write_text(
        "No;NIK;Nama;Tanggal Lahir;Desa;RT\n"
        "1;1704994106790001;Hj. Siti Aminah;01-06-1979;Tanjung Kemuning;001\n"
        "2;17049941067900;Budi;02-02-1985;Tanjung Kemuning;002\n",
        encoding="utf-8",
    )
    found = check.check_files(reading.read(sent, sent.name), region="1704000000", on=AT.date(), demo=True)
    kaur = programme()
    receipt = actions.receive(programme_id=kaur.id, checked=found, by=clerk, at=AT, originals={sent.name: sent})
    assert [(file.new, file.refused) for file in receipt.files] == [(2, 1)]
    siti = Row.objects.get(is_refused=False)
    assert set(siti.verbatim.values()) >= {"1704994106790001", "Hj. Siti Aminah", "01-06-1979", "001"}
    assert (siti.birth_date, siti.rt, siti.village[:4]) == (SITI["birth_date"], "001", "1704")
    assert "nik-length" in Finding.objects.filter(row_id=siti.id + 1).values_list("code", flat=True)
    assert files.path_of(RosterFile.objects.get().sha256).read_bytes() == sent.read_bytes()

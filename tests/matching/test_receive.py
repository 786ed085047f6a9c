"""Lists go out, replies of any shape come in: nothing is guessed, nothing is written twice."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from payung.matching import actions, queries
from payung.matching.models import Asked, Reply, ReplyLine, Sent
from tests.matching.replies import (
    AT,
    BUDI,
    HASIL,
    NIK,
    ON,
    RINA,
    SENT_ON,
    SITI,
    answer,
    asked_about,
    send,
    workbook,
)  # fmt: skip

pytestmark = pytest.mark.database


def told(kaur):
    return {line["person_id"]: line["verdict"] for line in queries.told(kaur.id).iter_rows(named=True)}


def verdicts(kaur, source="dukcapil"):
    names = dict(queries.asked(kaur.id, source).select("person_id", "nik").rows())
    return {names[person]: verdict for person, verdict in told(kaur).items()}


def codes(receipt):
    return sorted(receipt.findings["code"].to_list())


def test_the_same_list_is_sent_once(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI, BUDI)
    again = send(kaur, clerk, tmp_path)
    assert (Sent.objects.count(), Asked.objects.count(), again.people) == (1, 2, 2)


def test_a_column_of_words_becomes_verdicts_with_source_and_day(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI, BUDI, RINA)
    path = workbook(
        tmp_path / "balasan.xlsx",
        [(NIK, "Nama", HASIL), (SITI["nik"], "SITI", "PADAN"), (BUDI["nik"], "BUDI", "Meninggal"),
         (RINA["nik"], "RINA", "Nama berbeda: RINA MARLIANA")],
    )  # fmt: skip
    receipt = answer(kaur, clerk, path)
    assert receipt.said == {"matched": 1, "deceased": 1, "other-name": 1}
    assert codes(receipt) == ["other-name"]
    rina = queries.told(kaur.id).filter(verdict="other-name").row(0, named=True)
    assert (rina["source"], rina["on"], rina["said_name"]) == ("dukcapil", ON, "RINA MARLIANA")
    assert (rina["file"], rina["sheet"], rina["row"]) == ("balasan.xlsx", "Lembar1", 4)


def test_the_reply_again_changes_nothing_also_under_another_name(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI, BUDI)
    lines = [(NIK, HASIL), (SITI["nik"], "padan"), (BUDI["nik"], "pindah")]
    first = answer(kaur, clerk, workbook(tmp_path / "a.xlsx", lines))
    again = answer(kaur, clerk, workbook(tmp_path / "b.xlsx", lines))
    assert (again.is_known, again.reply.pk) == (True, first.reply.pk)
    assert (Reply.objects.count(), ReplyLine.objects.count()) == (1, 2)


def test_sheets_named_by_their_verdict_need_no_column(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI, BUDI)
    path = workbook(
        tmp_path / "dua lembar.xlsx",
        [(NIK, "Nama"), (SITI["nik"], "SITI")],
        [(NIK, "Nama"), (BUDI["nik"], "BUDI")],
        names=("Data Padan", "TIDAK PADAN"),
    )
    answer(kaur, clerk, path)
    assert verdicts(kaur) == {SITI["nik"]: "matched", BUDI["nik"]: "not-matched"}


def test_of_a_reply_about_the_rejected_the_rest_is_matched_only_when_said(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI, BUDI, RINA)
    path = workbook(tmp_path / "ditolak.xlsx", [(NIK, "Alasan"), (BUDI["nik"], "tidak ditemukan")])
    assert answer(kaur, clerk, path).said == {"not-matched": 1}
    receipt = answer(kaur, clerk, path, rest="matched")
    assert (receipt.said, receipt.rest) == ({"matched": 2, "not-matched": 1}, 2)


def test_a_row_that_nobody_recognises_keeps_the_rest_from_being_matched(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI, BUDI, RINA)
    path = workbook(
        tmp_path / "ditolak.xlsx",
        [(NIK, "Alasan"), (BUDI["nik"], "tidak ditemukan"), ("1704994303809999", "tidak ditemukan")],
    )
    receipt = answer(kaur, clerk, path, rest="matched")
    assert (receipt.rest, receipt.rest_refused, codes(receipt)) == (0, True, ["not-asked"])


def test_a_file_of_rejected_people_without_a_word_is_told_what_it_means(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI, BUDI)
    path = workbook(tmp_path / "daftar.xlsx", [(NIK, "Nama"), (BUDI["nik"], "BUDI")])
    with pytest.raises(actions.NotAReply, match="--verdict"):
        answer(kaur, clerk, path)
    assert answer(kaur, clerk, path, verdict="not-matched").said == {"not-matched": 1}


def test_different_verdicts_about_one_person_are_a_finding_and_none_counts(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI, BUDI)
    path = workbook(
        tmp_path / "balasan.xlsx",
        [(NIK, HASIL), (SITI["nik"], "padan"), (SITI["nik"], "tidak padan"), (BUDI["nik"], "padan")],
    )
    receipt = answer(kaur, clerk, path)
    assert codes(receipt) == ["said-twice", "said-twice"]
    assert verdicts(kaur) == {BUDI["nik"]: "matched"}


def test_unknown_words_blank_cells_and_broken_numbers_are_findings(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI, BUDI, RINA)
    path = workbook(
        tmp_path / "balasan.xlsx",
        [
            (NIK, "Nama", HASIL),
            (SITI["nik"], "SITI", "padan"),
            (BUDI["nik"], "BUDI", "cek lagi"),
            (RINA["nik"], "RINA", ""),
            ("17049901018", "UMAR", "padan"),
        ],
    )
    assert codes(answer(kaur, clerk, path)) == ["no-answer", "unknown-words", "unreadable-number"]
    assert answer(kaur, clerk, path, lessons=["cek lagi=not-matched"]).said == {"matched": 1, "not-matched": 1}


def test_the_insurer_tells_number_and_month_in_columns(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI, BUDI, RINA, receiver="bpjs")
    path = workbook(
        tmp_path / "bpjs.xlsx",
        [("NIK", "Nama", "Status Kepesertaan", "Segmen", "No KPJ", "Masa Berlaku s.d."),
         (SITI["nik"], "SITI", "AKTIF", "BPU", "24012345678", "31-03-2025"),
         (BUDI["nik"], "BUDI", "AKTIF", "PU", "", ""),
         (RINA["nik"], "RINA", "AKTIF", "BPU", "240123", "")],
    )  # fmt: skip
    receipt = answer(kaur, clerk, path, "bpjs")
    assert receipt.said == {"bpu": 2, "wage-earner": 1}
    assert codes(receipt) == ["bpu-without-month", "kpj-unusable"]
    known = queries.kpj(kaur.id).row(0, named=True)
    assert (known["kpj"], known["paid_through"], known["source"]) == ("24012345678", date(2025, 3, 1), "bpjs")


def test_the_social_office_answers_by_family_card_with_deciles(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI, BUDI | {"kk": SITI["kk"]}, receiver="dinsos")
    path = workbook(tmp_path / "dtsen.xlsx", [("No KK", "Desil"), (SITI["kk"], "3")])
    answer(kaur, clerk, path, "dinsos")
    assert queries.told(kaur.id)["decile"].to_list() == [3, 3]


def test_the_newest_answer_of_a_source_counts_and_a_mistake_is_withdrawn(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI)
    answer(kaur, clerk, workbook(tmp_path / "a.xlsx", [(NIK, HASIL), (SITI["nik"], "padan")]))
    wrong = workbook(tmp_path / "b.xlsx", [(NIK, HASIL), (SITI["nik"], "meninggal")])
    later = answer(kaur, clerk, wrong, on=ON + timedelta(days=1))
    assert list(told(kaur).values()) == ["deceased"]
    actions.withdraw(programme_id=kaur.id, reply_id=later.reply.pk, reason="milik desa lain", by=clerk, at=AT)
    assert list(told(kaur).values()) == ["matched"]
    with pytest.raises(actions.NoSuchReply):
        actions.withdraw(programme_id=kaur.id, reply_id=later.reply.pk, reason="lagi", by=clerk, at=AT)
    assert answer(kaur, clerk, wrong, on=ON + timedelta(days=1)).is_known is False


def test_a_reply_before_the_list_or_after_today_or_to_nobody_is_refused(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI)
    path = workbook(tmp_path / "a.xlsx", [(NIK, HASIL), (SITI["nik"], "padan")])
    with pytest.raises(actions.WrongDay, match="mendahului"):
        answer(kaur, clerk, path, on=SENT_ON - timedelta(days=1))
    with pytest.raises(actions.WrongDay, match="belum tiba"):
        answer(kaur, clerk, path, on=date(2024, 12, 24))
    with pytest.raises(actions.NothingSent, match="BPJS"):
        answer(kaur, clerk, path, "bpjs")


def test_the_file_of_another_programme_is_refused_in_one_sentence_without_a_number(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI)
    path = workbook(tmp_path / "kota lain.xlsx", [(NIK, HASIL), (BUDI["nik"], "padan"), (RINA["nik"], "padan")])
    with pytest.raises(actions.NotAReply, match="Tidak satu pun dari 2 baris") as refused:
        answer(kaur, clerk, path)
    assert BUDI["nik"] not in str(refused.value)
    assert Reply.objects.count() == 0


def test_what_was_received_is_never_changed(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI)
    answer(kaur, clerk, workbook(tmp_path / "a.xlsx", [(NIK, HASIL), (SITI["nik"], "padan")]))
    with pytest.raises(DatabaseError), transaction.atomic():
        ReplyLine.objects.update(verdict="deceased")


def test_another_name_of_the_agency_is_the_same_agency(clerk, tmp_path):
    kaur = asked_about(tmp_path, clerk, SITI, receiver="Disdukcapil")
    path = workbook(tmp_path / "a.xlsx", [(NIK, HASIL), (SITI["nik"], "padan")])
    assert answer(kaur, clerk, path, "dukcapil").said == {"matched": 1}


def test_an_answer_about_somebody_who_was_called_another_since_is_an_answer_about_him(clerk, tmp_path, monkeypatch):
    kaur = asked_about(tmp_path, clerk, SITI, BUDI)
    path = workbook(tmp_path / "balasan.xlsx", [(NIK, HASIL), (SITI["nik"], "padan"), (BUDI["nik"], "meninggal")])
    answer(kaur, clerk, path)
    persons = dict(queries.asked(kaur.id, "dukcapil").select("nik", "person_id").rows())
    siti, budi = persons[SITI["nik"]], persons[BUDI["nik"]]
    assert told(kaur) == {siti: "matched", budi: "deceased"}
    monkeypatch.setattr(queries.people_queries, "moves", lambda: {"persons": [budi], "become": [siti]})
    assert told(kaur) == {siti: "deceased"}

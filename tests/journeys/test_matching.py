"""The matching round on two villages: out, in, replaced at once, and the decree that waits for the answers."""

import json
import re
import threading
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pypdf
import pytest
from django.db import DatabaseError, connection, connections, transaction

from payung.accounts import scope
from payung.audit.models import Event
from payung.cli import programme_named
from payung.decree import gates
from payung.journeys import (
    listing,
    matching_in,
    matching_minutes,
    matching_out,
    matching_place,
    matching_status,
    results_folder,
    signing,
    takeover,
)
from payung.journeys import run as main_job
from payung.matching.models import Reply, ReplyLine, Sent
from tests.cli.test_command import payung
from tests.enrolment.test_takeover import active
from tests.journeys.small_programme import (
    BUDI,
    GEDUNG_WANI,
    JOKO,
    OLD,
    RINA,
    SITI,
    TANJUNG_KARET,
    Silent,
    roster,
    write,
)  # fmt: skip

pytestmark = pytest.mark.database
NOW = datetime(2024, 11, 25, 2, 0, tzinfo=UTC)
LATER = datetime(2024, 11, 26, 2, 0, tzinfo=UTC)
DAY = date(2024, 11, 25)


def run(programme: Path) -> dict:
    main_job.run(programme, out=programme.parent / "out", name="Rina", at=NOW, meter=Silent(), documents=False)
    return json.loads((programme.parent / "out" / "summary.json").read_text("utf-8"))


def opened(folder: Path, required: str = "[]") -> Path:
    programme = write(folder)
    programme.write_text(programme.read_text("utf-8") + f"matching: {{required: {required}}}\n", "utf-8")
    roster(folder, "gedung wani.xlsx", GEDUNG_WANI, [SITI, BUDI, RINA, OLD])
    roster(folder, "tanjung karet.xlsx", TANJUNG_KARET, [JOKO])
    return programme


def out(programme: Path, receiver: str = "dukcapil", **asked) -> matching_out.Outgoing:
    folder = programme.parent / "kirim"
    return matching_out.send(programme, receiver=receiver, out=folder, name="Rina", at=NOW, **asked)


def reply(programme: Path, text: str, source: str = "dukcapil", **told) -> matching_in.Incoming:
    file = programme.parent / "balasan.csv"
    file.write_text("NIK,Nama,Hasil\n" + text, "utf-8")
    folder = programme.parent / "hasil"
    return matching_in.receive(programme, file, source=source, on=DAY, out=folder, name="Rina", at=NOW, **told)


def test_the_list_holds_the_waiting_list_too_with_numbers_as_text(own_database, tmp_path):
    programme = opened(tmp_path)
    run(programme)
    sent = out(programme)
    rows = list(openpyxl.load_workbook(sent.workbook).worksheets[0].iter_rows(values_only=True))
    assert rows[0][:4] == ("No", "NIK", "NO KK", "NAMA LENGKAP")
    assert [(row[1], row[3]) for row in rows[1:]] == [
        (BUDI[0], BUDI[1]), (SITI[0], SITI[1]), (RINA[0], RINA[1]), (JOKO[0], JOKO[1]),
    ]  # fmt: skip
    assert out(programme).sent_id == sent.sent_id
    assert out(programme, only_selected=True).people == 3


def test_a_list_is_never_written_where_the_next_run_would_read_it_as_a_roster(own_database, tmp_path):
    programme = opened(tmp_path)
    run(programme)
    with pytest.raises(results_folder.NowhereToWrite, match="di dalam map daftar"):
        matching_out.send(programme, receiver="bpjs", out=tmp_path / "rosters" / "kirim", name="Rina", at=NOW)


def test_who_falls_out_is_replaced_at_once_from_the_waiting_list(own_database, tmp_path):
    programme = opened(tmp_path)
    run(programme)
    out(programme)
    taken = reply(programme, f"{BUDI[0]},BUDI SANTOSO,Meninggal\n{SITI[0]},SITI AMINAH,Padan\n")
    assert taken.changes.fell_out["nik"].to_list() == [BUDI[0]]
    assert taken.changes.fell_out["reason"][0].endswith("Menurut Dukcapil, 25 November 2024.")
    assert taken.changes.moved_up["nik"].to_list() == [RINA[0]]
    sheets = openpyxl.load_workbook(taken.details)
    assert sheets["Masuk"]["B5"].value == RINA[1]
    found = run(programme)
    assert (found["selected"], found["waiting"], found["ineligible_by_reason"]["not-alive"]) == (3, 0, 1)


def test_a_mistake_taken_back_gives_the_seat_back(own_database, tmp_path):
    programme = opened(tmp_path)
    run(programme)
    out(programme)
    taken = reply(programme, f"{BUDI[0]},BUDI SANTOSO,Meninggal\n")
    back = matching_in.withdraw(programme, taken.receipt.reply.pk, reason="salah berkas", name="Rina", at=NOW)
    assert (back.fell_out["nik"].to_list(), back.moved_up["nik"].to_list()) == ([RINA[0]], [BUDI[0]])


def test_the_decree_waits_until_every_seat_has_an_answer_of_each_required_source(own_database, tmp_path):
    programme = opened(tmp_path, "[dukcapil, bpjs]")
    waiting = run(programme)
    assert waiting["list_sha256"] is None
    assert any("3 orang menunggu Dukcapil, 3 orang menunggu BPJS" in said for said in waiting["warnings"])
    out(programme)
    out(programme, "bpjs")
    reply(programme, f"{BUDI[0]},,padan\n{SITI[0]},,padan\n{RINA[0]},,padan\n{JOKO[0]},,padan\n")
    assert run(programme)["list_sha256"] is None
    reply(programme, f"{RINA[0]},RINA,aktif PU\n", "bpjs", rest="matched")
    assert run(programme)["list_sha256"] is not None


def test_the_plan_says_who_must_answer_before_the_decree(tmp_path):
    answer = payung("plan", str(opened(tmp_path, "[Disdukcapil, bpjs, dukcapil]")))
    assert answer.returncode == 0, answer.stderr
    assert "harus sudah dijawab Dukcapil, BPJS Ketenagakerjaan" in answer.stderr


def test_a_number_that_the_insurer_told_stands_in_its_own_file_again(own_database, tmp_path):
    programme = opened(tmp_path)
    run(programme)
    out(programme, "bpjs")
    reply(programme, f'{SITI[0]},SITI,"aktif BPU s.d. 11-2024, KPJ 24012345678"\n', "bpjs")
    with matching_place.of(programme, name="Rina", at=NOW) as place:
        numbers = listing.of(place.programme).selected.select("name", "kpj").rows()
    assert dict(numbers)[SITI[1]] == "24012345678"


def test_the_status_says_what_remains(own_database, tmp_path):
    programme = opened(tmp_path, "[bpjs]")
    run(programme)
    out(programme)
    reply(programme, f"{BUDI[0]},,padan\n{SITI[0]},,padan\n")
    bpjs, dukcapil = matching_status.of(programme, name="Rina", at=NOW).standings
    assert (bpjs.is_required, bpjs.not_asked, bpjs.seats_waiting) == (True, 4, 3)
    assert (dukcapil.answered, dukcapil.waiting, dukcapil.seats_waiting) == (2, 2, 1)
    assert out(programme, only_unanswered=True).people == 2


def test_two_officers_who_take_the_same_reply_at_once_write_it_once(own_database, tmp_path):
    programme = opened(tmp_path)
    run(programme)
    out(programme)
    file = tmp_path / "balasan.csv"
    file.write_text(f"NIK,Hasil\n{BUDI[0]},meninggal\n{SITI[0]},padan\n", "utf-8")
    failures: list[BaseException] = []

    def officer(name: str) -> None:
        try:
            matching_in.receive(programme, file, source="dukcapil", on=DAY, out=tmp_path / name, name=name, at=NOW)
        except BaseException as failed:
            failures.append(failed)
        finally:
            connections.close_all()

    both = [threading.Thread(target=officer, args=(name,)) for name in ("Rina", "Joko")]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert failures == []
    with matching_place.of(programme, name="Rina", at=NOW):
        assert (Reply.objects.count(), ReplyLine.objects.count()) == (1, 2)


def test_another_governments_programme_never_sees_the_answers(own_database, tmp_path):
    programme = opened(tmp_path / "kaur")
    run(programme)
    out(programme)
    reply(programme, f"{BUDI[0]},,meninggal\n")
    other = write(tmp_path / "lain", code="lain")
    text = other.read_text("utf-8").replace("17.04.01.200", "17.01.01.200").replace('"17.04"', '"17.01"')
    other.write_text(text.replace("Bupati Kaur", "Bupati Bengkulu Selatan"), "utf-8")
    roster(tmp_path / "lain", "desa.xlsx", "17.01.01.2001", [SITI])
    with pytest.raises(matching_place.NotOpened, match="payung run"):
        out(other)
    run(other)
    with matching_place.of(other, name="Rina", at=NOW):
        assert (Sent.objects.count(), ReplyLine.objects.count()) == (0, 0)


def test_the_commands_speak_in_counts_and_never_name_anybody(own_database, tmp_path):
    programme = opened(tmp_path)
    run(programme)
    sent = payung(
        "match", "out", str(programme), "--to", "dukcapil", "--on", "2024-11-25", "--out", str(tmp_path / "k")
    )
    assert sent.returncode == 0, sent.stderr
    file = tmp_path / "balasan.csv"
    file.write_text(f"NIK,Nama,Hasil\n{BUDI[0]},BUDI,meninggal\n{SITI[0]},SITI,entahlah\n", "utf-8")
    asked = ("match", "in", str(programme), str(file), "--from", "dukcapil", "--on", "2024-11-25")
    taken = payung(*asked, "--out", str(tmp_path / "h"))
    assert taken.returncode == 1, taken.stderr
    assert "Keluar dari kursi                  1 orang" in taken.stdout
    assert "Baris 3: Kata hasilnya belum dikenal" in taken.stderr
    assert BUDI[0] not in taken.stdout + taken.stderr + sent.stdout + sent.stderr
    assert "BUDI" not in taken.stdout + taken.stderr
    wrong = payung("match", "in", str(programme), str(programme), "--from", "dukcapil", "--on", "2024-11-25")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "Balasan programme.yaml tidak dapat dibaca." in wrong.stderr
    assert payung("match", "status", str(programme)).stdout.startswith("Dukcapil\n")


def test_the_minutes_count_who_fell_out_and_who_replaced_them_with_masked_numbers(own_database, tmp_path):
    programme = opened(tmp_path)
    run(programme)
    with pytest.raises(matching_minutes.NothingToReport):
        matching_minutes.write(programme, out=tmp_path, name="Rina", at=NOW)
    out(programme)
    reply(programme, f"{BUDI[0]},BUDI SANTOSO,Meninggal\n{SITI[0]},SITI AMINAH,Padan\n")
    path, said = matching_minutes.write(programme, out=tmp_path, name="Rina", at=NOW, number="400/1/2024")
    assert said.reasons == (("meninggal", 1),)
    assert (said.rejected.height, said.lost, said.replaced["name"].to_list(), said.empty) == (1, 1, [RINA[1]], 0)
    assert said.sources[0].said == (("padan", 1), ("meninggal", 1))
    assert said.sources[0].waiting == 2
    text = " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())
    for words in (
        "Senin tanggal dua puluh lima bulan November tahun dua ribu dua puluh empat (25-11-2024)",
        "Nomor 400/1/2024",
        "DATA CONTOH",
        "meninggal menurut Dukcapil, 25 November 2024",
    ):
        assert words in text
    assert BUDI[0] not in text


def sign(programme: Path, on: date = DAY, number: str = "412") -> str:
    with programme_named.opened(programme) as found:
        return signing.sign(found, number=number, on=on, signer="Bupati", scan=None, name="Rina", at=LATER)


def test_a_draft_older_than_the_answer_that_somebody_died_is_not_signed(own_database, tmp_path):
    programme = opened(tmp_path)
    run(programme)
    out(programme)
    reply(programme, f"{BUDI[0]},,meninggal\n")
    with pytest.raises(gates.NamesSomebodyWithoutSeat, match="1 orang yang sudah tidak mendapat kursi"):
        sign(programme)
    run(programme)
    assert "nomor 412" in sign(programme)


def test_an_answer_that_came_after_the_day_of_the_signature_does_not_undo_it(own_database, tmp_path):
    programme = opened(tmp_path)
    run(programme)
    out(programme)
    reply(programme, f"{BUDI[0]},,meninggal\n")
    assert "3 orang" in sign(programme, on=date(2024, 11, 24))


def test_a_draft_made_before_answers_were_required_is_not_signed_without_them(own_database, tmp_path):
    programme = opened(tmp_path)
    run(programme)
    programme.write_text(programme.read_text("utf-8").replace("required: []", "required: [bpjs]"), "utf-8")
    run(programme)
    with pytest.raises(gates.MatchingIncomplete, match="3 orang menunggu BPJS"):
        sign(programme)
    out(programme, "bpjs")
    reply(programme, f"{RINA[0]},,aktif PU\n", "bpjs", rest="matched")
    run(programme)
    assert "nomor 412" in sign(programme)


def test_a_reply_withdrawn_after_the_signature_puts_nobody_off_the_list(own_database, tmp_path):
    programme = opened(tmp_path)
    run(programme)
    out(programme)
    taken = reply(programme, f"{BUDI[0]},,meninggal\n")
    run(programme)
    sign(programme)
    back = matching_in.withdraw(programme, taken.receipt.reply.pk, reason="salah berkas", name="Rina", at=LATER)
    assert (back.fell_out.height, back.moved_up.height, back.is_signed) == (0, 0, True)


def test_of_two_numbers_the_one_taken_over_reaches_the_insurer_before_the_one_that_was_told(own_database, tmp_path):
    programme = opened(tmp_path)
    members = active(tmp_path, (SITI, "11111111111", "2024-10", "2024-11"))
    taken = {"source": "insurer", "on": DAY, "paid_through": None, "name": "Rina", "at": NOW}
    takeover.run(programme, members, **taken)
    run(programme)
    out(programme, "bpjs")
    reply(
        programme,
        f'{SITI[0]},SITI,"aktif BPU s.d. 11-2024, KPJ 22222222222"\n'
        f'{BUDI[0]},BUDI,"aktif BPU s.d. 11-2024, KPJ 33333333333"\n',
        "bpjs",
    )
    main_job.run(programme, out=tmp_path / "out", name="Rina", at=NOW, meter=Silent())
    sheet = openpyxl.load_workbook(tmp_path / "out" / "unggah-bpjs.xlsx").worksheets[0]
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert (cells >= {"11111111111", "33333333333"}, "22222222222" in cells) == (True, False)


def test_who_died_after_the_signature_does_not_go_on_into_the_next_year_without_an_amendment(own_database, tmp_path):
    programme = opened(tmp_path)
    run(programme)
    out(programme)
    sign(programme)
    reply(programme, f"{BUDI[0]},,meninggal\n")
    later = write(tmp_path / "2025", code="tahun-depan")
    text = later.read_text("utf-8").replace("2024-12", "2025-01").replace("year: 2024", "year: 2025")
    later.write_text(text + "continues: dua-desa\n", "utf-8")
    result = main_job.run(later, out=tmp_path / "o", name="Rina", at=NOW, meter=Silent(), documents=False)
    with matching_place.of(later, name="Rina", at=NOW) as place:
        assert BUDI[1] not in listing.of(place.programme).selected["name"].to_list()
    assert any("2 orang lanjut, 0 baru, 1 berhenti" in said for said in result.warnings)


def test_sql_of_another_government_reads_none_of_the_round_and_writes_none(own_database, tmp_path):
    programme = opened(tmp_path)
    run(programme)
    out(programme)
    reply(programme, f"{BUDI[0]},,meninggal\n")
    tables = ["matching_sent", "matching_asked", "matching_reply", "matching_reply_line", "matching_withdrawal",
              "matching_proof", "decree_decree", "decree_entry", "decree_change", "enrolment_membership"]  # fmt: skip
    with scope.within("1701000000"), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert (table, cursor.fetchone()[0]) == (table, 0)
    with scope.within("1704000000"), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM matching_reply_line")
        assert cursor.fetchone()[0] == 1
        for wish in ("UPDATE matching_reply_line SET verdict = 'matched'", "DELETE FROM matching_reply"):
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(wish)


def test_a_number_that_the_village_corrects_after_its_answer_is_asked_about_again_before_the_decree(
    own_database, tmp_path
):
    programme = opened(tmp_path, "[dukcapil]")
    run(programme)
    out(programme)
    everybody = "".join(f"{person[0]},,padan\n" for person in (SITI, BUDI, RINA, JOKO))
    reply(programme, everybody)
    assert run(programme)["list_sha256"] is not None
    mended = ("1704991204700009", *BUDI[1:])
    roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [SITI, mended, RINA, OLD])
    waiting = run(programme)
    assert any("1 orang menunggu Dukcapil" in said for said in waiting["warnings"])
    with pytest.raises(gates.NamesSomebodyWithoutSeat):  # the draft with the wrong number is still there
        sign(programme)
    assert out(programme, only_unanswered=True).people == 1
    reply(programme, f"{mended[0]},,padan\n")
    run(programme)
    assert "3 orang" in sign(programme)


def test_no_number_and_no_name_stands_in_the_audit_events_of_the_round(own_database, tmp_path):
    programme = opened(tmp_path)
    run(programme)
    out(programme)
    taken = reply(programme, f"{BUDI[0]},BUDI SANTOSO,Meninggal\n{SITI[0]},,entahlah\n")
    matching_in.withdraw(programme, taken.receipt.reply.pk, reason=f"salah {BUDI[0]}", name="Rina", at=NOW)
    sign(programme)
    with scope.within("1704000000"):
        said = str(list(Event.objects.values_list("action", "ids")))
    assert "matching.withdraw" in said
    assert not re.search(r"\d{16}|BUDI|SITI", said)

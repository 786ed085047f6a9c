"""After the signature the list changes by amendment decrees only, each a fact with its own fingerprint."""

import threading
from datetime import UTC, date, datetime

import pytest
from django.db import connections

from payung.accounts import actions as accounts
from payung.accounts import scope
from payung.accounts.models import Government
from payung.decree import actions, gates, queries
from payung.decree.models import Abandonment, Decree
from payung.journeys import amend, amending, signing
from payung.journeys import run as main_job
from payung.kernel.refusal import Refusal
from payung.selection import actions as selection
from payung.selection import queries as selection_queries
from tests.journeys.small_programme import BUDI, GEDUNG_WANI, JOKO, RINA, SITI, Silent, roster, write

pytestmark = pytest.mark.database
NOW = datetime(2024, 11, 25, 2, 0, tzinfo=UTC)
FEBRUARY = datetime(2025, 2, 10, 2, 0, tzinfo=UTC)
KAUR = "1704000000"


class Office:
    """Two seats in Gedung Wani for six months from December 2024: Budi and Siti sit, Rina waits."""

    def __init__(self, folder):
        self.folder = folder
        self.programme = write(folder, months=6)
        text = self.programme.read_text("utf-8")
        self.programme.write_text(text.replace("ceiling: 1000000,", "ceiling: 1000000, carry_over: true,"), "utf-8")
        self.send(SITI, BUDI, RINA)

    def send(self, *people):
        roster(self.folder, "gedung wani.xlsx", GEDUNG_WANI, list(people))

    def run(self, at=NOW):
        return main_job.run(
            self.programme, out=self.folder / "out", name="Rina", at=at, meter=Silent(), documents=False
        ).figures.decree

    def sign(self, decree, number="100.3.3.2-412", on=date(2024, 11, 29)):
        with scope.within(KAUR):
            return actions.sign(decree_id=decree.pk, number=number, signed_on=on, signer="Bupati", by=self.by, at=NOW)

    def release(self, name, reason):
        with scope.within(KAUR):
            wave = Decree.objects.first().programme.waves.first()
            person = queries.entries(queries.in_force(wave.programme_id).pk).filter(name=name)["person_id"][0]
            seat = selection_queries.latest(wave.pk).filter(person_id=person)["seat_id"][0]
            selection.release_seat(seat_id=seat, reason=reason, by=self.by, at=NOW)
            return seat

    @property
    def by(self):
        return accounts.operator(name="Rina", government=Government.objects.get(code=KAUR), by=None, at=NOW)


@pytest.fixture
def office(own_database, tmp_path):
    return Office(tmp_path)


def changes(decree):
    with scope.within(KAUR):
        found = queries.changes_of(decree.pk).select("kind", "reason", "name", "start", "months", "amount")
    return found.rows()


def names(decree):
    with scope.within(KAUR):
        return sorted(queries.entries(decree.pk)["name"])


def test_a_run_after_the_signature_that_changes_nothing_answers_with_the_decree_in_force(office):
    signed = office.run()
    office.sign(signed)
    assert office.run(FEBRUARY).pk == signed.pk


def test_whoever_dies_after_the_signature_is_replaced_from_the_next_contribution_month(office):
    first = office.run()
    office.sign(first)
    office.release("BUDI SANTOSO", "deceased")
    amended = office.run(FEBRUARY)
    assert changes(amended) == [
        ("removed", "deceased", "BUDI SANTOSO", date(2024, 12, 1), 6, 100_800),
        ("added", "replacement", "RINA MARLINA", date(2025, 3, 1), 3, 50_400),
    ]
    assert names(amended) == ["RINA MARLINA", "SITI AMINAH"]
    assert (amended.amendment.amends_id, amended.amendment.ordinal) == (first.pk, 1)
    assert amended.total == 151_200
    assert amended.amendment.used == 50_400  # Budi's December, January and February
    assert amended.list_sha256 != first.list_sha256
    assert names(first) == ["BUDI SANTOSO", "SITI AMINAH"]


def test_who_stands_on_the_signed_list_keeps_his_seat_before_an_elder_who_comes_later(office):
    office.send(RINA, SITI)
    office.sign(office.run())
    office.send(RINA, SITI, BUDI)
    assert names(office.run()) == ["RINA MARLINA", "SITI AMINAH"]


def test_a_name_that_disappears_from_the_folder_is_proposed_for_removal(office):
    office.sign(office.run())
    office.send(SITI, RINA)
    found = [(kind, reason, name) for kind, reason, name, *_ in changes(office.run())]
    assert found == [
        ("removed", "not-proposed", "BUDI SANTOSO"),
        ("added", "replacement", "RINA MARLINA"),
    ]


def test_a_corrected_name_goes_as_it_was_and_comes_as_it_is_over_the_same_months(office):
    office.sign(office.run())
    office.send(("1704994503790001", "SITI AMINAH RAHAYU", "05-03-1979", "Nelayan"), BUDI, RINA)
    assert changes(office.run(FEBRUARY)) == [
        ("removed", "corrected", "SITI AMINAH", date(2024, 12, 1), 6, 100_800),
        ("added", "corrected", "SITI AMINAH RAHAYU", date(2024, 12, 1), 6, 100_800),
    ]


def test_the_same_amendment_again_is_the_same_draft_and_another_replaces_it(office):
    office.sign(office.run())
    office.release("BUDI SANTOSO", "deceased")
    one = office.run(FEBRUARY)
    assert office.run(FEBRUARY).pk == one.pk
    office.release("SITI AMINAH", "moved-away")
    other = office.run(FEBRUARY)
    assert other.replaces_id == one.pk
    assert other.amendment.draft_number == 2


def test_amendments_are_a_chain_and_who_left_may_be_put_back(office):
    office.sign(office.run())
    seat = office.release("BUDI SANTOSO", "withdrawn")
    office.send(SITI, BUDI)
    second = office.run(FEBRUARY)
    assert names(second) == ["SITI AMINAH"]
    office.sign(second, "100.3.3.2-55", date(2025, 2, 14))
    with scope.within(KAUR):
        wave = second.programme.waves.first()
        released = selection_queries.latest(wave.pk).filter(kind="released")["seat_id"][0]
        assert released != seat
        selection.put_back(seat_id=released, by=office.by, at=NOW)
    third = office.run(datetime(2025, 3, 3, tzinfo=UTC))
    assert changes(third) == [("added", "open-seat", "BUDI SANTOSO", date(2025, 4, 1), 2, 33_600)]
    assert (third.amendment.ordinal, third.amendment.amends_id) == (2, second.pk)
    office.sign(third, "100.3.3.2-99", date(2025, 3, 20))
    with scope.within(KAUR):
        assert [decree.pk for decree in queries.chain(third.programme_id)][1:] == [second.pk, third.pk]


def test_a_change_that_was_taken_back_leaves_no_draft_to_sign(office):
    signed = office.run()
    office.sign(signed)
    office.send(SITI, RINA)
    needless = office.run()
    office.send(SITI, BUDI, RINA)
    assert office.run().pk == signed.pk
    with scope.within(KAUR):
        assert Abandonment.objects.get().decree_id == needless.pk
    with pytest.raises(actions.NotTheCurrentDraft, match="tidak berlaku"):
        office.sign(needless, "100.3.3.2-500")


def test_an_amendment_that_changes_nothing_or_of_an_unsigned_decree_is_refused(office):
    draft = office.run()
    for signed, refusal in ((False, actions.NothingSigned), (True, actions.NothingChanges)):
        if signed:
            office.sign(draft)
        with scope.within(KAUR), pytest.raises(refusal):
            actions.amend(programme_id=draft.programme_id, effective=date(2025, 1, 1), by=office.by, at=NOW)


def test_decrees_are_signed_in_their_order_each_under_its_own_number(office):
    office.sign(office.run())
    office.release("BUDI SANTOSO", "deceased")
    amendment = office.run(FEBRUARY)
    with pytest.raises(actions.OutOfOrder, match="sudah dipakai"):
        office.sign(amendment, "100.3.3.2-412", date(2025, 2, 1))
    with pytest.raises(actions.OutOfOrder, match="29 November 2024"):
        office.sign(amendment, "100.3.3.2-413", date(2024, 11, 28))


def drafted(office, effective, at):
    done = amend.run(
        KAUR, "dua-desa", leaves=None, effective=effective, out=office.folder / "out", name="Rina", at=at
    )
    return done.decree


def test_a_run_in_the_last_month_or_later_drafts_nothing_and_an_amendment_then_is_refused(office):
    signed = office.run()
    office.sign(signed)
    office.release("BUDI SANTOSO", "deceased")
    for late in (datetime(2025, 5, 30, tzinfo=UTC), datetime(2026, 11, 21, tzinfo=UTC)):
        assert office.run(late).pk == signed.pk
        with pytest.raises(amending.ImpossibleMonth, match="berakhir Mei 2025"):
            drafted(office, None, late)
    with scope.within(KAUR):
        assert queries.open_draft(signed.programme_id) is None
    assert drafted(office, date(2025, 5, 1), datetime(2025, 5, 2, tzinfo=UTC)).amendment.effective == date(2025, 5, 1)


def test_an_amendment_before_the_programme_begins_is_from_its_first_month(office):
    office.sign(office.run())
    office.release("BUDI SANTOSO", "deceased")
    early = datetime(2024, 9, 30, tzinfo=UTC)
    assert drafted(office, None, early).amendment.effective == date(2024, 12, 1)


def test_another_month_makes_another_draft_and_a_run_keeps_the_month_that_was_asked_for(office):
    office.send(SITI, BUDI)  # nobody waits: the list after the change is the same from any month
    office.sign(office.run())
    office.release("BUDI SANTOSO", "deceased")
    april = drafted(office, date(2025, 4, 1), FEBRUARY)
    may = drafted(office, date(2025, 5, 1), FEBRUARY)
    assert (may.replaces_id, may.amendment.effective) == (april.pk, date(2025, 5, 1))
    assert (may.amendment.used, may.cost) == (84_000, 184_800)  # December to April of Budi, all of Siti
    assert office.run(FEBRUARY).pk == may.pk
    with scope.within(KAUR):
        told = signing.status(may.programme)
    assert any("1 orang, Rp 184.800," in line for line in told)
    assert any("termasuk Rp 84.000 untuk bulan yang telah berjalan" in line for line in told)


def test_a_village_without_anybody_in_waiting_is_named_with_the_rule_of_its_seat(office):
    dewi = ("1704994107880002", "DEWI LESTARI", "01-07-1988", "Petani")
    roster(office.folder, "desa lain.xlsx", "Penandingan", [RINA, JOKO, dewi])
    office.send(SITI, BUDI)
    office.sign(office.run())
    office.release("BUDI SANTOSO", "deceased")
    out = office.folder / "out"
    said = amend.run(KAUR, "dua-desa", leaves=None, effective=None, out=out, name="Rina", at=FEBRUARY).said
    assert said[-1].startswith("1 kursi tidak diganti dari desanya: cadangan Gedung Wani kosong.")
    assert said[-1].endswith("1 orang di desa lain yang menunggu; kursi tidak berpindah antar desa (leftover: stay).")


def test_the_last_person_is_not_removed_by_an_amendment(office):
    office.send(JOKO)
    decree = office.run()
    office.sign(decree)
    office.release("JOKO SUSANTO", "deceased")
    assert office.run(FEBRUARY).pk == decree.pk
    with scope.within(KAUR), pytest.raises(actions.NobodyLeft, match="tidak menyisakan"):
        actions.amend(programme_id=decree.programme_id, effective=date(2025, 3, 1), by=office.by, at=NOW)


def test_an_amendment_above_the_ceiling_is_not_drafted_and_the_run_says_why(office):
    first = office.run()
    office.sign(first)
    office.release("BUDI SANTOSO", "deceased")
    text = office.programme.read_text("utf-8")
    office.programme.write_text(text.replace("ceiling: 1000000,", "ceiling: 140000,"), "utf-8")
    assert office.run(FEBRUARY).pk == first.pk
    # Siti's six months are Rp 100,800, Budi's December to February Rp 50,400
    with scope.within(KAUR), pytest.raises(gates.AboveCeiling, match=r"Rp 11\.200 di atas seluruh pagu"):
        actions.amend(programme_id=first.programme_id, effective=date(2025, 3, 1), by=office.by, at=FEBRUARY)


def test_two_officers_who_amend_and_two_who_sign_at_once_leave_one_draft_and_one_signature(office):
    first = office.run()
    office.sign(first)
    office.release("BUDI SANTOSO", "deceased")

    def at_once(work):
        """What each of two connections got: an answer, or the refusal's class."""
        answers = []
        ready = threading.Barrier(2)

        def officer(number):
            try:
                ready.wait()
                answers.append(work(number))
            except Refusal as refused:
                answers.append(type(refused))
            finally:
                connections.close_all()

        both = [threading.Thread(target=officer, args=(number,)) for number in (1, 2)]
        for one in both:
            one.start()
        for one in both:
            one.join()
        return answers

    def amends(number):
        out = office.folder / f"out{number}"
        done = amend.run(KAUR, "dua-desa", leaves=None, effective=None, out=out, name=f"Rina {number}", at=FEBRUARY)
        return done.decree.pk

    one, other = at_once(amends)
    assert one == other
    with scope.within(KAUR):
        draft = queries.open_draft(first.programme_id)
    signed = at_once(lambda number: office.sign(draft, f"55-{number}", date(2025, 2, 14)).decree_id)
    assert sorted(signed, key=str) == sorted([draft.pk, actions.AlreadySigned], key=str)
    with scope.within(KAUR):
        assert (Decree.objects.count(), len(queries.chain(first.programme_id))) == (2, 2)

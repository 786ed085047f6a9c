"""A running programme enters with its members, their KPJ and their paid months; what cannot be is told, not taken."""

from datetime import UTC, date, datetime

import pytest
import xlsxwriter
from django.db import IntegrityError, transaction

from payung.accounts import actions as accounts
from payung.accounts import scope
from payung.enrolment import queries
from payung.enrolment.models import Membership
from payung.journeys import takeover
from payung.programme.models import Programme
from payung.protection.models import CoveredMonth
from tests.journeys.small_programme import BUDI, GEDUNG_WANI, JOKO, RINA, SITI, write

pytestmark = pytest.mark.database
AT = datetime(2025, 1, 20, 2, 0, tzinfo=UTC)
ON = date(2025, 1, 15)
KAUR = "1704000000"
HEADINGS = ("NIK", "Nama", "Tanggal Lahir", "Desa", "No. KPJ", "Mulai", "Lunas sampai bulan", "Status")


def active(folder, *members, name="peserta aktif.xlsx"):
    """The insurer's list: each member is a person, KPJ, first and last paid month, and status."""
    path = folder / name
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Aktif")
    sheet.write_row(0, 0, HEADINGS)
    for number, (person, kpj, since, paid, *status) in enumerate(members, start=1):
        sheet.write_row(number, 0, (person[0], person[1], person[2], GEDUNG_WANI))
        sheet.write_row(number, 4, (kpj, since, paid, *status))
    book.close()
    return path


def take(programme, file, **more):
    given = {"source": "insurer", "on": ON, "paid_through": None, "name": "Rina", "at": AT} | more
    return takeover.run(programme, file, **given)


def members():
    with scope.within(KAUR):
        found = queries.memberships(Programme.objects.get().pk)
        return found.sort("row").select("kpj", "since", "paid_through").rows()


def months(government=KAUR):
    with scope.within(government):
        return sorted(CoveredMonth.objects.values_list("insurance", "month", "source", "rupiah"))


@pytest.fixture
def programme(own_database, tmp_path):
    return write(tmp_path)


def test_members_enter_with_their_kpj_and_every_month_the_list_tells(programme, tmp_path):
    result = take(programme, active(tmp_path, (SITI, "12345678901", "2024-12", "2025-01")))
    assert (result.taken.people, result.taken.months, result.said) == (1, 2, [])
    assert members() == [("12345678901", date(2024, 12, 1), date(2025, 1, 1))]
    assert months() == [
        (insurance, month, "taken-over", None)
        for insurance in ("JKK", "JKM")
        for month in (date(2024, 12, 1), date(2025, 1, 1))
    ]


def test_the_same_list_changes_nothing_and_a_corrected_one_is_followed_by_another_fact(programme, tmp_path):
    take(programme, active(tmp_path, (SITI, "12345678901", "2024-12", "2025-01")))
    again = take(programme, active(tmp_path, (SITI, "12345678901", "2024-12", "2025-01")))
    assert (again.taken.written, again.taken.unchanged, again.taken.months) == (0, 1, 0)
    corrected = take(programme, active(tmp_path, (SITI, "12345678901", "2024-12", "2025-03")))
    assert (corrected.taken.written, corrected.taken.months) == (1, 2)
    shorter = take(programme, active(tmp_path, (SITI, "12345678901", "2024-12", "2025-02")))
    assert [code for _, code, _ in shorter.taken.found] == ["paid-shorter"]
    with scope.within(KAUR):
        assert Membership.objects.count() == 3


def test_each_row_that_cannot_be_is_told_with_its_number(programme, tmp_path):
    file = active(
        tmp_path,
        (SITI, "1234567890", "2024-12", "2025-01"),  # ten digits
        (BUDI, 12345678902, "2024-12", "2025-01"),  # a number cell
        (RINA, "12345678903", "2024-12", "2027-01"),  # two years ahead
        (JOKO, "12345678904", "2025-01", "2024-12"),  # paid before it began
    )
    result = take(programme, file)
    assert result.said == [
        "Baris 2: KPJ 10 angka, seharusnya 11; nomornya tidak dicatat. Ketik ulang sebagai teks.",
        "Baris 3: KPJ diketik sebagai angka, bukan teks. Cocokkan dengan kartu, lalu ketik ulang sebagai teks.",
        "Baris 4: Lunas sampai Januari 2027, lebih dari 12 bulan setelah Januari 2025. Periksa bulannya.",
        "Baris 5: Lunas sampai Desember 2024, sebelum bulan mulainya. Periksa keduanya.",
    ]
    assert result.needs_attention


def test_one_kpj_for_two_people_waits_for_the_officer(programme, tmp_path):
    result = take(
        programme,
        active(tmp_path, (SITI, "12345678901", "2024-12", "2025-01"), (BUDI, "12345678901", "2024-12", "2025-01")),
    )
    assert [(row, code) for row, code, _ in result.taken.found] == [(2, "kpj-twice"), (3, "kpj-twice")]
    take(programme, active(tmp_path, (SITI, "12345678901", "2024-12", "2025-01")))
    later = take(
        programme,
        active(
            tmp_path, (SITI, "12345678999", "2024-12", "2025-01"), (BUDI, "12345678901", "2024-12", "2025-01"),
            name="februari.xlsx",
        ),
    )  # fmt: skip
    assert [(row, code) for row, code, _ in later.taken.found] == [(2, "other-kpj"), (3, "kpj-of-another")]
    assert members() == [("12345678901", date(2024, 12, 1), date(2025, 1, 1))]


def test_the_database_itself_refuses_a_second_living_kpj(programme, tmp_path):
    take(programme, active(tmp_path, (SITI, "12345678901", "2024-12", "2025-01")))
    with scope.within(KAUR):
        told = Membership.objects.get()
        for change in ({"kpj": "12345678901", "person_id": told.person_id + 1}, {"kpj": "99999999999"}):
            with pytest.raises(IntegrityError, match="satu KPJ untuk satu orang"), transaction.atomic():
                Membership.objects.create(
                    **{
                        "government": KAUR, "region": told.region, "programme_id": told.programme_id, "row": 9,
                        "person_id": told.person_id, "source": "insurer", "told_on": ON, "file_sha256": "0" * 64,
                        "action_id": 1, "recorded_at": AT,
                    }
                    | change
                )  # fmt: skip


def test_a_month_that_somebody_else_covers_is_told_without_saying_by_whom(programme, tmp_path):
    take(programme, active(tmp_path, (BUDI, "12345678902", "2024-12", "2024-12")))
    with scope.within(KAUR):
        person = Membership.objects.get().person_id
    accounts.open_government(
        code="6107000000", name="Kabupaten Bengkayang", time_zone="Asia/Pontianak", by=None, at=AT
    )
    with scope.within("6107000000"):
        CoveredMonth.objects.create(
            government="6107000000", region="6107000000", person_id=person, insurance="JKK", month=date(2025, 1, 1),
            programme_id=999, rupiah=10_000, action_id=1, recorded_at=AT,
        )  # fmt: skip
    result = take(programme, active(tmp_path, (BUDI, "12345678902", "2024-12", "2025-01")))
    assert result.said == ["Baris 2: Sebagian bulannya sudah terlindungi program lain, jadi tidak dicatat lagi."]
    assert result.taken.months == 1  # JKM of January


def test_a_decree_list_without_months_takes_the_month_that_is_said_beside_it(programme, tmp_path):
    file = active(tmp_path, (SITI, "", "2024-12", ""))
    unknown = take(programme, file, source="decree")
    assert {code for _, code, _ in unknown.taken.found} == {"kpj-missing", "paid-unknown"}
    assert months() == []
    take(programme, file, source="decree", paid_through=date(2024, 12, 1))
    assert [month for _, month, *_ in months()] == [date(2024, 12, 1)] * 2


def test_who_died_is_not_taken_over(programme, tmp_path):
    result = take(
        programme,
        active(
            tmp_path, (SITI, "12345678901", "2024-12", "2025-01"),
            (BUDI, "12345678902", "2024-12", "2025-01", "Meninggal"),
        ),
    )  # fmt: skip
    assert [(row, code) for row, code, _ in result.taken.found] == [(3, "not-alive")]
    assert len(members()) == 1


def test_what_cannot_be_the_list_of_this_programme_is_refused_with_a_sentence(programme, tmp_path):
    elsewhere = tmp_path / "bengkayang.xlsx"
    book = xlsxwriter.Workbook(str(elsewhere))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADINGS)
    sheet.write_row(1, 0, ("6107990101800001", "ANTONIUS", "01-01-1980", "61.07.01.2001", "12345678901"))
    book.close()
    good = active(tmp_path, (SITI, "12345678901", "2024-12", "2025-01"))
    for file, more, said in (
        (elsewhere, {}, "Tidak satu pun orang dalam bengkayang.xlsx tinggal di"),
        (tmp_path / "hilang.xlsx", {}, "tidak ditemukan"),
        (good, {"on": date(2025, 2, 1)}, "belum tiba"),
        (good, {"paid_through": date(2026, 2, 1)}, "lebih dari 12 bulan setelah keadaan daftar"),
    ):
        with pytest.raises(takeover.NothingToTakeOver, match=said):
            take(programme, file, **more)

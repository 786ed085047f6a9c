"""The next year: the people of the programme before are candidates again; who is gone is told with the reason."""

from datetime import UTC, date, datetime

import pytest
import python_calamine

from payung.accounts import actions as accounts
from payung.accounts import scope
from payung.accounts.models import Government
from payung.decree import actions as decree
from payung.decree import queries as decrees
from payung.journeys import renewal, takeover
from payung.journeys import run as main_job
from payung.selection import actions as selection
from payung.selection import queries as seats
from tests.enrolment.test_takeover import active
from tests.journeys.small_programme import BUDI, GEDUNG_WANI, JOKO, RINA, SITI, Silent, roster, write

pytestmark = pytest.mark.database
KAUR = "1704000000"
NOW = datetime(2024, 11, 25, 2, 0, tzinfo=UTC)
LATER = datetime(2025, 1, 20, 2, 0, tzinfo=UTC)


def run(programme, at=LATER, *, documents=False):
    return main_job.run(
        programme, out=programme.parent / "out", name="Rina", at=at, meter=Silent(), documents=documents
    )


def next_year(folder, start="2025-01", **more):
    """The programme of 2025 beside that of 2024, without a single roster."""
    (folder / "2025").mkdir()
    path = write(folder / "2025", code="dua-desa-2025", **more)
    text = path.read_text("utf-8").replace("2024-12", start).replace("year: 2024", "year: 2025")
    path.write_text(text + "continues: dua-desa\n", "utf-8")
    return path


@pytest.fixture
def signed(own_database, tmp_path):
    """Budi and Siti are on the signed decree of December 2024, Rina waits."""
    programme = write(tmp_path)
    roster(tmp_path, "gedung wani.xlsx", GEDUNG_WANI, [SITI, BUDI, RINA])
    drafted = run(programme, NOW).figures.decree
    with scope.within(KAUR):
        decree.sign(
            decree_id=drafted.pk, number="412", signed_on=date(2024, 11, 29), signer="Bupati", by=clerk(), at=NOW
        )
    return programme


def clerk():
    return accounts.operator(name="Rina", government=Government.objects.get(code=KAUR), by=None, at=NOW)


def names(result):
    with scope.within(KAUR):
        return sorted(decrees.entries(result.figures.decree.pk)["name"])


def test_last_years_list_is_this_years_without_a_single_roster(signed, tmp_path):
    result = run(next_year(tmp_path))
    assert names(result) == ["BUDI SANTOSO", "SITI AMINAH"]
    assert any("2 orang lanjut, 0 baru, 0 berhenti" in said for said in result.warnings)
    again = run(tmp_path / "2025" / "programme.yaml")
    assert again.figures.decree.pk == result.figures.decree.pk


def test_a_new_roster_adds_and_corrects_and_whoever_left_is_told(signed, tmp_path):
    with scope.within(KAUR):
        decided = decrees.in_force(decrees.Decree.objects.get().programme_id)
        wave = decided.programme.waves.get()
        budi = decrees.entries(decided.pk).filter(name="BUDI SANTOSO")["person_id"][0]
        seat = seats.latest(wave.pk).filter(person_id=budi)["seat_id"][0]
        selection.release_seat(seat_id=seat, reason="moved-away", by=clerk(), at=NOW)
    programme = next_year(tmp_path)
    corrected = ("1704994503790001", "SITI AMINAH RAHAYU", "05-03-1979", "Nelayan")
    roster(programme.parent, "usulan.xlsx", GEDUNG_WANI, [corrected, JOKO])
    result = run(programme, documents=True)
    assert names(result) == ["JOKO SUSANTO", "SITI AMINAH RAHAYU"]
    book = python_calamine.CalamineWorkbook.from_path(str(programme.parent / "out" / "keberlanjutan.xlsx"))
    told = {name: [row[2] for row in book.get_sheet_by_name(name).to_python()[4:]] for name in book.sheet_names[:3]}
    assert told == {"Lanjut": ["SITI AMINAH RAHAYU"], "Baru": ["JOKO SUSANTO"], "Berhenti": ["BUDI SANTOSO"]}
    assert book.get_sheet_by_name("Berhenti").to_python()[4][8] == "Pindah ke luar daerah."


@pytest.mark.parametrize(
    ("start", "listed"),
    [("2025-02", ["SITI AMINAH"]), ("2025-04", ["SITI AMINAH"]), ("2025-05", [])],
)
def test_the_age_limit_spares_a_running_participant_and_not_one_whose_membership_lapsed(
    own_database, tmp_path, start, listed
):
    old = ("1704994503590001", "SITI AMINAH", "05-03-1959", "Nelayan")  # 65 since March 2024, paid through January
    takeover.run(
        write(tmp_path), active(tmp_path, (old, "12345678901", "2024-02", "2025-01")),
        source="insurer", on=date(2025, 1, 15), paid_through=None, name="Rina", at=LATER,
    )  # fmt: skip
    result = run(next_year(tmp_path, start))
    assert (names(result) if result.figures.decree else []) == listed


def test_the_kpj_goes_along_and_continued_people_may_come_first(own_database, tmp_path):
    takeover.run(
        write(tmp_path), active(tmp_path, (JOKO, "12345678901", "2024-12", "2025-01")),
        source="insurer", on=date(2025, 1, 15), paid_through=None, name="Rina", at=LATER,
    )  # fmt: skip
    programme = next_year(tmp_path, "2025-02", seats=1)
    text = programme.read_text("utf-8").replace("[age desc]", "[continued desc, age desc]")
    programme.write_text(text, "utf-8")
    roster(programme.parent, "usulan.xlsx", GEDUNG_WANI, [BUDI])
    result = run(programme, documents=True)
    assert names(result) == ["JOKO SUSANTO"]
    book = python_calamine.CalamineWorkbook.from_path(str(programme.parent / "out" / "unggah-bpjs.xlsx"))
    assert "12345678901" in book.get_sheet_by_index(0).to_python()[1]


def test_a_programme_that_nobody_knows_cannot_be_continued(own_database, tmp_path):
    with pytest.raises(renewal.NothingToContinue, match="belum dikenal di sini"):
        run(next_year(tmp_path))

"""Village staff as wage receivers and vulnerable workers side by side: each in one group, with its own rupiah."""

import json

import pytest
import python_calamine

from payung.accounts import scope
from payung.cli import result_table
from payung.decree.models import Entry
from payung.eligibility import queries as eligibility
from payung.programme.models import Wave
from payung.selection import queries as selection
from tests.journeys import small_programme
from tests.journeys.small_programme import BUDI, GEDUNG_WANI, JOKO, RINA, SITI, TANJUNG_KARET
from tests.journeys.test_run import job

pytestmark = pytest.mark.database

PROGRAMME = """
code: dua-kelompok
name: Lembaga desa dan pekerja rentan
demo: true
government: "17.04"
issuer: {title: Bupati Kaur, decree: Keputusan Bupati}
legal_basis: {mengingat: [UU 40/2004, UU 24/2011]}
insurance: [JKK, JKM]
income: 1000000
employer: "Pemerintah Desa {desa}"
groups:
  - {name: Lembaga desa, segment: PU, income: 2500000, who: {occupations: [honorarium]}}
  - {name: Pekerja rentan, who: {occupations: [vulnerable, market]}, quota: {method: equal, per_village: 1}}
waves:
  - {start: 2024-11, months: 2, villages: [17.04.01.2001, 17.04.01.2002], group: Lembaga desa}
  - {start: 2024-12, months: 1, villages: [17.04.01.2001, 17.04.01.2002], group: Pekerja rentan}
funding:
  - {source: APBD, owner: "17.04", year: 2024, ceiling: 1000000, covers: [JKK, JKM], groups: [Pekerja rentan]}
  - {source: ADD, owner: "17.04", year: 2024, ceiling: 1000000, covers: [JKK, JKM], groups: [Lembaga desa]}
quota: {method: equal, per_village: 5}
assume: [resident, working, wage_earner, civil_servant, covered_elsewhere]
preference: [age desc]
draw_seed: undian dua kelompok
rosters: rosters/
"""
RT = ("1704990203720001", "RAHMAT HIDAYAT", "02-03-1972", "Ketua RT")
STAFF = ("1704990504800001", "SULAIMAN", "05-04-1980", "Perangkat Desa")
FACTORY = ("1704990601900001", "DEWANTO", "06-01-1990", "Karyawan Swasta")


def written(folder, *changes):
    text = PROGRAMME
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    (folder / "rosters").mkdir(parents=True, exist_ok=True)
    path = folder / "programme.yaml"
    path.write_text(text, "utf-8")
    return path


def rosters(folder):
    small_programme.roster(folder, "a.xlsx", GEDUNG_WANI, [SITI, BUDI, RT, STAFF, FACTORY])
    small_programme.roster(folder, "b.xlsx", TANJUNG_KARET, [RINA, JOKO])


def names_selected(wave):
    people = eligibility.candidates(wave.programme_id, wave.pk)
    seats = selection.latest(wave.pk).filter(kind="selected")
    return set(people.join(seats, on="person_id")["name"])


def test_each_group_has_its_people_seats_months_and_money(own_database, tmp_path, capsys):
    programme = written(tmp_path)
    rosters(tmp_path)
    result = job(programme, documents=True)
    result_table.show(result)
    shown = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "Masa November 2024, 2 bulan gelombang ke-1: 2 orang" in shown
    assert "Masa Desember 2024 gelombang ke-2: 2 orang" in shown
    with scope.within("1704000000"):
        _each_group_has_its_own(tmp_path, result)


def _each_group_has_its_own(tmp_path, result):
    village, vulnerable = Wave.objects.order_by("number")
    assert (village.segment, village.income, vulnerable.segment, vulnerable.income) == (
        "PU",
        2_500_000,
        "BPU",
        1_000_000,
    )
    assert names_selected(village) == {"RAHMAT HIDAYAT", "SULAIMAN"}
    assert names_selected(vulnerable) == {"BUDI SANTOSO", "RINA MARLINA"}  # one seat a village, the oldest first
    told = json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))
    # PU: 2.500.000 x (0,24 % + 0,30 %) = 13.500; two people, two months. BPU: 10.000 + 6.800; two people, one month.
    assert [(g["name"], g["tariff"], g["selected"], g["total_contribution"]) for g in told["groups"]] == [
        ("Lembaga desa", 13_500, 2, 54_000),
        ("Pekerja rentan", 16_800, 2, 33_600),
    ]
    assert told["total_contribution"] == 87_600
    assert told["ineligible_by_reason"] == {"no-group": 1}
    assert result.figures.funding["reserved"].to_list() == [33_600, 54_000]
    assert sorted(Entry.objects.values_list("name", "start__month", "months", "amount")) == [
        ("BUDI SANTOSO", 12, 1, 16_800),
        ("RAHMAT HIDAYAT", 11, 2, 27_000),
        ("RINA MARLINA", 12, 1, 16_800),
        ("SULAIMAN", 11, 2, 27_000),
    ]


def test_who_fits_no_group_is_told_so_once(own_database, tmp_path):
    programme = written(tmp_path)
    rosters(tmp_path)
    job(programme)
    with scope.within("1704000000"):
        first, second = Wave.objects.order_by("number")
        told = eligibility.explained(first.programme_id, first.pk).filter(name="DEWANTO")
        assert told["sentence"].item().startswith("Pekerjaan atau segmennya tidak termasuk kelompok mana pun")
        assert eligibility.candidates(second.programme_id, second.pk).filter(name="DEWANTO").is_empty()


def test_who_belongs_to_a_group_that_is_not_opened_in_the_village_is_told_so(own_database, tmp_path):
    both = "villages: [17.04.01.2001, 17.04.01.2002], group: Lembaga desa"
    programme = written(tmp_path, (both, "villages: [17.04.01.2002], group: Lembaga desa"))
    rosters(tmp_path)
    assert job(programme).figures.ineligible_by_reason == {"group-not-here": 2, "no-group": 1}


def test_optional_savings_paid_by_the_worker_never_stand_in_the_way(own_database, tmp_path):
    programme = written(
        tmp_path,
        ("insurance: [JKK, JKM]\n", "insurance: [JKK, JKM, JHT]\noptional: [JHT]\n"),
        (
            "groups: [Pekerja rentan]}",
            "groups: [Pekerja rentan]}\n"
            '  - {source: self, owner: "17.04", year: 2024, covers: [JHT-worker], groups: [Lembaga desa]}\n'
            '  - {source: CSR, owner: "17.04", year: 2024, ceiling: 0, covers: [JHT], groups: [Pekerja rentan]}',
        ),
        ("covers: [JKK, JKM], groups: [Lembaga desa]", "covers: [JKK, JKM, JHT], groups: [Lembaga desa]"),
    )
    rosters(tmp_path)
    result = job(programme, documents=True)
    with scope.within("1704000000"):
        # PU: 13.500 + 2.500.000 x 3,7 % from ADD, x 2 % from the worker = 156.000. BPU: nobody can pay the JHT.
        assert sorted(Entry.objects.values_list("name", "insurance", "amount")) == [
            ("BUDI SANTOSO", "JKK+JKM", 16_800),
            ("RAHMAT HIDAYAT", "JKK+JKM+JHT", 2 * 156_000),
            ("RINA MARLINA", "JKK+JKM", 16_800),
            ("SULAIMAN", "JKK+JKM+JHT", 2 * 156_000),
        ]
    assert result.figures.own_contribution == 2 * 2 * 50_000
    assert result.figures.ceiling == 2_000_000  # what workers pay themselves is no budget
    said = (tmp_path / "out" / "ringkasan.txt").read_text("utf-8")
    assert "Rp 457.600" in said
    assert "Peserta membayar sendiri Rp 200.000" in said
    assert cells(tmp_path / "out" / "unggah-bpjs-pu.xlsx", "Unggah")[1][1:4:2] == [
        "Pemerintah Desa Gedung Wani",
        "RAHMAT HIDAYAT",
    ]
    rates = cells(tmp_path / "out" / "anggaran.xlsx", "Tarif")[5:]
    assert [(row[1], row[3], row[11], row[14]) for row in rates] == [
        ("Lembaga desa", "ADD 2024", 106_000, 424_000),
        ("Lembaga desa", "peserta sendiri", 50_000, 200_000),
        ("Pekerja rentan", "APBD 2024", 16_800, 33_600),
    ]


def cells(path, sheet):
    return python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_name(sheet).to_python()


PAIR = [SITI, BUDI, JOKO]


def rotating(folder, *changes):
    """One village, one seat, a month each: November, then December for whoever had no turn."""
    return written(
        folder,
        (PROGRAMME[PROGRAMME.index("groups:") : PROGRAMME.index("waves:")], ""),
        (
            PROGRAMME[PROGRAMME.index("  - {start: 2024-11") : PROGRAMME.index("funding:")],
            "  - {start: 2024-11, months: 1, villages: [17.04.01.2001]}\n"
            "  - {start: 2024-12, months: 1, villages: [17.04.01.2001], rotate: true}\n",
        ),
        (", groups: [Pekerja rentan]", ""),
        (", groups: [Lembaga desa]", ""),
        ("per_village: 5", "per_village: 1"),
        *changes,
    )


def test_a_village_in_two_waves_gives_the_second_turn_to_somebody_else(own_database, tmp_path):
    programme = rotating(tmp_path)
    small_programme.roster(tmp_path, "a.xlsx", GEDUNG_WANI, PAIR)
    job(programme)
    with scope.within("1704000000"):
        first, second = Wave.objects.order_by("number")
        assert names_selected(first) == {"BUDI SANTOSO"}  # the oldest
        assert names_selected(second) == {"SITI AMINAH"}
        assert "yang belum mendapat giliran" in selection.seats(second.pk)["sentence"][0]


def test_a_wave_put_before_others_leaves_their_seats_as_they_are(own_database, tmp_path):
    programme = rotating(tmp_path)
    small_programme.roster(tmp_path, "a.xlsx", GEDUNG_WANI, PAIR)
    small_programme.roster(tmp_path, "b.xlsx", TANJUNG_KARET, [RINA])
    job(programme)
    with scope.within("1704000000"):
        before = {wave.pk: selection.latest(wave.pk)["seat_id"].to_list() for wave in Wave.objects.all()}
    text = programme.read_text("utf-8")
    added = "waves:\n  - {start: 2024-10, months: 3, villages: [17.04.01.2002]}\n"
    programme.write_text(text.replace("waves:\n", added), "utf-8")
    job(programme)
    with scope.within("1704000000"):
        new, first, second = Wave.objects.order_by("number")
        assert {wave.pk: selection.latest(wave.pk)["seat_id"].to_list() for wave in (first, second)} == before
        assert names_selected(new) == {"RINA MARLINA"}


def test_villages_that_each_pay_from_their_own_budget_are_one_payer_of_one_way(own_database, tmp_path):
    programme = written(
        tmp_path,
        ('{source: ADD, owner: "17.04", year', "{source: ADD, owner: villages, year"),
    )
    rosters(tmp_path)
    staff = ("1704990504810002", "HAMDAN", "05-04-1981", "Perangkat Desa")
    small_programme.roster(tmp_path, "b.xlsx", TANJUNG_KARET, [RINA, JOKO, staff])
    result = job(programme)
    assert [(way.group, people) for way, people in result.figures.ways] == [
        ("Lembaga desa", 3),
        ("Pekerja rentan", 2),
    ]

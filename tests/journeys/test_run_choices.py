"""What a programme file may choose, each choice with its seats and rupiah worked out by hand."""

import hashlib
import json

import pytest
import python_calamine
import xlsxwriter

from payung.journeys import programme_file
from payung.kernel.refusal import Refusal
from tests.journeys import small_programme
from tests.journeys.small_programme import BUDI, GEDUNG_WANI, JOKO, RINA, SITI, TANJUNG_KARET
from tests.journeys.test_run import job

pytestmark = pytest.mark.database
BOTH = "[17.04.01.2001, 17.04.01.2002]"


def amended(folder, *changes):
    path = small_programme.write(folder)
    text = path.read_text("utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    path.write_text(text, "utf-8")
    return path


def book(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    made = xlsxwriter.Workbook(str(path))
    sheet = made.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    made.close()
    return path


def people(count):
    """Invented people, one born each year from 1970."""
    return [
        (f"1704990101{70 + n:02d}{n + 1:04d}", f"WARGA {'ABCDEFGHIJKLMNOP'[n] * 4}", f"01-01-{1970 + n}", "Petani")
        for n in range(count)
    ]


def niks_in_order(path):
    workbook = python_calamine.CalamineWorkbook.from_path(str(path))
    cells = [
        str(cell)
        for name in workbook.sheet_names
        for row in workbook.get_sheet_by_name(name).to_python()
        for cell in row
    ]
    return [cell for cell in cells if len(cell) == 16 and cell.isdigit()]


def niks(path):
    return set(niks_in_order(path))


def test_a_line_that_pays_jht_beside_one_that_pays_the_rest(own_database, tmp_path):
    programme = amended(
        tmp_path,
        ("insurance: [JKK, JKM]", "insurance: [JKK, JKM, JHT]"),
        (
            "covers: [JKK, JKM]}]",
            "covers: [JKK, JKM]}, {source: CSR, owner: '17.04', year: 2024, ceiling: 50000, covers: [JHT]}]",
        ),
    )
    small_programme.roster(tmp_path, "a.xlsx", GEDUNG_WANI, [SITI, BUDI])
    small_programme.roster(tmp_path, "b.xlsx", TANJUNG_KARET, [JOKO])
    found = job(programme, documents=True).figures
    # JHT 2 % of 1,000,000 is 20,000 a person: the company's 50,000 reach two of three.
    assert (found.selected, found.waiting) == (2, 1)
    assert found.total_contribution == 2 * (16_800 + 20_000)
    assert found.funding["left"].to_list() == [1_000_000 - 2 * 16_800, 10_000]


def test_months_beyond_the_budget_year_are_refused_or_carried_over_on_purpose(own_database, tmp_path):
    three = ("months: 1", "months: 3")
    with pytest.raises(Refusal, match="baris 11"):
        job(amended(tmp_path, three))
    programme = amended(tmp_path, three, ("covers: [JKK, JKM]}", "covers: [JKK, JKM], carry_over: true}"))
    small_programme.roster(tmp_path, "a.xlsx", GEDUNG_WANI, [SITI])
    result = job(programme)
    assert result.figures.total_contribution == 3 * 16_800
    assert any("di luar tahun anggarannya" in warning for warning in result.warnings)


def test_ten_seats_for_three_villages_give_the_remainder_to_the_lowest_code(own_database, tmp_path):
    programme = amended(
        tmp_path, (BOTH, "[17.04.01.2001, 17.04.01.2002, 17.04.01.2003]"), ("per_village: 2", "total: 10")
    )
    small_programme.roster(tmp_path, "a.xlsx", GEDUNG_WANI, [SITI])
    assert job(programme).figures.by_village["seats"].to_list() == [4, 3, 3]


def test_a_quota_file_gives_each_village_its_seats_and_empty_ones_stay_or_move(own_database, tmp_path):
    (tmp_path / "kuota.csv").write_text("kode;kursi\n17.04.01.2001;1\n17.04.01.2002;3\n")
    stay = amended(tmp_path, ("method: equal, per_village: 2", "method: fixed, file: kuota.csv"))
    small_programme.roster(tmp_path, "a.xlsx", GEDUNG_WANI, [SITI, BUDI, RINA])
    small_programme.roster(tmp_path, "b.xlsx", TANJUNG_KARET, [JOKO])
    assert job(stay).figures.by_village["selected"].to_list() == [1, 1]
    move = amended(tmp_path, ("method: equal, per_village: 2", "method: fixed, file: kuota.csv, leftover: move"))
    moved = job(move).figures.by_village
    assert moved["selected"].to_list() == [3, 1]
    assert moved["moved"].to_list() == [2, -2]
    back = amended(tmp_path, ("method: equal, per_village: 2", "method: fixed, file: kuota.csv"))
    assert job(back).figures.by_village["selected"].to_list() == [1, 1]


def test_seats_in_proportion_to_a_weight_file(own_database, tmp_path):
    book(tmp_path / "bobot.xlsx", [("Kode", "Bobot"), ("17.04.01.2001", 300), ("17.04.01.2002", 100)])
    programme = amended(
        tmp_path, ("method: equal, per_village: 2", "method: proportional, total: 6, file: bobot.xlsx")
    )
    small_programme.roster(tmp_path, "a.xlsx", GEDUNG_WANI, [SITI])
    # 6 x 3/4 = 4.5 and 6 x 1/4 = 1.5: whole parts 4 and 1, the equal remainder to the lower code.
    assert job(programme).figures.by_village["seats"].to_list() == [5, 1]


@pytest.mark.parametrize(
    ("quota", "table"),
    [
        ("method: fixed, file: k.csv, total: 9", "kode;kursi\n17.04.01.2001;1\n17.04.01.2002;3\n"),
        ("method: fixed, file: k.csv", "kode;kursi\n17.04.01.2001;1\n17.04.01;3\n"),
        ("method: fixed, file: k.csv", "kode;kursi\n17.01.01.2001;1\n"),
        ("method: fixed, file: k.csv", "kode;kursi\n17.04.01.2001;99999999999999999999\n"),
        ("method: fixed, file: k.csv", "kode;kursi\n17.04.01.2001;satu\n"),
        ("method: fixed, file: k.csv", "kode;kursi\n17.04.01.2001;4.5\n"),
        ("method: fixed, file: k.csv", "kode;bobot\n17.04.01.2001;1\n"),
        ("method: proportional, total: 4, file: k.csv", "kode;bobot\n17.04.01.2001;0\n17.04.01.2002;0\n"),
        ("method: proportional, total: 4, file: k.csv", "kode;bobot\n"),
        ("method: fixed, file: k.csv", ""),
        ("method: fixed, file: rosters", ""),
    ],
)
def test_a_quota_file_that_cannot_be_used_is_refused_before_anything_is_written(own_database, tmp_path, quota, table):
    (tmp_path / "k.csv").write_text(table)
    programme = amended(tmp_path, ("method: equal, per_village: 2", quota))
    small_programme.roster(tmp_path, "a.xlsx", GEDUNG_WANI, [SITI])
    with pytest.raises(Refusal):
        job(programme)
    assert not (tmp_path / "out").exists()


def test_the_last_round_of_the_money_goes_by_the_draw_of_the_villages(own_database, tmp_path):
    villages = [f"17.04.01.20{n:02d}" for n in (1, 2, 3, 4)]
    programme = amended(
        tmp_path, (BOTH, f"[{', '.join(villages)}]"), ("ceiling: 1000000", f"ceiling: {6 * 16_800 + 5}")
    )
    crowd = people(8)
    for n, village in enumerate(villages):
        small_programme.roster(tmp_path, f"{n}.xlsx", village, crowd[2 * n : 2 * n + 2])
    found = job(programme).figures
    codes = [village.replace(".", "") for village in villages]
    by_draw = sorted(codes, key=lambda code: hashlib.sha256(f"undian dua desa\n{code}".encode()).hexdigest())
    expected = {code: 1 + (code in by_draw[:2]) for code in codes}
    assert dict(found.by_village.select("village", "selected").iter_rows()) == expected
    assert found.ceiling_left == 5


def test_preferences_then_the_draw_of_each_nik_decide_and_the_unknown_stands_last(own_database, tmp_path):
    programme = amended(
        tmp_path,
        ("preference: [age desc]", "preference: [decile asc, disability desc, head_of_family desc]"),
        ("per_village: 2", "per_village: 5"),
    )
    crowd = people(12)
    extra = [  # decile, disability, relation
        ("", "", ""), ("3", "", "Istri"), ("1", "Tidak", "Kepala Keluarga"), ("1", "Ya", "Istri"),
        ("1", "Tidak", "Kepala Keluarga"), ("1", "", "Kepala Keluarga"), ("1", "Tidak", "Istri"),
        ("1", "Tidak", "Istri"), ("2", "Ya", ""), ("", "Ya", "Kepala Keluarga"), ("10", "", ""), ("1", "Tidak", ""),
    ]  # fmt: skip
    rows = [("NIK", "Nama", "Tanggal Lahir", "Pekerjaan", "Desil", "Disabilitas", "Hubungan Keluarga", "Desa")]
    rows += [(*person, *more, GEDUNG_WANI) for person, more in zip(crowd, extra, strict=True)]
    book(tmp_path / "rosters" / "a.xlsx", rows)
    job(programme, documents=True)

    def key(number):
        decile, disability, relation = extra[number]
        known = {"Ya": 0, "Tidak": 1, "": 2}
        head = 0 if relation == "Kepala Keluarga" else 1 if relation else 2
        draw = hashlib.sha256(f"undian dua desa\n{crowd[number][0]}".encode()).hexdigest()
        return (int(decile or 99), known[disability], head, draw)

    wanted = [crowd[number][0] for number in sorted(range(12), key=key)]
    assert niks(tmp_path / "out" / "terpilih.xlsx") == set(wanted[:5])
    assert niks_in_order(tmp_path / "out" / "cadangan.xlsx") == wanted[5:]


def test_two_waves_of_one_village_cover_the_same_people_in_different_months(own_database, tmp_path):
    programme = amended(
        tmp_path,
        (
            "waves: [{start: 2024-12, months: 1, villages: [17.04.01.2001, 17.04.01.2002]}]",
            "waves: [{start: 2024-10, months: 1, villages: [17.04.01.2001]},"
            " {start: 2024-11, months: 2, villages: all}]",
        ),
    )
    small_programme.roster(tmp_path, "a.xlsx", GEDUNG_WANI, [SITI, BUDI, RINA])
    small_programme.roster(tmp_path, "b.xlsx", TANJUNG_KARET, [JOKO])
    found = job(programme, documents=True).figures
    # Siti, Budi and Rina are in both waves, Joko in the second; two seats a village leave Siti or Rina waiting.
    assert (found.people, found.eligible, found.selected, found.waiting, found.seats) == (4, 4, 3, 1, 2 + 2 * 195)
    assert found.total_contribution == 2 * 16_800 + 3 * 2 * 16_800
    again = job(programme).figures
    assert again.decree == found.decree


def test_what_is_neither_known_nor_assumed_keeps_everybody_out_by_name(own_database, tmp_path):
    programme = amended(
        tmp_path, ("assume: [resident, working, wage_earner, civil_servant, covered_elsewhere]", "assume: [working]")
    )
    small_programme.roster(tmp_path, "a.xlsx", GEDUNG_WANI, [SITI])
    result = job(programme, documents=True)
    assert result.figures.ineligible_by_reason == {
        "unknown-civil_servant": 1, "unknown-covered_elsewhere": 1, "unknown-resident": 1, "unknown-wage_earner": 1,
    }  # fmt: skip
    assert (result.figures.selected, result.figures.decree) == (0, None)


def test_criteria_leave_out_those_above_the_decile_and_outside_the_occupations(own_database, tmp_path):
    programme = amended(tmp_path, ("draw_seed", "criteria: {max_decile: 3, occupations: [nelayan]}\ndraw_seed"))
    rows = [("NIK", "Nama", "Tanggal Lahir", "Pekerjaan", "Desil", "Desa")]
    for person, work, decile in zip(
        people(5), ("Nelayan", "Nelayan", "Petani", "Nelayan", "Sulap Api"), (3, 4, 1, "", 1), strict=True
    ):
        rows.append((*person[:3], work, decile, GEDUNG_WANI))
    book(tmp_path / "rosters" / "a.xlsx", rows)
    found = job(programme).figures
    assert found.ineligible_by_reason == {
        "decile-out": 1, "occupation-excluded": 1, "unknown-decile": 1, "unknown-occupation": 1,
    }  # fmt: skip
    assert found.selected == 1


def test_wage_receivers_of_a_village_pay_by_the_rates_for_wage_receivers(own_database, tmp_path):
    employer = 'segment: PU\nemployer: "Pemerintah Desa {desa}"'
    programme = amended(tmp_path, ("segment: BPU", employer), ("income: 1000000", "income: 2500000"))
    small_programme.roster(tmp_path, "a.xlsx", GEDUNG_WANI, [(*SITI[:3], "Perangkat Desa")])
    found = job(programme).figures
    assert (found.selected, found.monthly_contribution) == (1, 13_500)
    assert json.loads((tmp_path / "out" / "summary.json").read_text())["total_contribution"] == 13_500


@pytest.mark.parametrize(
    ("government", "issuer", "village", "owner"),
    [
        ("61", "Gubernur Kalimantan Barat", "61.71.01.1002", "61"),
        ("61.71", "Wali Kota Pontianak", "61.71.01.1002", "61.71"),
        ("17.04.01.2001", "Kepala Desa", "17.04.01.2001", "17.04.01.2001"),
    ],
)
def test_a_province_a_kota_and_a_village_run_programmes_too(
    own_database, tmp_path, government, issuer, village, owner
):
    programme = amended(
        tmp_path,
        ('government: "17.04"', f'government: "{government}"'),
        ("{title: Bupati Kaur, decree: Keputusan Bupati}", f"{{title: {issuer}}}"),
        (BOTH, f"[{village}]"),
        ('owner: "17.04"', f'owner: "{owner}"'),
        ("source: APBD", "source: ADD" if len(owner) > 6 else "source: APBD"),
    )
    small_programme.roster(tmp_path, "a.xlsx", village, [SITI, BUDI])
    result = job(programme, documents=True)
    assert result.figures.selected == 2
    assert (tmp_path / "out" / "sk.pdf").stat().st_size > 10_000


def test_village_funds_do_not_reach_a_kelurahan(own_database, tmp_path):
    programme = amended(
        tmp_path,
        (BOTH, "[17.04.01.2001, 17.04.03.1010]"),
        ("source: APBD", "source: ADD"),
    )
    with pytest.raises(programme_file.ProgrammeFileProblem):
        job(programme)

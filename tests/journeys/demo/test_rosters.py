"""The examples' rosters: invented people only, the same from the same seed, messes at their rates."""

import hashlib
import math
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from payung.journeys import programme_file
from payung.journeys.demo import candidates, kalbar, kaur, planting, rosters
from payung.programme.document import Document
from payung.regions import reader
from payung.roster import check, reading

VILLAGES = {"bengkayang": 122, "denpasar": 27}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> rosters.Written:
    return rosters.write("kaur", tmp_path_factory.mktemp("kaur"), 7)


@pytest.fixture(scope="module")
def checked(written: rosters.Written) -> check.Checked:
    folder = written.programme.parent / "rosters"
    sources = [source for path in sorted(folder.iterdir()) for source in reading.read(path, path.name)]
    return check.check_files(sources, region=kaur.REGION, on=kaur.ON, demo=True, min_age=17)


def digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(written, tmp_path: Path) -> None:
    rosters.write("kaur", tmp_path / "again", 7)
    rosters.write("kaur", tmp_path / "other", 8)
    first = digests(written.programme.parent)
    assert digests(tmp_path / "again") == first
    assert digests(tmp_path / "other") != first


def test_every_number_carries_sub_district_99_of_the_real_kabupaten(written) -> None:
    assert {who.nik[:6] for who in written.people} == {"170499"}
    assert {who.kk[:6] for who in written.people} == {"170499"}


def test_every_phone_number_lies_in_an_empty_block(written) -> None:
    assert {who.phone[4:8] for who in written.people if who.phone} == {"0000"}


def test_no_two_people_share_name_and_birth_date(written) -> None:
    own = Counter((w.name, w.birth_date) for w in written.people if w.planted is None and "Moh." not in w.name)
    assert [who for who, times in own.items() if times > 1] == []


def test_the_messes_come_at_their_rates(written) -> None:
    for kind, rate in planting.RATES.items():
        expected = rate * kaur.ROWS * (2 if kind == "nik-shared" else 1)
        assert abs(written.planted[kind] - expected) < 6 * math.sqrt(expected * 2), kind
    rejected = sum(n for kind, n in written.planted.items() if kind not in planting.STILL_ELIGIBLE)
    assert 0.10 < rejected / written.rows < 0.16


def test_every_file_says_that_it_is_an_example(written) -> None:
    folder = written.programme.parent
    for path in [*folder.glob("rosters/*"), *folder.glob("lists/*.xlsx")]:
        content = path.read_bytes()
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive:
                content = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".xml"))
                inside = [name for name in archive.namelist() if name.endswith(".xlsx")]
            if inside:
                continue
        assert b"DATA CONTOH" in content.replace(b"\x00", b""), path.name


def test_all_but_the_late_villages_send_a_list_in_one_of_several_forms(written) -> None:
    forms = Counter(path.suffix for path in (written.programme.parent / "rosters").iterdir())
    assert set(forms) == {".xlsx", ".csv", ".xls", ".ods", ".zip"}
    assert written.files == sum(forms.values())
    assert candidates.villages_of(kaur.REGION).__len__() == 195


def test_the_check_reads_every_row_of_every_file_and_no_more(written, checked) -> None:
    assert [file.source.name for file in checked.files if file.error] == []
    silent = set(reader.load().villages(kaur.REGION)["code"]) - set(checked.rows["village"].drop_nulls())
    late = silent - {w.village for w in written.people if w.typed.get("village")}
    assert len(late) >= kaur.EXAMPLE.sending.late
    sent = [w for w in written.people if w.village not in late]
    assert checked.rows.height == len(sent)


def test_the_check_finds_what_was_planted(written, checked) -> None:
    found = Counter(checked.findings["code"].to_list())
    silent = set(reader.load().villages(kaur.REGION)["code"]) - set(checked.rows["village"].drop_nulls())
    planted = Counter(w.planted for w in written.people if w.village not in silent)
    for code in ("nik-missing", "nik-masked", "nik-length", "nik-impossible", "duplicate-row"):
        assert planted[code.removesuffix("-row")] * 0.9 <= found[code] <= planted[code.removesuffix("-row")] + 3, code
    assert found["region-outside"] == planted["moved"]
    assert found["age-over"] == planted["too-old"]
    assert found["age-under"] == planted["too-young"]
    assert found["region-unknown"] == found["name-missing"] == found["birth-date-unreadable"] == 0


def test_enough_people_remain_for_every_seat_and_a_waiting_list(written) -> None:
    gone = set(planting.RATES) - planting.STILL_ELIGIBLE
    good = {w.nik for w in written.people if w.planted not in gone and w.planted != "duplicate-elsewhere"}
    assert 7_100 + 1_200 < len(good) < 7_100 + 2_000


def document(folder: str, name: str = "programme.yaml") -> Document:
    return programme_file.read(rosters.FOLDER / folder / name, files=False).document


@pytest.mark.parametrize(
    ("example", "seats", "ceiling", "monthly"),
    [
        ("kaur", 7_100, 119_280_000, 119_280_000),
        ("bengkayang", 12_200, 2_459_520_000, 204_960_000),
        ("denpasar", 2_700, 544_320_000, 45_360_000),
        ("kalbar", 75_489, 7_609_291_200, 1_268_215_200),
    ],
)
def test_the_programme_files_hold_the_published_figures(example: str, seats: int, ceiling: int, monthly: int) -> None:
    said = document(rosters.EXAMPLES[example])
    assert said.demo
    assert (said.quota.total or (said.quota.per_village or 0) * VILLAGES[example]) == seats
    assert seats * 16_800 == monthly
    assert sum(line.ceiling or 0 for line in said.funding) == ceiling == monthly * said.waves[0].months


def test_bengkayang_shows_the_published_amount_that_is_thirty_million_too_low() -> None:
    [amount] = [each.value for each in document("bengkayang-2024").published if each.figure == "total_contribution"]
    assert 12_200 * 12 * 16_800 - amount == 30_000_000


def test_bengkayang_keeps_the_answer_that_village_funds_are_blocked_with_its_basis() -> None:
    [policy] = document("bengkayang-2024").policy
    assert (policy.source, policy.answer, policy.basis) == (
        "DD",
        "blocked",
        "SE Dirjen PDP Kemendesa 4/PRI.00/I/2024",
    )


def test_denpasar_has_a_line_for_each_desa_from_its_own_village_fund_and_waves_of_1_12_and_27() -> None:
    denpasar = document("denpasar-2023")
    desa = [v.code for v in candidates.villages_of("5171000000") if v.kind == "desa"]
    assert [line.owner for line in denpasar.funding] == desa
    assert {(line.source, line.year, line.ceiling) for line in denpasar.funding} == {("DD", 2023, 100 * 12 * 16_800)}
    sizes = [len(wave.villages) for wave in denpasar.waves]
    assert [sum(sizes[: n + 1]) for n in range(3)] == [1, 12, 27]
    assert denpasar.waves[0].villages == ["5171032008"]  # Tegal Harum


def test_with_old_age_savings_denpasar_costs_twice_as_much() -> None:
    savings = document("denpasar-2023", "programme-jht.yaml")
    assert sum(line.ceiling or 0 for line in savings.funding) == 2_700 * 12 * 36_800 == 1_192_320_000


def test_the_plan_for_kaur_in_2025_buys_two_whole_months_and_no_third() -> None:
    plan = document("kaur-2025")
    [line], [wave] = plan.funding, plan.waves
    monthly = 7_100 * 16_800
    assert plan.quota.total == 7_100
    assert line.ceiling == 300_000_000
    assert line.ceiling // 16_800 == 17_857
    assert line.ceiling // monthly == wave.months == 2
    assert line.ceiling / monthly == pytest.approx(2.515, abs=0.001)
    assert (line.ceiling // (16_800 * 12), line.ceiling // (16_800 * 3)) == (1_488, 5_952)


def test_bulukumba_pays_institutions_as_wage_receivers_and_names_what_was_published() -> None:
    bulukumba = document("bulukumba-2024")
    workers, institutions = bulukumba.groups
    assert (institutions.segment, institutions.income, institutions.quota.per_village) == ("PU", 2_500_000, 10)
    assert workers.quota.total == 1_400
    budgets = Counter(line.source for line in bulukumba.funding)
    assert budgets == {"APBDES": 109, "APBD": 1, "ADD": 109}
    published = {each.figure: each.value for each in bulukumba.published}
    assert round(published["benefits_paid"] * 100 / published["contributions_paid"]) == 121
    assert round(published["contributions_paid"] / (12 * 16_800)) == 4_415


def test_the_weights_of_kalbar_name_every_village_once(tmp_path: Path) -> None:
    villages = candidates.villages_of(kalbar.REGION)
    kalbar.write_weights(tmp_path / "bobot.csv", villages)
    lines = (tmp_path / "bobot.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "kode;nama;bobot"
    assert len({line.split(";")[0] for line in lines[1:]}) == 2_145


def test_a_kabupaten_of_kalbar_is_written_with_a_sheet_a_kecamatan(tmp_path: Path) -> None:
    people = kalbar.regency_people(tmp_path, "6111000000", "Kabupaten Kayong Utara", 7)
    [path] = tmp_path.iterdir()
    [source] = reading.read(path, path.name)
    assert source.error is None
    assert source.sheets[0].name == "Kec. Sukadana"
    assert len(source.sheets) == 6
    assert sum(sheet.cells.height for sheet in source.sheets) == len(people)


def test_numbers_tell_birth_date_and_sex(written) -> None:
    for who in written.people[:500]:
        if who.planted in ("nik-birth-date-mismatch", "nik-shared"):
            continue
        day = int(who.nik[6:8])
        assert (day > 40) == (who.sex == "P")
        assert (day - 40 * (who.sex == "P"), int(who.nik[8:10])) == (who.birth_date.day, who.birth_date.month)


def test_shares_add_up() -> None:
    assert candidates.share(10, [1, 1, 1]) == [4, 3, 3]
    assert sum(candidates.share(90_000, list(kalbar.POPULATION.values()))) == 90_000

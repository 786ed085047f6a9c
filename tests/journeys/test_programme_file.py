"""programme.yaml: what is read, what is refused, and that every refusal names its line."""

from datetime import date
from pathlib import Path

import pytest

from payung.journeys import programme_file

GOOD = """\
code: kaur-2024
name: Perlindungan pekerja rentan Kabupaten Kaur 2024
government: "17.04"
issuer: {title: Bupati Kaur, decree: Keputusan Bupati}
legal_basis: {mengingat: [UU 40/2004, UU 24/2011], memperhatikan: [Inpres 2/2021, Inpres 4/2022]}
agreement: {number: "12/PKS/2024", parties: [Dinas, BPJS], signed_on: 2024-11-01, protection_starts: 2024-12-01}
segment: BPU
insurance: [JKK, JKM]
income: 1000000
waves: [{start: 2024-12, months: 1, villages: all}]
funding: [{source: APBD, owner: "17.04", year: 2024, ceiling: 119280000, covers: [JKK, JKM], account: null}]
policy: [{source: DD, year: 2024, answer: blocked, basis: "SE Dirjen PDP Kemendesa 4/PRI.00/I/2024"}]
quota: {method: equal, total: 7100, leftover: move}
criteria: {min_age: 17, max_decile: null, occupations: all}
assume: [resident, working, wage_earner, civil_servant, covered_elsewhere]
preference: [decile asc, disability desc, head_of_family desc, age desc]
draw_seed: "undian-kaur-2024"
rosters: rosters/
references: {deceased: {file: meninggal.xlsx, source: Disdukcapil, on: 2024-11-20}}
"""


def read(folder: Path, text: str, **options: object) -> programme_file.ProgrammeFile:
    (folder / "rosters").mkdir(exist_ok=True)
    (folder / "meninggal.xlsx").touch()
    (folder / "program.yaml").write_text(text, encoding="utf-8")
    return programme_file.read(folder / "program.yaml", **options)  # type: ignore[arg-type]


def problems(folder: Path, *changes: tuple[str, str]) -> list[tuple[int, str]]:
    text = GOOD
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    with pytest.raises(programme_file.ProgrammeFileProblem) as refused:
        read(folder, text)
    return [(problem.line, str(problem)) for problem in refused.value.problems]


def test_the_example_is_read_with_every_value_in_place(tmp_path: Path) -> None:
    document = read(tmp_path, GOOD).document
    assert document.government == "1704000000"
    assert document.waves[0].covered() == [date(2024, 12, 1)]
    assert document.funding[0].ceiling == 119_280_000
    assert document.references["deceased"].on == date(2024, 11, 20)
    assert document.criteria.min_age == 17
    assert document.decree_name == "Keputusan Bupati"


def test_the_document_survives_a_round_through_json(tmp_path: Path) -> None:
    document = read(tmp_path, GOOD).document
    again = type(document).model_validate(document.as_json())
    assert again == document
    assert again.sha256 == document.sha256


def test_the_hash_does_not_depend_on_the_order_of_keys(tmp_path: Path) -> None:
    lines = GOOD.splitlines(keepends=True)
    assert read(tmp_path, "".join(reversed(lines))).document.sha256 == read(tmp_path, GOOD).document.sha256


def test_a_ceiling_from_the_command_line_replaces_the_written_one(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD, ceiling=50_000_000).document.funding[0].ceiling == 50_000_000


def test_an_unquoted_region_code_is_not_taken_for_a_number(tmp_path: Path) -> None:
    assert read(tmp_path, GOOD.replace('"17.04"', "17.04")).document.government == "1704000000"


def test_an_unknown_key_is_refused_with_its_line_and_the_likely_word(tmp_path: Path) -> None:
    found = problems(tmp_path, ("income:", "incom:"))
    assert (9, "program.yaml baris 9 (incom): Kunci ini tidak dikenal. Apakah maksudnya income?") in found


def test_a_nested_unknown_key_is_refused_with_its_own_line(tmp_path: Path) -> None:
    nested = "quota:\n  method: equal\n  totl: 7100\n  leftover: move"
    found = problems(tmp_path, ("quota: {method: equal, total: 7100, leftover: move}", nested))
    assert found[0][0] == 15
    assert "quota.totl" in found[0][1]
    assert "Apakah maksudnya total?" in found[0][1]


def test_all_problems_are_told_at_once_in_the_order_of_lines(tmp_path: Path) -> None:
    found = problems(
        tmp_path,
        ("segment: BPU", "segment: ABC"),
        ("ceiling: 119280000", "ceiling: 119.280.000"),
        ("start: 2024-12,", "start: 2024-13,"),
        ("insurance: [JKK, JKM]", "insurance: [JKK]"),
        ("[decile asc,", "[desil asc,"),
    )
    assert [line for line, _ in found][:4] == [7, 10, 11, 16]


def test_single_keys_and_contradictions_are_told_together_where_possible(tmp_path: Path) -> None:
    found = problems(tmp_path, ("segment: BPU", "segmen: BPU"), ("covers: [JKK, JKM]", "covers: [JKK, JHT]"))
    assert [line for line, _ in found] == [7, 11]


@pytest.mark.parametrize(
    ("change", "line", "words"),
    [
        (("source: APBD", "source: DD"), 11, "SE Dirjen PDP Kemendesa 4/PRI.00/I/2024"),
        (("start: 2024-12, months: 1", "start: 2024-12, months: 2"), 10, "carry_over: true"),
        (("insurance: [JKK, JKM]", "insurance: [JKK, JKM, JP]"), 8, "JP"),
        (("insurance: [JKK, JKM]", "insurance: [JKK, JKM, JHT]"), 11, "JHT"),
        (("title: Bupati Kaur", "title: Gubernur Bengkulu"), 4, "Gubernur Bengkulu"),
        (("total: 7100", "total: 7100, per_village: 5"), 13, "salah satu"),
        (("method: equal", "method: fixed"), 13, "file"),
        (("total: 7100", "by: district, per_village: 5"), 13, "pakai per_pool, bukan per_village"),
        (("total: 7100", "per_pool: 5"), 13, "pakai per_village, bukan per_pool"),
        (("method: equal", "method: equal, by: agency"), 13, "daftar nama instansi"),
        (("method: equal", "method: equal, by: occupation"), 13, "criteria.occupations"),
        (("method: equal", "method: equal, by: kabupaten"), 13, "Pilihannya"),
        (("villages: all", 'villages: ["17.05.01"]'), 10, "17.05.01"),
        (('owner: "17.04"', 'owner: "17.05"'), 11, "di luar wilayah"),
        (("file: meninggal.xlsx", "file: hilang.xlsx"), 19, "hilang.xlsx"),
        (("protection_starts: 2024-12-01", "protection_starts: 2025-01-01"), 10, "protection_starts"),
        (("signed_on: 2024-11-01", "signed_on: 2024-12-24"), 6, "ditandatangani"),
        (("decile asc, disability", "decile asc, decile desc, disability"), 16, "dua kali"),
        (('draw_seed: "undian-kaur-2024"\n', ""), 1, "draw_seed"),
        (("months: 1", "months: 0"), 10, "terlalu kecil"),
        (("signed_on: 2024-11-01", "signed_on: 1-11-2024"), 6, "TAHUN-BULAN-HARI"),
        (("segment: BPU", "code: lagi"), 7, "baris 1"),
        (("segment: BPU", "segment: [BPU"), 8, "tidak terbaca"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(
    tmp_path: Path, change: tuple[str, str], line: int, words: str
) -> None:
    found = problems(tmp_path, change)
    assert any(number == line and words in text for number, text in found), found


def test_village_funds_are_refused_for_kelurahan_and_accepted_for_desa(tmp_path: Path) -> None:
    change = ("source: APBD", "source: ADD")
    found = problems(tmp_path, change)
    assert found[0][0] == 10
    assert "kelurahan tidak memiliki dana desa" in found[0][1]
    assert read(tmp_path, GOOD.replace(*change).replace("villages: all", "villages: desa")).document


def test_a_month_of_the_next_year_is_accepted_when_carried_over_on_purpose(tmp_path: Path) -> None:
    text = GOOD.replace("months: 1", "months: 2").replace("account: null", "account: null, carry_over: true")
    accepted = read(tmp_path, text)
    assert any("di luar tahun anggarannya" in warning for warning in accepted.warnings)


def test_each_year_is_paid_by_the_line_of_that_year(tmp_path: Path) -> None:
    waves = "waves: [{start: 2024-11, months: 2, villages: all}, {start: 2025-01, months: 12, villages: all}]"
    money = '{source: APBD, owner: "17.04", year: 2024, ceiling: 119280000, covers: [JKK, JKM], account: null}'
    next_year = money.replace("year: 2024", "year: 2025")
    text = GOOD.replace("waves: [{start: 2024-12, months: 1, villages: all}]", waves).replace(
        "protection_starts: 2024-12", "protection_starts: 2024-11"
    )
    assert read(tmp_path, text.replace(money, f"{money}, {next_year}")).document
    found = problems(
        tmp_path, ("waves: [{start: 2024-12, months: 1, villages: all}]", waves), ("2024-12-01", "2024-11-01")
    )
    assert "Bulan 2025-01 pada gelombang ke-2" in found[0][1]


def test_one_village_cannot_be_in_two_waves_of_the_same_month(tmp_path: Path) -> None:
    twice = "waves: [{start: 2024-12, months: 1, villages: desa}, {start: 2024-12, months: 1, villages: all}]"
    found = problems(tmp_path, ("waves: [{start: 2024-12, months: 1, villages: all}]", twice))
    assert "Gelombang ke-1 dan ke-2" in found[0][1]


def test_a_warned_source_is_accepted_and_said(tmp_path: Path) -> None:
    text = GOOD.replace("source: DD, year: 2024, answer: blocked", "source: APBD, year: 2024, answer: warned")
    assert "SE Dirjen PDP" in read(tmp_path, text).warnings[0]


@pytest.mark.parametrize(
    "text", ["", "- a\n- b\n", "halo", "\x00\x01", "a: &x [*x]", "? [1, 2]\n: 3\n", "<<: {a: 1}"]
)
def test_nonsense_is_refused_with_a_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(programme_file.ProgrammeFileProblem) as refused:
        read(tmp_path, text)
    assert str(refused.value).startswith("program.yaml baris")


def test_a_missing_file_is_told_without_a_traceback(tmp_path: Path) -> None:
    with pytest.raises(programme_file.ProgrammeFileProblem, match="tidak ditemukan"):
        programme_file.read(tmp_path / "tidak-ada.yaml")


def test_the_reference_names_every_key() -> None:
    text = programme_file.reference()
    for key in ("draw_seed", "carry_over", "leftover", "menimbang", "protection_starts", "max_decile"):
        assert f"`{key}`" in text


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        (("income: 1000000", "income: 1" + "0" * 6000), 9, "bilangan bulat"),
        (("total: 7100", "total: 1" + "0" * 30), 13, "terlalu besar"),
        (("signed_on: 2024-11-01", "signed_on: 2024-02-30"), 6, "ada dalam kalender"),
        (("on: 2024-11-20", "on: 2024-02-30"), 19, "ada dalam kalender"),
        (("start: 2024-12", "start: 9999-12"), 10, "TAHUN-BULAN"),
        (("name: Perlindungan", "name: &nama Perlindungan"), 2, "Jangkar"),
        (("name: Perlindungan", "name: !!binary Perlindungan"), 2, "Tanda jenis"),
        (('draw_seed: "undian', 'draw_seed: "\\0undian'), 17, "tidak dapat dicetak"),
        (("assume: [resident", "assume: [renewed, resident"), 15, "tidak dikenal"),
        (("assume: [resident", "assume: [occupation, resident"), 15, "tidak dikenal"),
        (("occupations: all", "occupations: [nelayan, penunggu lilin]"), 14, "tidak dikenal"),
        (("title: Bupati Kaur", "title: Kepala Desa Kaur"), 4, "tidak dapat menetapkan"),
        (('government: "17.04"', 'government: "17.99"'), 3, "tidak ada dalam daftar wilayah"),
        (("rosters: rosters/", "rosters: " + "x" * 1000), 18, "tidak ditemukan"),
    ],
)
def test_what_would_only_fail_later_is_refused_with_its_line(tmp_path, change, line, said):
    found = problems(tmp_path, change)
    assert [number for number, _ in found] == [line]
    assert said in found[0][1]


@pytest.mark.parametrize(
    "text",
    [
        "[" * 5000,
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(f"{c}: &{c} [{','.join(['*' + p] * 9)}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)),
        "a: &a [*a]",
        "\tcode: kaur",
        "code: kaur\n---\ncode: lain",
        GOOD.replace("issuer: {", "issuer:\n\t{"),
    ],
)
def test_a_file_made_to_exhaust_the_reader_is_refused_at_once(tmp_path, text):
    with pytest.raises(programme_file.ProgrammeFileProblem):
        read(tmp_path, text)


def test_a_folder_in_place_of_the_file_is_told_apart_from_a_missing_file(tmp_path):
    with pytest.raises(programme_file.ProgrammeFileProblem, match="bukan berkas program"):
        programme_file.read(tmp_path)


def test_occupations_may_be_written_in_words_and_as_ecosystems(tmp_path):
    found = read(tmp_path, GOOD.replace("occupations: all", "occupations: [Nelayan, BURUH TANI, market]"))
    assert found.document.criteria.occupations == ["nelayan", "buruh-tani", "market"]


def test_an_impossible_ceiling_by_option_is_refused(tmp_path):
    with pytest.raises(programme_file.ProgrammeFileProblem, match="terlalu besar"):
        read(tmp_path, GOOD, ceiling=10**30)


AS_THE_MANUAL_HAS_IT = """\
code: kaur-2024
name: Perlindungan pekerja rentan Kabupaten Kaur 2024
government: "17.04"
issuer: {title: Bupati Kaur, decree: Keputusan Bupati}    # or Wali Kota, Gubernur, Kepala Desa
legal_basis: {mengingat: [UU 40/2004, UU 24/2011, ...], memperhatikan: [Inpres 2/2021, Inpres 4/2022]}
agreement: {number: "...", parties: [...], signed_on: 2024-11-01, protection_starts: 2024-12-01, refunds: by-agreement}
segment: BPU
insurance: [JKK, JKM]
income: 1000000
waves: [{start: 2024-12, months: 1, villages: all}]       # all | desa | kelurahan | [codes]
funding: [{source: APBD, owner: "17.04", year: 2024, ceiling: 119280000, covers: [JKK, JKM], account: null, approval: "..."}]
policy: [{source: DD, year: 2024, answer: blocked, basis: "SE Dirjen PDP Kemendesa 4/PRI.00/I/2024"}]   # allowed | warned | blocked
quota: {method: equal, total: 7100, leftover: move}       # equal (total | per_village) | fixed (file) | proportional (weight file, method); leftover stay | move
criteria: {min_age: 17, max_decile: null, occupations: all}
assume: [resident, working, wage_earner, civil_servant, covered_elsewhere]   # unknown inputs covered by the village head's statement (SPTJM), shown as assumed
preference: [decile asc, disability desc, head_of_family desc, age desc]
draw_seed: "..."                                          # frozen before the first roster is accepted
rosters: rosters/
references: {deceased: {file: lists/meninggal.xlsx, source: Disdukcapil, on: 2024-11-20}}
"""  # noqa: E501


def test_the_example_of_the_manual_is_read_word_for_word(tmp_path):
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "meninggal.xlsx").touch()
    document = read(tmp_path, AS_THE_MANUAL_HAS_IT).document
    assert (document.quota.total, document.funding[0].ceiling, document.criteria.min_age) == (7100, 119_280_000, 17)


@pytest.mark.parametrize(
    ("by", "second", "refused"),
    [
        ("district", '["17.04.06"]', False),
        ("district", "[17.04.01.2002]", True),
        ("agency", '["17.04.06"]', True),
        ("agency", "[17.04.01.2001]", False),
        ("village", "[17.04.01.2002]", False),
    ],
)
def test_waves_of_different_villages_do_not_share_a_pool(tmp_path: Path, by: str, second: str, refused: bool) -> None:
    file = {"agency": "method: fixed, by: agency, file: kuota.csv"}.get(by, f"method: equal, by: {by}, total: 9")
    (tmp_path / "kuota.csv").write_text("opd;kuota\nDinas Sosial;9\n", "utf-8")
    waves = (
        "[{start: 2024-11, months: 1, villages: [17.04.01.2001]}, "
        f"{{start: 2024-12, months: 1, villages: {second}}}]"
    )
    changes = (
        ("waves: [{start: 2024-12, months: 1, villages: all}]", f"waves: {waves}"),
        ("method: equal, total: 7100", file),
        ("protection_starts: 2024-12-01", "protection_starts: 2024-11-01"),
    )
    if refused:
        assert any("terhitung dua kali" in text for _, text in problems(tmp_path, *changes))
        return
    text = GOOD
    for old, new in changes:
        text = text.replace(old, new)
    assert len(read(tmp_path, text).document.waves) == 2

"""What is said about NIKs: one error a row, the first of the order; then what only warns."""

import polars as pl
import pytest

from payung.roster import check
from tests.roster import lists
from tests.roster.lists import found, only, person


def test_nothing_is_said_about_a_person_without_fault():
    assert found(person()) == [[]]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "nik-missing"),
        ("0", "nik-missing"),
        ("-", "nik-missing"),
        ("belum punya KTP", "nik-missing"),
        ("6,1E+15", "nik-precision-lost"),
        ("1.70499E+15", "nik-precision-lost"),
        ("17049911XXXXXXXXX", "nik-masked"),
        ("1704********0033", "nik-masked"),
        ("****************", "nik-masked"),
        ("170499111264O033", "nik-not-digits"),
        ("170499111264003", "nik-length"),
        ("17049911126400333", "nik-length"),
        ("0170401200100001", "nik-temporary"),
        ("2004991112640033", "nik-impossible"),
        ("1704993102790027", "nik-impossible"),
        ("1704991112640000", "nik-impossible"),
        ("3333333333333333", "nik-impossible"),
    ],
)
def test_a_nik_gets_the_first_error_that_holds(typed, code):
    assert found(person(nik=typed, sex="", birth_date="11-12-1964"))[0] == [code]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("1704995408820010", "nik-precision-lost"),
        ("9104991112640033", "nik-precision-lost"),
        ("1704991112640033", "nik-as-number"),
    ],
)
def test_a_number_cell_is_believed_only_where_its_last_digit_can_be(number, code):
    people = person(nik=number, sex=None, birth_date="11-12-1964")
    assert found(people, kinds={"nik": "number"}, region=None)[0][0] == code


def test_an_invented_nik_is_an_error_outside_a_demonstration():
    assert found(person(), demo=False) == [["nik-demo"]]


def test_nik_and_family_card_number_in_each_others_place():
    oktavia = person(nik="1704990304120058", kk="1704995608820018", birth_date="16-08-1982", sex="P")
    finding = only("nik-kk-swapped", oktavia)
    assert (finding["kind"], finding["cell"]) == ("data", "B6")
    assert found(oktavia) == [["nik-kk-swapped"]]


def test_dots_blanks_and_apostrophes_are_taken_out_and_told():
    for typed in ("17.0499.111264.0033", " 1704 9911 1264 0033", "'1704991112640033", "1704991112640033\u00a0"):
        result = lists.checked(person(nik=typed))
        assert result.rows["nik"].to_list() == ["1704991112640033"]
        assert result.findings["code"].to_list() == ["nik-repaired"]
    assert only("nik-repaired", person(nik="17.0499 1112640033"))["problem"] == (
        "Titik dan spasi di dalam NIK sudah dihapus."
    )


def test_one_nik_on_two_different_people_concerns_both_rows():
    people = person(), person(name="KARIM ANWAR", birth_date="05-10-1989")
    assert ["nik-shared" in codes for codes in found(*people)] == [True, True]
    messages = lists.checked(*people).findings.filter(pl.col("code") == "nik-shared")["problem"].to_list()
    assert messages == [
        "NIK yang sama dipakai orang lain di baris 7.",
        "NIK yang sama dipakai orang lain di baris 6.",
    ]


def test_the_same_person_again_is_a_duplicate_and_the_first_stays():
    assert found(person(), person(name="Dedi  Susanto")) == [[], ["duplicate-row", "name-repaired"]]
    assert found(person(), person(name="DEDY SUSANTO", birth_date="12-11-1964"))[1][0] == "duplicate-row"


def test_a_duplicate_is_found_in_another_sheet_of_the_file():
    first, second = lists.sheet(person(), name="Dusun I"), lists.sheet(person(), name="Dusun II")
    result = check.check_files([lists.file(first, second)], on=lists.ON, demo=True)
    finding = result.findings.to_dicts()[0]
    assert (finding["sheet"], finding["code"]) == (1, "duplicate-row")
    assert finding["problem"] == "Orang yang sama sudah ada di baris 6 di lembar Dusun I."


def test_the_same_person_in_another_file_is_a_warning_in_both():
    files = [lists.file(lists.sheet(person()), name=name) for name in ("linau.xlsx", "maje.xlsx")]
    result = check.check_files(files, on=lists.ON, demo=True)
    assert result.findings.select("file", "code").rows() == [(0, "duplicate-elsewhere"), (1, "duplicate-elsewhere")]
    assert result.findings["problem"][0] == "Orang yang sama juga ada di berkas maje.xlsx, baris 6."
    assert result.exit_code == 0


def test_another_person_with_the_nik_in_another_file_is_a_warning_in_both():
    other = person(name="KARIM ANWAR", birth_date="05-10-1989")
    files = [lists.file(lists.sheet(one), name=f"{n}.xlsx") for n, one in enumerate((person(), other))]
    result = check.check_files(files, on=lists.ON, demo=True)
    assert result.findings.filter(pl.col("code") == "nik-shared-elsewhere")["file"].to_list() == [0, 1]
    assert "nik-shared" not in result.findings["code"].cast(pl.String).to_list()


def test_a_birth_date_that_differs_from_the_nik_says_where():
    assert only("nik-birth-date-mismatch", person(birth_date="11-10-1964"))["problem"] == (
        "Tanggal lahir berbeda dari NIK: NIK menunjukkan bulan 12."
    )
    assert only("nik-birth-date-mismatch", person(birth_date="12-11-1964"))["suggestion"] == "11-12-1964"


def test_a_sex_that_differs_from_the_nik():
    assert only("nik-sex-mismatch", person(sex="P"))["problem"] == (
        "L/P tertulis P, tetapi NIK menunjukkan laki-laki."
    )


def test_a_nik_first_issued_elsewhere_only_warns():
    finding = only("nik-region-elsewhere", person(nik="6107991112640033"), region=lists.KAUR)
    assert finding["severity"] == "warning"
    assert finding["problem"] == "NIK pertama kali diterbitkan di Kabupaten Bengkayang, bukan di Kabupaten Kaur."


def test_no_message_and_no_suggestion_holds_a_whole_nik():
    nik = "1704991112640033"
    misplaced = [
        person(name=nik, phone=nik, occupation=nik, sex=nik, birth_date=nik, village=nik, income=nik),
        person(nik="1704.9911.1264.0033", name="17.0499.111264.0033"),
        person(nik=nik + "1"),
        person(kk=nik, nik="1704990304120058"),
    ]
    for row in lists.checked(*misplaced, region=lists.KAUR).findings.to_dicts():
        said = f"{row['message']} {row['suggestion']}".replace(".", "").replace(" ", "")
        assert nik not in said, row["code"]


@pytest.mark.parametrize(
    "typed",
    [
        *("1704991112640033.0", "1704991112640033.00", "1704991112640033,00", "NIK: 1704991112640033"),
        *(
            "No. NIK 1704991112640033",
            "(1704991112640033)",
            "1704991112640033;",
            "*1704991112640033",
            "“1704991112640033”",
        ),
    ],
)
def test_signs_around_a_nik_are_taken_off(typed):
    assert lists.checked(person(nik=typed)).rows["nik"][0] == "1704991112640033"
    assert found(person(nik=typed)) == [["nik-repaired"]]


@pytest.mark.parametrize("typed", ['="1704991112640033"', "\u202a1704991112640033\u202c", "\u00ad1704991112640033"])
def test_wrapping_that_spreadsheets_and_chats_add_is_taken_off_a_nik(typed):
    assert lists.checked(person(nik=typed)).rows["nik"][0] == "1704991112640033"
    assert found(person(nik=typed)) == [["nik-repaired"]]


def test_a_nik_in_the_column_of_names_is_repeated_nowhere():
    findings = lists.checked(person(name=" 1704991112640033  DEDI")).findings
    assert findings.height
    said = findings.select(pl.concat_str(pl.col("message"), pl.col("suggestion").fill_null(""))).to_series()
    assert not said.str.contains("1704991112640033").any()

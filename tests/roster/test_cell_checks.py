"""What is said about names, dates, sex, phones and the other cells, and how they are cleaned."""

import datetime

import pytest

from payung.roster import comparing
from tests.roster import lists
from tests.roster.lists import found, only, person

BORN = datetime.date(1980, 8, 12)


def clean(field, **changes):
    return lists.checked(person(**changes)).rows[field][0]


@pytest.mark.parametrize(
    "typed",
    [
        "1980-08-12",
        "12-08-1980",
        "12/8/1980",
        "12.08.1980",
        "12 08 1980",
        "12/8/80",
        "29445",
        "12 Agustus 1980",
        "12 Agust 80",
        "12-Ags-1980",
        "Pontianak, 12-08-1980",
        "Pontianak 12 Agustus 1980",
        "12081980",
        "12_08_1980",
        "12:08:1980",
        r"12\08\1980",
        "12—08—1980",
        "1980-08-12 00:00:00",
    ],
)
def test_a_birth_date_is_read_in_every_form(typed):
    assert clean("birth_date", birth_date=typed) == BORN
    assert clean("birth_date", birth_date=None, birth=typed) == BORN


def test_a_shared_column_gives_place_and_date():
    result = lists.checked(person(birth_date=None, birth="Kayong Utara, 11 Desember 1964"))
    assert result.rows.select("birth_place", "birth_date").row(0) == ("Kayong Utara", datetime.date(1964, 12, 11))
    assert result.findings.is_empty()


def test_repaired_dates_are_told_with_what_was_read():
    finding = only("date-repaired", person(birth_date="11/12/64"))
    assert (finding["severity"], finding["suggestion"]) == ("info", "11-12-1964")
    assert "date-repaired" in found(person(birth_date="23722"))[0]


def test_a_two_digit_year_never_makes_a_birth_after_today():
    assert clean("birth_date", birth_date="02-12-24") == datetime.date(1924, 12, 2)
    assert clean("birth_date", birth_date="30-11-24") == datetime.date(2024, 11, 30)


@pytest.mark.parametrize("typed", ["31-02-1979", "25-13-1980", "1980-25-08", "1980", "tidak tahu", "00/08/1980"])
def test_an_unreadable_or_impossible_date_is_a_finding_and_not_a_guess(typed):
    result = lists.checked(person(birth_date=typed))
    assert result.rows["birth_date"].to_list() == [None]
    assert "birth-date-unreadable" in result.findings["code"].to_list()


def test_an_impossible_date_gets_the_date_that_the_nik_suggests():
    finding = only("birth-date-unreadable", person(nik="1704993101790027", birth_date="Linau, 31-02-1979"))
    assert finding["problem"] == "Tanggal 31-02-1979 tidak ada di kalender."
    assert finding["suggestion"] == "31-01-1979"


@pytest.mark.parametrize("typed", ["", "-", "0", "00-00-0000"])
def test_an_empty_birth_date_is_missing(typed):
    assert found(person(birth_date=typed)) == [["birth-date-missing"]]


def test_a_birth_date_after_the_day_of_the_check():
    assert "birth-date-future" in found(person(birth_date="11-12-2025"))[0]


def test_a_column_that_also_holds_month_first_dates_makes_the_others_ambiguous():
    people = (
        person(birth_date="11/12/1964"),
        person(birth_date="12/25/1970", nik="1704992512700034"),
        person(birth_date="13/11/1970", nik="1704991311700034"),
    )
    codes = found(*people)
    assert ["birth-date-ambiguous" in row for row in codes] == [True, False, False]
    assert "date-repaired" in codes[1]
    assert found(people[0]) == [[]]


def test_ages_are_counted_on_the_day_given():
    over = person(birth_date="01-12-1959", nik="1704990112590033")
    assert found(over) == [["age-over"]]
    assert only("age-over", over)["problem"] == (
        "Berumur 65 tahun pada 01-12-2024; batas pendaftaran di bawah 65 tahun."
    )
    assert found(over, on=datetime.date(2024, 11, 30)) == [[]]
    under = person(birth_date="02-12-2006", nik="1704990212060033")
    assert found(under) == [["age-under"]]
    assert found(under, min_age=17) == [[]]
    assert only("age-under", under)["kind"] == "rule"


def test_a_stated_age_may_be_a_year_old():
    assert found(person(age="59")) == [[]]
    assert found(person(age="58 th")) == [[]]
    assert found(person(age="45")) == [["age-differs"]]


@pytest.mark.parametrize("status", ["2", "3", "4", "6", "9"])
def test_opensid_status_codes_other_than_alive(status):
    codes = {"status": {"1": "HIDUP", "2": "MATI", "3": "PINDAH", "4": "HILANG", "6": "PERGI", "9": "TIDAK VALID"}}
    assert found(person(status="1"), codes=codes) == [[]]
    finding = only("not-alive", person(status=status), codes=codes)
    assert codes["status"][status] in finding["problem"]
    assert finding["kind"] == "rule"


def test_a_name_is_required_and_kept_as_typed():
    assert found(person(name="")) == [["name-missing"]]
    for name in ("NA", "NULL", "TRUE", "Sri", "M. Yusuf", "I Made Adi"):
        result = lists.checked(person(name=name))
        assert (result.rows["name"][0], result.findings.height) == (name, 0)


@pytest.mark.parametrize(
    ("typed", "name", "titles"),
    [
        ("Bpk. H. SAIFUL ROZALI", "SAIFUL ROZALI", "Bpk. H."),
        ("Hj. Siti Aminah, S.Pd.", "Siti Aminah", "Hj. S.Pd."),
        ("Drs. Budi Santoso, M.Si", "Budi Santoso", "Drs. M.Si"),
    ],
)
def test_titles_are_taken_apart_from_the_name(typed, name, titles):
    finding = only("name-repaired", person(name=typed))
    assert finding["suggestion"] == name
    assert finding["problem"] == f'Sebutan "{titles}" sudah dipisahkan dari nama.'


def test_doubled_blanks_in_a_name_are_tidied():
    assert clean("name", name="SITI  NURHALIZA ") == "SITI NURHALIZA"
    assert found(person(name="SITI  NURHALIZA")) == [["name-repaired"]]


def test_spellings_of_one_name_have_one_key():
    keys = {
        clean("name_key", name=name) for name in ("Moch. Djoko Soesilo", "MUHAMMAD JOKO SUSILO", "Muh Joko Susillo")
    }
    assert keys == {"MUHAMAD JOKO SUSILO"}


@pytest.mark.parametrize("name", ["BUDI 2", "X", "Nama Lengkap", "Alm. Budi", "1E5", "SITI@RT3"])
def test_a_name_that_looks_like_something_else(name):
    assert found(person(name=name)) == [["name-suspicious"]]


@pytest.mark.parametrize("typed", ["L", "lk", "Laki - Laki", "LAKI-LAKI", "Pria", "1"])
def test_men_in_any_wording(typed):
    assert clean("sex", sex=typed) == "L"


@pytest.mark.parametrize("typed", ["P", "pr.", "Perempuan", "WANITA", "2"])
def test_women_in_any_wording(typed):
    assert clean("sex", sex=typed) == "P"


def test_a_sex_that_cannot_be_read_is_an_error_and_an_empty_one_is_not():
    assert found(person(sex="?X")) == [["sex-unreadable"]]
    assert found(person(sex=""), person(sex="-", nik="1704991112640034")) == [[], []]


@pytest.mark.parametrize(
    ("typed", "phone", "variant"),
    [
        ("+62 852-0000-0112", "085200000112", "dirapikan"),
        ("6285200000112", "085200000112", "dirapikan"),
        ("85200000112", "085200000112", "Angka 0"),
        ("0852 0000 0112", "085200000112", "dirapikan"),
        ("085200000112/081300000113", "085200000112", "lebih dari satu"),
    ],
)
def test_phones_are_written_as_at_home(typed, phone, variant):
    finding = only("phone-repaired", person(phone=typed))
    assert finding["suggestion"] == phone
    assert variant in finding["problem"]


def test_a_phone_that_cannot_be_read_and_one_that_is_not_there():
    assert found(person(phone="8,52E+10")) == [["phone-unreadable"]]
    assert found(person(phone="12345")) == [["phone-unreadable"]]
    assert found(person(phone="-")) == [[]]


def test_a_family_card_number():
    assert found(person(kk="17049914101200")) == [["kk-length"]]
    assert found(person(kk="17049914101200AB")) == [["kk-length"]]
    assert found(person(kk="1,7E+15")) == [["kk-precision-lost"]]
    assert found(person(kk="1704 9914 1012 0047")) == [["kk-repaired"]]
    assert found(person(kk="")) == [[]]


def test_occupations_by_their_class():
    assert found(person(occupation="PNS")) == [["occupation-excluded"]]
    for nothing in ("IRT", "Pelajar", "Tidak bekerja"):
        assert found(person(occupation=nothing)) == [["not-working"]]
    assert found(person(occupation="Xyzzy")) == [["occupation-unknown"]]
    assert only("occupation-unknown", person(occupation=""))["problem"] == "Pekerjaan belum diisi."
    assert found(person(occupation=None)) == [[]]


@pytest.mark.parametrize(
    ("typed", "income"),
    [("Rp 1.000.000,-", 1_000_000), ("1000000", 1_000_000), ("1,5 juta", 1_500_000), ("750 ribu", 750_000)],
)
def test_income_in_rupiah(typed, income):
    assert clean("income", income=typed) == income


def test_an_income_that_cannot_be_read():
    assert found(person(income="1-2 juta")) == [["income-unreadable"]]


def test_rt_and_rw_stay_as_typed_and_come_apart():
    assert (clean("rt", rt="001", rw="02"), clean("rw", rt="001", rw="02")) == ("001", "02")
    shared = lists.sheet(person(rt="001/002"))
    shared.columns["rw"] = shared.columns["rt"]
    result = lists.check.check_files([lists.file(shared)], on=lists.ON, demo=True)
    assert result.rows.select("rt", "rw").row(0) == ("001", "002")


def test_decile_disability_and_head_of_family():
    result = lists.checked(person(decile="Desil 3", disability="Tidak cacat", relation="KEPALA KELUARGA"))
    assert result.rows.select("decile", "disability", "head_of_family").row(0) == (3, False, True)
    assert lists.checked(person(relation="ISTRI", disability="CACAT FISIK")).rows.select(
        "disability", "head_of_family"
    ).row(0) == (True, False)


def test_what_a_sentence_quotes_is_short():
    long = only("occupation-unknown", person(occupation="Xyzzy " * 40))["problem"]
    assert len(long) < 80


def test_a_year_that_nobody_living_was_born_in_is_not_said_to_be_missing_from_calendars():
    assert only("birth-date-unreadable", person(birth_date="12-08-1890"))["problem"] == (
        "Tahun pada tanggal lahir 12-08-1890 tidak mungkin benar."
    )


@pytest.mark.parametrize("between", ["/", ", ", " ", " atau ", "; ", " & "])
def test_of_two_phone_numbers_the_first_counts(between):
    two = person(phone=f"085200000112{between}081311112222")
    assert lists.checked(two).rows["phone"][0] == "085200000112"
    assert only("phone-repaired", two)["problem"].startswith("Sel ini memuat lebih dari satu nomor HP")


def test_blanks_around_a_name_are_not_taken_away_in_silence():
    assert found(person(name=" DEDI SUSANTO "), person(name="DEDI SUSANTO", nik="1704991112640034")) == [
        ["name-repaired"],
        [],
    ]


@pytest.mark.parametrize("typed", ["ALM. BUDI", "BUDI (ALM)", "SITI AMINAH (ALMH)", "Almarhum Budi"])
def test_a_name_marked_as_late_asks_whether_the_person_has_died(typed):
    finding = only("name-suspicious", person(name=typed))
    assert finding["problem"] == f'Nama "{typed}" bertanda almarhum.'
    assert "keluarkan dari daftar" in finding["mend"]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("Desa 2, 12-08-1980", "Desa 2"),
        ("SP 4 12/08/80", "SP 4"),
        ("Trans 1, 12 Agustus 1980", "Trans 1"),
        ("Linau 12081980", "Linau"),
        ("Tj. Kemuning, tgl 12-08-1980", "Tj. Kemuning"),
        ("Linau (12-08-1980)", "Linau"),
    ],
)
def test_a_place_with_a_number_does_not_disturb_the_date(typed, place):
    row = lists.checked(person(birth_date=None, birth=typed)).rows.row(0, named=True)
    assert (row["birth_date"], row["birth_place"]) == (BORN, place)


def test_a_code_that_a_program_wrote_as_a_decimal_is_still_the_code():
    assert [clean("sex", sex=typed) for typed in ("1.0", "2.0")] == ["L", "P"]


@pytest.mark.parametrize(
    ("typed", "segment"),
    [
        *(
            (said, "BPU")
            for said in ("BPU", "bpu", "Bukan Penerima Upah", "Pekerja Bukan Penerima Upah (BPU)", "PBPU")
        ),
        *((said, "PU") for said in ("PU", "Penerima Upah", "Pekerja Penerima Upah (PPU)", "P.U.")),
        *((said, None) for said in ("", "-", "Upah", "BPU/PU", "mandiri")),
    ],
)
def test_the_segment_of_a_row(typed, segment):
    assert clean("segment", segment=typed) == segment


def test_a_segment_that_is_neither_is_a_finding_and_an_empty_one_is_not():
    assert found(person(segment="Jasa konstruksi"), person(segment="", nik="1704991112640034")) == [
        ["segment-unknown"],
        [],
    ]
    finding = only("segment-unknown", person(segment="Jasa konstruksi"))
    assert finding["severity"] == "warning"
    assert finding["problem"] == 'Segmen "Jasa konstruksi" tidak dikenal.'


def test_the_agency_stays_as_written_and_the_rows_own_goes_before_the_one_of_the_sheet():
    dinas = "Dinas Perikanan dan Ketahanan Pangan"
    people = (person(agency=f" {dinas}\u00a0"), person(agency="-", nik="1704991112640034"))
    assert lists.checked(*people).rows["agency"].to_list() == [dinas, None]
    hinted = lists.checked(*people, agency_hint="Dinas Sosial")
    assert hinted.rows["agency"].to_list() == [dinas, "Dinas Sosial"]


def test_a_row_without_agency_and_segment_keeps_the_hash_that_it_had_before_there_were_such_columns():
    before = "20bb6db056305e2902e2bc91d1a44c1f"
    lists_of_one = [lists.checked(person(**more)).rows for more in ({}, {"agency": ""}, {"agency": "X"})]
    hashes = [comparing.content_hash(rows)[0] for rows in lists_of_one]
    assert hashes[:2] == [before, before]
    assert hashes[2] != before

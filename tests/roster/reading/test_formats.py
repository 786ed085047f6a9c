"""Formats of OpenDK and of the civil registry, and what tells one format from another."""

from datetime import date

import polars as pl
import pytest

from payung.roster import reading
from payung.roster.reading import formats, reference
from tests.roster.reading import arrived, making
from tests.roster.reading.arrived import checked, notices, told

SITI = {
    "alamat": "JL MELATI",
    "dusun": "SATU",
    "rw": "001",
    "rt": "002",
    "nama": "SITI AMINAH",
    "nomor_kk": "1704990101800001",
    "nomor_nik": "1704994812800001",
    "jenis_kelamin": "2",
    "tempat_lahir": "LINAU",
    "tanggal_lahir": "1980-12-08",
    "pekerjaan": "11",
    "hubungan_keluarga": "1",
    "nama_ibu": "ROSMALA",
    "status_dasar": "1",
    "desa_id": "17.04.06.2003",
}
BUDI = {**SITI, "nama": "BUDI", "nomor_nik": "1704990107850002", "jenis_kelamin": "1", "tanggal_lahir": "1985-07-01",
        "status_dasar": "2"}  # fmt: skip
AMIR = {
    "Nomor KK": "1704990101800003",
    "NIK": "17.0499.1203790002",
    "Nama Penduduk": "AMIR HAMZAH",
    "Status": "Hidup",
    "Tempat Lahir": "LINAU",
    "Tanggal Lahir": 28926,
    "Kelamin": "Laki-laki",
    "Ibu": "SALMA",
    "Status Kawin": "Kawin",
    "SHDK": "Kepala Keluarga",
    "Kecamatan": "MAJE",
    "Desa/Kel": "LINAU",
    "Alamat": "JL MAWAR DSN LIWET",
    "RW": 1,
    "RT": 2,
    "Pekerjaan": "Petani/Pekebun",
}


def siak(*people: dict[str, object]) -> bytes:
    return making.xlsx([arrived.columns("siak"), *[arrived.row("siak", one) for one in people]])


def test_a_zip_for_opendk_gives_its_residents_by_code_and_leaves_its_photos() -> None:
    name = "opendk-residents"
    book = making.xlsx([arrived.columns(name), arrived.row(name, SITI), arrived.row(name, BUDI)])
    photo = b"\xff\xd8\xff\xe0" + b"x" * 100
    packed = making.packed({"penduduk_20_11_2026_opendk.xlsx": book, "wuser_1.jpg": photo, "wuser_2.jpg": photo})
    found = checked(packed, "penduduk_20_11_2026_opendk.zip", arrived.KAUR)
    assert [file.source.format for file in found.files] == [name]
    assert [remark["code"] for remark in found.files[0].notices] == ["pictures-in-archive"]
    assert found.rows.select("village", "sex", "occupation_code", "alive", "head_of_family").rows() == [
        ("1704062003", "P", "nelayan", True, True),
        ("1704062003", "L", "nelayan", False, True),
    ]
    assert told(found) == [(3, "not-alive")]


def test_a_zip_of_photos_alone_is_not_passed_over_silently() -> None:
    packed = making.packed({"a.jpg": b"\xff\xd8\xff\xe0" + b"x" * 100})
    assert [file.error.code for file in reading.read(packed, "foto.zip") if file.error] == ["file-not-a-table"]


def test_the_export_of_opendk_has_the_occupation_where_the_marriage_should_be() -> None:
    siti = ["1", "SITI AMINAH", "1704994812800001", "1704990101800001", "Linau", "JL A", "TAMAT SD", "1980-12-08", 43,
            "NELAYAN", "NELAYAN"]  # fmt: skip
    found = checked(making.xlsx([arrived.columns("opendk-export"), siti]), "ekspor.xlsx", arrived.KAUR)
    assert found.files[0].source.format == "opendk-export"
    assert "STATUS KAWIN (berisi pekerjaan" in notices(found)["columns-not-believed"]
    assert found.rows.select("village", "birth_date").rows() == [("1704062003", date(1980, 12, 8))]


def test_siak_has_dates_as_numbers_the_hamlet_in_the_address_and_dots_in_the_nik() -> None:
    found = checked(siak(AMIR), "siak.xlsx", arrived.KAUR)
    assert found.files[0].source.format == "siak"
    assert found.rows.select("nik", "birth_date", "hamlet", "rt", "rw", "village", "alive").rows() == [
        ("1704991203790002", date(1979, 3, 12), "LIWET", "2", "1", "1704062003", True)
    ]
    assert told(found) == []


@pytest.mark.parametrize(
    ("address", "hamlet"),
    [
        ("DSN. LIWET", "LIWET"),
        ("JL A DUSUN II RT 1", "II"),
        ("DS RAMBA", "RAMBA"),
        ("JL DESA 2", None),
        ("", None),
    ],
)
def test_the_hamlet_stands_behind_its_word(address: str, hamlet: str | None) -> None:
    assert checked(siak({**AMIR, "Alamat": address}), "siak.xlsx").rows["hamlet"].to_list() == [hamlet]


def test_in_siak_who_is_not_alive_and_who_comes_twice_is_told() -> None:
    found = checked(
        siak(AMIR, {**AMIR, "Status": "Tidak Valid"}, {**AMIR, "NIK": "17.0499.00000000000"}), "siak.xlsx"
    )
    assert {(3, "not-alive"), (3, "duplicate-row"), (4, "nik-length")} <= set(told(found))


@pytest.mark.parametrize(
    "name", [name for name, known in formats.catalogue().items() if known.marks and known.people]
)
def test_each_format_is_told_in_any_order_and_case_below_a_title(name: str) -> None:
    headings = [column.upper().replace("_", " ") for column in reversed(arrived.columns(name))]
    [known] = formats.recognised({formats.plain(heading) for heading in headings})
    assert known.name == name


def test_two_formats_in_one_heading_are_not_guessed() -> None:
    both = [*arrived.columns("siak"), *arrived.columns("opensid-residents")]
    cells = {**AMIR, "sex": "1", "nama": "AMIR HAMZAH", "nik": "1704991203790002"}
    found = checked(making.xlsx([both, [cells.get(column, "") for column in both]]), "a.xlsx")
    assert found.files[0].source.format == "generic"
    assert "Data penduduk OpenSID atau Data penduduk SIAK" in notices(found)["format-ambiguous"]


def test_an_ordinary_list_with_a_word_or_two_of_a_format_stays_an_ordinary_list() -> None:
    rows = [["No", "NIK", "Nama", "Tgl Lahir", "Status Kawin", "Umur", "Status_Dasar", "pekerjaan_id"], making.SITI]
    found = checked(making.xlsx(rows), "a.xlsx")
    assert found.files[0].source.format == "generic"
    assert "format-recognised" not in notices(found)


def test_a_merged_title_two_sheets_and_notes_below_do_not_hide_the_format() -> None:
    name = "siak"
    first = [
        ["DATA PENDUDUK DESA LINAU", "", ""],
        [],
        arrived.columns(name),
        arrived.row(name, AMIR),
        [],
        ["Sumber: Dinas"],
    ]
    second = [arrived.columns(name), arrived.row(name, {**AMIR, "NIK": "1704990107850002", "Nama Penduduk": "BUDI"})]
    found = checked(making.xlsx(first, second, names=["Linau", "Lembar2"], merge=["A1:C1"]), "siak.xlsx")
    assert [(sheet.source.name, sheet.source.format) for sheet in found.files[0].sheets] == [
        ("Linau", "siak"),
        ("Lembar2", "siak"),
    ]
    assert found.rows["row"].to_list() == [4, 2]


def test_sheets_of_different_formats_each_keep_their_own() -> None:
    name = "opendk-residents"
    packed = making.xlsx(
        [arrived.columns(name), arrived.row(name, SITI)], [making.HEAD, making.AMIR], names=["Penduduk", "Tambahan"]
    )
    found = checked(packed, "a.xlsx")
    assert [sheet.source.format for sheet in found.files[0].sheets] == [name, "generic"]
    assert found.rows.filter(pl.col("sheet") == 0)["occupation_code"].to_list() == ["nelayan"]


def test_the_reference_page_names_every_format_and_every_column() -> None:
    page = reference.reference()
    for known in formats.catalogue().values():
        assert f"## {known.label}\n" in page
        assert all(column in page for column in known.columns)
    assert "OpenSID" in reference.summary()


def surveyed(*people: dict[str, object]) -> bytes:
    """The members' sheet of the survey with its three lines of headings, and the sheet of families before it."""
    headings = arrived.columns("regsosek-members")
    blank = [""] * len(headings)
    above = [["I. TEMPAT TINGGAL", *blank[1:8], "III. ANGGOTA KELUARGA"], [*blank[:8], "A. KETERANGAN DEMOGRAFI"]]
    families = [["Terakhir diubah", "I. TEMPAT TINGGAL"], ["", "101"], ["2024-01-01", "17"]]
    rows = [*above, headings, *[arrived.row("regsosek-members", one) for one in people]]
    return making.xlsx(families, rows, names=["Keluarga", "Anggota Keluarga"])


RINA = {
    "104": "001",
    "No KK": "1704990101800004",
    "401": 1,
    "402 Nama": "RINA MARLINA",
    "403 NIK": "1704995109850001",
    "404": 1,
    "405": 2,
    "406": "1985-09-11",
    "407": 39,
    "409": 1,
    "416a": 1,
    "417": 12,
    "417 Tulis": "Pedagang sayur",
    "418": 1,
    "431f": 0,
}


def test_the_survey_is_read_by_its_questions() -> None:
    found = checked(surveyed(RINA), "regsosek.xlsx")
    assert found.files[0].source.format == "regsosek-members"
    columns = ("row", "nik", "kk", "sex", "birth_date", "occupation", "alive", "head_of_family")
    assert found.rows.select(columns).rows() == [
        (4, "1704995109850001", "1704990101800004", "P", date(1985, 9, 11), "Pedagang sayur", True, True)
    ]
    assert told(found) == []
    assert "village-not-stated" in notices(found)


@pytest.mark.parametrize(
    ("said", "finding"),
    [
        ({"404": 2}, "not-alive"),
        ({"404": 6}, "not-alive"),
        ({"418": 4}, "survey-work"),
        ({"418": 5}, "survey-work"),
        ({"431f": 3}, "survey-work"),
        ({"416a": 2, "417": "", "417 Tulis": ""}, "not-working"),
    ],
)
def test_the_survey_says_who_is_dead_employed_covered_or_without_work(said: dict[str, object], finding: str) -> None:
    assert told(checked(surveyed({**RINA, **said}), "regsosek.xlsx")) == [(4, finding)]


@pytest.mark.parametrize("bits", [4, 99, ""])
def test_other_insurance_or_none_known_is_no_cover(bits: object) -> None:
    assert told(checked(surveyed({**RINA, "431f": bits}), "regsosek.xlsx")) == []


def test_a_sector_stands_for_the_trade_that_nobody_wrote() -> None:
    found = checked(surveyed({**RINA, "417": 4, "417 Tulis": ""}), "regsosek.xlsx")
    assert found.rows["occupation"].to_list() == ["Nelayan atau pembudi daya ikan"]
    assert found.rows["occupation_code"].null_count() == 0

"""Printed registers come in blocks: a line about the family, then its members without its card number."""

from datetime import date

import pytest

from tests.roster.reading import arrived, making
from tests.roster.reading.arrived import checked, notices, told

FIRST, SECOND = "1704990101800001", "1704990101800002"
SITI_NIK, CHILD_NIK, AMIR_NIK = "1704994812800001", "1704990107150002", "1704991203790002"


def printed_2016(*, joined: bool = False) -> list[list[str]]:
    """Two families as the register of 2016 prints them; `joined`: place and date of birth in one cell."""
    head = ["No", "Nama Lengkap", "NIK", "Tempat/Tgl Lahir", "", "JK Lk/Pr", "SHDK", "Agama", "Pendidikan",
            "Pekerjaan", "Ibu", "Ayah"]  # fmt: skip
    hidden = "\u00a0".join((SITI_NIK[:4], SITI_NIK[4:12], SITI_NIK[12:]))
    siti = ["1", "SITI AMINAH", hidden, "LINAU", "08-12-1980", "Pr", "KEPALA KELUARGA", "ISLAM", "SD",
            "NELAYAN/PERIKANAN", "ROSMALA", "UMAR"]  # fmt: skip
    child = [
        "2",
        "BUDI",
        CHILD_NIK,
        "LINAU",
        "01-07-2015",
        "Lk",
        "ANAK",
        "ISLAM",
        "-",
        "PETANI",
        "SITI AMINAH",
        "JONI",
    ]
    amir = ["1", "AMIR HAMZAH", AMIR_NIK, "LINAU", "12-03-1979", "Lk", "KEPALA KELUARGA", "ISLAM", "SLTA", "PETANI",
            "SALMA", "HASAN"]  # fmt: skip
    people = [head, siti, child, amir]
    if joined:
        people = [[*row[:3], ", ".join(filter(None, row[3:5])), *row[5:]] for row in people]
    head, siti, child, amir = people
    return [
        ["BUKU INDUK PENDUDUK WNI"],
        ["KECAMATAN : MAJE", "", "DESA/KELURAHAN : LINAU"],
        [],
        head,
        [f"No. KK : {FIRST}", "", "Alamat : MERTAK PAOK, Nama Dusun : DUSUN SATU, RT/RW : 001/002"],
        siti,
        child,
        [f"No. KK : {SECOND}", "", "Alamat : , Nama Dusun : -, RT/RW : -/-"],
        head,
        amir,
        ["Keterangan:"],
        ["Lk : laki-laki"],
    ]


def printed_ektp() -> list[list[str]]:
    """Two families as the register with the state of the identity card prints them; a page ends between."""
    siti = ["1", "SITI AMINAH", SITI_NIK, "LINAU", "08-12-1980", "Pr", "CM", "-", "KEPALA KELUARGA", "ISLAM", "SD",
            "", "NELAYAN", "ROSMALA", "UMAR", "WAJIB", "KTP-eL", "SDH DPT", "SENT FOR"]  # fmt: skip
    amir = ["1", "AMIR HAMZAH", AMIR_NIK, "LINAU", "12-03-1979", "Lk", "K", "-", "KEPALA KELUARGA", "ISLAM", "SD",
            "", "PETANI", "SALMA", "HASAN", "WAJIB", "KTP-eL", "SDH DPT", "CARD SHIPPED"]  # fmt: skip
    return [
        arrived.columns("bip-ektp"),
        [FIRST, "", "SITI AMINAH", *[""] * 8, "DESA LINAU RT/RW : 002/000 DUSUN : -"],
        siti,
        ["Halaman 1 dari 2"],
        [*[""] * 18, "CARD PRINTING"],
        [SECOND, "", "AMIR HAMZAH", *[""] * 8, "DESA LINAU RT/RW : 001/000 DUSUN : DUA"],
        amir,
    ]


def printed_2012() -> list[list[str]]:
    """Two families as the register of 2012 prints them, one column in from the left."""
    head = ["", *arrived.columns("bip-2012")]
    labels = ["", "NO.KK", "", "NAMA.KK", "", "", "ALAMAT"]
    return [
        ["", "BUKU INDUK PENDUDUK"],
        ["", "DESA LINAU KECAMATAN MAJE"],
        labels,
        ["", FIRST, "", "SITI AMINAH", "", "", "DUSUN KERANDANGAN, RT:001, RW:002, Kodepos:83355,-"],
        head,
        ["", "1", SITI_NIK, "SITI AMINAH", "P", "LINAU", "08-12-1980", "YA", "ISLAM", "CERAI MATI", "KEPALA KELUARGA",
         "TAMAT SD", "NELAYAN", "ROSMALA", "UMAR", ""],
        [],
        labels,
        ["", SECOND, "", "AMIR HAMZAH", "", "", "JL MAWAR, DUSUN DUA, RT:003, RW:, Kodepos:83355,-"],
        head,
        ["", "1", AMIR_NIK, "AMIR HAMZAH", "L", "LINAU", "12-03-1979", "YA", "ISLAM", "KAWIN", "KEPALA KELUARGA",
         "SLTA", "PETANI", "SALMA", "HASAN", ""],
    ]  # fmt: skip


def page_of_luwu_timur(kk: str, village: str, address: str, rt_rw: str, *members: list[str]) -> list[list[str]]:
    """One family as the register of Luwu Timur prints it: labels to the left and to the right."""

    def beside(left: str, said: str, right: str, value: str) -> list[str]:
        return ["", left, said, *[""] * 6, right, "", value]

    return [
        ["", "BUKU INDUK KEPENDUDUKAN KABUPATEN KAUR (DAFTAR  KELUARGA)"],
        [],
        beside("PROVINSI :", "BENGKULU", "NO. KK :", kk),
        beside("KABUPATEN :", "KAUR", "NAMA. KK :", "SIAPA SAJA"),
        beside("KECAMATAN :", "MAJE", "ALAMAT :", address),
        beside("DESA :", village, "NO.RT/RW :", rt_rw),
        [],
        ["", *arrived.columns("bip-luwu-timur")],
        *members,
        [],
    ]


SITI_LT = ["", "1", SITI_NIK, "SITI AMINAH", "P", "LINAU", "08-12-1980", "O", "Islam", "Belum Kawin",
           "Kepala Keluarga", "SD", "Nelayan", "ROSMALA", "UMAR", ""]  # fmt: skip
DEAD_LT = ["", "2", "1704990107850002", "JONI", "L", "LINAU", "01-07-1985", "O", "Islam", "Kawin", "Suami", "SD",
           "Nelayan", "SALMA", "HASAN", "MENINGGAL 2023"]  # fmt: skip
AMIR_LT = ["", "1", AMIR_NIK, "AMIR HAMZAH", "L", "LINAU", "12-03-1979", "", "Islam", "Kawin",
           "Kepala Keluarga", "SD", "Petani", "SALMA", "HASAN", ""]  # fmt: skip
PLACES = ("row", "nik", "kk", "hamlet", "rt", "rw")


@pytest.mark.parametrize("joined", [False, True])
def test_the_register_of_2016_gives_each_member_the_card_and_address_of_its_family(joined: bool) -> None:
    found = checked(making.xlsx(printed_2016(joined=joined)), "BIP.xlsx", arrived.KAUR)
    assert found.files[0].source.format == "bip-2016"
    assert found.rows.select(PLACES).rows() == [
        (6, SITI_NIK, FIRST, "DUSUN SATU", "001", "002"),
        (7, CHILD_NIK, FIRST, "DUSUN SATU", "001", "002"),
        (10, AMIR_NIK, SECOND, None, None, None),
    ]
    assert found.rows["birth_date"].to_list() == [date(1980, 12, 8), date(2015, 7, 1), date(1979, 3, 12)]
    assert found.rows["mother"].to_list() == ["ROSMALA", "SITI AMINAH", "SALMA"]
    assert found.rows["village"].to_list() == ["1704062003"] * 3
    assert told(found) == [(7, "age-under")]


def test_the_register_with_the_state_of_the_card_opens_a_family_with_its_number() -> None:
    found = checked(making.xlsx(printed_ektp()), "ektp.xlsx", arrived.KAUR)
    assert found.files[0].source.format == "bip-ektp"
    assert found.rows.select(PLACES).rows() == [
        (3, SITI_NIK, FIRST, None, "002", "000"),
        (7, AMIR_NIK, SECOND, "DUA", "001", "000"),
    ]
    assert found.rows["village"].to_list() == ["1704062003"] * 2
    assert "Status (berisi keadaan KTP-el" in notices(found)["columns-not-believed"]


def test_a_page_that_ends_within_a_family_leaves_its_members_in_it() -> None:
    rows = printed_2016()
    page = [["BUKU INDUK PENDUDUK WNI"], ["KECAMATAN : MAJE", "", "DESA/KELURAHAN : TANJUNG BARU 2"], [], rows[3]]
    found = checked(making.xlsx([*rows[:6], ["Halaman 1 / 2"], *page, *rows[6:]]), "BIP.xlsx")
    assert found.rows.select("row", "nik", "kk").rows() == [
        (6, SITI_NIK, FIRST),
        (12, CHILD_NIK, FIRST),
        (15, AMIR_NIK, SECOND),
    ]
    assert found.rows["village_typed"].to_list() == ["LINAU", "LINAU", "TANJUNG BARU 2"]


def test_members_without_any_line_of_a_family_are_still_read() -> None:
    rows = printed_ektp()
    found = checked(making.xlsx([rows[0], rows[2], rows[6]]), "ektp.xlsx")
    assert found.files[0].source.format == "bip-ektp"
    assert found.rows.select("row", "nik", "kk", "sex").rows() == [(2, SITI_NIK, None, "P"), (3, AMIR_NIK, None, "L")]
    assert "status" not in found.files[0].source.sheets[0].columns


def test_a_family_whose_number_is_cut_short_does_not_inherit_the_one_above() -> None:
    rows = printed_ektp()
    rows[5][0] = SECOND[:15]
    found = checked(making.xlsx(rows), "ektp.xlsx")
    assert found.rows["kk"].to_list() == [FIRST, None]
    assert told(found) == [(7, "kk-length")]
    assert found.findings.filter(code="kk-length")["cell"].to_list() == [None]


def test_the_register_of_2012_has_the_values_below_their_labels() -> None:
    found = checked(making.xlsx(printed_2012()), "bip.xlsx", arrived.KAUR)
    assert found.files[0].source.format == "bip-2012"
    assert found.rows.select(PLACES).rows() == [
        (6, SITI_NIK, FIRST, "KERANDANGAN", "001", "002"),
        (11, AMIR_NIK, SECOND, "DUA", "003", None),
    ]
    assert found.rows["status"].to_list() == [None, None]
    assert told(found) == []


def test_the_register_of_luwu_timur_names_the_village_with_each_family() -> None:
    rows = [
        *page_of_luwu_timur(FIRST, "LINAU", "DSN. TAMBAK,Kodepos :92974,Telp :,-", "001/002", SITI_LT, DEAD_LT),
        *page_of_luwu_timur(SECOND, "TANJUNG BARU", "DSN. DUA", "003/001", AMIR_LT),
    ]
    found = checked(making.xlsx(rows), "bip.xlsx", arrived.KAUR)
    assert found.files[0].source.format == "bip-luwu-timur"
    assert found.rows.select(PLACES).rows() == [
        (9, SITI_NIK, FIRST, "TAMBAK", "001", "002"),
        (10, "1704990107850002", FIRST, "TAMBAK", "001", "002"),
        (20, AMIR_NIK, SECOND, "DUA", "003", "001"),
    ]
    assert found.rows["village"].to_list() == ["1704062003", "1704062003", "1704062005"]
    assert found.rows["alive"].to_list() == [None, False, None]
    assert told(found) == [(10, "not-alive")]


def test_a_form_nobody_knows_is_read_by_its_families_and_says_so() -> None:
    rows = [
        ["Daftar warga"],
        ["Nomor KK", f"{FIRST}"],
        ["Alamat : Dusun Satu RT 001 RW 002"],
        ["No", "NIK", "Nama", "Tgl Lahir"],
        ["1", SITI_NIK, "SITI AMINAH", "08-12-1980"],
        ["Nomor KK", f"{SECOND}"],
        ["No", "NIK", "Nama", "Tgl Lahir"],
        ["1", AMIR_NIK, "AMIR HAMZAH", "12-03-1979"],
    ]
    found = checked(making.xlsx(rows), "warga.xlsx")
    assert found.files[0].source.format == "family-blocks"
    assert "2 keluarga" in notices(found)["family-layout-assumed"]
    assert found.rows.select("row", "kk", "rt").rows() == [(5, FIRST, "001"), (8, SECOND, None)]


def test_who_stands_above_the_first_family_has_no_card_number() -> None:
    rows = printed_2016()
    rows.insert(
        4, ["1", "RINA", "1704995109850001", "LINAU", "11-09-1985", "Pr", "ISTRI", "", "", "PETANI", "A B", "C D"]
    )
    found = checked(making.xlsx(rows), "BIP.xlsx")
    assert found.rows["kk"].to_list() == [None, FIRST, FIRST, SECOND]
    assert notices(found)["members-without-family"].startswith("1 orang")


def test_an_ordinary_list_whose_remarks_speak_of_a_card_keeps_all_its_people() -> None:
    rows = [
        ["No", "NIK", "Nama", "Tgl Lahir", "Keterangan"],
        ["1", SITI_NIK, "SITI AMINAH", "08-12-1980", f"No. KK : {FIRST}"],
        ["2", "17049912XXXXXXXX", "AMIR HAMZAH", "12-03-1979", f"No. KK : {SECOND}"],
    ]
    found = checked(making.xlsx(rows), "a.xlsx")
    assert (found.files[0].source.format, found.rows["row"].to_list()) == ("generic", [2, 3])


@pytest.mark.parametrize("rows", [printed_2016(), printed_ektp(), printed_2012()])
def test_a_register_saved_as_csv_or_page_is_the_same(rows: list[list[str]]) -> None:
    width = max(map(len, rows))
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    book = checked(making.xlsx(rows), "a.xlsx").rows.drop("key")
    for content, name in (
        (making.csv(full, ";"), "a.csv"),
        (making.html(full), "a.xls"),
        (making.xls(rows), "b.xls"),
    ):
        assert checked(content, name).rows.drop("key").equals(book)


def test_a_street_called_desa_is_no_village() -> None:
    rows = printed_2016()
    [family] = [n for n, row in enumerate(rows) if row and row[0] == f"No. KK : {FIRST}"]
    rows[family] = [f"No. KK : {FIRST}", "", "Alamat : Jl. Desa No. 45, Nama Dusun : DUSUN SATU, RT/RW : 001/002"]
    found = checked(making.xlsx(rows), "BIP.xlsx", arrived.KAUR)
    assert found.rows["village"].to_list() == ["1704062003"] * 3

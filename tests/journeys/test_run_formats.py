"""Rosters in the formats of other programs go through a run: the living come out, the others say why not."""

import pytest

from tests.journeys import small_programme
from tests.journeys.small_programme import BUDI, GEDUNG_WANI, JOKO, RINA, SITI
from tests.journeys.test_run import job
from tests.journeys.test_run_choices import niks
from tests.roster.reading import arrived, making

pytestmark = pytest.mark.database
FAMILY_CARD = "1704990101800001"


def resident(person: tuple[str, str, str, str], village: str, *, status: str) -> list[str]:
    """A row of OpenDK's 42 columns."""
    nik, name, born, _ = person
    day, month, year = born.split("-")
    return arrived.row(
        "opendk-residents",
        {
            "nama": name,
            "nomor_nik": nik,
            "tanggal_lahir": f"{year}-{month}-{day}",
            "pekerjaan": "9",
            "status_dasar": status,
            "desa_id": village,
        },
    )


def register(*people: tuple[str, str, str, str]) -> bytes:
    """One family as the register of 2016 prints it."""
    head = ["No", "Nama Lengkap", "NIK", "Tempat/Tgl Lahir", "JK Lk/Pr", "SHDK", "Agama", "Pendidikan", "Pekerjaan"]
    members = [
        [str(number), name, nik, f"LINAU, {born}", "Pr" if nik[6] > "3" else "Lk", "ANAK", "ISLAM", "SD", work]
        for number, (nik, name, born, work) in enumerate(people, 1)
    ]
    family = [f"No. KK : {FAMILY_CARD}", "", "Alamat : JL A, Nama Dusun : SATU, RT/RW : 001/002"]
    title = [["BUKU INDUK PENDUDUK WNI"], ["KECAMATAN : KINAL"], ["DESA : PENANDINGAN"]]
    return making.xlsx([*title, [*head, "Ibu", "Ayah"], family, *members])


def test_residents_for_opendk_and_a_printed_register_give_people_and_keep_the_dead_out(own_database, tmp_path):
    programme = small_programme.write(tmp_path, seats=3)
    residents = [
        arrived.columns("opendk-residents"),
        resident(SITI, GEDUNG_WANI, status="1"),
        resident(BUDI, GEDUNG_WANI, status="2"),
    ]
    packed = making.packed({"penduduk_opendk.xlsx": making.xlsx(residents)})
    (tmp_path / "rosters" / "penduduk_01_12_2024_opendk.zip").write_bytes(packed)
    child = ("1704990107150002", "ANTON", "01-07-2015", "Petani")
    (tmp_path / "rosters" / "BIP penandingan.xlsx").write_bytes(register(RINA, JOKO, child))
    found = job(programme, documents=True).figures
    assert (found.people, found.selected) == (5, 3)
    assert niks(tmp_path / "out" / "terpilih.xlsx") == {SITI[0], RINA[0], JOKO[0], FAMILY_CARD}
    assert found.ineligible_by_reason == {"not-alive": 1, "too-young": 1}

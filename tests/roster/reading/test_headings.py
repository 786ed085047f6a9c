"""A heading means a field in any wording, and never a field of somebody else."""

import pytest

from payung.roster.reading import headings


def fields(wording: str) -> tuple[str, ...] | None:
    """What a heading means, without how well it fits."""
    found = headings.meaning(wording)
    return found and found[0]


@pytest.mark.parametrize(
    ("field", "wordings"),
    [
        ("nik", ["NIK", "N.I.K", "N I K", "No. KTP", "NO.KTP", "NIK (16 digit)", "No KTP/NIK", "NIK_KTP", "*NIK :"]),
        ("nik", ["Nomor Induk Kependudukan", "nomor_nik", "NIK Pekerja", "No. e-KTP"]),
        ("name", ["Nama", "NAMA LENGKAP", "Nama Sesuai KTP", "N A M A", "NamaLengkap", "Nama Pekerja Rentan"]),
        ("name", ["NAMA LENGKAP (SESUAI KTP)", "Nama\nLengkap", "Nama Lengkp", "Nama Calon Peserta"]),
        ("kk", ["No. KK", "NO_KK", "No.KK", "NKK", "Nomor Kartu Keluarga (KK)", "nomor_kk"]),
        ("birth", ["Tempat/Tgl Lahir", "TTL", "T.T.L", "Tempat & Tanggal Lahir", "Tmp, Tgl Lhr"]),
        ("birth_date", ["Tgl Lahir", "TANGGAL LAHIR (DD-MM-YYYY)", "tanggallahir", "Tgl. Lahir (hh/bb/tttt)"]),
        ("birth_place", ["Tempat Lahir", "TMP LAHIR", "tempatlahir"]),
        ("sex", ["L/P", "JK", "J/K", "Jenis Kelamin (L/P)", "Jns. Kel", "sex"]),
        ("age", ["Umur", "Usia (th)"]),
        ("occupation", ["Pekerjaan", "Jenis Usaha", "Pekerjaan / Usaha", "pekerjaan_id", "Pekrjaan"]),
        ("address", ["Alamat", "Alamat Sesuai KTP", "alamat_sekarang"]),
        ("hamlet", ["Dusun", "Dsn.", "Banjar"]),
        ("village", ["Desa", "Desa/Kel.", "KELURAHAN", "Nama Desa", "Gampong", "Nagari"]),
        ("district", ["Kecamatan", "Kec."]),
        ("phone", ["No HP/WA", "No. HP (WA) aktif", "Nomor Telepon", "No. WhatsApp"]),
        ("mother", ["Nama Ibu Kandung", "Ibu Kandung", "nama_ibu"]),
        ("income", ["Penghasilan", "Penghasilan/Bulan (Rp)", "Rata-rata penghasilan per bulan"]),
        ("heir", ["Ahli Waris", "Nama Ahli Waris"]),
        ("relation", ["SHDK", "Hub. Keluarga", "Status Hubungan Dlm Keluarga", "kk_level"]),
        ("decile", ["Desil", "Desil DTSEN"]),
        ("agency", ["Instansi", "OPD Pengusul", "Nama OPD", "Perangkat Daerah", "SKPD", "Dinas/Instansi"]),
        ("segment", ["Segmen", "BPU/PU", "Segmen Kepesertaan", "Jenis Kepesertaan", "Segmen Peserta (BPU/PU)"]),
        ("disability", ["Disabilitas", "Cacat", "cacat_id"]),
    ],
)
def test_many_wordings_mean_one_field(field: str, wordings: list[str]) -> None:
    assert {wording: fields(wording) for wording in wordings} == dict.fromkeys(wordings, (field,))


def test_rt_and_rw_in_one_column_are_two_fields() -> None:
    assert [headings.meaning(wording)[0] for wording in ("RT/RW", "RT / RW", "No. RT/RW", "rt_rw")] == [
        ("rt", "rw")
    ] * 4


@pytest.mark.parametrize(
    "wording",
    [
        *("NIK Ayah", "ayah_nik", "NIK Ibu", "NIK Ahli Waris", "NIK (Ahli Waris)", "NIK Kepala Keluarga", "Foto KTP"),
        *(
            "Nama Ayah",
            "Nama KK",
            "Nama KK (kepala keluarga)",
            "Nama Kepala Keluarga",
            "Nama (KK)",
            "Nama Suami/Istri",
        ),
        *("Nama Usaha", "Nama Perusahaan", "Nama Kelompok Tani", "Nama Pendamping", "Nama Bank", "Nama Orang Tua"),
        *("Tanggal Lahir Anak", "TTL Ahli Waris", "Tgl Entri", "Tanggal Kwn", "No HP Ahli Waris", "Alamat Usaha"),
        *(
            "Hubungan Ahli Waris",
            "Status Kawin",
            "Jumlah Anggota Keluarga",
            "No. Rekening",
            "No. Urut KK",
            "No. Peserta",
        ),
        *("1704994812800001", "SITI AMINAH", "Linau, 12-08-1980", "", "-"),
    ],
)
def test_what_belongs_to_somebody_or_something_else_means_nothing(wording: str) -> None:
    assert headings.meaning(wording) is None


def test_two_lines_are_read_together() -> None:
    assert headings.stacked(("Lahir", "Tempat"))[0] == ("birth_place",)
    assert headings.stacked(("Lahir", "Tanggal"))[0] == ("birth_date",)
    assert headings.stacked(("Alamat", "RT"))[0] == ("rt",)
    assert headings.stacked(("Data Pekerja", "NIK"))[0] == ("nik",)
    assert headings.stacked(("Orang Tua", "Ibu"))[0] == ("mother",)
    assert headings.stacked(("Ahli Waris", "Nama"))[0] == ("heir",)


def test_what_stands_under_somebody_else_is_theirs() -> None:
    assert headings.stacked(("Ahli Waris", "NIK")) is None
    assert headings.stacked(("Ahli Waris", "No HP")) is None
    assert headings.stacked(("Orang Tua", "Nama Ayah")) is None
    assert headings.stacked(("Nama", "Ayah")) is None
    assert headings.stacked(("Usaha", "Alamat")) is None


def test_every_wording_of_the_vocabulary_means_its_own_field() -> None:
    import yaml

    source = yaml.safe_load((headings.files(headings.__package__) / "headings.yaml").read_text(encoding="utf-8"))
    wrong = {
        wording: headings.meaning(wording)
        for names, wordings in source["fields"].items()
        for wording in wordings
        if headings.meaning(wording) is None or headings.meaning(wording)[0] != tuple(names.split())
    }
    assert wrong == {}

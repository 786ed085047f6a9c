"""The public statement says the rules that are used: of every group, every wave, every round of the money."""

from payung.journeys import method_rules, programme_file, templates
from tests.journeys.test_run_groups import written


def document(folder, *changes):
    return programme_file.read(written(folder, *changes), files=False).document


def test_what_is_alike_is_said_once_and_what_differs_by_group(tmp_path):
    own = (
        "quota: {method: equal, per_village: 1}}",
        "quota: {method: equal, per_village: 1, leftover: move}, preference: [decile asc], "
        "criteria: {min_age: 21, max_decile: 4, occupations: [nelayan]}}",
    )
    said = document(tmp_path, own)
    criteria = templates.criteria(said, "Kabupaten Kaur")
    assert "untuk kelompok Lembaga desa: pada hari pertama gelombangnya (1 November 2024 atau 1 Desember 2024) " \
        "berumur 18 tahun sampai sebelum 65 tahun;" in criteria  # fmt: skip
    assert any(line.startswith("untuk kelompok Pekerja rentan: pada") and "21 tahun" in line for line in criteria)
    assert "untuk kelompok Pekerja rentan: berada pada desil kesejahteraan 1 sampai dengan 4;" in criteria
    assert "bukan aparatur sipil negara, anggota TNI, atau anggota Polri;" in criteria
    assert method_rules.order(said) == (
        "untuk kelompok Lembaga desa: yang tertua, lalu undian; "
        "untuk kelompok Pekerja rentan: desil terendah, lalu undian"
    )
    assert "Untuk kelompok Pekerja rentan: Kursi kosong berpindah" in method_rules.leftover(said)
    assert method_rules.works(said) == [
        "untuk kelompok Lembaga desa: pekerjaannya termasuk penerima honorarium lembaga desa atau pemerintah",
        "untuk kelompok Pekerja rentan: pekerjaannya termasuk pekerja rentan atau ekosistem pasar",
        "untuk kelompok Pekerja rentan: pekerjaannya termasuk nelayan/perikanan",
    ]
    assert method_rules.pool(said) == "desa dan kelompok"


def test_rotation_and_the_rounds_of_the_money_are_told(tmp_path):
    again = (
        "\nfunding:",
        "\n  - {start: 2024-12, months: 1, villages: [17.04.01.2001], group: Lembaga desa, rotate: true}\nfunding:",
    )
    one_month = ("start: 2024-11, months: 2", "start: 2024-11, months: 1")
    said = document(tmp_path, one_month, again)
    assert "Pada gelombang ke-3 yang sudah mendapat kursi" in method_rules.turns(said)[0]
    assert "urutan 1 setiap bagian" in method_rules.shortage(said)
    assert "desa memakai kode wilayahnya (10 angka)" in method_rules.shortage(said)

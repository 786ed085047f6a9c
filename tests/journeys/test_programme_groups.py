"""Groups in programme.yaml: what is read, and that every contradiction is refused at its own line."""

import pytest

from payung.journeys import programme_file
from payung.programme import groups
from tests.journeys.test_run_groups import PROGRAMME


def read(folder, *changes):
    text = PROGRAMME
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    (folder / "rosters").mkdir()
    path = folder / "programme.yaml"
    path.write_text(text, "utf-8")
    return programme_file.read(path)


def line_of(text):
    return next(number for number, line in enumerate(PROGRAMME.splitlines(), 1) if text in line)


def test_a_group_takes_from_the_programme_what_it_does_not_say_itself(tmp_path):
    village, vulnerable = groups.of(read(tmp_path).document)
    assert (village.segment, village.income, village.insurance) == ("PU", 2_500_000, ("JKK", "JKM"))
    assert (vulnerable.segment, vulnerable.income, vulnerable.quota.per_village) == ("BPU", 1_000_000, 1)
    assert (village.quota.per_village, village.employer) == (5, "Pemerintah Desa {desa}")


@pytest.mark.parametrize(
    ("old", "new", "where", "said"),
    [
        ("], group: Pekerja rentan}", "], group: Lembaga}", "start: 2024-12", "Kelompok Lembaga tidak ada"),
        ("], group: Pekerja rentan}", "]}", "start: 2024-12", "belum menyebut group"),
        (
            "  - {start: 2024-12, months: 1, villages: [17.04.01.2001, 17.04.01.2002], group: Pekerja rentan}\n",
            "",
            "{name: Pekerja rentan",
            "tidak mempunyai gelombang",
        ),
        ("insurance: [JKK, JKM]\n", "insurance: [JKK, JHT]\n", "insurance: [JKK, JKM]", "JKM wajib bagi setiap"),
        ("occupations: [honorarium]", "occupations: [null]", "{name: Lembaga desa", "yang ini kosong"),
        ('government: "17.04"', "government:", "government:", "Tulis kode wilayah di antara tanda kutip"),
        ("{name: Pekerja rentan", "{name: Lembaga desa", "{name: Pekerja rentan", "tertulis dua kali"),
        ('employer: "Pemerintah Desa {desa}"\n', "", "{name: Lembaga desa", "Tulis employer"),
        ("occupations: [honorarium]", "occupations: [pesulap]", "{name: Lembaga desa", "tidak dikenal"),
        ("groups: [Pekerja rentan]}", "groups: [Rentan]}", "source: APBD", "Kelompok Rentan pada sumber dana"),
        (
            "covers: [JKK, JKM], groups: [Pekerja rentan]",
            "covers: [JKK, JKM, JHT-worker], groups: [Pekerja rentan]",
            "source: APBD",
            "JHT-worker",
        ),
        ("ceiling: 1000000, covers: [JKK, JKM], groups: [Lembaga desa]", "covers: [JKK, JKM]", "source: ADD", "pagu"),
        (
            "insurance: [JKK, JKM]\n",
            "optional: [JKM]\ninsurance: [JKK, JKM]\n",
            "insurance: [JKK, JKM]",
            "tidak boleh tertinggal",
        ),
        ("insurance: [JKK, JKM]\n", "insurance: [JKK, JKM, JHT]\n", "funding:", "optional: [JHT]"),
        (
            "insurance: [JKK, JKM]\n",
            "insurance: [JKK, JKM, JP]\n",
            "{name: Pekerja rentan",
            "tidak tersedia bagi BPU",
        ),
        (
            ", segment: PU, income: 2500000, who: {occupations: [honorarium]}",
            "",
            "{name: Pekerja rentan",
            "sudah mengambil",
        ),
        ("], group: Pekerja rentan}", "], group: Pekerja rentan, rotate: true}", "start: 2024-12", "bergilir"),
        (
            "groups: [Lembaga desa]}\nquota: {method: equal, per_village: 5}",
            "groups: [Lembaga desa]}\nquota: {method: equal, per_village: 5, total: 9}",
            "quota: {method: equal, per_village: 5}",
            "salah satu",
        ),
    ],
)
def test_what_cannot_be_is_refused_at_its_line(tmp_path, old, new, where, said):
    with pytest.raises(programme_file.ProgrammeFileProblem, match=said.replace("[", "\\[")) as refused:
        read(tmp_path, (old, new))
    shift = new.count("\n") - old.count("\n") if PROGRAMME.index(old) < PROGRAMME.index(where) else 0
    assert line_of(where) + shift in {problem.line for problem in refused.value.problems}


def test_a_total_shared_by_two_groups_is_refused(tmp_path):
    with pytest.raises(programme_file.ProgrammeFileProblem, match="terhitung berulang"):
        read(
            tmp_path,
            (", quota: {method: equal, per_village: 1}", ""),
            ("quota: {method: equal, per_village: 5}", "quota: {method: equal, total: 10}"),
        )


def test_an_optional_insurance_without_a_payer_is_a_remark_and_no_refusal(tmp_path):
    file = read(tmp_path, ("insurance: [JKK, JKM]\n", "insurance: [JKK, JKM, JHT]\noptional: [JHT]\n"))
    assert [said for said in file.warnings if "didaftarkan tanpa JHT" in said] == [
        "Gelombang ke-1 kelompok Lembaga desa: JHT tidak ada pembayarnya di 2 desa (pertama: 17.04.01.2001), "
        "jadi peserta di sana didaftarkan tanpa JHT.",
        "Gelombang ke-2 kelompok Pekerja rentan: JHT tidak ada pembayarnya di 2 desa (pertama: 17.04.01.2001), "
        "jadi peserta di sana didaftarkan tanpa JHT.",
    ]

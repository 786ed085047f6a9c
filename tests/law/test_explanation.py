"""An explanation names each part, its article, how sure it is, and what nobody has answered yet."""

from datetime import date
from typing import Any

from payung.law import explanation, in_force

LAW = in_force.load()


def contribution(**given: Any) -> explanation.Explanation:
    return explanation.of_contribution(
        parameters=LAW, **{"on": date(2024, 12, 1), "insurance": ["JKK", "JKM"]} | given
    )


def test_the_lowest_row_is_told_part_by_part() -> None:
    told = contribution(income=1_000_000, payer="APBD")
    assert [(line.label, line.amount) for line in told.lines] == [
        ("Dasar penghasilan", "Rp 1.000.000"),
        ("JKK", "Rp 10.000"),
        ("JKM", "Rp 6.800"),
        ("Jumlah per orang per bulan", "Rp 16.800"),
    ]
    assert "1 % × Rp 1.000.000 · PP 44/2015 Lampiran II (dikonfirmasi)" in told.text()
    assert "Paling lambat dibayar 16 Desember 2024" in told.text()
    assert f"Himpunan hukum {LAW.sha256[:16]}" in told.text()


def test_an_inner_row_is_called_unconfirmed() -> None:
    told = contribution(income=1_100_000)
    assert "belum dikonfirmasi" in told.lines[0].words
    assert explanation.NOTES["income-row"] in told.remarks


def test_relief_says_whom_it_reaches_whom_not_and_whom_nobody_knows() -> None:
    said = {
        payer: " ".join(contribution(on=date(2026, 5, 1), income=10**6, payer=payer).remarks)
        for payer in ("self", "APBD", "APBDES")
    }
    assert "yang dibayar 50 % JKK dan JKM" in said["self"]
    assert "tidak berlaku bagi BPU yang dibayar APBD" in said["APBD"]
    assert "belum dikonfirmasi bagi APBDES, maka dihitung penuh" in said["APBDES"]
    open_questions = contribution(on=date(2026, 5, 1), income=10**6, payer="APBDES").questions
    assert any("APBDes, ADD, Dana Desa" in question for question in open_questions)


def test_a_segment_without_relief_raises_no_question_about_payers() -> None:
    told = contribution(on=date(2026, 5, 1), segment="PU", income=2_500_000)
    assert "Keringanan PP 50/2025 Pasal 3 dan 4 tidak berlaku bagi peserta PU." in told.remarks
    assert not any("APBDes" in question for question in told.questions)


def test_employer_and_worker_each_have_their_share() -> None:
    told = contribution(segment="PU", income=2_500_000, insurance=["JHT", "JP"])
    assert "pemberi kerja 3,7 % + pekerja 2 %" in told.text()
    assert "pemberi kerja 2 % + pekerja 1 %" in told.text()
    assert explanation.NOTES["wage-ceiling"] in told.remarks
    assert len(set(told.questions)) == len(told.questions)


def test_what_the_law_does_not_yet_say_is_not_made_up() -> None:
    told = contribution(on=date(2015, 6, 1), income=1_000_000)
    assert told.lines[-1].amount == "tidak diketahui"
    assert "belum ada aturan untuk bulan ini" in told.text()


def test_a_budget_says_what_the_money_affords_and_what_a_death_pays() -> None:
    told = explanation.of_budget(
        people=7_100, months=2, tariff=16_800, parameters=LAW, ceiling=119_280_000, start=date(2025, 8, 1)
    )
    amounts = {line.label: line.amount for line in told.lines}
    assert amounts["Jumlah"] == "Rp 238.560.000"
    assert amounts["Kekurangan"] == "Rp 119.280.000"
    assert amounts["Pagu cukup untuk semua orang"] == "1 bulan"
    assert amounts["Pagu cukup untuk semua bulan"] == "3.550 orang"
    assert amounts["Meninggal dalam bulan ke-2 (September 2025)"] == "Rp 10.000.000"
    assert "Masa perlindungan ini terlalu pendek untuk santunan kematian penuh." in told.remarks


def test_a_month_of_2024_needs_no_warning_about_short_cover() -> None:
    told = explanation.of_budget(people=1, months=1, tariff=16_800, parameters=LAW, start=date(2024, 12, 1))
    assert told.lines[-1].amount == "Rp 42.000.000"
    assert told.remarks == []

"""What an officer is told before signing speaks of the right months."""

from datetime import date

from payung.journeys import cautions


def test_a_month_before_the_rule_of_2025_is_not_said_to_pay_less():
    (said,) = cautions.of_death(date(2024, 12, 1), 1)
    assert said.startswith("Dana hanya untuk 1 bulan. Pada masa ini santunan meninggal masih dibayar penuh.")


def test_where_the_second_month_pays_less_it_is_the_second_that_is_named():
    (said,) = cautions.of_death(date(2025, 1, 1), 12)
    assert said.startswith("Dalam bulan Februari 2025, meninggal bukan karena kecelakaan kerja hanya dibayar")
    assert "Rp 10.000.000 (belum dikonfirmasi)" in said


def test_the_first_months_are_counted_and_too_few_are_told():
    pays_less, too_short = cautions.of_death(date(2025, 9, 1), 2)
    assert pays_less.startswith("Selama 2 bulan pertama")
    assert too_short.startswith("Dana hanya untuk 2 bulan. Bila dimulai sesudah aturan 2025")

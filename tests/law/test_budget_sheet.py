"""The budget workbook: yellow cells to change, formulas that already carry their values."""

from datetime import date
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from payung.law import budget, budget_sheet, in_force

LAW = in_force.load()
SHORT = budget_sheet.Plan(7_100, 3, 16_800, 300_000_000, date(2025, 8, 1))


def cells(path: Path, sheet: str, *, values: bool) -> dict[str, object]:
    book = openpyxl.load_workbook(BytesIO(path.read_bytes()), data_only=values)
    return {cell.coordinate: cell.value for row in book[sheet].iter_rows() for cell in row if cell.value is not None}


def test_formulas_carry_the_values_that_they_would_compute(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    budget_sheet.write(path, SHORT, LAW)
    formulas, values = (cells(path, "Rencana", values=stored) for stored in (False, True))
    assert [values[cell] for cell in ("B4", "B5", "B6", "B8")] == [7_100, 16_800, 3, 300_000_000]
    assert formulas["B7"] == "=B4*B5*B6"
    assert [values[cell] for cell in ("B7", "B9", "B10", "B11")] == [357_840_000, -57_840_000, 2, 5_952]
    assert values["C9"] == "Pagu tidak cukup; lihat dua baris di bawah."
    assert values["C6"] == "Agustus 2025 sampai Oktober 2025"
    assert str(values["C7"]).startswith("tiga ratus lima puluh tujuh juta")
    assert [values[f"B{row}"] for row in (14, 15, 16)] == [10_000_000, 10_000_000, 42_000_000]
    assert any(LAW.sha256 in str(value) for value in values.values())


def test_every_number_of_months_is_reckoned(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    budget_sheet.write(path, SHORT, LAW)
    values = cells(path, "Bila bulan berubah", values=True)
    for length in range(1, 13):
        row = 4 + length
        total = 7_100 * 16_800 * length
        assert values[f"A{row}"] == length
        assert values[f"B{row}"] == total
        assert values[f"C{row}"] == min(7_100, 300_000_000 // (16_800 * length))
        assert values[f"D{row}"] == max(0, total - 300_000_000)


@pytest.mark.parametrize("plan", [budget_sheet.Plan(10, 1, 16_800), budget_sheet.Plan(10, 1, 0, 0)])
def test_a_plan_without_ceiling_or_tariff_is_written_too(tmp_path: Path, plan: budget_sheet.Plan) -> None:
    path = tmp_path / "plan.xlsx"
    budget_sheet.write(path, plan, LAW)
    values = cells(path, "Rencana", values=True)
    assert values["B7"] == 10 * plan.tariff
    assert not any(str(value).startswith("#") for value in values.values())


def test_the_day_is_printed_only_when_it_is_given(tmp_path: Path) -> None:
    for made_on, words in ((None, "Ubah sel kuning"), (date(2024, 2, 21), "Keadaan 21 Februari 2024. Ubah")):
        path = tmp_path / "plan.xlsx"
        budget_sheet.write(path, SHORT, LAW, made_on=made_on)
        assert str(cells(path, "Rencana", values=True)["A2"]).startswith(words)


def test_the_plan_in_one_sentence() -> None:
    assert budget_sheet.headline(SHORT) == "7.100 orang × 3 bulan × Rp 16.800 = Rp 357.840.000"


def test_an_amount_beyond_all_money_is_refused() -> None:
    with pytest.raises(budget.TooLarge, match="terlalu besar"):
        budget.of(10**9, 120, 10**12)

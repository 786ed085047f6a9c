"""Rupiah are written and read the Indonesian way, and never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.kernel import rupiah


@given(st.integers(-(10**15), 10**15))
def test_every_amount_is_read_back_as_it_was_written(amount: int) -> None:
    assert rupiah.parse(rupiah.format(amount)) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Rp 16.800", 16_800),
        ("rp.16.800,-", 16_800),
        ("Rp16.800,00", 16_800),
        ("1,500,000", 1_500_000),
        ("1,500,000.00", 1_500_000),
        ("IDR 0", 0),
        ("\u00a0Rp\u00a01.000\u00a0", 1_000),
    ],
)
def test_usual_spellings_are_understood(text: str, amount: int) -> None:
    assert rupiah.parse(text) == amount


@pytest.mark.parametrize("text", ["", "Rp", "1.5", "16.80", "16.800,50", "1,5 juta", "12.34.567", "1.000,000", "--5"])
def test_what_is_not_certainly_whole_rupiah_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="bukan jumlah rupiah utuh"):
        rupiah.parse(text)

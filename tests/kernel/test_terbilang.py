"""Amounts in words come back as the same amount, from 0 to 10^15."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from payung.kernel import terbilang


@given(st.integers(0, 10**15))
@example(0)
@example(10**15)
@example(1_000_000_001_000)
@example(111_111_111_111_111)
def test_words_are_read_back_as_the_same_amount(amount: int) -> None:
    assert terbilang.parse(terbilang.words(amount)) == amount


def test_the_first_hundred_thousand_amounts_have_words_of_their_own() -> None:
    spoken = {terbilang.words(amount): amount for amount in range(100_000)}
    assert len(spoken) == 100_000
    assert all(terbilang.parse(text) == amount for text, amount in spoken.items())


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (0, "nol"),
        (11, "sebelas"),
        (12, "dua belas"),
        (100, "seratus"),
        (1_000, "seribu"),
        (2_001, "dua ribu satu"),
        (1_000_000, "satu juta"),
        (101_000, "seratus satu ribu"),
        (119_280_000, "seratus sembilan belas juta dua ratus delapan puluh ribu"),
        (1_077_000_000, "satu miliar tujuh puluh tujuh juta"),
        (10**15, "seribu triliun"),
        (-5, "minus lima"),
    ],
)
def test_amounts_are_spelled_as_on_a_receipt(amount: int, text: str) -> None:
    assert terbilang.words(amount) == text


@pytest.mark.parametrize("text", ["", "dua ekor", "seratus juta dollar"])
def test_other_words_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"bukan bagian|kosong"):
        terbilang.parse(text)


def test_amounts_beyond_the_scale_are_refused() -> None:
    with pytest.raises(ValueError, match="juta triliun"):
        terbilang.words(10**18)

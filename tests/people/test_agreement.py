"""When two sightings with an equal NIK are one person."""

from datetime import date

import polars as pl
import pytest

from payung.people import agreement

SAME = [
    ("Siti Aminah", "SITI AMINAH"),
    ("Moh. Yusuf", "Muhammad Yusuf"),
    ("Muh Yusuf", "MOCHAMAD JUSUF"),
    ("M. Yusuf", "Mohammad Yusuf"),
    ("H. Ahmad Dahlan, S.Pd", "Achmad Dahlan"),
    ("Hj. Nurhayati", "NURHAYATI"),
    ("Aminah Siti", "Siti Aminah"),
    ("Aminah", "Siti Aminah"),
    ("Soekarno", "Sukarno"),
    ("Tjokro Djojo", "Cokro Joyo"),
    ("Abd. Rahman", "Abdul Rahman"),
    ("Abdul Rahman", "Abdulrahman"),
    ("Sumarni binti Karto", "Sumarni"),
    ("I Made Sudarma", "Made Sudarma"),
    ("Suhartini", "Suhartni"),
    ("Ma'ruf", "Maruf"),
    ("Bambang S", "Bambang Susilo"),
]
OTHERS = [
    ("Siti Aminah", "Siti Rahayu"),
    ("Muhammad Yusuf", "Muhammad Ridwan"),
    ("Muhammad", "Muhammad Ridwan"),
    ("Budi Santoso", "Ani Lestari"),
    ("I Made Sudarma", "I Made Wirawan"),
    ("Siti", "Siti Rahayu"),
    ("", "Siti"),
    (None, None),
    ("H", "Hj"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_these_spellings_are_one_name(left, right):
    assert agreement.names_agree(left, right)
    assert agreement.names_agree(right, left)


@pytest.mark.parametrize(("left", "right"), OTHERS)
def test_these_are_different_people(left, right):
    assert not agreement.names_agree(left, right)
    assert not agreement.names_agree(right, left)


def test_an_equal_birth_date_or_an_agreeing_name_is_enough_and_neither_is_not():
    pairs = pl.DataFrame(
        {
            "left_name": ["Siti Aminah", "Siti Aminah", "Siti Aminah", None],
            "right_name": ["Budi", "Aminah", "Budi", None],
            "left_birth": [date(1980, 1, 2), date(1980, 1, 2), date(1980, 1, 2), None],
            "right_birth": [date(1980, 1, 2), date(1980, 2, 1), None, None],
        }
    )
    judged = agreement.agree(pairs)
    assert judged["births_agree"].to_list() == [True, False, False, False]
    assert judged["names_agree"].to_list() == [False, True, False, False]
    assert judged["agree"].to_list() == [True, True, False, False]

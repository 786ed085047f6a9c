"""Rows that state one NIK: who is who."""

from datetime import date

import polars as pl

from payung.people import claims
from payung.people.claims import Fate

BORN = date(1980, 1, 1)
OTHER = date(1991, 7, 9)


def fates(*lines):
    names = ["row_id", "name", "birth_date", "person_id", "is_withdrawn"]
    schema = {"row_id": pl.Int64, "name": pl.String, "birth_date": pl.Date, "person_id": pl.Int64}
    frame = pl.DataFrame(
        [dict(zip(names, [*line, False], strict=False)) for line in lines],
        schema=schema | {"is_withdrawn": pl.Boolean},
    )
    return claims.settle(frame.with_columns(nik=pl.lit("1704990101800001")))


def test_a_row_that_agrees_with_somebody_known_is_that_person():
    assert fates((1, "SITI AMINAH", BORN, 70), (5, "AMINAH", OTHER, None)) == {5: Fate(person_id=70)}


def test_two_new_rows_that_agree_are_both_the_holder_of_the_nik():
    assert fates((4, "SITI AMINAH", BORN, None), (5, "SITI", BORN, None)) == {4: Fate(), 5: Fate()}


def test_a_row_that_agrees_with_nobody_begins_a_doubtful_pair_with_the_one_known_before():
    assert fates((9, "SITI AMINAH", BORN, 70), (5, "BUDI", OTHER, None)) == {5: Fate(doubtful_row=5, left=9)}


def test_who_agrees_with_the_doubtful_one_shares_the_doubt():
    assert fates((4, "SITI", BORN, None), (5, "BUDI", OTHER, None), (6, "BUDI", None, None)) == {
        4: Fate(),
        5: Fate(doubtful_row=5, left=4),
        6: Fate(doubtful_row=5),
    }


def test_a_claim_the_sender_has_withdrawn_stands_in_nobodys_way():
    assert fates((1, "SITI AMINAH", BORN, 70, True), (5, "BUDI", OTHER, None)) == {5: Fate()}

"""Ways to be quick (distinct cells once, repairs only where needed) change no finding of any row."""

from collections import defaultdict
from pathlib import Path

import polars as pl

from tests.roster import lists, messy_list

EXPECTED = Path(__file__).with_name("messy_list.expected.txt")
AMONG_ROWS = ("nik-shared", "duplicate-row", "birth-date-ambiguous")
"""What only other rows tell."""


def test_a_messy_list_gets_the_findings_that_were_read_and_agreed():
    found = lists.checked(*messy_list.people(150), region=lists.KAUR, demo=False).findings
    by_row = defaultdict(list)
    for row, cell, code, suggestion in found.select("row", "cell", "code", "suggestion").iter_rows():
        by_row[row].append(f"{cell or '-'} {code}" + (f" > {suggestion}" if suggestion else ""))
    told = "\n".join(f"{row}: {'; '.join(said)}" for row, said in by_row.items()) + "\n"
    assert told == EXPECTED.read_text(encoding="utf-8")


def test_a_list_in_pieces_gets_the_sentences_of_the_whole():
    people = messy_list.people(240)

    def told(some, first_row):
        found = lists.checked(*some, region=lists.KAUR, first_row=first_row).findings
        return found.filter(~pl.col("code").is_in(AMONG_ROWS)).select("row", "cell", "code", "message", "suggestion")

    whole = told(people, 6)
    pieces = pl.concat([told(people[at : at + 12], 6 + at) for at in range(0, 240, 12)])
    assert whole.equals(pieces)
    alone = pl.concat([told(people[at : at + 1], 6 + at) for at in range(30)])
    assert whole.filter(pl.col("row") < 36).equals(alone)

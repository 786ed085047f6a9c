"""What holds for every roster: order of rows decides nothing, and no mess stops a check."""

import datetime
import os
import random
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from payung.roster import check, columns, reading
from tests.roster import lists

CELLS = {
    "nik": ["1704991112640033", "17.0499.1112640033", "1,7E+15", "", "0", "1704995408820010", "6107991112640033"],
    "kk": ["1704991410120047", "1704995408820010", "12", ""],
    "name": ["DEDI SUSANTO", "Dedy Susanto", "Bpk. KARIM", "", "X1"],
    "birth_date": ["11-12-1964", "12/25/1970", "3/4/70", "29445", "31-02-1979", "", "1 Mei 2010"],
    "sex": ["L", "P", "?", ""],
    "occupation": ["Nelayan", "PNS", "IRT", "Xyzzy", ""],
    "phone": ["085200000112", "+62 852 0000 0112", "1", ""],
    "village": ["Linau", "Xyzzyville", ""],
}
ROW = st.fixed_dictionaries({field: st.sampled_from(cells) for field, cells in CELLS.items()})


def told(people):
    """Findings by the cells of their row, without those that depend on which row is first by their nature."""
    result = lists.checked(*people, region=lists.KAUR)
    seen = result.findings.filter(~pl.col("code").is_in(["duplicate-row"]))
    said = zip(seen["key"], seen["code"], seen["column"], seen["suggestion"], strict=True)
    return sorted((tuple(people[key].values()), code, column, fix or "") for key, code, column, fix in said)


@settings(max_examples=25, deadline=None)
@given(st.lists(ROW, min_size=2, max_size=12), st.randoms(use_true_random=False))
def test_findings_do_not_depend_on_the_order_of_rows(people, chance):
    shuffled = people.copy()
    chance.shuffle(shuffled)
    assert told(people) == told(shuffled)


def test_one_duplicate_is_found_for_every_repetition_in_any_order():
    people = [lists.person(), lists.person(nik="1704995408820011", sex="P", name="ELVA")] * 3
    for _ in range(3):
        random.Random(4).shuffle(people)
        codes = lists.checked(*people).findings["code"].to_list()
        assert codes.count("duplicate-row") == 4


def test_ten_thousand_rows_of_mess_are_all_answered():
    chance = random.Random(7)
    signs = "0123456789 .,-/'\u00a0\u200bABCxyzOl\n\t;:+()éЖ中🙂\x00%$#@RpJanAgt"
    fields = sorted(columns.FIELDS.keys() - {"village", "district"})

    def cell():
        return "".join(chance.choice(signs) for _ in range(chance.randrange(24)))

    villages = [cell() for _ in range(200)]
    people = [{field: cell() for field in fields} | {"village": chance.choice(villages)} for _ in range(10_000)]
    result = lists.checked(*people, region=lists.KAUR, kinds={"nik": "number", "birth_date": "number"})
    assert result.rows.height == 10_000
    assert result.findings["message"].null_count() == 0
    assert result.files[0].rows_with_errors == 10_000


@pytest.mark.skipif("PAYUNG_OPENSID_DIR" not in os.environ, reason="PAYUNG_OPENSID_DIR names no folder")
def test_the_residents_file_of_opensid_itself():
    path = Path(os.environ["PAYUNG_OPENSID_DIR"]) / "contoh_penduduk.xlsx"
    result = check.check_files(reading.read(path), on=datetime.date(2024, 12, 1))
    by_code = result.as_json()["totals"]["by_code"]
    assert result.files[0].source.format == "opensid-residents"
    assert result.rows.height == 97
    assert by_code["nik-birth-date-mismatch"] == 97
    assert not result.rows["has_data_error"].any()
    agreed = "nik-birth-date-mismatch age-over age-under not-working occupation-excluded name-repaired"
    assert set(by_code) <= set(agreed.split())

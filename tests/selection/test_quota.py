"""Seats by village: whole, exact, and published remainders."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from payung.selection import quota, quota_file

KINAL = [f"170401200{n}" for n in range(1, 6)]
MAJE = [f"170406200{n}" for n in range(1, 4)]
VILLAGES = KINAL + MAJE


def seats(frame: pl.DataFrame) -> dict[str, int]:
    return dict(frame.select("pool", "seats").rows())


def test_kaur_shares_7100_seats_over_195_villages_with_the_remainder_to_the_lowest_codes() -> None:
    villages = [f"17040{n // 100 + 1}2{n % 100 + 1:03d}" for n in range(195)]
    shared = quota.equal(reversed(villages), total=7100)
    assert shared["seats"].sum() == 7100
    assert shared["seats"].to_list() == [37] * 80 + [36] * 115
    assert shared["pool"].to_list() == sorted(villages)


def test_a_hundred_in_each_village() -> None:
    assert seats(quota.equal(MAJE, per_pool=100)) == dict.fromkeys(MAJE, 100)


def test_a_fixed_quota_for_a_kecamatan_is_shared_equally_inside_it() -> None:
    table = pl.DataFrame({"key": ["1704010000", "1704062002"], "seats": [12, 7]})
    assert list(seats(quota.fixed(table, VILLAGES)).values()) == [3, 3, 2, 2, 2, 0, 7, 0]


def test_a_proportional_quota_follows_the_weights() -> None:
    table = pl.DataFrame({"key": MAJE, "weight": [53, 24, 23]})
    assert seats(quota.proportional(table, MAJE, total=7)) == dict(zip(MAJE, [4, 2, 1], strict=True))
    webster = quota.proportional(table, MAJE, total=7, rounding="sainte-lague")
    assert seats(webster) == dict(zip(MAJE, [3, 2, 2], strict=True))


@pytest.mark.parametrize(
    ("rows", "total", "words"),
    [
        ([("1704010000", 5), ("1704012001", 5)], None, "bertumpang tindih"),
        ([("1704012001", 5), ("1704012001", 5)], None, "dua kali"),
        ([("1705012001", 5)], None, "17.05.01.2001"),
        ([("1704012001", 5)], 6, "total pada program 6"),
    ],
)
def test_a_quota_file_that_cannot_be_is_refused(rows: list[tuple[str, int]], total: int | None, words: str) -> None:
    table = pl.DataFrame(rows, schema={"key": pl.String, "seats": pl.Int64}, orient="row")
    with pytest.raises(quota.QuotaProblem, match=words):
        quota.fixed(table, VILLAGES, total=total)


@given(
    weights=st.lists(st.integers(0, 10_000), min_size=1, max_size=30).filter(sum),
    total=st.integers(0, 500),
    rounding=st.sampled_from(["largest-remainder", "sainte-lague"]),
)
def test_every_seat_is_given_and_none_twice(weights: list[int], total: int, rounding: str) -> None:
    named = {f"{n:02d}": weight for n, weight in enumerate(weights)}
    shared = quota.apportion(named, total, rounding)
    assert sum(shared.values()) == total
    assert all(shared[code] == 0 for code, weight in named.items() if weight == 0) or rounding != "sainte-lague"
    if rounding == "largest-remainder":
        exact = {code: total * weight / sum(weights) for code, weight in named.items()}
        assert all(int(exact[code]) <= shared[code] <= int(exact[code]) + 1 for code in named)


def test_a_quota_file_is_read_by_its_headings(tmp_path: Path) -> None:
    written = "KUOTA 2024;;\nKode Desa;Nama;Kuota\n17.04.01.2001;Kinal;1.200\n1704012002;Lain;37\nJumlah;;1237\n"
    (tmp_path / "kuota.csv").write_text(written, encoding="utf-8")
    read = quota_file.read(tmp_path / "kuota.csv", "seats")
    assert read.drop("also").rows() == [("1704012001", 1200), ("1704012002", 37)]


def test_an_unreadable_number_names_its_row(tmp_path: Path) -> None:
    (tmp_path / "kuota.csv").write_text("kode,kuota\n17.04.01.2001,banyak\n", encoding="utf-8")
    with pytest.raises(quota.QuotaProblem, match=r"kuota\.csv baris 2"):
        quota_file.read(tmp_path / "kuota.csv", "seats")

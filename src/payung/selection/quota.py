"""How many seats each pool gets: equal, fixed by a file, or proportional to weights; whole and exact.

A pool is a village, a sub-district, an agency, a kind of work or a segment (`programme.document.Quota.by`).
"""

import heapq
from collections.abc import Iterable, Sequence
from fractions import Fraction

import polars as pl

from payung.kernel import region_code
from payung.kernel.refusal import Refusal
from payung.programme.document import Quota
from payung.selection import pools

SCHEMA = {"pool": pl.String, "name": pl.String, "also": pl.List(pl.String), "seats": pl.Int64}
REGIONS = ("village", "district")


class QuotaProblem(Refusal):
    """The quota cannot be shared out as written."""


def of(
    rule: Quota, villages: Iterable[str], table: pl.DataFrame | None, *, occupations: Sequence[str] | str = "all"
) -> pl.DataFrame:
    """pool, name (`pools.name`), also (other names of an agency), seats as a programme file says.

    `table` is its quota file, read for the `column` of the rule; `occupations` are those of the programme's
    criteria, which an equal share by occupation may go by.
    """
    codes = sorted(villages)
    units = pools.districts(codes) if rule.by == "district" else codes
    if rule.by in REGIONS:
        shared = _by_region(rule, units, table)
    elif rule.method == "equal":
        shared = equal(_listed(rule, table, occupations), total=rule.total, per_pool=rule.per_pool)
    else:
        given = _given(table)
        named = dict(zip(given["key"], given[column(rule)], strict=True))
        shared = _frame(apportion(named, rule.total or 0, rule.rounding) if rule.method == "proportional" else named)
        if rule.method == "fixed":
            _must_sum(named, rule.total)
    also = {} if table is None or "also" not in table.columns else dict(table.select("key", "also").iter_rows())
    return shared.with_columns(
        name=pl.Series([pools.name(rule.by, pool) for pool in shared["pool"]], dtype=pl.String),
        also=pl.Series([also.get(pool) or [] for pool in shared["pool"]], dtype=pl.List(pl.String)),
    ).select(list(SCHEMA))


def column(rule: Quota) -> str | None:
    """What a quota file holds beside the keys: seats, weights to be turned into seats, or nothing."""
    return {"fixed": "seats", "proportional": "weight"}.get(rule.method)


def equal(units: Iterable[str], *, total: int | None = None, per_pool: int | None = None) -> pl.DataFrame:
    """pool, seats: the same for all; what a total leaves over goes one each to the lowest codes or names.

    >>> equal(["1704012002", "1704012001"], total=5).rows()
    [('1704012001', 3), ('1704012002', 2)]
    """
    codes = sorted(units)
    if not codes or (total is None) == (per_pool is None):
        raise QuotaProblem(
            "Kuota rata memerlukan desa atau bagian lain, dan salah satu dari jumlah atau kursi tiapnya."
        )
    share, extra = divmod(total, len(codes)) if total is not None else (per_pool or 0, 0)
    return _frame({code: share + (number < extra) for number, code in enumerate(codes)})


def fixed(table: pl.DataFrame, units: Iterable[str], *, total: int | None = None) -> pl.DataFrame:
    """pool, seats from a table of key (region code of any level) and seats; a larger region shares equally.

    `units` are the codes of villages or of sub-districts; one that no row names has no seats. Refused: overlapping
    rows, rows without any of them, a sum that differs from the total given.
    """
    rows = dict(zip(table["key"], table["seats"], strict=True))
    _must_sum(rows, total)
    return _spread(rows, sorted(units), table)


def proportional(
    table: pl.DataFrame, units: Iterable[str], *, total: int, rounding: str = "largest-remainder"
) -> pl.DataFrame:
    """pool, seats in proportion to a table of key and weight (whole numbers); see `apportion`."""
    weights = dict(zip(table["key"], table["weight"], strict=True))
    return _spread(apportion(weights, total, rounding), sorted(units), table)


def apportion(weights: dict[str, int], total: int, rounding: str) -> dict[str, int]:
    """Whole seats in proportion to weights, summing to the total; equal claims go to the lower code.

    largest-remainder: everybody the whole part, the rest by the largest fractions (Hamilton).
    sainte-lague: seat by seat to the largest weight / (2 x seats + 1) (Webster).

    >>> apportion({"A": 53, "B": 24, "C": 23}, 7, "largest-remainder")
    {'A': 4, 'B': 2, 'C': 1}
    >>> apportion({"A": 53, "B": 24, "C": 23}, 7, "sainte-lague")
    {'A': 3, 'B': 2, 'C': 2}
    """
    whole = sum(weights.values())
    if whole <= 0 or min(weights.values()) < 0:
        raise QuotaProblem("Bobot kuota harus bilangan bulat, tidak negatif, dan jumlahnya lebih dari nol.")
    if rounding == "largest-remainder":
        seats = {code: total * weight // whole for code, weight in weights.items()}
        first = sorted(weights, key=lambda code: (-(total * weights[code] % whole), code))
        for code in first[: total - sum(seats.values())]:
            seats[code] += 1
        return seats
    seats = dict.fromkeys(weights, 0)
    claims = [(Fraction(-weight), code) for code, weight in weights.items() if weight]
    heapq.heapify(claims)
    for _ in range(total):
        code = claims[0][1]
        seats[code] += 1
        heapq.heapreplace(claims, (Fraction(-weights[code], 2 * seats[code] + 1), code))
    return seats


def _by_region(rule: Quota, units: list[str], table: pl.DataFrame | None) -> pl.DataFrame:
    if rule.method == "equal":
        return equal(units, total=rule.total, per_pool=rule.per_village or rule.per_pool)
    given = _given(table)
    if rule.method == "fixed":
        return fixed(given, units, total=rule.total)
    return proportional(given, units, total=rule.total or 0, rounding=rule.rounding)


def _listed(rule: Quota, table: pl.DataFrame | None, occupations: Sequence[str] | str) -> list[str]:
    """The pools of an equal share that are no regions: those of the file, else all there are."""
    if rule.by == "segment":
        return list(pools.SEGMENTS)
    if rule.by == "occupation" and table is None and not isinstance(occupations, str):
        return sorted(set(occupations))
    return _given(table)["key"].to_list()


def _given(table: pl.DataFrame | None) -> pl.DataFrame:
    if table is None:
        raise QuotaProblem("Kuota program ini dibaca dari berkas, dan berkasnya belum diberikan.")
    return table


def _must_sum(rows: dict[str, int], total: int | None) -> None:
    summed = sum(rows.values())
    if total is not None and summed != total:
        raise QuotaProblem(f"Jumlah kursi dalam berkas kuota {summed}, sedangkan total pada program {total}.")


def _spread(seats: dict[str, int], units: list[str], table: pl.DataFrame) -> pl.DataFrame:
    """Give each row's seats to the units inside its region, equally, the remainder to the lowest codes."""
    if len(seats) != table.height:
        raise QuotaProblem("Satu kode wilayah tertulis dua kali dalam berkas kuota. Hapus salah satu barisnya.")
    if any(number < 0 for number in seats.values()):
        raise QuotaProblem("Kursi dalam berkas kuota tidak boleh negatif.")
    given = dict.fromkeys(units, 0)
    owner: dict[str, str] = {}
    for region in sorted(seats):
        low, high = region_code.span(region)
        inside = [code for code in units if low <= code < high]
        if not inside:
            raise QuotaProblem(
                f"Kode wilayah {region_code.dotted(region)} dalam berkas kuota tidak memuat satu desa pun dari "
                "gelombang program ini. Hapus barisnya, atau tambahkan wilayah itu pada villages."
            )
        for number, code in enumerate(inside):
            if code in owner:
                raise QuotaProblem(
                    f"Baris {region_code.dotted(owner[code])} dan {region_code.dotted(region)} dalam berkas kuota "
                    "bertumpang tindih."
                )
            owner[code] = region
            share, extra = divmod(seats[region], len(inside))
            given[code] = share + (number < extra)
    return _frame(given)


def _frame(seats: dict[str, int]) -> pl.DataFrame:
    listed = {"pool": list(seats), "seats": list(seats.values())}
    return pl.DataFrame(listed, schema={"pool": pl.String, "seats": pl.Int64}).sort("pool")

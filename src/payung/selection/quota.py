"""How many seats each village gets: equal, fixed by a file, or proportional to weights; whole and exact."""

import heapq
from collections.abc import Iterable
from fractions import Fraction

import polars as pl

from payung.kernel import region_code
from payung.kernel.refusal import Refusal
from payung.programme.document import Quota

SCHEMA = {"village": pl.String, "seats": pl.Int64}


class QuotaProblem(Refusal):
    """The quota cannot be shared out as written."""


def of(rule: Quota, villages: Iterable[str], table: pl.DataFrame | None) -> pl.DataFrame:
    """village, seats as a programme file says; `table` is its quota file, read for the `column` of the rule."""
    if rule.method == "equal":
        return equal(villages, total=rule.total, per_village=rule.per_village)
    if table is None:
        raise QuotaProblem("Kuota program ini dibaca dari berkas, dan berkasnya belum diberikan.")
    if rule.method == "fixed":
        return fixed(table, villages, total=rule.total)
    return proportional(table, villages, total=rule.total or 0, rounding=rule.rounding)


def column(rule: Quota) -> str:
    """What a quota file holds beside the codes: seats, or weights to be turned into seats."""
    return "seats" if rule.method == "fixed" else "weight"


def equal(villages: Iterable[str], *, total: int | None = None, per_village: int | None = None) -> pl.DataFrame:
    """village, seats: the same for all; what a total leaves over goes one each to the lowest codes.

    >>> equal(["1704012002", "1704012001"], total=5).rows()
    [('1704012001', 3), ('1704012002', 2)]
    """
    codes = sorted(villages)
    if not codes or (total is None) == (per_village is None):
        raise QuotaProblem("Kuota rata memerlukan desa, dan salah satu dari total atau per_village.")
    share, extra = divmod(total, len(codes)) if total is not None else (per_village or 0, 0)
    seats = [share + (number < extra) for number in range(len(codes))]
    return pl.DataFrame({"village": codes, "seats": seats}, schema=SCHEMA)


def fixed(table: pl.DataFrame, villages: Iterable[str], *, total: int | None = None) -> pl.DataFrame:
    """village, seats from a table of region (code of any level) and seats; a larger region shares equally.

    A village that no row names has no seats. Refused: overlapping rows, rows without a village, a sum that differs
    from the total given.
    """
    codes = sorted(villages)
    rows = dict(zip(table["region"], table["seats"], strict=True))
    summed = sum(rows.values())
    if total is not None and summed != total:
        raise QuotaProblem(f"Jumlah kursi dalam berkas kuota {summed}, sedangkan total pada program {total}.")
    return _spread(rows, codes, table)


def proportional(
    table: pl.DataFrame, villages: Iterable[str], *, total: int, rounding: str = "largest-remainder"
) -> pl.DataFrame:
    """village, seats in proportion to a table of region and weight (whole numbers); see `apportion`."""
    codes = sorted(villages)
    weights = dict(zip(table["region"], table["weight"], strict=True))
    return _spread(apportion(weights, total, rounding), codes, table)


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


def _spread(seats: dict[str, int], villages: list[str], table: pl.DataFrame) -> pl.DataFrame:
    """Give each row's seats to the villages inside its region, equally, the remainder to the lowest codes."""
    if len(seats) != table.height:
        raise QuotaProblem("Satu kode wilayah tertulis dua kali dalam berkas kuota. Hapus salah satu barisnya.")
    if any(number < 0 for number in seats.values()):
        raise QuotaProblem("Kursi dalam berkas kuota tidak boleh negatif.")
    given = dict.fromkeys(villages, 0)
    owner: dict[str, str] = {}
    for region in sorted(seats):
        low, high = region_code.span(region)
        inside = [code for code in villages if low <= code < high]
        if not inside:
            raise QuotaProblem(
                f"Kode {region_code.dotted(region)} dalam berkas kuota bukan desa atau wilayah dari program ini."
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
    return pl.DataFrame({"village": list(given), "seats": list(given.values())}, schema=SCHEMA)

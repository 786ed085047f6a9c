"""The published order of people in a pool: preference first, then the draw.

The draw is SHA-256 over the UTF-8 bytes of `draw_seed`, a line feed and the key (a NIK, or a pool: the 10-digit code
of its village or sub-district, the name of its agency, the code of its work, its segment), the smallest hex digest
first. Whoever holds seed and list can repeat it with any tool.
"""

import hashlib

import polars as pl

_COLUMNS = {"decile": "decile", "disability": "disability", "head_of_family": "head_of_family", "age": "birth_date",
            "continued": "continued"}  # fmt: skip


def draw(draw_seed: str, keys: pl.Series) -> pl.Series:
    """Hex digests of the keys, in their order.

    >>> draw("contoh", pl.Series(["1704012001"]))[0][:16]
    '9e82bfd7331dfbe3'
    """
    drawn = [hashlib.sha256(f"{draw_seed}\n{key}".encode()).hexdigest() for key in keys.to_list()]
    return pl.Series("draw", drawn, pl.String)


def ranked(people: pl.DataFrame, preference: list[str], draw_seed: str) -> pl.DataFrame:
    """People sorted by pool and order, with `draw` and `rank` (Int64, 1 is first in the pool).

    `people` holds nik, pool and the columns that `preference` needs: decile, disability, head_of_family,
    birth_date. "age desc" puts the oldest first. An unknown value stands behind every known one. Where there is a
    column `seated`, those who stand on a signed list keep their places before everybody else;
    where one says who `had_turn` in an earlier wave, these come after the others.
    """
    columns, descending = ["pool"], [False]
    if "seated" in people.columns:
        columns.append("seated")
        descending.append(True)
    if "had_turn" in people.columns:
        columns.append("had_turn")
        descending.append(False)
    for wish in preference:
        field, direction = wish.split()
        columns.append(_COLUMNS[field])
        descending.append((direction == "desc") != (field == "age"))
    drawn = people.with_columns(draw(draw_seed, people["nik"]))
    return drawn.sort(
        [*columns, "draw", "nik"], descending=[*descending, False, False], nulls_last=True
    ).with_columns(rank=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("pool"))

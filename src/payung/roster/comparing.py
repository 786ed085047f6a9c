"""Which rows of a file that arrives are new, changed, or word for word what was received before."""

import hashlib
import re
from pathlib import PurePosixPath

import polars as pl

from payung.roster import columns

REVISION = re.compile(
    r"\(\s*\d+\s*\)|\b(REV(ISI)?|PERBAIKAN|PERIKSA|KOREKSI|FINAL|FIX|BARU|COPY|SALINAN|UPDATE|TERBARU)\b[\s(]*\d{0,2}\b"
)
"""What people add to the name of a corrected file: "(1)", "revisi 2", "FIX"."""

STATES = pl.Enum(["new", "changed", "same"])


def sender(file_name: str) -> str:
    """The name by which a corrected file is known as the successor of the earlier one.

    >>> sender("kirim.zip/Tanjung Kemuning (revisi 2).xlsx") == sender("TANJUNG_KEMUNING.xls")
    True
    """
    stem = re.sub(r"[^A-Z0-9()]+", " ", PurePosixPath(file_name).stem.upper()).strip()
    return " ".join(re.sub(r"[()]", " ", REVISION.sub(" ", stem)).split()) or stem


def content_hash(rows: pl.DataFrame) -> pl.Series:
    """What makes each row of `columns.ROWS` the same row when the file comes again: a hash of its cleaned values."""
    values = [pl.col(name).cast(pl.String).fill_null("\x00") for name in columns.HASHED]
    later = [pl.format("\x1f" + name + "={}", name).fill_null("") for name in columns.HASHED_WHERE_STATED]
    contents = rows.select(pl.concat_str(values, separator="\x1f") + pl.concat_str(later)).to_series()
    blake = hashlib.blake2b
    hashes = [blake(text.encode(), digest_size=16).hexdigest() for text in contents]
    return pl.Series("content_hash", hashes, pl.String)


def compare(incoming: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """For every incoming row: `key`, `state` (new, changed, same) and `known_id`, the row it repeats or replaces.

    incoming: key, sender, sheet, row, nik, region, content_hash, is_refused, name_key, birth_date; known: the same
    with `id` for `key`, current rows only. Each known row is used once. A row is the same when its cleaned values
    and its fate are; it replaces a row of its NIK and village, or, in a file of the same sender, a row of the same
    name and birth date (a corrected NIK) or a refused row at the same place.
    """
    found: list[pl.DataFrame] = []
    rest_in, rest_known = incoming, known
    in_file = ["sender", "sheet", "row"]
    for state, on, among in (
        ("same", ["region", "content_hash", "is_refused"], pl.lit(True)),
        ("changed", ["nik", "region"], pl.lit(True)),
        ("changed", ["sender", "name_key", "birth_date", "region"], pl.lit(True)),
        ("changed", in_file, pl.col("is_refused")),
    ):
        if rest_known.is_empty() or rest_in.is_empty():
            break
        nth = pl.int_range(pl.len()).over(on).alias("nth")
        hits = (
            rest_in.drop_nulls(on)
            .select("key", *on, nth)
            .join(rest_known.filter(among).drop_nulls(on).select("id", *on, nth), on=[*on, "nth"])
            .select("key", pl.lit(state, dtype=STATES).alias("state"), pl.col("id").alias("known_id"))
        )
        found.append(hits)
        rest_in = rest_in.join(hits, on="key", how="anti")
        rest_known = rest_known.join(hits, left_on="id", right_on="known_id", how="anti")
    new = rest_in.select("key", pl.lit("new", dtype=STATES).alias("state"), pl.lit(None, pl.Int64).alias("known_id"))
    return pl.concat([*found, new]).sort("key")

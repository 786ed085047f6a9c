"""The cells of a row word for word, as JSON by column letter, with the kinds of those that were no text."""

from typing import Protocol

import polars as pl

ORDINARY = ("empty", "text")


class Sheet(Protocol):
    """What is needed of a sheet that was read: see `roster.reading`."""

    cells: pl.DataFrame
    kinds: pl.DataFrame


def of_sheet(sheet: Sheet) -> pl.DataFrame:
    """One line per person row: `row` (1-based), `verbatim` (JSON) and `kinds` (e.g. "A:number F:date")."""
    letters = [name for name in sheet.cells.columns if name != "row"]
    verbatim = pl.struct(letters).struct.json_encode() if letters else pl.lit("{}")
    told = [
        pl.when(~pl.col(letter).cast(pl.String).is_in(ORDINARY)).then(
            pl.lit(f"{letter}:") + pl.col(letter).cast(pl.String)
        )
        for letter in sheet.kinds.columns
        if letter != "row"
    ]
    kinds = sheet.kinds.select(
        pl.concat_str(told, separator=" ", ignore_nulls=True).fill_null("") if told else pl.lit("")
    ).to_series()
    if kinds.len() != sheet.cells.height:
        kinds = pl.repeat("", sheet.cells.height, eager=True)
    return sheet.cells.select(pl.col("row").cast(pl.Int64), verbatim=verbatim).with_columns(kinds.alias("kinds"))

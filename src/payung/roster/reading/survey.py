"""What the members' sheet of the Regsosek survey says of a person's work, in its numbered questions."""

import polars as pl

from payung.roster.reading import formats
from payung.roster.reading.formats import Format
from payung.roster.reading.shapes import Grid
from payung.roster.reading.table import Heading

NOT_WORKING = "Tidak bekerja"
EMPLOYEE, OFFICIAL = "4", "5"
WORK_ACCIDENT, DEATH, UNKNOWN = 1, 2, 99
"""Bits of question 431f; 99 says that nobody knows."""


def of_rows(known: Format, heading: Heading, grid: Grid, lines: pl.Series) -> tuple[pl.DataFrame, pl.Series]:
    """The occupation that the questions tell where it is not written, and who is not whom the programme is for."""
    cells = grid.text[lines]
    asked = {name: formats.letter_of(heading, column) for name, column in known.survey.items()}
    told = cells.with_columns(
        (pl.col(letter).str.replace(r"\.0$", "").str.strip_chars() if letter else pl.lit("")).alias(name)
        for name, letter in asked.items()
    ).select(*asked)
    sector = (
        pl.col("sector")
        .str.strip_chars_start("0")
        .replace_strict(known.codes["sector"], default=None, return_dtype=pl.String)
    )
    bits = pl.col("insured").cast(pl.Int64, strict=False)
    covered = (bits != UNKNOWN) & ((bits & (WORK_ACCIDENT | DEATH)) > 0)
    remark = (
        pl.when(covered.fill_null(False))
        .then(pl.lit("survey-covered"))
        .when(pl.col("position") == OFFICIAL)
        .then(pl.lit("survey-official"))
        .when(pl.col("position") == EMPLOYEE)
        .then(pl.lit("survey-employee"))
    )
    given = told.select(occupation=pl.when(pl.col("worked") == "2").then(pl.lit(NOT_WORKING)).otherwise(sector))
    return given, told.select(remark.alias("remark")).to_series()

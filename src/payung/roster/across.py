"""What only other rows can tell: one NIK on several rows, in one file and in several."""

import polars as pl
from rapidfuzz import fuzz

ALIKE = 86
"""Similarity (0-100, words in any order) from which two spellings under one NIK are one name."""

MOST = 8
"""People and files compared for one NIK: a number that a whole village shares need not be compared in full."""


def repeated(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows whose NIK stands on more than one row, with evidence.

    rows: key, file, sheet, row, nik (usable numbers only), name_key, birth_date, in the order of the run.
    Answers key, and: shared_with (key of another person's row in the same file), repeats (key of the first row
    of this person in the same file; null on that first row), elsewhere (key of this person's first row in another
    file), shared_elsewhere (key of another person's row in another file). Two rows of one NIK are one person
    where the birth dates are equal or the names agree with the person that sorts first.
    """
    several = rows.filter(pl.col("nik").cast(pl.Int64).is_duplicated())  # sixteen digits: told apart as numbers
    if several.is_empty():
        nothing = ("key", "shared_with", "repeats", "elsewhere", "shared_elsewhere")
        return pl.DataFrame(schema=dict.fromkeys(nothing, pl.UInt32))
    several = several.join(_people(several), on=["nik", "name_key", "birth_date"], how="left", nulls_equal=True)
    several = several.sort("key").with_columns(
        person_first=pl.col("key").min().over("nik", "file", "person"),
    )
    firsts = several.group_by("nik", "file", "person").agg(pl.col("key").min().alias("first"))
    firsts = firsts.sort("first").group_by("nik", maintain_order=True).head(MOST)
    pairs = several.select("key", "nik", "file", "person").join(firsts, on="nik", suffix="_other")
    same_file = pl.col("file") == pl.col("file_other")
    same_person = pl.col("person") == pl.col("person_other")
    first = pl.col("first")
    found = pairs.group_by("key").agg(
        shared_with=first.filter(same_file & ~same_person).min(),
        elsewhere=first.filter(~same_file & same_person).min(),
        shared_elsewhere=first.filter(~same_file & ~same_person).min(),
    )
    again = pl.when(pl.col("person_first") != pl.col("key")).then("person_first")
    return several.select("key", repeats=again).join(found, on="key").sort("key")


def _people(several: pl.DataFrame) -> pl.DataFrame:
    """A number per person within each NIK: nik, name_key, birth_date, person."""
    stated = several.select("nik", "name_key", "birth_date").unique()
    stated = stated.sort("nik", "birth_date", "name_key", nulls_last=True)
    person: list[int] = []
    nik: str | None = None
    known: list[tuple[str | None, object]] = []
    for row_nik, name, birth in stated.iter_rows():
        if row_nik != nik:
            nik, known = row_nik, []
        number = next(
            (n for n, (other, born) in enumerate(known[:20]) if agree(name, birth, other, born)), len(known)
        )
        if number == len(known):
            known.append((name, birth))
        person.append(number)
    return stated.with_columns(pl.Series("person", person, pl.Int32))


def agree(name: str | None, birth: object, other_name: str | None, other_birth: object) -> bool:
    """Whether two rows of one NIK may be one person: equal birth date, or names alike.

    >>> agree("SITI AMINAH", None, "SITI AMINA", None)
    True
    >>> agree("SITI AMINAH", None, "BUDI", None)
    False
    """
    if birth is not None and birth == other_birth:
        return True
    if not name or not other_name:
        return False
    return name == other_name or fuzz.token_sort_ratio(name, other_name) >= ALIKE

"""Columns in which people are compared: names without titles and old spelling, parts of the NIK, the date turned.

The word list and spellings are those of `people.agreement`; here each different word is looked at once, whatever the
number of names.
"""

from __future__ import annotations

from functools import lru_cache

import polars as pl

from payung.people import agreement

FATHERS_NAME = r"^(\S.*?)\s+(?:BIN|BINTI|BT|BTE)\b.*$"
APOSTROPHES, INITIALS, WORD = "['`’ʼ]", r"\b([A-Z])\.([A-Z]{1,3})\b", "[A-Z]+"


def prepare(people: pl.DataFrame) -> pl.DataFrame:
    """The columns that the model compares, one line per person, in the order given.

    In: id (Int64), nik, name, sex, mother, phone, village (String, null where unknown), birth_date (Date).
    Out: id, nik, place, born, serial (the NIK's three parts), birth_date, turned (day and month exchanged, null where
    that is no date), year, agrees (the NIK holds the birth date), sex, name (its words as compared), name_key (in
    alphabetical order), name_joined, own (longest telling word), first, last, mother, mother_key, mother_joined,
    mother_own, phone (digits after the 0 or 62), village.
    """
    digits = pl.col("phone").str.replace_all(r"\D", "").str.replace(r"^(?:0|62)+", "")
    born = pl.col("birth_date")
    is_nik = pl.col("nik").str.contains(r"^\d{16}$")
    return (
        people.select("id", "nik", "name", "birth_date", "sex", "mother", "phone", "village")
        .with_columns(pl.when(is_nik).then("nik").alias("nik"))
        .with_columns(
            place=pl.col("nik").str.slice(0, 6),
            born=pl.col("nik").str.slice(6, 6),
            serial=pl.col("nik").str.slice(12, 4),
            turned=pl.when((born.dt.day() <= 12) & (born.dt.day() != born.dt.month())).then(
                pl.date(born.dt.year(), born.dt.day(), born.dt.month())
            ),
            year=born.dt.year(),
            agrees=(pl.col("nik").str.slice(8, 4) == born.dt.strftime("%m%y"))
            & ((pl.col("nik").str.slice(6, 2).cast(pl.Int16) % 40) == born.dt.day() % 40),
            phone=pl.when(digits.str.len_chars() >= 7).then(digits),
        )
        .with_columns(
            name=_words(people["name"]),
            mother=_words(people["mother"]),
        )
        .with_columns(
            name_key=_key("name"),
            name_joined=_joined("name"),
            first=pl.col("name").list.first(),
            last=pl.col("name").list.last(),
            own=_own("name"),
            mother_key=_key("mother"),
            mother_joined=_joined("mother"),
            mother_own=_own("mother"),
        )
        .with_columns(pl.col("name", "mother").list.join(" "))
    )


def _key(name: str) -> pl.Expr:
    return pl.col(name).list.sort().list.join(" ")


def _joined(name: str) -> pl.Expr:
    return pl.col(name).list.join("")


def _own(name: str) -> pl.Expr:
    """The longest word that is not a very common one, or the longest of all: by it a nickname is known."""
    telling = pl.col(name).list.filter(~pl.element().is_in(list(agreement.COMMON)))
    pool = pl.when(telling.list.len() > 0).then(telling).otherwise(pl.col(name))
    return pool.list.get(pool.list.eval(pl.element().str.len_chars()).list.arg_max(), null_on_oob=True)


def _words(names: pl.Series) -> pl.Series:
    """Lists of the words of each name as `agreement.words` compares them; null for a name without any word."""
    different = names.drop_nulls().unique()
    if different.is_empty():
        return pl.Series(names.name, [None] * names.len(), dtype=pl.List(pl.String))
    said = pl.DataFrame({"raw": different}).with_columns(
        pl.col("raw")
        .str.normalize("NFKD")
        .str.replace_all(r"[^\x00-\x7F’ʼ]", "")
        .str.to_uppercase()
        .str.split(",")
        .list.first()
        .str.replace_all(INITIALS, "$1$2")
        .str.replace_all(APOSTROPHES, "")
        .str.strip_chars()
        .str.replace(FATHERS_NAME, "$1")
        .str.extract_all(WORD)
        .alias("word")
    )
    each = said.explode("word").filter(pl.col("word").is_not_null())
    spelt = each.select(pl.col("word").unique())
    spelt = spelt.with_columns(
        compared=pl.Series([_compared(word) for word in spelt["word"]], dtype=pl.String),
        is_title=pl.col("word").is_in(list(agreement.TITLES)),
    )
    listed = (
        each.join(spelt, on="word", how="left", maintain_order="left")
        .with_columns(is_title=pl.col("is_title") & ~pl.col("is_title").all().over("raw"))
        .filter(~pl.col("is_title"))
        .group_by("raw", maintain_order=True)
        .agg("compared")
    )
    return (
        names.to_frame("raw").join(listed, on="raw", how="left", maintain_order="left")["compared"].rename(names.name)
    )


@lru_cache(maxsize=50_000)
def _compared(word: str) -> str:
    return agreement.spelling(word)

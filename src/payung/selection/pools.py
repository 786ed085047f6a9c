"""Which pool of seats a person belongs to, and what pools are called: a village, a sub-district, an agency, a kind
of work or a segment. Pure functions of the row; nobody is put into a pool by a guess.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

import polars as pl
from rapidfuzz import fuzz, process

from payung.kernel import region_code
from payung.law import in_force, occupations
from payung.regions import reader

SEGMENTS = ("BPU", "PU")
ECOSYSTEMS = {
    "village": "ekosistem desa",
    "market": "ekosistem pasar",
    "ecommerce": "ekosistem e-commerce",
    "vulnerable": "pekerja rentan",
}
NEAR, FEW = 70, 3
_SIGNS = re.compile(r"[^0-9A-Z]+")


def districts(villages: Iterable[str]) -> list[str]:
    """The sub-districts of villages, ascending.

    >>> districts(["1704062001", "1704012002", "1704012001"])
    ['1704010000', '1704060000']
    """
    return sorted({region_code.at_level(code, region_code.DISTRICT) for code in villages})


def name(by: str, pool: str) -> str | None:
    """What sentences call a pool after the word "kuota"; None for a village, which sentences call "desa".

    >>> name("segment", "PU"), name("agency", "Dinas Perikanan"), name("occupation", "vulnerable")
    ('segmen PU', 'Dinas Perikanan', 'pekerja rentan')
    """
    if by == "district":
        return reader.load().full_name(pool)
    if by == "segment":
        return f"segmen {pool}"
    if by == "occupation":
        return ECOSYSTEMS.get(pool) or _lowered(_labels().get(pool, pool))
    return None if by == "village" else pool


def of_people(
    people: pl.DataFrame, by: str, known: pl.DataFrame, *, government: str, segment: str | None = None
) -> pl.Series:
    """The pool of each person, null for who belongs to none of the `known` (pool, also: List[String]).

    people: village; and agency, occupation_code or segment where `by` needs it. A row without a segment has the one
    of its wave (`segment`). An agency is the same when its name, or one of the other names that the quota file
    gives it, is written with the same words; "&" is "dan", and the name of the own government at the end is no
    part of it.
    """
    if by == "agency":
        written = people["agency"].unique().drop_nulls()
        names = agency_names(known, government)
        said = [names.get(agency_key(text, government)) for text in written]
        found = people["agency"].replace_strict(
            written, pl.Series(said, dtype=pl.String), default=None, return_dtype=pl.String
        )
        return found.alias("pool")
    pools = known["pool"].implode()
    if by == "occupation":
        codes = people["occupation_code"].unique().drop_nulls()
        kinds = codes.to_frame("occupation_code").with_columns(ecosystem=occupations.classify(codes)["ecosystem"])
        told = people.select("occupation_code").join(kinds, on="occupation_code", how="left", maintain_order="left")
        choices = [pl.col("occupation_code"), pl.col("ecosystem")]
    else:
        told = people
        village = pl.col("village")
        choices = {
            "village": [village],
            "district": [village.str.slice(0, 6) + "0000"],
            "segment": [pl.col("segment").fill_null(segment) if by == "segment" else village],
        }[by]
    inside = [pl.when(choice.is_in(pools)).then(choice) for choice in choices]
    return told.select(pl.coalesce(inside).alias("pool")).to_series()


def agency_names(known: pl.DataFrame, government: str) -> dict[str, str]:
    """The pool of every way in which the agencies' names are written, by `agency_key`."""
    names: dict[str, str] = {}
    for pool, also in known.select("pool", "also").iter_rows():
        for text in (pool, *(also or ())):
            names.setdefault(agency_key(text, government), pool)
    return names


def agency_key(text: str, government: str) -> str:
    """The name of an agency as it is compared.

    >>> agency_key("Dinas  Perikanan & Kelautan, Kota Denpasar", "5171000000")
    'DINAS PERIKANAN DAN KELAUTAN'
    """
    key = _words(text)
    for own in _own_names(government):
        if key.endswith(f" {own}"):
            return key.removesuffix(f" {own}")
    return key


def near_agencies(text: str, known: pl.DataFrame, government: str) -> list[str]:
    """Agencies whose name resembles a text, the nearest first, at most three; for a person to choose from."""
    names = agency_names(known, government)
    found = process.extract(
        agency_key(text, government), list(names), scorer=fuzz.token_set_ratio, score_cutoff=NEAR, limit=2 * FEW
    )
    return list(dict.fromkeys(names[key] for key, _, _ in found))[:FEW]


def occupation(text: str) -> str | None:
    """The pool that a quota file means: an ecosystem or an occupation by code or name; None for neither.

    >>> occupation("Nelayan"), occupation("Pekerja rentan"), occupation("Penyelam mutiara malam")
    ('nelayan-perikanan', 'vulnerable', None)
    """
    plain = occupations.plain(text)
    for code, words in ECOSYSTEMS.items():
        if plain in (occupations.plain(code), occupations.plain(words)):
            return code
    found = occupations.classify(pl.Series([text], dtype=pl.String))["code"][0]
    return None if found is None else str(found)


def ecosystem_of(code: str) -> str | None:
    """The ecosystem of an occupation code."""
    return next((entry["ecosystem"] for entry in _entries() if entry["code"] == code), None)


def _own_names(government: str) -> list[str]:
    full = _words(reader.load().full_name(government))
    return [full, full.replace("KABUPATEN ", "KAB ", 1)]


def _words(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).upper().replace("&", " DAN ")
    return " ".join(_SIGNS.sub(" ", plain).split())


def _lowered(label: str) -> str:
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _entries() -> list[dict[str, Any]]:
    return list(in_force.load().occupations["entries"])


def _labels() -> dict[str, str]:
    return {str(entry["code"]): str(entry["label"]) for entry in _entries()}

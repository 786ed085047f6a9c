"""Occupations as villages write them, put into classes by a dated vocabulary."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import polars as pl

from payung.law import in_force

CLASSES = ("works", "not-working", "honorarium", "asn-tni-polri")
ECOSYSTEMS = ("village", "market", "ecommerce", "vulnerable")
_COLUMNS = {
    "code": pl.String,
    "label": pl.String,
    "ecosystem": pl.String,
    "class": pl.String,
    "is_waged": pl.Boolean,
}
_WRITTEN = pl.Categories("payung.occupation")
_SIGNS = re.compile(r"[^0-9A-Z]+")


def classify(texts: pl.Series, parameters: in_force.ParameterSet | None = None) -> pl.DataFrame:
    """What each text means: code, label, ecosystem (village, market, ecommerce, vulnerable or null) and class.

    Same height and order as `texts` (String: words, our own code, or a civil-registry number 1-89). Class is works,
    not-working, honorarium or asn-tni-polri; `is_waged` tells work that somebody usually pays a wage for. Texts that
    the vocabulary does not know for certain give nulls: "petani karet" is a farmer, "petani dan PNS" is left to a
    person.
    """
    places, known = coded(texts, parameters)
    return known.select(pl.all().gather(places))


def coded(texts: pl.Series, parameters: in_force.ParameterSet | None = None) -> tuple[pl.Series, pl.DataFrame]:
    """The same answer cheaply for millions: the row of each text (UInt32, null for null) in a small table of answers.

    The table ends with a row of nulls, where texts that are null point.
    """
    vocabulary = _vocabulary(parameters or in_force.load())
    written = texts.cast(pl.Categorical(_WRITTEN))
    distinct = written.unique().drop_nulls()
    places = distinct.to_physical()
    rows = [_row(None)] * (int(places.max() or 0) + 2)  # type: ignore[arg-type]
    for place, text in zip(places, distinct.cast(pl.String), strict=True):
        rows[place] = _row(vocabulary.find(text))
    known = pl.DataFrame(rows, schema=_COLUMNS, orient="row")
    return written.to_physical().fill_null(len(rows) - 1), known


def codes(parameters: in_force.ParameterSet | None = None) -> frozenset[str]:
    """All codes of the vocabulary, to check a programme's list of occupations."""
    return frozenset(entry["code"] for entry in (parameters or in_force.load()).occupations["entries"])


class Vocabulary:
    """The entries of one vocabulary, found by code, number, name or any alias."""

    def __init__(self, content: dict[str, Any]) -> None:
        self._by_name: dict[str, dict[str, Any]] = {}
        for entry in content["entries"]:
            _check(entry)
            names = [entry["code"], entry["label"], *entry.get("aliases", ())]
            number = [str(entry["kemendagri"])] if "kemendagri" in entry else []
            for name in {plain(name) for name in names} | set(number):
                if name in self._by_name:
                    raise in_force.Malformed(f"Sebutan pekerjaan '{name}' tertulis pada dua kode.")
                self._by_name[name] = entry

    def find(self, text: str | None) -> dict[str, Any] | None:
        """The entry of a text: its exact name, else the longest known beginning unless the rest disagrees."""
        words = plain(text or "").split()
        exact = self._by_name.get(" ".join(words))
        if exact or len(words) < 2:
            return exact
        for length in range(len(words) - 1, 0, -1):
            entry = self._by_name.get(" ".join(words[:length]))
            if entry is not None and not words[0].isdigit():
                return entry if self._agrees(entry, words[length:]) else None
        return None

    def _agrees(self, entry: dict[str, Any], rest: list[str]) -> bool:
        others = (self._by_name.get(phrase) for phrase in _phrases(rest) if not phrase.isdigit())
        return all(other is None or other["class"] == entry["class"] for other in others)


def plain(text: str) -> str:
    """Upper case, words only, single blanks: how names of occupations are compared.

    >>> plain(" Petani / pekebun")
    'PETANI PEKEBUN'
    """
    return " ".join(_SIGNS.sub(" ", text.upper()).split())


def _phrases(words: list[str]) -> Iterator[str]:
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            yield " ".join(words[start:end])


def _row(entry: dict[str, Any] | None) -> tuple[Any, ...]:
    if entry is None:
        return (None,) * len(_COLUMNS)
    return entry["code"], entry["label"], entry["ecosystem"], entry["class"], entry.get("is_waged", False)


def _check(entry: dict[str, Any]) -> None:
    if entry["class"] not in CLASSES or entry["ecosystem"] not in (*ECOSYSTEMS, None):
        raise in_force.Malformed(f"Pekerjaan {entry['code']}: kelas atau ekosistem tidak dikenal.")


@lru_cache(maxsize=8)
def _vocabulary(parameters: in_force.ParameterSet) -> Vocabulary:
    return Vocabulary(parameters.occupations)

"""The fingerprint of a list: what makes a decree's list provable for ever, from the rows and a salt alone.

SHA-256 of lines joined by LF: first the salt (128 bits in hex), then one line a person
`NIK;NAME;VILLAGE;START;MONTHS;INSURANCE`, sorted by NIK. The salt is printed for the office only, so that a
published hash cannot be used to test whether somebody is on the list.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

import polars as pl

from payung.kernel import month

SALT_BYTES = 16


class Line(NamedTuple):
    """One person of a list: `village` of ten digits, `start` as YYYY-MM, `insurance` as JKK+JKM."""

    nik: str
    name: str
    village: str
    start: str
    months: int
    insurance: str

    def canonical(self) -> str:
        """Give the line as it is hashed.

        >>> Line("1704990101800001", "siti  aminah", "1704012001", "2024-12", 1, "JKK+JKM").canonical()
        '1704990101800001;SITI AMINAH;1704012001;2024-12;1;JKK+JKM'
        """
        name = " ".join(unicodedata.normalize("NFC", self.name).upper().split())
        return f"{self.nik};{name};{self.village};{self.start};{self.months};{self.insurance}"


def of(lines: Iterable[Line], salt: str) -> str:
    """Give the SHA-256 of a list in hex; the order of `lines` does not matter."""
    ordered = sorted(line.canonical() for line in lines)
    return hashlib.sha256("\n".join([salt, *ordered]).encode("utf-8")).hexdigest()


def content(lines: Iterable[Line]) -> str:
    """Give the SHA-256 of a list without a salt: whether two drafts are the same list. Never printed."""
    return of(lines, "")


def lines(people: pl.DataFrame) -> list[Line]:
    """Give the lines of a list from columns nik, name, village, start (Date), months, insurance."""
    columns = people.select("nik", "name", "village", "start", "months", "insurance")
    return [
        Line(nik, name, village, month.text(start), months, insurance)
        for nik, name, village, start, months, insurance in columns.iter_rows()
    ]

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
    """One person of a list: `village` of ten digits, `start` as YYYY-MM, `insurance` as JKK+JKM.

    `months` is a number, or the text of a cell that no longer holds one: then the list is another.
    """

    nik: str
    name: str
    village: str
    start: str
    months: int | str
    insurance: str

    def canonical(self) -> str:
        """Give the line as it is hashed.

        >>> Line("1704990101800001", "siti  aminah", "1704012001", "2024-12", 1, "JKK+JKM").canonical()
        '1704990101800001;SITI AMINAH;1704012001;2024-12;1;JKK+JKM'
        """
        nik, name, village, start, months, insurance = self
        name = name if name.isascii() else unicodedata.normalize("NFC", name)
        return f"{nik};{' '.join(name.upper().split())};{village};{start};{months};{insurance}"


def of(lines: Iterable[Line], salt: str) -> str:
    """Give the SHA-256 of a list in hex; the order of `lines` does not matter."""
    return salted(body(lines), salt)


def body(lines: Iterable[Line]) -> str:
    """Give the text of a list below its salt; the order of `lines` does not matter."""
    return "\n".join(sorted(line.canonical() for line in lines))


def salted(text: str, salt: str) -> str:
    """Give the SHA-256 in hex of the text of a list (`body`) below its salt."""
    return hashlib.sha256((f"{salt}\n{text}" if text else salt).encode()).hexdigest()


def content(text: str) -> str:
    """Give the SHA-256 of a `body` without a salt: whether two drafts are the same list. Never printed."""
    return salted(text, "")


def lines(people: pl.DataFrame) -> list[Line]:
    """Give the lines of a list from columns nik, name, village, start (Date), months, insurance."""
    started = pl.col("start").replace_strict(
        {start: month.text(start) for start in people["start"].unique()}, return_dtype=pl.String
    )
    return [Line(*row) for row in people.select("nik", "name", "village", started, "months", "insurance").iter_rows()]

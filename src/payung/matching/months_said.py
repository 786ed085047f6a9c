"""The month in which a cover ends, in every form that replies use."""

from __future__ import annotations

import re
from datetime import date

from payung.kernel import month

_NAMES = {name[:3].casefold(): number for number, name in enumerate(month.NAMES, 1)}
_NAMES |= {"peb": 2, "mrt": 3, "may": 5, "ags": 8, "agt": 8, "aug": 8, "oct": 10, "nop": 11, "dec": 12}
_YEAR, _MONTH = r"(?P<y>20\d\d)", r"(?P<m>0?[1-9]|1[0-2])"
_FORMS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}[-/. ]{_MONTH}[-/. ](?:0?[1-9]|[12]\d|3[01])(?:[ T]00:00(?::00)?)?",
        rf"(?:0?[1-9]|[12]\d|3[01])[-/. ]{_MONTH}[-/. ]{_YEAR}",
        rf"{_YEAR}[-/. ]?{_MONTH}",
        rf"{_MONTH}[-/. ]{_YEAR}",
        rf"(?:\d{{1,2}}[-/. ])?(?P<name>[a-z]{{3,9}})[-/., ]*(?:{_YEAR}|'?(?P<short>\d\d))",
    )
]
AFTER = re.compile(
    r"(?:lunas|berlaku|aktif)?\s*(?:s\s*[./]?\s*d\.?|sampai(?:\s+dengan)?|hingga)\s*:?\s*(?:bulan\s+)?", re.I
)
"""The words before a month at the end of a phrase: "aktif BPU s.d. Maret 2025"."""


def read(text: str) -> date | None:
    """The first day of the month that a text names, alone; null when it is no month.

    >>> read("31-03-2025"), read("Maret 2025"), read("2025-03"), read("Mar-25"), read("segera")
    (datetime.date(2025, 3, 1), datetime.date(2025, 3, 1), datetime.date(2025, 3, 1), datetime.date(2025, 3, 1), None)
    """
    plain = " ".join(text.split()).strip(" .;,()")
    for form in _FORMS:
        found = form.fullmatch(plain)
        if not found:
            continue
        said = found.groupdict()
        number = int(said["m"]) if said.get("m") else _named(said.get("name") or "")
        if number:
            year = int(said["y"]) if said.get("y") else 2000 + int(said["short"])
            return date(year, number, 1)
    return None


def _named(word: str) -> int | None:
    short = word[:3].casefold()
    number = _NAMES.get(short)
    if number is None or (len(word) > 3 and month.NAMES[number - 1].casefold() != word.casefold()):
        spelled = {"pebruari": 2, "nopember": 11, "agust": 8, "sept": 9}
        return spelled.get(word.casefold())
    return number


def cut(text: str) -> tuple[str, date | None]:
    """A phrase without the month at its end, and that month: "Aktif BPU s.d. 03-2025" says both."""
    for before in AFTER.finditer(text):
        found = read(text[before.end() :])
        if found:
            kept = text[: before.start()]
            word = before.group().split()[0].casefold() if before.group().split() else ""
            return (f"{kept} {word}" if word == "aktif" else kept).strip(" ,;-("), found
    return text, None

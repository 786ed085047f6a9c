"""What a reply says in words, as one of the verdicts; the words are data, in `words.yaml`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from payung.kernel import strict_yaml
from payung.kernel.refusal import Refusal
from payung.matching import months_said
from payung.matching.columns import VERDICTS

PLAIN, SPECIFIC = ("matched", "not-matched"), ("wage-earner", "bpu", "deceased", "moved", "other-name")
_KPJ = re.compile(r"(?:\bno(?:mor)?\.?\s*)?(?:\bkpj\s*[:.]?\s*)?(?<!\d)(\d{11})(?!\d)", re.IGNORECASE)
_NAMED = re.compile(
    r"^(?P<phrase>.*?\bnama\b.*?)\s*(?::|=|\bseharusnya\b|\bmenjadi\b|\byaitu\b)\s*(?P<name>.+)$", re.IGNORECASE
)


class NotAVerdict(Refusal):
    """A word was given a meaning that does not exist."""


@dataclass(frozen=True)
class Said:
    """What the cells of one line say: a verdict or none; `unknown` holds words that nobody knows."""

    verdict: str | None = None
    kpj: str | None = None
    paid_through: date | None = None
    name: str | None = None
    unknown: str | None = None


def phrase(text: str) -> str:
    """A text as it is looked up: lower case, letters and digits, one blank between words."""
    return " ".join(re.findall(r"[a-z0-9√✓✔]+", text.casefold()))


def heading(text: str) -> str | None:
    """Which part of an answer a column holds: verdict, remark, segment, paid, kpj, said_name, or None."""
    said = phrase(text)
    if said in _said()["headings"]:
        found: str = _said()["headings"][said]
        return found
    return "verdict" if said in _said()["verdicts"] else None


def taught(lessons: Sequence[str]) -> dict[str, str]:
    """What a clerk says about words: "KATA=HASIL" each; raises NotAVerdict.

    >>> taught(["Data bersih=matched"])
    {'data bersih': 'matched'}
    """
    found = {}
    for lesson in lessons:
        word, _, verdict = lesson.rpartition("=")
        if not phrase(word) or verdict.strip() not in VERDICTS:
            raise NotAVerdict(f"Tulis --word sebagai KATA=HASIL; HASIL salah satu dari {', '.join(VERDICTS)}.")
        found[phrase(word)] = verdict.strip()
    return found


def of_title(name: str, source: str) -> str | None:
    """The verdict that the name of a sheet says for all its lines: "TIDAK PADAN (12)"."""
    words = [word for word in phrase(name).split() if not word.isdigit()]
    known = _verdict(" ".join(words), source, {})
    short = [word for word in words if word not in _said()["fillers"]]
    return known or _verdict(" ".join(short), source, {})


def read(
    columns: Sequence[tuple[str, str]], remark: str, segment: str, source: str, lessons: Mapping[str, str]
) -> Said:
    """What a line says: `columns` are (heading, cell) of the verdict columns; a remark may say it more exactly."""
    answer = Said()
    for title, cell in columns:
        answer = _both(answer, _one(title, cell, segment, source, lessons))
    told = _one("", remark, segment, source, lessons)
    if answer.verdict is None and answer.unknown is None:
        return told
    return answer if told.unknown else _both(answer, told)


def _one(title: str, cell: str, segment: str, source: str, lessons: Mapping[str, str]) -> Said:
    plain = " ".join(cell.split())
    if not plain or not phrase(plain):
        return Said()
    if phrase(plain) in lessons:
        return Said(lessons[phrase(plain)])
    if (of_heading := _verdict(phrase(title), source, lessons)) and phrase(plain) in _said()["yes"]:
        return Said(of_heading)
    if of_heading and phrase(plain) in _said()["no"]:
        return Said("not-matched" if of_heading == "matched" else None)
    rest, kpj = _kpj(plain)
    rest, paid = months_said.cut(rest)
    named = _NAMED.match(rest)
    for text, name in ((rest, None), (named["phrase"], named["name"].strip()) if named else ("", None)):
        said = phrase(text)
        if said in _said()["needs_segment"] and phrase(segment) and source == "bpjs":
            said = f"{said} {phrase(segment)}"
        if verdict := _verdict(said, source, lessons):
            return Said(verdict, kpj, paid, name)
    if not phrase(rest) and (kpj or paid):
        return Said(kpj=kpj, paid_through=paid)
    return Said(unknown=plain)


def _both(first: Said, second: Said) -> Said:
    """Two statements of one line as one: the more specific wins, two that contradict each other are unknown words."""
    if second == Said():
        return first
    merged = replace(
        first,
        kpj=first.kpj or second.kpj,
        paid_through=first.paid_through or second.paid_through,
        name=first.name or second.name,
        unknown=first.unknown or second.unknown,
    )
    if first.verdict == second.verdict or second.verdict is None:
        return merged
    if first.verdict is None or (first.verdict in PLAIN and second.verdict in SPECIFIC):
        return replace(merged, verdict=second.verdict)
    if second.verdict in PLAIN and first.verdict in SPECIFIC:
        return merged
    return replace(merged, verdict=None, unknown=f"{first.verdict} / {second.verdict}")


def _kpj(text: str) -> tuple[str, str | None]:
    found = _KPJ.search(text)
    if not found:
        return text, None
    return (text[: found.start()] + " " + text[found.end() :]).strip(" ,;-()"), found[1]


def _verdict(said: str, source: str, lessons: Mapping[str, str]) -> str | None:
    own = _said()["of_source"].get(source, {})
    if said in lessons:
        return lessons[said]
    if said in own:
        found: str | None = own[said]
        return found
    known: dict[str, str] = _said()["verdicts"]
    return known.get(said)


@cache
def _said() -> dict[str, Any]:
    """`words.yaml` turned around: phrase to what it means. A phrase under `ask` means nothing from that source."""
    written = strict_yaml.read(files(__package__).joinpath("words.yaml").read_text(encoding="utf-8"))

    def turned(lists: dict[str, list[str]]) -> dict[str, str | None]:
        return {phrase(word): None if name == "ask" else name for name, words in lists.items() for word in words}

    plain = {
        name: {phrase(str(word)) for word in written[name]} for name in ("needs_segment", "yes", "no", "fillers")
    }
    return plain | {
        "headings": turned(written["headings"]),
        "verdicts": turned(written["verdicts"]),
        "of_source": {source: turned(lists) for source, lists in written["of_source"].items()},
    }

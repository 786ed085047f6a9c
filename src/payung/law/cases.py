"""Worked cases a jurist can sign: each run alone and all as one frame, against what the file expects."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from payung.kernel import strict_yaml
from payung.kernel.refusal import Refusal
from payung.law import asks, written
from payung.law.in_force import ParameterSet

_KEYS = {"name", "ask", "given", "expect"}


class Malformed(Refusal):
    """The file is no list of cases; the message is one Indonesian sentence that names the line and the case."""


@dataclass(frozen=True)
class Case:
    """One sentence of law: what is asked, what is given, what must come out; `lines` says where keys stand."""

    name: str
    ask: str
    given: dict[str, Any]
    expect: dict[str, Any]
    lines: Mapping[str, int]

    def refused(self, key: str | None, why: object) -> Malformed:
        """What to raise for one of its keys: the sentence with the line of that key, else of the case."""
        return Malformed(f"Baris {self.lines.get(key or '', self.lines[''])}, kasus '{self.name}': {why}")


@dataclass(frozen=True)
class Outcome:
    """One case after the run; no differences means that it holds both alone and in the frame of all cases."""

    case: Case
    differences: tuple[str, ...]


def read(text: str) -> list[Case]:
    """Read a YAML list of cases; raises Malformed."""
    try:
        content, lines = strict_yaml.read(text), strict_yaml.lines(text)
    except strict_yaml.Unreadable as problem:
        raise Malformed(str(problem)) from None
    if not isinstance(content, list) or not content:
        raise Malformed("Isinya harus berisi daftar kasus, masing-masing dengan name, ask, given dan expect.")
    return [_case(entry, _lines_of(place, lines)) for place, entry in enumerate(content)]


def run(cases: list[Case], parameters: ParameterSet) -> list[Outcome]:
    """Answer every case alone and all of one kind as one frame; raises Malformed when an input is missing."""
    alone = [_answers([case], parameters)[0] for case in cases]
    together: dict[int, dict[str, Any]] = {}
    for ask in asks.KINDS:
        places = [place for place, case in enumerate(cases) if case.ask == ask]
        together |= zip(places, _answers([cases[place] for place in places], parameters), strict=True)
    return [
        Outcome(case, tuple(_differences(case, alone[place], together[place]))) for place, case in enumerate(cases)
    ]


def _answers(cases: list[Case], parameters: ParameterSet) -> list[dict[str, Any]]:
    if not cases:
        return []
    kind = asks.KINDS[cases[0].ask]
    rows = []
    for case in cases:
        try:
            rows.append(kind.row(case.given, set(case.expect), parameters))
        except written.Missing as problem:
            raise case.refused(problem.key, problem) from None
    return kind.answer(rows, parameters)


def _differences(case: Case, alone: dict[str, Any], together: dict[str, Any]) -> list[str]:
    found = []
    for key, expected in case.expect.items():
        wanted = asks.comparable(expected)
        if asks.comparable(alone[key]) != wanted:
            found.append(f"{key}: diharapkan {asks.spoken(expected)}, hasil {asks.spoken(alone[key])}")
        elif asks.comparable(together[key]) != wanted:
            found.append(f"{key}: hasil sendiri {asks.spoken(alone[key])}, bersama {asks.spoken(together[key])}")
    return found


def _lines_of(place: int, lines: Mapping[tuple[str | int, ...], int]) -> dict[str, int]:
    """The lines of one case: its own under "", each of its keys, and those inside given and expect."""
    inside = {str(path[-1]): line for path, line in lines.items() if path[0] == place and len(path) in (2, 3)}
    return inside | {"": lines[place,]}


def _case(entry: Any, lines: Mapping[str, int]) -> Case:
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
        raise Malformed(f"Baris {lines['']}: kasus tidak mempunyai name berupa teks.")
    given, expect = entry.get("given"), entry.get("expect") or {}
    case = Case(entry["name"], str(entry.get("ask")), given or {}, {}, lines)
    if unknown := sorted(str(key) for key in entry.keys() - _KEYS):
        raise case.refused(unknown[0], f"kunci {', '.join(unknown)} tidak dikenal.")
    if case.ask not in asks.KINDS:
        raise case.refused("ask", f"ask harus salah satu dari {', '.join(asks.KINDS)}.")
    if not isinstance(given, dict) or not isinstance(expect, dict):
        raise case.refused("given", "given dan expect harus berisi pasangan kunci dan nilai.")
    kind = asks.KINDS[case.ask]
    for part, content, known in (("given", given, kind.given), ("expect", expect, kind.expect)):
        if unknown := sorted(str(key) for key in content.keys() - set(known)):
            raise case.refused(unknown[0], f"{', '.join(unknown)} tidak dikenal dalam {part}.")
    try:
        return replace(case, expect={key: kind.expect[key](expect, key) for key in expect})
    except written.Missing as problem:
        raise case.refused(problem.key, f"dalam expect, {problem}") from None

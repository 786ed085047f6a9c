"""Worked cases a jurist can sign: each run alone and all as one frame, against what the file expects."""

from dataclasses import dataclass
from typing import Any

from payung.kernel import strict_yaml
from payung.kernel.refusal import Refusal
from payung.law import asks
from payung.law.in_force import ParameterSet

_KEYS = {"name", "ask", "given", "expect"}


class Malformed(Refusal):
    """The file is no list of cases; the message is one Indonesian sentence that names the case."""


@dataclass(frozen=True)
class Case:
    """One sentence of law: what is asked, what is given, what must come out."""

    name: str
    ask: str
    given: dict[str, Any]
    expect: dict[str, Any]


@dataclass(frozen=True)
class Outcome:
    """One case after the run; no differences means that it holds both alone and in the frame of all cases."""

    case: Case
    differences: tuple[str, ...]


def read(text: str) -> list[Case]:
    """Read a YAML list of cases; raises Malformed."""
    try:
        content = strict_yaml.read(text)
    except strict_yaml.Unreadable as problem:
        raise Malformed(str(problem)) from None
    if not isinstance(content, list) or not content:
        raise Malformed("Berkas harus berisi daftar kasus, masing-masing dengan name, ask, given dan expect.")
    return [_case(place, entry) for place, entry in enumerate(content, start=1)]


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
        except asks.Missing as problem:
            raise Malformed(f"Kasus '{case.name}': {problem}") from None
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


def _case(place: int, entry: Any) -> Case:
    if not isinstance(entry, dict) or not isinstance(entry.get("name"), str):
        raise Malformed(f"Kasus ke-{place} tidak mempunyai name.")
    name, where = entry["name"], f"Kasus '{entry['name']}'"
    if unknown := sorted(str(key) for key in entry.keys() - _KEYS):
        raise Malformed(f"{where}: kunci {', '.join(unknown)} tidak dikenal.")
    if entry.get("ask") not in asks.KINDS:
        raise Malformed(f"{where}: ask harus salah satu dari {', '.join(asks.KINDS)}.")
    given, expect = entry.get("given"), entry.get("expect") or {}
    if not isinstance(given, dict) or not isinstance(expect, dict):
        raise Malformed(f"{where}: given dan expect harus berisi pasangan kunci dan nilai.")
    kind = asks.KINDS[entry["ask"]]
    for part, content, known in (("given", given, kind.given), ("expect", expect, kind.expect)):
        if unknown := sorted(str(key) for key in content.keys() - known):
            raise Malformed(f"{where}: {', '.join(unknown)} tidak dikenal dalam {part}.")
    return Case(name, entry["ask"], given, expect)

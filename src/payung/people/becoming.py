"""Who counts as whom after the verdicts of clerks: a function of the latest verdicts, so each can be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    """The latest verdict about a pair of persons. `decided` orders verdicts (0: none); `left_has_nik` whose it is."""

    pair_id: int
    why: str
    left: int
    right: int
    verdict: str
    left_has_nik: bool
    decided: int


def becomes(verdicts: Iterable[Verdict]) -> dict[int, int]:
    """For each person whose sightings count for another: that other.

    One NIK, the same person: the newcomer counts for the one known before. One NIK, different people, and the NIK is
    the newcomer's: the two change places. Two NIKs, the same person: all count for the side whose NIK is right; where
    several pairs join more than two, the verdict given last says whose.
    """
    said = sorted(verdicts, key=lambda verdict: verdict.decided)
    exchanged: dict[int, int] = {}
    for one in said:
        if one.why == "equal-nik" and one.verdict == "different" and not one.left_has_nik:
            exchanged |= {one.left: one.right, one.right: one.left}
    root: dict[int, int] = {}

    def top(person: int) -> int:
        while person in root:
            person = root[person]
        return person

    for one in said:
        if one.verdict != "same":
            continue
        left, right = (top(exchanged.get(side, side)) for side in (one.left, one.right))
        if left == right:
            continue
        keeps_left = one.why == "equal-nik" or one.left_has_nik
        root[right if keeps_left else left] = left if keeps_left else right
    people = {side for one in said for side in (one.left, one.right)}
    found = {person: top(exchanged.get(person, person)) for person in people}
    return {person: who for person, who in found.items() if who != person}


def contradicted(verdicts: Iterable[Verdict]) -> int | None:
    """A pair of two NIKs that was decided to be different people, although other verdicts make them one; or None."""
    said = list(verdicts)
    moved = becomes(said)
    for one in said:
        is_other = one.why == "likely" and one.verdict == "different"
        if is_other and moved.get(one.left, one.left) == moved.get(one.right, one.right):
            return one.pair_id
    return None

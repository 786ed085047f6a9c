"""Find the village a text means, inside a region; two possible villages are never guessed between."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz.distance import OSA

from payung.kernel import region_code
from payung.regions import spelling

RESOLVED, UNKNOWN, AMBIGUOUS, OUTSIDE = "resolved", "unknown", "ambiguous", "outside"

_CODE = re.compile(r"(?<!\d)(\d{2})[.\s]?(\d{2})[.\s]?(\d{2})[.\s]?([123]\d{3})(?!\d)", re.ASCII)
_PART = re.compile(r"(?:^|[\s,(/;-])(?P<what>KEC(?:AMATAN)?|KAB(?:UPATEN)?|PROV(?:INSI)?)\b[\s.:]*", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[,/;]\s*|\s+-\s+")
_BRACKETS = re.compile(r"[\s,()/;:-]+$|^[\s,()/;:-]+")


@dataclass(frozen=True)
class Answer:
    """What a text was found to mean; `candidates` holds every village it may mean, `near` whether the name
    was written otherwise by a letter or two."""

    code: str | None
    status: str | None
    candidates: tuple[str, ...] = ()
    near: bool = False


@dataclass(frozen=True)
class Written:
    """A text taken apart: "Maje, Kec. Maje, Kab. Kaur"."""

    village: str
    district: str = ""
    regency: str = ""
    code: str | None = None


def take_apart(text: str) -> Written:
    """Split a village text into its own name, the kecamatan and kabupaten named in it, and a code.

    >>> take_apart("17.04.06.2001 Maje (Kec. Maje), Kab. Kaur")
    Written(village='Maje', district='Maje', regency='Kaur', code='1704062001')
    """
    code = None
    if found := _CODE.search(text):
        code = "".join(found.groups())
        text = f"{text[: found.start()]} {text[found.end() :]}"
    marks = list(_PART.finditer(text))
    parts = {"": text[: marks[0].start()] if marks else text}
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        parts[mark["what"][:3].upper()] = text[mark.end() : following.start() if following else None]
    clean = {name: _BRACKETS.sub("", part) for name, part in parts.items()}
    if not clean[""] and "KEC" in clean and "," in clean["KEC"]:
        clean["KEC"], clean[""] = (_BRACKETS.sub("", part) for part in clean["KEC"].split(",", 1))
    return Written(clean[""], clean.get("KEC", ""), clean.get("KAB", ""), code)


@dataclass
class Names:
    """The names of a set of regions, searchable by any spelling."""

    named: dict[str, str]
    by_key: dict[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.by_key = defaultdict(set)
        for code, name in self.named.items():
            tokens = spelling.words(name)
            for spelled in spelling.keys(tokens) | spelling.keys(spelling.bare(tokens)):
                self.by_key[spelled].add(code)

    @cached_property
    def own_keys(self) -> dict[str, str]:
        """The key of each region's own name, for comparing letter by letter."""
        return {code: spelling.key(spelling.words(name)) for code, name in self.named.items()}

    @cached_property
    def own_numbers(self) -> dict[str, str]:
        """The numbers in each region's own name."""
        return {code: spelling.numbers(own) for code, own in self.own_keys.items()}

    def exact(self, tokens: list[str]) -> set[str]:
        """Every region one of whose spellings equals one of the text's."""
        found: set[str] = set()
        for spelled in spelling.keys(tokens) | spelling.keys(spelling.bare(tokens)):
            found |= self.by_key.get(spelled, set())
        return found

    def near(self, tokens: list[str], among: set[str] | None = None) -> set[str]:
        """Regions a typing error away: within one letter (5-8 letters) or two (9 and more), with every
        other region that is almost as near; equal numbers required, so that II is never taken for III."""
        nearest: dict[str, int] = {}
        closest, limit = 99, 0
        for spelled in spelling.keys(spelling.bare(tokens)):
            allowed = 2 if len(spelled) >= 9 else 1 if len(spelled) >= 5 else 0
            if not allowed:
                continue
            limit = max(limit, allowed)
            wanted = spelling.numbers(spelled)
            for code, own in self.own_keys.items():
                if among is not None and code not in among:
                    continue
                if self.own_numbers[code] != wanted:
                    continue
                distance = OSA.distance(spelled, own, score_cutoff=allowed + 1)
                if distance <= allowed + 1:
                    nearest[code] = min(distance, nearest.get(code, 99))
                    closest = min(closest, distance)
        if closest > limit:
            return set()
        return {code for code, distance in nearest.items() if distance <= closest + 1}


def best_spelling(names: Names, tokens: list[str], found: set[str]) -> set[str]:
    """Of several matches, those whose own name is written exactly so, if any."""
    written = {spelling.key(tokens), spelling.key(spelling.bare(tokens))}
    return {code for code in found if names.own_keys[code] in written} or found


class Resolver:
    """Answers for the villages of one region, each distinct text once."""

    def __init__(self, villages: dict[str, str], districts: dict[str, str], regencies: dict[str, str]):
        self.villages = Names(villages)
        self.districts = Names(districts)
        self.regencies = Names({code: name.split(" ", 1)[-1] for code, name in regencies.items()})

    def districts_named(self, text: str) -> set[str]:
        """Kecamatan a text means; several when the name is not unique; empty when none."""
        tokens = spelling.words(text)
        if not tokens:
            return set()
        found = self.districts.exact(tokens)
        return best_spelling(self.districts, tokens, found) if found else self.districts.near(tokens)

    def village(self, text: str, district_text: str = "") -> Answer:
        """The village a text means, with the kecamatan (and kabupaten) written beside it."""
        written = take_apart(text)
        beside = take_apart(f"Kec. {district_text}") if district_text else Written("")
        by_name = self._by_name(written, beside) if written.village else None
        if by_name is not None and by_name.status == UNKNOWN and not written.district:
            by_name = self._with_district(written.village) or by_name
        if written.code is None:
            return by_name or Answer(None, None)
        if written.code not in self.villages.named:
            return Answer(None, UNKNOWN)
        if by_name is None or written.code in by_name.candidates or not by_name.candidates:
            return Answer(written.code, RESOLVED, (written.code,))
        return Answer(None, AMBIGUOUS, tuple(sorted({written.code, *by_name.candidates})))

    def _with_district(self, text: str) -> Answer | None:
        """The village in "Linau, Maje" or "Linau / Maje", where the second name is that of its kecamatan."""
        village, *behind = _SEPARATOR.split(text, maxsplit=1)
        districts = self.districts_named(behind[0]) if behind else set()
        if not districts or not village:
            return None
        found = self._by_name(Written(village, behind[0]), Written(""))
        inside = found.code is not None and region_code.parent(found.code) in districts
        return found if inside else None

    def _by_name(self, written: Written, beside: Written) -> Answer:
        tokens = spelling.words(written.village)
        if not tokens:
            return Answer(None, None)
        districts = self.districts_named(written.district or beside.district)
        if regency := written.regency or beside.regency:
            regencies = self.regencies.exact(spelling.words(regency))
            inside = {d for d in districts or self.districts.named if region_code.parent(d) in regencies}
            districts = inside or districts
        found = self.villages.exact(tokens)
        if found:
            found = _narrow(best_spelling(self.villages, tokens, found), districts) or found
            return _answer(_of_kind(found, spelling.stated_kind(tokens)))
        among = {v for v in self.villages.named if region_code.parent(v) in districts} if districts else None
        return _answer(self.villages.near(tokens, among), near=True)


def _narrow(found: set[str], districts: Iterable[str]) -> set[str]:
    wanted = set(districts)
    inside = {code for code in found if region_code.parent(code) in wanted}
    return inside or found


def _of_kind(found: set[str], kind: str | None) -> set[str]:
    return {code for code in found if region_code.kind(code) == kind} or found if kind else found


def _answer(found: set[str], *, near: bool = False) -> Answer:
    candidates = tuple(sorted(found))
    if len(candidates) == 1:
        return Answer(candidates[0], RESOLVED, candidates, near)
    return Answer(None, AMBIGUOUS if candidates else UNKNOWN, candidates)

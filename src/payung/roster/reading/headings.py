"""Which field a heading means, whatever its wording; the wordings are data, in `headings.yaml`."""

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

import yaml
from rapidfuzz.distance import Levenshtein

IN_BRACKETS = re.compile(r"[(\[{][^)\]}]*[)\]}]?")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
WORD = re.compile(r"[a-z0-9]+")
MANY_DIGITS = re.compile(r"\d{5}|\d.*\d.*\d.*\d.*\d")
LONGEST = 80
SAFE_TO_CORRECT = 7
MAN, WOMAN = "man", "woman"
TICKS = {
    **dict.fromkeys(("l", "lk", "laki", "lakilaki", "pria"), MAN),
    **dict.fromkeys(("p", "pr", "perempuan", "wanita"), WOMAN),
}
PART_OF_BIRTH = {
    **dict.fromkeys(("tempat", "kota", "kab", "kabupaten", "kabkota"), "birth_place"),
    **dict.fromkeys(("tanggal", "tanggalbulantahun", "tanggalblnthn", "haribulantahun"), "birth_date"),
}


class Vocabulary:
    """The wordings, ready to be looked up."""

    def __init__(self) -> None:
        source = yaml.safe_load(files(__package__).joinpath("headings.yaml").read_text(encoding="utf-8"))
        self.spelling = {other: word for word, others in source["words"].items() for other in others}
        self.fillers = frozenset(source["fillers"])
        self.others = frozenset(source["others"])
        self.known: dict[str, tuple[tuple[str, ...], int]] = {}
        for names, wordings in source["fields"].items():
            for rank, wording in enumerate(wordings):
                joined = "".join(self.words(wording))
                self.known.setdefault(joined, (tuple(names.split()), rank))
        self.silent = {"".join(self.words(wording)) for wording in source["silent"]}

    def words(self, heading: str) -> list[str]:
        """The words of a heading in one spelling: "N.I.K" is one word, as is "L / P"."""
        plain = unicodedata.normalize("NFKC", CAMEL.sub(" ", heading)).lower()
        words: list[str] = []
        spelled = False
        for word in WORD.findall(plain):
            if len(word) == 1 and word.isalpha():
                if spelled:
                    words[-1] += word
                else:
                    words.append(word)
                spelled = True
            else:
                words.append(word)
                spelled = False
        return [self.spelling.get(word, word) for word in words]


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once."""
    return Vocabulary()


@lru_cache(maxsize=4096)
def meaning(heading: str) -> tuple[tuple[str, ...], int] | None:
    """The fields that a heading means and how well it fits (0 best), or None.

    >>> meaning("N.I.K")
    (('nik',), 0)
    >>> meaning("RT/RW")[0]
    ('rt', 'rw')
    >>> meaning("NIK Ayah") is None
    True
    """
    if not heading or len(heading) > LONGEST or MANY_DIGITS.search(heading):
        return None
    known = vocabulary().known
    whole = vocabulary().words(heading)
    bare = whole if about_others(heading) else vocabulary().words(IN_BRACKETS.sub(" ", heading))
    for words in (whole, bare, vocabulary().words(heading.lower())):
        if found := known.get("".join(words)):
            return found
    for words in (whole, bare):
        short = "".join(word for word in words if word not in vocabulary().fillers)
        if short != "".join(words) and (found := known.get(short)):
            return found[0], found[1] + 100
    return corrected("".join(bare))


def about_others(heading: str) -> bool:
    """Whether the words in brackets say whose it is: "NIK (ahli waris)", "Nama (KK)"."""
    inside = {word for part in IN_BRACKETS.findall(heading) for word in vocabulary().words(part)}
    return bool(inside & (vocabulary().others | {"kk", "keluarga"}))


def corrected(joined: str) -> tuple[tuple[str, ...], int] | None:
    """A heading with one letter wrong, where only one field is that near."""
    if len(joined) < SAFE_TO_CORRECT or joined.isdigit():
        return None
    near = {
        found[0]
        for wording, found in vocabulary().known.items()
        if len(wording) >= SAFE_TO_CORRECT and Levenshtein.distance(joined, wording, score_cutoff=1) <= 1
    }
    return (near.pop(), 200) if len(near) == 1 else None


def stacked(parts: tuple[str, ...]) -> tuple[tuple[str, ...], int] | None:
    """What a heading of several lines means: "Lahir" over "Tempat", "Alamat" over "RT".

    A line below alone counts only when nothing above says that it is about somebody else: "NIK" under
    "Ahli Waris" is not the NIK.
    """
    if not parts:
        return None
    if len(parts) == 1:
        return meaning(parts[0])
    if within := part_of(parts[-2], parts[-1]):
        return within
    if found := meaning(" ".join(parts)) or meaning(" ".join(reversed(parts))):
        return found
    above = {word for part in parts[:-1] for word in vocabulary().words(part)}
    return None if above & vocabulary().others else meaning(parts[-1])


def part_of(above: str, below: str) -> tuple[tuple[str, ...], int] | None:
    """What a short word means under a heading of two things: "Tanggal" under "Tempat/Tgl Lahir", "L" under "JK"."""
    over = meaning(above)
    said = "".join(vocabulary().words(below))
    if over and over[0] == ("birth",) and said in PART_OF_BIRTH:
        return (PART_OF_BIRTH[said],), 0
    return ((TICKS[said],), 0) if over and over[0] == ("sex",) and said in TICKS else None


def ticked(heading: str) -> str | None:
    """Whether a heading alone is one of the two columns in which the sex is ticked: MAN, WOMAN or None."""
    return TICKS.get("".join(vocabulary().words(heading)))


def is_silent(heading: str) -> bool:
    """Whether a column needs no word: the running number, or our own remarks."""
    return "".join(vocabulary().words(IN_BRACKETS.sub(" ", heading))) in vocabulary().silent

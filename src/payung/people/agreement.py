"""Do two sightings that state the same NIK speak of one person? By birth date, or by name with Indonesian habits."""

import re
import unicodedata
from functools import lru_cache

import polars as pl
from rapidfuzz import fuzz

_TITLES = """
H HJ HAJI HAJJAH HAJAH ALM ALMH ALMARHUM ALMARHUMAH DR DRS DRA DRG DRH IR PROF KH KYAI KIAI UST USTAD USTADZ USTADZAH
SPD SP SE SH SHI SAG SSI SST ST SKM SKOM SSOS SIP SIKOM SPDI SPT SPI SKEP SFARM MPD MPDI MSI MM MH MAG MKES MKOM AMD
AMDKEB AMDKEP AMAPD NS BA TN NY NN SDR SDRI BPK IBU TGK
"""
TITLES = frozenset(_TITLES.split())
"""Words before or after a name that are no part of it, without dots."""

SPELLINGS = {
    word: full
    for full, words in {
        "MUHAMMAD": "M MD MHD MUH MOH MUHD MOHD MOCH MUCH MUHAMAD MUHAMMED MUHAMED MUHAMMAT MOHAMAD MOHAMMAD "
        "MOHAMED MOHAMMED MOCHAMAD MOCHAMMAD MUCHAMAD MUCHAMMAD",
        "AHMAD": "AHMAT ACHMAD ACHMAT AKHMAD",
        "ABDUL": "ABD ABDOEL ABDOL",
        "SITI": "ST SITTI SITY SITTY",
        "NUR": "NOER NOR NOOR NUUR",
        "SYARIF": "SARIF SYARIEF SARIEF",
    }.items()
    for word in words.split()
}
"""Shortened or varied spellings of the words that begin very many names."""

_COMMON = """
MUHAMMAD AHMAD ABDUL SITI NUR SRI DEWI I NI IDA MADE WAYAN NYOMAN KETUT PUTU GEDE KADEK KOMANG LUH GUSTI ANAK AGUNG
ANDI DAENG LA WA BAIQ LALU
"""
COMMON = frozenset(_COMMON.split())
"""Words so frequent that they alone do not tell two people apart."""

OLD_SPELLING = (("OE", "U"), ("DJ", "J"), ("TJ", "C"), ("NJ", "NY"), ("SJ", "SY"), ("CH", "H"), ("KH", "H"))
"""Spelling before 1972 (Soewandi and Van Ophuijsen) and the Arabic kh, h and ch that clerks write as they hear."""

ALIKE = 86
"""Similarity of two whole names, 0-100, from which a typing error is likelier than another person."""


def agree(pairs: pl.DataFrame) -> pl.DataFrame:
    """Add `births_agree`, `names_agree` and `agree` (Boolean, never null) to pairs of sightings of one NIK.

    In: left_name, right_name (String), left_birth, right_birth (Date); null means not stated and agrees with
    nothing. The sightings are of one person when the birth date is equal or the names agree.
    """
    names = pairs.select("left_name", "right_name").unique()
    verdict = pl.Series(
        "names_agree",
        [names_agree(left, right) for left, right in names.iter_rows()],
        dtype=pl.Boolean,
    )
    return (
        pairs.join(
            names.with_columns(verdict),
            on=["left_name", "right_name"],
            how="left",
            nulls_equal=True,
            maintain_order="left",
        )
        .with_columns(births_agree=(pl.col("left_birth") == pl.col("right_birth")).fill_null(False))
        .with_columns(agree=pl.col("births_agree") | pl.col("names_agree"))
    )


def names_agree(left: str | None, right: str | None) -> bool:
    """Whether two spellings may be one name, given that their NIK is equal.

    >>> names_agree("Moh. Yusuf, S.Pd", "MUHAMMAD JUSUF")
    True
    >>> names_agree("Siti Aminah", "Aminah")
    True
    >>> names_agree("Siti Aminah", "Siti Rahayu")
    False
    """
    if not left or not right:
        return False
    if left == right:
        return True
    first, second = words(left), words(right)
    if not first or not second:
        return False
    if sorted(first) == sorted(second) or "".join(first) == "".join(second):
        return True
    if fuzz.token_sort_ratio(" ".join(first), " ".join(second)) >= ALIKE and not _differ_in_a_word(first, second):
        return True
    return _within(first, second) if len(first) <= len(second) else _within(second, first)


@lru_cache(maxsize=200_000)
def words(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared: without titles, father's name and old spelling.

    >>> words("Hj. Sitti Moerni binti Djamal")
    ('SITI', 'MURNI')
    """
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    text = re.sub(r"\b([A-Z])\.(?=[A-Z]{1,3}\b\.?)", r"\1", text.split(",")[0])
    text = re.sub(r"['`’]", "", text)
    said = [word for word in re.split(r"[^A-Z]+", text) if word]
    for cut in ("BIN", "BINTI", "BT", "BTE"):
        if cut in said[1:]:
            said = said[: said.index(cut, 1)]
    kept = [word for word in said if word not in TITLES] or said
    return tuple(spelling(word) for word in kept)


def spelling(word: str) -> str:
    """One word of a name (A-Z) in the spelling in which words are compared."""
    if word in SPELLINGS:
        return SPELLINGS[word]
    for old, new in OLD_SPELLING:
        word = word.replace(old, new)
    word = re.sub(r"(.)\1+", r"\1", word.replace("Y", "I").replace("V", "F"))
    return SPELLINGS.get(word, word)


def _differ_in_a_word(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """True for SITI AMINAH and SITI RAMLAH: equal common words must not carry a different own name."""
    own_first = [w for w in first if w not in COMMON]
    own_second = [w for w in second if w not in COMMON]
    if not own_first or not own_second:
        return first != second
    return fuzz.token_sort_ratio(" ".join(own_first), " ".join(own_second)) < ALIKE - 12


def _within(shorter: tuple[str, ...], longer: tuple[str, ...]) -> bool:
    """Whether every word of the shorter name stands in the longer, one of them more than a common word."""
    left = list(longer)
    telling = False
    for word in shorter:
        match = next((other for other in left if _same_word(word, other)), None)
        if match is None:
            return False
        left.remove(match)
        telling = telling or (len(word) > 2 and word not in COMMON)
    return telling


def _same_word(word: str, other: str) -> bool:
    if word == other:
        return True
    if len(word) == 1 or len(other) == 1:
        return word[0] == other[0]
    return min(len(word), len(other)) >= 4 and fuzz.ratio(word, other) >= ALIKE - 4

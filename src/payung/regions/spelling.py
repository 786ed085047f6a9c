"""Place names as villages write them: the spellings that mean the same place."""

import re
import unicodedata
from itertools import islice, product

TYPE_WORDS = {
    "DESA": "desa",
    "DS": "desa",
    "DSA": "desa",
    "KELURAHAN": "kelurahan",
    "KEL": "kelurahan",
    "KLRHN": "kelurahan",
    "NAGARI": None,
    "PEKON": None,
    "GAMPONG": None,
    "KAMPUNG": None,
    "KP": None,
    "DISTRIK": None,
    "KECAMATAN": None,
    "KEC": None,
}
"""Words before a name that say what kind of place it is, with the kind they promise."""

ABBREVIATIONS = {
    "AFD": ("AFDELING",),
    "BDR": ("BANDAR",),
    "BJR": ("BANJAR",),
    "BKT": ("BUKIT",),
    "BL": ("BALAI",),
    "BRT": ("BARAT",),
    "BT": ("BATU", "BUKIT", "BATANG"),
    "BTG": ("BATANG", "BINTANG"),
    "DLM": ("DALAM",),
    "GN": ("GUNUNG",),
    "GNG": ("GUNUNG",),
    "GP": ("GAMPONG",),
    "HL": ("HULU", "HILIR"),
    "HLR": ("HILIR",),
    "KL": ("KUALA",),
    "KP": ("KAMPUNG",),
    "KPG": ("KAMPUNG",),
    "KMP": ("KAMPUNG",),
    "KR": ("KARANG", "KRUENG"),
    "KRG": ("KARANG",),
    "KT": ("KOTA", "KUTA"),
    "LB": ("LUBUK", "LABUHAN"),
    "LBK": ("LUBUK",),
    "MA": ("MUARA",),
    "MNS": ("MEUNASAH",),
    "MR": ("MUARA",),
    "NG": ("NANGA", "NEGERI"),
    "P": ("PULAU",),
    "PD": ("PADANG", "PONDOK"),
    "PDG": ("PADANG",),
    "PDK": ("PONDOK",),
    "PERK": ("PERKEBUNAN",),
    "PGR": ("PAGAR",),
    "PKL": ("PANGKALAN",),
    "PL": ("PULAU",),
    "PS": ("PASAR", "PASIR"),
    "PSR": ("PASAR", "PASIR"),
    "RT": ("RANTAU",),
    "S": ("SUNGAI", "SIMPANG"),
    "SB": ("SUMBER",),
    "SBR": ("SUMBER",),
    "SEL": ("SELATAN",),
    "SG": ("SUNGAI",),
    "SK": ("SUKA",),
    "SLT": ("SELATAN", "SELAT"),
    "SP": ("SIMPANG",),
    "SPG": ("SIMPANG",),
    "TB": ("TEBING", "TUMBANG"),
    "TG": ("TANJUNG",),
    "TGH": ("TENGAH",),
    "TGK": ("TEUNGKU",),
    "TJ": ("TANJUNG",),
    "TJG": ("TANJUNG",),
    "TL": ("TELUK", "TALANG"),
    "TLG": ("TALANG",),
    "TLK": ("TELUK",),
    "TMR": ("TIMUR",),
    "UJ": ("UJUNG",),
    "UJG": ("UJUNG",),
    "UTR": ("UTARA",),
}
"""Shortened words with all they may stand for; a word may also mean itself."""

_SAME = {"SEI": "SUNGAI", "SUNGEI": "SUNGAI", "SONGAI": "SUNGAI"}
_UNITS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_NUMERALS = {r: str(n) for n, r in enumerate(_UNITS, 1)}
_NUMERALS |= {"X": "10", "XX": "20"} | {f"X{r}": str(10 + n) for n, r in enumerate(_UNITS, 1)}
_NUMERALS |= {
    word: str(n)
    for n, word in enumerate(
        ("SATU", "DUA", "TIGA", "EMPAT", "LIMA", "ENAM", "TUJUH", "DELAPAN", "SEMBILAN", "SEPULUH"), 1
    )
}
_NOT_WORD = re.compile(r"[^A-Z0-9]+")
_LETTER_DIGIT = re.compile(r"(?<=[A-Z])(?=[0-9])|(?<=[0-9])(?=[A-Z])")


def words(text: str) -> list[str]:
    """Upper-case words of a place name without accents, apostrophes and punctuation.

    >>> words("Ds. Tj. Kemuning2"), words("Pasi Kuala Ba'u")
    (['DS', 'TJ', 'KEMUNING', '2'], ['PASI', 'KUALA', 'BAU'])
    """
    plain = unicodedata.normalize("NFKD", text).upper()
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’‘`´\"*")
    return _LETTER_DIGIT.sub(" ", _NOT_WORD.sub(" ", plain)).split()


def stated_kind(tokens: list[str]) -> str | None:
    """The kind of village that the first word promises: "Kel. Sesetan" is no desa."""
    return TYPE_WORDS.get(tokens[0]) if len(tokens) > 1 else None


def bare(tokens: list[str]) -> list[str]:
    """The words without the type word in front; a name that is nothing else stays."""
    return tokens[1:] if len(tokens) > 1 and tokens[0] in TYPE_WORDS else tokens


def key(tokens: list[str]) -> str:
    """One comparable string: numbers as digits (not as first word), one spelling of Sungai, no spaces.

    >>> key(words("Selika III")), key(words("Sei Bundung")), key(words("Simpang Tiga"))
    ('SELIKA3', 'SUNGAIBUNDUNG', 'SIMPANG3')
    """
    return "".join(
        _SAME.get(word, word) if position == 0 else _NUMERALS.get(word, _SAME.get(word, word))
        for position, word in enumerate(tokens)
    )


def keys(tokens: list[str]) -> set[str]:
    """All comparable strings the words may stand for, abbreviations expanded (at most 24).

    >>> sorted(keys(words("Bt. Kuning")))
    ['BATANGKUNING', 'BATUKUNING', 'BTKUNING', 'BUKITKUNING']
    """
    choices = [(word, *ABBREVIATIONS.get(word, ())) for word in tokens]
    return {key(list(chosen)) for chosen in islice(product(*choices), 24)}


def numbers(key_text: str) -> str:
    """The digits of a key: Selika II and Selika III are two villages, not a typing error."""
    return "".join(c if c.isdigit() else " " for c in key_text).strip()

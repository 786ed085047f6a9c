"""Amounts in Indonesian words, as receipts and decrees must carry them."""

_UNITS = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
)  # fmt: skip
_SCALES = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"))
_LIMIT = 10**18


def words(amount: int) -> str:
    """Say a whole number below 10^18 in words.

    >>> words(1077000000)
    'satu miliar tujuh puluh tujuh juta'
    >>> words(1000), words(1100), words(16800)
    ('seribu', 'seribu seratus', 'enam belas ribu delapan ratus')
    """
    if abs(amount) >= _LIMIT:
        raise ValueError("Terbilang hanya untuk angka di bawah satu juta triliun.")
    if amount < 0:
        return f"minus {words(-amount)}"
    return " ".join(_spell(amount)) or _UNITS[0]


def parse(text: str) -> int:
    """Read back what `words` says; raises ValueError for a word that is not part of a number.

    >>> parse("dua miliar empat ratus lima puluh sembilan juta lima ratus dua puluh ribu")
    2459520000
    """
    tokens = text.lower().removesuffix(" rupiah").split()
    if tokens and tokens[0] == "minus":
        return -parse(" ".join(tokens[1:]))
    if not tokens:
        raise ValueError("Terbilang kosong.")
    total = group = unit = 0
    for token in tokens:
        if token in _UNITS:
            unit = _UNITS.index(token)
        elif token == "belas":
            unit += 10
        elif token == "puluh":
            group, unit = group + unit * 10, 0
        elif token in ("ratus", "seratus"):
            group, unit = group + (unit if token == "ratus" else 1) * 100, 0
        elif token in ("ribu", "seribu"):
            thousands = group + unit if token == "ribu" else 1
            total, group, unit = total + thousands * 1000, 0, 0
        elif scale := next((size for size, name in _SCALES if name == token), 0):
            below = total % (scale * 1000)
            total, group, unit = total - below + (below + group + unit) * scale, 0, 0
        else:
            raise ValueError(f"'{token}' bukan bagian dari terbilang.")
    return total + group + unit


def _spell(amount: int) -> list[str]:
    for size, name in _SCALES:
        if amount >= size:
            return [*_spell(amount // size), name, *_spell(amount % size)]
    if amount >= 2000:
        return [*_spell(amount // 1000), "ribu", *_spell(amount % 1000)]
    if amount >= 1000:
        return ["seribu", *_spell(amount - 1000)]
    if amount >= 200:
        return [_UNITS[amount // 100], "ratus", *_spell(amount % 100)]
    if amount >= 100:
        return ["seratus", *_spell(amount - 100)]
    if amount >= 20:
        return [_UNITS[amount // 10], "puluh", *_spell(amount % 10)]
    if amount >= 12:
        return [_UNITS[amount - 10], "belas"]
    return [_UNITS[amount]] if amount else []

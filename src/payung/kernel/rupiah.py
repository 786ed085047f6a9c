"""Whole rupiah, written and read the Indonesian way."""

import re

_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+|\d+")


def format(amount: int) -> str:
    """Write an amount in whole rupiah with a dot between thousands.

    >>> format(1077000000)
    'Rp 1.077.000.000'
    >>> format(-500)
    '-Rp 500'
    """
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp {number(abs(amount))}"


def number(amount: int) -> str:
    """Write a whole number with a dot between thousands.

    >>> number(83762)
    '83.762'
    """
    return f"{amount:,}".replace(",", ".")


def parse(text: str) -> int:
    """Read whole rupiah from text; dots or commas may stand between thousands.

    Empty cents (",00", ",-", ".00") are dropped. Raises ValueError for anything that is not certainly a
    whole amount: real cents, a broken group, a word.

    >>> parse("Rp 1.077.000.000"), parse("16800"), parse("Rp. 36.800,-"), parse("1,500,000.00")
    (1077000000, 16800, 36800, 1500000)
    """
    bare = text.strip().replace("\u00a0", " ")
    negative = bare.startswith("-")
    bare = re.sub(r"^-?\s*(?:rp\.?|idr)?\s*", "", bare, flags=re.IGNORECASE)
    bare = re.sub(r",(?:00|-+)$|(?<=,\d{3})\.00$", "", bare)
    if not _GROUPED.fullmatch(bare):
        raise ValueError(f"'{text}' bukan jumlah rupiah utuh, misalnya 16800 atau Rp 16.800.")
    amount = int(bare.replace(".", "").replace(",", ""))
    return -amount if negative else amount

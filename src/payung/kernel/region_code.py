"""Kemendagri region codes: ten digits inside the program, dots only where people read them."""

import re

PROVINCE, REGENCY, DISTRICT, VILLAGE = 1, 2, 3, 4
_WIDTHS = {PROVINCE: 2, REGENCY: 4, DISTRICT: 6, VILLAGE: 10}
_DOTTED = re.compile(r"\d\d(\.\d\d(\.\d\d(\.\d{4})?)?)?", re.ASCII)
_PLAIN = re.compile(r"\d{2}|\d{4}|\d{6}|\d{10}", re.ASCII)


def parse(text: str) -> str:
    """Ten digits from a code as people write it, with or without dots, of any level.

    Raises ValueError with a sentence for the reader when the text is no region code.

    >>> parse("17.04"), parse("1704022009"), parse(" 61 ")
    ('1704000000', '1704022009', '6100000000')
    """
    written = text.strip()
    if not (_DOTTED.fullmatch(written) or _PLAIN.fullmatch(written)):
        raise ValueError(
            f"Kode wilayah “{written}” tidak dikenali. Tulis seperti 17.04 (kabupaten/kota) "
            "atau 17.04.02.2009 (desa/kelurahan)."
        )
    code = written.replace(".", "").ljust(10, "0")
    level(code)
    return code


def level(code: str) -> int:
    """1 province, 2 kabupaten/kota, 3 kecamatan, 4 desa/kelurahan.

    >>> [level(c) for c in ("1700000000", "1704000000", "1704020000", "1704022009")]
    [1, 2, 3, 4]
    """
    if code[:2] == "00" or (code[2:4] == "00" and code[4:] != "000000"):
        raise ValueError(f"Kode wilayah “{dotted_parts(code)}” tidak lengkap.")
    if code[4:6] == "00" and code[6:] != "0000":
        raise ValueError(f"Kode wilayah “{dotted_parts(code)}” tidak lengkap.")
    if code[6:] != "0000":
        return VILLAGE
    if code[4:6] != "00":
        return DISTRICT
    return REGENCY if code[2:4] != "00" else PROVINCE


def dotted_parts(code: str) -> str:
    """All four parts with dots, whatever the level.

    >>> dotted_parts("1704000000")
    '17.04.00.0000'
    """
    return f"{code[:2]}.{code[2:4]}.{code[4:6]}.{code[6:]}"


def dotted(code: str) -> str:
    """The code as Kemendagri writes it for its level.

    >>> dotted("1704000000"), dotted("1704022009")
    ('17.04', '17.04.02.2009')
    """
    return dotted_parts(code)[: {PROVINCE: 2, REGENCY: 5, DISTRICT: 8, VILLAGE: 13}[level(code)]]


def at_level(code: str, wanted: int) -> str:
    """The code of the region of a level that this code lies in.

    >>> at_level("1704022009", DISTRICT)
    '1704020000'
    """
    return code[: _WIDTHS[wanted]].ljust(10, "0")


def parent(code: str) -> str | None:
    """The region one level up; None above a province.

    >>> parent("1704020000"), parent("1700000000")
    ('1704000000', None)
    """
    own = level(code)
    return at_level(code, own - 1) if own > PROVINCE else None


def span(code: str) -> tuple[str, str]:
    """Half-open range (low, high) of all codes in this region, itself included, in byte order.

    >>> span("1704000000"), span("1704022009")
    (('1704000000', '1705000000'), ('1704022009', '1704022010'))
    >>> span("9900000000")
    ('9900000000', ':')
    """
    prefix = code[: _WIDTHS[level(code)]]
    following = str(int(prefix) + 1).zfill(len(prefix))
    return code, following.ljust(10, "0") if len(following) == len(prefix) else ":"


def contains(outer: str, inner: str) -> bool:
    """Whether a region is, or lies in, another.

    >>> contains("1704000000", "1704022009"), contains("1704020000", "1704032001")
    (True, False)
    """
    low, high = span(outer)
    return low <= inner < high


def kind(code: str) -> str:
    """ "kelurahan" when the village part begins with 1, else "desa" (2, and 3 for desa adat).

    >>> kind("1704022009"), kind("5171011003"), kind("9103013007")
    ('desa', 'kelurahan', 'desa')
    """
    return "kelurahan" if code[6] == "1" else "desa"

"""What a person wrote under one key of a worked case, read or refused."""

from datetime import date, datetime
from typing import Any

from payung.kernel import month, rupiah
from payung.law.terms import INSURANCES

Row = dict[str, Any]
_MOST = 10**15
_TRUTHS = {"ya": True, "yes": True, "true": True, "tidak": False, "no": False, "false": False}


class Missing(ValueError):
    """An input is missing or cannot be read; the message is an Indonesian half sentence that names it.

    `key` is the key it stands under, where there is one.
    """

    def __init__(self, message: str, key: str | None = None) -> None:
        super().__init__(message)
        self.key = key


def insurance(given: Row) -> list[str]:
    """The insurances: a list, or one text with commas or plus signs; at least one."""
    named = given.get("insurance")
    if isinstance(named, str):
        named = named.replace("+", ",").split(",")
    if isinstance(named, list):
        found = [_known(name, INSURANCES) for name in named]
        if found and None not in found:
            return [name for name in INSURANCES if name in found]
    raise Missing(f"insurance harus daftar dari {', '.join(INSURANCES)}.", "insurance")


def one_of(given: Row, key: str, known: tuple[str, ...], *, required: bool = False) -> str | None:
    """One of some known words in any case of letters; None when it is absent and may be."""
    value = given.get(key)
    if value is None and not required:
        return None
    if (word := _known(value, known)) is None:
        raise Missing(f"{key} harus salah satu dari {', '.join(known)}.", key)
    return word


def count(given: Row, key: str) -> int | None:
    """A whole number from 0 on, as a number or as text with dots between thousands; None when absent."""
    value = given.get(key)
    if isinstance(value, str):
        try:
            value = rupiah.parse(value)
        except ValueError:
            raise Missing(f"{key} harus angka bulat.", key) from None
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < _MOST):
        raise Missing(f"{key} harus angka bulat, nol atau lebih.", key)
    return value


def truth(given: Row, key: str, *, default: bool | None = None) -> bool | None:
    """True or false (ya or tidak); None when nobody knows."""
    value = given.get(key, default)
    if isinstance(value, str):
        value = _TRUTHS.get(value.strip().lower(), value)
    if value is not None and not isinstance(value, bool):
        raise Missing(f"{key} harus true atau false, atau dikosongkan bila belum diketahui.", key)
    return value


def month_of(given: Row, key: str) -> date:
    """A month: 2024-12, quoted or not, or any day in it."""
    value = given.get(key)
    try:
        return month.parse(value if isinstance(value, str | date) else "")
    except ValueError:
        raise Missing(f"{key} harus bulan seperti 2024-12.", key) from None


def day(given: Row, key: str) -> date | None:
    """A day; a month stands for its first day; None when absent."""
    value = given.get(key)
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    text = str(value).strip()
    try:
        return month.parse(text) if len(text) == len("2024-12") else date.fromisoformat(text)
    except ValueError:
        raise Missing(f"{key} harus tanggal seperti 1980-08-12.", key) from None


def words(given: Row, key: str) -> str | None:
    """A text, or a number as it stands; None when absent or blank."""
    value = given.get(key)
    if isinstance(value, list | dict | bool | date):
        raise Missing(f"{key} harus teks.", key)
    return None if value is None or not str(value).strip() else str(value)


def codes(expect: Row, key: str) -> list[str] | None:
    """A list of codes, or one code alone; None when absent."""
    value = expect.get(key)
    listed = [value] if isinstance(value, str) else value
    if listed is not None and not (isinstance(listed, list) and all(isinstance(item, str) for item in listed)):
        raise Missing(f"{key} harus daftar kode.", key)
    return listed


def _known(value: Any, known: tuple[str, ...]) -> str | None:
    return next((word for word in known if word.lower() == str(value).strip().lower()), None)

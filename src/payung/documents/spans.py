"""The months of several waves in words: never one stretch from the first month of anybody to the last."""

from collections.abc import Iterable
from datetime import date

from payung.documents.decree_text import joined, period
from payung.kernel import month

MOST = 4


def in_words(spans: Iterable[tuple[date, int]]) -> str:
    """When people are protected; `spans`: the first month and the number of months of each wave.

    >>> in_words([(date(2024, 12, 1), 1)])
    '1–31 Desember 2024'
    >>> in_words([(date(2023, 4, 1), 12), (date(2023, 2, 1), 12), (date(2023, 2, 1), 12)])
    '12 bulan sejak Februari 2023 atau April 2023 menurut gelombangnya'
    >>> in_words([(date(2024, 11, 1), 2), (date(2024, 12, 1), 1)])
    '1 November–31 Desember 2024 atau 1–31 Desember 2024 menurut gelombangnya'
    """
    different = sorted(set(spans))
    if len(different) == 1:
        return period(*different[0])
    if len({months for _, months in different}) == 1:
        said = f"{different[0][1]} bulan sejak " + _either([month.name(start) for start, _ in different])
    else:
        said = _either([period(start, months) for start, months in different])
    return f"{said} menurut gelombangnya"


def _either(said: list[str]) -> str:
    if len(said) > MOST:
        return f"{said[0]}, {said[1]}, sampai {said[-1]}"
    return joined(said).replace(", dan ", ", atau ").replace(" dan ", " atau ")

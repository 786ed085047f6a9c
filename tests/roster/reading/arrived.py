"""Files as other programs write them, about invented people, and what a check says of them."""

from datetime import date
from typing import Any

import polars as pl

from payung.roster import check, reading
from payung.roster.reading import formats

ON = date(2024, 12, 1)
KAUR = "1704000000"


def columns(name: str) -> list[str]:
    """The headings of a format, in its own order."""
    return list(formats.catalogue()[name].columns)


def line(name: str, **cells: Any) -> list[Any]:
    """A row of a format; headings that are no Python names are given as `{"No. KK": ...}` to `row`."""
    return row(name, cells)


def row(name: str, cells: dict[str, Any]) -> list[Any]:
    """A row of a format from cells by heading."""
    return [cells.get(column, "") for column in columns(name)]


def checked(content: bytes, name: str, region: str | None = None) -> check.Checked:
    """The check of a file of this content and name."""
    return check.check_files(reading.read(content, name), region=region, on=ON, demo=True)


def notices(found: check.Checked, file: int = 0, sheet: int = 0) -> dict[str, str]:
    """The remarks on one sheet: code and sentence."""
    return {remark["code"]: remark["message"] for remark in found.files[file].sheets[sheet].notices}


def told(found: check.Checked, *severities: str) -> list[tuple[int, str]]:
    """Row and code of the findings, errors and warnings unless others are asked for."""
    wanted = severities or ("error", "warning")
    rows = found.findings.filter(pl.col("severity").is_in(wanted)).select("row", pl.col("code").cast(pl.String))
    return sorted(rows.iter_rows())

"""A folder of lists at a glance: one line for each file, with the village it was taken for, and the sum."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from payung.kernel import region_code
from payung.regions import reader

if TYPE_CHECKING:
    from payung.roster.check import Checked, CheckedFile

LONGEST = 48
"""Letters of a file's name that are shown."""

COUNTS = ("baris", "SALAH", "T. MEMENUHI")


def village(checked: Checked, file: CheckedFile) -> str | None:
    """The village for whose list a file was taken, in words; None where nobody asked (no region was given).

    Several villages are counted, not named.
    """
    if not checked.region:
        return None
    codes = checked.rows.filter(pl.col("file") == file.index)["village"].drop_nulls().unique().sort().to_list()
    if not codes:
        return "desa belum diketahui"
    if len(codes) > 1:
        return f"{len(codes)} desa"
    regions = reader.load()
    district = regions.full_name(region_code.at_level(codes[0], region_code.DISTRICT))
    return f"{regions.full_name(codes[0])}, {district}"


def as_text(checked: Checked) -> str:
    """One line for each file and one for all, as a table of plain text; nothing for a single file."""
    files = checked.files
    if len(files) < 2:
        return ""
    names = [_short(file.source.name) for file in files]
    width = max(len("JUMLAH"), *map(len, names))
    head = f"{'BERKAS':<{width}}" + "".join(f"{word:>13}" for word in COUNTS) + "  DAFTAR DARI"
    refused = _refused(checked)
    lines = [head.rstrip()]
    for name, file in zip(names, files, strict=True):
        if file.error:
            lines.append(f"{name:<{width}}  TIDAK DAPAT DIPAKAI. {file.error['message']}")
            continue
        counts = (file.rows, refused.get(file.index, 0), file.rows_with_errors - refused.get(file.index, 0))
        lines.append(f"{name:<{width}}{_columns(counts)}  {village(checked, file) or ''}".rstrip())
    wrong = sum(refused.values())
    total = (checked.rows.height, wrong, checked.rows_with_errors - wrong)
    unusable = sum(1 for file in files if file.error)
    said = f"  {unusable} berkas tidak dapat dipakai" if unusable else ""
    lines.append(f"{'JUMLAH':<{width}}{_columns(total)}{said}")
    return "\n".join(lines) + "\n"


def _refused(checked: Checked) -> dict[int, int]:
    """Rows with a data error by file."""
    counted = checked.rows.filter("has_data_error").group_by("file").len()
    return dict(counted.iter_rows())


def _columns(counts: tuple[int, ...]) -> str:
    return "".join(f"{f'{count:,}'.replace(',', '.'):>13}" for count in counts)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else "…" + name[1 - LONGEST :]

"""Remarks about whole files and sheets: a column that lost its digits, a village nowhere named, an absent column."""

from collections.abc import Sequence

import polars as pl

from payung.roster import codes, columns, table
from payung.roster.reading import shapes

LOST_SHARE = 0.2
"""From this share of damaged NIKs the column was damaged, not a cell."""

ZERO_SHARE, ZERO_LEAST = 0.5, 10
"""One NIK in ten ends in 0 by nature; half of at least ten says that a column was rounded before."""


def of_file(index: int, sources: Sequence[shapes.SourceFile]) -> list[dict[str, str]]:
    """The reader's remarks on a file, and that it is the same as an earlier one of the run."""
    source = sources[index]
    remarks = [codes.notice(problem.code, problem.values) for problem in source.notices]
    earlier = [other for other in sources[:index] if other.sha256 and other.sha256 == source.sha256]
    if earlier and source.error is None:
        remarks.append(codes.notice("file-repeated", {"other": earlier[0].name}))
    return remarks


def of_sheets(
    sheets: Sequence[table.Place], findings: pl.DataFrame, rows: pl.DataFrame, *, has_region: bool
) -> list[list[dict[str, str]]]:
    """For each sheet its remarks: the reader's, then ours. `has_region`: villages were looked up."""
    place = ["file", "sheet"]
    kinds: dict[tuple[int, int, str], int] = {}
    for file, sheet, code, count in (
        findings.filter(pl.col("code").is_in(["nik-missing", "nik-precision-lost"]))
        .group_by(*place, "code")
        .len()
        .iter_rows()
    ):
        kinds[file, sheet, code] = count
    nik = pl.col("nik")
    seen = rows.group_by(place).agg(
        pl.len().alias("rows"),
        nik.count().alias("read"),
        nik.str.ends_with("0").sum().alias("zeros"),
        pl.col("village").count().alias("placed"),
    )
    counts = {(row["file"], row["sheet"]): row for row in seen.iter_rows(named=True)}
    return [_of_sheet(sheet, kinds, counts.get((sheet.file, sheet.sheet)), has_region) for sheet in sheets]


def _of_sheet(
    sheet: table.Place, kinds: dict[tuple[int, int, str], int], counts: dict[str, int] | None, has_region: bool
) -> list[dict[str, str]]:
    remarks = [codes.notice(problem.code, problem.values) for problem in sheet.found.notices]
    there = (sheet.file, sheet.sheet)
    if counts:
        filled = counts["rows"] - kinds.get((*there, "nik-missing"), 0)
        lost = kinds.get((*there, "nik-precision-lost"), 0)
        if lost and lost >= LOST_SHARE * filled:
            remarks.append(codes.notice("nik-column-lost-precision", {"count": lost, "filled": filled}))
        elif counts["read"] >= ZERO_LEAST and counts["zeros"] >= ZERO_SHARE * counts["read"]:
            values = {"count": counts["zeros"], "filled": counts["read"]}
            remarks.append(codes.notice("nik-column-ends-in-zero", values))
    present = {*sheet.found.columns, *_given(sheet.found)}
    is_placed = bool(counts["placed"]) if has_region and counts else _says_place(sheet.found)
    if "village" not in present and not is_placed:
        remarks.append(codes.notice("village-not-stated"))
    for field in columns.EXPECTED:
        if field not in present and columns.INSTEAD.get(field) not in present:
            variant = {"variant": "birth"} if field == "birth_date" else {}
            remarks.append(codes.notice("column-absent", {"label": columns.FIELDS[field], **variant}))
    return remarks


def _says_place(sheet: shapes.Sheet) -> bool:
    return sheet.place_hint is not None or sheet.row_places is not None or "village" in _given(sheet)


def _given(sheet: shapes.Sheet) -> set[str]:
    """Fields that rows have from elsewhere than a column of their own."""
    given = sheet.given
    return set() if given is None else {name for name in given.columns if given[name].is_not_null().any()}

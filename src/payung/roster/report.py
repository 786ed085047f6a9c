"""The result of a check as JSON and as a text that a village operator reads."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import polars as pl

from payung.roster import columns, overview

if TYPE_CHECKING:
    from payung.roster.check import Checked, CheckedFile, CheckedSheet

_ABSENT = re.compile(r"Kolom (.+) tidak ada\. Tambahkan bila datanya tersedia\.")

FINDING = ("row", "cell", "column", "code", "severity", "kind", "message", "suggestion")


def as_json(checked: Checked) -> dict[str, Any]:
    """The whole check: files, their sheets with findings, totals; keys always in the same order."""
    by_place = checked.findings.partition_by("file", "sheet", as_dict=True)
    files = [_file(file, by_place) for file in checked.files]
    counts = checked.findings.group_by("code").len().sort("code")
    return {
        "files": files,
        "totals": {
            "rows": sum(file.rows for file in checked.files),
            "rows_with_errors": checked.rows_with_errors,
            "by_code": dict(counts.iter_rows()),
        },
    }


LONG = ("file", "sheet", "row", "cell", "column", "code", "severity", "kind", "message", "suggestion")
"""The columns of `as_table`."""


def as_table(checked: Checked) -> pl.DataFrame:
    """Every finding as a row of one long table, file and sheet by their names; for programs, at any size."""
    places = pl.DataFrame(
        [
            (file.index, sheet.index, file.source.name, sheet.source.name)
            for file in checked.files
            for sheet in file.sheets
        ],
        schema={"file": pl.Int32, "sheet": pl.Int32, "file_name": pl.String, "sheet_name": pl.String},
        orient="row",
    )
    named = checked.findings.join(places, on=["file", "sheet"], how="left", maintain_order="left")
    return named.drop("file", "sheet").rename({"file_name": "file", "sheet_name": "sheet"}).select(LONG)


def _file(file: CheckedFile, by_place: dict[tuple[Any, ...], pl.DataFrame]) -> dict[str, Any]:
    return {
        "file": file.source.name,
        "format": file.source.format,
        "error": file.error,
        "notices": file.notices,
        "sheets": [_sheet(sheet, by_place.get((file.index, sheet.index))) for sheet in file.sheets],
    }


def _sheet(sheet: CheckedSheet, found: pl.DataFrame | None) -> dict[str, Any]:
    return {
        "sheet": sheet.source.name,
        "header_row": sheet.source.header_row,
        "columns": _columns(sheet.source.columns),
        "unrecognised": list(sheet.source.unrecognised),
        "rows": sheet.rows,
        "rows_with_errors": sheet.rows_with_errors,
        "notices": sheet.notices,
        "findings": [] if found is None else found.select(FINDING).to_dicts(),
    }


def _columns(found: dict[str, str]) -> dict[str, str]:
    order = {field: n for n, field in enumerate(columns.FIELDS)}
    return dict(sorted(found.items(), key=lambda item: order.get(item[0], len(order))))


HEADINGS = {
    ("error", "data"): "SALAH",
    ("error", "rule"): "TIDAK MEMENUHI",
    ("warning", None): "PERIKSA",
    ("info", None): "DIPERBAIKI",
}
"""The word before each finding, by severity and kind, as in the marked workbook."""


def as_text(checked: Checked, *, most: int | None = None) -> str:
    """The report for people: counts first, then each file and sheet with its findings by code.

    most: how many rows to name for each code and sheet; all where None.
    """
    lines = _counts(checked)
    if glance := overview.as_text(checked):
        lines += ["", *glance.splitlines()]
    by_place = checked.findings.partition_by("file", "sheet", as_dict=True)
    for file in checked.files:
        lines += ["", f"BERKAS {file.source.name}"]
        if file.error:
            lines.append(f"  Tidak dapat dipakai. {file.error['message']}")
            continue
        if taken_for := overview.village(checked, file):
            lines.append(f"  Daftar dari: {taken_for}.")
        lines += [f"  {remark['message']}" for remark in file.notices]
        for sheet in file.sheets:
            lines += _sheet_text(sheet, _title(sheet, file), by_place.get((file.index, sheet.index)), most)
    return "\n".join(lines) + "\n"


def _counts(checked: Checked) -> list[str]:
    total, wrong = checked.rows.height, checked.rows_with_errors
    refused = int(checked.rows["has_data_error"].sum())
    unusable = sum(1 for file in checked.files if file.error)
    lines = [
        "HASIL PEMERIKSAAN DAFTAR",
        f"  Berkas dibaca            {len(checked.files) - unusable:>9}",
        f"  Baris orang              {_number(total):>9}",
        f"  Tanpa kesalahan          {_number(total - wrong):>9}",
        f"  SALAH, perlu diperbaiki  {_number(refused):>9}",
        f"  TIDAK MEMENUHI aturan    {_number(wrong - refused):>9}",
    ]
    if unusable:
        lines.insert(2, f"  Berkas tidak terpakai    {unusable:>9}")
    return lines


def _title(sheet: CheckedSheet, file: CheckedFile) -> str:
    """The sheet's name, and where its headings stand if it holds several tables."""
    several = sum(other.source.name == sheet.source.name for other in file.sheets) > 1
    return f"{sheet.source.name} (judul di baris {sheet.source.header_row})" if several else sheet.source.name


NUMBERING = {"no", "no.", "nomor", "nomor urut", "no urut", "#"}
"""Headings that nobody misses."""


def _sheet_text(sheet: CheckedSheet, title: str, found: pl.DataFrame | None, most: int | None) -> list[str]:
    wrong = f", {_number(sheet.rows_with_errors)} dengan kesalahan" if sheet.rows_with_errors else ""
    lines = [f"  Lembar {title}: {_number(sheet.rows)} baris orang{wrong}"]
    lines += _remarks(sheet.notices)
    unread = [heading for heading in sheet.source.unrecognised if heading.strip().lower() not in NUMBERING]
    if unread:
        lines.append(f"    Kolom yang tidak dikenali dan tidak dipakai: {', '.join(unread)}.")
    if found is None:
        return [*lines, "    Tidak ada masalah."] if sheet.rows else lines
    for rows in found.sort("code", "row").partition_by("code", maintain_order=True):
        lines += _code_text(rows, most)
    return lines


def _remarks(notices: list[dict[str, str]]) -> list[str]:
    """The remarks on a sheet, those that only add a suggestion to another one joined into one line."""
    lines = [remark["message"] for remark in notices if not _ABSENT.fullmatch(remark["message"])]
    absent = [found[1] for remark in notices if (found := _ABSENT.fullmatch(remark["message"]))]
    if absent:
        lines.append(f"Kolom yang tidak ada: {', '.join(absent)}. Tambahkan bila datanya tersedia.")
    return [f"    {line}" for line in lines]


def _code_text(rows: pl.DataFrame, most: int | None) -> list[str]:
    """The findings of one code: alone on a line; or their cells behind one sentence; or one line each."""
    first = rows.row(0, named=True)
    heading = HEADINGS[first["severity"], first["kind"]]
    if rows.height == 1:
        return [f"    {heading} {_place(first['cell'], first['row'])}: {first['message']}"]
    shown = rows if most is None else rows.head(most)
    rest = rows.height - shown.height
    more = f" dan {_number(rest)} lagi" if rest else ""
    many = f"    {heading}, {_number(rows.height)} baris"
    if rows["message"].n_unique() == 1:
        cells = [_place(cell, row) for cell, row in shown.select("cell", "row").iter_rows()]
        return [f"{many}: {first['message']}", f"      {', '.join(cells)}{more}"]
    once = rows["mend"].n_unique() == 1
    lines = [f"{many}: {first['mend']}" if once else f"{many}:"]
    said = shown.select("cell", "row", "problem" if once else "message")
    lines += [f"      {_place(cell, row)}: {sentence}" for cell, row, sentence in said.iter_rows()]
    return [*lines, f"      {more.strip()}"] if rest else lines


def _place(cell: str | None, row: int) -> str:
    return cell or f"baris {row}"


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")

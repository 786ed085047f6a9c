"""Check the rosters of a run: clean fields of every row and all findings of all rows, once."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from payung.kernel import region_code
from payung.regions import reader
from payung.roster import across, checks, cleaned, codes, columns, findings, notices, report, table
from payung.roster.reading import shapes


@dataclass(frozen=True)
class CheckedSheet:
    """One sheet of people: counts and remarks. Its findings are rows of `Checked.findings`."""

    index: int
    source: shapes.Sheet
    rows: int
    rows_with_errors: int
    notices: list[dict[str, str]]


@dataclass(frozen=True)
class CheckedFile:
    """One file: `error` (code, message) when it cannot be used, else its sheets and its `findings`."""

    index: int
    source: shapes.SourceFile
    error: dict[str, str] | None
    notices: list[dict[str, str]]
    sheets: list[CheckedSheet]
    findings: pl.DataFrame

    @property
    def rows(self) -> int:
        """Person rows in all sheets, duplicates included."""
        return sum(sheet.rows for sheet in self.sheets)

    @property
    def rows_with_errors(self) -> int:
        """Rows with at least one error, of either kind."""
        return sum(sheet.rows_with_errors for sheet in self.sheets)


@dataclass(frozen=True)
class Checked:
    """What checking gave. `rows` as `columns.ROWS`, `findings` as `findings.SCHEMA`."""

    files: list[CheckedFile]
    rows: pl.DataFrame
    findings: pl.DataFrame
    on: datetime.date
    region: str | None = None

    @cached_property
    def rows_with_errors(self) -> int:
        """Rows with at least one error, of either kind."""
        return sum(file.rows_with_errors for file in self.files)

    @property
    def exit_code(self) -> int:
        """2 when a file cannot be used, 1 when a row has an error, else 0."""
        return 2 if any(file.error for file in self.files) else int(self.rows_with_errors > 0)

    def as_json(self) -> dict[str, Any]:
        """Everything, in the shape that `payung check --format json` prints."""
        return report.as_json(self)


def check_files(
    sources: Sequence[shapes.SourceFile],
    *,
    region: str | None = None,
    on: datetime.date,
    demo: bool = False,
    min_age: int = 18,
    progress: Callable[[str], None] | None = None,
) -> Checked:
    """Hold every row of every readable file against all rules.

    region: 10-digit code of the region that the people should live in; without it no village is looked up.
    on: the day on which ages are counted. demo: invented NIKs (sub-district 99) are accepted. min_age: the
    programme's. progress: told the name of each step as it begins.
    """
    step = progress or (lambda _: None)
    sources = list(sources)
    sheets = table.places(sources)
    step("Membersihkan isian")
    rows = cleaned.clean(table.stack(sheets), sheets, region=region, on=on, demo=demo)
    step("Membandingkan baris")
    usable = pl.col("nik_error").is_null() | (pl.col("nik_error") == "nik-demo")
    compared = rows.filter(usable & pl.col("nik").is_not_null())
    found = across.repeated(compared.select("key", "file", "sheet", "row", "nik", "name_key", "birth_date"))
    rows = rows.join(found, on="key", how="left", maintain_order="left")
    step("Memeriksa aturan")
    rules = checks.rules(
        on=on,
        min_age=min_age,
        region_name=_name(region) if region else "",
        place_name=_place_name,
        place_names=_place_names,
        where=_where(rows, sheets),
    )
    listed, has_data_error = findings.collect(rows, rules, sheets)
    step("Menyusun hasil")
    rows = _results(rows, has_data_error)
    return Checked(_files(sources, sheets, rows, listed, region is not None), rows, listed, on, region)


def _results(rows: pl.DataFrame, has_data_error: pl.Series) -> pl.DataFrame:
    """The frame of `columns.ROWS`."""
    return rows.with_columns(has_data_error).select(pl.col(name).cast(kind) for name, kind in columns.ROWS.items())


def _files(
    sources: list[shapes.SourceFile],
    sheets: list[table.Place],
    rows: pl.DataFrame,
    listed: pl.DataFrame,
    has_region: bool,
) -> list[CheckedFile]:
    place = ["file", "sheet"]
    counts = {(file, sheet): count for file, sheet, count in rows.group_by(place).len().iter_rows()}
    wrong = listed.filter(pl.col("severity") == "error").group_by(place).agg(pl.col("key").n_unique())
    errors = {(file, sheet): count for file, sheet, count in wrong.iter_rows()}
    remarks = notices.of_sheets(sheets, listed, rows, has_region=has_region)
    by_file: dict[tuple[Any, ...], pl.DataFrame] = listed.partition_by("file", as_dict=True)
    nothing = listed.clear()
    checked = []
    for file, source in enumerate(sources):
        error = codes.notice(source.error.code, source.error.values) if source.error else None
        inside = [
            CheckedSheet(
                place.sheet,
                place.found,
                counts.get((file, place.sheet), 0),
                errors.get((file, place.sheet), 0),
                remarks[number],
            )
            for number, place in enumerate(sheets)
            if place.file == file
        ]
        checked.append(
            CheckedFile(
                file,
                source,
                {"code": error["code"], "message": error["message"]} if error else None,
                notices.of_file(file, sources),
                inside,
                by_file.get((file,), nothing),
            )
        )
    return checked


def _name(region: str) -> str:
    return reader.load().full_name(region)


def _place_name(code: pl.Expr) -> pl.Expr:
    regions = reader.load()

    def names(series: pl.Series) -> pl.Series:
        known = series.unique().drop_nulls()
        words = [
            regions.full_name(one) if regions.exists(one, retired=True) else f"daerah berkode {one[:4]}"
            for one in known
        ]
        return series.replace_strict(known, pl.Series(words, dtype=pl.String), default=None, return_dtype=pl.String)

    return code.map_batches(names, return_dtype=pl.String)


def _place_names(candidates: pl.Expr) -> pl.Expr:
    regions = reader.load()

    def one(code: str) -> str:
        district = regions.full_name(region_code.at_level(code, region_code.DISTRICT))
        return f"{regions.full_name(code)} di {district}"

    def names(series: pl.Series) -> pl.Series:
        frame = series.alias("codes").to_frame()
        known = frame.select(pl.col("codes").list.head(4).alias("codes")).unique()
        words = [
            " atau ".join(one(code) for code in found) if found is not None else None
            for found in known["codes"].to_list()
        ]
        worded = known.with_columns(pl.Series("words", words, pl.String))
        short = frame.select(pl.col("codes").list.head(4))
        return short.join(worded, on="codes", how="left", nulls_equal=True, maintain_order="left")["words"]

    return candidates.map_batches(names, return_dtype=pl.String)


def _where(rows: pl.DataFrame, sheets: list[table.Place]) -> Callable[[pl.Expr, pl.Expr], pl.Expr]:
    """Words for another row, by its key: "baris 6", with the sheet and the file where they are others."""
    several = {place.file for place in sheets if place.sheet > 0}
    sheet_names = {
        n: f" di lembar {place.found.name}" if place.file in several else "" for n, place in enumerate(sheets)
    }
    file_names = {place.file: f"berkas {place.source.name}, " for place in sheets}
    keyed = rows.select("place", "file", "row")

    def where(key: pl.Expr, file: pl.Expr) -> pl.Expr:
        def words(series: Sequence[pl.Series]) -> pl.Series:
            other, own_file = series
            there = keyed[other.cast(pl.UInt32)].with_columns(own=own_file)
            return there.select(
                pl.when(pl.col("file") != pl.col("own"))
                .then(pl.col("file").replace_strict(file_names, return_dtype=pl.String))
                .otherwise(pl.lit(""))
                + "baris "
                + pl.col("row").cast(pl.String)
                + pl.col("place").replace_strict(sheet_names, return_dtype=pl.String)
            ).to_series()

        return pl.map_batches([key, file], words, return_dtype=pl.String)

    return where

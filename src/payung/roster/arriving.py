"""From what `roster.check` found to the facts that are kept: rows, findings and counts as frames."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import polars as pl

from payung.kernel import region_code
from payung.roster import comparing, verbatim

if TYPE_CHECKING:
    from payung.roster.check import Checked

VALUES = [
    "nik",
    "kk",
    "name",
    "name_key",
    "sex",
    "birth_place",
    "birth_date",
    "occupation",
    "occupation_code",
    "address",
    "rt",
    "rw",
    "hamlet",
    "village",
    "phone",
    "mother",
    "income",
    "heir",
    "status",
    "decile",
    "disability",
    "head_of_family",
    "agency",
    "segment",
]
"""Cleaned values that a row keeps."""

VILLAGE_UNKNOWN = "village-not-stated"


@dataclass(frozen=True)
class Count:
    """Person rows of one file by what became of them; `region` when all lie in one village."""

    rows: int = 0
    refused: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    gone: int = 0
    region: str | None = None

    def as_dict(self) -> dict[str, int]:
        """The counts without the region."""
        return {name: count for name, count in asdict(self).items() if name != "region"}


def rows(checked: "Checked", *, government: str) -> pl.DataFrame:
    """The checked rows with `content_hash`, `region`, `is_refused`, `is_alive`, `sender`, `sheet` by name, by key.

    A row is refused when the check found an error of kind data, or when its village is unknown or lies outside
    the government; a government that is itself a village lends its code to rows that state none.
    """
    low, high = region_code.span(government)
    village = pl.col("village")
    if region_code.level(government) == region_code.VILLAGE:
        village = village.fill_null(government)
    inside = ((village >= low) & (village < high)).fill_null(False)
    names = {
        (number, place): (comparing.sender(file.source.name), sheet.name)
        for number, file in enumerate(checked.files)
        for place, sheet in enumerate(file.source.sheets)
    }
    places = pl.DataFrame(
        [(file, sheet, sender, name) for (file, sheet), (sender, name) in names.items()],
        schema={"file": pl.Int32, "sheet": pl.Int32, "sender": pl.String, "sheet_name": pl.String},
        orient="row",
    )
    return (
        checked.rows.with_columns(comparing.content_hash(checked.rows))
        .with_columns(village=pl.when(inside).then(village), key=pl.col("key").cast(pl.Int64))
        .with_columns(
            region=pl.col("village").fill_null(government),
            is_refused=pl.col("has_data_error")
            | pl.any_horizontal(pl.col(name).is_null() for name in ("village", "nik", "name")),
            is_alive=pl.col("alive"),
        )
        .join(places, on=["file", "sheet"], how="left", maintain_order="left")
        .drop("sheet")
        .rename({"sheet_name": "sheet"})
        .sort("key")
    )


def count_by_file(judged: pl.DataFrame, known: pl.DataFrame) -> dict[int, Count]:
    """Counts by index of the file; `gone` counts known rows of its sender that no row repeats or replaces."""
    left_over = known.join(judged.drop_nulls("known_id"), left_on="id", right_on="known_id", how="anti")
    gone = dict(left_over.group_by("sender").len().iter_rows())
    counted = judged.group_by("file").agg(
        pl.len().alias("rows"),
        pl.col("is_refused").sum().alias("refused"),
        *((pl.col("state") == state).sum().alias(state) for state in ("new", "changed", "same")),
        pl.col("sender").first(),
        pl.when(pl.col("region").n_unique() == 1).then(pl.col("region").first()).alias("region"),
    )
    return {
        line.pop("file"): Count(**{k: v for k, v in line.items() if k != "sender"}, gone=gone.get(line["sender"], 0))
        for line in counted.iter_rows(named=True)
    }


def row_facts(checked: "Checked", fresh: pl.DataFrame) -> pl.DataFrame:
    """Rows to be kept (`id`, `file_id` and `known_id` given) with their cells word for word."""
    cells = _cells(checked, fresh["file"].unique().to_list())
    return fresh.join(cells, on=["file", "sheet", "row"], how="left", maintain_order="left").select(
        "id",
        "region",
        "file_id",
        "sheet",
        "row",
        pl.col("verbatim").fill_null("{}"),
        pl.col("kinds").fill_null(""),
        "content_hash",
        "is_refused",
        pl.col("known_id").alias("supersedes_id"),
        "is_alive",
        *VALUES,
    )


def finding_facts(checked: "Checked", fresh: pl.DataFrame) -> pl.DataFrame:
    """Findings of the rows to be kept, and one more for each row whose village could not be told."""
    about = fresh.select("key", "id", "file_id", "region", "village", "has_data_error", "is_refused")
    told = checked.findings.with_columns(pl.col("key").cast(pl.Int64)).join(about, on="key", maintain_order="left")
    columns = ["file_id", "region", "row_id", "cell", "column", "code", "severity", "kind", "message", "suggestion"]
    found = told.rename({"id": "row_id"}).select(
        pl.col(c).cast(pl.String) if c not in columns[:3] else c for c in columns
    )
    unplaced = about.filter(pl.col("is_refused") & ~pl.col("has_data_error") & pl.col("village").is_null())
    if unplaced.is_empty():
        return found
    return pl.concat(
        [
            found,
            unplaced.select(
                "file_id",
                "region",
                pl.col("id").alias("row_id"),
                pl.lit(None, pl.String).alias("cell"),
                pl.lit("village").alias("column"),
                pl.lit(VILLAGE_UNKNOWN).alias("code"),
                pl.lit("error").alias("severity"),
                pl.lit("data").alias("kind"),
                pl.lit("Desa atau kelurahan orang ini tidak tertulis. Isi kolom Desa, lalu kirim lagi.").alias(
                    "message"
                ),
                pl.lit(None, pl.String).alias("suggestion"),
            ),
        ]
    )


def _cells(checked: "Checked", numbers: Iterable[int]) -> pl.DataFrame:
    schema = {"file": pl.Int32, "sheet": pl.String, "row": pl.Int64, "verbatim": pl.String, "kinds": pl.String}
    parts = [
        verbatim.of_sheet(sheet).select(
            pl.lit(number, pl.Int32).alias("file"), pl.lit(sheet.name).alias("sheet"), "row", "verbatim", "kinds"
        )
        for number in numbers
        for sheet in checked.files[number].source.sheets
    ]
    return pl.concat([pl.DataFrame(schema=schema), *parts])

"""The sheets of all files stacked into one table of person rows, cells as typed."""

from dataclasses import dataclass

import polars as pl

from payung.roster import columns
from payung.roster.reading import shapes


@dataclass(frozen=True)
class Place:
    """A sheet and where it stands: file and sheet are positions in the run."""

    file: int
    sheet: int
    source: shapes.SourceFile
    found: shapes.Sheet

    def letter(self, field: str) -> str | None:
        """The spreadsheet letter in which a field stands, also where it shares a column."""
        own = self.found.columns.get(field)
        return own or self.found.columns.get(columns.INSTEAD.get(field, ""))

    def shown(self, field: str) -> str:
        """The field's name among the sheet's columns (birth for birth_date where they share a column)."""
        instead = columns.INSTEAD.get(field, field)
        return instead if field not in self.found.columns and instead in self.found.columns else field


def places(sources: list[shapes.SourceFile]) -> list[Place]:
    """All sheets of all usable files, in order."""
    return [
        Place(file, sheet, source, found)
        for file, source in enumerate(sources)
        if source.error is None
        for sheet, found in enumerate(source.sheets)
    ]


def stack(sheets: list[Place]) -> pl.DataFrame:
    """One row per person row: key, place (position in `sheets`), file, sheet, row, every field of
    `columns.FIELDS` as typed (null where the sheet has no such column), kind_<field> for those whose kind of
    cell matters, and row_place, row_district (titles between the people). Codes of known formats stand as labels.
    """
    frames = [_one(number, place) for number, place in enumerate(sheets)]
    frames = [frame for frame in frames if frame.height]
    if not frames:
        frames = [_empty()]
    stacked = pl.concat(frames, how="diagonal")
    absent = [
        pl.lit(None, pl.String).alias(name)
        for name in (
            *columns.FIELDS,
            *(f"kind_{field}" for field in columns.TYPED),
            "row_place",
            "row_district",
            "remark",
        )
        if name not in stacked.columns
    ]
    return stacked.with_columns(absent).with_row_index("key").with_columns(pl.col("key").cast(pl.UInt32))


def _one(number: int, place: Place) -> pl.DataFrame:
    found = place.found
    kinds = found.kinds.columns
    typed = {field: letter for field, letter in found.columns.items() if field in columns.FIELDS}
    frame = found.cells.select(
        pl.col("row").cast(pl.Int64),
        *[_labelled(pl.col(letter), found.codes.get(field)).alias(field) for field, letter in typed.items()],
    )
    if found.ticks:
        frame = frame.with_columns(found.cells.select(_ticked(*found.ticks).alias("sex")).to_series())
    if found.given is not None:
        frame = frame.with_columns(_given(frame, found.given))
    if found.remarks is not None:
        frame = frame.with_columns(found.remarks.alias("remark"))
    if found.row_places is not None:
        frame = frame.with_columns(row_place=found.row_places["village"], row_district=found.row_places["district"])
    return frame.with_columns(
        pl.lit(number, pl.Int32).alias("place"),
        pl.lit(place.file, pl.Int32).alias("file"),
        pl.lit(place.sheet, pl.Int32).alias("sheet"),
        *[
            found.kinds[letter].cast(pl.String).alias(f"kind_{field}")
            for field, letter in typed.items()
            if field in columns.TYPED and letter in kinds
        ],
    )


def _given(frame: pl.DataFrame, given: pl.DataFrame) -> list[pl.Series]:
    """What rows get from elsewhere, where they have no cell of their own or an empty one."""
    filled = []
    for field in given.columns:
        own = (
            frame[field]
            if field in frame.columns
            else pl.Series([None], dtype=pl.String).new_from_index(0, frame.height)
        )
        both = pl.DataFrame({"own": own, "given": given[field]})
        filled.append(both.select(pl.coalesce(pl.col("own").replace("", None), "given").alias(field)).to_series())
    return filled


def _labelled(cell: pl.Expr, labels: dict[str, str] | None) -> pl.Expr:
    return cell.str.replace(r"^\s*([0-9]+)(?:\.0)?\s*$", "$1").replace(labels) if labels else cell


def _ticked(man: str, woman: str) -> pl.Expr:
    """L or P by which of two columns holds something; both cells where both do."""
    is_man, is_woman = (~pl.col(each).str.contains(r"^[\s0_-]*$") for each in (man, woman))
    return (
        pl.when(is_man & is_woman)
        .then(pl.format("L: {}, P: {}", pl.col(man), pl.col(woman)))
        .when(is_man)
        .then(pl.lit("L"))
        .when(is_woman)
        .then(pl.lit("P"))
        .otherwise(pl.lit(""))
    )


def _empty() -> pl.DataFrame:
    numbers = {"row": pl.Int64, "place": pl.Int32, "file": pl.Int32, "sheet": pl.Int32}
    return pl.DataFrame(schema={**numbers, "nik": pl.String, "name": pl.String})

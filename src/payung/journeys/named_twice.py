"""Who is named twice in a programme: pairs that wait for somebody, and people whom several rows name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from payung.journeys import pair_lines
from payung.kernel import rupiah
from payung.people import queries

if TYPE_CHECKING:
    from payung.documents.pairs import Line


@dataclass(frozen=True)
class NamedTwice:
    """pairs: those that wait, as `people.queries.pairs` tells them. rows: `people.queries.named_twice`."""

    pairs: list[dict[str, Any]]
    rows: pl.DataFrame

    def warnings(self) -> list[str]:
        """What the officer must know, without naming anybody."""
        said = []
        villages = self.rows.group_by("person_id").agg(pl.col("village").n_unique())
        if several := villages.filter(pl.col("village") > 1).height:
            said.append(
                f"{rupiah.number(several)} orang diusulkan lebih dari satu desa; masing-masing tetap satu orang, dan "
                "diusulkan-ganda.xlsx menyebut baris desa mana yang dihitung."
            )
        if again := villages.filter(pl.col("village") == 1).height:
            said.append(
                f"{rupiah.number(again)} orang tertulis dua kali dalam daftar desanya; satu baris dihitung "
                "(diusulkan-ganda.xlsx)."
            )
        return said

    def lines(self) -> list[Line]:
        """The pairs as the workbook shows them."""
        return [pair_lines.line(pair) for pair in self.pairs]

    def listed(self) -> pl.DataFrame:
        """The rows as the workbook lists them, people numbered."""
        codes = self.rows["village"].unique()
        names = [pair_lines.village_name(code) for code in codes]
        counted = pl.when("counts").then(pl.lit("ya, baris ini")).otherwise(pl.lit("tidak, sudah di baris lain"))
        return self.rows.with_columns(
            no=pl.col("person_id").rank("dense").cast(pl.Int64),
            village_name=pl.col("village").replace_strict(codes, pl.Series(names, dtype=pl.String)),
            state=counted,
        )


def of(programme_id: int) -> NamedTwice:
    """What stands now."""
    return NamedTwice(pair_lines.listed(programme_id), queries.named_twice(programme_id))

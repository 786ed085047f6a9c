"""How far the sub-districts are, who has named nobody, and which villages stand outside a programme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from payung.journeys.figures import Figures
from payung.programme.checks import VILLAGE_FUNDS
from payung.programme.document import Document
from payung.regions import reader

if TYPE_CHECKING:
    from payung.documents.recap import Recap

STATES = ("seats", "selected", "held", "waiting", "named", "usable")


def of(document: Document, figures: Figures, *, demo: bool) -> Recap:
    """The recapitulation of a programme as it stands."""
    places = _places(document.government)
    villages = figures.by_village.with_columns(seats=pl.col("seats") + pl.col("moved")).join(
        places, on="village", how="left"
    )
    silent = villages.filter(pl.col("usable") == 0).sort("village")
    pools_are = set(figures.by_pool["by"])
    if pools_are == {"district"}:
        villages = _with_district_seats(villages, figures)
    has_regencies = villages["regency"].n_unique() > 1
    from payung.documents.recap import Recap

    return Recap(
        region=reader.load().full_name(document.government),
        programme=document.name,
        as_of=document.as_of,
        districts=ranked(villages, ["district", "district_name", "regency_name"]),
        regencies=ranked(villages, ["regency", "regency_name"]) if has_regencies else None,
        silent=silent if figures.asks_villages else silent.clear(),
        outside=_outside(document, figures, places),
        seats_stay=document.quota.leftover == "stay",
        has_seats=pools_are in ({"village"}, {"district"}),
        villages_have_seats=pools_are == {"village"},
        agency=document.decision.agency,
        demo=demo,
    )


def outside(document: Document, figures: Figures) -> list[str]:
    """A sentence about villages of the government that no wave covers, or none."""
    left = _outside(document, figures, _places(document.government))
    if not left.height:
        return []
    counts = dict(left.group_by("village_kind").len().iter_rows())
    said = " dan ".join(f"{counts[kind]} {kind}" for kind in ("desa", "kelurahan") if kind in counts)
    reason = " (kelurahan tidak memiliki dana desa)" if _is_village_money(document) and "kelurahan" in counts else ""
    return [f"{said} berada di luar program ini{reason}; namanya ada di rekap.xlsx."]


def ranked(villages: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Villages summed by `keys` and ranked by coverage (selected of the seats), equal coverage sharing a rank.

    Adds villages, silent (without names), missing (empty seats), coverage (0 to 1) and rank; best first. Where none
    has seats of its own, who has more selected stands before.
    """
    summed = villages.group_by(keys).agg(
        pl.len().cast(pl.Int64).alias("villages"),
        (pl.col("named") == 0).sum().cast(pl.Int64).alias("silent"),
        *(pl.col(name).sum() for name in STATES),
    )
    return (
        summed.with_columns(
            missing=(pl.col("seats") - pl.col("selected") - pl.col("held")).clip(0),
            coverage=pl.when(pl.col("seats") > 0).then(pl.col("selected") / pl.col("seats")).otherwise(0.0),
        )
        .with_columns(by=pl.when(pl.col("seats").sum() > 0).then("coverage").otherwise(pl.col("selected")))
        .with_columns(rank=pl.col("by").rank("min", descending=True).cast(pl.Int64))
        .drop("by")
        .sort("rank", keys[0])
    )


def _with_district_seats(villages: pl.DataFrame, figures: Figures) -> pl.DataFrame:
    """Villages of which the first of each sub-district carries its seats, so that sums of them are right."""
    seats = figures.by_pool.select(district="pool", shared=pl.col("seats") + pl.col("moved"))
    is_first = pl.col("village") == pl.col("village").min().over("district")
    return (
        villages.join(seats, on="district", how="left")
        .with_columns(seats=pl.when(is_first).then(pl.col("shared").fill_null(0)).otherwise(0))
        .drop("shared")
    )


def _places(government: str) -> pl.DataFrame:
    regions = reader.load()
    places = regions.villages(government).select(
        "district", "district_name", village="code", village_name="name", village_kind="kind"
    )
    regency = places["village"].str.slice(0, 4)
    names = {code: regions.full_name(f"{code}000000") for code in regency.unique()}
    return places.with_columns(
        regency.alias("regency"), regency.replace_strict(names, return_dtype=pl.String).alias("regency_name")
    )


def _outside(document: Document, figures: Figures, places: pl.DataFrame) -> pl.DataFrame:
    left = places.join(figures.by_village, on="village", how="anti").sort("village")
    kelurahan = "Kelurahan tidak memiliki dana desa; perlu sumber lain, misalnya APBD."
    other = "Tidak termasuk gelombang mana pun pada berkas program."
    no_money = (pl.col("village_kind") == "kelurahan") & pl.lit(_is_village_money(document))
    return left.with_columns(reason=pl.when(no_money).then(pl.lit(kelurahan)).otherwise(pl.lit(other)))


def _is_village_money(document: Document) -> bool:
    return all(line.source in (*VILLAGE_FUNDS, "self") for line in document.funding)

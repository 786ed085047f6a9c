"""A pair as people read it: likelihood, evidence side by side, where each side came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from payung.people import evidence, linkage, queries
from payung.regions import reader

if TYPE_CHECKING:
    from payung.documents import pairs as documents


def listed(programme_id: int, *, decided: bool = False) -> list[dict[str, Any]]:
    """The pairs that wait, most likely first; with `decided` also those that somebody decided."""
    found = queries.pairs(programme_id)
    wanted = found if decided else found.filter("is_waiting")
    wanted = wanted.filter(pl.col("is_waiting") | (pl.col("verdict") != "undecided"))
    return wanted.sort(pl.col("probability").fill_null(2.0), -pl.col("pair_id"), descending=True).to_dicts()


def likelihood(pair: dict[str, Any]) -> str:
    """How likely, in words."""
    if pair["why"] == "equal-nik":
        return "NIK sama"
    return "sangat mungkin" if pair["probability"] >= linkage.model().strong else "mungkin"


def village_name(code: str) -> str:
    """A village with its kind, as people know it."""
    return reader.load().full_name(code)


def line(pair: dict[str, Any]) -> documents.Line:
    """A pair as the workbook shows it."""
    from payung.documents import pairs as documents  # whoever wants figures only does not wait for XlsxWriter

    verdicts = {verdict: word for word, verdict in documents.VERDICTS.items()}
    sides = {side: word for word, side in documents.NIK_SIDES.items()}
    traits = evidence.traits(pair, village_name)
    told = [f"{'+' if reason.supports else '-'} {reason.sentence}" for reason in evidence.reasons(pair)]
    is_decided = pair["verdict"] != "undecided"
    return documents.Line(
        number=pair["pair_id"],
        likely=likelihood(pair),
        left={trait.what: trait.left for trait in traits},
        right={trait.what: trait.right for trait in traits},
        origins=(origin(pair, "left"), origin(pair, "right")),
        reasons="\n".join(
            [
                *told,
                *(
                    f"{t.what}: {t.said}"
                    for t in traits
                    if t.said not in (evidence.SAME, evidence.UNKNOWN, "berbeda")
                ),
            ]
        ),
        verdict=verdicts[pair["verdict"]] if is_decided else "",
        reason=(pair["reason"] or "") if is_decided else "",
        nik_side=sides[pair["nik_belongs_to"]] if is_decided else "",
    )


def origin(pair: dict[str, Any], side: str) -> str:
    """The file and row a side came from."""
    return f"{pair[f'{side}_file']}, baris {pair[f'{side}_row']}"

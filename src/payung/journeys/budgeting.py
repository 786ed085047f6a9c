"""What a budget says where people are insured on several terms: each term with its payers and due days."""

from __future__ import annotations

from string import ascii_uppercase

import polars as pl

from payung.documents.budget_terms import Payment, Terms
from payung.journeys.figures import Figures
from payung.journeys.ways import Way
from payung.kernel import dates, month
from payung.law import payment


def terms(figures: Figures) -> tuple[Terms, ...]:
    """The terms of the selected, A, B, C ... in the order of the waves; () where one tariff says all."""
    if figures.is_uniform:
        return ()
    return tuple(_terms(number, way, people) for number, (way, people) in enumerate(figures.ways))


def ceilings(figures: Figures) -> dict[str, int]:
    """Rupiah by payer, of budgets."""
    found: dict[str, int] = {}
    for payer, ceiling in figures.ceilings.items():
        if payer.is_budget:
            found[payer.short] = found.get(payer.short, 0) + ceiling
    return found


def by_village(selected: pl.DataFrame) -> pl.DataFrame:
    """The people of each village by the letter of their terms."""
    keys = ["village", "village_name", "village_kind", "district_name", "letter"]
    letters = {number: letter(number) for number in selected["way"].unique()}
    named = selected.with_columns(letter=pl.col("way").replace_strict(letters, return_dtype=pl.String))
    return named.group_by(keys).agg(people=pl.len().cast(pl.Int64)).sort(keys)


def letter(number: int) -> str:
    """ "A" for 0, "Z" for 25, "AA" for 26."""
    tens, ones = divmod(number, len(ascii_uppercase))
    return (letter(tens - 1) if tens else "") + ascii_uppercase[ones]


def _terms(number: int, way: Way, people: int) -> Terms:
    return Terms(
        letter=letter(number),
        name=way.group or "Pekerja rentan",
        segment=way.segment,
        insurance=way.insurance,
        start=way.start,
        months=way.months,
        people=people,
        payments=tuple(
            Payment(paid.payer.short, paid.payer.is_budget, paid.start, paid.months, dict(paid.parts))
            for paid in way.payments
        ),
        due=_due(way),
    )


def _due(way: Way) -> str:
    """When the first month is to be paid; holidays are not known here, so only week-ends move it."""
    day = dates.long(payment.due_on(way.start, way.segment, ()))
    when = "bulan berikutnya" if way.segment == "PU" else "bulan iuran itu"
    return f"Iuran {month.name(way.start)} paling lambat {day} (tanggal 15 {when})."

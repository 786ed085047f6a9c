"""What was published about a programme, beside what its own file and the law give when every seat is filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from payung.journeys.figures import Figures
from payung.kernel import rupiah
from payung.programme.document import Document

if TYPE_CHECKING:
    from payung.documents.published import Comparison

LABELS = {
    "people": "Orang",
    "villages": "Desa/kelurahan",
    "months": "Bulan",
    "monthly_contribution": "Iuran sebulan",
    "total_contribution": "Iuran seluruhnya",
    "contributions_paid": "Iuran yang telah dibayar",
    "benefits_paid": "Manfaat yang telah dibayarkan",
}
YEAR = 12


def compare(document: Document, figures: Figures) -> list[Comparison]:
    """Each published figure with its computed twin, in the order of the file."""
    if not document.published:
        return []
    from payung.documents.published import Comparison

    computed = {
        "people": figures.seats,
        "villages": figures.by_village.height,
        "months": figures.months,
        "monthly_contribution": figures.planned_monthly,
        "total_contribution": figures.planned_total,
    }
    return [
        Comparison(
            label=LABELS[said.figure],
            published=said.value,
            computed=computed.get(said.figure),
            source=said.source,
            note=said.note,
            is_money=said.figure.endswith(("contribution", "paid")),
        )
        for said in document.published
    ]


def remarks(document: Document, figures: Figures) -> list[str]:
    """What published figures say together: the claim ratio, and how much cover the contributions would buy."""
    known = {said.figure: said.value for said in document.published}
    paid, benefits = known.get("contributions_paid"), known.get("benefits_paid")
    found = []
    if paid and benefits:
        found.append(
            f"Manfaat {rupiah.format(benefits)} dibanding iuran {rupiah.format(paid)}: rasio klaim "
            f"{round(benefits * 100 / paid)} %, dari dua angka yang terbit."
        )
    own = next((group.parts for group in figures.groups if group.segment == "BPU"), figures.parts)
    tariff = sum(own.values())
    if paid and tariff:
        people = round(paid / (tariff * YEAR))
        found.append(
            f"Iuran {rupiah.format(paid)} setara {rupiah.number(people)} orang selama {YEAR} bulan bila semuanya "
            f"membayar {rupiah.format(tariff)} sebulan; berapa orangnya sebenarnya tidak terbit."
        )
    return found

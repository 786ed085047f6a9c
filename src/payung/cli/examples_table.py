"""All examples in one table: what their own file and the law give, beside what was published."""

from __future__ import annotations

from dataclasses import dataclass

import click

from payung.documents.published import Comparison
from payung.journeys.run import Result
from payung.kernel import rupiah

WIDTHS = (17, 10, 9, 10, 21, 21, 8)


@dataclass(frozen=True)
class Row:
    """What the table says of one example; money in whole rupiah."""

    folder: str
    villages: int
    seats: int
    selected: int
    total: int
    planned: int
    published: tuple[str, ...]
    seconds: float


def row(folder: str, result: Result, seconds: float) -> Row:
    """The row of one example."""
    figures = result.figures
    said = tuple(_sentence(each) for each in result.published)
    return Row(
        folder=folder,
        villages=figures.by_village.height,
        seats=figures.seats,
        selected=figures.selected,
        total=figures.total_contribution,
        planned=figures.planned_total,
        published=(*said, *result.published_remarks),
        seconds=seconds,
    )


def show(rows: list[Row], *, seconds: float, peak_mib: float) -> None:
    """Print the table, the published figures below each other, time and peak memory."""
    _print(("Contoh", "Desa/kel.", "Kursi", "Terpilih", "Iuran semua kursi", "Iuran terpilih", "Detik"))
    for each in rows:
        _print(
            (
                each.folder,
                rupiah.number(each.villages),
                rupiah.number(each.seats),
                rupiah.number(each.selected),
                rupiah.format(each.planned),
                rupiah.format(each.total),
                _decimal(each.seconds),
            )
        )
    click.echo("\nAngka terbit, di samping hitungan bila semua kursi terisi")
    for each in rows:
        for number, sentence in enumerate(each.published):
            click.echo(f"  {each.folder if not number else '':<17} {sentence}")
    click.echo(f"\nWaktu seluruhnya {_decimal(seconds)} detik; memori terbesar satu proses {_decimal(peak_mib)} MiB.")


def _sentence(said: Comparison) -> str:
    computed = "" if said.computed is None else f", dihitung {said.shown(said.computed)}"
    return f"{said.label} terbit {said.shown(said.published)}{computed}: {said.verdict}"


def _print(cells: tuple[str, ...]) -> None:
    first, *rest = zip(cells, WIDTHS, strict=True)
    click.echo(f"{first[0]:<{first[1]}}" + "".join(f"{text:>{width}}" for text, width in rest))


def _decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")

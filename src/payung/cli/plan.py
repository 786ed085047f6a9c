"""`payung plan`: the budget before any roster exists."""

from datetime import date
from pathlib import Path

import click
from xlsxwriter.exceptions import FileCreateError

from payung.cli import law_options as options
from payung.kernel import dates, month
from payung.kernel.refusal import Refusal
from payung.law import budget_sheet, explanation, in_force, payment


@click.command()
@click.argument("programme", metavar="[PROGRAM.yaml]", required=False, type=click.Path(path_type=Path))
@click.option("--people", type=click.IntRange(1, 10**9), help="Banyaknya orang; baku: kursi pada PROGRAM.yaml.")
@click.option("--months", type=click.IntRange(1, 120), help="Lamanya dalam bulan.")
@click.option("--tariff", type=options.Rupiah(), help="Rupiah per orang per bulan; baku: dihitung dari --start.")
@options.CEILING
@click.option("--start", type=options.Month(), help="Bulan mulai perlindungan, misalnya 2024-12.")
@options.INSURANCE
@options.PAYER
@options.SEGMENT
@options.INCOME
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Tulis juga buku kerja .xlsx ini.")
def plan(
    programme: Path | None,
    people: int | None,
    months: int | None,
    tariff: int | None,
    ceiling: int | None,
    start: date | None,
    insurance: list[str],
    payer: str | None,
    segment: str,
    income: int | None,
    out: Path | None,
) -> None:
    """Hitung anggaran sebelum ada satu nama pun.

    Orang × bulan × iuran, apa yang dapat dibayar dengan pagu, dan santunan kematian yang benar-benar diperoleh
    menurut aturan bulan-bulan itu (bila --start disebut). Dengan PROGRAM.yaml: kursi tiap bagian kuota, dari berkas
    kuotanya, sebelum ada satu daftar pun.
    """
    if programme is not None:
        seats = _quota(programme)
        if months is None:
            return
        people = people or seats
    if people is None or months is None:
        raise Refusal("Sebutkan --people dan --months, atau berkas PROGRAM.yaml.")
    amount = options.tariff_or_counted(tariff, start, insurance, payer, segment, income)
    parameters = in_force.load()
    sheet = budget_sheet.Plan(people, months, amount, ceiling, start)
    answer = explanation.of_budget(
        people=people, months=months, tariff=amount, parameters=parameters, ceiling=ceiling, start=start
    )
    if out is not None:
        try:
            out.parent.mkdir(parents=True, exist_ok=True)
            budget_sheet.write(out, sheet, parameters)
        except (OSError, FileCreateError):
            raise Refusal(f"Berkas {out} tidak dapat ditulis.") from None
    click.echo(answer.text())
    if start is not None:
        due = payment.due_on(start, segment, (), parameters)
        click.echo(f"Iuran {month.name(start)} segmen {segment} paling lambat dibayar {dates.long(due)}.")
    if start is None:
        click.echo("Sebutkan --start agar santunan kematian menurut aturan bulan itu ikut dihitung.", err=True)
    if out is not None:
        click.echo(f"Lembar anggaran: {out}", err=True)


def _quota(programme: Path) -> int:
    """Print the seats of every pool of a programme file; how many they are."""
    from payung.journeys import programme_file, seat_plan
    from payung.kernel import rupiah
    from payung.matching import receivers

    found = seat_plan.of(programme)
    for group in found:
        lines = group.lines()
        click.echo(f"Kuota {group.name}".strip())
        width = max(len(name) for name, _ in lines)
        for name, seats in [*lines, ("Jumlah", group.total)]:
            click.echo(f"  {name:<{width}} {rupiah.number(seats):>11} kursi")
        click.echo("")
    required = [receivers.of(name).short for name in programme_file.read(programme).document.matching.required]
    if required:
        agencies = ", ".join(dict.fromkeys(required))
        click.echo(f"Sebelum SK, setiap penerima harus sudah dijawab {agencies}: payung match.", err=True)
    return sum(group.total for group in found)

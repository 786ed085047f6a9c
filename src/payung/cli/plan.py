"""`payung plan`: the budget before any roster exists."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from xlsxwriter.exceptions import FileCreateError

from payung.cli import law_options as options
from payung.kernel import dates, month, rupiah
from payung.kernel.refusal import Refusal
from payung.law import budget_sheet, explanation, in_force, payment

if TYPE_CHECKING:
    from payung.journeys.programme_file import ProgrammeFile

OF_ONE_WAVE = ("people", "months", "tariff", "start", "insurance", "payer", "segment", "income", "out")


@click.command()
@click.argument("programme", metavar="[PROGRAM.yaml]", required=False, type=click.Path(path_type=Path))
@click.option("--people", type=click.IntRange(1, 10**9), help="Banyaknya orang; baku: kursi pada PROGRAM.yaml.")
@click.option("--months", type=click.IntRange(1, 120), help="Lamanya dalam bulan; baku: pada PROGRAM.yaml.")
@click.option("--tariff", type=options.Rupiah(), help="Rupiah per orang per bulan; baku: dihitung dari --start.")
@options.CEILING
@click.option("--start", type=options.Month(), help="Bulan mulai perlindungan, misalnya 2024-12.")
@options.INSURANCE
@options.PAYER
@options.SEGMENT
@options.INCOME
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Tulis juga buku kerja .xlsx ini.")
@click.pass_context
def plan(
    ctx: click.Context,
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
    menurut aturan bulan-bulan itu (bila --start disebut). Dengan PROGRAM.yaml: kursi tiap bagian kuota, lalu hitungan
    yang sama dengan kursi, bulan, iuran, dan pagu dari berkas itu, sebelum ada satu daftar pun. Pilihan yang
    disebut menggantikan isi berkas.
    """
    if programme is not None:
        said = {
            name: ctx.params[name]
            for name in (*OF_ONE_WAVE, "ceiling")
            if ctx.get_parameter_source(name) is not click.core.ParameterSource.DEFAULT
        }
        _of_programme(programme, said)
        return
    if people is None or months is None:
        raise Refusal("Sebutkan --people dan --months, atau berkas PROGRAM.yaml.")
    amount = options.tariff_or_counted(tariff, start, insurance, payer, segment, income)
    _show(budget_sheet.Plan(people, months, amount, ceiling, start), segment, out)


def _show(sheet: budget_sheet.Plan, segment: str, out: Path | None) -> None:
    """Print one plan, and write it where asked."""
    parameters, start = in_force.load(), sheet.start
    answer = explanation.of_budget(
        people=sheet.people,
        months=sheet.months,
        tariff=sheet.tariff,
        parameters=parameters,
        ceiling=sheet.ceiling,
        start=start,
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


def _of_programme(programme: Path, said: dict[str, Any]) -> None:
    """Print the seats of every pool of a programme file, then what its waves cost; `said` goes before the file."""
    from payung.journeys import programme_file, wave_plan
    from payung.programme import groups

    file = programme_file.read(programme, files=False)
    waves = wave_plan.of(file, in_force.load())
    replaced = [name for name in OF_ONE_WAVE if name in said]
    if len(waves) > 1 and replaced:
        raise Refusal(
            f"Berkas ini berisi {len(waves)} gelombang, dan --{replaced[0]} hanya berlaku bagi satu. "
            "Ubah berkasnya, atau hitung tanpa berkas dengan --people dan --months."
        )
    _quota(file)
    ceiling = said.get("ceiling", wave_plan.ceiling(file))
    if len(waves) == 1:
        wave, terms = waves[0], groups.of(file.document)[0]
        tariff = said.get("tariff", wave.tariff)
        if "tariff" not in said and said.keys() & {"start", "insurance", "payer", "segment", "income"}:
            tariff = options.tariff_or_counted(
                None,
                said.get("start", wave.start),
                said.get("insurance", list(terms.insurance)),
                said.get("payer"),
                said.get("segment", wave.segment),
                said.get("income", terms.income),
            )
        people, months = said.get("people", wave.people), said.get("months", wave.months)
        sheet = budget_sheet.Plan(people, months, tariff, ceiling, said.get("start", wave.start))
        _show(sheet, said.get("segment", wave.segment), said.get("out"))
        if not said.keys() & {"tariff", "start", "months"} and len(set(wave.monthly)) > 1:
            click.echo("Iuran berubah di tengah masa; hitungan ini memakai iuran bulan pertama.", err=True)
        return
    for wave in waves:
        named = f"Gelombang ke-{wave.number}" + (f", {wave.group}" if wave.group else "")
        click.echo(f"{named}, mulai {month.name(wave.start)}")
        _show(budget_sheet.Plan(wave.people, wave.months, wave.tariff, None, wave.start), wave.segment, None)
        click.echo("")
    total = sum(wave.total for wave in waves)
    click.echo("Semua gelombang")
    rest = "Sisa pagu" if ceiling >= total else "Kekurangan"
    for label, amount in (("Jumlah", total), ("Pagu semua sumber", ceiling), (rest, abs(ceiling - total))):
        click.echo(f"  {label:<18} {rupiah.format(amount):>20}")


def _quota(file: ProgrammeFile) -> None:
    """Print the seats of every pool of a programme file."""
    from payung.journeys import seat_plan
    from payung.matching import receivers

    for group in seat_plan.of_groups(file):
        lines = group.lines()
        click.echo(f"Kuota {group.name}".strip())
        width = max(len(name) for name, _ in lines)
        for name, seats in [*lines, ("Jumlah", group.total)]:
            click.echo(f"  {name:<{width}} {rupiah.number(seats):>11} kursi")
        click.echo("")
    required = [receivers.of(name).short for name in file.document.matching.required]
    if required:
        agencies = ", ".join(dict.fromkeys(required))
        click.echo(f"Sebelum SK, setiap penerima harus sudah dijawab {agencies}: payung match.", err=True)

"""`payung law`: explain a number with its law, or hold the law against worked cases."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from payung.cli import law_options as options
from payung.law import cases as worked
from payung.law import eligibility, explanation, in_force
from payung.law import tariff as tariffs


@click.group()
def law() -> None:
    """Jelaskan sebuah angka hukum, atau uji kasus-kasus hukum."""


@law.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
def cases(files: tuple[Path, ...]) -> None:
    """Uji kasus hukum dalam berkas YAML: tiap kasus sendiri, dan semua kasus sekaligus.

    Keluar 0: semua sama; 1: ada yang berbeda; 2: berkas tidak dapat dibaca.
    """
    parameters = in_force.load()
    outcomes = []
    for file in files:
        try:
            outcomes += worked.run(worked.read(file.read_text(encoding="utf-8-sig")), parameters)
        except UnicodeDecodeError as problem:
            line = problem.object[: problem.start].count(b"\n") + 1
            raise worked.Malformed(f"Berkas {file}, baris {line}: bukan teks UTF-8.") from None
        except OSError:
            raise worked.Malformed(f"Berkas {file} tidak dapat dibaca.") from None
        except worked.Malformed as problem:
            raise worked.Malformed(f"Berkas {file}: {problem}") from None
    differing = [outcome for outcome in outcomes if outcome.differences]
    for outcome in differing:
        click.echo(f"BEDA  {outcome.case.name}")
        for difference in outcome.differences:
            click.echo(f"      {difference}")
    same = len(outcomes) - len(differing)
    click.echo(f"{len(outcomes)} kasus: {same} sama, {len(differing)} berbeda.")
    if differing:
        raise SystemExit(1)


@law.group()
def explain() -> None:
    """Jelaskan sebuah hasil: bagiannya, pasalnya, dan apa yang belum dikonfirmasi."""


@explain.command()
@options.MONTH
@options.INSURANCE
@options.SEGMENT
@options.SECTOR
@options.PAYER
@click.option("--income", type=options.Rupiah(), help="Penghasilan atau upah sebulan; baku: baris BPU terendah.")
def contribution(
    month: date, insurance: list[str], segment: str, sector: str, payer: str | None, income: int | None
) -> None:
    """Iuran satu orang untuk satu bulan."""
    if income is None and segment == "BPU":
        income = tariffs.LOWEST_INCOME
    click.echo(
        explanation.of_contribution(
            on=month,
            insurance=insurance,
            parameters=in_force.load(),
            income=income,
            segment=segment,
            sector=sector,
            payer=payer,
        ).text()
    )


@explain.command("eligibility")
@click.option("--birth-date", type=options.Day(), help="Tanggal lahir.")
@click.option("--start", type=options.Day(), required=True, help="Hari mulai perlindungan.")
@click.option("--nik", help="NIK; tidak ditampilkan dan tidak disimpan.")
@options.answers(*eligibility.ASSUMABLE, "renewed")
@click.option("--occupation", help="Pekerjaan seperti tertulis.")
@click.option("--decile", type=click.IntRange(1, 10), help="Desil keluarga.")
@click.option("--min-age", type=click.IntRange(0, 100), help="Usia terendah menurut program.")
@click.option("--max-decile", type=click.IntRange(1, 10), help="Desil tertinggi menurut program.")
@options.SEGMENT
@options.ASSUME
def explain_eligibility(**given: Any) -> None:
    """Apakah satu orang memenuhi syarat, dan setiap alasan bila tidak."""
    parameters = in_force.load()
    start = given["start"]
    answer = eligibility.of(parameters, **given)
    click.echo("Memenuhi syarat." if answer["eligible"] else "Belum memenuhi syarat.")
    limits = {
        "limit": parameters.at("eligibility.age_limit", start),
        "min_age": parameters.at("eligibility.minimum_age", start),
    }
    values = {name: value.value for name, value in limits.items() if value is not None}
    stated = {name: given[name] for name in ("min_age", "max_decile") if given[name] is not None}
    for code in answer["failed"]:
        click.echo(f"  {code}: {eligibility.sentence(code, **(values | stated))}")
    if answer["assumed"]:
        click.echo(f"Dianggap benar atas pernyataan kepala desa (SPTJM): {', '.join(answer['assumed'])}.")
    click.echo(f"Himpunan hukum {parameters.sha256[:16]}")


@explain.command("budget")
@options.PEOPLE
@options.MONTHS
@click.option("--tariff", type=options.Rupiah(), help="Rupiah per orang per bulan; baku: dihitung dari --month.")
@click.option("--month", "start", type=options.Month(), help="Bulan mulai, misalnya 2024-12.")
@options.INSURANCE
@options.PAYER
@options.CEILING
def explain_budget(
    people: int,
    months: int,
    tariff: int | None,
    start: date | None,
    insurance: list[str],
    payer: str | None,
    ceiling: int | None,
) -> None:
    """Biaya sebuah program: orang × bulan × iuran, terhadap pagu."""
    amount = options.tariff_or_counted(tariff, start, insurance, payer)
    click.echo(
        explanation.of_budget(
            people=people, months=months, tariff=amount, parameters=in_force.load(), ceiling=ceiling, start=start
        ).text()
    )

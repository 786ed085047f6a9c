"""What a run gave, as a table that an officer understands."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import click
import polars as pl

from payung.journeys import sources
from payung.journeys.figures import Figures
from payung.journeys.run import Result
from payung.kernel import month, rupiah

if TYPE_CHECKING:
    from payung.documents.published import Comparison

LABEL = 38
MOST_RECEIPTS = 5
MOST_POOLS = 12
# A reason in a few words; its whole sentence stands in tidak-memenuhi.xlsx. What is not here shows its code.
REASONS = {
    "not-alive": "sudah meninggal atau tidak ada lagi",
    "too-young": "belum cukup umur",
    "too-old": "65 tahun atau lebih",
    "nik-unusable": "NIK tidak dapat dipakai",
    "civil-servant": "ASN, TNI, atau Polri",
    "wage-earner": "penerima upah",
    "covered-elsewhere": "sudah terlindungi program lain",
    "not-resident": "bukan warga setempat",
    "not-working": "tidak bekerja",
    "occupation-excluded": "pekerjaan bukan sasaran",
    "decile-out": "desil di atas batas",
    "not-matched": "tidak padan pada lembaga lain",
    "unknown-alive": "belum diketahui masih hidup",
    "unknown-birth_date": "tanggal lahir belum diketahui",
    "unknown-nik": "NIK belum diketahui",
    "unknown-civil_servant": "belum diketahui ASN atau bukan",
    "unknown-wage_earner": "belum diketahui penerima upah atau bukan",
    "unknown-covered_elsewhere": "belum diketahui terlindungi program lain",
    "unknown-resident": "belum diketahui warga setempat",
    "unknown-working": "belum diketahui bekerja",
    "unknown-occupation": "pekerjaan belum diketahui",
    "unknown-decile": "desil belum diketahui",
    "no-group": "tidak termasuk kelompok mana pun",
    "group-not-here": "kelompoknya tidak dibuka di desanya",
    "pair-undecided": "satu NIK dua orang, menunggu",
}


def show(result: Result) -> None:
    """Print figures, warnings and papers to stdout."""
    _heading(result)
    _people(result.figures)
    _money(result)
    _published(result)
    if result.warnings:
        click.echo("\nPerlu diketahui")
        for warning in result.warnings:
            click.echo(f"  - {warning}")
    if result.papers:
        click.echo("\nBerkas")
        for paper in result.papers:
            click.echo(f"  {paper.path!s:<{LABEL}} {paper.about}")
        click.echo(f"  {result.out / 'periksa'!s:<{LABEL}} Daftar desa dikembalikan dengan temuannya")
    click.echo(f"  {result.out / 'summary.json'!s:<{LABEL}} Semua angka untuk program lain")


def _heading(result: Result) -> None:
    click.echo(result.document.name)
    new = [sentence for sentence in result.receipts if "sudah pernah diterima" not in sentence]
    known = len(result.receipts) - len(new)
    if known:
        click.echo(f"{known} dari {len(result.receipts)} daftar sudah pernah diterima dan tidak dicatat lagi.")
        for sentence in new[:MOST_RECEIPTS]:
            click.echo(f"  {sentence}")
        if len(new) > MOST_RECEIPTS:
            click.echo(f"  dan {len(new) - MOST_RECEIPTS} daftar lain yang baru atau berubah")


def _line(label: str, value: str, note: str = "") -> None:
    click.echo(f"  {label:<{LABEL}} {value:>18}  {note}".rstrip())


def _people(figures: Figures) -> None:
    click.echo("\nOrang")
    _line(
        "Baris dalam daftar",
        rupiah.number(figures.rows_read),
        f"{rupiah.number(figures.rows_with_errors)} bermasalah",
    )
    _line("Orang yang dikenali", rupiah.number(figures.people))
    _line("Memenuhi syarat", rupiah.number(figures.eligible))
    for code, count in sorted(figures.ineligible_by_reason.items(), key=lambda item: -item[1]):
        _line(f"  tidak: {REASONS.get(code, code)}", rupiah.number(count))
    if len(figures.ineligible_by_reason) > 1:
        click.echo("  (satu orang dapat memiliki beberapa alasan)")
    _line("Terpilih", rupiah.number(figures.selected), f"dari {rupiah.number(figures.seats)} kursi")
    if figures.held:
        _line("Kursi disimpan (pasangan ragu)", rupiah.number(figures.held))
    _line("Cadangan", rupiah.number(figures.waiting))
    _pools(figures)
    if not figures.asks_villages:
        return
    named = figures.by_village.height - len(figures.without_names)
    _line("Desa/kelurahan yang mengusulkan", rupiah.number(named), f"dari {rupiah.number(figures.by_village.height)}")


def _pools(figures: Figures) -> None:
    """Each pool with its seats, where pools are no villages."""
    listed = figures.by_pool.filter(pl.col("by") != "village")
    for line in listed.head(MOST_POOLS).iter_rows(named=True):
        room, taken = line["seats"] + line["moved"], line["selected"] + line["held"]
        waiting = f", {rupiah.number(line['waiting'])} menunggu" if line["waiting"] else ""
        label = line["name"] if len(line["name"]) < LABEL - 9 else line["name"][: LABEL - 11] + "…"
        _line(f"  kuota {label}", rupiah.number(taken), f"dari {rupiah.number(room)} kursi{waiting}")
    if listed.height > MOST_POOLS:
        click.echo(f"  dan {listed.height - MOST_POOLS} kuota lain; semuanya ada di anggaran.xlsx")


def _money(result: Result) -> None:
    figures = result.figures
    tariff = sum(figures.parts.values())
    click.echo("\nIuran")
    for span, villages in _spans(result):
        _line("Masa", span, villages)
    if figures.is_uniform:
        _line("Per orang per bulan", rupiah.format(tariff), _sum(figures.parts))
    for name, segment, people, parts in () if figures.is_uniform else figures.tariffs():
        label = f"  {name} ({segment})" if name else f"  {segment}"
        _line(label, rupiah.format(sum(parts.values())), f"{_sum(parts)}; {rupiah.number(people)} orang")
    product = f"{rupiah.number(figures.selected)} × {rupiah.format(tariff)} × {figures.months} bulan"
    exact = figures.is_uniform and figures.selected * tariff * figures.months == figures.total_contribution
    _line("Jumlah iuran", rupiah.format(figures.total_contribution), product if exact else "")
    if figures.own_contribution:
        _line("  dibayar peserta sendiri", rupiah.format(figures.own_contribution))
    if figures.held_contribution:
        kept = f"{rupiah.number(figures.held)} kursi, pasangan ragu"
        _line("Disimpan bagi yang belum diputuskan", rupiah.format(figures.held_contribution), kept)
    paying = sources.of(result.document, figures)
    for money in paying:
        if money.source != "self" and money.ceiling is not None and money.left is not None:
            _line(f"Pagu {money.label}", rupiah.format(money.ceiling), f"sisa {rupiah.format(money.left)}")
    if figures.months_for_all is not None and len(paying) == paying[0].budgets == 1:
        _line("Cukup untuk semua terpilih selama", f"{figures.months_for_all} bulan")
    if figures.decree:
        _line("Sidik daftar (SHA-256)", figures.decree.list_sha256[:16] + " …")


def _spans(result: Result) -> list[tuple[str, str]]:
    """The months of each span, and when there are several, which waves have them and how many people."""
    numbers: dict[tuple[date, int], list[str]] = {}
    for number, wave in enumerate(result.document.waves, start=1):
        numbers.setdefault((wave.start, wave.months), []).append(f"ke-{number}")
    people = Counter[tuple[date, int]]()
    for way, count in result.figures.ways:
        people[way.start, way.months] += count
    return [
        (
            month.name(span[0]) + (f", {span[1]} bulan" if span[1] > 1 else ""),
            f"gelombang {', '.join(waves)}: {rupiah.number(people[span])} orang" if len(numbers) > 1 else "",
        )
        for span, waves in sorted(numbers.items())
    ]


def _sum(parts: dict[str, int]) -> str:
    return " + ".join(f"{name} {rupiah.number(amount)}" for name, amount in parts.items())


def _published(result: Result) -> None:
    if not result.published:
        return
    click.echo("\nAngka terbit, di samping hitungan bila semua kursi terisi")
    for said in result.published:
        click.echo(f"  {said.label:<{LABEL}} {said.shown(said.published):>18}  {_beside(said)}")
        click.echo(f"  {'':<{LABEL}} {'':>18}  {said.source}{f'; {said.note}' if said.note else ''}")
    for remark in result.published_remarks:
        click.echo(f"  {remark}")


def _beside(said: Comparison) -> str:
    if said.computed is None:
        return said.verdict
    return f"dihitung {said.shown(said.computed)}: {said.verdict}"

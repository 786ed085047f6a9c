"""`payung evidence`: scans of KTP, KK, work letters and consents, attached to people by file name."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click
import polars as pl

from payung.cli import operator
from payung.cli.progress import Meter, remark
from payung.kernel import nik, rupiah
from payung.matching.columns import KIND_WORDS

PROGRAMME = click.argument("programme", metavar="PROGRAM.yaml", type=click.Path(path_type=Path))
BY = click.option("--by", "name", help="Nama petugas yang bertanggung jawab; tercatat di jejak audit.")


@click.group(short_help="Lampirkan pindaian KTP, KK, surat kerja, dan persetujuan menurut nama berkas")
def evidence() -> None:
    """Bukti setiap orang: dilampirkan sekaligus dari map atau zip, disimpan menurut isinya, tidak pernah diubah."""


@evidence.command("attach", short_help="Lampirkan semua pindaian dalam sebuah map atau zip")
@PROGRAMME
@click.argument("source", metavar="MAP|ZIP", type=click.Path(path_type=Path, exists=True))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Map hasil; baku: out/KODE/bukti.")
@BY
@click.pass_context
def attach(ctx: click.Context, *, programme: Path, source: Path, out: Path | None, name: str | None) -> None:
    """Nama berkas menyebut NIK dan jenisnya ("6107..._ktp.jpg"), atau nama orang bila hanya satu di desanya.

    Keluar 1 bila ada berkas yang belum terlampir; daftarnya ditulis ke buku kerja.
    """
    code = _ready(programme)
    from django.utils import timezone

    from payung.journeys import matching_proofs
    from payung.matching import proofs

    done = matching_proofs.attach(
        programme,
        source,
        out=out or Path("out") / code / "bukti",
        name=operator.named(name),
        at=timezone.now(),
    )
    click.echo(
        f"{rupiah.number(done.files)} berkas: {rupiah.number(done.new)} bukti baru, "
        f"{rupiah.number(done.known)} sudah ada, untuk {rupiah.number(done.persons)} orang."
    )
    for reason, count in Counter(reason for _, reason in done.left_out).most_common():
        remark(f"{count} berkas belum terlampir: {proofs.REASONS[reason]}")
    if done.details:
        click.echo(str(done.details))
    ctx.exit(1 if done.left_out else 0)


@evidence.command("list", short_help="Berapa orang sudah punya bukti apa, menurut desa")
@PROGRAMME
@click.option("--people", is_flag=True, help="Satu baris tiap orang yang buktinya belum lengkap, NIK disamarkan.")
@click.option("--all", "everybody", is_flag=True, help="Dengan --people: juga yang buktinya lengkap.")
@BY
def list_proofs(*, programme: Path, people: bool, everybody: bool, name: str | None) -> None:
    """Hitung bukti menurut desa; dengan --people siapa yang belum lengkap, dengan nama dan baris berkasnya."""
    _ready(programme)
    from django.utils import timezone

    from payung.journeys import matching_proofs

    by_village, by_person = matching_proofs.counts(programme, name=operator.named(name), at=timezone.now())
    heads = " ".join(f"{words:>12}" for words in KIND_WORDS.values())
    if people:
        lacking = by_person.filter(pl.any_horizontal(pl.col(kind) == 0 for kind in KIND_WORDS))
        listed = by_person if everybody else lacking
        click.echo(f"{'NIK':<18}{'Nama':<28}{'Desa/kelurahan':<30}{heads}  Baris")
        for line in listed.iter_rows(named=True):
            shown = nik.masked(line["nik"]) if line["nik"] else "tanpa NIK"
            click.echo(
                f"{shown:<18}{line['name'] or '':<27.27} {line['village_name'] or '':<29} {_counts(line)}"
                f"  {line['file']} baris {line['row']}"
            )
        remark(
            f"{rupiah.number(lacking.height)} dari {rupiah.number(by_person.height)} orang belum lengkap buktinya."
        )
        return
    click.echo(f"{'Desa/kelurahan':<28}{'Orang':>8}{heads}")
    for line in by_village.iter_rows(named=True):
        click.echo(f"{line['village_name'] or '':<28} {rupiah.number(line['people']):>7}{_counts(line)}")


def _counts(line: dict[str, int]) -> str:
    return " ".join(f"{line[kind]:>12}" for kind in KIND_WORDS)


def _ready(programme: Path) -> str:
    from payung.cli import django_ready
    from payung.journeys import programme_file

    code = programme_file.read(programme, files=False).document.code
    django_ready.prepare(Meter())
    return code

"""`payung takeover`: a programme that already runs enters with its members, their KPJ and their paid months."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

MOST_SHOWN = 20


@click.command(short_help="Ambil alih program yang sudah berjalan dari daftar SK atau daftar peserta aktif")
@click.argument("programme", metavar="PROGRAM.yaml", type=click.Path(path_type=Path))
@click.argument("file", metavar="BERKAS", type=click.Path(path_type=Path))
@click.option(
    "--from", "source", required=True, type=click.Choice(["decree", "insurer"]),
    help="decree: daftar SK tahun lalu; insurer: daftar peserta aktif dari BPJS Ketenagakerjaan.",
)  # fmt: skip
@click.option(
    "--on", required=True, metavar="TTTT-BB-HH", type=click.DateTime(["%Y-%m-%d"]), help="Tanggal keadaan daftar."
)
@click.option(
    "--paid-through", metavar="TTTT-BB", type=click.DateTime(["%Y-%m"]),
    help="Bulan terakhir yang lunas bagi baris yang tidak menyebutnya.",
)  # fmt: skip
@click.option("--by", "name", help="Nama petugas yang bertanggung jawab; tercatat di jejak audit.")
def takeover(
    *,
    programme: Path,
    file: Path,
    source: str,
    on: datetime.datetime,
    paid_through: datetime.datetime | None,
    name: str | None,
) -> None:
    """Catat peserta program yang sudah berjalan: orangnya, KPJ 11 angka, dan bulan yang sudah lunas.

    Berkas yang sama tidak mengubah apa pun; berkas yang diperbaiki menambah catatan baru. Keluar 0 bila semua baris
    diambil alih, 1 bila ada baris yang perlu diperiksa, 2 bila berkasnya tidak dapat dipakai.
    """
    from payung.cli import operator
    from payung.cli.progress import Meter, remark
    from payung.journeys import programme_file

    programme_file.read(programme, files=False)  # refused before the database wakes
    meter = Meter()
    from payung.cli import django_ready

    django_ready.prepare(meter)
    from django.utils import timezone

    from payung.journeys import takeover as journey
    from payung.kernel import rupiah

    with meter.stage("takeover", "Mengambil alih peserta"):
        result = journey.run(
            programme,
            file,
            source=source,
            on=on.date(),
            paid_through=paid_through.date() if paid_through else None,
            name=operator.named(name),
            at=timezone.now(),
        )
    taken = result.taken
    click.echo(
        f"{rupiah.number(result.rows)} baris dari {journey.SOURCES[source]}: {rupiah.number(taken.people)} peserta, "
        f"{rupiah.number(taken.written)} dicatat, {rupiah.number(taken.unchanged)} sudah tercatat sama; "
        f"{rupiah.number(taken.months)} bulan perlindungan dicatat (tiap orang tiap bulan dihitung sekali)."
    )
    for sentence in result.said[:MOST_SHOWN]:
        click.echo(f"  {sentence}")
    if len(result.said) > MOST_SHOWN:
        click.echo(f"  dan {rupiah.number(len(result.said) - MOST_SHOWN)} temuan lain")
    remark("Lanjutkan ke tahun berikutnya dengan menulis continues pada berkas program yang baru.")
    if result.needs_attention:
        click.get_current_context().exit(1)

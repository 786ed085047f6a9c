"""`payung decree`: record a signature, see the chain of decrees, draft an amendment."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

PROGRAMME = click.argument("programme", metavar="PROGRAM.yaml", type=click.Path(path_type=Path))
BY = click.option("--by", "name", help="Nama petugas yang bertanggung jawab; tercatat di jejak audit.")


@click.group(short_help="Catat tanda tangan SK, lihat rantainya, rancang perubahannya")
def decree() -> None:
    """SK yang ditandatangani tidak berubah lagi; daftarnya berubah hanya dengan Keputusan perubahan."""


@decree.command("sign", short_help="Catat bahwa rancangan SK atau perubahannya sudah ditandatangani")
@PROGRAMME
@click.option("--number", required=True, help="Nomor keputusan, tanpa tahun.")
@click.option(
    "--on", required=True, metavar="TTTT-BB-HH", type=click.DateTime(["%Y-%m-%d"]), help="Tanggal ditandatangani."
)
@click.option("--signer", required=True, help="Nama penandatangan.")
@click.option("--scan", type=click.Path(path_type=Path, dir_okay=False), help="Pindaian SK; disimpan menurut isinya.")
@BY
def sign(
    *, programme: Path, number: str, on: datetime.datetime, signer: str, scan: Path | None, name: str | None
) -> None:
    """Catat tanda tangan rancangan yang sekarang menunggu. Setelah itu daftarnya tidak berubah lagi.

    Keluar 0 bila tercatat, 2 bila tidak ada rancangan atau isiannya tidak dapat dipakai.
    """
    from payung.cli import operator, programme_named

    with programme_named.opened(programme) as found:
        from django.utils import timezone

        from payung.journeys import signing

        said = signing.sign(
            found, number=number, on=on.date(), signer=signer, scan=scan, name=operator.named(name), at=timezone.now()
        )
    click.echo(said)


@decree.command("status", short_help="SK yang berlaku, perubahannya, dan rancangan yang menunggu")
@PROGRAMME
def status(*, programme: Path) -> None:
    """Tampilkan rantai SK program: nomor, tanggal, banyak orang, kode keaslian; lalu rancangan yang menunggu."""
    from payung.cli import programme_named

    with programme_named.opened(programme) as found:
        from payung.journeys import signing

        lines = signing.status(found)
    for line in lines:
        click.echo(line)


@decree.command("amend", short_help="Rancang Keputusan perubahan: siapa dihapus, siapa ditambahkan")
@PROGRAMME
@click.option(
    "--leaving", "leaves", type=click.Path(path_type=Path, dir_okay=False),
    help="Berkas berkolom NIK dan Alasan: yang keluar, atau yang dikembalikan.",
)  # fmt: skip
@click.option(
    "--from", "effective", metavar="TTTT-BB", type=click.DateTime(["%Y-%m"]),
    help="Bulan pertama yang berubah; tanpa diisi: bulan iuran berikutnya.",
)  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Map hasil; tanpa diisi: out/KODE.")
@BY
def amend(
    *, programme: Path, leaves: Path | None, effective: datetime.datetime | None, out: Path | None, name: str | None
) -> None:
    """Lepaskan yang keluar, panggil cadangan menurut urutannya, lalu tulis rancangan Keputusan perubahan.

    Keluar 0 bila rancangannya tertulis, 2 bila tidak ada yang berubah atau SK-nya belum ditandatangani.
    """
    from payung.cli import operator, programme_named

    with programme_named.opened(programme) as found:
        government, code = found.government, found.code
    from django.utils import timezone

    from payung.journeys import amend as amending

    result = amending.run(
        government,
        code,
        leaves=leaves,
        effective=effective.date() if effective else None,
        out=out or Path("out") / code,
        name=operator.named(name),
        at=timezone.now(),
    )
    for sentence in result.said:
        click.echo(sentence)
    for paper in result.papers:
        click.echo(f"  {paper.path!s:<38} {paper.about}")

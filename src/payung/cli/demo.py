"""`payung demo`: invent an example's rosters and do the whole job on them."""

from __future__ import annotations

from pathlib import Path

import click

from payung.cli.progress import Meter

INPUTS = "masukan"
EXAMPLES = ("kaur", "denpasar", "bulukumba", "bengkayang", "kalbar")


@click.command(short_help="Coba seluruh pekerjaan pada contoh Kaur atau Kalimantan Barat dengan orang rekaan")
@click.argument(
    "example", metavar="CONTOH", type=click.Choice(["kaur", "denpasar", "bulukumba", "bengkayang", "kalbar"])
)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Map hasil; tanpa diisi: out/CONTOH.")
@click.option("--seed", type=int, default=2024, show_default=True, help="Benih pembangkit orang rekaan.")
@click.option("--by", "name", default="Petugas contoh", show_default=True, help="Nama petugas di jejak audit.")
@click.option("--without-documents", is_flag=True, help="Hanya basis data dan summary.json.")
def demo(*, example: str, out: Path | None, seed: int, name: str, without_documents: bool) -> None:
    """Buat daftar desa contoh, lalu kerjakan semuanya: baca, periksa, pilih, rancangan SK, berkas BPJS, anggaran.

    Tempat, angka, dan tanggalnya nyata; setiap orang rekaan dan setiap NIK berkecamatan 99. Daftar desanya
    tertulis di map masukan/ di dalam map hasil.
    """
    from payung.cli import django_ready
    from payung.journeys.demo import rosters

    out = out or Path("out") / rosters.EXAMPLES[example]
    meter = Meter()
    with meter.stage("rosters", "Membuat daftar desa contoh"):
        made = rosters.write(example, out / INPUTS, seed)
    django_ready.prepare(meter)
    from django.utils import timezone

    from payung.cli import result_table
    from payung.journeys import run as main_job

    result = main_job.run(
        made.programme, out=out, name=name, at=timezone.now(), meter=meter, documents=not without_documents
    )
    result_table.show(result)
    click.echo(
        f"\nSelanjutnya: bandingkan daftar di {out / INPUTS / 'rosters'} dengan pasangannya di {out / 'periksa'}; "
        f"ubah {made.programme}, lalu jalankan payung run {made.programme} --out {out}"
    )

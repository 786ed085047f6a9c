"""`payung run`: from a folder of village rosters to a decree-ready list."""

from __future__ import annotations

from pathlib import Path

import click

from payung.cli.progress import Meter, remark


@click.command(short_help="Dari folder daftar desa sampai rancangan SK, berkas BPJS, dan anggaran")
@click.argument("programme", metavar="PROGRAM.yaml", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Map hasil; tanpa diisi: out/KODE.")
@click.option("--by", "name", help="Nama petugas yang bertanggung jawab; tercatat di jejak audit.")
@click.option("--seed", type=int, help="Hanya program contoh: benih pembangkit daftarnya, bila belum ada.")
@click.option("--ceiling", type=click.IntRange(min=0), help="Coba dengan pagu lain (rupiah bulat).")
@click.option("--without-documents", is_flag=True, help="Hanya basis data dan summary.json.")
def run(
    *,
    programme: Path,
    out: Path | None,
    name: str | None,
    seed: int | None,
    ceiling: int | None,
    without_documents: bool,
) -> None:
    """Kerjakan sebuah program dari awal: baca daftar, kenali orang, nilai syarat, bagi kursi, tulis dokumen.

    Menjalankannya lagi tidak mengubah apa pun selama daftar, berkas program, dan hukumnya sama. Keluar 0 bila
    daftar tertulis, 2 bila ada yang harus diperbaiki dahulu.
    """
    from payung.cli import django_ready, operator
    from payung.journeys import example_rosters, programme_file

    if not example_rosters.fill(programme, seed) and seed is not None:
        remark("--seed tidak dipakai: daftar desanya sudah ada, atau ini bukan program contoh.")
    code = programme_file.read(programme, ceiling=ceiling).document.code  # refused before the database wakes
    meter = Meter()
    django_ready.prepare(meter)
    from django.utils import timezone

    from payung.cli import result_table
    from payung.journeys import run as main_job

    result = main_job.run(
        programme,
        out=out or Path("out") / (code if ceiling is None else f"{code}-coba"),
        name=operator.named(name),
        at=timezone.now(),
        meter=meter,
        ceiling=ceiling,
        documents=not without_documents,
    )
    result_table.show(result)

"""`payung demo`: invent an example's rosters and do the whole job on them."""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from payung.cli.progress import Meter

if TYPE_CHECKING:
    from payung.journeys.run import Result

INPUTS = "masukan"
EXAMPLES = {
    "kaur": "kaur-2024",
    "denpasar": "denpasar-2023",
    "bulukumba": "bulukumba-2024",
    "bengkayang": "bengkayang-2024",
    "kalbar": "kalbar-2023",
}
"""The folder of each example, as `journeys.demo.rosters` has them; repeated here so that --help loads nothing."""
EVERYTHING = "all"
KIB_PER_MIB = 1024


@click.command(short_help="Coba seluruh pekerjaan pada satu atau kelima contoh dengan orang rekaan")
@click.argument("example", metavar="CONTOH", type=click.Choice([*EXAMPLES, EVERYTHING]))
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Map hasil; tanpa diisi: out/CONTOH.")
@click.option("--seed", type=int, default=2024, show_default=True, help="Benih pembangkit orang rekaan.")
@click.option("--by", "name", default="Petugas contoh", show_default=True, help="Nama petugas di jejak audit.")
@click.option("--without-documents", is_flag=True, help="Hanya basis data dan summary.json.")
def demo(*, example: str, out: Path | None, seed: int, name: str, without_documents: bool) -> None:
    """Buat daftar desa contoh, lalu kerjakan semuanya: baca, periksa, pilih, rancangan SK, berkas BPJS, anggaran.

    CONTOH: kaur, denpasar, bulukumba, bengkayang, kalbar, atau all untuk kelimanya berturut-turut.

    Tempat, angka, dan tanggalnya nyata; setiap orang rekaan dan setiap NIK berkecamatan 99. Daftar desanya
    tertulis di map masukan/ di dalam map hasil.
    """
    if example == EVERYTHING:
        _everything(out or Path("out"), seed, name, without_documents)
        return
    out = out or Path("out") / EXAMPLES[example]
    result = _one(example, out, seed, name, without_documents)
    from payung.cli import result_table

    result_table.show(result)
    programme = out / INPUTS / "programme.yaml"
    click.echo(
        f"\nSelanjutnya: bandingkan daftar di {out / INPUTS / 'rosters'} dengan pasangannya di {out / 'periksa'}; "
        f"ubah {programme}, lalu jalankan payung run {programme} --out {out}"
    )


def _one(example: str, out: Path, seed: int, name: str, without_documents: bool) -> Result:
    from payung.cli import django_ready
    from payung.journeys.demo import rosters

    meter = Meter()
    with meter.stage("rosters", "Membuat daftar desa contoh"):
        made = rosters.write(example, out / INPUTS, seed)
    django_ready.prepare(meter)
    from django.utils import timezone

    from payung.journeys import run as main_job

    return main_job.run(
        made.programme, out=out, name=name, at=timezone.now(), meter=meter, documents=not without_documents
    )


def _everything(out: Path, seed: int, name: str, without_documents: bool) -> None:
    rows = []
    began = time.perf_counter()
    for number, (example, folder) in enumerate(EXAMPLES.items(), 1):
        print(f"\nContoh {number} dari {len(EXAMPLES)}: {folder}", file=sys.stderr, flush=True)
        started = time.perf_counter()
        result = _one(example, out / folder, seed, name, without_documents)
        from payung.cli import examples_table  # knows models, so Django must be ready

        rows.append(examples_table.row(folder, result, time.perf_counter() - started))
    examples_table.show(rows, seconds=time.perf_counter() - began, peak_mib=_peak_mib())
    click.echo(f"\nHasilnya di {out}, satu map untuk setiap contoh.")


def _peak_mib() -> float:
    """The most memory that this process or one of those it started has held; Linux counts in KiB, macOS in bytes."""
    unit = KIB_PER_MIB if sys.platform != "darwin" else KIB_PER_MIB**2
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / unit

"""The `payung` command: each verb is a doorway to an action or a question."""

from __future__ import annotations

import gc
import sys
from importlib import import_module

import click

from payung.cli import ending, help_words

click.Context.formatter_class = help_words.Formatter

# In the order of a programme's life: before it, its lists, its decree, the law behind it, its house.
VERBS = {
    "template": ("payung.cli.template:template", "Surat permintaan data dan buku kerja untuk setiap desa"),
    "plan": ("payung.cli.plan:plan", "Hitung anggaran sebelum ada satu nama pun"),
    "check": (
        "payung.cli.check:check",
        "Periksa daftar desa: apa yang salah, di sel mana, bagaimana memperbaikinya",
    ),
    "run": ("payung.cli.run:run", "Dari folder daftar desa sampai rancangan SK, berkas BPJS, dan anggaran"),
    "pairs": (
        "payung.cli.pairs:pairs",
        "Orang yang mungkin tertulis dua kali: lihat buktinya, putuskan",
    ),
    "takeover": (
        "payung.cli.takeover:takeover",
        "Ambil alih program yang sudah berjalan dari daftar SK atau daftar peserta aktif",
    ),
    "match": ("payung.cli.match:match", "Cocokkan calon dengan Dukcapil, BPJS, Dinsos, atau dinas lain sebelum SK"),
    "evidence": (
        "payung.cli.evidence:evidence",
        "Lampirkan pindaian KTP, KK, surat kerja, dan persetujuan menurut nama berkas",
    ),
    "decree": ("payung.cli.decree:decree", "Catat tanda tangan SK, lihat rantainya, rancang perubahannya"),
    "verify-list": (
        "payung.cli.verify_list:verify_list",
        "Buktikan bahwa sebuah daftar sama dengan daftar pada SK",
    ),
    "demo": ("payung.cli.demo:demo", "Jalankan satu dari lima contoh, atau semuanya, dari awal sampai akhir"),
    "law": ("payung.cli.law:law", "Jelaskan sebuah angka hukum, atau uji kasus-kasus hukum"),
    "audit": ("payung.cli.audit:audit", "Segel dan periksa jejak audit"),
    "db": ("payung.cli.db:db", "Basis data: nyala, mati, cadangkan, pulihkan"),
    "reference": ("payung.cli.reference:reference", "Tulis ulang halaman acuan di docs/reference"),
}


class Programme(click.Group):
    """A group that imports a verb only when it is called: `payung check` never loads Django or a database."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in VERBS:
            return None
        module, _, function = VERBS[cmd_name][0].partition(":")
        command: click.Command = getattr(import_module(module), function)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Perintah"):
            formatter.write_dl([(verb, words) for verb, (_, words) in VERBS.items()])


@click.group(cls=Programme, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="payung", message="payung %(version)s")
def programme() -> None:
    """Payung: dari daftar desa sampai keluarga menerima haknya.

    Setiap perintah satu langkah dalam hidup sebuah program. Hasil keluar di stdout, catatan dan kemajuan di
    stderr. Keluar 0: selesai; 1: ada yang perlu diperbaiki; 2: masukan tidak dapat dipakai.
    """


def main() -> None:
    """Run a verb; what may not happen ends as one sentence and exit 2, never as a traceback."""
    # A command lives for seconds and keeps what it loads: looking for garbage less often saves a tenth of them.
    gc.set_threshold(200_000, 20, 100)
    sys.exit(ending.of(lambda: programme(prog_name="payung", standalone_mode=False)))

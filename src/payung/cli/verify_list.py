"""`payung verify-list`: prove that a workbook holds exactly the list of a decree."""

from __future__ import annotations

import re
from pathlib import Path

import click

from payung.decree import listed_workbook
from payung.kernel import rupiah


@click.command(short_help="Buktikan bahwa sebuah daftar sama dengan daftar pada SK")
@click.argument("workbook", metavar="TERPILIH.xlsx", type=click.Path(path_type=Path))
@click.option("--salt", required=True, help="Salt dari halaman penutup lampiran untuk kantor.")
@click.option("--sha256", "expected", required=True, help="Sidik daftar (SHA-256) yang tercetak pada SK.")
@click.pass_context
def verify_list(ctx: click.Context, *, workbook: Path, salt: str, expected: str) -> None:
    """Hitung ulang sidik daftar dari TERPILIH.xlsx; berkas boleh diurutkan ulang atau disimpan ulang.

    Keluar 0 bila sama, 1 bila berbeda, 2 bila berkas tidak dapat dibaca.
    """
    expected, salt = ("".join(code.split()).lower() for code in (expected, salt))
    for name, code, length in (("--sha256", expected, 64), ("--salt", salt, 32)):
        if not re.fullmatch(f"[0-9a-f]{{{length}}}", code):
            raise click.BadParameter(
                f"Kode itu harus {length} angka dan huruf a sampai f; salin seluruhnya dari halaman penutup sk.pdf.",
                param_hint=name,
            )
    people, found = listed_workbook.fingerprint_of_file(workbook, salt)
    if found == expected:
        click.echo(f"Sama: {rupiah.number(people)} orang, sidik daftar {found}")
        return
    click.echo(f"Berbeda: {rupiah.number(people)} orang, sidik daftar {found}, seharusnya {expected}")
    click.echo("Ada nama, NIK, desa, atau masa yang berubah, bertambah, atau hilang sejak SK dibuat.")
    ctx.exit(1)

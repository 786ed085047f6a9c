"""`payung reference`: write docs/reference from the code, or say which page is stale."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import click

PAGES = {
    "findings.md": "payung.roster.reference",
    "formats.md": "payung.roster.reading.reference",
    "law.md": "payung.law.reference",
    "programme-file.md": "payung.journeys.programme_reference",
}
FOLDER = Path(__file__).resolve().parents[3] / "docs" / "reference"


@click.command(short_help="Tulis ulang halaman acuan")
@click.option("--check", is_flag=True, help="Hanya periksa; keluar 1 bila ada halaman yang usang.")
def reference(*, check: bool) -> None:
    """Tulis halaman acuan di docs/reference dari kode, supaya tidak pernah berbeda dari kode."""
    stale = []
    for page, module in PAGES.items():
        text = import_module(module).reference()
        path = FOLDER / page
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(page)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            click.echo(f"Ditulis: docs/reference/{page}")
    if check and stale:
        raise click.ClickException(f"Halaman acuan usang: {', '.join(stale)}. Jalankan `make reference`.")

"""`payung db`: the database wakes, sleeps, is looked at, saved and brought back."""

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from payung.storage import postgres


@click.group(short_help="Basis data: nyala, mati, cadangkan, pulihkan")
def db() -> None:
    """Basis data tertanam menyala sendiri bila diperlukan. Dengan DATABASE_URL dipakai server Anda sendiri."""


@db.command(short_help="Nyalakan basis data dan perbarui susunan tabelnya")
def start() -> None:
    """Nyalakan basis data tertanam; pada server sendiri, periksa sambungan dan susunan tabel."""
    postgres.ensure_running()
    click.echo("Basis data siap.")


@db.command(short_help="Matikan basis data tertanam")
def stop() -> None:
    """Matikan basis data tertanam dengan rapi; data tetap ada."""
    _only_embedded()
    click.echo("Basis data dimatikan." if postgres.embedded().stop() else "Basis data memang tidak menyala.")


@db.command(short_help="Keadaan basis data; keluar 1 bila tidak menyala")
@click.pass_context
def status(ctx: click.Context) -> None:
    """Menyala atau tidak, versi berapa, di mana datanya."""
    found = postgres.describe()
    for label, value in found.items():
        click.echo(f"{label:<12} {value}")
    ctx.exit(0 if found["keadaan"] == "menyala" else 1)


@db.command(short_help="Alamat sambungan")
@click.option("--owner", is_flag=True, help="Alamat payung_owner, untuk migrasi.")
def url(*, owner: bool) -> None:
    """Cetak alamat sambungan untuk program lain (psql, QGIS, DBeaver)."""
    click.echo(postgres.as_uri(_url(owner)))


@db.command(short_help="Buka psql", context_settings={"ignore_unknown_options": True})
@click.option("--owner", is_flag=True, help="Masuk sebagai payung_owner.")
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def shell(*, owner: bool, arguments: tuple[str, ...]) -> None:
    """Buka psql sebagai payung_app. Tanpa lingkup (app.government, app.low, app.high) tidak ada baris yang tampak."""
    from payung.storage import server

    postgres.ensure_running()
    psql = server.program("psql")
    os.execv(psql, [str(psql), _url(owner), *arguments])


@db.command(short_help="Perbarui susunan tabel sebagai payung_owner")
def migrate() -> None:
    """Jalankan migrasi yang belum dijalankan. Pada server sendiri perlu DATABASE_OWNER_URL."""
    from payung.storage import schema

    if postgres.is_embedded():
        postgres.ensure_running()
    else:
        schema.migrate()
    click.echo("Susunan tabel sesuai versi ini.")


@db.command(short_help="SQL untuk administrator server sendiri")
def roles() -> None:
    """Cetak SQL yang membuat kedua peran dan basis data pada server PostgreSQL Anda sendiri (15 ke atas)."""
    from payung.storage import roles as two_roles

    click.echo(two_roles.FOR_AN_ADMINISTRATOR, nl=False)


@db.command(short_help="Cadangkan basis data dan berkas ke satu berkas")
@click.argument("file", metavar="BERKAS", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--replace", is_flag=True, help="Timpa BERKAS bila sudah ada.")
def backup(*, file: Path, replace: bool) -> None:
    """Tulis seluruh basis data dan semua berkas tersimpan ke BERKAS, misalnya cadangan-2024-12-01.payung."""
    from payung.storage import backup as saving

    postgres.ensure_running()
    stamp = saving.backup(file, at=datetime.now(UTC), replace=replace)
    megabytes = f"{file.stat().st_size / 1e6:.1f}".replace(".", ",")
    click.echo(f"Tersimpan: {file} ({megabytes} MB, {stamp['files']} berkas unggahan).")


@db.command(short_help="Pulihkan dari cadangan")
@click.argument("file", metavar="BERKAS", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--replace", is_flag=True, help="Gantikan seluruh isi yang sekarang.")
def restore(*, file: Path, replace: bool) -> None:
    """Pulihkan persis seperti saat dicadangkan; sampai selesai, yang lama tetap utuh."""
    from payung.kernel import dates
    from payung.storage import backup as saving

    if postgres.is_embedded():
        postgres.embedded().start()
    stamp = saving.restore(file, replace=replace)
    postgres.ensure_running()
    made_at = datetime.fromisoformat(stamp["made_at"])
    when = f"{dates.long(made_at.date())} pukul {made_at:%H.%M} UTC"
    click.echo(f"Dipulihkan: keadaan pada {when}, {stamp['files']} berkas unggahan.")


def _url(owner: bool) -> str:
    found = postgres.owner_url() if owner else postgres.app_url()
    if found is None:
        raise postgres.Unavailable("DATABASE_OWNER_URL belum diisi.")
    return found


def _only_embedded() -> None:
    if not postgres.is_embedded():
        raise postgres.Unavailable(
            "DATABASE_URL menunjuk server Anda sendiri; Payung tidak menyalakan atau mematikannya."
        )

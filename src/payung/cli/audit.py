"""`payung audit`: seal what happened, and prove that nothing of it was changed."""

from datetime import UTC, datetime

import click

from payung.storage import doorway


@click.group(short_help="Segel dan periksa jejak audit")
def audit() -> None:
    """Setiap tindakan menjadi satu peristiwa; segel merangkai peristiwa sehingga perubahan ketahuan."""


@audit.command("seal", short_help="Segel peristiwa yang belum disegel")
def seal() -> None:
    """Rangkaikan semua peristiwa yang belum disegel, satu rantai untuk setiap pemerintah daerah."""
    doorway.open_database()
    from payung.audit import actions

    total = 0
    for code, _ in _chains():
        total += actions.seal(government=code, by=None, at=datetime.now(UTC))
    click.echo(f"Disegel: {_number(total)} peristiwa.")


@audit.command("verify", short_help="Buktikan bahwa jejak audit utuh")
@click.pass_context
def verify(ctx: click.Context) -> None:
    """Hitung ulang semua rantai. Keluar 0 bila utuh, 1 bila ada yang berubah, hilang, atau tertukar."""
    doorway.open_database()
    from payung.audit import queries

    whole = True
    for code, name in _chains():
        verdict = queries.verify(code)
        waiting = f", {_number(verdict.unsealed)} belum disegel" if verdict.unsealed else ""
        state = "utuh" if not verdict.faults else "TIDAK UTUH"
        click.echo(f"{name}: {state}, {_number(verdict.sealed)} peristiwa tersegel{waiting}")
        if verdict.sealed:
            click.echo(f"  segel terakhir {verdict.head}")
        for fault in verdict.faults:
            click.echo(f"  {fault}")
        whole = whole and not verdict.faults
    ctx.exit(0 if whole else 1)


def _chains() -> list[tuple[str, str]]:
    from payung.accounts.models import Government

    return [("", "Instalasi ini"), *Government.objects.order_by("code").values_list("code", "name")]


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")

"""`payung pairs`: who may be one person under two NIKs, or two people under one; somebody decides."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from payung.kernel.refusal import Refusal

if TYPE_CHECKING:
    from datetime import datetime

PROGRAMME = click.argument("programme", metavar="PROGRAM.yaml", type=click.Path(path_type=Path))
BY = click.option("--by", "name", help="Nama petugas yang bertanggung jawab; tercatat di jejak audit.")
VERDICTS = {"same": "same", "different": "different", "undecided": "undecided"} | {
    "sama": "same", "berbeda": "different", "nanti": "undecided",
}  # fmt: skip
SAID = {"same": "orang yang sama", "different": "dua orang berbeda", "undecided": "belum diputuskan"}
SIDES = {"1": "left", "2": "right"}


@click.group(short_help="Orang yang mungkin tertulis dua kali: lihat buktinya, putuskan")
def pairs() -> None:
    """Pasangan yang menunggu keputusan: dua NIK yang mungkin satu orang, atau satu NIK untuk dua orang.

    Tidak ada yang digabung sendiri. Selama menunggu, kursi keduanya disimpan. Keputusan dapat diubah kapan saja.
    """


@pairs.command(short_help="Bandingkan semua orang sekali lagi")
@PROGRAMME
@BY
def find(*, programme: Path, name: str | None) -> None:
    """Bandingkan semua orang dalam program sekali lagi. payung run sudah melakukannya untuk setiap baris baru.

    Yang pernah diputuskan tidak ditanyakan lagi.
    """
    at = _ready()
    from payung.journeys import pairs as work
    from payung.people import actions, queries

    with work.opened(programme, name=_signed(name), at=at) as case:
        found = actions.find_pairs(programme_id=case.programme.pk, by=case.by, at=at)
        waiting = queries.pairs_waiting(case.programme.pk).height
    click.echo(f"{found} pasangan baru, {waiting} menunggu keputusan.")


@pairs.command("list", short_help="Perlihatkan pasangan yang menunggu, buktinya berdampingan")
@PROGRAMME
@click.option("--all", "decided", is_flag=True, help="Juga yang sudah diputuskan.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Tulis buku kerja untuk diisi.")
def list_(*, programme: Path, decided: bool, out: Path | None) -> None:
    """Perlihatkan pasangan yang menunggu, yang paling mungkin lebih dahulu; NIK dan nomor HP tersamar."""
    at = _ready()
    from payung.journeys import pair_lines
    from payung.journeys import pairs as work

    with work.opened(programme, name=_signed(None), at=at) as case:
        if out is not None:
            count = work.write(case, _workbook(out), decided=decided)
            click.echo(
                f"{out}: {count} pasangan. Isi kolom Keputusan, lalu payung pairs decide {programme} --from {out}"
            )
            return
        found = pair_lines.listed(case.programme.pk, decided=decided)
    for pair in found:
        _show(pair)
    waiting = sum(pair["is_waiting"] for pair in found)
    click.echo(f"{waiting} pasangan menunggu keputusan.")
    if waiting:
        click.echo(f"Putuskan: payung pairs decide {programme} NOMOR sama|berbeda|nanti --reason 'KTP dilihat'")


@pairs.command(short_help="Putuskan: sama, berbeda, atau nanti")
@PROGRAMME
@click.argument("pair", metavar="[NOMOR]", type=int, required=False)
@click.argument("verdict", metavar="[sama|berbeda|nanti]", type=click.Choice(list(VERDICTS)), required=False)
@click.option("--reason", default="", help="Apa yang diperiksa, misalnya: KTP difoto desa.")
@click.option("--nik", "side", type=click.Choice(["1", "2"]), default="1", show_default=True,
              help="NIK siapa yang benar: orang pertama atau kedua.")  # fmt: skip
@click.option(
    "--from", "filled", type=click.Path(path_type=Path), help="Buku kerja dari payung pairs list yang sudah diisi."
)
@BY
def decide(
    *,
    programme: Path,
    pair: int | None,
    verdict: str | None,
    reason: str,
    side: str,
    filled: Path | None,
    name: str | None,
) -> None:
    """Catat keputusan satu pasangan, atau semua keputusan dalam buku kerja yang sudah diisi.

    Keputusan terakhir berlaku; yang lama tetap tersimpan. Yang sama menjadi satu orang; bila kemudian diputuskan
    berbeda atau nanti, keduanya kembali seperti semula. Sesudahnya jalankan payung run sekali lagi.
    """
    if (filled is None) == (pair is None or verdict is None):
        raise Refusal("Sebutkan NOMOR dan keputusannya, atau --from berkas yang sudah diisi; tidak keduanya.")
    at = _ready()
    from payung.journeys import pairs as work

    if filled is not None:
        answers = work.read(filled)
    else:
        assert pair is not None
        assert verdict is not None
        answers = [work.Answer(pair, VERDICTS[verdict], SIDES[side], reason, "")]
    with work.opened(programme, name=_signed(name), at=at) as case:
        changed = work.decide(case, answers, at=at)
    if filled is not None:
        click.echo(f"{changed} keputusan dicatat; {len(answers) - changed} tidak berubah.")
    elif changed:
        click.echo(f"Pasangan {pair}: {SAID[answers[0].verdict]}.")
    else:
        click.echo(f"Pasangan {pair} memang sudah diputuskan begitu; tidak ada yang berubah.")
    if changed:
        click.echo(f"Berlaku pada daftar sesudah: payung run {programme}")


def _show(pair: dict[str, Any]) -> None:
    from payung.journeys import pair_lines as work
    from payung.people import evidence

    click.echo(f"Pasangan {pair['pair_id']}: {work.likelihood(pair)}")
    if pair["verdict"] != "undecided":
        click.echo(f"  diputuskan {SAID[pair['verdict']]}: {pair['reason']}")
    traits = evidence.traits(pair, work.village_name)
    width = max(len(text) for trait in traits for text in (trait.left, trait.right, "pertama"))
    width = min(width, 36)
    for what, left, right, said in [
        ("", "pertama", "kedua", ""),
        *((trait.what, trait.left, trait.right, trait.said) for trait in traits if trait.left or trait.right),
        ("Berkas", work.origin(pair, "left"), work.origin(pair, "right"), ""),
    ]:
        click.echo(f"  {what:<14} {left:<{width}}  {right:<{width}}  {said}".rstrip())
    for reason in evidence.reasons(pair):
        click.echo(f"  {'mendukung' if reason.supports else 'melawan':<10} {reason.sentence}")
    click.echo("")


def _ready() -> datetime:
    from payung.cli import django_ready
    from payung.cli.progress import Meter

    django_ready.prepare(Meter())
    from django.utils import timezone

    return timezone.now()


def _signed(name: str | None) -> str:
    from payung.accounts import checks
    from payung.cli import operator

    return checks.signable(operator.named(name))


def _workbook(path: Path) -> Path:
    if path.suffix.lower() != ".xlsx":
        raise Refusal(f"Nama {path} harus berakhir .xlsx.")
    return path

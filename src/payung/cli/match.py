"""`payung match`: lists to the civil registry, the insurer and others, their answers back, before the decree."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from payung.cli import operator
from payung.cli.progress import Meter, remark
from payung.kernel import dates, rupiah
from payung.kernel.rupiah import number
from payung.matching.columns import VERDICT_WORDS as VERDICTS

MOST_ROWS = 6
LABEL = 34
DAY = click.DateTime(["%Y-%m-%d"])
PROGRAMME = click.argument("programme", metavar="PROGRAM.yaml", type=click.Path(path_type=Path))
BY = click.option("--by", "name", help="Nama petugas yang bertanggung jawab; tercatat di jejak audit.")
OUT = click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), help="Map hasil; tanpa diisi: out/KODE/pencocokan."
)


@click.group(short_help="Cocokkan calon dengan Dukcapil, BPJS, Dinsos, atau dinas lain sebelum SK")
def match() -> None:
    """Putaran pencocokan sebelum keputusan: daftar keluar, balasan masuk, yang gugur langsung diganti cadangan."""


@match.command("out", short_help="Tulis daftar calon dan surat pengantarnya untuk satu lembaga")
@PROGRAMME
@click.option("--to", "receiver", required=True, metavar="LEMBAGA", help="dukcapil, bpjs, dinsos, atau nama lain.")
@click.option(
    "--only", type=click.Choice(["selected", "unanswered"]), help="Hanya yang berkursi, atau belum dijawab."
)
@click.option("--on", type=DAY, metavar="TTTT-BB-HH", help="Tanggal dikirim; tanpa diisi: hari ini.")
@OUT
@BY
def out_list(
    *,
    programme: Path,
    receiver: str,
    only: str | None,
    on: datetime.datetime | None,
    out: Path | None,
    name: str | None,
) -> None:
    """Tulis daftar semua calon yang memenuhi syarat, termasuk cadangan, menurut kolom lembaga yang dituju."""
    out = _ready(programme, out)
    from django.utils import timezone

    from payung.journeys import matching_out

    sent = matching_out.send(
        programme,
        receiver=receiver,
        out=out,
        name=operator.named(name),
        at=timezone.now(),
        on=on.date() if on else None,
        only_selected=only == "selected",
        only_unanswered=only == "unanswered",
    )
    click.echo(f"Daftar nomor {sent.sent_id} untuk {sent.receiver.title}")
    _line("Calon", f"{number(sent.people)} orang, {number(sent.villages)} desa atau kelurahan")
    _line("SHA-256", sent.list_sha256)
    click.echo(f"  {sent.workbook}\n  {sent.letter}")
    if sent.without_nik:
        remark(f"{number(sent.without_nik)} calon tanpa NIK tidak dapat ditanyakan.")
    if not sent.receiver.is_confirmed:
        remark(f"Susunan kolomnya belum dipastikan. {sent.receiver.question}")
    remark(f"Bila balasannya datang: payung match in {programme} BERKAS --from '{sent.receiver.key}' --on TANGGAL")


@match.command("in", short_help="Catat balasan sebuah lembaga; yang gugur langsung diganti")
@PROGRAMME
@click.argument("file", metavar="BERKAS", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--from", "source", required=True, metavar="LEMBAGA", help="dukcapil, bpjs, dinsos, atau nama lain.")
@click.option("--on", required=True, type=DAY, metavar="TTTT-BB-HH", help="Tanggal keadaan data menurut balasannya.")
@click.option("--verdict", type=click.Choice(list(VERDICTS)), help="Hasil semua baris yang tidak menyebut hasil.")
@click.option("--rest", type=click.Choice(["matched"]), help="Yang tidak ada dalam balasan dinyatakan padan.")
@click.option(
    "--word", "lessons", metavar="KATA=HASIL", multiple=True, help="Arti sebuah kata hasil; boleh berulang."
)
@click.option("--list", "list_id", type=int, metavar="NOMOR", help="Daftar yang dijawab; lihat payung match status.")
@OUT
@BY
@click.pass_context
def in_reply(
    ctx: click.Context,
    *,
    programme: Path,
    file: Path,
    source: str,
    on: datetime.datetime,
    verdict: str | None,
    rest: str | None,
    lessons: tuple[str, ...],
    list_id: int | None,
    out: Path | None,
    name: str | None,
) -> None:
    """Baca balasan bentuk apa pun, nilai ulang calonnya, dan ganti yang gugur dari daftar cadangan.

    HASIL: matched, not-matched, wage-earner, bpu, deceased, moved, other-name. Keluar 1 bila ada baris yang belum
    dapat diambil.
    """
    out = _ready(programme, out)
    from django.utils import timezone

    from payung.journeys import matching_in
    from payung.matching import reply

    taken = matching_in.receive(
        programme,
        file,
        source=source,
        on=on.date(),
        out=out,
        name=operator.named(name),
        at=timezone.now(),
        verdict=verdict,
        rest=rest,
        lessons=lessons,
        list_id=list_id,
    )
    receipt = taken.receipt
    known = "; sama dengan yang sudah dicatat" if receipt.is_known else ""
    click.echo(f"Balasan nomor {receipt.reply.pk}: {taken.receiver.short}, {number(receipt.rows)} baris{known}")
    for verdict_name, words in VERDICTS.items():
        if verdict_name in receipt.said:
            rest_words = (
                f", {number(receipt.rest)} di antaranya sisanya" if verdict_name == "matched" and receipt.rest else ""
            )
            _line(words, f"{number(receipt.said[verdict_name])} orang{rest_words}")
    _changes(taken.changes)
    click.echo(f"  {taken.details}")
    if receipt.rest_refused:
        remark("Sisanya belum dinyatakan padan, karena ada baris yang belum jelas siapa atau apa hasilnya.")
    by_code = receipt.findings.group_by("code", maintain_order=True).agg("row")
    for code, rows in by_code.iter_rows():
        shown = ", ".join(str(row) for row in sorted(rows)[:MOST_ROWS])
        more = f" dan {number(len(rows) - MOST_ROWS)} baris lain" if len(rows) > MOST_ROWS else ""
        remark(f"Baris {shown}{more}: {reply.SENTENCES[code]}")
    open_rows = [code for code in by_code["code"] if code not in reply.TAKEN]
    ctx.exit(1 if open_rows or receipt.rest_refused else 0)


@match.command("minutes", short_help="Berita Acara Verifikasi dan Validasi, siap dicetak")
@PROGRAMME
@click.option("--number", help="Nomor berita acara; tanpa diisi: titik-titik.")
@click.option("--on", type=DAY, metavar="TTTT-BB-HH", help="Tanggalnya; tanpa diisi: hari ini.")
@OUT
@BY
def minutes(
    *, programme: Path, number: str | None, on: datetime.datetime | None, out: Path | None, name: str | None
) -> None:
    """Tulis berita acara: siapa ditanyakan ke mana, hasilnya, yang gugur beserta alasan, dan penggantinya."""
    out = _ready(programme, out)
    from django.utils import timezone

    from payung.journeys import matching_minutes

    path, said = matching_minutes.write(
        programme,
        out=out,
        name=operator.named(name),
        at=timezone.now(),
        on=on.date() if on else None,
        number=number,
    )
    click.echo(str(path))
    _line("Tidak dapat ditetapkan", f"{rupiah.number(said.rejected.height)} orang")
    _line("Digantikan dari cadangan", f"{rupiah.number(said.replaced.height)} orang")


@match.command("withdraw", short_help="Tarik balasan yang keliru; yang sebelumnya berlaku lagi")
@PROGRAMME
@click.argument("reply_id", metavar="NOMOR", type=int)
@click.option("--reason", required=True, help="Alasan, misalnya: berkas milik program lain.")
@BY
def withdraw_reply(*, programme: Path, reply_id: int, reason: str, name: str | None) -> None:
    """Balasan yang ditarik tetap ada dalam riwayat, tetapi tidak dihitung lagi."""
    _ready(programme, None)
    from django.utils import timezone

    from payung.journeys import matching_in

    changes = matching_in.withdraw(programme, reply_id, reason=reason, name=operator.named(name), at=timezone.now())
    click.echo(f"Balasan nomor {reply_id} ditarik.")
    _changes(changes)


@match.command("status", short_help="Siapa yang belum dijawab, menurut lembaga")
@PROGRAMME
@BY
def status(*, programme: Path, name: str | None) -> None:
    """Sampai di mana pencocokan: calon yang dijawab, menunggu, dan belum ditanyakan; daftar dan balasannya."""
    _ready(programme, None)
    from django.utils import timezone

    from payung.journeys import matching_status

    found = matching_status.of(programme, name=operator.named(name), at=timezone.now())
    if not found.standings:
        click.echo("Belum ada daftar yang dikirim, dan program ini tidak mensyaratkan pencocokan.")
        return
    for one in found.standings:
        click.echo(one.receiver.short + (" (disyaratkan sebelum SK)" if one.is_required else ""))
        _line("Sudah dijawab", f"{number(one.answered)} dari {number(one.candidates)} calon")
        _line("Menunggu jawaban", number(one.waiting))
        _line("Belum ditanyakan", number(one.not_asked))
        _line("Kursi yang belum ada jawabannya", number(one.seats_waiting))
    for line in found.lists.iter_rows(named=True):
        click.echo(
            f"Daftar nomor {line['sent_id']}: {line['receiver']}, {dates.long(line['sent_on'])}, "
            f"{number(line['people'])} orang"
        )
    for line in found.replies.iter_rows(named=True):
        gone = "; ditarik" if line["is_withdrawn"] else ""
        click.echo(
            f"Balasan nomor {line['reply_id']}: {line['source']}, {dates.long(line['on'])}, "
            f"{number(line['lines'])} orang{gone}"
        )


def _ready(programme: Path, out: Path | None) -> Path:
    """Refuse a wrong file before the database wakes; where results go."""
    from payung.cli import django_ready
    from payung.journeys import programme_file

    code = programme_file.read(programme, files=False).document.code
    django_ready.prepare(Meter())
    return out or Path("out") / code / "pencocokan"


def _changes(changes: object) -> None:
    from payung.journeys.matching_in import Changes

    assert isinstance(changes, Changes)
    _line("Keluar dari kursi", f"{number(changes.fell_out.height)} orang")
    _line("Naik dari cadangan", f"{number(changes.moved_up.height)} orang")
    if changes.is_signed and changes.fell_out.height + changes.moved_up.height:
        remark("SK sudah ditandatangani: perubahan ini ditetapkan dengan payung decree amend.")
    empty = changes.fell_out.height - changes.moved_up.height
    if empty > 0:
        _line("Kursi tanpa pengganti", number(empty))


def _line(label: str, value: str) -> None:
    click.echo(f"  {label:<{LABEL}} {value}")

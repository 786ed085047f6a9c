"""`payung template`: the request letter and the workbooks that villages fill; needs no database."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from payung.kernel.refusal import Refusal


@click.command(short_help="Surat permintaan data dan buku kerja untuk setiap desa, sebelum ada daftar")
@click.argument("programme", metavar="PROGRAM.yaml", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path, file_okay=False), help="Map hasil.")
@click.option(
    "--deadline",
    metavar="TTTT-BB-HH",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Hari terakhir mengirim; tanpa diisi: titik-titik.",
)
@click.option("--contact", help="Nama dan nomor yang dapat dihubungi; tanpa diisi: titik-titik.")
@click.option(
    "--agency",
    "agencies",
    metavar="NAMA=KUOTA",
    multiple=True,
    help="Perangkat daerah yang juga mengirim daftar, di luar kuota desa; boleh berulang.",
)
def template(
    *,
    programme: Path,
    out: Path,
    deadline: datetime.datetime | None,
    contact: str | None,
    agencies: tuple[str, ...],
) -> None:
    """Tulis yang dikirim kantor sebelum ada satu daftar pun: surat permintaan data dan buku kerja setiap desa.

    Banyaknya baris mengikuti kuota desa pada PROGRAM.yaml, ditambah cadangan. Buku kerja yang kembali diperiksa
    dengan payung check.
    """
    from payung.cli.progress import Meter, remark
    from payung.journeys import templates
    from payung.kernel import rupiah

    asked = [_agency(text) for text in agencies]
    parcel = templates.prepare(
        programme,
        out,
        deadline=deadline.date() if deadline else None,
        contact=contact,
        agencies=[templates.Agency(name, seats) for name, seats in asked],
    )
    try:
        with Meter().stage("template", "Menulis surat dan buku kerja", total=len(parcel.papers)) as advance:
            templates.write(parcel, advance)
    except OSError:
        raise Refusal(f"Map {out} tidak dapat ditulisi. Periksa izin dan sisa tempatnya.") from None
    click.echo(f"{parcel.letter}\n{parcel.workbooks} buku kerja untuk {rupiah.number(parcel.seats)} orang di {out}")
    if parcel.villages_without_seats:
        remark(
            f"{parcel.villages_without_seats} desa atau kelurahan tidak mendapat kursi, jadi tidak diberi buku kerja."
        )
    remark("Simpan buku kerja yang kembali di map daftar program, lalu periksa dengan payung check.")


def _agency(text: str) -> tuple[str, int]:
    name, _, seats = text.rpartition("=")
    if not name.strip() or not seats.strip().isdecimal() or not 1 <= int(seats) <= 20_000:
        raise Refusal("Tulis perangkat daerah sebagai NAMA=KUOTA, misalnya --agency 'Dinas Perikanan=150'.")
    return name.strip(), int(seats)

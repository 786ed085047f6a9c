"""`payung check`: look through rosters of any shape and say what to mend; needs no database."""

from __future__ import annotations

import datetime
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from payung.kernel import refusal, region_code

if TYPE_CHECKING:
    from collections.abc import Callable

    from payung.roster.check import Checked
    from payung.roster.reading import SourceFile

FIRST = 5
"""Rows named for each code on a terminal; a file or a pipe gets all."""

WIB = "Asia/Jakarta"


class NotUsable(refusal.Refusal):
    """What was asked cannot be done."""


class WithFormats(click.Command):
    """Its help names the formats that are recognised; they are read only when somebody asks."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from payung.roster.reading import reference

        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(reference.summary())


@click.command(cls=WithFormats, short_help="Periksa daftar calon peserta dan tunjukkan apa yang perlu diperbaiki")
@click.argument("files", metavar="BERKAS...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--region", metavar="KODE", help="Kode wilayah tempat tinggal peserta, misalnya 17.04.")
@click.option(
    "--on",
    metavar="TTTT-BB-HH",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Hari untuk menghitung umur; biasanya hari mulai perlindungan. Bila kosong: hari ini.",
)
@click.option("--format", "shape", type=click.Choice(["text", "json"]), default="text", help="Bentuk hasil.")
@click.option("--out", metavar="FOLDER", type=click.Path(path_type=Path), help="Simpan hasil ke folder ini.")
@click.option(
    "--findings",
    metavar="BERKAS",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Simpan semua temuan sebagai satu tabel: .parquet, .json atau .ndjson.",
)
@click.option("--demo", is_flag=True, help="Terima NIK contoh (kecamatan 99).")
@click.option("--summary", is_flag=True, help="Hanya satu baris untuk setiap berkas, dan jumlahnya.")
@click.option("--all", "every", is_flag=True, help="Sebutkan semua baris, juga di layar.")
@click.pass_context
def check(
    ctx: click.Context,
    *,
    files: tuple[Path, ...],
    region: str | None,
    on: datetime.datetime | None,
    shape: str,
    out: Path | None,
    findings: Path | None,
    demo: bool,
    summary: bool,
    every: bool,
) -> None:
    """Periksa daftar dalam BERKAS: Excel, LibreOffice, CSV, tabel HTML, zip, atau folder yang memuatnya.

    Dari folder dan zip setiap berkas diperiksa; dengan --region laporan menyebut dari desa mana sebuah daftar dibaca.

    Keluar 0 tanpa kesalahan, 1 bila ada baris yang salah, 2 bila ada berkas yang tidak dapat dipakai.
    """
    from payung.cli import progress
    from payung.roster import check as roster_check

    code = _region(region)
    write_findings = _writer(findings)
    paths = _paths(files)
    demo = demo or os.environ.get("PAYUNG_DEMO") == "1"
    meter = progress.Meter()
    sources: list[SourceFile] = []
    origins: list[Path] = []
    with meter.stage("read", "Membaca daftar", total=len(paths)) as advance:
        for path, name in paths:
            found = _read(path, name)
            sources += found
            origins += [path] * len(found)
            advance(1)
    if not sources:
        raise NotUsable("Tidak ada berkas yang dapat diperiksa di tempat itu.")
    with meter.stage("check", "Memeriksa baris", total=4) as advance:
        checked = roster_check.check_files(
            sources,
            region=code,
            on=on.date() if on else _today(code),
            demo=demo,
            progress=lambda _: advance(1),
        )
    write_findings(checked)
    _show(checked, shape, every, summary)
    if out is not None:
        _save(checked, origins, out, shape, demo)
    elif shape == "text" and checked.findings.height:
        progress.remark("Untuk menerima kembali daftar dengan tanda pada setiap baris, tambahkan: --out FOLDER")
    ctx.exit(checked.exit_code)


def _region(text: str | None) -> str | None:
    if text is None:
        return None
    from payung.regions import reader

    try:
        code = region_code.parse(text)
    except ValueError as malformed:
        raise NotUsable(str(malformed)) from None
    if not reader.load().exists(code):
        raise NotUsable(f"Tidak ada wilayah dengan kode {region_code.dotted(code)} dalam daftar Kemendagri.")
    return code


def _writer(target: Path | None) -> Callable[[Checked], None]:
    """How the findings are written to a file, by the ending of its name; refused before anything is read."""
    from payung.roster import report

    if target is None:
        return lambda checked: None
    ending = target.suffix.lower()
    if ending not in (".parquet", ".json", ".ndjson"):
        raise NotUsable(f"Nama berkas temuan {target.name} harus berakhir .parquet, .json atau .ndjson.")

    def write(checked: Checked) -> None:
        table = report.as_table(checked)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            if ending == ".parquet":
                table.write_parquet(target)
            elif ending == ".json":
                table.write_json(target)
            else:
                table.write_ndjson(target)
        except OSError:
            raise NotUsable(f"Berkas {target.name} tidak dapat ditulis. Periksa foldernya dan izinnya.") from None

    return write


def _today(code: str | None) -> datetime.date:
    """Today where the people live (WIB where nothing is said)."""
    from payung.regions import reader

    zone = reader.load().time_zone(code) if code else WIB
    return datetime.datetime.now(ZoneInfo(zone)).date()


def _paths(files: tuple[Path, ...]) -> list[tuple[Path, str]]:
    """The files to read and what to call them: those named, and every file inside a folder that is named."""
    found: list[tuple[Path, str]] = []
    for path in files:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and not _is_hidden(p, path))
            found += [(one, one.relative_to(path).as_posix()) for one in inside]
        else:
            found.append((path, path.name))
    return found


def _is_hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)


def _read(path: Path, name: str) -> list[SourceFile]:
    """The files of a path; one that is missing or may not be opened is a file that cannot be used."""
    from payung.roster import reading

    try:
        return reading.read(path, name)
    except FileNotFoundError:
        return [reading.SourceFile(str(path), error=reading.Problem("file-not-found"))]
    except OSError:
        return [reading.SourceFile(str(path), error=reading.Problem("file-not-opened"))]


def _show(checked: Checked, shape: str, every: bool, summary: bool) -> None:
    from payung.cli import progress
    from payung.roster import overview, report

    if shape == "json":
        click.echo(json.dumps(checked.as_json(), ensure_ascii=False, indent=2))
        return
    if summary and len(checked.files) > 1:
        click.echo(overview.as_text(checked), nl=False)
        if (checked.findings["code"] == "nik-demo").any():
            progress.remark("NIK berkecamatan 99 milik data contoh. Untuk mencoba dengan data contoh: --demo")
        return
    on_terminal = sys.stdout.isatty()
    click.echo(report.as_text(checked, most=FIRST if on_terminal and not every else None), nl=False)


def _save(checked: Checked, origins: list[Path], out: Path, shape: str, demo: bool) -> None:
    """The report and every usable file back with its findings, into a folder."""
    from payung.cli import progress
    from payung.documents import marked_roster
    from payung.roster import report

    out.mkdir(parents=True, exist_ok=True)
    if shape == "json":
        (out / "periksa.json").write_text(
            json.dumps(checked.as_json(), ensure_ascii=False, indent=2), encoding="utf-8"
        )
    else:
        (out / "periksa.txt").write_text(report.as_text(checked), encoding="utf-8")
    taken: set[str] = set()
    for file, origin in zip(checked.files, origins, strict=True):
        if file.error:
            continue
        target = out / _free_name(file.source.name, taken)
        marked_roster.write(_content(origin, file.source.name), file, file.findings, target, demo=demo)
        progress.remark(f"Tertulis: {target}")


def _content(origin: Path, name: str) -> Path | bytes:
    """Where a file's content lies: its path, or its bytes when it came inside a zip."""
    _, inside, member = name.rpartition(f"{origin.name}/")
    if not inside:
        return origin
    from payung.roster.reading import archive

    contents = dict(archive.members(origin.read_bytes()))
    content = contents[member]
    return content if isinstance(content, bytes) else origin


def _free_name(name: str, taken: set[str]) -> str:
    """`<name>.periksa.xlsx`; members of a zip keep the zip's name in front; two of one name get a number."""
    stem = name.replace("\\", "/").replace("../", "").replace("/", "_").rsplit(".", 1)[0]
    candidate, number = f"{stem}.periksa.xlsx", 2
    while candidate.lower() in taken:
        candidate, number = f"{stem}-{number}.periksa.xlsx", number + 1
    taken.add(candidate.lower())
    return candidate

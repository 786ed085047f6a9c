"""How a command ends when it cannot finish: one sentence on stderr and an exit code, never a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from concurrent.futures import BrokenExecutor

import click

from payung.kernel.refusal import Refusal

UNUSABLE, INTERRUPTED, NOBODY_READS = 2, 130, 1
CONNECTION_LOST = (
    "Sambungan ke basis data terputus di tengah pekerjaan. Langkah yang belum selesai dibatalkan seluruhnya; "
    "jalankan perintah yang sama lagi."
)
WRITER_STOPPED = (
    "Penulis dokumen berhenti tiba-tiba, mungkin karena memori habis. Daftarnya sudah tercatat; "
    "tutup program lain, lalu jalankan perintah yang sama lagi."
)
INTERRUPT = "Dihentikan atas permintaan Anda. Langkah yang belum selesai dibatalkan seluruhnya."


def of(command: Callable[[], object]) -> int:
    """Run a command and give its exit code; what stops it is told in one sentence.

    What nobody foresaw (a mistake of ours) still raises, so that it can be found.
    """
    try:
        answer = command()
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as asked:
        click.echo(asked.format_message(), err=True)
        return UNUSABLE
    except (KeyboardInterrupt, click.Abort):
        print(INTERRUPT, file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # Nobody reads any more (`payung ... | head`): leave without a word, also when Python closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOBODY_READS
    except Exception as stop:
        sentence = told(stop)
        if sentence is None:
            raise
        print(sentence, file=sys.stderr)
        return UNUSABLE
    return answer if isinstance(answer, int) else 0


def told(stop: Exception) -> str | None:
    """The sentence for what stopped a command, or None when it is a mistake of ours."""
    if isinstance(stop, Refusal):
        return str(stop)
    if isinstance(stop, click.ClickException):
        return _usage(stop)
    if isinstance(stop, BrokenExecutor):
        return WRITER_STOPPED
    if _lost_connection(stop):
        return CONNECTION_LOST
    if isinstance(stop, OSError):
        return _file(stop)
    if type(stop).__module__.startswith("xlsxwriter") and isinstance(stop.__context__, OSError):
        return _file(stop.__context__)
    return None


def _lost_connection(stop: Exception) -> bool:
    # By name: the verbs that need no database must not load a driver for the sake of its exceptions.
    kinds = {kind.__name__ for kind in type(stop).__mro__ if kind.__module__.split(".")[0] in ("django", "psycopg")}
    return bool(kinds & {"OperationalError", "InterfaceError"})


def _file(stop: OSError) -> str:
    if stop.errno == 28:  # ENOSPC
        return "Ruang penyimpanan habis. Kosongkan sebagian, lalu jalankan perintah yang sama lagi."
    where = f" {stop.filename}" if stop.filename else ""
    return f"Berkas atau map{where} tidak dapat dibaca atau ditulis. Periksa nama, map, dan izinnya."


def _usage(stop: click.ClickException) -> str:
    context = getattr(stop, "ctx", None)
    after = f" Lihat: {context.command_path} --help" if context else ""
    if isinstance(stop, click.NoSuchOption):
        close = f" Apakah maksudnya {', '.join(stop.possibilities)}?" if stop.possibilities else ""
        return f"Pilihan {stop.option_name} tidak dikenal.{close}{after}"
    if isinstance(stop, click.MissingParameter):
        return f"{_parameter(stop)} belum diisi.{after}"
    if isinstance(stop, click.FileError):
        return f"Berkas {stop.ui_filename} tidak dapat dibuka. Periksa nama dan izinnya."
    if isinstance(stop, click.BadParameter):
        return f"Isian {_parameter(stop)} tidak dapat dipakai.{_choices(stop)}{after}"
    if stop.message.startswith("No such command"):
        return f"Perintah itu tidak ada.{after}"
    if stop.message.startswith("Got unexpected extra argument"):
        return f"Ada kata yang tidak dikenal dalam perintah ini.{after}"
    if isinstance(stop, click.UsageError):
        return f"Perintah ini tidak dipahami: {stop.format_message().rstrip('.')}.{after}"
    return stop.format_message()


def _parameter(stop: click.BadParameter) -> str:
    name = stop.param.get_error_hint(stop.ctx) if stop.param and stop.ctx else stop.param_hint
    return str(name or "").replace("'", "")


def _choices(stop: click.BadParameter) -> str:
    kind = stop.param.type if stop.param else None
    if isinstance(kind, click.Choice):
        return f" Pilihannya: {', '.join(map(str, kind.choices))}."
    if isinstance(kind, click.types.IntParamType):
        return " Isi dengan bilangan bulat tanpa titik, misalnya 119280000."
    if isinstance(kind, click.DateTime):
        return " Isi dengan tanggal TAHUN-BULAN-HARI, misalnya 2024-11-20."
    if isinstance(kind, click.Path):
        return " Periksa nama dan mapnya."
    return f" {stop.message}" if type(stop) is click.BadParameter and stop.message else ""

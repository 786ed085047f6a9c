"""Take files from folders into checked rosters and reference lists; no database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from payung.kernel.refusal import Refusal
from payung.roster import check, reading
from payung.roster.reading import SourceFile

MOST_NAMED = 5


class NoRosters(Refusal):
    """There is nothing to read."""


@dataclass(frozen=True)
class Intake:
    """Rosters as read and checked, and where each file lies by its name (for a zip: the zip)."""

    checked: check.Checked
    paths: dict[str, Path]


def files_in(folder: Path, *, may_be_empty: bool = False) -> list[Path]:
    """Every file below a folder in byte order of its path; lock files of Excel and hidden files are left out.

    Raises NoRosters when the folder is missing or holds no file.
    """
    if may_be_empty and not folder.is_dir():
        return []
    if not folder.is_dir():
        raise NoRosters(f"Map daftar {folder.name}/ tidak ditemukan. Buat map itu dan taruh daftar desa di dalamnya.")
    found = [path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(("~$", "."))]
    if not found and not may_be_empty:
        raise NoRosters(f"Map daftar {folder.name}/ masih kosong. Taruh daftar desa di dalamnya.")
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix().encode())


def rosters(
    folder: Path,
    *,
    region: str,
    on: date,
    demo: bool,
    min_age: int,
    read: Callable[[int], None],
    checking: Callable[[str], None],
    beside: Callable[[list[SourceFile]], list[SourceFile]] | None = None,
) -> Intake:
    """Read and check every roster of a folder. `read(n)` hears of each file read, `checking(step)` of each step.

    `beside` gives what is checked together with the files, once these are read; then the folder may be empty.
    Raises NoRosters when no file of the folder holds a roster: then nothing may be taken for withdrawn.
    """
    sources: list[SourceFile] = []
    paths: dict[str, Path] = {}
    for path in files_in(folder, may_be_empty=beside is not None):
        name = path.relative_to(folder).as_posix()
        for source in reading.read(path, name):
            sources.append(source)
            paths[source.name] = path
        read(1)
    if beside is not None:
        sources += beside(sources)
    checked = check.check_files(sources, region=region, on=on, demo=demo, min_age=min_age, progress=checking)
    if all(file.error for file in checked.files):
        names = ", ".join(file.source.name for file in checked.files[:MOST_NAMED])
        raise NoRosters(
            f"Tidak satu pun berkas dalam map {folder.name}/ dapat dibaca sebagai daftar ({names}). "
            "Jalankan payung check pada berkas itu untuk melihat sebabnya."
        )
    return Intake(checked, paths)


def reference(path: Path, *, on: date, demo: bool) -> check.Checked:
    """Read one reference list of any shape: it needs a NIK or a family-card number in each line.

    Raises NoRosters when the file cannot be used.
    """
    sources = reading.read(path, needs=reading.REFERENCE)
    found = check.check_files(sources, on=on, demo=demo)
    broken = next((file.error for file in found.files if file.error), None)
    if broken:
        raise NoRosters(f"Daftar pembanding {path.name} tidak dapat dipakai. {broken['message']}")
    return found

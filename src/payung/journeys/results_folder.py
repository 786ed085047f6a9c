"""The folder of the results: refused before the work when it cannot hold them, cleared of what no longer holds."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path

from payung.kernel.refusal import Refusal

OURS = (
    "sk.pdf",
    "lampiran-pengumuman.pdf",
    "unggah-bpjs.xlsx",
    "unggah-bpjs-*pu.xlsx",
    "ringkasan.txt",
    "sk-perubahan.pdf",
    "pengumuman-perubahan.pdf",
    "keberlanjutan.xlsx",
    "unggah-bpjs*-perubahan.xlsx",
    "terpilih.xlsx",
    "cadangan.xlsx",
    "tidak-memenuhi.xlsx",
    "anggaran.xlsx",
    "rekap.xlsx",
    "pengingat.txt",
    "cara-memilih.pdf",
    "pasangan.xlsx",
    "diusulkan-ganda.xlsx",
    "periksa/*.periksa.xlsx",
)
"""What a run writes with documents; whatever else lies in the folder belongs to the office."""


class NowhereToWrite(Refusal):
    """The results cannot be written where they were asked for."""


def must_hold_results(out: Path, rosters: Path | None = None) -> None:
    """Refuse a folder that cannot be made or written, and one whose results the next run would read as rosters."""
    nearest = next((path for path in (out, *out.absolute().parents) if path.exists()), Path("/"))
    if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
        raise NowhereToWrite(
            f"Hasil tidak dapat ditulis di {out}: {nearest} bukan map yang boleh Anda isi. Pilih --out lain."
        )
    if rosters is not None and out.resolve().is_relative_to(rosters.resolve()):
        raise NowhereToWrite(
            f"Map hasil {out} berada di dalam map daftar, sehingga hasilnya akan terbaca sebagai daftar. "
            "Pilih --out di luar map daftar."
        )


def must_not_hold_a_real_run(out: Path, trial: str) -> None:
    """Refuse a trial in a folder with results that count; `trial` is the remark by which a trial is known."""
    summary = out / "summary.json"
    if summary.is_file() and trial not in json.loads(summary.read_text(encoding="utf-8")).get("warnings", []):
        raise NowhereToWrite(
            f"Map {out} berisi hasil yang berlaku, dan percobaan akan menimpanya. Pilih --out lain untuk percobaan."
        )


def clear_stale(out: Path, written: Iterable[Path]) -> None:
    """Remove papers of an earlier run that this one did not write: a decree without its list must not lie about."""
    kept = set(written)
    for pattern in OURS:
        for path in out.glob(pattern):
            if path not in kept and path.is_file():
                path.unlink()

"""`payung check` on large rosters against the bare reading of the same file: calamine's for xlsx, Polars' for csv."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import python_calamine

from bench import command, workbook
from payung.regions import reader
from payung.roster import check, reading

REGION, ON = "1704000000", date(2024, 12, 1)
WORKBOOK_ROWS, TEXT_ROWS = 100_000, 1_000_000
WARM_READS = 5
FEW_TEXT_ROWS = 100_000
MOST = {"xlsx": 3.0, "csv": 15.0}
"""A check may take so many times the bare reading, which knows no rules, no dates and no names."""
LEAST_PACE = 0.75
"""Rows per second of the long text file, as a part of those of the file of a tenth."""
MOST_MIB = 3 * 1024
REPEATS = 3


def measure() -> dict[str, Any]:
    """Give for a workbook and a text file: rows, seconds of reading and of rules, floor seconds, ratio and bound.

    The text file is also checked by the command as a user calls it, its findings written as Parquet and as JSON;
    its peak memory is the larger of the two.
    """
    with tempfile.TemporaryDirectory(prefix="payung-bench-") as folder:
        sheet = workbook.write(Path(folder) / "xlsx", WORKBOOK_ROWS).parent / "rosters" / "daftar.xlsx"
        text, few = Path(folder) / "daftar.csv", Path(folder) / "sedikit.csv"
        _people(TEXT_ROWS).write_csv(text)
        _people(FEW_TEXT_ROWS).write_csv(few)
        _one(few, 1.0)  # region names, vocabulary and expressions are loaded once
        by_file = [_one(few, _warm(few)) for _ in range(REPEATS)]
        small = min(by_file, key=lambda one: one["seconds"])
        large = _one(text, _warm(text))
        pace = (large["rows"] / large["seconds"]) / (small["rows"] / small["seconds"])
        return {
            "check_xlsx": _one(sheet, _seconds(lambda: _by_calamine(sheet))) | {"bound": f"ratio <= {MOST['xlsx']}"},
            "check_csv": large | {"bound": f"ratio <= {MOST['csv']}"},
            "check_csv_pace": {
                "rows": [FEW_TEXT_ROWS, TEXT_ROWS],
                "rows_per_second": [round(one["rows"] / one["seconds"]) for one in (small, large)],
                "pace": round(pace, 2),
                "bound": f"pace >= {LEAST_PACE}",
            },
            "check_csv_command": _command(text) | {"bound": f"peak_mib <= {MOST_MIB}"},
        }


def _command(text: Path) -> dict[str, Any]:
    """Seconds and peak memory of `payung check`, and the size of the findings that it wrote."""
    asked = ["check", str(text), "--region", "17.04", "--on", ON.isoformat(), "--demo"]
    runs, sizes = {}, {}
    for ending in ("parquet", "json"):
        target = text.with_name(f"temuan.{ending}")
        runs[ending] = command.run([*asked, "--findings", str(target)], allowed=(0, 1))
        sizes[ending] = round(target.stat().st_size / 2**20, 1)
    return {
        "rows": TEXT_ROWS,
        "seconds": {ending: run.seconds for ending, run in runs.items()},
        "findings_mib": sizes,
        "peak_mib": max(run.peak_mib for run in runs.values()),
    }


def _one(path: Path, floor: float) -> dict[str, Any]:
    began = time.perf_counter()
    sources = reading.read(path)
    after_reading = time.perf_counter() - began
    checked = check.check_files(sources, region=REGION, on=ON, demo=True)
    seconds = time.perf_counter() - began
    return {
        "rows": checked.rows.height,
        "findings": checked.findings.height,
        "seconds": round(seconds, 2),
        "reading_seconds": round(after_reading, 2),
        "floor_seconds": round(floor, 2),
        "ratio": round(seconds / floor, 2),
    }


def _by_calamine(path: Path) -> None:
    python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()


def _warm(path: Path) -> float:
    """Median seconds of reading every field as text with Polars, the file being in memory already."""
    path.read_bytes()
    reads = [_seconds(lambda: pl.read_csv(path, infer_schema=False)) for _ in range(WARM_READS)]
    return statistics.median(reads)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _people(rows: int) -> pl.DataFrame:
    """Invented people like those of `bench.workbook`; one row in fifty has to be repaired or refused."""
    number = pl.int_range(rows, dtype=pl.Int64, eager=True).alias("n")
    villages = reader.load().villages(REGION).select("name", "district_name")
    n = pl.col("n")
    born = pl.lit(date(1964, 1, 1)) + pl.duration(days=n * 7919 % 14_000)
    woman = n % 2 == 0

    def pick(words: tuple[str, ...], step: int) -> pl.Expr:
        return (n // step % len(words)).replace_strict(dict(enumerate(words)), return_dtype=pl.String)

    frame = number.to_frame().with_columns(born=born, place=n % villages.height)
    frame = frame.join(villages.with_row_index("place").cast({"place": pl.Int64}), on="place", how="left")
    middle = pl.format(
        "{}{}",
        (pl.col("born").dt.day() + pl.when(woman).then(40).otherwise(0)).cast(pl.String).str.zfill(2),
        pl.col("born").dt.strftime("%m%y"),
    )
    nik = pl.format("170499{}{}", middle, (n // 14_000 + 1).cast(pl.String).str.zfill(4))
    return frame.select(
        No=n + 1,
        NIK=pl.when(n % 100 == 0).then(nik.str.slice(0, 15)).otherwise(nik),
        KK=pl.format("170499{}", (n % 280_101 + 1_000_000_000).cast(pl.String)),
        Nama=pl.concat_str(pick(workbook.FIRST, 1), pick(workbook.LAST, 12), pick(workbook.LAST, 120), separator=" "),
        JK=pl.when(woman).then(pl.lit("P")).otherwise(pl.lit("L")),
        TTL=pl.format(
            "Bintuhan, {}",
            pl.when(n % 100 == 1)
            .then(pl.col("born").dt.strftime("%d/%m/%y"))
            .otherwise(pl.col("born").dt.strftime("%d-%m-%Y")),
        ),
        Pekerjaan=pick(workbook.JOBS, 3),
        Alamat=pl.lit("Jl. Merdeka"),
        RTRW=pl.format("{}/001", (n % 9 + 1).cast(pl.String).str.zfill(3)),
        Desa=pl.col("name"),
        Kecamatan=pl.col("district_name"),
        HP=pl.format("0812{}", n.cast(pl.String).str.zfill(8)),
        Ibu=pick(workbook.FIRST, 7),
    ).rename({"KK": "No KK", "TTL": "Tempat/Tgl Lahir", "RTRW": "RT/RW", "HP": "No HP", "Ibu": "Nama Ibu Kandung"})

"""From one workbook to people and seats in PostgreSQL: 10,000 rows by the clock, 100,000 against their floor."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg
import python_calamine

from bench import command, workbook

TEXT_COLUMNS = len(workbook.HEADINGS)


def measure() -> dict[str, Any]:
    """Give seconds, floor and ratio for 10,000 and 100,000 rows, on a database of its own that is already awake."""
    with tempfile.TemporaryDirectory(prefix="payung-bench-") as folder:
        home = Path(folder) / "home"
        Path(folder).chmod(0o755)
        environment = {"PAYUNG_HOME": str(home)}
        command.run(["db", "start"], environment=environment)
        try:
            return {
                f"rows_{rows}": _one(Path(folder), rows, environment) | {"bound": bound}
                for rows, bound in ((10_000, "seconds <= 4"), (100_000, "ratio <= 8"))
            }
        finally:
            command.run(["db", "stop"], environment=environment)


def _one(folder: Path, rows: int, environment: dict[str, str]) -> dict[str, Any]:
    programme = workbook.write(folder / str(rows), rows)
    run = command.run(
        ["run", str(programme), "--out", str(folder / "out"), "--by", "Bench", "--without-documents"],
        environment=environment,
    )
    url = command.run(["db", "url"], environment=environment).output.strip()
    floor = _floor(programme.parent / "rosters" / "daftar.xlsx", url)
    return {
        "seconds": run.seconds,
        "peak_mib": run.peak_mib,
        "floor_seconds": round(floor, 2),
        "ratio": round(run.seconds / floor, 2),
    }


def _floor(path: Path, url: str) -> float:
    """Seconds that calamine needs to read the workbook, and one COPY to store its cells as text."""
    began = time.perf_counter()
    rows = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        columns = ", ".join(f"c{n} text" for n in range(TEXT_COLUMNS))
        cursor.execute(f"CREATE TEMPORARY TABLE floor ({columns})")
        with cursor.copy("COPY floor FROM STDIN") as copy:
            for row in rows:
                copy.write_row([str(cell) for cell in row])
    return time.perf_counter() - began

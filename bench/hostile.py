"""Files made to hurt: seconds to refuse each of them, and the peak memory of the process that does."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

MOST_SECONDS, MOST_MIB = 2.0, 300


def measure() -> dict[str, Any]:
    """Give the slowest and the largest of all, each file read by a process of its own."""
    from tests.roster.reading import hostile

    with tempfile.TemporaryDirectory(prefix="payung-bench-") as folder:
        expected = hostile.written(Path(folder))
        found = []
        for path, code in expected.items():
            done = subprocess.run(
                [sys.executable, "-c", hostile.CHILD, str(path)], capture_output=True, text=True, check=True
            )
            _, codes, seconds, peak = json.loads(done.stdout)
            if codes != [code]:
                raise AssertionError(f"{path.name} gave {codes}")
            found.append((path.name, seconds, peak))
    slowest, largest = max(found, key=lambda one: one[1]), max(found, key=lambda one: one[2])
    return {
        "hostile": {
            "files": len(found),
            "slowest": {"file": slowest[0], "seconds": slowest[1]},
            "largest": {"file": largest[0], "peak_mib": largest[2]},
            "bound": f"seconds <= {MOST_SECONDS}, peak_mib <= {MOST_MIB}",
        }
    }

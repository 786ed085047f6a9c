"""The examples with all their documents, as a newcomer runs them, on a database of their own."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from bench import command

BOUNDS = {
    "kaur": "seconds <= 40",
    "kalbar": "seconds <= 150, peak_mib <= 2560",
    "all": "seconds <= 600, peak_mib <= 4096",
}


def measure() -> dict[str, Any]:
    """Give seconds (from the command to its end, database asleep before) and peak memory of each example.

    `all` does the five examples one after the other in one command.
    """
    found = {}
    for example, bound in BOUNDS.items():
        with tempfile.TemporaryDirectory(prefix="payung-bench-") as folder:
            Path(folder).chmod(0o755)
            environment = {"PAYUNG_HOME": str(Path(folder) / "home")}
            try:
                run = command.run(["demo", example, "--out", str(Path(folder) / "out")], environment=environment)
            finally:
                command.run(["db", "stop"], environment=environment)
        found[f"demo_{example}"] = {"seconds": run.seconds, "peak_mib": run.peak_mib, "bound": bound}
    return found

"""`make bench`: measure everything in one run, print it, keep it in bench/results.json."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import audit, check, demos, fuzz, hostile, law, linkage, machine, rows

RESULTS = Path(__file__).with_name("results.json")
MEASURES = {
    "audit": audit.measure,
    "law": lambda: {"law": law.measure()},
    "check": check.measure,
    "fuzz": fuzz.measure,
    "hostile": hostile.measure,
    "linkage": linkage.measure,
    "rows": rows.measure,
    "demos": demos.measure,
}


def main(names: list[str]) -> None:
    """Run the named measures, or all; a partial run prints and keeps nothing."""
    found: dict[str, Any] = {}
    for name in names or MEASURES:
        print(f"{name} ...", file=sys.stderr, flush=True)
        found |= MEASURES[name]()
    results = {"measured_at": datetime.now(UTC).isoformat(timespec="seconds"), "machine": machine.describe(), **found}
    text = json.dumps(results, indent=2, ensure_ascii=False)
    print(text)
    if not names:
        RESULTS.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])

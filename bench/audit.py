"""Seal and verify a million audit events, each within its bound, on a test database of its own."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any

EVENTS = 1_000_000
MOST_SECONDS = 60
AT = datetime(2024, 11, 25, 3, 0, tzinfo=UTC)


def measure() -> dict[str, Any]:
    """Give the seconds of sealing and of verifying; the chain must be found whole."""
    from tests import conftest, postgres_for_tests
    from tests.audit.test_chain import KAUR, happen

    from payung.audit import actions, queries

    assert conftest.NOW  # loads Django and keeps clear of the user's database
    name = "payung_bench_audit"
    with postgres_for_tests.in_use():
        postgres_for_tests.clone(postgres_for_tests.template(), name)
        postgres_for_tests.point_at(name)
        try:
            happen(name, EVENTS)
            began = time.perf_counter()
            actions.seal(government=KAUR, by=None, at=AT)
            sealed = time.perf_counter()
            if queries.verify(KAUR).faults:
                raise AssertionError("the chain is not whole")
            ended = time.perf_counter()
        finally:
            conftest.connections.close_all()
            postgres_for_tests.drop(name)
    return {
        "audit": {
            "events": EVENTS,
            "seal_seconds": round(sealed - began, 1),
            "verify_seconds": round(ended - sealed, 1),
            "bound": f"each <= {MOST_SECONDS} s",
        }
    }

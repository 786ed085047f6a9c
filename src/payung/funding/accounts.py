"""The ledger accounts of a funding line and what moves between them.

approved   minus the ceilings that were approved (so that the accounts of a line sum to zero)
available  what is not yet promised; cannot go below zero: committed <= ceiling
reserved   promised to selected and held seats, one account an insurance
"""

from __future__ import annotations

APPROVED, AVAILABLE = "approved", "available"


def subject(line_id: int) -> str:
    """The ledger subject of a funding line."""
    return f"funding:{line_id}"


def reserved(insurance: str) -> str:
    """Name of the account of seats promised, by insurance."""
    return f"reserved:{insurance}"


def names(covers: list[str]) -> dict[str, bool]:
    """All accounts of a line and whether they cannot go below zero."""
    return {APPROVED: False, AVAILABLE: True} | {reserved(insurance): True for insurance in covers}

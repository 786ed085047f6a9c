"""Opens the government of a programme file: known by its code, its name and its hours from the regions."""

from __future__ import annotations

from datetime import datetime

from payung.accounts import actions as accounts
from payung.accounts.models import Government
from payung.regions import reader


def government(code: str, *, at: datetime) -> Government:
    """The government of this region code (10 digits), opened when it is met for the first time."""
    regions = reader.load()
    return accounts.open_government(
        code=code, name=regions.full_name(code), time_zone=regions.time_zone(code), by=None, at=at
    )

"""The government's own day: every "today", age and deadline counts by its local time."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from payung.regions import reader


def of(government: str, at: datetime) -> date:
    """The day that a moment falls on where the government (10-digit code) sits: WIB, WITA or WIT."""
    return at.astimezone(ZoneInfo(reader.load().time_zone(government))).date()

"""Questions about programmes and their waves."""

from __future__ import annotations

from payung.programme.models import Programme, Wave


def by_code(government: str, code: str) -> Programme | None:
    """The programme of a government (10 digits) with this code, if it was opened."""
    return Programme.objects.filter(government=government, code=code).first()


def waves(programme_id: int) -> list[Wave]:
    """The waves of a programme, the first of the file first."""
    return list(Wave.objects.filter(programme_id=programme_id).order_by("number"))

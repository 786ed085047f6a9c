"""Questions about programmes and their waves."""

from __future__ import annotations

from payung.audit.models import Event
from payung.programme.models import Programme, Wave


def by_code(government: str, code: str) -> Programme | None:
    """The programme of a government (10 digits) with this code, if it was opened."""
    return Programme.objects.filter(government=government, code=code).first()


def waves(programme_id: int) -> list[Wave]:
    """The waves of a programme, the first of the file first."""
    return list(Wave.objects.filter(programme_id=programme_id).order_by("number"))


def draw_frozen_by(programme_id: int) -> int | None:
    """The number of the audit event by which the seed of the draw was frozen, if it was."""
    frozen = Event.objects.filter(action="programme.freeze_draw", ids__programme_id=programme_id)
    return frozen.order_by("id").values_list("id", flat=True).first()

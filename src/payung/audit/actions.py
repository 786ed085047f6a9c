"""Seal what happened, so that a later change of it is found."""

from datetime import datetime
from itertools import islice
from typing import Protocol

from django.db import connection

from payung.audit import chain
from payung.audit.action import action
from payung.audit.models import Seal
from payung.storage import plans

EVENTS_PER_SEAL = 1000

# A transaction may end after a seal although its event has a lower id, so "unsealed" is asked event by event;
# none runs for two days, which keeps the question small however long the chain is.
UNSEALED = f"""
WITH recent AS (
    SELECT coalesce(max(recorded_at) - interval '2 days', '-infinity') AS since
      FROM audit_seal WHERE government = %(government)s
), sealed AS (
    SELECT unnest(s.events) AS id FROM audit_seal s, recent
     WHERE s.government = %(government)s AND s.recorded_at >= recent.since
)
SELECT e.id, {chain.CANONICAL}
  FROM audit_event e, recent
 WHERE e.government = %(government)s AND e.recorded_at >= recent.since
   AND NOT EXISTS (SELECT FROM sealed WHERE sealed.id = e.id)
 ORDER BY e.id
"""  # noqa: S608


class Actor(Protocol):
    """Whoever acts: a user."""

    @property
    def pk(self) -> int: ...


@action
def seal(*, government: str, by: Actor | None, at: datetime) -> int:
    """Chain the events of `government` ('' for the installation's own) that no seal names yet; returns how many.

    Writers are not kept waiting; two seals of one government wait for each other.
    """
    with chain.of(government), plans.for_rows(plans.MANY), connection.cursor() as wrapped:
        cursor = wrapped.cursor
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"audit seal {government}"])
        last = Seal.objects.filter(government=government).order_by("-id").first()
        head = bytes(last.sha256) if last else chain.GENESIS
        seals = []
        with cursor.copy(f"COPY ({UNSEALED}) TO STDOUT", {"government": government}) as copy:
            rows = copy.rows()
            while batch := list(islice(rows, EVENTS_PER_SEAL)):
                previous, head = head, chain.extend(head, (str(text) for _, text in batch))
                ids = [int(event) for event, _ in batch]
                seals.append(Seal(government=government, events=ids, previous=previous, sha256=head, sealed_at=at))
        Seal.objects.bulk_create(seals, batch_size=200)
    return sum(len(one.events) for one in seals)

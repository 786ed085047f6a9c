"""The chain of seals: how an event becomes a link, and what the database is asked to compute it."""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection

GENESIS = bytes(32)

# The canonical text of an event: jsonb as PostgreSQL writes it (keys by length, then bytes), moments in UTC.
CANONICAL = """
jsonb_build_object(
    'id', e.id, 'government', e.government, 'action', e.action, 'by', e.by_id, 'ids', e.ids,
    'at', to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'recorded_at', to_char(e.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
)::text
"""


def extend(previous: bytes, texts: Iterable[str]) -> bytes:
    """SHA-256(previous || text), one event after the other.

    >>> extend(GENESIS, []) == GENESIS
    True
    """
    for text in texts:
        previous = hashlib.sha256(previous + text.encode()).digest()
    return previous


@contextmanager
def of(government: str) -> Iterator[None]:
    """See the events of `government` ('' the installation's own); inside a transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting('app.government', true), '')")
        before = cursor.fetchone()[0]
        cursor.execute("SELECT set_config('app.government', %s, true)", [government])
        yield
        cursor.execute("SELECT set_config('app.government', %s, true)", [before])

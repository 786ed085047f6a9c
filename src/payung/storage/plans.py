"""How the planner should join when a batch has just been written and no statistics exist yet."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

MANY = 2_000


@contextmanager
def for_rows(expected: int) -> Iterator[None]:
    """Within the current transaction, join many rows by hash or merge; few may be looked up one by one.

    Row policies and fresh tables make the planner expect a handful of rows where there are a hundred thousand; a
    nested loop over those takes minutes. Only the owner of a table may ANALYZE it, and that would make writers wait
    for each other.
    """
    if expected < MANY:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        yield
        cursor.execute("SET LOCAL enable_nestloop = on")

"""The scope of what may be seen and written: one government and a range of region codes, for one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from payung.kernel import region_code

NAMES = ("app.government", "app.low", "app.high")


@contextmanager
def within(government: str, region: str | None = None) -> Iterator[None]:
    """Open a transaction that sees `government`'s rows in `region` (its whole area when not given).

    Codes have 10 digits. A scope inside a scope gives the outer one back when it ends. Without any scope the
    database shows no operational row at all.
    """
    low, high = region_code.span(region or government)
    with transaction.atomic():
        before = _read()
        _write((government, low, high))
        yield
        # After an exception the savepoint's rollback restores the settings by itself.
        _write(before)


def current() -> tuple[str, str, str] | None:
    """(government, low, high) of the scope now set, or None."""
    government, low, high = _read()
    return (government, low, high) if government else None


def _read() -> tuple[str, str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(f"coalesce(current_setting('{name}', true), '')" for name in NAMES))
        government, low, high = cursor.fetchone()
        return government, low, high


def _write(values: tuple[str, str, str]) -> None:
    with connection.cursor() as cursor:
        calls = ", ".join(f"set_config('{name}', %s, true)" for name in NAMES)
        cursor.execute(f"SELECT {calls}", values)

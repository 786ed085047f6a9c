"""@action: one transaction and one event saying who did what, when, to which ids."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import connection, transaction

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


@dataclass
class _Running:
    id: int
    ids: dict[str, Any] = field(default_factory=dict)


_running: ContextVar[_Running | None] = ContextVar("running action", default=None)


class NotInAction(RuntimeError):
    """`note` or `current_id` was called outside an action: a mistake of the programmer."""


def action(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Make `function` an action: keyword-only, with `by` (a user, or None for the installation) and `at`.

    It runs in one transaction, a savepoint when it is called inside one. Its event takes the id that
    `current_id()` gives from the first line on, is written when the function has returned, and vanishes with
    everything else when it raises. Keywords that end in `_id` go into the event's ids; `note` adds more.
    """
    name = f"{function.__module__.split('.')[-2]}.{function.__name__}"

    @wraps(function)
    def acting(*positional: Given.args, **keywords: Given.kwargs) -> Answer:
        if positional:
            raise TypeError(f"{name} takes keywords only")
        at = keywords["at"]
        if not isinstance(at, datetime) or at.tzinfo is None:
            raise TypeError(f"{name}: `at` must be a moment with its time zone")
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT nextval(pg_get_serial_sequence('audit_event', 'id'))")
                running = _Running(cursor.fetchone()[0])
            running.ids.update({key: value for key, value in keywords.items() if key.endswith("_id")})
            token = _running.set(running)
            try:
                answer = function(*positional, **keywords)
            finally:
                _running.reset(token)
            _record(running, name, keywords["by"], at)
            return answer

    acting.is_action = True  # type: ignore[attr-defined]
    return acting


def note(**ids: Any) -> None:
    """Add ids to the event of the running action, e.g. of what it has just made. Never personal values."""
    _current().ids.update(ids)


def current_id() -> int:
    """Id of the running action's event; bulk facts carry it as `action_id`."""
    return _current().id


def _current() -> _Running:
    running = _running.get()
    if running is None:
        raise NotInAction("only inside an action")
    return running


def _record(running: _Running, name: str, by: Any, at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_event (id, government, action, by_id, at, ids) OVERRIDING SYSTEM VALUE"
            " VALUES (%s, coalesce(current_setting('app.government', true), ''), %s, %s, %s, %s)",
            [running.id, name, by.pk if by is not None else None, at, json.dumps(running.ids)],
        )

"""Whom lists go to and what an answer of theirs settles; the receivers are data, in `receivers.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from payung.kernel import strict_yaml
from payung.kernel.refusal import Refusal

OTHER = "other"
LONGEST = 80


class NotAReceiver(Refusal):
    """A list cannot go to, or come from, nobody."""


@dataclass(frozen=True)
class Receiver:
    """One addressee: `key` as stored with every list and reply, `title` for letters, `short` for tables.

    `settles` says which inputs of the law "matched" makes known, and how; `refuses` whether "not matched" holds
    somebody back; `asked` is what the letter asks
    for; `columns` have a heading with a field or, for the answer, an empty cell.
    """

    key: str
    title: str
    short: str
    settles: dict[str, bool]
    refuses: bool
    is_confirmed: bool
    question: str
    asked: str
    sheet: str
    date_format: str
    columns: tuple[dict[str, Any], ...]


def of(name: str) -> Receiver:
    """The receiver that people mean by a name; any other name is an agency of its own.

    >>> of("Disdukcapil").key, of("Dinas  Perikanan").key
    ('dukcapil', 'Dinas Perikanan')
    """
    written = " ".join(name.split())
    if not written or len(written) > LONGEST or not any(sign.isalpha() for sign in written):
        raise NotAReceiver("Tulis nama lembaga yang mencocokkan: dukcapil, bpjs, dinsos, atau nama dinas lain.")
    plain = written.casefold()
    for key, said in _said().items():
        if key != OTHER and plain in (key, *said["names"]):
            return _receiver(key, said)
    return _receiver(written, _said()[OTHER] | {"title": written, "short": written})


@cache
def _said() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = strict_yaml.read(
        files(__package__).joinpath("receivers.yaml").read_text(encoding="utf-8")
    )
    return found


def _receiver(key: str, said: dict[str, Any]) -> Receiver:
    return Receiver(
        key=key,
        title=said["title"],
        short=said["short"],
        settles=dict(said["settles"]),
        refuses=said["refuses"],
        is_confirmed=said["confirmed"],
        question=said["question"],
        asked=said["asked"],
        sheet=said["sheet"],
        date_format=said["date_format"],
        columns=tuple(said["columns"]),
    )

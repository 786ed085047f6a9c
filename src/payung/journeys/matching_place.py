"""Where the matching round stands: the programme of a file as it is in the database, and who works on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from payung.accounts import actions as accounts
from payung.accounts import checks as names
from payung.accounts import scope
from payung.accounts.models import User
from payung.audit import actions as audit
from payung.journeys import opening, programme_file
from payung.kernel.refusal import Refusal
from payung.programme import queries as programme_queries
from payung.programme.document import Document
from payung.programme.models import Programme


class NotOpened(Refusal):
    """The programme of the file was never run."""


@dataclass(frozen=True)
class Place:
    """A programme, what its file says, and who answers for what is done."""

    programme: Programme
    document: Document
    by: User


@contextmanager
def of(path: Path, *, name: str, at: datetime) -> Iterator[Place]:
    """Open the programme of a file in one transaction, sealed afterwards. Raises NotOpened; refuses a wrong file."""
    document = programme_file.read(path, files=False).document
    name = names.signable(name)
    government = opening.government(document.government, at=at)
    with scope.within(document.government):
        programme = programme_queries.by_code(document.government, document.code)
        if programme is None:
            raise NotOpened(
                f"Program {document.code} belum pernah dijalankan. Jalankan payung run pada berkas ini lebih dahulu."
            )
        by = accounts.operator(name=name, government=government, by=None, at=at)
    with transaction.atomic(), scope.within(document.government):
        yield Place(programme, document, by)
    audit.seal(government=document.government, by=by, at=at)

"""The programme that a command is about, in its own scope."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from payung.kernel.refusal import Refusal

if TYPE_CHECKING:
    from payung.programme.models import Programme


class NotOpened(Refusal):
    """Nobody has run this programme yet, so nothing is known of it."""


@contextmanager
def opened(path: Path) -> Iterator[Programme]:
    """The programme of a file, in one transaction in the scope of its government.

    Raises ProgrammeFileProblem before the database wakes, and NotOpened.
    """
    from payung.journeys import programme_file

    document = programme_file.read(path, files=False).document
    from payung.storage import doorway

    doorway.open_database()
    from payung.accounts import scope
    from payung.programme import queries

    with scope.within(document.government):
        found = queries.by_code(document.government, document.code)
        if found is None:
            raise NotOpened(
                f"Program {document.code} belum pernah dijalankan di sini. Jalankan payung run {path.name} dahulu."
            )
        yield found

"""Fill the rosters of an example that has none yet; never touches a real programme."""

from __future__ import annotations

from pathlib import Path

from payung.journeys import programme_file
from payung.journeys.demo import rosters


def fill(programme: Path, seed: int | None) -> bool:
    """Invent the rosters beside an example's programme file when its folder is missing; whether that was done.

    Only for a file that says `demo: true` and is one of the examples. `seed` None takes the example's own.
    """
    example = _example_of(programme)
    if example is None:
        return False
    rosters.write(example, programme.parent, **({} if seed is None else {"seed": seed}))
    return True


def _example_of(programme: Path) -> str | None:
    try:
        file = programme_file.read(programme, files=False)
    except programme_file.ProgrammeFileProblem:
        return None  # the run itself says what is wrong with it
    if not file.document.demo or programme_file.exists(file.beside(file.document.rosters)):
        return None
    return next((name for name, code in rosters.EXAMPLES.items() if code == file.document.code), None)

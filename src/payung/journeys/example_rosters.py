"""Fill the rosters of an example that has none yet; never touches a real programme."""

from __future__ import annotations

from pathlib import Path

from payung.journeys import plain_yaml, programme_file


def fill(programme: Path, seed: int | None) -> bool:
    """Invent the rosters beside an example's programme file when its folder is missing; whether that was done.

    Only for a file that says `demo: true` and is one of the examples. `seed` None takes the example's own.
    """
    found = _waiting_example(programme)
    if found is None:
        return False
    from payung.journeys.demo import rosters  # only an example pays for loading its generator

    example = next((name for name, code in rosters.EXAMPLES.items() if code == found), None)
    if example is None:
        return False
    rosters.write(example, programme.parent, **({} if seed is None else {"seed": seed}))
    return True


def _waiting_example(programme: Path) -> str | None:
    """The code of a programme that calls itself an example and has no rosters yet."""
    try:
        file = programme_file.read(programme, files=False)
    except plain_yaml.ProgrammeFileProblem:
        return None  # the run itself says what is wrong with it
    if not file.document.demo or programme_file.exists(file.beside(file.document.rosters)):
        return None
    return file.document.code

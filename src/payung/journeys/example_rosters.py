"""Fill the rosters of an example that has none yet; never touches a real programme."""

from __future__ import annotations

from pathlib import Path

import yaml

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
        values = yaml.safe_load(programme.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return None
    if not isinstance(values, dict) or values.get("demo") is not True:
        return None
    if (programme.parent / str(values.get("rosters", "rosters/"))).exists():
        return None
    return next((name for name, code in rosters.EXAMPLES.items() if code == values.get("code")), None)

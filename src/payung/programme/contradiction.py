"""One thing in a programme file that cannot be, and where it stands."""

from dataclasses import dataclass

Where = tuple[str | int, ...]


@dataclass(frozen=True)
class Contradiction:
    """One thing that cannot be, at a path of keys and list positions such as ("waves", 0, "start")."""

    where: Where
    sentence: str

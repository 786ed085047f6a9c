"""Zip archives whose bytes depend on their members alone."""

import zipfile
from collections.abc import Sequence
from pathlib import Path

_STAMP = (2024, 11, 18, 8, 0, 0)


def pack(path: Path, members: Sequence[tuple[str, bytes]]) -> None:
    """Write the members in the order given, each with the same stamp."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        for name, content in members:
            member = zipfile.ZipInfo(name, _STAMP)
            archive.writestr(member, content, zipfile.ZIP_DEFLATED, compresslevel=3)

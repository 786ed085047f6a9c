"""Takes the files out of a zip; a zip inside a zip is refused."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from payung.roster.reading.shapes import Unreadable

JUNK = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


def is_junk(name: str) -> bool:
    """Whether a file is only the trace of a program: Excel's lock, a desktop's index."""
    base = name.replace("\\", "/").rpartition("/")[2]
    return base.startswith(("~$", "._", ".~lock.")) or base in JUNK or name.startswith(JUNK)


def members(content: bytes) -> Iterator[tuple[str, bytes | Unreadable]]:
    """Name and content of every file inside, in the byte order of the names; a damaged one gives its reason.

    The sizes must have been examined before.
    """
    with zipfile.ZipFile(BytesIO(content)) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir() and not is_junk(info.filename)]
        for info in sorted(infos, key=lambda info: info.filename.encode("utf-8", "surrogateescape")):
            try:
                yield info.filename, archive.read(info)
            except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError, RuntimeError):
                yield info.filename, Unreadable("file-damaged")
            except zipfile.zlib.error:  # type: ignore[attr-defined]
                yield info.filename, Unreadable("file-damaged")

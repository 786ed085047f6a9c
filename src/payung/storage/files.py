"""Uploads and frozen documents by their content: the name of a file is its SHA-256, under PAYUNG_FILES."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from payung.storage import places

CHUNK = 1 << 20


class NotKept(LookupError):
    """No file with this hash is kept here."""


def put(content: bytes | Path) -> str:
    """Keep a file and return its SHA-256 in hex; the same content is kept once.

    It is on disk (fsync of file and directory) before this returns, and never half there under its name.
    """
    folder = places.files()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest = hashlib.sha256()
    handle, temporary = tempfile.mkstemp(dir=folder, prefix=".incoming-")
    try:
        with os.fdopen(handle, "wb") as out:
            for chunk in _chunks(content):
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        name = digest.hexdigest()
        target = _place(name)
        if target.exists():
            return name
        target.parent.mkdir(exist_ok=True, mode=0o700)
        os.chmod(temporary, 0o400)
        os.replace(temporary, target)
        _sync(target.parent)
        _sync(folder)
        return name
    finally:
        Path(temporary).unlink(missing_ok=True)


def path_of(sha256: str) -> Path:
    """Path of a kept file; raises NotKept. Read it, never write it."""
    path = _place(sha256)
    if not path.is_file():
        raise NotKept(sha256)
    return path


def damaged() -> list[str]:
    """Names of kept files whose content no longer is what the name says."""
    return [
        path.name
        for path in sorted(places.files().glob("??/*"))
        if hashlib.sha256(path.read_bytes()).hexdigest() != path.name
    ]


def _place(sha256: str) -> Path:
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("not a SHA-256 in lower-case hex")
    return places.files() / sha256[:2] / sha256


def _chunks(content: bytes | Path) -> Iterator[bytes]:
    if isinstance(content, bytes):
        yield content
        return
    with content.open("rb") as source:
        while chunk := source.read(CHUNK):
            yield chunk


def _sync(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

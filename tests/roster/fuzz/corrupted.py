"""Breaks a good file in one of the ways in which files break on their way: bits, cuts, swapped and broken parts."""

from __future__ import annotations

import io
import zipfile
from random import Random

ZIPPED = ("xlsx", "ods", "zip")
ANY = ("flipped", "cut", "filled", "doubled", "wrong magic", "shuffled")
OF_ZIP = ("swapped entries", "broken xml", "cut stream", "missing part", "emptied part", "wrong size")


def broken(whole: bytes, kind: str, chance: Random) -> tuple[str, bytes]:
    """The way in which it was broken, and the bytes."""
    way = chance.choice(ANY + OF_ZIP if kind in ZIPPED else ANY)
    return way, (_of_zip(whole, way, chance) if way in OF_ZIP else _any(bytearray(whole), way, chance))


def _any(content: bytearray, way: str, chance: Random) -> bytes:
    at = chance.randrange(len(content))
    if way == "flipped":
        for _ in range(chance.choice([1, 3, 30])):
            content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    elif way == "cut":
        del content[at:]
    elif way == "filled":
        end = min(len(content), at + chance.choice([16, 512, 4096]))
        content[at:end] = bytes(end - at)
    elif way == "doubled":
        content[at:at] = content[:at]
    elif way == "wrong magic":
        content[:8] = chance.choice(
            [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04\x14\0\0\0", b"%PDF-1.7", bytes(8)]
        )
    else:
        half = len(content) // 2
        content[:] = content[half:] + content[:half]
    return bytes(content)


def _of_zip(whole: bytes, way: str, chance: Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(whole)) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    names = list(parts)
    one, other = chance.choice(names), chance.choice(names)
    if way == "swapped entries":
        parts[one], parts[other] = parts[other], parts[one]
    elif way == "broken xml":
        at = chance.randrange(len(parts[one]) + 1)
        parts[one] = parts[one][:at] + chance.choice([b"<", b"</x>", b"&", b"\x00", b"]]>"]) + parts[one][at:]
    elif way == "missing part":
        del parts[one]
    elif way == "emptied part":
        parts[one] = b""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    content = bytearray(packed.getvalue())
    if way == "cut stream":
        at = chance.randrange(60, len(content) - 60)
        del content[at : at + chance.randrange(1, 60)]
    elif way == "wrong size" and (found := content.find(b"PK\x01\x02")) >= 0:
        content[found + 24 : found + 28] = chance.randrange(1 << 32).to_bytes(4, "little")
    return bytes(content)

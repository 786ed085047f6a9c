"""Walks through an old workbook (a compound file with BIFF records) before the fast reader may see it.

The fast reader trusts the counts in such a file: a lying one makes it ask for gigabytes, a chain that bites
its tail never ends. Everything it would trust is counted here against the true size.
"""

import array
import struct

from payung.roster.reading.shapes import Unreadable

END = 0xFFFFFFFA  # this and above are marks, not sectors
CELLS = frozenset((1, 2, 3, 4, 5, 6, 0x7E, 0xBD, 0xBE, 0xD6, 0xFD, 0x201, 0x203, 0x204, 0x205, 0x27E))
DIMENSIONS = 0x200
STRINGS = 0xFC
SPARSE = 5_000_000


class Compound:
    """The streams of a compound file.

    Raises:
        Unreadable: a count, a place or a chain that cannot be true.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content
        try:
            self.open()
        except (struct.error, IndexError, ValueError):
            raise Unreadable("file-damaged") from None

    def open(self) -> None:
        """Read the header, the sector table and the listing."""
        shift, mini = struct.unpack_from("<HH", self.content, 30)
        if shift not in (9, 12) or mini != 6:
            raise ValueError
        self.size = 1 << shift
        self.sectors = (len(self.content) - 1) // self.size
        (listings, tables, listing, _, cutoff, small, smalls, further, furthers) = struct.unpack_from(
            "<9I", self.content, 40
        )
        if max(listings, tables, smalls, furthers) > self.sectors or cutoff != 4096:
            raise ValueError
        places = [each for each in struct.unpack_from("<109I", self.content, 76) if each < END]
        seen = set()
        while further < END:
            if further in seen or further > self.sectors:
                raise ValueError
            seen.add(further)
            *more, further = struct.unpack(f"<{self.size // 4}I", self.sector(further))
            places += [each for each in more if each < END]
        self.table = array.array("I")
        if any((place + 2) * self.size > len(self.content) for place in (*places, *seen)):
            raise ValueError
        for place in places:
            self.table.frombytes(self.sector(place))
        self.streams: dict[str, tuple[int, int]] = {}
        entries = self.chained(listing)
        self.chained(small)
        for at in range(0, len(entries) - 127, 128):
            length, kind = struct.unpack_from("<HB", entries, at + 64)
            first, size = struct.unpack_from("<IQ", entries, at + 116)
            size &= 0xFFFFFFFF if self.size == 512 else 0xFFFFFFFFFFFFFFFF
            name = entries[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            if kind in (2, 5):
                if size > len(self.content):
                    raise ValueError
                self.streams.setdefault(name, (first, size))
                if kind == 5 or size >= 4096:
                    self.chain(first)

    def sector(self, number: int) -> bytes:
        """One sector; the last one of a file may be cut short."""
        if number > self.sectors:
            raise ValueError
        start = (number + 1) * self.size
        return self.content[start : start + self.size].ljust(self.size, b"\0")

    def chain(self, first: int) -> list[int]:
        """The sectors of a stream; one that comes twice is refused."""
        order: list[int] = []
        while first < END:
            order.append(first)
            if len(order) > self.sectors + 1 or first > self.sectors:
                raise ValueError
            first = self.table[first]
        return order

    def chained(self, first: int) -> bytes:
        """The bytes of a chain of sectors."""
        return b"".join(self.sector(number) for number in self.chain(first))


def examine(content: bytes) -> None:
    """Look through an old workbook.

    Raises:
        Unreadable: encrypted, no workbook at all, damaged, or with cells too far apart.
    """
    file = Compound(content)
    if "EncryptedPackage" in file.streams:
        raise Unreadable("file-encrypted")
    name = next((name for name in ("Workbook", "Book") if name in file.streams), None)
    if name is None:
        if "WordDocument" in file.streams:
            raise Unreadable("file-not-a-table", what="dokumen Word")
        raise Unreadable("file-damaged")
    first, size = file.streams[name]
    if size < 4096:
        return
    try:
        records(file.chained(first)[:size])
    except (struct.error, IndexError, ValueError):
        raise Unreadable("file-damaged") from None


def records(stream: bytes) -> None:
    """Every record lies inside the stream; counts and places of cells can be true."""
    at, end, count, rows, columns = 0, len(stream) - 4, 0, 0, 0
    unpack = struct.Struct("<HH").unpack_from
    while at <= end:
        kind, length = unpack(stream, at)
        if kind in CELLS:
            row, column = unpack(stream, at + 4)
            rows, columns, count = max(rows, row + 1), max(columns, column + 1), count + 1
        elif kind == 0x2F:
            raise Unreadable("file-encrypted")
        elif kind == STRINGS and struct.unpack_from("<I", stream, at + 8)[0] > len(stream):
            raise ValueError
        elif kind == DIMENSIONS and length >= 12:
            low, high, left, right = struct.unpack_from("<IIHH", stream, at + 4)
            if not (low <= high <= 65_536 and left <= right <= 256):
                raise ValueError
        at += 4 + length
    if columns > 256 or rows * columns > max(SPARSE, 8 * count):
        raise Unreadable("sheet-too-wide", sheet="", cell=f"{columns} x {rows}")

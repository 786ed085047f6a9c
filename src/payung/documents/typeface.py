"""A shipped font read far enough to measure words and to embed it in a PDF once, without any system font."""

from __future__ import annotations

import functools
import struct
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "fonts"
_DRAWN = ("cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep")


REPEATED = 12  # characters; shorter texts (dates, places, work) come again and again and are kept


class _OrQuestionMark(dict[Any, Any]):
    """What is known of each character; what the font lacks is a question mark."""

    def __init__(self, known: dict[Any, Any], question_mark: Any) -> None:
        super().__init__(known)
        self._otherwise = known.get(question_mark)

    def __missing__(self, character: Any) -> Any:
        return self._otherwise


class Typeface:
    """A TrueType or OpenType font. Widths are in thousandths of the size; text becomes hex glyph numbers."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        self._bytes = path.read_bytes()
        self._tables = self._directory()
        head = self._table("head")
        self._em = struct.unpack(">H", head[18:20])[0]
        self.box = tuple(self._scaled(value) for value in struct.unpack(">4h", head[36:44]))
        hhea = self._table("hhea")
        self.ascent, self.descent = (self._scaled(value) for value in struct.unpack(">2h", hhea[4:8]))
        self._advances = self._read_advances(struct.unpack(">H", hhea[34:36])[0])
        self._glyphs = self._read_cmap()
        self._hex = _OrQuestionMark({known: f"{glyph:04X}" for known, glyph in self._glyphs.items()}, ord("?"))
        wide = {chr(known): self._advances[glyph] for known, glyph in self._glyphs.items()}
        self._wide = _OrQuestionMark(wide, "?")
        self._measured: dict[str, tuple[str, float]] = {}

    @property
    def is_postscript(self) -> bool:
        """Whether the outlines are CFF (the OpenType legal face) rather than TrueType."""
        return "CFF " in self._tables

    def measured(self, text: str) -> tuple[str, float]:
        """Give the text as hex glyph numbers and its width in thousandths of the font size.

        A character the font lacks becomes a question mark.
        """
        found = self._measured.get(text)
        if found is None:
            found = text.translate(self._hex), sum(map(self._wide.__getitem__, text))
            if len(text) <= REPEATED:
                self._measured[text] = found
        return found

    def width(self, text: str) -> float:
        """Measure the text in thousandths of the font size."""
        return self.measured(text)[1]

    def widths_of(self, characters: set[str]) -> dict[int, float]:
        """Give glyph number -> width of the characters that were drawn, for the PDF's W array."""
        glyphs = {self._glyphs.get(ord(c), self._glyphs[ord("?")]) for c in characters}
        return {glyph: self._advances[glyph] for glyph in sorted(glyphs)}

    def unicode_of(self, characters: set[str]) -> dict[int, str]:
        """Give glyph number -> character, so that text can be searched and copied."""
        return {self._glyphs[ord(c)]: c for c in sorted(characters) if ord(c) in self._glyphs}

    def embeddable(self) -> bytes:
        """Give the part of the font that a PDF draws with: the CFF table, or TrueType without layout tables."""
        if self.is_postscript:
            return self._table("CFF ")
        kept = [(tag, self._table(tag)) for tag in _DRAWN if tag in self._tables]
        offset = 12 + 16 * len(kept)
        directory, body = b"", b""
        for tag, table in kept:
            padded = table + b"\0" * (-len(table) % 4)
            directory += struct.pack(">4sIII", tag.encode(), self._tables[tag][2], offset, len(table))
            body, offset = body + padded, offset + len(padded)
        power = 1 << (len(kept).bit_length() - 1)
        search = (power * 16, power.bit_length() - 1, len(kept) * 16 - power * 16)
        return struct.pack(">IHHHH", 0x00010000, len(kept), *search) + directory + body

    def _directory(self) -> dict[str, tuple[int, int, int]]:
        count = struct.unpack(">H", self._bytes[4:6])[0]
        tables = {}
        for index in range(count):
            tag, checksum, offset, length = struct.unpack_from(">4sIII", self._bytes, 12 + 16 * index)
            tables[tag.decode("latin-1")] = (offset, length, checksum)
        return tables

    def _table(self, tag: str) -> bytes:
        offset, length, _ = self._tables[tag]
        return self._bytes[offset : offset + length]

    def _scaled(self, value: int) -> float:
        return float(round(value * 1000 / self._em, 1))

    def _read_advances(self, measured: int) -> list[float]:
        hmtx = self._table("hmtx")
        count = struct.unpack(">H", self._table("maxp")[4:6])[0]
        advances = [self._scaled(struct.unpack_from(">H", hmtx, 4 * i)[0]) for i in range(measured)]
        return advances + [advances[-1]] * (count - measured)

    def _read_cmap(self) -> dict[int, int]:
        cmap = self._table("cmap")
        for index in range(struct.unpack(">H", cmap[2:4])[0]):
            start = struct.unpack_from(">HHI", cmap, 4 + 8 * index)[2]
            if struct.unpack_from(">H", cmap, start)[0] == 4:
                return _segments(cmap, start)
        raise ValueError(f"{self.name} has no basic character map")


def _segments(cmap: bytes, start: int) -> dict[int, int]:
    """Read a format 4 character map: character -> glyph."""
    doubled = struct.unpack_from(">H", cmap, start + 6)[0]
    ends, starts = start + 14, start + 16 + doubled
    glyphs = {}
    for segment in range(0, doubled, 2):
        last = struct.unpack_from(">H", cmap, ends + segment)[0]
        first = struct.unpack_from(">H", cmap, starts + segment)[0]
        delta = struct.unpack_from(">H", cmap, starts + doubled + segment)[0]
        at = starts + 2 * doubled + segment
        indirect = struct.unpack_from(">H", cmap, at)[0]
        for character in range(first, min(last, 0xFFFE) + 1):
            if indirect == 0:
                glyph = (character + delta) & 0xFFFF
            else:
                glyph = struct.unpack_from(">H", cmap, at + indirect + 2 * (character - first))[0]
                glyph = (glyph + delta) & 0xFFFF if glyph else 0
            if glyph:
                glyphs[character] = glyph
    return glyphs


@functools.cache
def regular() -> Typeface:
    return Typeface(FOLDER / "SourceSans3-Regular.ttf")


@functools.cache
def semibold() -> Typeface:
    return Typeface(FOLDER / "SourceSans3-Semibold.ttf")


@functools.cache
def legal_bold() -> Typeface:
    return Typeface(FOLDER / "texgyrebonum-bold.otf")

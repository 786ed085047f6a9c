"""Pages of a long list drawn straight into PDF content: thousands of pages in seconds, fonts embedded once."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any

import pypdf
from pypdf import generic

from payung.documents import typeface

MM = 72 / 25.4
F4 = (215 * MM, 330 * MM)  # width, height of the portrait page
NARROWEST = 78.0  # per cent; text wider than its cell is condensed to this before it is set smaller
UNCHANGED = 100.0

Place = tuple[float, str, float | None]
"""Where a text of a list stands: x in points, left, right or center of it, and the width it must keep within."""


class Page:
    """One page being drawn. Coordinates are points from the top left; colours are grey levels 0 to 1."""

    def __init__(self, canvas: Canvas, width: float, height: float) -> None:
        self._canvas = canvas
        self.width, self.height = width, height
        self._drawn: list[str] = []

    def text(self, x: float, y: float, text: str, size: float, *, bold: bool = False, grey: float = 0.0,
             align: str = "left", within: float | None = None, face: str | None = None) -> float:  # fmt: skip
        """Draw one line with its baseline at `y`; give its width. `within` condenses what is wider than that."""
        if not text:
            return 0.0
        name = face or ("semibold" if bold else "regular")
        glyphs, natural = self._canvas.use(name, text).measured(text)
        wide, size, condensed = _fitted(natural, size, within)
        if align == "right":
            x -= wide
        elif align == "center":
            x -= wide / 2
        set_up = f"{grey:g} g {condensed:.4g} Tz /{name} {size:.2f} Tf {x:.2f} {self.height - y:.2f} Td"
        self._drawn.append(f"BT {set_up} <{glyphs}> Tj ET")
        return wide

    def row(self, y: float, cells: Iterable[tuple[str, Place]], size: float) -> None:
        """Draw the texts of one line of a list, each at its place, in their order."""
        font = self._canvas.use("regular", "")
        level = f"{self.height - y:.2f}"
        self._drawn.append(f"BT 0 g 100 Tz /regular {size:.2f} Tf")
        for text, (x, align, within) in cells:
            if not text:
                continue
            self._canvas.use("regular", text)
            glyphs, natural = font.measured(text)
            wide, small, condensed = _fitted(natural, size, within)
            if align == "right":
                x -= wide
            elif align == "center":
                x -= wide / 2
            drawn = f"1 0 0 1 {x:.2f} {level} Tm <{glyphs}> Tj"
            if condensed != UNCHANGED:
                drawn = f"{condensed:.4g} Tz /regular {small:.2f} Tf {drawn} 100 Tz /regular {size:.2f} Tf"
            self._drawn.append(drawn)
        self._drawn.append("ET")

    def line(self, x1: float, y: float, x2: float, *, weight: float = 0.4, grey: float = 0.65) -> None:
        """Draw a horizontal rule."""
        at = self.height - y
        self._drawn.append(f"{grey:g} G {weight:g} w {x1:.2f} {at:.2f} m {x2:.2f} {at:.2f} l S")

    def box(self, x: float, y: float, width: float, height: float, *, grey: float) -> None:
        """Fill a rectangle whose top left corner is at x, y."""
        self._drawn.append(f"{grey:g} g {x:.2f} {self.height - y - height:.2f} {width:.2f} {height:.2f} re f")

    def watermark(self, text: str, *, size: float, angle_cos: float, angle_sin: float) -> None:
        """Draw large pale letters across the middle; call it first so that it lies below the list."""
        glyphs, wide = self._canvas.use("semibold", text).measured(text)
        half = wide * size / 2000
        x = self.width / 2 - half * angle_cos + size * 0.3 * angle_sin
        y = self.height / 2 - half * angle_sin - size * 0.3 * angle_cos
        matrix = f"{angle_cos:.4f} {angle_sin:.4f} {-angle_sin:.4f} {angle_cos:.4f} {x:.2f} {y:.2f} Tm"
        drawn = f"BT 0.93 g 100 Tz /semibold {size:g} Tf {matrix} <{glyphs}> Tj ET"
        self._drawn.append(f"/Artifact <</Type /Pagination /Subtype /Watermark>> BDC {drawn} EMC")

    def content(self) -> bytes:
        return "\n".join(self._drawn).encode("ascii")


def _fitted(natural: float, size: float, within: float | None) -> tuple[float, float, float]:
    """Width in points, size, and condensing in per cent of a text so many thousandths of its size wide."""
    wide = natural * size / 1000
    if within is None or wide <= within:
        return wide, size, UNCHANGED
    condensed = within / wide * 100
    if condensed < NARROWEST:
        return within, size * condensed / NARROWEST, NARROWEST
    return within, size, condensed


class Canvas:
    """Adds drawn pages to a PDF that pypdf writes; every page shares one set of fonts."""

    def __init__(self, writer: pypdf.PdfWriter) -> None:
        self._writer = writer
        self._faces: dict[str, typeface.Typeface] = {}
        self._characters: dict[str, set[str]] = {}
        self._fonts = generic.DictionaryObject()
        resources = generic.DictionaryObject({generic.NameObject("/Font"): self._fonts})
        self._resources = writer._add_object(resources)
        self._leaves: list[Any] = [page.indirect_reference for page in writer.pages]

    def page(self, width: float, height: float) -> Page:
        return Page(self, width, height)

    def add(self, page: Page, index: int | None = None) -> None:
        """Put a finished page at the end, or before page number `index`."""
        stream = generic.StreamObject()
        stream._data = zlib.compress(page.content(), 6)
        stream[generic.NameObject("/Filter")] = generic.NameObject("/FlateDecode")
        entry = generic.DictionaryObject(
            {
                generic.NameObject("/Type"): generic.NameObject("/Page"),
                generic.NameObject("/MediaBox"): _numbers([0, 0, round(page.width, 2), round(page.height, 2)]),
                generic.NameObject("/Resources"): self._resources,
                generic.NameObject("/Contents"): self._writer._add_object(stream),
            }
        )
        leaf = self._writer._add_object(entry)
        self._leaves.insert(len(self._leaves) if index is None else index, leaf)

    def use(self, name: str, text: str) -> typeface.Typeface:
        """Give the face for drawing and remember which characters it drew."""
        if name not in self._faces:
            self._faces[name] = getattr(typeface, name)()
            self._characters[name] = set()
        self._characters[name].update(text)
        return self._faces[name]

    def finish(self) -> None:
        """Embed each face that was used, once, and hang all pages on one flat page tree."""
        for name, face in self._faces.items():
            font = _embedded(self._writer, face, self._characters[name])
            self._fonts[generic.NameObject(f"/{name}")] = font
        self._writer.pdf_header = "%PDF-1.7"
        if marks := self._writer._root_object.get("/MarkInfo"):
            marks.get_object().pop("/Suspects", None)
        tree: Any = self._writer._root_object["/Pages"]
        for leaf in self._leaves:
            entry: Any = leaf.get_object()
            entry[generic.NameObject("/Parent")] = tree.indirect_reference
        tree[generic.NameObject("/Kids")] = generic.ArrayObject(self._leaves)
        tree[generic.NameObject("/Count")] = generic.NumberObject(len(self._leaves))
        self._writer.flattened_pages = None


def _embedded(writer: pypdf.PdfWriter, face: typeface.Typeface, characters: set[str]) -> generic.IndirectObject:
    """Add a composite font (PDF 32000-1, 9.7) with widths and a map back to text."""
    file = _stream(face.embeddable())
    if face.is_postscript:
        file[generic.NameObject("/Subtype")] = generic.NameObject("/CIDFontType0C")
    base = "/" + face.name.replace(" ", "")
    descriptor = _dictionary(
        Type="/FontDescriptor",
        FontName=base,
        Flags=4,
        FontBBox=_numbers(list(face.box)),
        ItalicAngle=0,
        Ascent=face.ascent,
        Descent=face.descent,
        CapHeight=660,
        StemV=80,
    )
    slot = "/FontFile3" if face.is_postscript else "/FontFile2"
    descriptor[generic.NameObject(slot)] = writer._add_object(file)
    widths = generic.ArrayObject()
    for glyph, width in face.widths_of(characters).items():
        widths.extend([generic.NumberObject(glyph), _numbers([width])])
    descendant = _dictionary(
        Type="/Font",
        Subtype="/CIDFontType0" if face.is_postscript else "/CIDFontType2",
        BaseFont=base,
        CIDSystemInfo=_dictionary(
            Registry=generic.TextStringObject("Adobe"), Ordering=generic.TextStringObject("Identity"), Supplement=0
        ),
        FontDescriptor=writer._add_object(descriptor),
        W=widths,
    )
    if not face.is_postscript:
        descendant[generic.NameObject("/CIDToGIDMap")] = generic.NameObject("/Identity")
    return writer._add_object(
        _dictionary(
            Type="/Font",
            Subtype="/Type0",
            BaseFont=base,
            Encoding="/Identity-H",
            DescendantFonts=generic.ArrayObject([writer._add_object(descendant)]),
            ToUnicode=writer._add_object(_stream(_to_unicode(face.unicode_of(characters)))),
        )
    )


def _to_unicode(characters: dict[int, str]) -> bytes:
    lines = [f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>" for glyph, text in characters.items()]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    mapped = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{mapped}\nendcmap CMapName currentdict /CMap defineresource pop end end"
    ).encode("ascii")


def _stream(content: bytes) -> generic.StreamObject:
    stream = generic.StreamObject()
    stream._data = zlib.compress(content, 9)
    stream[generic.NameObject("/Filter")] = generic.NameObject("/FlateDecode")
    stream[generic.NameObject("/Length1")] = generic.NumberObject(len(content))
    return stream


def _numbers(values: list[float]) -> generic.ArrayObject:
    return generic.ArrayObject([generic.FloatObject(value) for value in values])


def _dictionary(**entries: Any) -> generic.DictionaryObject:
    found = generic.DictionaryObject()
    for key, value in entries.items():
        if isinstance(value, str) and not isinstance(value, generic.TextStringObject):
            value = generic.NameObject(value)
        elif isinstance(value, int | float):
            value = generic.FloatObject(value)
        found[generic.NameObject(f"/{key}")] = value
    return found

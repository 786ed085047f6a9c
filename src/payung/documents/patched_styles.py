"""The styles of a workbook that is marked in its own XML: existing ones stay, ours are added behind them."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from lxml import etree

from payung.documents import workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_FIRST = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs")


def tag(name: str) -> str:
    """The name of an element of SpreadsheetML."""
    return f"{{{MAIN}}}{name}"


class Styles:
    """Cell formats by number; each combination is made once."""

    def __init__(self, xml: bytes, parser: etree.XMLParser) -> None:
        self._root = etree.fromstring(xml, parser)
        self._formats = self._root.find(tag("cellXfs"))
        self._made: dict[tuple[Any, ...], int] = {}

    @property
    def is_usual(self) -> bool:
        """Whether it has all the lists that a format refers to."""
        return all(self._root.find(tag(name)) is not None for name in ("fonts", "fills", "borders", "cellXfs"))

    def filled(self, base: int, colour: str) -> int:
        """The format `base` with another background; `colour` is RRGGBB."""
        return self.made(base, fill=colour)

    def made(
        self,
        base: int = 0,
        *,
        font: tuple[float, bool, str] | None = None,
        fill: str = "",
        box: tuple[tuple[str, ...], str] | None = None,
        across: str = "",
        wrap: bool = False,
    ) -> int:
        """A format like `base` but with this font (size, bold, colour), fill, box (sides, colour) and alignment."""
        key = (base, font, fill, box, across, wrap)
        if key in self._made:
            return self._made[key]
        fresh = deepcopy(self._formats[base if base < len(self._formats) else 0])
        if font:
            size, bold, colour = font
            xml = (
                f'{"<b/>" if bold else ""}<sz val="{size:g}"/><color rgb="FF{colour}"/><name val="{workbook.FONT}"/>'
            )
            self._use(fresh, "font", self._add("fonts", f"<font>{xml}</font>"))
        if fill:
            xml = f'<patternFill patternType="solid"><fgColor rgb="FF{fill}"/></patternFill>'
            self._use(fresh, "fill", self._add("fills", f"<fill>{xml}</fill>"))
        if box:
            sides, colour = box
            edges = (
                f'<{side} style="thin"><color rgb="FF{colour}"/></{side}>' if side in sides else f"<{side}/>"
                for side in ("left", "right", "top", "bottom", "diagonal")
            )
            self._use(fresh, "border", self._add("borders", f"<border>{''.join(edges)}</border>"))
        if across or wrap or font:
            self._align(fresh, across, wrap)
        self._formats.append(fresh)
        self._made[key] = len(self._formats) - 1
        return self._made[key]

    def xml(self) -> bytes:
        """The part as it is to be stored."""
        for name in _FIRST:
            found = self._root.find(tag(name))
            if found is not None:
                found.set("count", str(len(found)))
        return bytes(etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True))

    def _add(self, name: str, xml: str) -> int:
        key = (name, xml)
        if key not in self._made:
            listed = self._root.find(tag(name))
            listed.append(etree.fromstring(xml.replace(">", f' xmlns="{MAIN}">', 1)))
            self._made[key] = len(listed) - 1
        return self._made[key]

    def _use(self, fresh: Any, kind: str, number: int) -> None:
        fresh.set(f"{kind}Id", str(number))
        fresh.set(f"apply{kind.title()}", "1")

    def _align(self, fresh: Any, across: str, wrap: bool) -> None:
        for old in fresh.findall(tag("alignment")):
            fresh.remove(old)
        alignment = etree.Element(tag("alignment"), vertical="center")
        if across:
            alignment.set("horizontal", across)
        if wrap:
            alignment.set("wrapText", "1")
        fresh.insert(0, alignment)
        fresh.set("applyAlignment", "1")

"""Remarks on cells as two parts of a workbook: their text, and the boxes a spreadsheet shows them in."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from payung.documents.patched_styles import MAIN

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ESCAPE = re.compile(r"_x(?=[0-9A-Fa-f]{4}_)")
_BOX = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:59.25pt;'
    'margin-top:1.5pt;width:300px;height:90px;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">'
    '<v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)
_BOXES = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    '</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202"'
    ' path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t"'
    ' o:connecttype="rect"/></v:shapetype>'
)


def shown(text: str) -> str:
    """Text as a cell can hold it: without what XML forbids; `_x0041_` stays these seven characters."""
    return _ESCAPE.sub("_x005F_x", _FORBIDDEN.sub("", text))


def texts(remarks: dict[str, str]) -> bytes:
    """The part with the remarks, by address ("C17")."""
    listed = "".join(
        f'<comment ref="{address}" authorId="0"><text><t xml:space="preserve">{escape(shown(text))}</t></text>'
        "</comment>"
        for address, text in remarks.items()
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="{MAIN}"><authors>'
        f"<author>Payung</author></authors><commentList>{listed}</commentList></comments>"
    ).encode()


def boxes(remarks: dict[str, str]) -> bytes:
    """The part with their boxes; hidden until one points at the cell."""
    drawn = []
    for number, address in enumerate(remarks, 1026):
        letters, row = coordinate_from_string(address)
        drawn.append(_BOX.format(number=number, row=row - 1, column=column_index_from_string(letters) - 1))
    return (_BOXES + "".join(drawn) + "</xml>").encode()

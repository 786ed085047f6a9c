"""Writes sheets as the other files villages send: CSV with semicolons, HTML named .xls, ODS."""

import html
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from payung.journeys.demo import packing
from payung.journeys.demo.layout import Cell, Sheet


def _shown(value: Cell) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else "" if value is None else str(value)


def csv_text(made: Sheet) -> str:
    """The sheet as lines with semicolons, as Excel in Indonesian writes it."""
    width = max(len(row) for row in made.rows)
    lines = []
    for row in made.rows:
        shown = [_shown(value) for value in row] + [""] * (width - len(row))
        lines.append(";".join(f'"{text}"' if ";" in text or '"' in text else text for text in shown))
    return "\r\n".join(lines) + "\r\n"


def html_table(path: Path, made: Sheet) -> None:
    """An HTML table under an .xls name, as office applications on the web export it."""
    spans = {(area[0], area[1]): (area[2] - area[0] + 1, area[3] - area[1] + 1) for area in made.merged}
    covered = {
        (r, c)
        for top, left, bottom, right in made.merged
        for r in range(top, bottom + 1)
        for c in range(left, right + 1)
        if (r, c) != (top, left)
    }
    lines = ['<html><head><meta charset="utf-8"></head><body><table border="1">']
    for r, row in enumerate(made.rows):
        cells = []
        for c, value in enumerate(row):
            if (r, c) in covered:
                continue
            down, across = spans.get((r, c), (1, 1))
            size = (f' rowspan="{down}"' if down > 1 else "") + (f' colspan="{across}"' if across > 1 else "")
            cells.append(f"<td{size}>{html.escape(_shown(value))}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    lines.append("</table></body></html>")
    path.write_text("\n".join(lines), encoding="utf-8")


_ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    'manifest:version="1.2"><manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
_ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2">'
    "<office:body><office:spreadsheet>"
)


def ods(path: Path, sheets: Sequence[Sheet]) -> None:
    """An OpenDocument spreadsheet without styles."""
    parts = [_ODS_HEAD]
    for made in sheets:
        parts.append(f'<table:table table:name="{html.escape(made.name)}">')
        for row in made.rows:
            parts.append("<table:table-row>")
            for value in row or [None]:
                parts.append(_ods_cell(value))
            parts.append("</table:table-row>")
        parts.append("</table:table>")
    parts.append("</office:spreadsheet></office:body></office:document-content>")
    files = [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", "".join(parts)),
        ("META-INF/manifest.xml", _ODS_MANIFEST),
    ]
    packing.pack(path, [(name, text.encode()) for name, text in files])


def _ods_cell(value: Cell) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value:%Y-%m-%d}"'
    elif isinstance(value, int):
        kind = f'office:value-type="float" office:value="{value}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}><text:p>{html.escape(_shown(value))}</text:p></table:table-cell>"

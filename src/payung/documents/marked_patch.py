"""A marked roster that keeps the sender's look, ten times as fast as opening it: marks go into its XML.

Only for plain workbooks (cells, styles, shared texts); for one with pictures, remarks, links or macros, `write`
answers False and the workbook is to be opened and saved (`marked_copy`).
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from lxml import etree

from payung.documents import marked_face, marks, patched_notes, patched_summary
from payung.documents.marked_face import SUMMARY
from payung.documents.patched_sheet import RELATION, Sheet, Unusual
from payung.documents.patched_styles import Styles, tag

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES, BOOK, RELATIONS, STYLES = (
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
)
SUMMARY_PART = "xl/worksheets/payung-summary.xml"
_KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PLAIN = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/\w+\.xml|xl/(workbook|styles|sharedStrings|calcChain)\.xml"
    r"|xl/_rels/workbook\.xml\.rels|xl/theme/\w+\.xml|xl/worksheets/(_rels/)?\w+\.xml(\.rels)?"
    r"|xl/printerSettings/\w+\.bin"
)
_LEFT_OUT = re.compile(r"xl/calcChain\.xml|xl/worksheets/_rels/.*|xl/printerSettings/.*")
_KIND_OF_LINK = re.compile(rb'\bType="([^"]+)"')
_OURS = ("_xlnm.Print_Area", "_xlnm._FilterDatabase", "_xlnm.Print_Titles")
_FRESH = (1980, 1, 1, 0, 0, 0)


def write(
    content: bytes,
    name: str,
    sheets: list[marks.Outline],
    found: dict[int, marks.SheetMarks],
    remarks: list[str],
    path: Path,
    *,
    demo: bool,
    checked_on: date | None,
) -> bool:
    """Mark the sheets that were read and add the summary; False, with nothing written, when it is not plain."""
    try:
        parts = _parts(content)
        _mark(parts, name, sheets, found, remarks, demo, checked_on)
    except (Unusual, etree.XMLSyntaxError, KeyError, IndexError, ValueError, TypeError):
        return False
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as packed:
        for part, text in parts.items():
            entry = zipfile.ZipInfo(part, _FRESH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, text)
    return True


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = [entry.filename for entry in packed.infolist() if not entry.is_dir()]
        if not all(_PLAIN.fullmatch(part) for part in names) or not {TYPES, BOOK, RELATIONS, STYLES} <= set(names):
            raise Unusual
        if any(
            b"printerSettings" not in packed.read(part) for part in names if part.startswith("xl/worksheets/_rels/")
        ):
            raise Unusual
        return {part: packed.read(part) for part in names if not _LEFT_OUT.fullmatch(part)}


def _mark(
    parts: dict[str, bytes],
    name: str,
    sheets: list[marks.Outline],
    found: dict[int, marks.SheetMarks],
    remarks: list[str],
    demo: bool,
    checked_on: date | None,
) -> None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    book, types, relations = (etree.fromstring(parts[part], parser) for part in (BOOK, TYPES, RELATIONS))
    styles = Styles(parts[STYLES], parser)
    listed = book.find(tag("sheets"))
    if listed is None or not styles.is_usual or any(one.get("name") == SUMMARY for one in listed):
        raise Unusual
    targets = {one.get("Id"): _part(one.get("Target")) for one in relations}
    read_as = {read.name: index for index, read in enumerate(sheets)}
    filtered, repeated = {}, {}
    for place, one in enumerate(listed):
        part = targets[one.get(f"{{{RELATION}}}id")]
        sheet = Sheet(parts[part], parser)
        index = read_as.get(one.get("name"))
        if index is not None:
            noted = sheet.mark(sheets[index], found.get(index, marks.SheetMarks()), styles, demo=demo)
            _note(parts, types, part, noted)
            filtered[place], repeated[place] = sheet.filtered, sheets[index].header_row
        parts[part] = sheet.xml()
    when = marked_face.when(demo=demo, checked_on=checked_on)
    parts[SUMMARY_PART] = patched_summary.xml(name, when, sheets, found, remarks, styles)
    _list_summary(listed, relations, types)
    _define(book, listed, filtered, repeated)
    for one in [*relations, *types]:
        if "calcChain" in (one.get("Target") or one.get("PartName") or ""):
            one.getparent().remove(one)
    parts[STYLES] = styles.xml()
    for part, root in ((BOOK, book), (TYPES, types), (RELATIONS, relations)):
        parts[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _part(target: str) -> str:
    """The part that a relation of the workbook means."""
    return target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")


def _note(parts: dict[str, bytes], types: Any, part: str, remarks: dict[str, str]) -> None:
    """Store the remarks on a sheet and tie them to it."""
    if not remarks:
        return
    stem = posixpath.basename(part).removesuffix(".xml")
    texts, boxes = f"xl/payung-{stem}-comments.xml", f"xl/drawings/payung-{stem}.vml"
    parts[texts], parts[boxes] = patched_notes.texts(remarks), patched_notes.boxes(remarks)
    links = "".join(
        f'<Relationship Id="{number}" Type="{RELATION}/{kind}" Target="/{target}"/>'
        for number, kind, target in (("rIdBoxes", "vmlDrawing", boxes), ("rIdTexts", "comments", texts))
    )
    tied = f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'
    parts[f"xl/worksheets/_rels/{stem}.xml.rels"] = tied.encode()
    _register(types, texts, "comments")
    if not any(one.get("Extension") == "vml" for one in types):
        vml = "application/vnd.openxmlformats-officedocument.vmlDrawing"
        types.insert(0, etree.Element(f"{{{PACKAGE}/content-types}}Default", Extension="vml", ContentType=vml))


def _register(types: Any, part: str, kind: str) -> None:
    entry = {"PartName": f"/{part}", "ContentType": f"{_KINDS}.{kind}+xml"}
    etree.SubElement(types, f"{{{PACKAGE}/content-types}}Override", entry)


def _list_summary(listed: Any, relations: Any, types: Any) -> None:
    number = max(int(one.get("sheetId")) for one in listed) + 1
    own = {"name": SUMMARY, "sheetId": str(number), f"{{{RELATION}}}id": "rIdSummary"}
    etree.SubElement(listed, tag("sheet"), own)
    link = {"Id": "rIdSummary", "Type": f"{RELATION}/worksheet", "Target": f"/{SUMMARY_PART}"}
    etree.SubElement(relations, f"{{{PACKAGE}/relationships}}Relationship", link)
    _register(types, SUMMARY_PART, "worksheet")


def _define(book: Any, listed: Any, filtered: dict[int, str], repeated: dict[int, int]) -> None:
    """Let the whole sheet be printed, its headings on each page, and name the filtered ranges as spreadsheets do."""
    names = book.find(tag("definedNames"))
    if names is None:
        names = etree.Element(tag("definedNames"))
        listed.addnext(names)
    for one in list(names):
        place = one.get("localSheetId")
        if place and int(place) in filtered and one.get("name") in _OURS:
            names.remove(one)
    for place, area in filtered.items():
        if area:
            own = {"name": "_xlnm._FilterDatabase", "localSheetId": str(place), "hidden": "1"}
            etree.SubElement(names, tag("definedName"), own).text = f"{_quoted(listed[place])}!{area}"
        own = {"name": "_xlnm.Print_Titles", "localSheetId": str(place)}
        row = repeated[place]
        etree.SubElement(names, tag("definedName"), own).text = f"{_quoted(listed[place])}!${row}:${row}"
    if not len(names):
        book.remove(names)


def _quoted(sheet: Any) -> str:
    title = sheet.get("name").replace("'", "''")
    return f"'{title}'"

"""From a table that was found to a sheet of people: which lines are people, and what the format adds to them."""

from dataclasses import replace

import polars as pl

from payung.roster.reading import aid, families, formats, merged, opensid, places, rows, survey, titles
from payung.roster.reading.shapes import Grid, Problem, Sheet, SourceFile
from payung.roster.reading.table import Heading

HAMLET = r"(?i)\b(?:DSN|DS|DUSUN)\b[\s.:]*([^,;]*?[^,;\s])\s*(?:[,;].*|\bR[TW]\b.*)?$"
"""Where an address names the hamlet: "JL MELATI DSN LIWET"."""


def of_table(
    file: SourceFile, grid: Grid, heading: Heading, first_title: list[list[str]], known: list[formats.Format]
) -> Sheet:
    """The people of one table of one of the `known` formats, or of none; of several none is guessed.

    A list of a format of blocks without lines of families is read by the same headings.
    """
    if len(known) != 1 or not known[0].people:
        sheet = of_people(file, grid, heading, first_title)
        if len(known) > 1:
            labels = " atau ".join(one.label for one in known)
            sheet.notices.insert(0, Problem("format-ambiguous", {"labels": labels}))
        return sheet
    form = known[0]
    heading = formats.without(form, heading) if form.family else formats.mapped(form, heading)
    heading, notices, wrong_status = opensid.believed(form, heading, grid)
    sheet = of_people(file, grid, heading, first_title)
    sheet.codes = formats.codes() if form.coded else form.codes
    if form.survey:
        sheet.given, sheet.remarks = survey.of_rows(form, heading, grid, lines_of(sheet, grid))
    if wrong_status:
        sheet.remarks = opensid.doubts(taken(grid.text.select(wrong_status), lines_of(sheet, grid)).to_series())
    address = heading.columns.get("address")
    if form.hamlet_in_address and address and "hamlet" not in heading.columns:
        sheet.given = sheet.cells.select(hamlet=pl.col(address).str.extract(HAMLET, 1))
    return named(file, sheet, form, [*formats.remarks(form, heading), *notices])


def of_families(file: SourceFile, book: families.Book) -> Sheet:
    """The members of all families of a sheet, each with what the lines of its family say."""
    sheet = of_people(file, book.grid, book.heading, title(book.grid, book.heading))
    sheet.given = book.given(lines_of(sheet, book.grid))
    if sheet.given["village"].is_not_null().any():
        sheet.notices = [notice for notice in sheet.notices if notice.code != "several-places"]
        sheet.row_places = None
    notices = formats.remarks(book.known, book.heading)
    without = int(sheet.given["kk"].is_null().sum())
    if book.known.name == "family-blocks":
        notices.append(Problem("family-layout-assumed", {"count": len(book.families)}))
    if without:
        notices.append(Problem("members-without-family", {"count": without}))
    return named(file, sheet, book.known, notices)


def of_aid(
    file: SourceFile, grid: Grid, heading: Heading, form: formats.Format, programme: aid.Programme | None
) -> None:
    """Append the card holders of an aid programme to the file's sheets; groups are refused in a sentence."""
    stated = programme.target if programme else None
    if stated in (aid.HOUSEHOLD, aid.GROUP):
        target = formats.codes()["target"][stated]
        name = programme.name if programme else ""
        file.format = form.name
        file.notices.append(Problem("aid-of-groups", {"target": target, "name": name or "tidak disebut"}))
        return
    if stated == aid.FAMILY and (letter := formats.letter_of(heading, form.aid["participant"])):
        heading = replace(heading, columns={**heading.columns, "kk": letter})
    lines = rows.of_people(aid.with_participants(form, heading, grid), heading)
    sheet = of_people(file, grid, heading, title(grid, heading), lines)
    sheet.given, sheet.remarks = aid.of_rows(form, heading, grid, lines_of(sheet, grid), stated)
    notices = formats.remarks(form, heading)
    if programme:
        notices.append(programme.remark())
    if stated is None and "target" not in form.aid:
        notices.append(Problem("aid-target-unsaid"))
    file.sheets.append(named(file, sheet, form, notices))


def named(file: SourceFile, sheet: Sheet, form: formats.Format, notices: list[Problem]) -> Sheet:
    """The sheet with its format's name and remarks; the file is called after its first sheet of a known format."""
    sheet.format = form.name
    sheet.notices = [*notices, *sheet.notices]
    if file.format == formats.GENERIC:
        file.format = form.name
    return sheet


def lines_of(sheet: Sheet, grid: Grid) -> pl.Series:
    """The lines of the grid in which the people of a sheet stand."""
    return sheet.cells["row"] - grid.first_row


def title(grid: Grid, heading: Heading) -> list[list[str]]:
    """The filled cells of the lines above a table, the last forty of them, below what stands over the sheet."""
    lines = grid.text.slice(max(0, heading.top - 40), min(heading.top, 40)).iter_rows()
    return [*([line] for line in grid.above), *([cell.strip() for cell in line if cell.strip()] for line in lines)]


def of_people(
    file: SourceFile,
    grid: Grid,
    heading: Heading,
    first_title: list[list[str]],
    lines: pl.Series | None = None,
) -> Sheet:
    """The people of one table; `first_title` stands above the first table of the same sheet.

    `lines` are the people's lines where the format knows more of them than their cells say.
    """
    notices: list[Problem] = []
    lines = rows.of_people(grid, heading) if lines is None else lines
    if unread := rows.after_end(grid, heading):
        notices.append(Problem("rows-after-end-marker", {"count": unread}))
    if not lines.len():
        notices.append(Problem("sheet-no-rows", {"sheet": grid.name}))
    recognised = [name for name in grid.text.columns if name in set(heading.columns.values())]
    used = [name for name in grid.text.columns if name in heading.headings or name in recognised]
    grid = merged.spread(grid, heading)
    text = taken(grid.text.select(used), lines)
    kinds = pl.DataFrame([grid.kind_of(name).alias(name) for name in recognised])
    above = title(grid, heading)
    village, district = places.hint(above if any(places.stated(above)) else first_title, grid.name, file.name)
    by_row = None
    if "village" not in heading.columns:
        stated = titles.stated(grid, heading, lines, above)
        if len({title.village.casefold() for title in stated}) > 1:
            by_row, village, district = titles.by_row(stated, lines), None, None
            if by_row is None or by_row["village"].null_count():
                notices.append(Problem("several-places", {"places": ", ".join(titles.once(stated))}))
    return Sheet(
        name=grid.name,
        header_row=grid.first_row + heading.bottom,
        columns=heading.columns,
        headings=heading.headings,
        unrecognised=heading.unrecognised,
        cells=text.insert_column(0, (lines.cast(pl.Int64) + grid.first_row).alias("row")),
        kinds=taken(kinds, lines),
        notices=notices,
        place_hint=village,
        district_hint=district,
        row_places=by_row,
        agency_hint=places.agency(above) or places.agency(first_title),
        ticks=heading.ticks,
    )


def taken(frame: pl.DataFrame, lines: pl.Series) -> pl.DataFrame:
    """These lines of a frame, without copying where they follow each other."""
    if lines.len() and lines[-1] - lines[0] + 1 == lines.len():
        return frame.slice(lines[0], lines.len())
    return frame[lines]

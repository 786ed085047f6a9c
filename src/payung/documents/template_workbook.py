"""A workbook that a village or an agency fills with its candidates: text cells, choices, and a check as one types."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import xlsxwriter.utility as names
from xlsxwriter.worksheet import Worksheet

from payung.documents import template_columns, template_guide, workbook
from payung.documents.template_columns import LOOK, READY, Entry
from payung.kernel import dates

ROSTER = "Daftar"
CHECK = "Pemeriksaan"
HEAD = 5  # the row of headings, counted from 0
RESERVE_PERCENT, LEAST_RESERVE = 20, 5


@dataclass(frozen=True)
class Form:
    """What one sender gets. `place` is the desa or kelurahan with its code; an agency has `villages` instead.

    `start` is the first day of protection, on which ages count: from `min_age` and below `age_limit`.
    """

    government: str
    programme: str
    sender: str
    seats: int
    occupations: tuple[str, ...]
    start: date
    min_age: int
    age_limit: int
    place: str | None = None
    district: str | None = None
    villages: tuple[str, ...] = ()
    region_prefix: str = "0000"
    deadline: date | None = None
    contact: str | None = None
    as_of: date | None = None
    demo: bool = False
    asks_segment: bool = False
    reserve: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "reserve", reserve(self.seats))

    @property
    def rows(self) -> int:
        """Rows to fill: the quota and its reserve."""
        return self.seats + self.reserve


def reserve(seats: int) -> int:
    """Names asked for beyond the quota, who move up when somebody falls out.

    >>> reserve(37), reserve(10)
    (8, 5)
    """
    return max(LEAST_RESERVE, -(-seats * RESERVE_PERCENT // 100))


def write(form: Form, path: Path) -> None:
    """Write the workbook: the sheet to fill, and the guide with examples and choices."""
    with workbook.Book(path, form.demo, form.as_of) as book:
        sheet = book.sheet(ROSTER)
        guide = template_guide.write(book, form)
        agency = "" if form.place else form.sender
        entries = template_columns.entries(guide.occupations, guide.villages, agency, asks_segment=form.asks_segment)
        _above(book, sheet, form, entries)
        _headings(book, sheet, entries)
        _rows(book, sheet, form, entries, guide.occupations)
        _accepts(sheet, form, entries)
        _colours(book, sheet, form, entries)
        sheet.freeze_panes(HEAD + 1, 4)
        sheet.repeat_rows(HEAD)
        sheet.print_area(0, 0, HEAD + form.rows, len(entries) + 1)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        sheet.set_selection(HEAD + 1, 1, HEAD + 1, 1)
        sheet.activate()


def _above(book: workbook.Book, sheet: Worksheet, form: Form, entries: list[Entry]) -> None:
    """Whose list this is, filled in and locked; the place before all other words, so that it is the one read."""
    label = book.style(font_color="#6B7280")
    strong = book.style(bold=True, font_size=11)
    mark = f" · {workbook.SAMPLE}" if form.demo else ""
    sheet.write_string(0, 0, f"Daftar calon penerima bantuan iuran{mark}", book.style(bold=True, font_size=14))
    asked = f"{form.seats} orang, ditambah {form.reserve} cadangan"
    due = dates.long(form.deadline) if form.deadline else "lihat surat permintaan data"
    if form.place:
        lines = [("Desa/Kelurahan", form.place, "Program", form.programme),
                 ("Kecamatan", form.district or "", "Kuota", f"{asked}. Kirim paling lambat: {due}")]  # fmt: skip
    else:
        lines = [("Pengirim", form.sender, "Program", form.programme),
                 ("Wilayah", form.government, "Kuota", f"{asked}. Kirim paling lambat: {due}")]  # fmt: skip
    for row, (first, value, second, other) in enumerate(lines, 1):
        sheet.write_string(row, 0, first, label)
        sheet.write_string(row, 2, value, strong)
        sheet.write_string(row, 6, second, label)
        sheet.write_string(row, 7, other, book.style(bold=second == "Program"))
    checks = _all(form, len(entries) + 1)
    soft = book.style(bold=True, bg_color=workbook.PALE)
    sheet.set_row(3, 18)
    for column in range(len(entries) + 2):
        sheet.write_blank(3, column, None, soft)
    counted = [
        (0, f'="Terisi "&SUMPRODUCT(--({checks}<>""))&" dari {form.rows} baris"', f"Terisi 0 dari {form.rows} baris"),
        (3, f'="Siap "&SUMPRODUCT(--({checks}="{READY}"))', "Siap 0"),
        (6, f'="Perlu dilihat "&SUMPRODUCT(--({checks}<>""))-SUMPRODUCT(--({checks}="{READY}"))', "Perlu dilihat 0"),
    ]
    for column, formula, value in counted:
        sheet.write_formula(3, column, formula, soft, value)
    sheet.write_string(
        4, 0, "Isi hanya sel putih; warna biru muda untuk cadangan. "
        "Kolom bertanda * wajib. Contoh ada di lembar Petunjuk.", label
    )  # fmt: skip


def _headings(book: workbook.Book, sheet: Worksheet, entries: list[Entry]) -> None:
    sheet.set_row(HEAD, 32)
    optional = book.style(bold=True, align="center", text_wrap=True, bg_color="#D6DCE8", border=1,
                          border_color="#FFFFFF")  # fmt: skip
    sheet.set_column(0, 0, 6)
    sheet.write_string(HEAD, 0, "No", book.heading())
    for column, entry in enumerate(entries, 1):
        sheet.set_column(column, column, entry.width)
        sheet.write_string(HEAD, column, entry.title, book.heading() if entry.required else optional)
    sheet.set_column(len(entries) + 1, len(entries) + 1, 36)
    sheet.write_string(HEAD, len(entries) + 1, CHECK, book.heading())


def _rows(book: workbook.Book, sheet: Worksheet, form: Form, entries: list[Entry], occupations: str) -> None:
    # The library searches every formula for 29 functions newer than ours, which would be most of the work.
    sheet._prepare_formula = lambda formula, *_: formula.removeprefix("=")
    line = {"bottom": 1, "bottom_color": workbook.LINE}
    text = {"num_format": "@", "locked": False, **line}
    check = len(entries) + 1
    columns = {entry.name: _all(form, column) for column, entry in enumerate(entries, 1)}
    for number in range(1, form.rows + 1):
        row = HEAD + number
        sheet.set_row(row, 18)
        is_reserve = number > form.seats
        shade = {"bg_color": "#EAF1FB"} if is_reserve else {}
        centred = book.style(align="center", **text, **shade)
        plain = book.style(**text, **shade)
        known = book.style(num_format="@", font_color="#6B7280", **line, **shade)
        sheet.write_number(row, 0, number, book.style(align="center", font_color="#6B7280", **line, **shade))
        for column, entry in enumerate(entries, 1):
            if entry.filled:
                sheet.write_string(row, column, entry.filled, known)
            else:
                sheet.write_blank(row, column, None, centred if entry.width < 14 else plain)
        cells = {
            entry.name: f"${names.xl_col_to_name(column)}{row + 1}"
            for column, entry in enumerate(entries, 1)
            if not entry.filled
        }
        formula = template_columns.self_check(cells, columns, occupations, form.start, form.min_age, form.age_limit)
        sheet.write_formula(row, check, formula, book.style(bg_color="#F4F6FA", **line), "")


def _accepts(sheet: Worksheet, form: Form, entries: list[Entry]) -> None:
    """What a cell takes, and the sentence when it does not; pasting gets past this, the check column still speaks."""
    last = HEAD + form.rows
    for column, entry in enumerate(entries, 1):
        if entry.filled:
            continue
        rule: dict[str, object] = {"input_title": entry.heading, "input_message": entry.hint}
        if entry.choices:
            listed = isinstance(entry.choices, str)
            rule |= {"validate": "list", "source": f"={entry.choices}" if listed else list(entry.choices)}
        elif entry.accepts:
            cell = f"{names.xl_col_to_name(column)}{HEAD + 2}"
            rule |= {"validate": "custom", "value": "=" + entry.accepts.format(cell=cell, all=_all(form, column))}
        else:
            rule |= {"validate": "any"}
        if entry.refusal:
            rule |= {
                "error_title": "Belum sesuai",
                "error_message": entry.refusal,
                "error_type": "stop" if entry.strict else "warning",
            }
        sheet.data_validation(HEAD + 1, column, last, column, rule)


def _colours(book: workbook.Book, sheet: Worksheet, form: Form, entries: list[Entry]) -> None:
    """The check in green, yellow or red, and the cell it is about in the same colour."""
    first, last, check = HEAD + 1, HEAD + form.rows, len(entries) + 1
    said = f"${names.xl_col_to_name(check)}{first + 1}"
    good, doubtful, wrong = (
        book.file.add_format({"bg_color": colour}) for colour in ("#DDEFE0", "#FFF1C9", "#FADCD9")
    )
    looked = f'LEFT({said},{len(LOOK)})="{LOOK}"'
    rules = [
        (check, f'={said}="{READY}"', good),
        (check, f"={looked}", doubtful),
        (check, f'={said}<>""', wrong),
    ]
    for column, entry in enumerate(entries, 1):
        begins = entry.heading.split()[0] if entry.name == "name" else entry.heading
        if entry.required:
            rules.append((column, f'=LEFT({said},{len(begins)})="{begins}"', wrong))
            about = f"{LOOK} {begins[0].lower() + begins[1:] if begins != 'L/P' else begins}"
            rules.append((column, f'=LEFT({said},{len(about)})="{about}"', doubtful))
    for column, formula, colour in rules:
        sheet.conditional_format(
            first, column, last, column,
            {"type": "formula", "criteria": formula, "format": colour, "stop_if_true": True},
        )  # fmt: skip


def _all(form: Form, column: int) -> str:
    """The cells of a column in every row."""
    return str(names.xl_range_abs(HEAD + 1, column, HEAD + form.rows, column))

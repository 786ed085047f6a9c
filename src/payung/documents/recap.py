"""The recapitulation: sub-districts in the order of their coverage, villages without names, villages outside."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
from xlsxwriter.worksheet import Worksheet

from payung.documents import arrangement, workbook
from payung.kernel import dates, rupiah

FIRST = 4  # row of the headings, counted from 0
COUNTS = (
    ("Desa/kel.", "villages"),
    ("Belum mengusulkan", "silent"),
    ("Kursi", "seats"),
    ("Diusulkan (baris)", "named"),
    ("Datanya baik (baris)", "usable"),
    ("Terpilih", "selected"),
    ("Kursi disimpan", "held"),
    ("Kursi kosong", "missing"),
    ("Cadangan", "waiting"),
)
MEANINGS = (
    ("Cakupan", "Terpilih dibagi kursi. Kecamatan dengan cakupan sama berbagi peringkat."),
    ("Diusulkan", "Baris yang dikirim desa; satu orang dapat tertulis lebih dari sekali."),
    ("Datanya baik", "Baris yang dapat dibaca dan diterima; syaratnya dinilai sesudah itu."),
    ("Kursi disimpan", "Menunggu keputusan petugas tentang pasangan yang mungkin orang yang sama."),
    ("Data pribadi", "Buku kerja ini tidak memuat nama orang dan boleh dibagikan."),
)


@dataclass(frozen=True)
class Recap:
    """What the workbook shows.

    districts and regencies (of a province only): `journeys.recap.ranked`. silent: villages of whose people
    nobody can be judged yet: village, village_name, village_kind, district, district_name, seats, named (rows
    sent, all refused). outside: village, village_name, village_kind, district_name, reason. has_seats: sub-districts
    can be said to have seats; where seats belong to agencies or work they cannot, and there is no coverage.
    """

    region: str
    programme: str
    as_of: date
    districts: pl.DataFrame
    regencies: pl.DataFrame | None
    silent: pl.DataFrame
    outside: pl.DataFrame
    seats_stay: bool
    has_seats: bool = True
    villages_have_seats: bool = True
    agency: str | None = None
    demo: bool = True


def write(recap: Recap, path: Path) -> None:
    """Write `rekap.xlsx`; no personal data."""
    with workbook.Book(path, recap.demo, recap.as_of) as book:
        if recap.regencies is not None:
            _ranking(book, recap, "Per kabupaten", "kabupaten dan kota", recap.regencies, ["regency_name"])
        names = ["district_name", *(["regency_name"] if recap.regencies is not None else [])]
        _ranking(book, recap, "Per kecamatan", "kecamatan", recap.districts, names)
        _silent(book, recap)
        if recap.outside.height:
            _outside(book, recap)
        workbook.remarks(book, list(MEANINGS))


def _ranking(
    book: workbook.Book, recap: Recap, name: str, what: str, ranking: pl.DataFrame, names: list[str]
) -> None:
    sheet = book.sheet(name, footer="Rekap cakupan; tanpa data pribadi")
    unsaid = () if recap.has_seats else ("seats", "missing", *(["silent"] if recap.silent.is_empty() else []))
    counts = [(heading, key) for heading, key in COUNTS if key not in unsaid]
    book.title(
        sheet,
        f"Peringkat {what} menurut {'cakupan' if recap.has_seats else 'banyaknya yang terpilih'}, {recap.region}",
        f"{recap.programme} · keadaan {dates.long(recap.as_of)}",
    )
    labels = {"district_name": "Kecamatan", "regency_name": "Kabupaten/kota"}
    headings = ["Peringkat", *(labels[each] for each in names), *(heading for heading, _ in counts)]
    widths = [10, *([24] * len(names)), *([12] * len(counts))]
    if recap.has_seats:
        headings, widths = [*headings, "Cakupan"], [*widths, 11]
    _headings(book, sheet, headings, widths)
    text = book.style(indent=1, bottom=1, bottom_color=workbook.LINE)
    whole = book.style(num_format="#,##0", bottom=1, bottom_color=workbook.LINE)
    share = book.style(num_format="0.0%", bold=True, bottom=1, bottom_color=workbook.LINE)
    bold = book.style(bold=True, num_format="#,##0", bg_color=workbook.PALE, bottom=1)
    after = 1 + len(names)
    for row, line in enumerate(ranking.iter_rows(named=True), FIRST + 1):
        sheet.write_number(row, 0, line["rank"], whole)
        for index, each in enumerate(names, 1):
            sheet.write_string(row, index, line[each] or "", text)
        for index, (_, key) in enumerate(counts, after):
            sheet.write_number(row, index, line[key], whole)
        if recap.has_seats:
            sheet.write_number(row, after + len(counts), line["coverage"], share)
    last = FIRST + ranking.height
    for index in range(len(headings)):
        sheet.write_blank(FIRST - 1, index, None, bold)
    sheet.write_string(FIRST - 1, 0, "JUMLAH", bold)
    for index, (_, key) in enumerate(counts, after):
        sheet.write_number(FIRST - 1, index, int(ranking[key].sum()), bold)
    if recap.has_seats:
        seats = int(ranking["seats"].sum())
        covered = int(ranking["selected"].sum()) / seats if seats else 0.0
        total = book.style(bold=True, num_format="0.0%", bg_color=workbook.PALE, bottom=1)
        sheet.write_number(FIRST - 1, after + len(counts), covered, total)
        bar = {"type": "data_bar", "bar_color": "#9DB7DD", "min_type": "num", "min_value": 0}
        bar |= {"max_type": "num", "max_value": 1}
        sheet.conditional_format(FIRST + 1, after + len(counts), last, after + len(counts), bar)
    sheet.freeze_panes(FIRST + 1, after)
    sheet.autofilter(FIRST, 0, last, len(headings) - 1)
    sheet.repeat_rows(FIRST - 1, FIRST)


def _silent(book: workbook.Book, recap: Recap) -> None:
    sheet = book.sheet("Belum mengusulkan", footer="Rekap cakupan; tanpa data pribadi")
    kept = "kursinya tetap disimpan" if recap.seats_stay else "kursi yang kosong berpindah ke desa lain"
    count = f"{rupiah.number(recap.silent.height)} desa/kelurahan"
    if recap.villages_have_seats:
        count += f", {kept}"
    book.title(sheet, "Desa/kelurahan yang belum mengusulkan satu nama yang dapat dipakai", count)
    headings = ["No.", "Kode wilayah", "Desa/kelurahan", "Kecamatan", "Keadaan", "Kursi"]
    shown = headings if recap.villages_have_seats else headings[:-1]
    _headings(book, sheet, shown, [6, 16, 34, 26, 44, 10][: len(shown)])
    _villages(book, sheet, recap.silent.with_columns(reason=_state()))
    whole = book.style(num_format="#,##0", bottom=1, bottom_color=workbook.LINE)
    for row, seats in enumerate(recap.silent["seats"] if recap.villages_have_seats else (), FIRST + 1):
        sheet.write_number(row, 5, seats, whole)


def _outside(book: workbook.Book, recap: Recap) -> None:
    sheet = book.sheet("Di luar program", footer="Rekap cakupan; tanpa data pribadi")
    book.title(sheet, "Desa/kelurahan di luar program ini", f"{rupiah.number(recap.outside.height)} desa/kelurahan")
    _headings(book, sheet, ["No.", "Kode wilayah", "Desa/kelurahan", "Kecamatan", "Sebabnya"], [6, 16, 34, 26, 66])
    _villages(book, sheet, recap.outside)


def _state() -> pl.Expr:
    refused = pl.format("Mengirim {} baris, semuanya ditolak", pl.col("named"))
    return pl.when(pl.col("named") == 0).then(pl.lit("Belum mengirim satu nama pun")).otherwise(refused)


def _headings(book: workbook.Book, sheet: Worksheet, headings: list[str], widths: list[int]) -> None:
    sheet.set_row(FIRST, 30)
    for index, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column(index, index, width)
        sheet.write_string(FIRST, index, heading, book.heading())


def _villages(book: workbook.Book, sheet: Worksheet, villages: pl.DataFrame) -> None:
    line_style = {"bottom": 1, "bottom_color": workbook.LINE}
    text, whole = book.style(num_format="@", indent=1, **line_style), book.style(num_format="#,##0", **line_style)
    for number, line in enumerate(villages.iter_rows(named=True), 1):
        row = FIRST + number
        name = f"{line['village_kind'].capitalize()} {line['village_name']}"
        sheet.write_number(row, 0, number, whole)
        for index, value in ((1, arrangement.dotted(line["village"])), (2, name), (3, line["district_name"])):
            sheet.write_string(row, index, value, text)
        sheet.write_string(row, 4, line["reason"], text)
    if not villages.height:
        sheet.write_string(FIRST + 1, 2, "Tidak ada.", text)
    sheet.freeze_panes(FIRST + 1, 0)

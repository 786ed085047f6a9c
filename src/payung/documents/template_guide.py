"""The second sheet of a template: how to fill it, examples right and wrong, and the lists to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import xlsxwriter.utility as names
from xlsxwriter.worksheet import Worksheet

from payung.documents import workbook

if TYPE_CHECKING:
    from payung.documents.template_workbook import Form

NAME = "Petunjuk"
WORK, PLACE = 5, 6  # columns of the lists
FIRST = 3


class Lists(NamedTuple):
    """Where the choices stand, as ranges that a formula can name."""

    occupations: str
    villages: str | None


def write(book: workbook.Book, form: Form) -> Lists:
    """Add the sheet and say where its lists are."""
    sheet = book.sheet(NAME, footer="Contoh pada lembar ini rekaan")
    for column, width in enumerate((17, 30, 34, 62, 3, 34, 40)):
        sheet.set_column(column, column, width)
    sheet.write_string(0, 0, "Cara mengisi", book.style(bold=True, font_size=14))
    body = book.style(text_wrap=True, valign="top")
    row = 1
    for number, sentence in enumerate(_steps(form), 1):
        sheet.merge_range(row, 0, row, 3, f"{number}. {sentence}", body)
        sheet.set_row(row, 15 * (1 + len(sentence) // 135))
        row += 1
    row += 1
    sheet.write_string(row, 0, "Contoh benar dan salah", book.style(bold=True, font_size=12))
    sheet.write_string(
        row, 2, "Orang rekaan: NIK berkecamatan 99 bukan milik siapa pun.", book.style(font_color="#8B1A1A")
    )
    row += 1
    for column, heading in enumerate(("Kolom", "Benar", "Salah", "Sebabnya")):
        sheet.write_string(row, column, heading, book.heading())
    line: dict[str, Any] = {
        "text_wrap": True,
        "valign": "top",
        "bottom": 1,
        "bottom_color": workbook.LINE,
        "num_format": "@",
    }
    looks: list[dict[str, Any]] = [{"bold": True}, {"bg_color": "#DDEFE0"}, {"bg_color": "#FADCD9"}, {}]
    styles = [book.style(**line, **look) for look in looks]
    for example in _examples(form.region_prefix):
        row += 1
        for column, words in enumerate(example):
            sheet.write_string(row, column, words, styles[column])
        sheet.set_row(row, 15 * (1 + max(len(example[2]) // 36, len(example[3]) // 80)))
    sheet.print_area(0, 0, row, 3)
    lists = Lists(
        _choices(book, sheet, WORK, "Pilihan pekerjaan", form.occupations),
        _choices(book, sheet, PLACE, "Pilihan tempat tinggal", form.villages) if form.villages else None,
    )
    sheet.protect("", {"format_columns": True, "format_rows": True})
    return lists


def _choices(book: workbook.Book, sheet: Worksheet, column: int, title: str, listed: tuple[str, ...]) -> str:
    """Write a list of choices and give its range."""
    sheet.write_string(FIRST - 1, column, title, book.heading())
    for row, choice in enumerate(listed, FIRST):
        sheet.write_string(row, column, choice, book.style(num_format="@"))
    return f"{NAME}!{names.xl_range_abs(FIRST, column, FIRST + len(listed) - 1, column)}"


def _steps(form: Form) -> list[str]:
    ask = f"Pertanyaan: {form.contact}." if form.contact else "Kontak untuk bertanya tertulis pada surat permintaan."
    return [
        "Buka lembar Daftar dan isi satu orang dalam satu baris. Kolom berjudul gelap dan bertanda * wajib diisi.",
        "Urutan penerima ditentukan oleh kriteria program, bukan oleh urutan baris. "
        f"Baris {form.seats + 1} sampai {form.rows} untuk cadangan.",
        "Bila menyalin dari berkas lain, pakai Tempel Khusus lalu Nilai, supaya sel tetap berformat teks.",
        "Kolom Pemeriksaan terisi sendiri: hijau siap, kuning lihat lagi dengan KTP-el, merah perbaiki.",
        "Simpan tetap sebagai .xlsx tanpa mengganti judul kolom. Berkas ini memuat NIK: kirim lewat jalur pada "
        f"surat permintaan, jangan lewat grup percakapan. {ask}",
    ]


def _examples(prefix: str) -> list[tuple[str, str, str, str]]:
    """Column, right, wrong, why; `prefix` is the kabupaten's four digits."""
    man, woman = f"{prefix}991208800021", f"{prefix}995503790014"
    return [
        ("NIK", man, f"{man[:15]}0, tersimpan sebagai angka", "Sel angka menyimpan 15 angka; yang ke-16 hilang."),
        ("NIK", woman, f"{woman[:6]}.{woman[6:12]}.{woman[12:]}", "Tanpa titik, spasi, atau tanda hubung."),
        ("No. KK", f"{prefix}991203150011", "sama dengan NIK", "Nomor KK dibaca dari Kartu Keluarga, bukan KTP-el."),
        ("Nama sesuai KTP", "DARMAWAN HIDAYAT", "Pak Dar (alm.)", "Nama dicocokkan dengan data Dukcapil."),
        ("L/P", "P", "Istri", "Pada NIK perempuan, tanggal lahir ditambah 40: contoh kedua lahir tanggal 15."),
        ("Tanggal lahir", "12-08-1980", "8/12/80", "Hari, bulan, lalu tahun dengan empat angka."),
        ("Pekerjaan", "Nelayan/perikanan", "Tidak bekerja", "Tulis pekerjaannya sehari-hari."),
        ("No. HP", "085200000123", "85200000123", "Angka 0 di depan hilang bila selnya berformat angka."),
    ]  # fmt: skip

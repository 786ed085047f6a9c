"""The workbook in which a clerk decides pairs, and the one that tells who was named more than once."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from payung.documents import workbook
from payung.documents.lists import FIRST, Heading
from payung.documents.workbook import Column
from payung.kernel import dates, rupiah

TRAITS = ("Nama", "NIK", "Tanggal lahir", "Jenis kelamin", "Nama ibu", "Nomor KK", "Nomor HP", "Desa", "Alamat")
WIDTHS = {"Nama": 24, "NIK": 18, "Nama ibu": 20, "Nomor KK": 18, "Desa": 24, "Alamat": 20}
NUMBER, VERDICT, NIK_SIDE, REASON = "Pasangan", "Keputusan", "NIK yang benar", "Yang diperiksa"
VERDICTS = {"sama": "same", "berbeda": "different", "nanti": "undecided"}
NIK_SIDES = {"pertama": "left", "kedua": "right"}
LINE_HEIGHT = 14
ABOUT = [
    ("Isi lembar", "Setiap baris dua orang dalam daftar yang mungkin satu orang: di tiap sel yang pertama di atas, "
     "yang kedua di bawah. Tidak ada yang digabung sendiri."),
    ("Cara mengisi", "Bandingkan dengan KTP dan KK, atau tanyakan desa. Isi Keputusan: sama, berbeda, atau nanti; "
     "tulis di “Yang diperiksa” apa yang Anda lihat. Baris tanpa keputusan dilewati."),
    ("NIK yang benar", "Untuk sama: NIK orang pertama atau kedua yang benar (dilihat pada KTP). Untuk berbeda dengan "
     "NIK yang sama: NIK itu milik siapa. Kosong berarti yang pertama."),
    ("Sesudah diisi", "payung pairs decide PROGRAM.yaml --from berkas ini, lalu payung run sekali lagi."),
    ("Selama menunggu", "Kursi keduanya disimpan. Keputusan dapat diubah kapan saja dengan mengisi yang baru."),
]  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One pair as it is shown: its number, how likely, both sides by trait, where from, reasons in words."""

    number: int
    likely: str
    left: dict[str, str]
    right: dict[str, str]
    origins: tuple[str, str]
    reasons: str
    verdict: str = ""
    reason: str = ""
    nik_side: str = ""


def write_pairs(heading: Heading, lines: Sequence[Line], path: Path) -> None:
    """Write the workbook of pairs: evidence side by side, and columns for the clerk to fill."""
    columns = [Column(NUMBER, "number", "whole", 9), Column("Kemungkinan", "likely", width=14)]
    columns += [Column(trait, trait, "wrapped", WIDTHS.get(trait, 15)) for trait in TRAITS]
    columns += [
        Column("Berkas dan baris", "origin", "wrapped", 30),
        Column("Yang mendukung (+) dan melawan (-)", "reasons", "wrapped", 64),
        Column(VERDICT, "verdict", width=12),
        Column(NIK_SIDE, "nik_side", width=12),
        Column(REASON, "reason", "wrapped", 30),
    ]
    rows = [
        {"number": line.number, "likely": line.likely, "reasons": line.reasons, "origin": "\n".join(line.origins)}
        | {trait: f"{line.left.get(trait) or '-'}\n{line.right.get(trait) or '-'}" for trait in TRAITS}
        | {"verdict": line.verdict, "nik_side": line.nik_side, "reason": line.reason}
        for line in lines
    ]
    frame = pl.DataFrame(rows, schema={c.name: pl.Int64 if c.kind == "whole" else pl.String for c in columns})
    with workbook.Book(path, heading.demo, heading.as_of) as book:
        sheet = book.sheet("Pasangan")
        below = f"{heading.programme} · {rupiah.number(frame.height)} pasangan · keadaan {dates.long(heading.as_of)}"
        book.title(sheet, f"Mungkin orang yang sama, {heading.region}", below)
        sheet.freeze_panes(FIRST + 1, 4)
        workbook.table(book, sheet, columns, frame.clear(), FIRST)
        cell = book.style(
            num_format="@", text_wrap=True, valign="top", bottom=1, bottom_color=workbook.LINE, locked=False
        )
        for below_heading, row in enumerate(frame.iter_rows(), FIRST + 1):
            most = max(str(said or "").count("\n") + 1 for said in row)
            sheet.set_row(below_heading, LINE_HEIGHT * most)
            for at, said in enumerate(row):
                if isinstance(said, int):
                    sheet.write_number(below_heading, at, said, cell)
                else:
                    sheet.write_string(below_heading, at, said, cell)
        sheet.autofilter(FIRST, 0, FIRST + max(frame.height, 1), len(columns) - 1)
        last = FIRST + max(frame.height, 1)
        places = {column.heading: at for at, column in enumerate(columns)}
        for name, words in ((VERDICT, VERDICTS), (NIK_SIDE, NIK_SIDES)):
            choices = {
                "validate": "list",
                "source": list(words),
                "error_title": name,
                "error_message": "Pilih dari daftar.",
            }
            sheet.data_validation(FIRST + 1, places[name], last, places[name], choices)
        workbook.remarks(book, ABOUT)


def write_named_twice(heading: Heading, frame: pl.DataFrame, path: Path) -> None:
    """Write who is named more than once: name, village_name, file, sheet, row, `state` (whether it counts)."""
    columns = (
        Column("Orang", "no", "whole", 8), Column("Nama", "name", width=30),
        Column("Desa/kelurahan", "village_name", width=24),
        Column("Berkas", "file", width=36), Column("Lembar", "sheet", width=16), Column("Baris", "row", "whole", 8),
        Column("Dihitung", "state", width=34),
    )  # fmt: skip
    about = [
        ("Isi lembar", "Orang yang tertulis lebih dari sekali dalam daftar. Ia tetap satu orang dengan "
         "paling banyak satu kursi."),
        ("Dihitung", "Baris yang terakhir diterima; bila bersamaan, yang lebih dulu dalam urutan berkas. Desa pada "
         "baris itulah yang memakai kuotanya. Bila seharusnya desa lain, "
         "hapus baris ini dari daftar desanya dan kirim lagi."),
    ]  # fmt: skip
    with workbook.Book(path, heading.demo, heading.as_of) as book:
        sheet = book.sheet("Diusulkan ganda")
        people = rupiah.number(frame["no"].n_unique())
        below = f"{heading.programme} · {people} orang · keadaan {dates.long(heading.as_of)}"
        book.title(sheet, f"Diusulkan lebih dari sekali, {heading.region}", below)
        sheet.freeze_panes(FIRST + 1, 2)
        workbook.table(book, sheet, columns, frame, FIRST)
        workbook.remarks(book, about)

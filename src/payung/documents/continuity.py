"""Who goes on from the year before, who is new, who dropped out and why: one workbook of three sheets."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from payung.documents import arrangement, workbook
from payung.documents.lists import Heading
from payung.documents.workbook import Column
from payung.kernel import dates, rupiah

FIRST = 3
PERSON = (
    Column("No.", "no", "whole", 7),
    Column("NIK", "nik", width=19),
    Column("Nama", "name", width=30),
    Column("Tanggal lahir", "birth_text", width=12),
    Column("Desa/kelurahan", "village_name", width=22),
    Column("Kecamatan", "district_name", width=18),
    Column("No. KPJ", "kpj", width=14),
    Column("Lunas sampai", "paid_text", width=13),
)
WHY = Column("Keterangan", "reason", "wrapped", 60)


@dataclass(frozen=True)
class Continuity:
    """Three frames with nik, name, birth_date, village, village_name, district_name, kpj, paid_through, reason."""

    earlier: str
    going_on: pl.DataFrame
    new: pl.DataFrame
    dropped: pl.DataFrame

    def sentence(self) -> str:
        """The three counts in words."""
        return (
            f"Melanjutkan {self.earlier}: {rupiah.number(self.going_on.height)} orang lanjut, "
            f"{rupiah.number(self.new.height)} baru, {rupiah.number(self.dropped.height)} berhenti atau belum "
            "mendapat kursi; lihat keberlanjutan.xlsx."
        )


def write(heading: Heading, found: Continuity, path: Path) -> None:
    """Write `keberlanjutan.xlsx`."""
    sheets = (
        ("Lanjut", "Peserta yang dilanjutkan", found.going_on),
        ("Baru", "Peserta baru", found.new),
        ("Berhenti", "Peserta tahun lalu yang tidak ada pada daftar ini", found.dropped),
    )
    with workbook.Book(path, heading.demo, heading.as_of) as book:
        for name, title, frame in sheets:
            sheet = book.sheet(name)
            below = f"{heading.programme} · {rupiah.number(frame.height)} orang · keadaan {dates.long(heading.as_of)}"
            book.title(sheet, f"{title}, {heading.region}", below)
            sheet.freeze_panes(FIRST + 1, 3)
            workbook.table(book, sheet, (*PERSON, WHY), _told(frame), FIRST)
        workbook.remarks(
            book,
            [
                ("Isi", f"Daftar ini melanjutkan {found.earlier}. KPJ dan riwayat peserta lama tetap."),
                (
                    "Berhenti",
                    "Yang meninggal, pindah, dilepas, tidak lagi memenuhi syarat, atau belum mendapat kursi.",
                ),
                ("Lunas sampai", "Bulan terakhir yang dicatat; kosong berarti belum diketahui, bukan belum dibayar."),
                ("Data pribadi", "Berkas ini memuat NIK. Simpan di tempat yang hanya dibuka petugas."),
            ],
        )


def _told(frame: pl.DataFrame) -> pl.DataFrame:
    kind = pl.when(pl.col("village_kind") == "kelurahan").then(pl.lit("Kel. ")).otherwise(pl.lit(""))
    shown = arrangement.arrange(frame)
    paid = pl.col("paid_through").cast(pl.Date) if "paid_through" in shown.columns else pl.lit(None, pl.Date)
    return shown.with_columns(
        pl.col("birth_date").dt.strftime("%d-%m-%Y").alias("birth_text"),
        paid.dt.strftime("%Y-%m").alias("paid_text"),
        (kind + pl.col("village_name")).alias("village_name"),
    )

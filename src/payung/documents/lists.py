"""The three lists of a selection as workbooks: who is in, who waits, who cannot be protected and why."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from payung.documents import arrangement, workbook
from payung.documents.workbook import Column
from payung.kernel import dates, rupiah

FIRST = 3  # the row of the headings, counted from 0
PERSON = (
    Column("No.", "no", "whole", 7),
    Column("NIK", "nik", width=19),
    Column("No. KK", "kk", width=19),
    Column("Nama", "name", width=30),
    Column("L/P", "sex", width=5),
    Column("Tempat lahir", "birth_place", width=16),
    Column("Tanggal lahir", "birth_text", width=12),
    Column("Umur", "age", "whole", 6),
    Column("Pekerjaan", "occupation", width=18),
    Column("Alamat", "address", width=22),
    Column("Dusun", "hamlet", width=12),
    Column("RT", "rt", width=6),
    Column("RW", "rw", width=6),
    Column("Desa/kelurahan", "village_name", width=20),
    Column("Kecamatan", "district_name", width=18),
)
CODE = Column("Kode wilayah", "village_dotted", width=14)
# `payung verify-list` reads NIK, Nama, Kode wilayah, Mulai, Bulan and Program back.
SELECTED = (
    *PERSON,
    CODE,
    Column("Mulai", "start_text", width=9),
    Column("Bulan", "months", "whole", 7),
    Column("Program", "insurance", width=12),
    Column("Sumber dana", "source", width=18),
    Column("No. HP", "phone", width=15),
    Column("Urutan", "rank", "whole", 8),
    Column("Alasan terpilih", "reason", "wrapped", 60),
)
VERIFYING = (
    "payung verify-list membaca kolom NIK, Nama, Kode wilayah, Mulai, Bulan, dan Program. "
    "Urutan baris boleh diubah; isi kolom itu tidak."
)
WAITING = (
    Column("Urutan cadangan", "rank", "whole", 10),
    *PERSON[1:],
    CODE,
    Column("No. HP", "phone", width=15),
    Column("Alasan menunggu", "reason", "wrapped", 60),
)
INELIGIBLE = (
    *PERSON[:9],
    *PERSON[13:],
    CODE,
    Column("Alasan", "reason", "wrapped", 70),
    Column("Dasar", "law", "wrapped", 34),
    Column("Berkas", "file", width=26),
    Column("Baris", "row", "whole", 7),
)


POOL = Column("Kuota", "pool_name", width=30)
GROUP = Column("Kelompok", "group", width=22)
START = Column("Mulai", "start_text", width=9)


@dataclass(frozen=True)
class Heading:
    """What stands above a list. `as_of` is the day the list tells about, given by the caller."""

    region: str
    programme: str
    as_of: date
    demo: bool = True
    list_sha256: str | None = None


def write_selected(heading: Heading, frame: pl.DataFrame, path: Path) -> None:
    """Write `terpilih.xlsx`: everybody who gets a seat, in the order of the decree, with the reason.

    `frame`: one row a person, columns of `arrangement.COLUMNS`; `start` a first of month.
    """
    about = [
        ("Isi lembar", "Orang yang mendapat tempat, dengan urutan yang sama seperti Lampiran keputusan."),
        (
            "Alasan terpilih",
            "Urutan menurut kriteria program; yang setara diurutkan dengan undian yang dapat dihitung ulang.",
        ),
    ]
    if heading.list_sha256:
        about.append(("Kode keaslian (SHA-256)", heading.list_sha256))
        about.append(("Mencocokkan", VERIFYING))
    _write(
        heading, "Terpilih", "Daftar penerima bantuan iuran", SELECTED, _told(arrangement.arrange(frame)), about, path
    )


def write_waiting(heading: Heading, frame: pl.DataFrame, path: Path) -> None:
    """Write `cadangan.xlsx`: who waits, pool by pool in the order in which they will be called.

    A pool is the village where `pool_name` is null; the column Kuota is there where it says something. Each group and
    each wave has its own order: Kelompok and Mulai are there where there are several.
    """
    complete = arrangement.complete(frame).with_columns(pool=pl.coalesce("pool", "village"))
    ordered = complete.sort("pool_name", "pool", "group", "start", "rank", "nik", nulls_last=True)
    numbered = ordered.with_columns(pl.int_range(1, pl.len() + 1, dtype=pl.Int64).alias("no"))
    alike = ", dalam kelompok yang sama" if complete["group"].n_unique() > 1 else ""
    about = [
        ("Isi lembar", "Orang yang memenuhi syarat, tetapi kuota atau pagu belum cukup."),
        (
            "Urutan cadangan",
            f"Pengganti dipanggil menurut urutan di {'kuota' if _has_pools(frame) else 'desa'}nya{alike}, lalu "
            "ditetapkan dengan keputusan perubahan.",
        ),
    ]
    columns = (*WAITING[:-1], START, WAITING[-1]) if complete["start"].n_unique() > 1 else WAITING
    _write(heading, "Cadangan", "Daftar cadangan", columns, _told(numbered), about, path)


def write_ineligible(heading: Heading, frame: pl.DataFrame, path: Path) -> None:
    """Write `tidak-memenuhi.xlsx`: each person with the reason as a sentence and its legal basis (`law`)."""
    about = [
        (
            "Isi lembar",
            "Orang yang menurut aturan atau kriteria program belum dapat dilindungi, atau datanya belum pasti.",
        ),
        (
            "Yang dapat dilakukan",
            "Bila datanya keliru, perbaiki daftar desa dan kirim lagi. Bila benar, ajukan calon lain.",
        ),
    ]
    _write(
        heading, "Tidak memenuhi", "Tidak memenuhi syarat", INELIGIBLE, _told(arrangement.arrange(frame)), about, path
    )  # fmt: skip


def _told(frame: pl.DataFrame) -> pl.DataFrame:
    kind = pl.when(pl.col("village_kind") == "kelurahan").then(pl.lit("Kel. ")).otherwise(pl.lit(""))
    return frame.with_columns(
        pl.col("birth_date").dt.strftime("%d-%m-%Y").alias("birth_text"),
        pl.col("start").dt.strftime("%Y-%m").alias("start_text"),
        arrangement.dotted_expr("village").alias("village_dotted"),
        (kind + pl.col("village_name")).alias("village_name"),
    )


def _write(
    heading: Heading,
    name: str,
    title: str,
    columns: tuple[Column, ...],
    frame: pl.DataFrame,
    about: list[tuple[str, str]],
    path: Path,
) -> None:
    if _has_pools(frame):
        columns = (*columns[:-1], POOL, columns[-1])
    if frame["group"].null_count() < frame.height:
        reason = [column.name for column in columns].index("reason")
        columns = (*columns[:reason], GROUP, *columns[reason:])
    with workbook.Book(path, heading.demo, heading.as_of) as book:
        sheet = book.sheet(name)
        below = f"{heading.programme} · {rupiah.number(frame.height)} orang · keadaan {dates.long(heading.as_of)}"
        book.title(sheet, f"{title}, {heading.region}", below)
        sheet.freeze_panes(FIRST + 1, 4)
        workbook.table(book, sheet, columns, frame, FIRST)
        private = "Berkas ini memuat NIK dan alamat. Simpan di tempat yang hanya dibuka petugas, jangan disebarkan."
        workbook.remarks(book, [*about, ("Data pribadi", private)])


def _has_pools(frame: pl.DataFrame) -> bool:
    """Whether seats are shared by something that is not the village."""
    return "pool_name" in frame.columns and frame["pool_name"].null_count() < frame.height

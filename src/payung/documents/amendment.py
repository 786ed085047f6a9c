"""The amendment decree as PDF: body, Lampiran I (who goes), Lampiran II (who comes), or its masked announcement."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from payung.documents import annex, announcement, arrangement, decree, letterpress
from payung.documents.amendment_text import Amended, counted
from payung.documents.decree_text import DecreeText, joined
from payung.kernel import dates, month, rupiah, terbilang

PERSON = ("No.", "NIK", "Nama sesuai KTP", "L/P", "Tanggal lahir", "Desa/kelurahan", "Kecamatan")


@dataclass(frozen=True)
class Changed:
    """Who goes and who comes: nik, name, sex, birth_date, village, village_name, village_kind, district_name, reason
    (in words), start, months, amount of the line."""

    removed: pl.DataFrame
    added: pl.DataFrame


def write(
    text: DecreeText, amended: Amended, changed: Changed, path: Path, *, masked: bool = False, demo: bool = True
) -> None:
    """Write `sk-perubahan.pdf`, or with `masked` the announcement without whole names, NIKs, reasons and salt."""
    values = decree.common(text, demo) | {
        "annexes": [_removed(changed.removed, amended), _added(changed.added)],
        "footer": annex.footer(text, masked=masked),
    }
    if masked:
        for one in values["annexes"]:
            del one["rows"]
        values |= {
            "headline": f"{counted(amended.ordinal)} daftar penerima bantuan iuran pekerja rentan",
            "decided": _decided(text, amended),
            "objection": announcement.objection(text),
            "payer": joined([funding.short for funding in text.fundings]),
        }
    else:
        values["closing"] = _closing(text, amended)
        for one in values["annexes"]:
            del one["public"]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(letterpress.press("amendment_notice" if masked else "amendment", values, text.as_of))


def _removed(frame: pl.DataFrame, amended: Amended) -> dict[str, Any]:
    def ended(start: Any, months: int) -> str:
        last = min(month.add(amended.effective, -1), month.add(start, months - 1))
        return "belum dimulai" if last < start else f"s.d. {month.name(last)}"

    return _annex(
        frame,
        numeral="I",
        title="ORANG YANG DIHAPUS DARI DAFTAR PENERIMA BANTUAN IURAN",
        public_title="Dihapus dari daftar",
        nobody="Tidak ada orang yang dihapus.",
        last=("Alasan", "Perlindungan"),
        told=[ended(start, months) for start, months in frame.select("start", "months").iter_rows()],
    )


def _added(frame: pl.DataFrame) -> dict[str, Any]:
    return _annex(
        frame,
        numeral="II",
        title="ORANG YANG DITAMBAHKAN KE DAFTAR PENERIMA BANTUAN IURAN",
        public_title="Ditambahkan ke daftar",
        nobody="Tidak ada orang yang ditambahkan.",
        last=("Alasan", "Mulai, lama, jumlah iuran"),
        told=[
            f"{month.name(start)}, {months} bulan, {rupiah.format(amount)}"
            for start, months, amount in frame.select("start", "months", "amount").iter_rows()
        ],
    )


def _annex(
    frame: pl.DataFrame, *, numeral: str, title: str, public_title: str, nobody: str, last: tuple[str, str],
    told: list[str],
) -> dict[str, Any]:  # fmt: skip
    listed = arrangement.complete(frame.with_columns(told=pl.Series(told, dtype=pl.String))).sort(
        "village", pl.col("name").str.to_uppercase(), "nik"
    )
    kind = pl.when(pl.col("village_kind") == "kelurahan").then(pl.lit("Kelurahan ")).otherwise(pl.lit("Desa "))
    shown = listed.with_row_index("no", offset=1).with_columns(
        pl.col("no").cast(pl.String),
        pl.col("name").str.to_uppercase(),
        place=kind + pl.col("village_name"),
        birth_text=pl.col("birth_date").dt.strftime("%d-%m-%Y"),
        initials=arrangement.masked_name_expr(),
        digits=pl.lit("…") + pl.col("nik").str.slice(-4),
    )
    told_columns = ("no", "nik", "name", "sex", "birth_text", "place", "district_name", "reason", "told")
    public = ("no", "initials", "digits", "place", "district_name")
    return {
        "numeral": numeral,
        "title": title,
        "public_title": f"{public_title}: {rupiah.number(frame.height)} orang",
        "nobody": nobody,
        "columns": [*PERSON, *last],
        "rows": [list(row) for row in shown.select(pl.col(told_columns).fill_null("")).iter_rows()],
        "public": [list(row) for row in shown.select(pl.col(public).fill_null("")).iter_rows()],
    }


def _decided(text: DecreeText, amended: Amended) -> str:
    signed = f" tanggal {dates.long(text.signed_on)}" if text.signed_on else ""
    return (
        f"{text.issuer.full_decree} Nomor {text.number or '……'} Tahun {text.year}{signed}: "
        f"{rupiah.number(amended.removed)} orang dihapus dan {rupiah.number(amended.added)} orang ditambahkan mulai "
        f"{month.name(amended.effective)}, sehingga penerima menjadi {rupiah.number(amended.people_after)} orang."
    )


def _closing(text: DecreeText, amended: Amended) -> list[tuple[str, str, str]]:
    corrected = "termasuk baris yang diperbaiki datanya"
    return [
        ("Penerima semula", f"{rupiah.number(amended.people_before)} orang", ""),
        ("Dihapus (Lampiran I)", f"{rupiah.number(amended.removed)} baris, {corrected}", ""),
        ("Ditambahkan (Lampiran II)", f"{rupiah.number(amended.added)} baris, {corrected}", ""),
        ("Penerima setelah perubahan", f"{rupiah.number(amended.people_after)} orang", ""),
        ("Jumlah bantuan iuran", f"{rupiah.format(amended.cost)}\n{terbilang.words(amended.cost)} rupiah", "sum"),
        ("Kode keaslian perubahan (SHA-256)", decree.eights(amended.changes_sha256), "code"),
        ("Kode keaslian seluruh daftar setelah perubahan", decree.eights(text.list_sha256), "code"),
        ("Garam daftar (tidak diumumkan)", decree.eights(text.list_salt), "code"),
    ]

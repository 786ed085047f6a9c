"""The decree as PDF: body and recap set by typst, village pages drawn behind them, one file with shared fonts."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pypdf
import segno

from payung.documents import annex, announcement, arrangement, canvas, letterpress
from payung.documents.decree_text import INSURANCE_NAMES, ORDINALS, DecreeText, joined
from payung.kernel import dates, rupiah, terbilang

FIRST_RECAP, NEXT_RECAP = 20, 28  # rows of the recap that fit on its first and on its further pages
TITLE_WIDTH = 50


def write(
    text: DecreeText,
    frame: pl.DataFrame,
    path: Path,
    *,
    masked: bool = False,
    demo: bool = True,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Write `sk.pdf` with its complete Lampiran, or with `masked` the public list, and give the number of pages.

    `frame` has one row a person (`arrangement.COLUMNS`); mother's name and phone are never printed. A masked list
    has initials, four digits of the NIK and no salt. `demo` prints DATA CONTOH on each page.
    """
    writer = _announced(text, frame, demo, progress) if masked else _decreed(text, frame, demo, progress)
    writer.add_metadata(
        {
            "/Title": f"{text.issuer.full_decree}: {text.subject}" + (" (data contoh)" if demo else ""),
            "/Author": text.issuer.government,
            "/Creator": "Payung",
            "/Producer": "Payung",
            "/CreationDate": f"D:{text.as_of:%Y%m%d}000000Z",
        }
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        writer.write(file)
    return len(writer.pages)


def _decreed(
    text: DecreeText, frame: pl.DataFrame, demo: bool, progress: Callable[[int, int], None] | None
) -> pypdf.PdfWriter:
    sheaves = annex.sheaves(annex.printed(frame))
    listed = sum(sheaf.pages for sheaf in sheaves)
    rows, total = _recap(text, sheaves)
    chunks = _chunks(rows)
    annex_pages = len(chunks) + listed + 1
    _number_pages(chunks, len(chunks) + 1)
    values = common(text, demo) | {
        "recap": chunks,
        "recap_total": total,
        "recap_sum": _sum(text, sheaves),
        "recap_note": _note(text),
        "annex_pages": annex_pages,
        "closing": _closing(text, sheaves),
        "footer": annex.footer(text),
    }
    body = letterpress.press("decree", values, text.as_of)
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(body))
    surface = canvas.Canvas(writer)
    annex.draw(
        surface,
        text,
        sheaves,
        first_page=len(chunks) + 1,
        last_page=annex_pages,
        insert_at=len(writer.pages) - 1,
        demo=demo,
        progress=progress,
    )
    surface.finish()
    return writer


def _announced(
    text: DecreeText, frame: pl.DataFrame, demo: bool, progress: Callable[[int, int], None] | None
) -> pypdf.PdfWriter:
    sheets = announcement.sheets(announcement.masked(frame))
    front, fronts = b"", 0
    while True:  # the front tells page numbers that depend on its own length: set it until they agree
        values = common(text, demo) | {
            "recap": _announced_recap(sheets, fronts + 1),
            "people": rupiah.number(text.people),
            "pages": rupiah.number(len(sheets) + fronts),
            "headline": f"Penerima bantuan iuran pekerja rentan {text.year}",
            "decided": _decided(text),
            "objection": announcement.objection(text),
            "payer": joined([funding.short for funding in text.fundings]),
            "footer": annex.footer(text, masked=True),
        }
        front = letterpress.press("announcement", values, text.as_of)
        found = len(pypdf.PdfReader(io.BytesIO(front)).pages)
        if found == fronts:
            break
        fronts = found
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(front))
    surface = canvas.Canvas(writer)
    announcement.draw(surface, text, sheets, first_page=fronts + 1, demo=demo, progress=progress)
    surface.finish()
    return writer


def common(text: DecreeText, demo: bool) -> dict[str, Any]:
    """What every paper of a decree prints: heading, words, signature, QR."""
    issuer = text.issuer
    signer = issuer.signer or f"NAMA {issuer.office.upper()}"
    return {
        "demo": demo,
        "draft": text.is_draft,
        "title": issuer.title,
        "province": issuer.province,
        "government": issuer.government,
        "decree": issuer.decree,
        "full_decree": issuer.full_decree,
        "emblem": issuer.emblem.read_text("utf-8") if issuer.emblem else None,
        "place": issuer.place,
        "signer": signer,
        "number": text.number,
        "year": text.year,
        "signed_on": dates.long(text.signed_on) if text.signed_on else None,
        "subject": text.subject,
        "subject_lines": letterpress.balanced(text.subject.upper(), TITLE_WIDTH),
        "considerations": list(text.considerations),
        "legal_basis": list(text.legal_basis),
        "attention": list(text.attention),
        "diktums": [
            {"label": label, "text": diktum.text, "points": list(diktum.points)}
            for label, diktum in zip(ORDINALS, text.diktums, strict=False)
        ],
        "initials": list(text.initials),
        "copies": _enumerated(text.copies),
        "parts": list(text.parts),
        "months": f"{text.months} bulan" if text.is_one_period else "seluruh bulan",
        "qr": _qr(text),
        "qr_note": _qr_note(text),
    }


def _recap(text: DecreeText, sheaves: list[annex.Sheaf]) -> tuple[list[dict[str, Any]], list[str]]:
    """Give the rows of the recap by kecamatan, with the pages each takes, and the row of totals."""
    kinds = pl.DataFrame(
        {
            "district": [sheaf.district for sheaf in sheaves],
            "name": [sheaf.district_name for sheaf in sheaves],
            "regency": [sheaf.people["regency_name"][0] or "" for sheaf in sheaves],
            "village": [sheaf.village for sheaf in sheaves],
            "kelurahan": [sheaf.village_kind == "kelurahan" for sheaf in sheaves],
            "people": [sheaf.people.height for sheaf in sheaves],
            "pages": [sheaf.pages for sheaf in sheaves],
            **{
                name: [annex.part_of(sheaf, name, text.parts) * sheaf.people.height for sheaf in sheaves]
                for name in text.parts
            },
        }
    )
    counts = [
        (pl.col("village").filter(~pl.col("kelurahan")).n_unique()).alias("desa"),
        (pl.col("village").filter(pl.col("kelurahan")).n_unique()).alias("kelurahan_count"),
        pl.col("people", *text.parts, "pages").sum(),
    ]
    by_district = kinds.group_by("regency", "district", "name", maintain_order=True).agg(counts)
    rows: list[dict[str, Any]] = []
    regency = ""
    for index, row in enumerate(by_district.iter_rows(named=True), 1):
        if row["regency"] != regency:
            regency = row["regency"]
            rows.append({"heading": regency, "cells": [], "pages": 0})
        cells = [str(index), arrangement.dotted(row["district"]), row["name"], *_figures(row, text)]
        rows.append({"heading": None, "cells": cells, "pages": row["pages"]})
    totals = kinds.select(counts).row(0, named=True)
    return rows, ["", "", "JUMLAH", *_figures(totals, text), ""]


def _figures(row: dict[str, Any], text: DecreeText) -> list[str]:
    amounts = [row[name] for name in text.parts]
    values = [row["desa"], row["kelurahan_count"], row["people"], *amounts, sum(amounts)]
    return [rupiah.number(value) if value else "–" for value in values]


def _chunks(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Cut the recap into pages that surely hold their rows; the last keeps room for the total."""
    chunks: list[list[dict[str, Any]]] = []
    at, room = 0, FIRST_RECAP
    while at < len(rows) or not chunks:
        chunk = rows[at : at + room]
        if len(chunk) > 1 and chunk[-1]["heading"] is not None:
            chunk = chunk[:-1]
        chunks.append(chunk)
        at, room = at + len(chunk), NEXT_RECAP
    return chunks


def _number_pages(chunks: list[list[dict[str, Any]]], first: int) -> None:
    for chunk in chunks:
        for row in chunk:
            if row["heading"] is None:
                row["cells"].append(_span(first, row["pages"]))
                first += row["pages"]


def _span(first: int, pages: int) -> str:
    return rupiah.number(first) + (f"–{rupiah.number(first + pages - 1)}" if pages > 1 else "")


def _sum(text: DecreeText, sheaves: list[annex.Sheaf]) -> dict[str, str]:
    """The arithmetic below the recap; with several lengths or insurances only the total is stated."""
    people = rupiah.number(sum(sheaf.people.height for sheaf in sheaves))
    total = sum(annex.total_of(sheaf, text.parts)[1] for sheaf in sheaves)
    alike = len({(sheaf.months, sheaf.insurance, annex.total_of(sheaf, text.parts)[0]) for sheaf in sheaves}) <= 1
    months = sheaves[0].months if sheaves else None
    left = f"{people} orang × {rupiah.format(text.tariff)} × {months or text.months} bulan"
    return {
        "left": left if alike else f"{people} orang, jumlah seluruh bulan",
        "total": rupiah.format(total),
        "words": terbilang.words(total),
    }


def _note(text: DecreeText) -> str:
    payers = joined([funding.short for funding in text.fundings])
    return (
        f"Masa perlindungan {text.period}; program {text.programmes}; sumber dana {payers}. "
        "Setiap desa dan kelurahan mulai di halaman baru, sehingga halamannya dapat berdiri sendiri sebagai kutipan."
    )


def _closing(text: DecreeText, sheaves: list[annex.Sheaf]) -> list[tuple[str, str, str]]:
    villages = {sheaf.village: sheaf.village_kind for sheaf in sheaves}
    urban = sum(kind == "kelurahan" for kind in villages.values())
    rural = len(villages) - urban
    places = [f"{rupiah.number(len({sheaf.district for sheaf in sheaves}))} kecamatan"]
    places += [f"{rupiah.number(rural)} desa"] if rural else []
    places += [f"{rupiah.number(urban)} kelurahan"] if urban else []
    people = sum(sheaf.people.height for sheaf in sheaves)
    total = sum(annex.total_of(sheaf, text.parts)[1] for sheaf in sheaves)
    length = f"{text.months} bulan" if text.is_one_period else "tiap orang menurut gelombangnya"
    span = f"{dates.long(text.start)} sampai dengan {dates.long(text.end)} ({length})"
    within = "kelompok, lalu nama" if any(sheaf.group for sheaf in sheaves) else "nama"
    return [
        ("Jumlah penerima", f"{rupiah.number(people)} orang dalam {joined(places)}", ""),
        ("Masa perlindungan", span, ""),
        ("Program", joined([INSURANCE_NAMES[name] for name in text.parts]), ""),
        ("Jumlah bantuan iuran", rupiah.format(total) + f"\n{terbilang.words(total)} rupiah", "sum"),
        ("Urutan daftar", f"Kecamatan dan desa menurut kode wilayah; di dalam desa menurut {within}", ""),
        ("Kode keaslian daftar (SHA-256)", eights(text.list_sha256), "code"),
        ("Garam daftar (tidak diumumkan)", eights(text.list_salt), "code"),
    ]


def eights(text: str) -> str:
    """A hash in groups of eight, four to a line, so that people can compare it.

    >>> eights("0123456789abcdef0123456789abcdef")
    '01234567 89abcdef 01234567 89abcdef'
    """
    groups = [text[at : at + 8] for at in range(0, len(text), 8)]
    return "\n".join(" ".join(groups[at : at + 4]) for at in range(0, len(groups), 4))


def _announced_recap(sheets: list[announcement.Sheet], first: int) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    regency = ""
    starts = [index for index, sheet in enumerate(sheets) if not sheet.continued]
    for index, end in zip(starts, [*starts[1:], len(sheets)], strict=True):
        sheet = sheets[index]
        if sheet.regency_name != regency:
            regency = sheet.regency_name
            rows.append({"heading": regency, "cells": []})
        cells = [
            arrangement.dotted(sheet.district),
            sheet.district_name,
            rupiah.number(sheet.people),
            _span(first + index, end - index),
        ]
        rows.append({"heading": None, "cells": cells})
    return rows


def _decided(text: DecreeText) -> str:
    tariff = f", dengan iuran {rupiah.format(text.tariff)} per orang per bulan" if text.is_uniform else ""
    risks = {"JKK": "kecelakaan kerja", "JKM": "kematian", "JHT": "hari tua", "JP": "masa pensiun"}
    signed = f" tanggal {dates.long(text.signed_on)}" if text.signed_on else ""
    decree = f"{text.issuer.full_decree} Nomor {text.number or '……'} Tahun {text.year}{signed}"
    return (
        f"{decree}. {rupiah.number(text.people)} pekerja terlindungi {text.period} dari risiko "
        f"{joined([risks[name] for name in text.parts])}{tariff}."
    )


def _enumerated(items: tuple[str, ...]) -> list[str]:
    """End each line as a list in a letter does: `;` and finally `.`."""
    return [item.rstrip(";. ") + (";" if index < len(items) - 1 else ".") for index, item in enumerate(items)]


def _qr(text: DecreeText) -> str:
    named = f"{text.issuer.full_decree} {text.number or 'RANCANGAN'}/{text.year}"
    content = text.link or f"{named} SHA-256 {text.list_sha256}"
    return segno.make(content, error="m", micro=False).svg_inline(scale=4, border=0, dark="#000")


def _qr_note(text: DecreeText) -> str:
    if text.link:
        return (
            "Pindai untuk membandingkan lembar ini dengan daftar yang ditetapkan. Yang ditampilkan hanya "
            f"nomor keputusan, jumlah orang, jumlah rupiah, dan kode keaslian, tanpa nama.\n{text.link}"
        )
    return (
        "Kode ini memuat nama keputusan dan kode keaslian daftar, tanpa data pribadi. Cocokkan dengan perintah "
        "payung verify-list dan garam daftar di atas."
    )

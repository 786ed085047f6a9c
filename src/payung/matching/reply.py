"""A reply of any shape as lines about the people who were asked about, and findings where nothing may be guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from payung.matching import months_said, words
from payung.matching.columns import FINDINGS, LINES
from payung.matching.receivers import Receiver

if TYPE_CHECKING:
    from payung.roster.check import Checked, CheckedSheet

PARTS = ("remark", "segment", "paid", "kpj", "said_name")
SENTENCES = {
    "unreadable-number": "NIK atau nomor KK pada baris ini tidak dapat dibaca. Perbaiki menurut daftar yang dikirim.",
    "not-asked": "Orang ini tidak ada dalam daftar yang dikirim ke lembaga ini. Periksa NIK-nya, atau kirim dahulu.",
    "said-twice": "Orang ini disebut lebih dari sekali dengan hasil berbeda. Mintakan satu hasil kepada lembaganya.",
    "unknown-words": "Kata hasilnya belum dikenal. Jelaskan dengan --word 'KATA=HASIL'.",
    "no-answer": "Hasilnya kosong; orang ini masih menunggu jawaban.",
    "bpu-without-month": "Aktif BPU tanpa bulan lunas; dianggap masih terlindungi. Mintakan bulan terakhirnya.",
    "month-unreadable": "Bulan lunas tidak dapat dibaca. Tulis seperti 03-2025, lalu masukkan lagi balasannya.",
    "kpj-unusable": "Nomor KPJ bukan 11 angka, jadi tidak dicatat. Mintakan nomor yang benar.",
    "other-name": "Nama menurut lembaga berbeda. Cocokkan dengan KTP-el, lalu perbaiki daftar desa bila perlu.",
}
"""What a finding says to the clerk; `other-name` and `bpu-without-month` are taken, the others are not."""
TAKEN = ("other-name", "bpu-without-month", "kpj-unusable", "month-unreadable")
UNIDENTIFIED = ("unreadable-number", "not-asked")


@dataclass(frozen=True)
class Taken:
    """`lines` as LINES, one a person; `findings` as FINDINGS; `named`: person_id of everybody whom any row names.

    `rows` is how many there were, `says_anything` whether any of them had words.
    """

    lines: pl.DataFrame
    findings: pl.DataFrame
    named: pl.DataFrame
    rows: int
    says_anything: bool

    @property
    def unidentified(self) -> int:
        """Rows of which nobody knows whom they mean."""
        return self.findings.filter(pl.col("code").is_in(UNIDENTIFIED)).height


def take(
    checked: Checked,
    asked: pl.DataFrame,
    *,
    source: Receiver,
    lessons: Mapping[str, str],
    verdict: str | None = None,
) -> Taken:
    """Read the lines of a checked reply. `asked`: person_id, sighting_id, village, nik, kk of those asked about.

    `verdict` is what the clerk says of a file that has no word of its own. A line about a family card speaks of
    everybody asked about with that card, unless it names a NIK.
    """
    said = _told(checked, source, lessons, verdict)
    if said.is_empty():
        nobody = pl.DataFrame(schema=LINES)
        return Taken(nobody, pl.DataFrame(schema=FINDINGS), nobody.select("person_id"), 0, False)
    numbered = said.with_columns(
        pl.col("verdict").is_null().and_(pl.col("unknown").is_null()).alias("blank"),
        pl.coalesce("nik", "kk").is_null().alias("unreadable"),
    )
    people = _people(numbered.filter(~pl.col("unreadable")), asked)
    known = numbered.filter(pl.col("unreadable")).with_columns(
        pl.lit(None, kind).alias(name) for name, kind in (("person_id", pl.Int64), ("sighting_id", pl.Int64))
    )
    told = pl.concat([people, known.with_columns(village=pl.lit(None, pl.String))], how="diagonal")
    stated = told.filter(pl.col("verdict").is_not_null(), pl.col("person_id").is_not_null())
    facts = ["verdict", "kpj", "paid_through", "decile"]
    different = stated.group_by("person_id").agg(pl.struct(facts).n_unique().alias("answers"))
    twice = different.filter(pl.col("answers") > 1)["person_id"].implode()
    lines = stated.filter(~pl.col("person_id").is_in(twice)).unique("person_id", keep="first", maintain_order=True)
    code = (
        pl.when("unreadable").then(pl.lit("unreadable-number"))
        .when(pl.col("person_id").is_null()).then(pl.lit("not-asked"))
        .when(pl.col("unknown").is_not_null() & pl.col("verdict").is_null()).then(pl.lit("unknown-words"))
        .when("blank").then(pl.lit("no-answer"))
        .when(pl.col("person_id").is_in(twice)).then(pl.lit("said-twice"))
    )  # fmt: skip
    looked = told.with_columns(code=code)
    extra = [
        lines.filter(pl.col("verdict") == "other-name").with_columns(code=pl.lit("other-name")),
        lines.filter(pl.col("verdict") == "bpu", pl.col("paid_through").is_null()).with_columns(
            code=pl.when("bad_month").then(pl.lit("month-unreadable")).otherwise(pl.lit("bpu-without-month"))
        ),
        lines.filter("bad_kpj").with_columns(code=pl.lit("kpj-unusable")),
    ]
    found = pl.concat([looked.filter(pl.col("code").is_not_null()), *extra], how="diagonal")
    return Taken(
        lines.select(pl.col(name).cast(kind) for name, kind in LINES.items()),
        found.select("code", "file", "sheet", "row", words="unknown")
        .cast(dict(FINDINGS))  # type: ignore[arg-type]
        .unique(maintain_order=True),
        told.select("person_id").drop_nulls().unique(),
        said.height,
        not told.filter(~pl.col("blank")).is_empty(),
    )


def _people(said: pl.DataFrame, asked: pl.DataFrame) -> pl.DataFrame:
    """Whom each line is about: by NIK, else everybody with the family card that it names."""
    who = asked.select("person_id", "sighting_id", "village", "nik", "kk")
    by_nik = said.filter(pl.col("nik").is_not_null()).join(
        who.drop("kk").filter(pl.col("nik").is_not_null()), on="nik", how="left", maintain_order="left"
    )
    by_kk = said.filter(pl.col("nik").is_null()).join(
        who.drop("nik").filter(pl.col("kk").is_not_null()), on="kk", how="left", maintain_order="left"
    )
    return pl.concat([by_nik, by_kk], how="diagonal")


def _told(checked: Checked, source: Receiver, lessons: Mapping[str, str], verdict: str | None) -> pl.DataFrame:
    """One line per row of the reply: nik, kk, decile, verdict, kpj, paid_through, said_name, unknown, where."""
    parts = []
    for file in checked.files:
        for sheet in file.sheets:
            cells = _cells(sheet, source, lessons, verdict)
            parts.append(
                cells.with_columns(
                    file_number=pl.lit(file.index, pl.Int32), sheet_number=pl.lit(sheet.index, pl.Int32),
                    file=pl.lit(file.source.name), sheet=pl.lit(sheet.source.name),
                )
            )  # fmt: skip
    if not parts:
        return pl.DataFrame()
    rows = checked.rows.select("row", "nik", "kk", "decile", file_number=pl.col("file"), sheet_number=pl.col("sheet"))
    on = ["file_number", "sheet_number", "row"]
    told = rows.join(pl.concat(parts), on=on, how="left", maintain_order="left")
    has_decile = pl.col("decile").is_not_null() & pl.col("verdict").is_null() & pl.col("unknown").is_null()
    return told.with_columns(verdict=pl.when(has_decile).then(pl.lit("matched")).otherwise("verdict"))


def _cells(sheet: CheckedSheet, source: Receiver, lessons: Mapping[str, str], verdict: str | None) -> pl.DataFrame:
    """What the answer columns of one sheet say, each distinct combination read once."""
    found = sheet.source
    roles = {
        letter: words.heading(title) for letter, title in found.headings.items() if letter in found.cells.columns
    }
    verdicts = [letter for letter, role in roles.items() if role == "verdict"]
    part = {role: next((letter for letter, is_ in roles.items() if is_ == role), None) for role in PARTS}
    letters = list(dict.fromkeys([*verdicts, *(letter for letter in part.values() if letter)]))
    title = verdict or words.of_title(found.name, source.key)
    cells = found.cells.select(pl.col("row").cast(pl.Int64), *letters)
    distinct = cells.select(letters).unique() if letters else pl.DataFrame({"": [""]})

    def said(line: dict[str, str]) -> dict[str, Any]:
        answer = words.read(
            [(found.headings[letter], line[letter]) for letter in verdicts],
            line.get(part["remark"] or "", ""),
            line.get(part["segment"] or "", ""),
            source.key,
            lessons,
        )
        month = line.get(part["paid"] or "", "").strip()
        kpj = "".join(sign for sign in line.get(part["kpj"] or "", "") if sign.isdigit())
        name = line.get(part["said_name"] or "", "").strip() or answer.name
        stated = answer.verdict or (title if answer.unknown is None else None)
        return {
            "verdict": stated,
            "kpj": kpj if len(kpj) == 11 else answer.kpj,
            "bad_kpj": bool(kpj) and len(kpj) != 11,
            "paid_through": (months_said.read(month) if month else None) or answer.paid_through,
            "bad_month": bool(month) and months_said.read(month) is None,
            "said_name": name if stated == "other-name" else None,
            "unknown": answer.unknown,
        }

    kinds = {"verdict": pl.String, "kpj": pl.String, "bad_kpj": pl.Boolean, "paid_through": pl.Date,
             "bad_month": pl.Boolean, "said_name": pl.String, "unknown": pl.String}  # fmt: skip
    answers = pl.DataFrame([said(line) for line in distinct.iter_rows(named=True)], schema=kinds)
    if not letters:
        return cells.join(answers, how="cross")
    read = pl.concat([distinct, answers], how="horizontal")
    return cells.join(read, on=letters, how="left", nulls_equal=True, maintain_order="left").drop(letters)

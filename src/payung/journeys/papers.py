"""Which papers a run gives the office: rosters back, lists, decree, insurer's file, budget, summary."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import polars as pl

from payung.documents import (
    amendment,
    budget,
    continuity,
    decree,
    insurer,
    lists,
    marked_roster,
    method_statement,
    pairs,
    reminder_text,
    summary_text,
)
from payung.documents import recap as recap_workbook
from payung.documents.continuity import Continuity
from payung.documents.lists import Heading
from payung.enrolment import wadah
from payung.journeys import budgeting, method, recap, wording
from payung.journeys import pairs as deciding
from payung.journeys.amended import Amendment
from payung.journeys.figures import Figures
from payung.journeys.intake import Intake
from payung.journeys.listing import Lists
from payung.journeys.named_twice import NamedTwice
from payung.journeys.printing import Paper
from payung.journeys.stages import DrawEvents
from payung.programme.document import Document


def of_programme(
    document: Document,
    figures: Figures,
    drawn: Lists,
    draw: DrawEvents,
    out: Path,
    *,
    demo: bool,
    change: Amendment | None = None,
) -> list[Paper]:
    """The papers of a programme, the longest work first; without a decree only the lists and the budget.

    With a `change` the decree that it amends stays as it was written, and the list is the one after the change.
    """
    heading = wording.heading(document, demo, figures.decree.list_sha256 if figures.decree else None)
    listed = drawn.selected if change is None else change.whole
    selected = listed.with_columns(*_registered(drawn))
    terms = budgeting.terms(figures)
    papers = []
    if change is not None:
        papers += of_amendment(document, figures, change, drawn, heading, out, demo=demo)
    elif figures.decree is not None:
        text = wording.decree(document, figures)
        drafted = "Rancangan Keputusan" if text.is_draft else "Keputusan"
        papers += [
            Paper(out / "sk.pdf", f"{drafted} dengan Lampiran lengkap, untuk kantor", decree.write,
                  (text, selected, out / "sk.pdf"), (("demo", demo),)),
            Paper(out / "lampiran-pengumuman.pdf", "Daftar tersamar untuk diumumkan", decree.write,
                  (text, selected, out / "lampiran-pengumuman.pdf"), (("demo", demo), ("masked", True))),
            *_insurer(heading, selected, out),
            Paper(out / "ringkasan.txt", "Ringkasan untuk WhatsApp", summary_text.write,
                  (wording.summary(document, figures, demo), out / "ringkasan.txt")),
        ]  # fmt: skip
    papers += [
        Paper(out / "terpilih.xlsx", "Yang mendapat kursi, dan mengapa", lists.write_selected,
              (heading, selected, out / "terpilih.xlsx")),
        Paper(out / "cadangan.xlsx", "Yang menunggu, menurut urutan", lists.write_waiting,
              (heading, drawn.waiting, out / "cadangan.xlsx")),
        Paper(out / "tidak-memenuhi.xlsx", "Yang belum dapat dilindungi, dan mengapa", lists.write_ineligible,
              (heading, drawn.ineligible, out / "tidak-memenuhi.xlsx")),
        Paper(out / "anggaran.xlsx", "Anggaran per desa dan sumber dana", budget.write,
              (wording.statement(document, figures, demo),
               budgeting.by_village(drawn.selected) if terms else _by_village(drawn.selected), out / "anggaran.xlsx"),
              (("terms", terms), ("ceilings", budgeting.ceilings(figures)))),
    ]  # fmt: skip
    papers.append(
        Paper(out / "cara-memilih.pdf", "Cara memilih, untuk umum: aturan, undian, angka, persetujuan",
              method_statement.write, (method.of(document, figures, draw, demo=demo), out / "cara-memilih.pdf"))
    )  # fmt: skip
    standing = recap.of(document, figures, demo=demo)
    papers.append(
        Paper(out / "rekap.xlsx", "Peringkat kecamatan, desa yang belum mengusulkan", recap_workbook.write,
              (standing, out / "rekap.xlsx"))
    )  # fmt: skip
    if standing.silent.height:
        papers.append(
            Paper(out / "pengingat.txt", "Pengingat bagi camat tentang desa itu", reminder_text.write,
                  (standing, out / "pengingat.txt"))
        )  # fmt: skip
    return papers


def _insurer(heading: Heading, selected: pl.DataFrame, out: Path, more: str = "") -> list[Paper]:
    """One file a segment: participants without a wage and wage receivers are registered on different forms."""
    segments = sorted(selected["segment"].drop_nulls().unique())
    papers = []
    for segment in segments:
        name = f"unggah-bpjs{'' if segments == ['BPU'] else f'-{segment.lower()}'}{more}.xlsx"
        about = f"{'Yang ditambahkan' if more else 'Berkas pendaftaran'} untuk BPJS Ketenagakerjaan"
        if segments != ["BPU"]:
            about += ", peserta penerima upah (PU)" if segment == "PU" else ", bukan penerima upah (BPU)"
        rows = selected.filter(pl.col("segment") == segment)
        papers.append(
            Paper(out / name, about, insurer.write, (heading, rows, out / name),
                  (("columns", insurer.OF_SEGMENT[segment]),))
        )  # fmt: skip
    return papers


def _registered(drawn: Lists) -> list[pl.Expr]:
    """For each person the insurer's code of the group that pays (not for wage receivers), and the wage reported."""
    codes = [
        wadah.of(paid.payer.source for paid in way.payments if paid.payer.is_budget) if way.segment == "BPU" else None
        for way in drawn.ways
    ]
    wages = [way.income if way.segment == "PU" else None for way in drawn.ways]
    numbers = list(range(len(drawn.ways)))
    if not numbers:
        return []
    return [
        pl.col("way")
        .replace_strict(numbers, pl.Series(codes, dtype=pl.String), default=None, return_dtype=pl.String)
        .alias("wadah"),
        pl.col("way")
        .replace_strict(numbers, pl.Series(wages, dtype=pl.Int64), default=None, return_dtype=pl.Int64)
        .alias("wage"),
    ]


def of_doubts(document: Document, doubts: NamedTwice, out: Path, *, demo: bool) -> list[Paper]:
    """The workbook of pairs that wait for somebody, and who is named more than once; each only when there are any."""
    heading = wording.heading(document, demo)
    papers = []
    if doubts.pairs:
        path = out / "pasangan.xlsx"
        papers.append(Paper(path, "Mungkin orang yang sama: untuk diputuskan", pairs.write_pairs,
                            (heading, deciding.with_typed(doubts.lines(), path), path)))  # fmt: skip
    if not doubts.rows.is_empty():
        path = out / "diusulkan-ganda.xlsx"
        papers.append(Paper(path, "Yang diusulkan lebih dari sekali, dan baris mana yang dihitung",
                            pairs.write_named_twice, (heading, doubts.listed(), path)))  # fmt: skip
    return papers


def of_amendment(
    document: Document, figures: Figures, change: Amendment, drawn: Lists, heading: Heading, out: Path, *, demo: bool
) -> list[Paper]:
    """The papers of an amendment: the decree, its announcement, and who comes, for the insurer."""
    text = wording.amendment(document, figures, change)
    drafted = "Rancangan Keputusan" if text.is_draft else "Keputusan"
    arguments = (text, change.amended, change.changed)
    return [
        Paper(out / "sk-perubahan.pdf", f"{drafted} perubahan dengan Lampiran I dan II, untuk kantor",
              amendment.write, (*arguments, out / "sk-perubahan.pdf"), (("demo", demo),)),
        Paper(out / "pengumuman-perubahan.pdf", "Perubahan tersamar untuk diumumkan", amendment.write,
              (*arguments, out / "pengumuman-perubahan.pdf"), (("demo", demo), ("masked", True))),
        *_insurer(heading, change.added.with_columns(*_registered(drawn)), out, "-perubahan"),
    ]  # fmt: skip


def of_continuity(document: Document, figures: Figures, found: Continuity, out: Path, *, demo: bool) -> Paper:
    """Who goes on from the year before, who is new, who dropped out."""
    heading = wording.heading(document, demo, figures.decree.list_sha256 if figures.decree else None)
    path = out / "keberlanjutan.xlsx"
    return Paper(path, "Siapa lanjut, siapa baru, siapa berhenti", continuity.write, (heading, found, path))


def of_first_decree(out: Path) -> list[Path]:
    """Papers of the decree that is amended: they stay as they were written."""
    kept = ("sk.pdf", "lampiran-pengumuman.pdf", "ringkasan.txt")
    uploads = (path for path in sorted(out.glob("unggah-bpjs*.xlsx")) if "perubahan" not in path.name)
    return [*(out / name for name in kept), *uploads]


def of_rosters(intake: Intake, out: Path, *, demo: bool, checked_on: date) -> list[Paper]:
    """Each roster back to its sender with its findings; the largest first."""
    by_file = intake.checked.findings.partition_by("file", as_dict=True)
    nothing = intake.checked.findings.clear()
    shared = Counter(_stem(file.source.name) for file in intake.checked.files)
    papers = []
    for file in sorted(intake.checked.files, key=lambda file: -file.rows):
        if file.error or file.source.name not in intake.paths:  # what no sender sent goes back to nobody
            continue
        stem = _stem(file.source.name)
        alone = stem if shared[stem] == 1 else file.source.name.replace("/", " - ")
        path = out / "periksa" / f"{alone}.periksa.xlsx"
        arguments = (intake.paths[file.source.name], file, by_file.get((file.index,), nothing), path)
        papers.append(
            Paper(path, "Daftar dikembalikan dengan temuannya", marked_roster.write, arguments,
                  (("demo", demo), ("checked_on", checked_on)))
        )  # fmt: skip
    return papers


def _by_village(selected: pl.DataFrame) -> pl.DataFrame:
    keys = ["village", "village_name", "village_kind", "district_name", "source", "months"]
    return selected.group_by(keys).agg(people=pl.len().cast(pl.Int64)).sort(keys)


def _stem(name: str) -> str:
    """A file's name without its ending, with its folders or its zip in front."""
    folders, _, last = name.rpartition("/")
    stem = last.rsplit(".", 1)[0] if "." in last else last
    return f"{folders}/{stem}".strip("/").replace("/", " - ")

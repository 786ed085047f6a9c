"""Pairs as a clerk works with them: listed in words, out to a workbook and back, decided one by one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import python_calamine
from django.db import transaction

from payung.accounts import actions as accounts
from payung.accounts import scope
from payung.accounts.models import User
from payung.documents import pairs as documents
from payung.journeys import opening, pair_lines, programme_file, wording
from payung.kernel.refusal import Refusal
from payung.people import actions, queries
from payung.people.models import Pair
from payung.programme.document import Document
from payung.programme.models import Programme

MOST_ROWS = 100_000
WHO = ("Nama", "NIK")
"""The columns of the workbook by which a row is known to be about the pair whose number it bears."""
OURS = "Pakai yang ditulis payung pairs list."


class NotYetRun(Refusal):
    """The programme has never been run here, so nobody is known."""


class NotAPairsFile(Refusal):
    """The workbook does not hold the columns of the pairs, or a cell cannot be understood."""


@dataclass(frozen=True)
class Case:
    """A programme, opened in its scope, with the person who answers for what is done."""

    document: Document
    programme: Programme
    by: User


@dataclass(frozen=True)
class Answer:
    """What a clerk decided about one pair; `where` names the row for error sentences.

    `shown` are the cells of the row that say who the two are, by heading; empty without a workbook.
    """

    pair_id: int
    verdict: str
    nik_side: str
    reason: str
    where: str
    shown: dict[str, str] = field(default_factory=dict)


@contextmanager
def opened(path: Path, *, name: str, at: datetime) -> Iterator[Case]:
    """Open the programme of a programme file in one transaction and its scope. Raises NotYetRun."""
    document = programme_file.read(path).document
    with transaction.atomic(), scope.within(document.government):
        programme = Programme.objects.filter(code=document.code).first()
        if programme is None:
            raise NotYetRun(f"Program {document.code} belum pernah dijalankan. Jalankan payung run {path} dahulu.")
        government = opening.government(document.government, at=at)
        yield Case(document, programme, accounts.operator(name=name, government=government, by=None, at=at))


def write(case: Case, path: Path, *, decided: bool = False) -> int:
    """Write the pairs as a workbook to fill; give how many there are."""
    pairs = pair_lines.listed(case.programme.pk, decided=decided)
    demo = case.document.demo or os.environ.get("PAYUNG_DEMO") == "1"
    lines = with_typed([pair_lines.line(pair) for pair in pairs], path)
    documents.write_pairs(wording.heading(case.document, demo), lines, path)
    return len(pairs)


def read(path: Path) -> list[Answer]:
    """The answers of a filled workbook; rows without a verdict are passed over. Raises NotAPairsFile."""
    try:
        sheets = python_calamine.CalamineWorkbook.from_path(str(path))
        rows = sheets.get_sheet_by_index(0).to_python(nrows=MOST_ROWS)
    except (OSError, python_calamine.CalamineError) as stop:
        raise NotAPairsFile(f"Berkas {path} tidak dapat dibuka sebagai buku kerja. {OURS}") from stop
    needed = (documents.NUMBER, documents.VERDICT, documents.NIK_SIDE, documents.REASON)
    for at, row in enumerate(rows):
        places = {str(cell).strip(): column for column, cell in enumerate(row)}
        if all(name in places for name in needed):
            taken = (places[name] for name in needed)
            number, verdict, side, reason = taken
            return [
                replace(answer, shown={trait: str(said[places[trait]]) for trait in WHO if trait in places})
                for nth, said in enumerate(rows[at + 1 :], at + 2)
                if (answer := _answer(said[number], said[verdict], said[side], said[reason], f"Baris {nth}"))
            ]
    raise NotAPairsFile(f"Berkas {path.name} tidak memuat kolom {', '.join(needed)}. {OURS}")


def with_typed(lines: list[documents.Line], path: Path) -> list[documents.Line]:
    """The lines with what a clerk has typed into the workbook at `path`, so that writing it again loses nothing.

    A workbook that is no longer one of ours is set aside under another name.
    """
    if not path.exists():
        return lines
    try:
        typed = {answer.pair_id: answer for answer in read(path)}
    except NotAPairsFile:
        path.replace(path.with_name(f"{path.stem}-sebelumnya{path.suffix}"))
        return lines
    verdicts = {verdict: word for word, verdict in documents.VERDICTS.items()}
    sides = {side: word for word, side in documents.NIK_SIDES.items()}
    return [
        replace(line, verdict=verdicts[said.verdict], reason=said.reason, nik_side=sides[said.nik_side])
        if (said := typed.get(line.number)) and not line.verdict
        else line
        for line in lines
    ]


def _answer(number: Any, verdict: Any, side: Any, reason: Any, where: str) -> Answer | None:
    word, of, told = (str(cell or "").strip() for cell in (verdict, side, reason))
    if not word:
        return None
    try:
        pair = int(float(number))
    except (TypeError, ValueError):
        raise NotAPairsFile(f"{where}: nomor pasangan tidak terbaca. Jangan ubah kolom {documents.NUMBER}.") from None
    if word.lower() not in documents.VERDICTS:
        raise NotAPairsFile(f"{where}: keputusan harus sama, berbeda, atau nanti.")
    if of and of.lower() not in documents.NIK_SIDES:
        raise NotAPairsFile(f"{where}: {documents.NIK_SIDE} harus pertama atau kedua.")
    return Answer(pair, documents.VERDICTS[word.lower()], documents.NIK_SIDES.get(of.lower(), "left"), told, where)


def decide(case: Case, answers: list[Answer], *, at: datetime) -> int:
    """Record the answers that change something, all or none; give how many. Raises Refusal naming the row."""
    known = {pair["pair_id"]: pair for pair in queries.pairs(case.programme.pk).to_dicts()}
    changed = 0
    seen: dict[int, Answer] = {}
    for answer in answers:
        first = seen.setdefault(answer.pair_id, answer)
        if (first.verdict, first.nik_side) != (answer.verdict, answer.nik_side):
            raise NotAPairsFile(f"{answer.where}: pasangan {answer.pair_id} dijawab lain pada baris sebelumnya.")
        try:
            now = known.get(answer.pair_id)
            if now is None and not Pair.objects.filter(pk=answer.pair_id, programme_id=case.programme.pk).exists():
                raise actions.NoSuchPair(f"Pasangan {answer.pair_id} tidak ada dalam program ini.")
            if now and not _is_about(answer, now):
                raise NotAPairsFile(
                    f"Pasangan {answer.pair_id} bukan lagi dua orang pada baris ini; buku kerja ini dari daftar lain."
                    f" {OURS}"
                )
            said = (answer.verdict, answer.nik_side, answer.reason)
            if now and said == (now["verdict"], now["nik_belongs_to"], now["reason"] or ""):
                continue
            actions.decide_pair(
                pair_id=answer.pair_id,
                verdict=answer.verdict,
                nik_belongs_to=answer.nik_side,
                reason=answer.reason,
                by=case.by,
                at=at,
            )
        except Refusal as stop:
            raise type(stop)(f"{answer.where}: {stop}" if answer.where else str(stop)) from None
        changed += 1
    return changed


def _is_about(answer: Answer, pair: dict[str, Any]) -> bool:
    """Whether the row of the workbook shows the two people of the pair: numbers may be those of another database."""
    if not answer.shown:
        return True
    line = pair_lines.line(pair)
    return all(
        said.split() == f"{line.left.get(trait) or '-'} {line.right.get(trait) or '-'}".split()
        for trait, said in answer.shown.items()
    )

"""Take a running programme over from last year's decree list or the insurer's list of active members."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import polars as pl
from django.db import transaction

from payung.accounts import actions as accounts
from payung.accounts import checks as names
from payung.accounts import scope
from payung.audit import actions as audit
from payung.eligibility import queries as eligibility
from payung.enrolment import actions as enrolment
from payung.enrolment import active_list
from payung.journeys import opening, programme_file
from payung.kernel import dates, month, region_code
from payung.kernel.refusal import Refusal
from payung.law import payment
from payung.people import actions as people
from payung.people import queries as people_queries
from payung.programme import actions as programmes
from payung.programme import local_day
from payung.programme.document import Document
from payung.programme.models import Programme
from payung.regions import reader
from payung.roster import actions as roster
from payung.roster import check, reading
from payung.roster.check import Checked
from payung.storage import frames

SOURCES = {"decree": "daftar SK", "insurer": "daftar peserta aktif BPJS Ketenagakerjaan"}


class NothingToTakeOver(Refusal):
    """The file or what was said about it cannot be the list of this running programme."""


@dataclass(frozen=True)
class Result:
    """What entered, and the sentences about rows; `refused` rows have a data error and were not taken."""

    taken: enrolment.TakenOver
    rows: int
    refused: int
    said: list[str]

    @property
    def needs_attention(self) -> bool:
        """Whether a row was left out, so that the officer must do something."""
        return self.refused > 0 or any(code not in active_list.REMARKS for _, code, _ in self.taken.found)


def run(
    path: Path, file: Path, *, source: str, on: date, paid_through: date | None, name: str, at: datetime
) -> Result:
    """Enter the members that `file` tells `on` a day into the programme of `path`; again, it changes nothing.

    The people become known as from a roster, with their rows word for word; KPJ and paid months are facts of their
    own. `paid_through` is the last paid month of rows that tell none. Raises NothingToTakeOver.
    """
    document = programme_file.read(path, files=False).document
    name = names.signable(name)
    longest = max(payment.prepayment_months(on), default=12)
    _must_be_possible(document, file, on, paid_through, longest, at)
    content = file.read_bytes()
    checked = _checked(document, file, content, on)
    told, found = active_list.told(checked, content, on=on, paid_through=paid_through, longest=longest)
    with transaction.atomic():
        government = opening.government(document.government, at=at)
        with scope.within(document.government):
            by = accounts.operator(name=name, government=government, by=None, at=at)
            programme = programmes.open_programme(document=document, by=by, at=at)
            roster.receive(programme_id=programme.pk, checked=checked, originals={file.name: content}, by=by, at=at)
            with suppress(roster.NothingToAccept):  # the same file again
                roster.accept(programme_id=programme.pk, by=by, at=at)
            people.link(programme_id=programme.pk, by=by, at=at)
            members = _members(programme, checked, told, found)
            taken = enrolment.take_over(
                programme_id=programme.pk,
                told=members,
                source=source,
                on=on,
                file_sha256=checked.files[0].source.sha256,
                by=by,
                at=at,
            )
    audit.seal(government=document.government, by=by, at=at)
    taken = enrolment.TakenOver(
        taken.people, taken.written, taken.unchanged, taken.months,
        sorted([*found, *taken.found], key=lambda one: one[:2]),
    )  # fmt: skip
    errors = checked.findings.filter(severity="error", kind="data").sort("row")
    refused = checked.rows.filter("has_data_error").height
    said = [*errors["message"].to_list(), *(active_list.sentence(*one) for one in taken.found)]
    return Result(taken, checked.rows.height, refused, said)


def _must_be_possible(
    document: Document, file: Path, on: date, paid_through: date | None, longest: int, at: datetime
) -> None:
    today = local_day.of(document.government, at)
    if not file.is_file():
        raise NothingToTakeOver(f"Berkas {file.name} tidak ditemukan. Periksa nama dan mapnya.")
    if on > today:
        raise NothingToTakeOver(f"Tanggal keadaan daftar {dates.long(on)} belum tiba. Periksa --on.")
    if paid_through is not None and month.between(month.parse(on), paid_through) > longest:
        raise NothingToTakeOver(
            f"Lunas sampai {month.name(paid_through)} lebih dari {longest} bulan setelah keadaan daftar "
            f"({dates.long(on)}). Periksa --paid-through."
        )


def _checked(document: Document, file: Path, content: bytes, on: date) -> Checked:
    sources = reading.read(content, file.name)
    for source in sources:
        source.format = roster.TAKEN_OVER
    is_demo = document.demo or os.environ.get("PAYUNG_DEMO") == "1"
    checked = check.check_files(sources, region=document.government, on=on, demo=is_demo)
    broken = next((one.error for one in checked.files if one.error), None)
    if broken or not checked.files:
        raise NothingToTakeOver(
            f"Berkas {file.name} tidak dapat dipakai. {broken['message'] if broken else 'Isinya kosong.'}"
        )
    low, high = region_code.span(document.government)
    village = checked.rows["village"].drop_nulls()
    if not ((village >= low) & (village < high)).any():
        raise NothingToTakeOver(
            f"Tidak satu pun orang dalam {file.name} tinggal di {reader.load().full_name(document.government)}. "
            "Periksa apakah berkas atau programnya tertukar."
        )
    if checked.rows["has_data_error"].all():
        raise NothingToTakeOver(
            f"Semua baris {file.name} bermasalah, jadi tidak ada yang diambil alih. Jalankan payung check pada "
            "berkas itu untuk melihat sebabnya."
        )
    return checked


def _members(programme: Programme, checked: Checked, told: pl.DataFrame, found: enrolment.Found) -> pl.DataFrame:
    """Rows that may be taken over, with the person behind each: living, known by his NIK, not in a doubtful pair."""
    dead = frames.read(eligibility.ENTRIES, {"programme": programme.pk}).filter(kind="deceased")["nik"].drop_nulls()
    known = people_queries.people(programme.pk).filter(pl.col("nik").is_not_null())
    unsure = known.filter(pl.col("is_undecided") | (pl.len().over("nik") > 1))["nik"]
    rows = checked.rows.filter(~pl.col("has_data_error")).select("file", "sheet", "row", "nik", "village", "alive")
    gone = rows.filter(~pl.col("alive").fill_null(True) | pl.col("nik").is_in(dead.implode()))
    found += [(row, "not-alive", {}) for row in gone["row"].to_list()]
    doubtful = rows.filter(pl.col("nik").is_in(unsure.implode()))
    found += [(row, "pair-undecided", {}) for row in doubtful["row"].to_list()]
    taken = rows.join(gone, on=["file", "sheet", "row"], how="anti").join(
        doubtful, on=["file", "sheet", "row"], how="anti"
    )
    return (
        taken.join(told, on=["file", "sheet", "row"], maintain_order="left")
        .join(known.select("nik", "person_id"), on="nik", maintain_order="left")
        .select("row", "person_id", "village", "kpj", "since", "paid_through")
    )

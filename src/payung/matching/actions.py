"""The doors of the matching round: send a list, receive a reply, take a reply back, attach proofs of people."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
from django.db import connection

from payung.accounts.models import User
from payung.audit.action import action, current_id, note
from payung.kernel import dates
from payung.kernel.refusal import Refusal
from payung.matching import queries, receivers, reply, words
from payung.matching.columns import LINES, VERDICTS
from payung.matching.models import Reply, Sent, Withdrawal
from payung.programme import local_day
from payung.programme.models import Programme
from payung.storage import files, frames

if TYPE_CHECKING:
    from payung.roster.check import Checked


class NobodyToAsk(Refusal):
    """The list to be sent holds nobody."""


class NothingSent(Refusal):
    """A reply came from somebody who was not asked."""


class NotAReply(Refusal):
    """The file says nothing about anybody who was asked about."""


class NoSuchReply(Refusal):
    """The reply does not exist in this programme, or was withdrawn before."""


class WrongDay(Refusal):
    """The day of a reply cannot be."""


@dataclass(frozen=True)
class Receipt:
    """What became of a reply. `is_known`: the same had been received before, and nothing was written.

    `findings` as `columns.FINDINGS`; `said` counts people by verdict; `rest` of them were declared matched without a
    line of their own. `rest_refused`: somebody asked for that, but rows that nobody recognised may be theirs.
    """

    reply: Reply
    is_known: bool
    rows: int
    said: dict[str, int]
    rest: int
    rest_refused: bool
    findings: pl.DataFrame


@action
def send(
    *, programme_id: int, receiver: str, people: pl.DataFrame, workbook: Path, on: date, by: User, at: datetime
) -> Sent:
    """Record that the list in `workbook` went to a receiver on a day; the same list again is recorded once.

    `people` has person_id, sighting_id and village of everybody on it. Raises NobodyToAsk and WrongDay.
    """
    to = receivers.of(receiver)
    if people.is_empty():
        raise NobodyToAsk("Tidak ada orang yang dapat ditanyakan. Jalankan payung run dahulu, lalu kirim lagi.")
    programme = _locked(programme_id)
    if on > local_day.of(programme.government, at):
        raise WrongDay(f"Tanggal kirim {dates.long(on)} belum tiba. Periksa --on.")
    list_sha256 = files.put(workbook)
    earlier = (
        Sent.objects.filter(programme=programme, receiver=to.key, list_sha256=list_sha256).order_by("-id").first()
    )
    if earlier is not None:
        note(sent_id=earlier.pk)
        return earlier
    sent = Sent.objects.create(
        government=programme.government,
        region=programme.government,
        programme=programme,
        receiver=to.key,
        sent_on=on,
        people=people.height,
        list_sha256=list_sha256,
        action_id=current_id(),
        recorded_at=at,
    )
    frames.insert(
        "matching_asked",
        people.select(
            "person_id",
            "sighting_id",
            government=pl.lit(programme.government),
            region=pl.col("village"),
            sent_id=pl.lit(sent.pk),
            programme_id=pl.lit(programme_id),
            action_id=pl.lit(current_id()),
        ),
    )
    note(sent_id=sent.pk)
    return sent


@action
def receive(
    *,
    programme_id: int,
    source: str,
    checked: Checked,
    original: Path | bytes,
    name: str,
    on: date,
    by: User,
    at: datetime,
    verdict: str | None = None,
    rest: str | None = None,
    lessons: Sequence[str] = (),
    sent_id: int | None = None,
) -> Receipt:
    """Take what a source answered `on` a day from a checked file of any shape.

    verdict: what all lines say that say nothing themselves (a file of rejected people without a column). rest:
    "matched" declares everybody of the list asked about and not in the file as matched; it is never assumed, and
    not done while any row of the file could not be recognised. lessons: words and their meaning, "KATA=HASIL".
    sent_id: the list it answers; else the latest that holds everybody in the file. The same reply again changes
    nothing. Raises NothingSent, WrongDay, NotAReply and words.NotAVerdict.
    """
    of = receivers.of(source)
    known_words = words.taught(lessons)
    if verdict not in (None, *VERDICTS) or rest not in (None, "matched"):
        raise words.NotAVerdict(f"Hasil yang dikenal: {', '.join(VERDICTS)}; sisanya hanya dapat “matched”.")
    programme = _locked(programme_id)
    _possible_day(programme, of, on, at)
    asked = queries.asked(programme_id, of.key)
    taken = reply.take(checked, asked, source=of, lessons=known_words, verdict=verdict)
    if taken.lines.is_empty():
        raise NotAReply(_why_nothing(taken, of, name))
    if sent_id is not None and not Sent.objects.filter(pk=sent_id, programme=programme, receiver=of.key).exists():
        raise NothingSent(f"Daftar nomor {sent_id} tidak pernah dikirim ke {of.short}. Lihat payung match status.")
    answers_id = sent_id or _list_answered(taken.lines, programme_id, of)
    is_complete = taken.unidentified == 0 and not taken.findings["code"].is_in(["unknown-words", "said-twice"]).any()
    others = taken.lines.clear()
    if rest is not None and is_complete:
        others = _others(taken, programme_id, answers_id)
    lines = pl.concat([taken.lines, others])
    file_sha256 = files.put(original)
    lines_sha256 = hashlib.sha256(
        lines.drop("row", "file", "sheet").sort("person_id").write_csv().encode()
    ).hexdigest()
    same = _already_standing(lines, programme_id, of, on)
    if same is None:
        received = Reply.objects.create(
            government=programme.government,
            region=programme.government,
            programme=programme,
            sent_id=answers_id,
            source=of.key,
            on=on,
            name=name,
            file_sha256=file_sha256,
            lines=lines.height,
            lines_sha256=lines_sha256,
            findings=taken.findings.height,
            action_id=current_id(),
            recorded_at=at,
        )
        frames.insert(
            "matching_reply_line",
            lines.rename({"village": "region"}).with_columns(
                government=pl.lit(programme.government),
                reply_id=pl.lit(received.pk),
                programme_id=pl.lit(programme_id),
                action_id=pl.lit(current_id()),
            ),
        )
    else:
        received = same
    note(reply_id=received.pk)
    return Receipt(
        reply=received,
        is_known=same is not None,
        rows=taken.rows,
        said={str(each): int(count) for each, count in lines.group_by("verdict").len().sort("verdict").iter_rows()},
        rest=others.height,
        rest_refused=rest is not None and not is_complete,
        findings=taken.findings,
    )


@action
def withdraw(*, programme_id: int, reply_id: int, reason: str, by: User, at: datetime) -> Withdrawal:
    """Let a mistaken reply count no more; it stays in the history, and what the source said before counts again."""
    programme = _locked(programme_id)
    found = Reply.objects.filter(programme=programme, pk=reply_id, withdrawal__isnull=True).first()
    if found is None:
        raise NoSuchReply(
            f"Balasan nomor {reply_id} tidak ada pada program ini, atau sudah ditarik. Lihat payung match status."
        )
    if not reason.strip():
        raise NoSuchReply("Tulis alasan balasan ini ditarik, misalnya: berkas milik program lain.")
    return Withdrawal.objects.create(
        government=programme.government,
        region=programme.government,
        reply=found,
        reason=reason.strip(),
        action_id=current_id(),
        recorded_at=at,
    )


@action
def attach(*, programme_id: int, proofs: pl.DataFrame, by: User, at: datetime) -> int:
    """Attach scans that are kept in `storage.files` to persons; returns how many were new.

    `proofs` has person_id, village, kind (one of columns.KINDS), sha256, media and size, one row a person and file. A
    scan that a person has already is not attached again.
    """
    programme = _locked(programme_id)
    on = ["person_id", "kind", "sha256"]
    known = queries.proofs(programme_id).select(on)
    fresh = proofs.unique(on, maintain_order=True).join(known, on=on, how="anti", maintain_order="left")
    return frames.insert(
        "matching_proof",
        fresh.rename({"village": "region"}).with_columns(
            government=pl.lit(programme.government),
            programme_id=pl.lit(programme_id),
            action_id=pl.lit(current_id()),
            recorded_at=pl.lit(at.isoformat()),
        ),
    )


def _locked(programme_id: int) -> Programme:
    programme = Programme.objects.get(pk=programme_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('matching', %s))", [programme_id])
    return programme


def _possible_day(programme: Programme, source: receivers.Receiver, on: date, at: datetime) -> None:
    """A reply is of a day between the first list to that source and today."""
    first = Sent.objects.filter(programme=programme, receiver=source.key).order_by("sent_on").first()
    if first is None:
        raise NothingSent(
            f"Belum ada daftar program ini yang dikirim ke {source.short}. Kirim dahulu dengan payung match out."
        )
    if on > local_day.of(programme.government, at):
        raise WrongDay(f"Tanggal balasan {dates.long(on)} belum tiba. Tulis tanggal pada surat balasannya.")
    if on < first.sent_on:
        raise WrongDay(
            f"Tanggal balasan {dates.long(on)} mendahului daftar yang dikirim pada {dates.long(first.sent_on)}. "
            "Periksa --on."
        )


def _why_nothing(taken: reply.Taken, source: receivers.Receiver, name: str) -> str:
    missing = taken.findings["code"].is_in(reply.UNIDENTIFIED).sum()
    if taken.rows and missing == taken.rows:
        return (
            f"Tidak satu pun dari {taken.rows} baris pada {name} ada dalam daftar yang dikirim ke {source.short}. "
            "Mungkin berkas ini untuk lembaga atau program lain."
        )
    if not taken.says_anything:
        return (
            f"Berkas {name} tidak menyatakan hasil: kolom Hasil kosong atau tidak ada, nama lembarnya bukan hasil. "
            "Lengkapi, atau sebutkan hasil semua barisnya dengan --verdict."
        )
    return (
        f"Tidak ada hasil pada {name} yang dapat diambil dari {taken.rows} baris. Kata hasilnya belum dikenal atau "
        "saling bertentangan; jelaskan dengan --word 'KATA=HASIL'."
    )


def _already_standing(lines: pl.DataFrame, programme_id: int, source: receivers.Receiver, on: date) -> Reply | None:
    """The reply received before, when everything in `lines` is what counts of this source and day already."""
    facts = ["person_id", "sighting_id", "verdict", "kpj", "paid_through", "decile", "said_name"]
    standing = (
        queries.told(programme_id).filter(source=source.key, on=on).with_columns(pl.col("decile").cast(pl.Int16))
    )
    known = lines.join(standing.select(*facts, "reply_id"), on=facts, how="inner", nulls_equal=True)
    if known.height < lines.height:
        return None
    return Reply.objects.get(pk=int(known["reply_id"][0]))


def _list_answered(lines: pl.DataFrame, programme_id: int, source: receivers.Receiver) -> int | None:
    """The latest list to the source on which everybody in the file stands."""
    people = lines["person_id"].to_list()
    found = frames.read(
        "SELECT s.id FROM matching_sent s JOIN matching_asked a ON a.sent_id = s.id AND a.person_id = ANY(%s)"
        " WHERE s.programme_id = %s AND s.receiver = %s GROUP BY s.id HAVING count(DISTINCT a.person_id) = %s"
        " ORDER BY s.id DESC LIMIT 1",
        [people, programme_id, source.key, len(set(people))],
    )
    return int(found["id"][0]) if found.height else None


def _others(taken: reply.Taken, programme_id: int, sent_id: int | None) -> pl.DataFrame:
    """Everybody on the answered list of whom the file says nothing at all, as matched."""
    if sent_id is None:
        raise NotAReply(
            "Orang dalam balasan ini tidak berasal dari satu daftar, jadi belum jelas sisanya siapa. "
            "Sebutkan daftarnya dengan --list; nomornya ada pada payung match status."
        )
    found = frames.read(
        "SELECT a.person_id, a.sighting_id, a.region AS village FROM matching_asked a"
        " JOIN matching_sent s ON s.id = a.sent_id WHERE a.sent_id = %s AND s.programme_id = %s ORDER BY a.id",
        [sent_id, programme_id],
    )
    rest = found.join(taken.named, on="person_id", how="anti").with_columns(verdict=pl.lit("matched"))
    return rest.select(
        pl.col(name).cast(kind) if name in rest.columns else pl.lit(None, kind).alias(name)
        for name, kind in LINES.items()
    )

"""Set the quota, give the seats, release one."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

import polars as pl
from django.db import IntegrityError, connection, transaction

from payung.accounts.models import User
from payung.audit.action import action, current_id, note
from payung.eligibility import queries as eligibility
from payung.funding import contribution
from payung.kernel.refusal import Refusal
from payung.law import in_force
from payung.programme import actions as programme_actions
from payung.programme import groups
from payung.programme.groups import Terms
from payung.programme.models import Programme, Wave
from payung.selection import allot, commitment, pools, queries, quota
from payung.selection.models import Seat
from payung.storage import frames

RELEASES = ("withdrawn", "deceased", "moved-away", "became-wage-earner", "not-matched", "mistake")
"""Why an officer may release a seat. Who was released so is not selected again in the wave."""
NO_LONGER = "no-longer-eligible"


class QuotaMissing(Refusal):
    """Seats cannot be given before the quota is set."""


class FundingMissing(Refusal):
    """Seats cannot be given before somebody pays for them."""


class SeatsUsedUp(Refusal):
    """Somebody else took the last seat at the same moment."""


class NotASeat(Refusal):
    """The seat is not one that can be released."""


@dataclass(frozen=True)
class Reservation:
    """What a reservation left: people by kind, rows written (0: nothing had changed), rupiah committed."""

    selected: int
    held: int
    waiting: int
    written: int
    committed: int


@action
def set_quota(
    *,
    programme_id: int,
    by: User,
    at: datetime,
    table: pl.DataFrame | None = None,
    group_tables: Mapping[str, pl.DataFrame] | None = None,
) -> int:
    """Write the seats of every pool of every wave as the document says; returns how many pools changed.

    `table` is the quota file (`quota_file.of`), `group_tables` those of groups with a quota of their own, by name.
    The villages of all waves of a group share a total once; a pool that several waves reach has its seats in each.
    A changed quota starts without moved seats; the next `reserve` moves them again.
    """
    programme = Programme.objects.select_for_update().get(pk=programme_id)
    waves = list(Wave.objects.filter(programme=programme).order_by("number"))
    shared = {
        terms.name: _shared(
            terms,
            sorted({village for wave in waves if wave.group == terms.name for village in wave.villages}),
            (group_tables or {}).get(terms.name, table),
        )
        for terms in groups.of(programme.read())
    }
    written = 0
    for wave in waves:
        now = queries.quota(wave.pk)
        wanted = _of_wave(shared[wave.group], wave)
        gone = now.join(wanted, on="pool", how="anti").with_columns(by=pl.lit(""), seats=pl.lit(0, pl.Int64))
        if gone.height or wanted.join(now, on=_SET, how="anti", nulls_equal=True).height:
            wanted = pl.concat([wanted.select(_SET), gone.select(_SET)]).with_columns(moved=pl.lit(0, pl.Int64))
            same = [*_SET, "moved"]
            written += _write_quota(wanted.join(now, on=same, how="anti", nulls_equal=True), wave, at)
    return written


@action
def reserve(
    *,
    programme_id: int,
    wave_id: int,
    by: User,
    at: datetime,
    candidates: pl.DataFrame | None = None,
    seated: Collection[int] = (),
    continued: Collection[int] = (),
) -> Reservation:
    """Give the seats of a wave to the eligible in the published order, book the money as reserved.

    `candidates` are those of `eligibility.actions.assess` when it has just been done; else they are asked for.
    `seated` are the people of a signed list: they keep their seats before everybody else, and seats that had moved
    between villages stay where they are. `continued` are those who go on from an earlier programme, for the
    preference of that name.

    The same inputs give the same seats and write nothing; changed inputs are followed by new rows, never edited
    ones. Waves are served in their order: where a later wave holds money that this one needs, its people wait again
    until its own turn comes. Freezes the seed of the draw.
    Raises QuotaMissing, FundingMissing, SeatsUsedUp or ledger.actions.Overdrawn.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('selection.reserve', %s))", [programme_id])
    wave = Wave.objects.select_related("programme").get(pk=wave_id, programme_id=programme_id)
    programme = wave.programme
    terms, parts = wave.terms(), contribution.payable(wave)
    if not programme.draw_frozen_at:
        programme_actions.freeze_draw(programme_id=programme_id, by=by, at=at)
    room = queries.quota(wave_id).filter(pl.col("by") == terms.quota.by)
    if room.is_empty() or (terms.quota.by == "village" and not set(wave.villages) <= set(room["pool"])):
        raise QuotaMissing("Kuota belum ditetapkan untuk semua desa. Tetapkan kuota sebelum membagi kursi.")
    law = in_force.load()
    current = queries.latest(wave_id)
    money = commitment.of_wave(wave, law)
    if not money.payers:
        raise FundingMissing("Sumber dana belum direncanakan. Catat sumber dana sebelum membagi kursi.")
    if candidates is None:
        candidates = eligibility.candidates(programme_id, wave_id)
    people = _people(candidates, terms.quota.by, room, wave, current)
    seats = pl.col("seats")
    people = people.with_columns(continued=pl.col("person_id").is_in(list(continued)))
    if seated:
        people = people.with_columns(seated=pl.col("person_id").is_in(list(seated)))
        seats = seats + pl.col("moved")
    answer = allot.allot(
        people,
        room.select("pool", seats),
        money.payers,
        parts,
        preference=list(terms.preference),
        draw_seed=programme.draw_seed,
        leftover="stay" if seated else terms.quota.leftover,
        optional=[[part for part in parts if groups.insurance_of(part) == name] for name in wave.optional],
    )
    wanted = _as_rows(answer.seats)
    changed = _changed(wanted, current)
    if not seated:
        moved = answer.quota.join(room, on=["pool", "seats", "moved"], how="anti")
        _write_quota(moved.join(room.drop("seats", "moved"), on="pool"), wave, at)
    for later in money.must_yield(answer.committed):
        _give_back(later, law, by=by, at=at)
    written = _write_seats(changed, wave, law.sha256, at)
    money.book(answer.committed, by=by, at=at)
    note(seats=written)
    kinds = dict(answer.seats.group_by("kind").len().iter_rows())
    return Reservation(
        selected=int(kinds.get(allot.SELECTED, 0)),
        held=int(kinds.get(allot.HELD, 0)),
        waiting=int(kinds.get(allot.WAITING, 0)),
        written=written,
        committed=int(answer.committed["amount"].sum()),
    )


@action
def release_seat(*, seat_id: int, reason: str, by: User, at: datetime) -> Seat:
    """Take somebody off the list of a wave for one of RELEASES; the money is free again, nobody moves up by itself.

    Who is next stands in `queries.next_waiting`. The person is not selected again in this wave. Raises NotASeat for
    a row that no longer counts, or a reason that is not known.
    """
    if reason not in RELEASES:
        raise NotASeat(f"Alasan pelepasan tidak dikenal. Pilihannya: {', '.join(RELEASES)}.")
    seat = Seat.objects.select_related("wave__programme").get(pk=seat_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('selection.reserve', %s))", [seat.programme_id])
    newer = Seat.objects.filter(wave_id=seat.wave_id, person_id=seat.person_id, pk__gt=seat_id).exists()
    if newer or seat.kind == "released":
        raise NotASeat("Kursi ini sudah tidak berlaku. Muat ulang daftar, lalu pilih lagi.")
    released = Seat.objects.create(
        government=seat.government,
        region=seat.region,
        pool=seat.pool,
        programme_id=seat.programme_id,
        wave_id=seat.wave_id,
        person_id=seat.person_id,
        rank=seat.rank,
        kind="released",
        why=reason,
        reason=seat.reason,
        payers=None,
        law_sha256=seat.law_sha256,
        action_id=current_id(),
        recorded_at=at,
    )
    if seat.payers:
        commitment.of_wave(seat.wave, in_force.load()).free(seat.payers, by=by, at=at)
    note(person_id=seat.person_id, released_id=released.pk)
    return released


@action
def put_back(*, seat_id: int, by: User, at: datetime) -> Seat:
    """Let somebody whom an officer took off the list wait for a seat again, in the published order.

    Raises NotASeat for a row that no longer counts or that is no release.
    """
    seat = Seat.objects.get(pk=seat_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('selection.reserve', %s))", [seat.programme_id])
    newer = Seat.objects.filter(wave_id=seat.wave_id, person_id=seat.person_id, pk__gt=seat_id).exists()
    if newer or seat.kind != "released":
        raise NotASeat("Orang ini tidak sedang dilepas dari daftar. Muat ulang daftar, lalu pilih lagi.")
    waiting = Seat.objects.create(
        government=seat.government,
        region=seat.region,
        programme_id=seat.programme_id,
        wave_id=seat.wave_id,
        person_id=seat.person_id,
        rank=seat.rank,
        kind="waiting",
        why="put-back",
        reason=seat.reason,
        payers=None,
        law_sha256=seat.law_sha256,
        action_id=current_id(),
        recorded_at=at,
    )
    note(person_id=seat.person_id, waiting_id=waiting.pk)
    return waiting


def _give_back(wave: Wave, law: in_force.ParameterSet, *, by: User, at: datetime) -> None:
    """Let everybody with a seat in a wave wait again, because an earlier wave needs the money."""
    taken = queries.latest(wave.pk).filter(pl.col("kind").is_in(queries.TAKEN))
    waiting = taken.with_columns(kind=pl.lit("waiting"), why=pl.lit("earlier-wave"), payers=pl.lit(None, pl.String))
    _write_seats(waiting.select(_COMPARED), wave, law.sha256, at)
    nothing = pl.DataFrame(schema={"payer": pl.Int64, "insurance": pl.String, "amount": pl.Int64})
    commitment.of_wave(wave, law).book(nothing, by=by, at=at)


_SET = ["by", "pool", "name", "also", "seats"]


def _shared(terms: Terms, villages: list[str], table: pl.DataFrame | None) -> pl.DataFrame:
    if terms.quota.file and table is None:
        raise QuotaMissing("Kuota program ini dibaca dari berkas, dan berkasnya belum diberikan.")
    shared = quota.of(terms.quota, villages, table, occupations=terms.criteria.occupations)
    return shared.with_columns(by=pl.lit(terms.quota.by))


def _of_wave(shared: pl.DataFrame, wave: Wave) -> pl.DataFrame:
    """The pools that a wave reaches."""
    pools_are = wave.terms().quota.by
    if pools_are not in quota.REGIONS:
        return shared
    inside = pools.districts(wave.villages) if pools_are == "district" else wave.villages
    return shared.filter(pl.col("pool").is_in(inside))


def _people(
    candidates: pl.DataFrame, pools_are: str, room: pl.DataFrame, wave: Wave, current: pl.DataFrame
) -> pl.DataFrame:
    """Everybody eligible in the wave's villages whom no officer has released, each with the pool.

    In a rotation with `had_turn`: whether the person had a seat in an earlier wave.
    """
    released = current.filter((pl.col("kind") == "released") & (pl.col("why") != NO_LONGER))
    people = candidates.filter(pl.col("eligible") & pl.col("village").is_in(wave.villages)).join(
        released, on="person_id", how="anti"
    )
    people = people.with_columns(
        pools.of_people(people, pools_are, room, government=wave.government, segment=wave.segment)
    )
    if not wave.rotate:
        return people
    served = queries.served_before(wave)
    return people.with_columns(had_turn=pl.col("person_id").is_in(served.implode()))


_COMPARED = ["person_id", "village", "pool", "rank", "kind", "why", "seats", "moved", "queue", "payers"]


def _as_rows(seats: pl.DataFrame) -> pl.DataFrame:
    """Seats as they are stored: the turn only for whom it decided, `payers` as JSON text like that of PostgreSQL."""
    bundles = seats.select("payers").unique().filter(pl.col("payers").is_not_null())
    written = [
        json.dumps(
            {name: payers[name] for name in sorted(payers, key=lambda name: (len(name), name)) if payers[name]}
        )
        for payers in bundles["payers"]
    ]
    texts = bundles.with_columns(text=pl.Series(written, dtype=pl.String))
    return (
        seats.join(texts, on="payers", how="left")
        .with_columns(
            queue=pl.when(pl.col("why") == "money-used-up").then("queue"),
            payers=pl.when(pl.col("kind") != allot.WAITING).then("text"),
        )
        .select(_COMPARED)
    )


def _changed(wanted: pl.DataFrame, current: pl.DataFrame) -> pl.DataFrame:
    """Rows to add: what differs from the rows that count, and a release for whoever is no longer among them."""
    gone = (
        current.filter(pl.col("kind") != "released")
        .join(wanted, on="person_id", how="anti")
        .with_columns(kind=pl.lit("released"), why=pl.lit(NO_LONGER), payers=pl.lit(None, pl.String))
    )
    added = wanted.join(current.select(_COMPARED), on=_COMPARED, how="anti", nulls_equal=True)
    return pl.concat([gone.select(_COMPARED), added]).sort("pool", "rank", "person_id")


def _write_quota(changed: pl.DataFrame, wave: Wave, at: datetime) -> int:
    return frames.insert(
        "selection_quota",
        changed.select(
            "by",
            "pool",
            "name",
            "also",
            "seats",
            "moved",
            government=pl.lit(wave.government),
            region=pl.when(pl.col("by").is_in(quota.REGIONS)).then("pool").otherwise(pl.lit(wave.government)),
            programme_id=pl.lit(wave.programme_id),
            wave_id=pl.lit(wave.pk),
            action_id=pl.lit(current_id()),
            recorded_at=pl.lit(at),
        ),
    )


def _write_seats(changed: pl.DataFrame, wave: Wave, law_sha256: str, at: datetime) -> int:
    rows = changed.select(
        "person_id",
        "pool",
        "rank",
        "kind",
        "why",
        "payers",
        reason=pl.struct("seats", "moved", "queue").struct.json_encode(),
        government=pl.lit(wave.government),
        region=pl.col("village"),
        programme_id=pl.lit(wave.programme_id),
        wave_id=pl.lit(wave.pk),
        law_sha256=pl.lit(law_sha256),
        action_id=pl.lit(current_id()),
        recorded_at=pl.lit(at),
    )
    try:
        with transaction.atomic():
            return frames.insert("selection_seat", rows)
    except IntegrityError as refused:
        if "sudah habis" in str(refused):
            raise SeatsUsedUp("Kursi terakhir baru saja diambil daftar lain. Bagi ulang kursinya.") from None
        raise

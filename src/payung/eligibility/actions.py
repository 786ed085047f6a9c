"""The doors to eligibility: take a list to compare with, assess the people of a wave."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

import polars as pl

from payung.accounts.models import User
from payung.audit.action import action, current_id, note
from payung.eligibility import inputs as assembling
from payung.eligibility import listed, queries
from payung.eligibility.models import KINDS, Reference
from payung.kernel.refusal import Refusal
from payung.law import eligibility as law
from payung.law import in_force
from payung.programme.models import Programme, Wave
from payung.storage import frames

if TYPE_CHECKING:
    from payung.roster.check import Checked


class UnknownKind(Refusal):
    """There is no list of this kind."""


class NobodyToCompare(Refusal):
    """No line of the list has a NIK or a family card that can be read."""


@dataclass(frozen=True)
class AssessResult:
    """People of the wave by what law and criteria say of them, and how many outcomes were new or changed.

    `candidates` is what `queries.candidates` answers now, for whoever goes on with them at once.
    """

    people: int
    eligible: int
    ineligible: int
    new_outcomes: int
    candidates: pl.DataFrame = field(repr=False, compare=False)


@action
def take_reference(
    *,
    programme_id: int,
    kind: str,
    rows: Checked | pl.DataFrame,
    source: str,
    on: date,
    by: User,
    at: datetime,
    name: str = "",
) -> Reference:
    """Take a list (deceased, insured_elsewhere, civil_servants, decile, other_payers) as `source` knew it `on` a day.

    `rows` is a checked roster of any shape, or a frame with nik, kk or decile (String, String, integer). The same
    list from the same source and day is taken once; another one for that day replaces it. Raises UnknownKind and
    NobodyToCompare.
    """
    if kind not in KINDS:
        raise UnknownKind(f"Jenis daftar “{kind}” tidak dikenal. Yang ada: {', '.join(KINDS)}.")
    entries = listed.entries(rows, kind=kind)
    if entries.usable.is_empty():
        raise NobodyToCompare(f"Daftar {name or kind} tidak memuat NIK atau nomor KK yang dapat dibaca.")
    programme = Programme.objects.select_for_update().get(id=programme_id)
    sha256 = hashlib.sha256(entries.usable.write_csv().encode()).hexdigest()
    given = {"programme": programme, "kind": kind, "source": source, "on": on}
    reference = Reference.objects.filter(**given).order_by("-id").first()
    is_new = reference is None or reference.sha256 != sha256
    if reference is None or is_new:
        reference = Reference.objects.create(
            **given,
            sha256=sha256,
            government=programme.government,
            region=programme.government,
            name=name,
            rows=entries.usable.height + entries.unusable,
            rows_unusable=entries.unusable,
            action_id=current_id(),
            recorded_at=at,
        )
    note(reference_id=reference.id)
    if is_new:
        frames.insert(
            "eligibility_reference_entry",
            entries.usable.with_columns(
                government=pl.lit(programme.government),
                region=pl.lit(programme.government),
                reference_id=pl.lit(reference.id),
                action_id=pl.lit(current_id()),
            ),
        )
    return reference


@action
def withdraw_references(*, programme_id: int, named: set[tuple[str, str, date]], by: User, at: datetime) -> int:
    """Let lists that the programme no longer names (kind, source, on) count no more; returns how many.

    Who died stays dead: of a source still named, the deceased of other days keep counting. Each dropped list is
    followed by an empty one of its day, so that the history stays; one that is named again is taken anew.
    """
    programme = Programme.objects.select_for_update().get(id=programme_id)
    latest = {
        (given.kind, given.source, given.on): given
        for given in Reference.objects.filter(programme=programme).order_by("id")
    }
    lasting = {(kind, source) for kind, source, _ in named if kind == "deceased"}
    dropped = [given for key, given in latest.items() if given.rows and key not in named and key[:2] not in lasting]
    for given in dropped:
        Reference.objects.create(
            programme=programme,
            government=programme.government,
            region=programme.government,
            kind=given.kind,
            source=given.source,
            on=given.on,
            name=given.name,
            sha256=hashlib.sha256(b"").hexdigest(),
            rows=0,
            rows_unusable=0,
            action_id=current_id(),
            recorded_at=at,
        )
    return len(dropped)


@action
def assess(*, programme_id: int, wave_id: int, by: User, at: datetime, own: Collection[int] = ()) -> AssessResult:
    """Say of everybody in the wave's villages whether law and criteria admit them, and why not.

    Each outcome keeps its inputs, criteria and the SHA-256 of the law. Who was assessed from the same inputs under
    the same law keeps the outcome; who was not gets a newer one, which counts from then on. `own` are the persons of
    a signed list: that an insurer calls them active since the wave began tells of this programme's own cover.
    """
    wave = Wave.objects.select_related("programme").get(id=wave_id, programme_id=programme_id)
    document, terms = wave.programme.read(), wave.terms()
    parameters = in_force.load()
    people = queries.inputs(programme_id, wave_id, own)
    if people.is_empty():
        return AssessResult(0, 0, 0, 0, queries.candidates(programme_id, wave_id))
    criteria = terms.criteria.model_dump_json()
    judged = (
        law.assess(
            people,
            parameters,
            min_age=terms.criteria.min_age,
            max_decile=terms.criteria.max_decile,
            occupations=terms.criteria.occupations,
            assume=[name for name in document.assume if name in law.ASSUMABLE],
            segment=wave.segment,
        )
        .with_columns(_outside())
        .with_columns(
            inputs=pl.struct("start", *assembling.KNOWN, "decile", "told_by").struct.json_encode(),
            criteria=pl.lit(criteria),
            law_sha256=pl.lit(parameters.sha256),
        )
        .select("person_id", "village", *OUTCOME)
    )
    fresh = _unlike(judged, queries.latest_outcomes(wave_id))
    frames.insert(
        "eligibility_outcome",
        fresh.rename({"village": "region"}).with_columns(
            government=pl.lit(wave.programme.government),
            programme_id=pl.lit(programme_id),
            wave_id=pl.lit(wave_id),
            action_id=pl.lit(current_id()),
            recorded_at=pl.lit(at.isoformat()),
        ),
    )
    eligible = int(judged["eligible"].sum())
    candidates = queries.judged(people, judged)
    return AssessResult(judged.height, eligible, judged.height - eligible, fresh.height, candidates)


def _outside() -> list[pl.Expr]:
    """Who is of no group of the wave is told that alone: the rules of a group say nothing about him."""
    is_outside = pl.col("outside").is_not_null()
    return [
        pl.col("eligible") & ~is_outside,
        pl.when(is_outside).then(pl.concat_list("outside")).otherwise("failed").alias("failed"),
        pl.when(is_outside).then(pl.lit([], pl.List(pl.String))).otherwise("assumed").alias("assumed"),
    ]


OUTCOME = ("sighting_id", "eligible", "failed", "assumed", "inputs", "criteria", "law_sha256")


def _unlike(judged: pl.DataFrame, latest: pl.DataFrame) -> pl.DataFrame:
    """Outcomes that differ from the one that counts now, or have none before them."""
    if latest.is_empty():
        return judged
    comparable = [
        pl.col(name).list.join(" ") if name in ("failed", "assumed") else pl.col(name).cast(pl.String)
        for name in OUTCOME
    ]
    return (
        judged.join(
            latest.select("person_id", pl.concat_str(comparable, separator="|").alias("before")),
            on="person_id",
            how="left",
            maintain_order="left",
        )
        .filter(pl.concat_str(comparable, separator="|").ne_missing(pl.col("before")))
        .drop("before")
    )

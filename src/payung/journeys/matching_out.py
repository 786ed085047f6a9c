"""Candidate lists go out: whom to ask about, in the receiver's columns, recorded with their hash."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import polars as pl

from payung.documents import candidate_list, matching_request
from payung.documents.lists import Heading
from payung.eligibility import queries as eligibility_queries
from payung.journeys import matching_place, results_folder
from payung.journeys.matching_place import Place
from payung.matching import actions as matching
from payung.matching import queries as matching_queries
from payung.matching import receivers
from payung.programme import local_day
from payung.programme import queries as programme_queries
from payung.regions import reader
from payung.selection import queries as selection_queries


@dataclass(frozen=True)
class Outgoing:
    """What was written and recorded: `sent_id` names the list when its answer comes."""

    receiver: receivers.Receiver
    sent_id: int
    people: int
    villages: int
    list_sha256: str
    workbook: Path
    letter: Path
    without_nik: int


def send(
    path: Path,
    *,
    receiver: str,
    out: Path,
    name: str,
    at: datetime,
    on: date | None = None,
    only_selected: bool = False,
    only_unanswered: bool = False,
) -> Outgoing:
    """Write the list and its letter below `out` and record that it went to `receiver` on a day (else today).

    On it stands everybody whom law and criteria admit so far, the waiting list too, so that whoever falls out is
    replaced at once by somebody who was matched as well. The same people again give the same list.
    """
    to = receivers.of(receiver)
    with matching_place.of(path, name=name, at=at) as place:
        results_folder.must_hold_results(out, path.parent / place.document.rosters)
        day = on or local_day.of(place.programme.government, at)
        people = candidates(place, only_selected=only_selected)
        if only_unanswered:
            gaps = matching_queries.without_answer(place.programme.pk, people, to.key)
            people = people.join(gaps, on="person_id", how="semi", maintain_order="left")
        asked = people.filter(pl.col("nik").is_not_null())
        if asked.is_empty():
            raise matching.NobodyToAsk(
                f"Tidak ada calon yang perlu ditanyakan ke {to.short}. "
                "Bila daftar desa baru datang, jalankan payung run dahulu."
            )
        region = reader.load().full_name(place.document.government)
        workbook = out / f"{slug(to.key)}-{day.isoformat()}.xlsx"
        candidate_list.write(
            Heading(region, place.document.name, day, demo=place.document.demo),
            candidate_list.Layout(to.title, to.sheet, to.date_format, to.columns, to.is_confirmed, to.question),
            asked,
            workbook,
        )
        sent = matching.send(
            programme_id=place.programme.pk,
            receiver=to.key,
            people=asked,
            workbook=workbook,
            on=day,
            by=place.by,
            at=at,
        )
        letter = workbook.with_name(f"{workbook.stem}-surat.pdf")
        matching_request.write(
            matching_request.MatchingRequest(
                government=f"Pemerintah {region}",
                region=region,
                agency=place.document.decision.agency,
                addressee=f"Kepala {to.title}" if not to.title.startswith(("Kepala", "Kantor")) else to.title,
                programme=place.document.name,
                asked=to.asked,
                people=asked.height,
                file=workbook.name,
                list_sha256=sent.list_sha256,
                on=day,
                place=place.document.decision.place,
                demo=place.document.demo,
            ),
            letter,
        )
    return Outgoing(
        receiver=to,
        sent_id=sent.pk,
        people=asked.height,
        villages=asked["village"].n_unique(),
        list_sha256=sent.list_sha256,
        workbook=workbook,
        letter=letter,
        without_nik=people.height - asked.height,
    )


def candidates(place: Place, *, only_selected: bool = False) -> pl.DataFrame:
    """Everybody whom law and criteria admit (of those with a seat, when asked), once, by village and NIK.

    The columns of `eligibility.queries.candidates` with village_name, village_kind and district_name.
    """
    parts = []
    for wave in programme_queries.waves(place.programme.pk):
        people = eligibility_queries.candidates(place.programme.pk, wave.pk).filter("eligible")
        if only_selected:
            seats = selection_queries.latest(wave.pk).filter(pl.col("kind").is_in(selection_queries.TAKEN))
            people = people.join(seats.select("person_id"), on="person_id", how="semi", maintain_order="left")
        parts.append(people)
    villages = reader.load().villages(place.document.government)
    places = villages.select("district_name", village="code", village_name="name", village_kind="kind")
    everybody = pl.concat(parts).unique("person_id", keep="first", maintain_order=True)
    return everybody.join(places, on="village", how="left").sort("village", "nik", nulls_last=True)


def slug(text: str) -> str:
    """A receiver's name as part of a file name."""
    return "-".join(re.findall(r"[a-z0-9]+", text.casefold())) or "lembaga"

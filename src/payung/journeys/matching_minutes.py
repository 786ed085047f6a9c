"""What the minutes of verification say, from the facts of the matching round and the seats before and after it."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import polars as pl

from payung.documents import verification_minutes
from payung.documents.verification_minutes import Minutes, Source
from payung.eligibility import queries as eligibility_queries
from payung.eligibility.reasons import TOLD
from payung.journeys import matching_place, results_folder
from payung.journeys.matching_place import Place
from payung.kernel.refusal import Refusal
from payung.matching import queries as matching_queries
from payung.matching import receivers
from payung.matching.columns import VERDICT_WORDS
from payung.programme import local_day
from payung.programme import queries as programme_queries
from payung.regions import reader
from payung.selection import queries as selection_queries

FILE = "berita-acara-verifikasi.pdf"
REASONS = {
    "not-alive": "meninggal",
    "not-resident": "pindah atau bukan penduduk setempat",
    "wage-earner": "aktif sebagai pekerja penerima upah",
    "covered-elsewhere": "masih terlindungi sebagai peserta BPU",
    "not-matched": "data tidak padan",
}


class NothingToReport(Refusal):
    """No agency has answered yet."""


def write(
    path: Path, *, out: Path, name: str, at: datetime, on: date | None = None, number: str | None = None
) -> tuple[Path, Minutes]:
    """Write the minutes of a programme below `out`, dated `on` (else today). Raises NothingToReport."""
    with matching_place.of(path, name=name, at=at) as place:
        results_folder.must_hold_results(out, path.parent / place.document.rosters)
        minutes = of(place, on or local_day.of(place.programme.government, at), number)
    verification_minutes.write(minutes, out / FILE)
    return out / FILE, minutes


def of(place: Place, on: date, number: str | None = None) -> Minutes:
    """The minutes of the matching round as it stands."""
    key = place.programme.pk
    replies = matching_queries.replies(key).filter(~pl.col("is_withdrawn"))
    if replies.is_empty():
        raise NothingToReport(
            "Belum ada balasan yang dicatat, jadi berita acaranya belum ada isinya. Mulai dengan payung match in."
        )
    rejected, lost, won, selected, waiting = _people(place)
    reasons = rejected.group_by("code").len().sort("len", "code", descending=[True, False])
    region = reader.load().full_name(place.document.government)
    return Minutes(
        government=f"Pemerintah {region}",
        region=region,
        agency=place.document.decision.agency,
        programme=place.document.name,
        on=on,
        sources=tuple(_source(key, source, replies) for source in _sources(key)),
        reasons=tuple((REASONS[code], int(count)) for code, count in reasons.iter_rows()),
        rejected=rejected,
        replaced=won,
        selected=selected,
        waiting_list=waiting,
        lost=lost.height,
        empty=max(0, lost.height - won.height),
        number=number,
        place=place.document.decision.place,
        demo=place.document.demo,
    )


def _sources(programme_id: int) -> list[str]:
    return matching_queries.lists_sent(programme_id)["receiver"].unique(maintain_order=True).to_list()


def _source(programme_id: int, key: str, replies: pl.DataFrame) -> Source:
    of = receivers.of(key)
    lists = matching_queries.lists_sent(programme_id).filter(receiver=key)
    asked = matching_queries.asked(programme_id, key).select("person_id")
    told = matching_queries.told(programme_id).filter(source=key).join(asked, on="person_id", how="semi")
    counts = dict(told.group_by("verdict").len().iter_rows())
    return Source(
        title=of.title,
        short=of.short,
        lists=tuple(lists.select("sent_on", "people", "list_sha256").iter_rows()),
        answered_on=tuple(replies.filter(source=key)["on"].unique().sort()),
        asked=asked.height,
        said=tuple((words, int(counts[verdict])) for verdict, words in VERDICT_WORDS.items() if verdict in counts),
        waiting=asked.height - told.height,
    )


def _people(place: Place) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame, int, int]:
    """Rejected by answers, who lost a seat since the first answer, who gained one, and seats and waiting now."""
    key = place.programme.pk
    first = matching_queries.first_reply_action(key)
    rejected, lost, won, selected, waiting = [], [], [], 0, 0
    for wave in programme_queries.waves(key):
        people = eligibility_queries.explained(key, wave.pk)
        now, before = selection_queries.seats(wave.pk), selection_queries.before(wave.pk, first)
        had, has = (seats.filter(pl.col("kind").is_in(selection_queries.TAKEN)) for seats in (before, now))
        told = people.filter(~pl.col("eligible"), pl.col("told_by").is_not_null()).with_columns(
            code=pl.col("failed").list.eval(pl.element().filter(pl.element().is_in(sorted(TOLD)))).list.first()
        )
        words = pl.col("code").replace_strict(REASONS, return_dtype=pl.String, default=None)
        rejected.append(
            told.filter(pl.col("code").is_not_null()).select(
                "person_id", "nik", "name", "village", "code", result=words + pl.lit(" menurut ") + pl.col("told_by")
            )
        )
        who = people.select("person_id", "nik", "name", "village")
        lost.append(had.select("person_id").join(has, on="person_id", how="anti"))
        gained = has.select("person_id", result=pl.lit("urutan ") + pl.col("rank").cast(pl.String)).join(
            had, on="person_id", how="anti"
        )
        won.append(gained.join(who, on="person_id").select("person_id", "nik", "name", "village", "result"))
        selected += now.filter(kind="selected").height
        waiting += now.filter(kind="waiting").height
    villages = reader.load().villages(place.document.government)
    places = villages.select("district_name", village="code", village_name="name")
    named = [
        pl.concat(parts).unique("person_id", maintain_order=True).join(places, on="village", how="left").sort(
            "village", "name"
        )
        for parts in (rejected, won)
    ]  # fmt: skip
    return named[0], pl.concat(lost).unique(), named[1], selected, waiting

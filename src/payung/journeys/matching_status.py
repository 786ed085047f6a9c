"""How far the matching round is: by source, who was asked, who was answered, which seats still wait."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import polars as pl

from payung.journeys import matching_out, matching_place
from payung.matching import queries as matching_queries
from payung.matching import receivers
from payung.programme import queries as programme_queries
from payung.selection import queries as selection_queries


@dataclass(frozen=True)
class Standing:
    """One source: candidates it has answered about, owes an answer about, was not asked about; seats among them."""

    receiver: receivers.Receiver
    is_required: bool
    candidates: int
    answered: int
    waiting: int
    not_asked: int
    seats_waiting: int


@dataclass(frozen=True)
class Status:
    """All sources, and every list and reply with the number by which commands call it."""

    standings: list[Standing]
    lists: pl.DataFrame
    replies: pl.DataFrame


def of(path: Path, *, name: str, at: datetime) -> Status:
    """Where the matching round of a programme stands now."""
    with matching_place.of(path, name=name, at=at) as place:
        key, required = place.programme.pk, place.document.matching.required
        lists, replies = matching_queries.lists_sent(key), matching_queries.replies(key)
        people = matching_out.candidates(place)
        seats = pl.concat(
            selection_queries.latest(wave.pk).filter(pl.col("kind") == "selected").select("person_id")
            for wave in programme_queries.waves(key)
        )
        sources = dict.fromkeys([*(receivers.of(one).key for one in required), *lists["receiver"].to_list()])
        standings = []
        for source in sources:
            gaps = matching_queries.without_answer(key, people, source)
            asked = matching_queries.asked(key, source).select("person_id")
            waiting = gaps.join(asked, on="person_id", how="semi")
            standings.append(
                Standing(
                    receiver=receivers.of(source),
                    is_required=source in [receivers.of(one).key for one in required],
                    candidates=people.height,
                    answered=people.height - gaps.height,
                    waiting=waiting.height,
                    not_asked=gaps.height - waiting.height,
                    seats_waiting=gaps.join(seats, on="person_id", how="semi").height,
                )
            )
    return Status(standings, lists, replies)

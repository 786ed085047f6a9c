"""The lists of a programme as the documents print them: who is in, who waits, who cannot be protected and why."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from payung.eligibility import queries as eligibility_queries
from payung.enrolment import queries as enrolment_queries
from payung.funding import queries as funding_queries
from payung.funding.models import FundingLine
from payung.journeys import ways
from payung.journeys.ways import Way
from payung.law import in_force
from payung.matching import queries as matching_queries
from payung.programme import groups
from payung.programme import queries as programme_queries
from payung.programme.models import Programme, Wave
from payung.regions import reader
from payung.roster import queries as roster_queries
from payung.selection import queries as selection_queries


@dataclass(frozen=True)
class Lists:
    """People of all waves, one row a person and wave, each with `reason`, the sentence that says why.

    selected also has `kpj` where the insurer told one, `source` (who pays), `basis` (on what chosen), ineligible the
    file and row it came from.
    The columns are those of `documents.arrangement.COLUMNS` as far as they are known.
    """

    selected: pl.DataFrame
    waiting: pl.DataFrame
    ineligible: pl.DataFrame
    assessed: pl.DataFrame
    seats_of_wave: dict[int, pl.DataFrame]
    ways: list[Way] = field(default_factory=list)
    """How the selected are paid for; their column `way` counts from 0."""


def of(programme: Programme, candidates: Mapping[int, pl.DataFrame] | None = None) -> Lists:
    """Draw up the lists of a programme as it stands now; `candidates` by wave when they have just been assessed."""
    judged, seated, seats_of_wave = [], [], {}
    law, lines = in_force.load(), funding_queries.lines(programme.pk)
    found: list[Way] = []
    for wave in programme_queries.waves(programme.pk):
        people = _people(programme, wave, (candidates or {}).get(wave.pk))
        given = seats_of_wave[wave.pk] = selection_queries.seats(wave.pk)
        seats = given.select(
            "person_id",
            "pool",
            "pool_name",
            "rank",
            "kind",
            "payers",
            selection_queries.insured(given["payers"], wave.insurance),
            reason="sentence",
            # Who waits would be insured for all of it.
        ).with_columns(
            insurance=pl.when(pl.col("kind") == "selected")
            .then("insurance")
            .otherwise(pl.lit("+".join(wave.insurance)))
        )
        taken = given.filter(pl.col("kind") == "selected")["payers"].unique().sort()
        of_bundle = ways.of(wave, taken, lines, law)
        found = list(dict.fromkeys([*found, *of_bundle.values()]))  # many budgets may pay in one way
        numbers = {bundle: found.index(way) for bundle, way in of_bundle.items()}
        seats = seats.with_columns(
            way=pl.col("payers").replace_strict(numbers, default=None, return_dtype=pl.Int64)
            if numbers
            else pl.lit(None, pl.Int64)
        )
        judged.append(people)
        seated.append(seats.join(people, on="person_id"))
    known_places = places(programme.government)
    assessed = _named(pl.concat(judged).join(known_places, on="village", how="left"))
    seats = _named(pl.concat(seated).join(known_places, on="village", how="left"))
    selected = seats.filter(pl.col("kind") == "selected")
    selected = selected.join(
        _member_numbers(programme.pk, selected), on="person_id", how="left", maintain_order="left"
    )
    out = assessed.filter(~pl.col("eligible") | pl.col("undecided"))
    return Lists(
        selected=selected.with_columns(
            _sources(selected["payers"], lines), *ways.columns(found, selected["way"]), basis=_basis()
        ),
        waiting=seats.filter(pl.col("kind") == "waiting"),
        ineligible=out.with_columns(reason=pl.col("sentence")).join(
            roster_queries.origins(out["roster_row_id"].to_list()), on="roster_row_id", how="left"
        ),
        assessed=assessed,
        seats_of_wave=seats_of_wave,
        ways=found,
    )


def _member_numbers(programme_id: int, selected: pl.DataFrame) -> pl.DataFrame:
    """person_id and kpj of those who have a member number: of a list that was taken over, else told in a reply."""
    known = enrolment_queries.kpj(selected["person_id"].unique().to_list())
    told = matching_queries.kpj(programme_id).select("person_id", "kpj").join(known, on="person_id", how="anti")
    return pl.concat([known, told])


def _people(programme: Programme, wave: Wave, candidates: pl.DataFrame | None) -> pl.DataFrame:
    return eligibility_queries.explained(programme.pk, wave.pk, candidates).with_columns(
        start=pl.lit(wave.start),
        months=pl.lit(wave.months, pl.Int64),
        group=pl.when(pl.col("outside").is_null()).then(pl.lit(wave.group or None, pl.String)),
        segment=pl.when(pl.col("outside").is_null()).then(pl.lit(wave.segment)),
        employer=_employer(wave),
        occupation=pl.col("occupation_typed"),
    )


def _employer(wave: Wave) -> pl.Expr:
    """The employer of PU participants as the file writes it, {desa} still to be named."""
    employer = wave.terms().employer if wave.segment == "PU" else None
    return pl.lit(employer, pl.String)


def _named(people: pl.DataFrame) -> pl.DataFrame:
    """The employer with the name of each person's village."""
    return people.with_columns(pl.col("employer").str.replace("{desa}", pl.col("village_name"), literal=True))


def places(government: str) -> pl.DataFrame:
    """village, its names and, in a province, the kabupaten; documents group by what is not null."""
    regions = reader.load()
    villages = regions.villages(government).select(
        "district", "district_name", village="code", village_name="name", village_kind="kind"
    )
    regency = villages["village"].str.slice(0, 4)
    if regency.n_unique() == 1:
        return villages.with_columns(regency_name=pl.lit(None, pl.String))
    names = {code: regions.full_name(f"{code}000000") for code in regency.unique()}
    return villages.with_columns(regency.replace_strict(names, return_dtype=pl.String).alias("regency_name"))


def _basis() -> pl.Expr:
    """On what a person was chosen: the decile where one is known, else what the village head answers for."""
    decile = pl.lit("Desil ") + pl.col("decile").cast(pl.String)
    return pl.coalesce(decile, pl.when(pl.col("assumed").list.len() > 0).then(pl.lit("SPTJM")))


def _sources(payers: pl.Series, lines: list[FundingLine]) -> pl.Series:
    """ "APBD 2024" for each person's payers (JSON text); two sources are named with what each pays."""
    names = {line.pk: ways.payer_of(line).short for line in lines}
    known = payers.unique()
    words = []
    for paid in known:
        by_line: dict[str, list[str]] = {}
        for part, line in json.loads(paid).items():
            by_line.setdefault(names[int(line)], []).append(groups.in_words(part))
        alone = len(by_line) == 1
        words.append(", ".join(name if alone else f"{name} ({'+'.join(paid)})" for name, paid in by_line.items()))
    return payers.replace_strict(known, pl.Series(words, dtype=pl.String), return_dtype=pl.String).alias("source")

"""Who may be one person although the NIK differs: pairs scored by Splink on DuckDB, from a reviewed model file.

People in, scored pairs out; nothing is merged here, a pair only asks a person. `linkage_model.yaml` holds every
number. Polars finds the pairs worth scoring (`candidates`), so that Splink is imported only when there are any.
"""

from __future__ import annotations

import hashlib
import logging
import math
import os
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import polars as pl
import yaml

from payung.kernel.refusal import Refusal
from payung.people import prepared

FILE = "linkage_model.yaml"
MEMORY = "2GB"
COMMON_LIST = 100_000
"""How many people the prior of the model speaks of."""


class NoMemory(Refusal):
    """Comparing people needs more memory than the machine gives; nothing of the step was kept."""


@dataclass(frozen=True)
class Level:
    """One level of a comparison: the SQL condition over `_l` and `_r`, how often it holds for same and different."""

    name: str
    when: str
    m: float
    u: float
    is_null: bool
    frequency: str | None

    @property
    def weight(self) -> float:
        """What the level adds to the log2 of the odds; nothing when a value is unknown."""
        return 0.0 if self.is_null else math.log2(self.m / self.u)


@dataclass(frozen=True)
class Model:
    """The reviewed model: prior, thresholds (probabilities), blocking rules (columns, largest group), comparisons."""

    version: int
    prior: float
    threshold: float
    strong: float
    blocking: list[tuple[list[str], int]]
    comparisons: dict[str, list[Level]]

    def weights(self, comparison: str) -> dict[str, float]:
        """What each level of a comparison adds to the log2 of the odds."""
        return {level.name: level.weight for level in self.comparisons[comparison]}

    def m(self, comparison: str, name: str) -> float:
        """How often pairs of one person are at this level."""
        return next(level.m for level in self.comparisons[comparison] if level.name == name)


@cache
def model() -> Model:
    """The model as it stands in `linkage_model.yaml`."""
    read = yaml.safe_load(files(__package__).joinpath(FILE).read_text(encoding="utf-8"))
    terms: dict[str, str] = read["terms"]

    def written_out(condition: str) -> str:
        while "{" in condition:
            for term, meaning in terms.items():
                condition = condition.replace(f"{{{term}}}", meaning)
        return condition

    return Model(
        version=read["version"],
        prior=read["prior"],
        threshold=read["threshold"],
        strong=read["strong"],
        blocking=[(rule["columns"], rule["at_most"]) for rule in read["blocking"]],
        comparisons={
            name: [
                Level(
                    level["level"],
                    written_out(level["when"]),
                    level.get("m", 1.0),
                    level.get("u", 1.0),
                    level.get("null", False),
                    level.get("frequency"),
                )
                for level in levels
            ]
            for name, levels in read["comparisons"].items()
        },
    )


def sha256() -> str:
    """Fingerprint of the model file, kept with every pair it led to."""
    return hashlib.sha256(files(__package__).joinpath(FILE).read_bytes()).hexdigest()


def prior(people: int) -> float:
    """Chance that two of so many people are one person: the model's, smaller on lists longer than it speaks of.

    By the square root: on a list ten times as long chance resemblances are ten times as likely beside a true pair,
    resemblances inside a family are not.
    """
    return model().prior * math.sqrt(min(1.0, COMMON_LIST / max(people, 1)))


def scored(people: pl.DataFrame, pairs: pl.DataFrame, *, threshold: float | None = None) -> pl.DataFrame:
    """Score pairs of people. In: `prepared.prepare` with frequency (Float64, share of people of that name_key), pairs
    left, right (ids, left < right).

    Out: left, right, weight (log2 of the odds), probability, and the level of each comparison by name (`identity`,
    `name`, `family`, `sex`, `twins`); pairs below `threshold` (a probability; None keeps all) are left out. Sorted.
    Raises NoMemory.
    """
    schema = {"left": pl.Int64, "right": pl.Int64, "weight": pl.Float64, "probability": pl.Float64}
    if pairs.is_empty():
        return pl.DataFrame(schema={**schema, **dict.fromkeys(model().comparisons, pl.String)})
    import duckdb  # a second of importing that only lists with likely pairs pay
    from splink import Linker
    from splink.backends.duckdb import DuckDBAPI

    logging.getLogger("splink").setLevel(logging.ERROR)
    named = pl.concat([pairs["left"], pairs["right"].rename("left")]).unique()
    records = people.filter(pl.col("id").is_in(named.implode())).rename({"frequency": "tf_name_key"})
    connection = duckdb.connect(config={"threads": os.cpu_count() or 1, "memory_limit": MEMORY})
    try:
        api = DuckDBAPI(connection)
        linker = Linker(api.register(records), _settings(people.height), log_level=None, validate_settings=False)
        asked = pairs.select(join_key_l="left", join_key_r="right", match_key=pl.lit("0"))
        linker.table_management.register_blocked_pairs_for_predict(api.register(asked))
        found = linker.inference.predict(threshold_match_probability=threshold, warning_mode="never")
        wanted = ["id_l", "id_r", "match_weight", "match_probability", *map("gamma_{}".format, model().comparisons)]
        told = f"SELECT {', '.join(wanted)} FROM {found.physical_name}"  # noqa: S608
        answer: pl.DataFrame = connection.sql(told).pl()
    except Exception as stop:  # Splink wraps what DuckDB says, with the whole SQL
        if isinstance(stop, duckdb.OutOfMemoryException) or isinstance(stop.__cause__, duckdb.OutOfMemoryException):
            raise NoMemory(
                "Memori habis ketika membandingkan orang yang mungkin tertulis dua kali; langkah ini dibatalkan "
                "seluruhnya. Tutup program lain, lalu jalankan perintah yang sama lagi."
            ) from None
        raise
    finally:
        connection.close()
    return answer.select(
        left="id_l",
        right="id_r",
        weight="match_weight",
        probability="match_probability",
        **{name: _level(name) for name in model().comparisons},
    ).sort("left", "right")


def _level(comparison: str) -> pl.Expr:
    """The name of the level behind Splink's number: the levels count down to 0, an unknown value is -1."""
    levels = model().comparisons[comparison]
    ordinary = [level.name for level in levels if not level.is_null]
    names = dict(zip(reversed(range(len(ordinary))), ordinary, strict=True))
    names[-1] = next((level.name for level in levels if level.is_null), "")
    return pl.col(f"gamma_{comparison}").replace_strict(names, return_dtype=pl.String)


def _settings(people: int) -> dict[str, Any]:
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "id",
        "probability_two_random_records_match": prior(people),
        "blocking_rules_to_generate_predictions": [],
        "comparisons": [
            {"output_column_name": name, "comparison_levels": [_splink_level(level) for level in levels]}
            for name, levels in model().comparisons.items()
        ],
        "retain_matching_columns": True,  # or the levels are not told
    }


def _splink_level(level: Level) -> dict[str, Any]:
    said: dict[str, Any] = {"sql_condition": level.when, "label_for_charts": level.name}
    if level.is_null:
        return said | {"is_null_level": True}
    said |= {"m_probability": level.m, "u_probability": level.u}
    return said | ({"tf_adjustment_column": level.frequency} if level.frequency else {})


def with_frequency(people: pl.DataFrame) -> pl.DataFrame:
    """`prepared.prepare` with frequency: the share of these people who bear the same name."""
    return people.with_columns(frequency=pl.len().over("name_key") / pl.lit(float(max(people.height, 1))))


def prepare(people: pl.DataFrame) -> pl.DataFrame:
    """People as `scored` and `candidates` need them; in: the columns of `prepared.prepare`."""
    return with_frequency(prepared.prepare(people))

"""One number of the law: its dated values, each with article and confidence, and how a file of it is read."""

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from payung.kernel.refusal import Refusal

CONFIDENCES = ("high", "medium", "low", "memory", "not-found")
_DOUBTFUL = ("low", "memory", "not-found")
_KEYS = {"description", "unit", "values", "question", "is_local"}
_RATE = re.compile(r"[01](\.\d+)?")


class Malformed(Refusal):
    """A parameter file or an override cannot be used; the message names it and says why, in Indonesian."""


@dataclass(frozen=True)
class Value:
    """What one parameter says from one date on; `value` is None when it was repealed or is not known."""

    name: str
    value: Any
    since: date
    reference: str
    confidence: str
    is_local: bool = False

    @property
    def is_confirmed(self) -> bool:
        """Only what official text or two independent sources say is shown without "belum dikonfirmasi"."""
        return self.confidence == "high"


@dataclass(frozen=True)
class Parameter:
    """One YAML file: a meaning, a unit, dated values in order, and the question that is still open."""

    name: str
    description: str
    unit: str
    values: tuple[Value, ...]
    question: str | None = None
    is_local: bool = False
    raw: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def at(self, on: date) -> Value | None:
        """The value in force on a day, or None before the first."""
        return next((value for value in reversed(self.values) if value.since <= on), None)


def from_raw(name: str, raw: Any) -> Parameter:
    """Build a parameter from the content of its file; raises Malformed."""
    if not isinstance(raw, dict) or not {"description", "unit", "values"} <= raw.keys() <= _KEYS:
        raise Malformed(
            f"Parameter {name}: harus memuat description, unit dan values; question dan is_local boleh ada."
        )
    values = dated(name, raw["unit"], raw["values"])
    if any(value.confidence in _DOUBTFUL for value in values) and not raw.get("question"):
        raise Malformed(f"Parameter {name}: nilai yang belum pasti memerlukan question.")
    question = " ".join(raw["question"].split()) if raw.get("question") else None
    description = " ".join(str(raw["description"]).split())
    return Parameter(name, description, raw["unit"], values, question, raw.get("is_local", False), raw)


def dated(name: str, unit: str, raw: Any, *, is_local: bool = False) -> tuple[Value, ...]:
    """Read `{date: {value, reference, confidence}}` into values in order of date; raises Malformed."""
    if not isinstance(raw, dict) or not raw:
        raise Malformed(f"Parameter {name}: values harus memuat paling sedikit satu tanggal.")
    values = []
    for since, entry in raw.items():
        day = _day(name, since)
        if not isinstance(entry, dict) or entry.keys() != {"value", "reference", "confidence"}:
            raise Malformed(f"Parameter {name} ({since}): harus memuat value, reference dan confidence saja.")
        if entry["confidence"] not in CONFIDENCES:
            raise Malformed(f"Parameter {name} ({since}): confidence harus salah satu dari {', '.join(CONFIDENCES)}.")
        if not isinstance(entry["reference"], str) or not entry["reference"].strip():
            raise Malformed(f"Parameter {name} ({since}): reference harus menyebut dasar hukumnya.")
        if entry["value"] is not None and not _fits(unit, entry["value"]):
            raise Malformed(f"Parameter {name} ({since}): nilai tidak sesuai dengan satuan '{unit}'.")
        values.append(Value(name, entry["value"], day, entry["reference"], entry["confidence"], is_local))
    return tuple(sorted(values, key=lambda value: value.since))


def _day(name: str, since: Any) -> date:
    if isinstance(since, date):
        return since
    try:
        return date.fromisoformat(since)
    except (TypeError, ValueError):
        raise Malformed(f"Parameter {name}: '{since}' bukan tanggal seperti 2026-01-01.") from None


def _fits(unit: str, value: Any) -> bool:
    match unit:
        case "rate":
            return isinstance(value, str) and bool(_RATE.fullmatch(value)) and Decimal(value) <= 1
        case "IDR" | "IDR/month" | "months" | "years":
            return _is_count(value)
        case "day of month":
            return _is_count(value) and 1 <= value <= 28
        case "text" | "answer":
            return isinstance(value, str)
        case "list":
            return isinstance(value, list) and all(isinstance(item, str) for item in value)
        case "list of months" | "list of IDR/month":
            return isinstance(value, list) and all(_is_count(item) for item in value)
        case "map":
            return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())
        case "rows of IDR/month":
            return isinstance(value, list) and _are_rows(value)
    return False


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _are_rows(rows: list[Any]) -> bool:
    if not all(isinstance(row, dict) and row.keys() == {"from", "base", "confidence"} for row in rows):
        return False
    starts = [row["from"] for row in rows]
    counts = all(_is_count(row["from"]) and _is_count(row["base"]) for row in rows)
    return counts and starts[:1] == [0] and starts == sorted(set(starts))

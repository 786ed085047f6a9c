"""The law in force on a day: loads the parameter files, applies a government's overrides, knows its own hash."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import polars as pl

from payung.kernel import strict_yaml
from payung.law.parameter import Malformed, Parameter, Value, dated, from_raw

_FOLDER = Path(__file__).parent / "parameters"
_VOCABULARY = Path(__file__).parent / "occupations.yaml"

__all__ = ["Malformed", "ParameterSet", "Value", "from_json", "load"]


class ParameterSet:
    """Every number of the law with its dates, and what one government decided where the law leaves it room.

    Two sets with the same content have the same `sha256`; `from_json(set.json())` is the same set again, so that
    any stored decision can be replayed with the law it was made under.
    """

    def __init__(self, parameters: Mapping[str, Any], occupations: Any, overrides: Mapping[str, Any]) -> None:
        self._parameters = {name: from_raw(name, raw) for name, raw in sorted(parameters.items())}
        self._overrides = {name: self._override(name, raw) for name, raw in sorted(overrides.items())}
        self.occupations = occupations

    def at(self, name: str, on: date) -> Value | None:
        """What a parameter says on a day; None before its first value. A repealed value has `.value` None.

        An override of the government comes first; an override of null ends it. Raises KeyError for an unknown name.
        """
        parameter = self._parameters[name]
        local = next((v for v in reversed(self._overrides.get(name, ())) if v.since <= on), None)
        return local if local is not None and local.value is not None else parameter.at(on)

    def describe(self, name: str) -> Parameter:
        """The whole parameter: meaning, unit, all dated values, open question."""
        return self._parameters[name]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """All parameter names, sorted: the path of the file with dots, such as `contribution.bpu.jkm_amount`."""
        return tuple(self._parameters)

    def pieces(self, name: str, first: date, last: date) -> list[tuple[date, Value | None]]:
        """The values in force between two days, each with the day from which it counts, in order."""
        changes = {value.since for value in (*self.describe(name).values, *self._overrides.get(name, ()))}
        days = [first, *sorted(day for day in changes if first < day <= last)]
        return [(day, self.at(name, day)) for day in days]

    def expr(
        self,
        name: str,
        on: pl.Expr,
        span: tuple[date, date],
        say: Callable[[Value | None], pl.Expr],
    ) -> pl.Expr:
        """A column with what the law in force on each row's own day makes of it.

        `on` is a Date expression whose values lie within `span`; `say` turns one value into an expression. A span
        inside one period costs nothing: the answer is that period's expression alone.
        """
        (_, first), *later = self.pieces(name, *span)
        answer = say(first)
        for day, value in later:
            answer = pl.when(on >= day).then(say(value)).otherwise(answer)
        return answer

    @cached_property
    def _canonical(self) -> str:
        content = {
            "parameters": {name: _plain(parameter.raw) for name, parameter in self._parameters.items()},
            "overrides": {
                name: {
                    v.since.isoformat(): {"value": v.value, "reference": v.reference, "confidence": v.confidence}
                    for v in values
                }
                for name, values in self._overrides.items()
            },
            "occupations": _plain(self.occupations),
        }
        return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of `json()`: names the law under which a decision was made."""
        return hashlib.sha256(self._canonical.encode()).hexdigest()

    def json(self) -> str:
        """The whole set, overrides and occupations included, as canonical JSON (sorted keys, no blanks)."""
        return self._canonical

    def _override(self, name: str, raw: Any) -> tuple[Value, ...]:
        if name not in self._parameters:
            raise Malformed(f"Tidak ada parameter bernama {name}.")
        if not self._parameters[name].is_local:
            raise Malformed(f"Parameter {name} ditetapkan undang-undang; daerah tidak dapat mengubahnya.")
        return dated(name, self._parameters[name].unit, raw, is_local=True)


def load(overrides: Mapping[str, Any] | None = None) -> ParameterSet:
    """The law as this version of Payung knows it, with a government's overrides `{name: {date: {...}}}`.

    Cached: the same overrides give the same set. Raises Malformed when an override has no date or reference, does
    not fit its unit, or touches what the law does not leave to a government.
    """
    try:
        key = json.dumps(_plain(overrides or {}), sort_keys=True)
    except TypeError:
        raise Malformed("Penyesuaian daerah hanya boleh memuat teks, angka, tanggal dan daftar.") from None
    return _load(key)


def from_json(text: str) -> ParameterSet:
    """The set that `json()` described; raises Malformed for anything else."""
    try:
        content = json.loads(text)
        return ParameterSet(content["parameters"], content["occupations"], content["overrides"])
    except (json.JSONDecodeError, KeyError, TypeError, AttributeError):
        raise Malformed("Bukan himpunan parameter hukum Payung.") from None


@lru_cache(maxsize=64)
def _load(overrides: str) -> ParameterSet:
    parameters, occupations = _files()
    return ParameterSet(parameters, occupations, json.loads(overrides))


@lru_cache(maxsize=1)
def _files() -> tuple[dict[str, Any], Any]:
    parameters = {}
    for path in sorted(_FOLDER.rglob("*.yaml")):
        name = ".".join(path.relative_to(_FOLDER).with_suffix("").parts)
        parameters[name] = strict_yaml.read(path.read_text(encoding="utf-8"))
    return parameters, strict_yaml.read(_VOCABULARY.read_text(encoding="utf-8"))


def _plain(content: Any) -> Any:
    if isinstance(content, Mapping):
        return {_plain(key): _plain(value) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return [_plain(value) for value in content]
    return content.isoformat() if isinstance(content, date) else content

"""The three questions a worked case can ask, and how what a person wrote becomes a row of a frame."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from payung.kernel import month, rupiah
from payung.law import budget, contribution, eligibility, occupations, relief, tariff, written
from payung.law.in_force import ParameterSet
from payung.law.written import Row

_FIRST_LAW = date(2015, 7, 1)


@dataclass(frozen=True)
class Ask:
    """One kind of question: the keys it knows and how an expected one is read, how cases become rows and answers."""

    given: frozenset[str]
    expect: Mapping[str, Callable[[Row, str], Any]]
    row: Callable[[Row, set[str], ParameterSet], Row]
    answer: Callable[[list[Row], ParameterSet], list[Row]]


def comparable(value: Any) -> Any:
    """Lists of codes compare without order, `unknown-x_y` like `unknown-x-y`."""
    if isinstance(value, list):
        return sorted(str(item).replace("_", "-") for item in value)
    return value


def spoken(value: Any) -> str:
    """A value as the officer reads it."""
    if value is None:
        return "tidak diketahui"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "tidak ada"
    return rupiah.number(value) if isinstance(value, int) else str(value)


# --- contribution -----------------------------------------------------------------------------------------------


def _contribution_row(given: Row, expect: set[str], parameters: ParameterSet) -> Row:
    amount = _tariff(given, parameters)
    is_agreed = amount is not None and expect <= {"total"}
    insurance = [] if is_agreed and "insurance" not in given else written.insurance(given)
    asked = expect & set(contribution.INSURANCES) if "total" not in expect else set(contribution.INSURANCES)
    asked |= set() if expect else set(insurance)
    if expect & {"confirmed", "notes", "base", "paid_by_worker"}:
        asked = set(contribution.INSURANCES)
    needed = asked & set(insurance)
    row: Row = {
        "segment": written.one_of(given, "segment", contribution.SEGMENTS, required=bool(needed)),
        "month": _FIRST_LAW if is_agreed and "month" not in given else written.month_of(given, "month"),
        "income": written.count(given, "income"),
        "sector": written.one_of(given, "sector", relief.SECTORS) or "other",
        "payer": written.one_of(given, "payer", relief.PAYERS),
        "conditions": written.truth(given, "conditions", default=True),
        "tariff": amount,
        **{name.lower(): name in insurance for name in contribution.INSURANCES},
    }
    if row["segment"] == "BPU" and "JP" in insurance:
        raise written.Missing("peserta BPU tidak mengenal JP.", "insurance")
    counted = needed - ({"JKM"} if row["segment"] == "BPU" else set())
    if counted and row["income"] is None and row["tariff"] is None:
        raise written.Missing(f"income diperlukan untuk menghitung {', '.join(sorted(counted))}.")
    if needed & {"JKK", "JKM"} and row["payer"] is None and row["tariff"] is None and _is_relieved(row, parameters):
        raise written.Missing(f"payer diperlukan karena ada keringanan iuran pada {month.text(row['month'])}.")
    return row


def _is_relieved(row: Row, parameters: ParameterSet) -> bool:
    sector = row["sector"]
    for act in relief.ACTS:
        factor = parameters.at(f"contribution.relief.{act}.factor_{sector}", row["month"])
        segments = parameters.at(f"contribution.relief.{act}.segments", row["month"])
        if factor and factor.value and segments and segments.value.get(row["segment"]) == "included":
            return True
    return False


def _contribution_answer(rows: list[Row], parameters: ParameterSet) -> list[Row]:
    kinds = {"month": pl.Date, "tariff": pl.Int64, "income": pl.Int64, "payer": pl.String, "segment": pl.String}
    frame = pl.DataFrame(rows, schema_overrides=kinds, infer_schema_length=None)
    answers = contribution.assess(frame.with_columns(pl.col("segment").fill_null("BPU")), parameters).to_dicts()
    return [tariff.agreed(answer, parameters) for answer in answers]


# --- eligibility ------------------------------------------------------------------------------------------------

_CRITERIA = ("min_age", "max_decile", "occupations", "assume", "segment")


def _eligibility_row(given: Row, expect: set[str], parameters: ParameterSet) -> Row:
    row: Row = {}
    for name, kind in eligibility.INPUTS.items():
        if kind == pl.Date:
            row[name] = written.day(given, name)
        elif kind == pl.Boolean:
            row[name] = written.truth(given, name)
        elif kind == pl.Int64:
            row[name] = written.count(given, name)
        else:
            row[name] = written.words(given, name)
    row |= {name: written.count(given, name) for name in ("min_age", "max_decile")}
    row["occupations"] = _occupations(given, parameters)
    row["assume"] = given.get("assume") or []
    row["segment"] = written.one_of(given, "segment", contribution.SEGMENTS) or "BPU"
    if not isinstance(row["assume"], list) or set(map(str, row["assume"])) - set(eligibility.ASSUMABLE):
        raise written.Missing(f"assume hanya boleh memuat {', '.join(eligibility.ASSUMABLE)}.", "assume")
    return row


def _occupations(given: Row, parameters: ParameterSet) -> str | list[str]:
    """All, or codes and ecosystems; an occupation in other words counts as its code."""
    listed = given.get("occupations", "all")
    if listed in ("all", None):
        return "all"
    if not isinstance(listed, list) or not listed:
        raise written.Missing("occupations harus all atau daftar kode pekerjaan.", "occupations")
    known = occupations.classify(pl.Series([str(item) for item in listed], dtype=pl.String), parameters)["code"]
    found = [item if item in occupations.ECOSYSTEMS else code for item, code in zip(listed, known, strict=True)]
    if None in found:
        raise written.Missing(f"pekerjaan {listed[found.index(None)]} tidak dikenal.", "occupations")
    return found


def _eligibility_answer(rows: list[Row], parameters: ParameterSet) -> list[Row]:
    groups: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        groups.setdefault(repr([row[key] for key in ("occupations", "assume", "segment")]), []).append(place)
    schema = dict(eligibility.INPUTS) | {"min_age": pl.Int64, "max_decile": pl.Int64}
    answers: dict[int, Row] = {}
    for places in groups.values():
        shared = rows[places[0]]
        frame = pl.DataFrame(
            [[rows[place][name] for name in schema] for place in places], schema=schema, orient="row"
        )
        assessed = eligibility.assess(
            frame,
            parameters,
            min_age=pl.col("min_age"),
            max_decile=pl.col("max_decile"),
            occupations=shared["occupations"],
            assume=shared["assume"],
            segment=shared["segment"],
        )
        answers |= zip(places, assessed.to_dicts(), strict=True)
    return [answers[place] for place in range(len(rows))]


# --- budget -----------------------------------------------------------------------------------------------------

_NEEDS = {
    "total": ("people", "months", "tariff"),
    "months_for_all": ("people", "tariff", "ceiling"),
    "people_for_months": ("months", "tariff", "ceiling"),
}


def _budget_row(given: Row, expect: set[str], parameters: ParameterSet) -> Row:
    row: Row = {name: written.count(given, name) for name in ("people", "months", "ceiling")}
    row["tariff"] = _tariff(given, parameters)
    if budget.is_too_large(row["people"], row["months"], row["tariff"]):
        raise written.Missing("people, months dan tariff bersama-sama terlalu besar.", "people")
    missing = sorted({need for key in expect for need in _NEEDS[key] if row[need] is None})
    if missing:
        raise written.Missing(f"{', '.join(missing)} diperlukan untuk {', '.join(sorted(expect))}.")
    return row


def _tariff(given: Row, parameters: ParameterSet) -> int | None:
    wanted = given.get("tariff")
    if not isinstance(wanted, dict):
        return written.count(given, "tariff")
    if unknown := sorted(str(key) for key in wanted.keys() - _GIVEN_CONTRIBUTION):
        raise written.Missing(f"{', '.join(unknown)} tidak dikenal dalam tariff.", "tariff")
    insurance = written.insurance(wanted)
    return tariff.of(
        insurance=insurance,
        month=written.month_of(wanted, "month"),
        parameters=parameters,
        income=written.count(wanted, "income"),
        segment=written.one_of(wanted, "segment", contribution.SEGMENTS) or "BPU",
        sector=written.one_of(wanted, "sector", relief.SECTORS) or "other",
        payer=written.one_of(wanted, "payer", relief.PAYERS),
    )


def _budget_answer(rows: list[Row], parameters: ParameterSet) -> list[Row]:
    names = ("people", "months", "tariff", "ceiling")
    schema = dict.fromkeys(names, pl.Int64)
    frame = pl.DataFrame([[row[name] for name in names] for row in rows], schema=schema, orient="row")
    return budget.assess(frame).to_dicts()


_GIVEN_CONTRIBUTION = frozenset(
    {"segment", "income", "insurance", "month", "sector", "payer", "tariff", "conditions"}
)
_AMOUNTS = dict.fromkeys(("base", *contribution.INSURANCES, "total", "paid_by_worker"), written.count)
KINDS = {
    "contribution": Ask(
        _GIVEN_CONTRIBUTION,
        _AMOUNTS | {"confirmed": written.truth, "notes": written.codes},
        _contribution_row,
        _contribution_answer,
    ),
    "eligibility": Ask(
        frozenset({*eligibility.INPUTS, *_CRITERIA}),
        {"eligible": written.truth, "failed": written.codes, "assumed": written.codes},
        _eligibility_row,
        _eligibility_answer,
    ),
    "budget": Ask(
        frozenset({"people", "months", "tariff", "ceiling"}),
        dict.fromkeys(_NEEDS, written.count),
        _budget_row,
        _budget_answer,
    ),
}

"""The three questions a worked case can ask, and how what a person wrote becomes a row of a frame."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from payung.kernel import month, rupiah
from payung.law import budget, contribution, eligibility, relief, tariff
from payung.law.in_force import ParameterSet

Row = dict[str, Any]
_FIRST_LAW = date(2015, 7, 1)


class Missing(ValueError):
    """An input is missing or cannot be read; the message is an Indonesian half sentence that names it."""


@dataclass(frozen=True)
class Ask:
    """One kind of question: the keys it knows, how one case becomes a row, how rows become answers."""

    given: frozenset[str]
    expect: frozenset[str]
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
    insurance = [] if is_agreed and "insurance" not in given else _insurance(given)
    asked = expect & set(contribution.INSURANCES) if "total" not in expect else set(contribution.INSURANCES)
    asked |= set() if expect else set(insurance)
    if expect & {"confirmed", "notes", "base", "paid_by_worker"}:
        asked = set(contribution.INSURANCES)
    needed = asked & set(insurance)
    row: Row = {
        "segment": _one_of(given, "segment", contribution.SEGMENTS, required=bool(needed)),
        "month": _FIRST_LAW if is_agreed and "month" not in given else _month(given, "month"),
        "income": _count(given, "income"),
        "sector": _one_of(given, "sector", relief.SECTORS) or "other",
        "payer": _one_of(given, "payer", relief.PAYERS),
        "conditions": _truth(given, "conditions", default=True),
        "tariff": amount,
        **{name.lower(): name in insurance for name in contribution.INSURANCES},
    }
    if row["segment"] == "BPU" and "JP" in insurance:
        raise Missing("peserta BPU tidak mengenal JP.")
    counted = needed - ({"JKM"} if row["segment"] == "BPU" else set())
    if counted and row["income"] is None and row["tariff"] is None:
        raise Missing(f"income diperlukan untuk menghitung {', '.join(sorted(counted))}.")
    if needed & {"JKK", "JKM"} and row["payer"] is None and row["tariff"] is None and _is_relieved(row, parameters):
        raise Missing(f"payer diperlukan karena ada keringanan iuran pada {month.text(row['month'])}.")
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
            row[name] = _day(given, name)
        elif kind == pl.Boolean:
            row[name] = _truth(given, name)
        elif kind == pl.Int64:
            row[name] = _count(given, name)
        else:
            row[name] = None if given.get(name) is None else str(given[name])
    row |= {name: _count(given, name) for name in ("min_age", "max_decile")}
    row["occupations"] = given.get("occupations", "all")
    row["assume"] = given.get("assume") or []
    row["segment"] = _one_of(given, "segment", contribution.SEGMENTS) or "BPU"
    if not isinstance(row["assume"], list) or set(row["assume"]) - set(eligibility.ASSUMABLE):
        raise Missing(f"assume hanya boleh memuat {', '.join(eligibility.ASSUMABLE)}.")
    if row["occupations"] != "all" and not isinstance(row["occupations"], list):
        raise Missing("occupations harus all atau daftar kode pekerjaan.")
    return row


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
    row: Row = {name: _count(given, name) for name in ("people", "months", "ceiling")}
    row["tariff"] = _tariff(given, parameters)
    missing = sorted({need for key in expect for need in _NEEDS[key] if row[need] is None})
    if missing:
        raise Missing(f"{', '.join(missing)} diperlukan untuk {', '.join(sorted(expect))}.")
    return row


def _tariff(given: Row, parameters: ParameterSet) -> int | None:
    wanted = given.get("tariff")
    if not isinstance(wanted, dict):
        return _count(given, "tariff")
    if unknown := sorted(str(key) for key in wanted.keys() - _GIVEN_CONTRIBUTION):
        raise Missing(f"{', '.join(unknown)} tidak dikenal dalam tariff.")
    insurance = _insurance(wanted)
    return tariff.of(
        insurance=insurance,
        month=_month(wanted, "month"),
        parameters=parameters,
        income=_count(wanted, "income"),
        segment=_one_of(wanted, "segment", contribution.SEGMENTS) or "BPU",
        sector=_one_of(wanted, "sector", relief.SECTORS) or "other",
        payer=_one_of(wanted, "payer", relief.PAYERS),
    )


def _budget_answer(rows: list[Row], parameters: ParameterSet) -> list[Row]:
    names = ("people", "months", "tariff", "ceiling")
    schema = dict.fromkeys(names, pl.Int64)
    frame = pl.DataFrame([[row[name] for name in names] for row in rows], schema=schema, orient="row")
    return budget.assess(frame).to_dicts()


# --- reading what a person wrote --------------------------------------------------------------------------------


def _insurance(given: Row) -> list[str]:
    named = given.get("insurance")
    if isinstance(named, str):
        named = [part.strip() for part in named.replace("+", ",").split(",")]
    if not isinstance(named, list) or not named or set(map(str, named)) - set(contribution.INSURANCES):
        raise Missing(f"insurance harus daftar dari {', '.join(contribution.INSURANCES)}.")
    return [str(name) for name in named]


def _one_of(given: Row, key: str, known: tuple[str, ...], *, required: bool = False) -> str | None:
    value = given.get(key)
    if value is None and not required:
        return None
    if value not in known:
        raise Missing(f"{key} harus salah satu dari {', '.join(known)}.")
    return str(value)


def _count(given: Row, key: str) -> int | None:
    value = given.get(key)
    if isinstance(value, str):
        try:
            value = rupiah.parse(value)
        except ValueError:
            raise Missing(f"{key} harus angka bulat.") from None
    if value is not None and (isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 10**15):
        raise Missing(f"{key} harus angka bulat, nol atau lebih.")
    return value


def _truth(given: Row, key: str, *, default: bool | None = None) -> bool | None:
    value = given.get(key, default)
    if value is not None and not isinstance(value, bool):
        raise Missing(f"{key} harus true atau false, atau dikosongkan bila belum diketahui.")
    return value


def _month(given: Row, key: str) -> date:
    try:
        return month.parse(given.get(key) or "")
    except (ValueError, AttributeError, TypeError):
        raise Missing(f"{key} harus bulan seperti 2024-12.") from None


def _day(given: Row, key: str) -> date | None:
    value = given.get(key)
    if value is None or isinstance(value, date):
        return value
    text = str(value)
    try:
        return month.parse(text) if len(text) == 7 else date.fromisoformat(text)
    except ValueError:
        raise Missing(f"{key} harus tanggal seperti 1980-08-12.") from None


_GIVEN_CONTRIBUTION = frozenset(
    {"segment", "income", "insurance", "month", "sector", "payer", "tariff", "conditions"}
)
KINDS = {
    "contribution": Ask(_GIVEN_CONTRIBUTION, frozenset(contribution.ADDED), _contribution_row, _contribution_answer),
    "eligibility": Ask(
        frozenset({*eligibility.INPUTS, *_CRITERIA}),
        frozenset({"eligible", "failed", "assumed"}),
        _eligibility_row,
        _eligibility_answer,
    ),
    "budget": Ask(
        frozenset({"people", "months", "tariff", "ceiling"}), frozenset(_NEEDS), _budget_row, _budget_answer
    ),
}

"""What one month of cover costs, part by part, for one person or ten million."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import gcd
from typing import Any

import polars as pl

from payung.kernel import month as months
from payung.law import marks, relief
from payung.law.in_force import ParameterSet, Value
from payung.law.rate import content, fraction, share

INSURANCES = ("JKK", "JKM", "JHT", "JP")
SEGMENTS = ("BPU", "PU")
_DEFAULTS: Mapping[str, tuple[Any, pl.DataType | type[pl.DataType]]] = {
    "segment": ("BPU", pl.String),
    "income": (None, pl.Int64),
    "jkk": (False, pl.Boolean),
    "jkm": (False, pl.Boolean),
    "jht": (False, pl.Boolean),
    "jp": (False, pl.Boolean),
    "sector": ("other", pl.String),
    "payer": (None, pl.String),
    "conditions": (True, pl.Boolean),
}


def assess(frame: pl.DataFrame, parameters: ParameterSet) -> pl.DataFrame:
    """Add what each row's month costs by the law of that month.

    In: `month` (Date, first of month) and any of `segment` (BPU, PU), `income` (Int64 rupiah), `jkk`, `jkm`, `jht`,
    `jp` (Boolean: insured), `sector` (transport, other), `payer`, `conditions` (relief conditions on the person, met
    unless said otherwise); what is absent takes its default.
    Adds Int64 rupiah `base`, `JKK`, `JKM`, `JHT`, `JP`, `total`, `paid_by_worker` (the part of total that a
    PU worker bears), `confirmed` (every number behind the row is confirmed law) and `notes` (List[String], why not).
    What is not insured is 0; what is insured but cannot be known (no income, no law yet) is null, and so the total.
    """
    ready = frame.with_columns(
        pl.lit(default, kind).alias(name) for name, (default, kind) in _DEFAULTS.items() if name not in frame.columns
    )
    if "month" not in ready.columns:
        raise ValueError("assess needs a column month")
    first, last = ready["month"].min(), ready["month"].max()
    if not isinstance(first, date) or not isinstance(last, date):
        first = last = date(2015, 7, 1)
    added = _Law(parameters, (first, last)).columns(ready)
    return pl.concat([frame, added], how="horizontal")


def of(
    *,
    month: date,
    insurance: tuple[str, ...] | list[str],
    parameters: ParameterSet,
    income: int | None = None,
    segment: str = "BPU",
    sector: str = "other",
    payer: str | None = None,
    conditions: bool = True,
) -> dict[str, Any]:
    """One person's month, by the same lines: a dict of the columns that `assess` adds."""
    row = {
        "month": [months.parse(month)],
        "segment": [segment],
        "income": [income],
        "sector": [sector],
        "payer": [payer],
        "conditions": [conditions],
        **{name.lower(): [name in insurance] for name in INSURANCES},
    }
    kinds = {name: kind for name, (_, kind) in _DEFAULTS.items()}
    frame = pl.DataFrame(row, schema={name: kinds.get(name, pl.Date) for name in row})
    answer = assess(frame, parameters).row(0, named=True)
    return {name: answer[name] for name in ADDED}


ADDED = ("base", *INSURANCES, "total", "paid_by_worker", "confirmed", "notes")
NOTES = ("income-row", "rate", "relief", "rounding", "wage-ceiling")
_INSURED = {name: pl.col(name.lower()).fill_null(False) for name in INSURANCES}
_NOTHING = pl.lit(0, pl.Int64)
_NO = pl.lit(False)


@dataclass
class _Parts:
    """One segment's share of the work: what each insurance costs if insured, and what is not certain about it."""

    base: pl.Expr
    amounts: dict[str, pl.Expr]
    by_worker: dict[str, pl.Expr]
    doubts: dict[str, pl.Expr]


class _Law:
    """The expressions of one parameter set for frames whose months lie within a span."""

    def __init__(self, parameters: ParameterSet, span: tuple[date, date]) -> None:
        self.parameters, self.span = parameters, span
        self.reliefs = relief.in_span(parameters, span)

    def columns(self, ready: pl.DataFrame) -> pl.DataFrame:
        segments = set(ready["segment"].unique().to_list())
        if not segments <= set(SEGMENTS):
            raise ValueError(f"segment must be one of {SEGMENTS}")
        # Looked up once each: the same expression in several amounts would be computed for each of them.
        looked_up = [column for act in self.reliefs for column in act.columns]
        if segments != {"PU"}:
            base, is_doubtful = self._income_row()
            looked_up += [base.alias("_base"), is_doubtful.alias("_is_doubtful_row")]
        parts = self._merged(segments)
        numbers = ready.with_columns(looked_up).select(
            parts.base.alias("base"),
            *(
                pl.when(_INSURED[name]).then(parts.amounts[name]).otherwise(_NOTHING).alias(name)
                for name in INSURANCES
            ),
            _total(
                pl.when(_INSURED[name]).then(amount).otherwise(_NOTHING) for name, amount in parts.by_worker.items()
            ).alias("paid_by_worker"),
            marks.mask(parts.doubts).alias("notes"),
        )
        return numbers.select(
            "base",
            *INSURANCES,
            _total(pl.col(name) for name in INSURANCES).alias("total"),
            "paid_by_worker",
            (pl.col("notes") == 0).alias("confirmed"),
            marks.names(numbers["notes"], parts.doubts),
        )

    def _merged(self, segments: set[str]) -> _Parts:
        if segments == {"PU"}:
            return self._pu()
        bpu = self._bpu()
        if "PU" not in segments:
            return bpu
        pu, is_pu = self._pu(), pl.col("segment") == "PU"

        def either(of_pu: pl.Expr, of_bpu: pl.Expr) -> pl.Expr:
            return pl.when(is_pu).then(of_pu).otherwise(of_bpu)

        return _Parts(
            either(pu.base, bpu.base),
            {name: either(pu.amounts[name], bpu.amounts[name]) for name in INSURANCES},
            {name: either(amount, _NOTHING) for name, amount in pu.by_worker.items()},
            {name: either(pu.doubts.get(name, _NO), bpu.doubts.get(name, _NO)) for name in NOTES},
        )

    def _bpu(self) -> _Parts:
        base, is_doubtful_row = pl.col("_base"), pl.col("_is_doubtful_row")
        names = {"JKK": "jkk_rate", "JKM": "jkm_amount", "JHT": "jht_rate"}
        names = {insurance: f"contribution.bpu.{name}" for insurance, name in names.items()}
        amounts = {
            "JKK": self._relieved(self._share(names["JKK"], base)),
            "JKM": self._relieved(self._value(names["JKM"])),
            "JHT": self._share(names["JHT"], base),
            "JP": _NOTHING,
        }
        doubts = {
            "income-row": is_doubtful_row & (_INSURED["JKK"] | _INSURED["JHT"]),
            "rate": self._doubt(names),
            **self._relief_doubt(),
        }
        return _Parts(base, amounts, {}, doubts)

    def _pu(self) -> _Parts:
        wage = pl.col("income")
        ceiling = self._value("contribution.pu.jp_wage_ceiling")
        # Not min_horizontal: it would take an unknown wage for the ceiling.
        capped = pl.when(wage > ceiling).then(ceiling).when(ceiling.is_not_null()).then(wage)
        rates = {
            "JKK": ("jkk_rate",),
            "JKM": ("jkm_rate",),
            "JHT": ("jht_employer_rate", "jht_worker_rate"),
            "JP": ("jp_employer_rate", "jp_worker_rate"),
        }
        bases = {name: capped if name == "JP" else wage for name in INSURANCES}
        shares = {
            name: [self._share(f"contribution.pu.{rate}", bases[name]) for rate in rates[name]] for name in INSURANCES
        }
        amounts = {name: _total(shares[name]) for name in INSURANCES}
        amounts |= {name: self._relieved(amounts[name]) for name in ("JKK", "JKM")}
        broken = pl.any_horizontal(
            _INSURED[name] & self._is_broken(f"contribution.pu.{rate}", bases[name])
            for name in INSURANCES
            for rate in rates[name]
        )
        used = {f"{name}{rate}": f"contribution.pu.{rate}" for name in INSURANCES for rate in rates[name]}
        doubts = {
            "rate": self._doubt(used),
            **self._relief_doubt(),
            "rounding": broken,
            "wage-ceiling": _INSURED["JP"] & self._is_unconfirmed("contribution.pu.jp_wage_ceiling"),
        }
        return _Parts(wage, amounts, {"JHT": shares["JHT"][1], "JP": shares["JP"][1]}, doubts)

    def _income_row(self) -> tuple[pl.Expr, pl.Expr]:
        """The base of each income's row, the lower one for an income between two, and whether it is doubtful."""
        income = pl.col("income")
        name = "contribution.bpu.income_rows"

        def of_row(value: Value | None, kind: pl.DataType, say: Callable[[dict[str, Any]], Any]) -> pl.Expr:
            if (rows := content(value)) is None:
                return pl.lit(None, kind)
            step = gcd(*(row["from"] for row in rows))
            starts = {row["from"] // step: say(row) for row in rows}
            steps, latest = [], say(rows[0])
            for place in range(max(starts) + 1):
                latest = starts.get(place, latest)
                steps.append(latest)
            at = (income // step).clip(0, len(steps) - 1).fill_null(0).cast(pl.UInt32)
            return pl.lit(pl.Series(steps, dtype=kind)).gather(at)

        is_known = income.is_not_null() & (income >= 0)
        base = self._dated(name, lambda value: of_row(value, pl.Int64(), lambda row: row["base"]))
        doubt = self._dated(name, lambda value: of_row(value, pl.Boolean(), lambda row: row["confidence"] != "high"))
        return pl.when(is_known).then(base), is_known & doubt

    def _relieved(self, amount: pl.Expr) -> pl.Expr:
        for act in self.reliefs:
            amount = act.reduce(amount, share)
        return amount

    def _relief_doubt(self) -> dict[str, pl.Expr]:
        if not self.reliefs:
            return {}
        is_open = pl.any_horizontal(act.is_open for act in self.reliefs)
        return {"relief": is_open & (_INSURED["JKK"] | _INSURED["JKM"])}

    def _doubt(self, names: Mapping[str, str]) -> pl.Expr:
        parts = [
            _INSURED[next(i for i in INSURANCES if key.startswith(i))] & self._is_unconfirmed(name)
            for key, name in names.items()
        ]
        return pl.any_horizontal(parts)

    def _is_unconfirmed(self, name: str) -> pl.Expr:
        return self._dated(name, lambda value: pl.lit(value is None or not value.is_confirmed))

    def _is_broken(self, name: str, amount: pl.Expr) -> pl.Expr:
        def remainder(value: Value | None) -> pl.Expr:
            rate = fraction(value)
            return _NO if rate is None else (amount * rate.numerator).mod(rate.denominator) != 0

        return self._dated(name, remainder)

    def _share(self, name: str, amount: pl.Expr) -> pl.Expr:
        return self._dated(name, lambda value: share(amount, fraction(value)))

    def _value(self, name: str) -> pl.Expr:
        return self._dated(name, lambda value: pl.lit(content(value), pl.Int64))

    def _dated(self, name: str, say: Callable[[Value | None], pl.Expr]) -> pl.Expr:
        return self.parameters.expr(name, pl.col("month"), self.span, say)


def _total(amounts: Iterable[pl.Expr]) -> pl.Expr:
    """Their sum in Int64; null as soon as one is null."""
    total = _NOTHING
    for amount in amounts:
        total = total + amount
    return total

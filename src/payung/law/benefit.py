"""What a family receives when a participant dies, by the law in force on the day of death."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from payung.kernel import month
from payung.kernel.refusal import Refusal
from payung.law.in_force import ParameterSet, Value, load
from payung.law.rate import content

_WHOLE = ("lump_sum", "periodic", "funeral")


class NoLaw(Refusal, ValueError):
    """No death benefit is known for that day; the message says so in Indonesian."""


@dataclass(frozen=True)
class Death:
    """The death benefit (JKM, death not caused by a work accident) in whole rupiah, with its parts and law."""

    amount: int
    parts: dict[str, int]
    reference: str
    confidence: str
    is_short: bool

    @property
    def is_confirmed(self) -> bool:
        """Whether the amount is settled law for this number of months."""
        return self.confidence == "high"


def death(on: date, months_covered: int, parameters: ParameterSet | None = None) -> Death:
    """The death benefit on a day for somebody covered for `months_covered` months, the current one included.

    Raises NoLaw before 1 July 2015, and ValueError for somebody who is not covered at all.
    """
    law = parameters or load()
    if months_covered < 1:
        raise ValueError("Santunan kematian hanya bagi peserta yang terlindungi.")
    whole = {part: _value(law, part, on) for part in _WHOLE}
    wait = _value(law, "full_after_months", on)
    if months_covered < wait.value:
        short = _value(law, "short_amount", on)
        return Death(short.value, {"short_amount": short.value}, short.reference, short.confidence, True)
    parts = {part: int(value.value) for part, value in whole.items()}
    # Sources disagree whether a death during the month that completes the wait is paid in full.
    confidence = "low" if wait.value and months_covered == wait.value else whole["lump_sum"].confidence
    return Death(sum(parts.values()), parts, whole["lump_sum"].reference, confidence, False)


def death_expr(on: pl.Expr, months_covered: pl.Expr, span: tuple[date, date], parameters: ParameterSet) -> pl.Expr:
    """The amount of `death` for a column of days within `span` and of months covered (Int64; null if not covered)."""

    def amount(name: str) -> pl.Expr:
        return parameters.expr(f"benefit.jkm.{name}", on, span, lambda value: pl.lit(content(value), pl.Int64))

    whole = sum((amount(part) for part in _WHOLE), start=pl.lit(0, pl.Int64))
    answer = pl.when(months_covered < amount("full_after_months")).then(amount("short_amount")).otherwise(whole)
    return pl.when(months_covered >= 1).then(answer)


def by_month(start: date, months: int, parameters: ParameterSet | None = None) -> list[tuple[date, Death]]:
    """What a death in each month of a cover that begins in `start` pays, by the law of the end of that month."""
    covered = month.range(month.parse(start), months)
    law = parameters or load()
    return [(day, death(_last_day(day), place, law)) for place, day in enumerate(covered, start=1)]


def _last_day(first: date) -> date:
    return date.fromordinal(month.add(first, 1).toordinal() - 1)


def _value(law: ParameterSet, part: str, on: date) -> Value:
    value = law.at(f"benefit.jkm.{part}", on)
    if value is None or value.value is None:
        raise NoLaw(f"Tidak ada aturan santunan kematian untuk tanggal {on.isoformat()}.")
    return value

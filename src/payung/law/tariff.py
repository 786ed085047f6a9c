"""The rupiah per person and month: counted from law, or agreed and then explained as far as law can."""

from datetime import date
from typing import Any

from payung.law import contribution
from payung.law.in_force import ParameterSet

LOWEST_INCOME = 1_000_000
"""Programmes for vulnerable workers insure the lowest income row, unless they say otherwise."""


def of(
    *,
    insurance: list[str],
    month: date,
    parameters: ParameterSet,
    income: int | None = None,
    segment: str = "BPU",
    sector: str = "other",
    payer: str | None = None,
) -> int | None:
    """The contribution of one person for one month; None when the law cannot say (a PU wage that is not known).

    A payer that is not named pays in full.
    """
    base = LOWEST_INCOME if income is None and segment == "BPU" else income
    answer = contribution.of(
        month=month,
        insurance=insurance,
        parameters=parameters,
        income=base,
        segment=segment,
        sector=sector,
        payer=payer,
    )
    total: int | None = answer["total"]
    return total


def explain(
    amount: int,
    *,
    insurance: list[str],
    month: date,
    segment: str,
    parameters: ParameterSet,
    sector: str = "other",
    payer: str | None = None,
) -> int | None:
    """The monthly income from which an amount is counted to the rupiah, or None for one that nothing reproduces.

    BPU: the lowest income of the row that costs this much. PU: the whole-thousand wage whose shares add up to it.
    """

    def cost(income: int) -> int | None:
        return of(
            insurance=insurance,
            month=month,
            parameters=parameters,
            income=income,
            segment=segment,
            sector=sector,
            payer=payer,
        )

    if segment == "BPU":
        rows = parameters.at("contribution.bpu.income_rows", month)
        incomes = [] if rows is None else [row["from"] for row in rows.value]
    else:
        per_million = cost(10**6)
        incomes = [round(amount * 10**6 / per_million)] if per_million else []
    return next((int(income) for income in incomes if income % 1000 == 0 and cost(income) == amount), None)


def agreed(answer: dict[str, Any], parameters: ParameterSet) -> dict[str, Any]:
    """The answer of `contribution.assess` for a row that may carry an agreed `tariff`: that is then the total.

    Its parts are those of the law where the stated income, or an income found by `explain`, gives exactly this
    total; otherwise they are unknown (None), `confirmed` is false and `notes` say that the tariff is unexplained.
    """
    amount = answer.get("tariff")
    if amount is None or answer["total"] == amount:
        return answer
    insurance = [name for name in contribution.INSURANCES if answer[name.lower()]]
    if answer["income"] is None:
        given: dict[str, Any] = {name: answer[name] for name in ("month", "segment", "sector", "payer")}
        income = explain(amount, insurance=insurance, parameters=parameters, **given)
        if income is not None:
            return answer | contribution.of(
                insurance=insurance, parameters=parameters, income=income, conditions=answer["conditions"], **given
            )
    parts = {name: None if name in insurance else 0 for name in contribution.INSURANCES}
    unknown = {"base": None, "paid_by_worker": None, "confirmed": False, "notes": ["unexplained-tariff"]}
    return answer | parts | unknown | {"total": amount}

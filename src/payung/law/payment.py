"""When a contribution is due, how long a late one is forgiven, how many months may be paid at once."""

from collections.abc import Collection
from datetime import date

from payung.kernel import dates, month
from payung.law.in_force import ParameterSet, load


def due_on(cover: date, segment: str, holidays: Collection[date], parameters: ParameterSet | None = None) -> date:
    """The last day to pay for a month of cover: BPU the 15th of that month, PU the 15th of the next.

    A Saturday, Sunday or one of `holidays` moves it to the next working day.
    """
    law, first = parameters or load(), month.parse(cover)
    later, day = (
        _number(law, f"payment.{segment.lower()}.{name}", first) for name in ("due_months_later", "due_day")
    )
    return dates.next_working_day(month.add(first, later).replace(day=day), holidays)


def lapses_on(first_unpaid: date, parameters: ParameterSet | None = None) -> date:
    """The day from which a BPU membership has ended: the first day after the months of grace.

    `first_unpaid` is the first month that nobody paid for; paying the arrears before this day keeps the membership.
    """
    law, first = parameters or load(), month.parse(first_unpaid)
    return month.add(first, _number(law, "payment.bpu.grace_months", first))


def prepayment_months(on: date, parameters: ParameterSet | None = None) -> list[int]:
    """How many months are usually paid at once; other lengths occur by agreement."""
    value = (parameters or load()).at("payment.bpu.prepayment_months", on)
    return [] if value is None else list(value.value)


def _number(law: ParameterSet, name: str, on: date) -> int:
    value = law.at(name, on) or law.describe(name).values[0]
    return int(value.value)

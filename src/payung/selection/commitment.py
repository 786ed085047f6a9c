"""The money side of a wave's seats: who can still pay how much, and what to book when seats change hands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import polars as pl

from payung.accounts.models import User
from payung.funding import accounts, contribution
from payung.funding import queries as funding
from payung.law.in_force import ParameterSet
from payung.ledger import actions as ledger_actions
from payung.ledger import queries as ledger
from payung.programme import checks, local_day
from payung.programme import queries as programmes
from payung.programme.models import Wave
from payung.selection import allot


@dataclass(frozen=True)
class Commitment:
    """What every wave of the programme has reserved, and the payers with what is left for this one.

    `reserved`: wave -> line id -> insurance -> rupiah; `account_ids`: line id -> name -> ledger account.
    """

    wave: Wave
    payers: list[allot.Payer]
    reserved: dict[Wave, dict[int, dict[str, int]]]
    account_ids: dict[int, dict[str, int]]

    def must_yield(self, committed: pl.DataFrame) -> list[Wave]:
        """The later waves whose reservations stand in the way of `committed`; they give back and are served anew."""
        later = [other for other in self.reserved if other.number > self.wave.number]
        for payer, amount in committed.group_by("payer").agg(pl.col("amount").sum()).iter_rows():
            left = next(known.left for known in self.payers if known.id == payer)
            if amount + sum(_of_line(self.reserved[other], payer) for other in later) > left:
                return [other for other in later if self.reserved[other]]
        return []

    def book(self, committed: pl.DataFrame, *, by: User, at: datetime) -> None:
        """Bring the reservations of the wave to `committed` (payer, insurance, amount); ceilings with them."""
        wanted: dict[int, dict[str, int]] = {}
        for payer, insurance, amount in committed.select("payer", "insurance", "amount").iter_rows():
            wanted.setdefault(payer, {})[insurance] = amount
        self._post("reserve", wanted, by=by, at=at)

    def free(self, payers: dict[str, int], *, by: User, at: datetime) -> None:
        """Give back what one person's seat had reserved; `payers` as the seat has them."""
        costs = {payer.id: payer.costs for payer in self.payers}
        wanted = {line: dict(amounts) for line, amounts in self.reserved[self.wave].items()}
        for insurance, line in payers.items():
            wanted[line][insurance] -= costs.get(line, {}).get(insurance, 0)
        self._post("release", wanted, by=by, at=at)

    def _post(self, kind: str, wanted: dict[int, dict[str, int]], *, by: User, at: datetime) -> None:
        day = local_day.of(self.wave.government, at)
        programme_id = self.wave.programme_id
        ceilings = {line.pk: line.ceiling for line in funding.all_lines(programme_id)}
        drafts = []
        for line, ids in sorted(self.account_ids.items()):
            before, after = self.reserved[self.wave].get(line, {}), wanted.get(line, {})
            change = {name: after.get(name, 0) - before.get(name, 0) for name in sorted({*before, *after})}
            postings = {ids[accounts.reserved(name)]: amount for name, amount in change.items()}
            postings[ids[accounts.AVAILABLE]] = -sum(change.values())
            drafts.append(ledger_actions.Draft(kind, day, postings, programme_id, self.wave.pk))
            stands = funding.standing(line)
            free = stands[accounts.AVAILABLE] - sum(change.values())
            raised = max(ceilings[line] + stands[accounts.APPROVED], -free)
            if raised:
                moved = {ids[accounts.APPROVED]: -raised, ids[accounts.AVAILABLE]: raised}
                drafts.append(ledger_actions.Draft("ceiling", day, moved, programme_id))
        ledger_actions.post(drafts=drafts, by=by, at=at)


def of_wave(wave: Wave, law: ParameterSet) -> Commitment:
    """The money of a wave as it stands. What is left for it: the ceiling less what earlier waves have reserved.

    Later waves do not count, so that the answer is the same whether they were served before or not.
    """
    costs = contribution.costs(wave.pk, law)
    reserved = {other: _reserved(other.pk) for other in programmes.waves(wave.programme_id)}
    may_pay = {line.pk for line in funding.lines_of_wave(wave)}
    payers, ids = [], {}
    for line in funding.all_lines(wave.programme_id):
        found = ledger.balances([accounts.subject(line.pk)])
        ids[line.pk] = dict(zip(found["name"], found["account_id"], strict=True))
        earlier = sum(_of_line(kept, line.pk) for other, kept in reserved.items() if other.number < wave.number)
        if line.pk in may_pay:
            reach = frozenset(v for v in wave.villages if checks.reaches(line.source, line.owner, v))
            left = max(line.ceiling - earlier, 0)
            payers.append(allot.Payer(line.pk, left, costs.get(line.pk, {}), reach))
    return Commitment(wave, payers, reserved, ids)


def _reserved(wave_id: int) -> dict[int, dict[str, int]]:
    """Rupiah that a wave has reserved: line id -> insurance -> amount."""
    found: dict[int, dict[str, int]] = {}
    for subject, name, amount in ledger.moved_by_wave(wave_id).select("subject", "name", "amount").iter_rows():
        kind, _, insurance = name.partition(":")
        if kind == "reserved":
            found.setdefault(int(subject.removeprefix("funding:")), {})[insurance] = amount
    return found


def _of_line(reserved: dict[int, dict[str, int]], line: int) -> int:
    return sum(reserved.get(line, {}).values())

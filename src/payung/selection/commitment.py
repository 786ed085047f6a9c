"""The money side of a wave's seats: who can still pay how much, and what to book when seats change hands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import polars as pl

from payung.accounts.models import User
from payung.funding import accounts, contribution
from payung.funding import queries as funding
from payung.kernel import month as months
from payung.law.in_force import ParameterSet
from payung.ledger import actions as ledger_actions
from payung.ledger import queries as ledger
from payung.programme import checks, local_day
from payung.programme.models import Wave
from payung.selection import allot


@dataclass(frozen=True)
class Commitment:
    """What a wave has reserved (rupiah by account id and insurance), and the payers with what is left for it."""

    wave: Wave
    payers: list[allot.Payer]
    reserved: dict[int, dict[str, int]]
    account_ids: dict[int, dict[str, int]]

    def book(self, committed: pl.DataFrame, *, by: User, at: datetime) -> None:
        """Bring the reservations of the wave to `committed` (payer, insurance, amount); ceilings with them."""
        wanted: dict[int, dict[str, int]] = {}
        for payer, insurance, amount in committed.select("payer", "insurance", "amount").iter_rows():
            wanted.setdefault(payer, {})[insurance] = amount
        self._post("reserve", wanted, by=by, at=at)

    def free(self, payers: dict[str, int], *, by: User, at: datetime) -> None:
        """Give back what one person's seat had reserved; `payers` as the seat has them."""
        costs = {payer.id: payer.costs for payer in self.payers}
        wanted = {line: dict(amounts) for line, amounts in self.reserved.items()}
        for insurance, line in payers.items():
            wanted[line][insurance] -= costs.get(line, {}).get(insurance, 0)
        self._post("release", wanted, by=by, at=at)

    def _post(self, kind: str, wanted: dict[int, dict[str, int]], *, by: User, at: datetime) -> None:
        day = local_day.of(self.wave.government, at)
        programme_id = self.wave.programme_id
        ceilings = {line.pk: line.ceiling for line in funding.all_lines(programme_id)}
        drafts = []
        for line, ids in sorted(self.account_ids.items()):
            before, after = self.reserved.get(line, {}), wanted.get(line, {})
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
    """The money of a wave as it stands. What is left for it: the ceiling less what other waves have reserved."""
    costs = contribution.costs(wave.pk, law)
    moved = ledger.moved_by_wave(wave.pk)
    mine: dict[int, dict[str, int]] = {}
    for subject, name, amount in moved.select("subject", "name", "amount").iter_rows():
        kind, _, insurance = name.partition(":")
        if kind == "reserved":
            mine.setdefault(int(subject.removeprefix("funding:")), {})[insurance] = amount
    covered = months.range(wave.start, wave.months)
    payers, ids = [], {}
    for line in funding.all_lines(wave.programme_id):
        found = ledger.balances([accounts.subject(line.pk)])
        ids[line.pk] = dict(zip(found["name"], found["account_id"], strict=True))
        promised = int(found.filter(pl.col("name").str.starts_with("reserved:"))["balance"].sum())
        left = line.ceiling - promised + sum(mine.get(line.pk, {}).values())
        if line.is_active and checks.in_year(line.year, line.carry_over, covered):
            reach = frozenset(v for v in wave.villages if checks.reaches(line.source, line.owner, v))
            payers.append(allot.Payer(line.pk, max(left, 0), costs.get(line.pk, {}), reach))
    return Commitment(wave, payers, mine, ids)

"""Put the money of a programme into the books: lines, policy answers, ceilings."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from payung.accounts.models import User
from payung.audit.action import action, current_id
from payung.funding import accounts, queries
from payung.funding.models import NO_CEILING, FundingLine, Policy
from payung.kernel.refusal import Refusal
from payung.ledger import actions as ledger_actions
from payung.programme import local_day
from payung.programme.document import Document
from payung.programme.models import Programme


class SourceBlocked(Refusal):
    """The government itself answered that this source may not pay."""

    def __init__(self, source: str, year: int, basis: str) -> None:
        super().__init__(f"Sumber dana {source} {year} dilarang untuk program ini: {basis}. Pakai sumber lain.")


@action
def plan_funding(*, programme_id: int, by: User, at: datetime) -> list[FundingLine]:
    """Take over lines and policy answers of the programme's document; the same again changes nothing.

    A ceiling that rises or falls is booked at once as far as nothing promised stands against it; a cut below what is
    reserved is booked by the next `selection.actions.reserve`, which takes seats back first. A line that the file
    no longer names becomes inactive with a ceiling of zero.
    """
    programme = Programme.objects.select_for_update().get(pk=programme_id)
    document = programme.read()
    _record_policies(programme, document, at)
    seen: Counter[tuple[str, str, int]] = Counter()
    lines: list[FundingLine] = []
    for number, funding in enumerate(document.funding, 1):
        answer = next((p for p in document.policy if (p.source, p.year) == (funding.source, funding.year)), None)
        if answer and answer.answer == "blocked":
            raise SourceBlocked(funding.source, funding.year, answer.basis)
        key = (str(funding.source), str(funding.owner), funding.year)
        seen[key] += 1
        line, _ = FundingLine.objects.update_or_create(
            programme=programme,
            source=funding.source,
            owner=funding.owner,
            year=funding.year,
            occurrence=seen[key],
            defaults={
                "government": programme.government,
                "region": programme.region,
                "number": number,
                "ceiling": NO_CEILING if funding.ceiling is None else funding.ceiling,
                "covers": list(funding.covers),
                "groups": None if funding.groups is None else list(funding.groups),
                "account": funding.account,
                "approval": funding.approval,
                "carry_over": funding.carry_over,
                "is_active": True,
            },
        )
        lines.append(line)
    dropped = FundingLine.objects.filter(programme=programme).exclude(pk__in=[line.pk for line in lines])
    dropped.update(is_active=False, ceiling=0)
    book_ceilings(programme_id=programme_id, by=by, at=at)
    return lines


def _record_policies(programme: Programme, document: Document, at: datetime) -> None:
    standing = queries.policies(programme.pk)
    for policy in document.policy:
        if standing.get((policy.source, policy.year)) != (policy.answer, policy.basis):
            Policy.objects.create(
                government=programme.government,
                region=programme.region,
                programme=programme,
                source=policy.source,
                year=policy.year,
                answer=policy.answer,
                basis=policy.basis,
                action_id=current_id(),
                recorded_at=at,
            )


@action
def book_ceilings(*, programme_id: int, by: User, at: datetime) -> None:
    """Bring the ledger to the ceilings of the lines, as far as what is available allows."""
    drafts = []
    for line in FundingLine.objects.filter(programme_id=programme_id).order_by("pk"):
        ids = ledger_actions.open_accounts(
            government=line.government,
            region=line.region,
            subject=accounts.subject(line.pk),
            names=accounts.names(line.covers),
            by=by,
            at=at,
        )
        stands = queries.standing(line.pk)
        change = max(line.ceiling + stands[accounts.APPROVED], -stands[accounts.AVAILABLE])
        drafts.append(
            ledger_actions.Draft(
                "ceiling",
                local_day.of(line.government, at),
                {ids[accounts.APPROVED]: -change, ids[accounts.AVAILABLE]: change},
                programme_id=programme_id,
            )
        )
    ledger_actions.post(drafts=drafts, by=by, at=at)

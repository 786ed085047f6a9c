"""The groups of a programme, each with everything that counts for it; without `groups` there is one, without name."""

from collections.abc import Sequence
from dataclasses import dataclass

from payung.programme.document import Criteria, Document, Funding, Group, Quota
from payung.programme.keys import Preference

WORKER_SHARE = "-worker"
"""Ending of what only the worker's share of a PU insurance is called: JHT-worker, JP-worker."""


@dataclass(frozen=True)
class Terms:
    """What counts for one group: its own word, else that of the programme. `name` is "" for the only one.

    optional: insurances that may be left out where nobody pays. occupations: codes, ecosystems and classes, or
    None for everybody. is_own_quota: the seats are the group's own, not those of the whole programme.
    """

    name: str
    segment: str
    insurance: tuple[str, ...]
    optional: tuple[str, ...]
    income: int
    employer: str | None
    occupations: tuple[str, ...] | None
    criteria: Criteria
    quota: Quota
    preference: tuple[Preference, ...]
    is_own_quota: bool = True


def of(document: Document) -> list[Terms]:
    """The groups in the order of the file."""
    if not document.groups:
        return [_terms(document, Group(name="-"), "")]
    return [_terms(document, group, group.name) for group in document.groups]


def of_wave(document: Document, name: str | None) -> Terms | None:
    """The group that a wave names; the only one where there are no names; None for a name that does not exist."""
    wanted = name if document.groups else ""
    return next((terms for terms in of(document) if terms.name == wanted), None)


def pays_for(line: Funding, terms: Terms) -> bool:
    """Whether a funding line is meant for the group at all."""
    return line.groups is None or terms.name in line.groups


def payable(insurance: Sequence[str], covers: Sequence[Sequence[str]]) -> list[str]:
    """What has to be paid for a person with these insurances, where lines cover `covers`: insurances, or shares.

    Where a line pays the worker's share alone, the insurance's own name means the employer's share.

    >>> payable(["JKK", "JHT"], [["JKK", "JHT"]])
    ['JKK', 'JHT']
    >>> payable(["JKK", "JHT"], [["JKK", "JHT"], ["JHT-worker"]])
    ['JKK', 'JHT', 'JHT-worker']
    """
    covered = {name for names in covers for name in names}
    found = []
    for name in insurance:
        found.append(name)
        if name + WORKER_SHARE in covered:
            found.append(name + WORKER_SHARE)
    return found


def insurance_of(payable: str) -> str:
    """The insurance that something payable belongs to.

    >>> insurance_of("JHT-worker"), insurance_of("JKK")
    ('JHT', 'JKK')
    """
    return payable.removesuffix(WORKER_SHARE)


def in_words(payable: str) -> str:
    """What is paid, as documents name it.

    >>> in_words("JHT-worker"), in_words("JKK")
    ('JHT bagian pekerja', 'JKK')
    """
    name = insurance_of(payable)
    return name if name == payable else f"{name} bagian pekerja"


def _terms(document: Document, group: Group, name: str) -> Terms:
    work = group.who.occupations
    return Terms(
        name=name,
        segment=group.segment or document.segment,
        insurance=tuple(group.insurance or document.insurance),
        optional=tuple(document.optional if group.optional is None else group.optional),
        income=group.income or document.income,
        employer=group.employer or document.employer,
        occupations=None if work == "all" else tuple(work),
        criteria=group.criteria or document.criteria,
        quota=group.quota or document.quota,
        preference=tuple(document.preference if group.preference is None else group.preference),
        is_own_quota=group.quota is not None or not name,
    )

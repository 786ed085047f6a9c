"""The public statement of how people were chosen: rules, their order, the draw, what was approved; no names."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from payung.documents import letterpress
from payung.documents.published import Comparison
from payung.kernel import dates, rupiah


@dataclass(frozen=True)
class Method:
    """Everything the statement prints.

    frozen and received: numbers of the audit events by which the seed of the draw was frozen and the first list was
    received; None when one of them is not known. approvals: (what, by, document and day, source). counts and money:
    (label, value) as people read them. policies: answers about sources of money.
    """

    government: str
    programme: str
    as_of: date
    seats: str
    criteria: tuple[str, ...]
    order: str
    turns: tuple[str, ...]  # what else decides whose turn it is, one rule a line
    draw_seed: str
    leftover: str
    shortage: str  # whom money reaches first
    pool: str  # "desa", or what else seats are shared by
    frozen: int | None
    received: int | None
    counts: tuple[tuple[str, str], ...]
    money: tuple[tuple[str, str], ...]
    policies: tuple[str, ...]
    approvals: tuple[tuple[str, str, str, str], ...]
    published: tuple[Comparison, ...]
    marks: tuple[tuple[str, str], ...]  # list, law and programme with their SHA-256
    demo: bool = False

    @property
    def is_proven(self) -> bool:
        """Whether the seed was frozen before the first list."""
        return self.frozen is not None and self.received is not None and self.frozen < self.received


def write(method: Method, path: Path) -> None:
    """Write `cara-memilih.pdf`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    values = {
        "demo": method.demo,
        "draft": False,
        "government": method.government,
        "programme": method.programme,
        "as_of": dates.long(method.as_of),
        "seats": method.seats,
        "criteria": list(method.criteria),
        "order": method.order,
        "turns": list(method.turns),
        "shortage": method.shortage,
        "draw_seed": method.draw_seed,
        "leftover": method.leftover,
        "pool": method.pool,
        "frozen": rupiah.number(method.frozen) if method.frozen is not None else None,
        "received": rupiah.number(method.received) if method.received is not None else None,
        "proven": method.is_proven,
        "counts": [list(each) for each in method.counts],
        "money": [list(each) for each in method.money],
        "policies": list(method.policies),
        "approvals": [list(each) for each in method.approvals],
        "published": [
            [said.label, said.shown(said.published), said.shown(said.computed), said.verdict, said.source]
            for said in method.published
        ],
        "marks": [list(each) for each in method.marks],
    }
    path.write_bytes(letterpress.press("method", values, method.as_of))

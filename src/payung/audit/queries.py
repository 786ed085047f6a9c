"""Is the chain of events whole?"""

from dataclasses import dataclass, field
from itertools import groupby

from django.db import connection, transaction

from payung.audit import chain
from payung.audit.models import Seal

SEALS_AT_ONCE = 100

NAMED_BY_SEALS = f"""
SELECT s.id, named.id, {chain.CANONICAL}, e.id IS NOT NULL
  FROM audit_seal s
 CROSS JOIN LATERAL unnest(s.events) WITH ORDINALITY AS named (id, place)
  LEFT JOIN audit_event e ON e.id = named.id AND e.government = s.government
 WHERE s.id = ANY(%(seals)s)
 ORDER BY s.id, named.place
"""  # noqa: S608

# The event of the last seal itself is written after it: it waits for the next seal and is not counted.
UNSEALED = """
SELECT count(*) FROM audit_event e
 WHERE e.government = %(government)s AND e.action <> 'audit.seal'
   AND NOT EXISTS (
       SELECT FROM (SELECT unnest(events) AS id FROM audit_seal WHERE government = %(government)s) sealed
        WHERE sealed.id = e.id)
"""


@dataclass
class Verdict:
    """What was found in one government's chain. `head`, the last seal, noted elsewhere guards the whole chain."""

    government: str
    sealed: int = 0
    unsealed: int = 0
    head: str = chain.GENESIS.hex()
    faults: list[str] = field(default_factory=list)


def verify(government: str) -> Verdict:
    """Compute the whole chain of `government` again and compare; a fault is a sentence that says where."""
    verdict = Verdict(government)
    with transaction.atomic(), chain.of(government):
        links = list(
            Seal.objects.filter(government=government)
            .order_by("id")
            .values_list("id", "previous", "sha256", "events__len")
        )
        head = chain.GENESIS
        for start in range(0, len(links), SEALS_AT_ONCE):
            part = links[start : start + SEALS_AT_ONCE]
            texts = _texts([number for number, *_ in part], verdict)
            for number, previous, sha256, count in part:
                if bytes(previous) != head:
                    verdict.faults.append(f"Segel {number} tidak menyambung ke segel sebelumnya.")
                found = texts.get(number, [])
                if len(found) == count and chain.extend(bytes(previous), (text for _, text in found)) != bytes(
                    sha256
                ):
                    verdict.faults.append(
                        f"Isi peristiwa {found[0][0]} sampai {found[-1][0]} (segel {number}) "
                        "tidak sama dengan saat disegel."
                    )
                head = bytes(sha256)
                verdict.sealed += count
        verdict.head = head.hex()
        with connection.cursor() as cursor:
            cursor.execute(UNSEALED, {"government": government})
            verdict.unsealed = cursor.fetchone()[0]
    return verdict


def _texts(seals: list[int], verdict: Verdict) -> dict[int, list[tuple[int, str]]]:
    """Canonical texts of the events that these seals name; a missing event becomes a fault."""
    texts: dict[int, list[tuple[int, str]]] = {}
    copying = f"COPY ({NAMED_BY_SEALS}) TO STDOUT"
    with connection.cursor() as wrapped, wrapped.cursor.copy(copying, {"seals": seals}) as copy:
        for number, rows in groupby(copy.rows(), key=lambda row: int(row[0])):
            present = texts.setdefault(number, [])
            for _, event, text, exists in rows:
                if exists == "t":
                    present.append((int(event), text))
                else:
                    verdict.faults.append(f"Peristiwa {event} hilang (segel {number}).")
    return texts

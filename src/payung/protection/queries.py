"""Questions to the book of protection."""

from __future__ import annotations

import polars as pl

from payung.storage import frames, plans

SCHEMA = {"person_id": pl.Int64, "elsewhere_until": pl.Date, "own_other_until": pl.Date, "own_until": pl.Date}


def covered_until(person_ids: list[int], *, programme_id: int) -> pl.DataFrame:
    """The last covered month (its first day) of those who have any, one line per person.

    elsewhere_until: bought by another government; own_other_until: by another programme of ours; own_until: by any
    programme of ours. Null where there is none.
    """
    if not person_ids:
        return pl.DataFrame(schema=SCHEMA)
    with plans.for_rows(len(person_ids)):
        return frames.read(
            "SELECT u.person_id, max(u.until) FILTER (WHERE NOT u.by_own_government) AS elsewhere_until,"
            " max(o.until) AS own_other_until, max(u.until) FILTER (WHERE u.by_own_government) AS own_until"
            " FROM covered_until(%(people)s) u"
            " LEFT JOIN (SELECT person_id, max(month) AS until FROM protection_covered_month"
            "  WHERE programme_id <> %(programme)s AND person_id = ANY(%(people)s) GROUP BY person_id) o"
            " ON o.person_id = u.person_id GROUP BY u.person_id ORDER BY u.person_id",
            {"people": person_ids, "programme": programme_id},
        )

"""Questions to the book of protection."""

from __future__ import annotations

import polars as pl

from payung.storage import frames, plans


def covered_until(programme_id: int) -> pl.DataFrame:
    """The last covered month (its first day) of those people of a programme who have any, one line per person.

    person_id; elsewhere_until: bought by another government; own_other_until: by another programme of ours;
    own_until: by any programme of ours. Null where there is none.
    """
    with plans.for_rows(plans.MANY):
        return frames.read(
            "WITH seen AS MATERIALIZED (SELECT DISTINCT person_id FROM people_sighting"
            "  WHERE programme_id = %(programme)s)"
            " SELECT u.person_id, max(u.until) FILTER (WHERE NOT u.by_own_government) AS elsewhere_until,"
            " max(o.until) AS own_other_until, max(u.until) FILTER (WHERE u.by_own_government) AS own_until"
            " FROM covered_until(ARRAY(SELECT person_id FROM seen)) u"
            " LEFT JOIN (SELECT c.person_id, max(c.month) AS until FROM protection_covered_month c"
            "  JOIN seen ON seen.person_id = c.person_id WHERE c.programme_id <> %(programme)s"
            "  GROUP BY c.person_id) o ON o.person_id = u.person_id GROUP BY u.person_id ORDER BY u.person_id",
            {"programme": programme_id},
        )

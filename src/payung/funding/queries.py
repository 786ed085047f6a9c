"""Questions about the money of a programme."""

from __future__ import annotations

from collections import defaultdict

import polars as pl

from payung.funding import accounts
from payung.funding.models import FundingLine, Policy
from payung.kernel import month as months
from payung.ledger import queries as ledger_queries
from payung.programme import checks
from payung.programme.models import Wave


def lines(programme_id: int) -> list[FundingLine]:
    """The lines that may pay, in the order of the file: earlier lines pay first."""
    return list(FundingLine.objects.filter(programme_id=programme_id, is_active=True).order_by("number"))


def lines_of_wave(wave: Wave) -> list[FundingLine]:
    """The lines that may pay for the group of a wave and have all its months in their year, in the file's order."""
    covered = months.range(wave.start, wave.months)
    return [
        line
        for line in lines(wave.programme_id)
        if (line.groups is None or wave.group in line.groups) and checks.in_year(line.year, line.carry_over, covered)
    ]


def all_lines(programme_id: int) -> list[FundingLine]:
    """Every line the programme ever had, also those the file no longer names (ceiling 0), by number."""
    return list(FundingLine.objects.filter(programme_id=programme_id).order_by("number", "pk"))


def policies(programme_id: int) -> dict[tuple[str, int], tuple[str, str]]:
    """The answer that counts now by source and year: (answer, basis)."""
    answered = Policy.objects.filter(programme_id=programme_id).order_by("id")
    return {(policy.source, policy.year): (policy.answer, policy.basis) for policy in answered}


def standing(line_id: int) -> dict[str, int]:
    """Balance of each account of a line in rupiah; accounts not yet opened stand at 0."""
    found = ledger_queries.balances([accounts.subject(line_id)])
    return defaultdict(int, zip(found["name"], found["balance"], strict=True))


def overview(programme_id: int) -> pl.DataFrame:
    """line_id, source, owner, year, ceiling, reserved, left (Int64 rupiah) of the active lines, in their order."""
    rows = []
    for line in lines(programme_id):
        stands = standing(line.pk)
        promised = sum(stands[accounts.reserved(name)] for name in line.covers)
        rows.append((line.pk, line.source, line.owner, line.year, line.ceiling, promised, line.ceiling - promised))
    schema = {
        "line_id": pl.Int64,
        "source": pl.String,
        "owner": pl.String,
        "year": pl.Int64,
        "ceiling": pl.Int64,
        "reserved": pl.Int64,
        "left": pl.Int64,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")

"""The insurer's code of a registered group (wadah), which follows the source of the money.

The codes come from an internal handbook page of the insurer without a date, so the branch confirms them before use:
SG government, SD village from its own budget, SA village from the region's budget, SL village from another source,
SC company, SB bank.
"""

from collections.abc import Iterable

BY_SOURCE = {"APBN": "SG", "APBD": "SG", "DBH": "SG", "APBDES": "SD", "ADD": "SD", "DD": "SD", "CSR": "SC"}


def of(sources: Iterable[str]) -> str | None:
    """Give the code when all sources of money lead to one; None when they differ or somebody pays for himself.

    >>> of(["APBD", "DBH"]), of(["APBD", "CSR"]), of(["self"])
    ('SG', None, None)
    """
    found = {BY_SOURCE.get(source) for source in sources}
    return found.pop() if len(found) == 1 else None

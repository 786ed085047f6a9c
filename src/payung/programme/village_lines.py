"""Funding by each village's own budget: one line of the file becomes one line a village."""

from payung.kernel import region_code
from payung.programme.document import Document, Funding
from payung.programme.keys import VILLAGES


def spread(document: Document, villages: list[str]) -> tuple[Document, list[int]]:
    """The document with a line of each village for every line whose owner is `villages`.

    `villages`: 10-digit codes of the villages that the waves cover; kelurahan have no budget and get no line. The
    second value gives, for each line, the place at which it was written. Without such lines nothing changes.
    """
    owners = sorted(code for code in villages if region_code.kind(code) == "desa")
    lines: list[Funding] = []
    written: list[int] = []
    for place, line in enumerate(document.funding):
        each = owners if line.owner == VILLAGES else [line.owner]
        lines += [line if line.owner == owner else line.model_copy(update={"owner": owner}) for owner in each]
        written += [place] * len(each)
    if len(lines) == len(document.funding) and all(line.owner != VILLAGES for line in document.funding):
        return document, written
    return document.model_copy(update={"funding": lines}), written

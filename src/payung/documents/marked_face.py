"""What every marked roster shows alike, in whatever way it is written: widths, heights, words, print."""

from collections.abc import Iterator
from datetime import date

from payung.documents import marks, workbook
from payung.kernel import dates

SUMMARY = "Ringkasan pemeriksaan"
WIDTHS = (44, 46)
"""Characters of the columns Masalah and Cara memperbaiki."""
NUMBER_WIDTH = 20
"""Characters that a NIK or family-card number needs to be read whole."""
MARGINS = {"left": 0.25, "right": 0.25, "top": 0.4, "bottom": 0.5}
"""Inches: rosters are wide, and every blank edge makes the print smaller."""
FOOTER = "Halaman &P dari &N"


def beside(mark: marks.RowMark | None) -> tuple[str, str]:
    """What stands in the two added columns of a row."""
    return (marks.NOTHING, "") if mark is None else (mark.problem, mark.mend)


def height(said: tuple[str, str], before: float = 15) -> float:
    """Points that a row needs to show what is said of it."""
    lines = max(marks.lines_of(text, width) for text, width in zip(said, WIDTHS, strict=True))
    return max(before, 12.5 * lines + 3)


def announced(read: marks.Outline, found: marks.SheetMarks, *, demo: bool) -> str:
    """Above the added columns: how many rows stand how."""
    return (f"{workbook.SAMPLE} · " if demo else "") + marks.standing(read, found)


def when(*, demo: bool, checked_on: date | None) -> str:
    """The line below the title of the summary."""
    parts = [workbook.SAMPLE] if demo else []
    parts += [f"diperiksa {dates.long(checked_on)}"] if checked_on else []
    return " · ".join(parts)


def paragraphs(remarks: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What the summary says below its tables: titles with their lines."""
    yield "Langkah berikutnya", marks.STEPS
    yield "Catatan", (*remarks, marks.CAUTION)

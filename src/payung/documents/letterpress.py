"""Letters set by typst with the shipped fonts only; values go in as JSON, never as markup."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import typst

from payung.documents import typeface

TEMPLATES = Path(__file__).parent / "templates"


def press(template: str, values: dict[str, Any], on: date) -> bytes:
    """Set `templates/<template>.typ` with `values`, dated `on`; the same values give the same bytes."""
    compiled = typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        font_paths=[str(typeface.FOLDER)],
        ignore_system_fonts=True,
        sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
        timestamp=int(datetime(on.year, on.month, on.day, tzinfo=UTC).timestamp()),
    )
    assert isinstance(compiled, bytes)
    return compiled


def balanced(text: str, width: int) -> list[str]:
    """Break a title into lines of nearly equal length, none longer than `width` characters unless one word is.

    >>> balanced("PENETAPAN PENERIMA BANTUAN IURAN BAGI PEKERJA RENTAN", 30)
    ['PENETAPAN PENERIMA BANTUAN', 'IURAN BAGI PEKERJA RENTAN']
    """
    lines = -(-len(text) // width)
    while True:
        found = _fill(text.split(), max(len(text) / lines * 1.06, 1), width)
        if len(found) <= lines:
            return found
        lines += 1


def _fill(words: list[str], target: float, width: int) -> list[str]:
    lines = [words[0]] if words else []
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if len(longer) <= width and len(longer) <= target + len(word) / 2:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines

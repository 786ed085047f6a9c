"""The words of a help page that click itself writes, in Indonesian."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

HEADINGS = {"Options": "Pilihan", "Commands": "Perintah"}
SENTENCES = {
    "Show this message and exit.": "Tampilkan halaman ini.",
    "Show the version and exit.": "Tampilkan versi.",
}
KINDS = {
    "OPTIONS": "PILIHAN",
    "COMMAND": "PERINTAH",
    "ARGS": "ISIAN",
    "TEXT": "TEKS",
    "INTEGER": "BILANGAN",
    "RANGE": "",
    "FILE": "BERKAS",
    "DIRECTORY": "MAP",
    "PATH": "BERKAS",
}
_KIND = re.compile(r"\b(" + "|".join(KINDS) + r")\b")
_LIMITS = re.compile(r"\s+\[(?:default: [^\]]*; )?x[<>]=[^\]]*\]$")
"""The range of a number as click adds it; what a number must be stands in the help of the option."""


class Formatter(click.HelpFormatter):
    """Writes headings, kinds of values and click's own sentences in Indonesian, as our own help is already."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, _kinds(args), prefix or "Pemakaian: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        said = [(_kinds(term), _LIMITS.sub("", SENTENCES.get(words, words))) for term, words in rows]
        super().write_dl(said, col_max, col_spacing)


def _kinds(text: str) -> str:
    return _KIND.sub(lambda found: KINDS[found[1]], text).replace("  ", " ").rstrip()

"""The catalogue of remarks: severity, kind and sentences of each code, from codes.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import yaml

SEVERITIES = ("error", "warning", "info")
UNKNOWN = "file-damaged"


@dataclass(frozen=True)
class Wording:
    """What is wrong and how to mend it, in Indonesian and English, with {places} to fill in."""

    problem: str
    mend: str
    problem_en: str
    mend_en: str


@dataclass(frozen=True)
class Code:
    """One kind of remark. `kind` of errors: data (the row is not taken over) or rule (eligibility decides)."""

    name: str
    about: str
    severity: str
    kind: str | None
    wording: Wording
    variants: Mapping[str, Wording] = field(default_factory=dict)

    def worded(self, variant: str | None) -> Wording:
        """The wording of a variant, or the ordinary one."""
        return self.variants.get(variant or "", self.wording)


@cache
def load() -> dict[str, Code]:
    """All codes by name, in the order of the file."""
    text = (Path(__file__).parent / "codes.yaml").read_text(encoding="utf-8")
    return {name: _code(name, entry) for name, entry in yaml.load(text, Loader=_LOADER).items()}


def _code(name: str, entry: dict[str, Any]) -> Code:
    sentences = {key: entry[key] for key in ("problem", "mend", "problem_en", "mend_en")}
    variants = {key: Wording(**{**sentences, **said}) for key, said in entry.get("variants", {}).items()}
    about, severity = entry.get("about", "row"), entry["severity"]
    return Code(name, about, severity, entry.get("kind"), Wording(**sentences), variants)


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def of_rows() -> list[Code]:
    """The codes of findings about single rows, in order."""
    return [code for code in load().values() if code.about == "row"]


@cache
def row_codes() -> pl.Enum:
    """The column type of finding codes: sorts in the order of urgency."""
    return pl.Enum([code.name for code in of_rows()])


def notice(name: str, values: Mapping[str, object] | None = None) -> dict[str, str]:
    """A remark about a file or sheet: code, severity, message."""
    code = load().get(name) or load()[UNKNOWN]
    filled = {key: str(value) for key, value in (values or {}).items()}
    wording = code.worded(filled.pop("variant", None))
    message = f"{wording.problem} {wording.mend}".format_map(_Blank(filled)).strip()
    return {"code": name, "severity": code.severity, "message": message}


class _Blank(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "…"

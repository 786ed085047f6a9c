"""The reference page of the law: every number with its dates, articles and confidence, every open question."""

from typing import Any

from payung.kernel import rupiah
from payung.law import eligibility, in_force, occupations
from payung.law.explanation import CONFIDENCE
from payung.law.parameter import Parameter, Value

TITLE = "law"


def reference() -> str:
    """The page as Markdown, built from the parameter files, the codes of eligibility and the occupations."""
    law = in_force.load()
    parts = [
        "# The law as Payung knows it",
        "Built from `src/payung/law`; change the files there, not this page. What is not *dikonfirmasi* is shown as "
        "*belum dikonfirmasi* wherever a person sees the number.",
        "PP 44/2015 was signed on 30 June 2015; that it counts from 1 July 2015 is from memory.",
        "## Numbers",
        *(_parameter(law.describe(name)) for name in law.names),
        "## Open questions",
        "\n".join(f"- `{name}`: {law.describe(name).question}" for name in law.names if law.describe(name).question),
        "## Why somebody is not eligible",
        _table(["Code", "Sentence"], [[f"`{code}`", eligibility.sentence(code)] for code in eligibility.codes()]),
        "## Occupations",
        law.occupations["question"],
        _occupations(law),
    ]
    return "\n\n".join(parts) + "\n"


def _parameter(parameter: Parameter) -> str:
    local = " A government may decide otherwise." if parameter.is_local else ""
    rows = [
        [value.since.isoformat(), _said(value), value.reference, CONFIDENCE[value.confidence]]
        for value in parameter.values
    ]
    heading = f"### {parameter.name}\n{parameter.description} ({parameter.unit}).{local}"
    return f"{heading}\n\n{_table(['From', 'Value', 'Source', 'Confidence'], rows)}"


def _said(value: Value) -> str:
    content: Any = value.value
    if content is None:
        return "ended"
    if isinstance(content, list) and content and isinstance(content[0], dict):
        rows = (f"from {rupiah.number(row['from'])}: {rupiah.number(row['base'])}" for row in content)
        return "<br>".join(rows)
    if isinstance(content, dict):
        return ", ".join(f"{key} {item}" for key, item in content.items())
    if isinstance(content, list):
        return ", ".join(map(str, content))
    return rupiah.number(content) if isinstance(content, int) else str(content)


def _occupations(law: in_force.ParameterSet) -> str:
    heads = ["Code", "Name", "Class", "Ecosystem", "Civil registry", "Also written"]
    rows = [
        [
            f"`{entry['code']}`",
            entry["label"],
            entry["class"],
            entry["ecosystem"] or "",
            str(entry.get("kemendagri", "")),
            ", ".join(occupations.plain(alias).lower() for alias in entry.get("aliases", ())),
        ]
        for entry in law.occupations["entries"]
    ]
    return _table(heads, rows)


def _table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "/") for cell in line) + " |" for line in lines)

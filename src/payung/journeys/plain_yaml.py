"""Reads a YAML text as officers write it: plain values, and the line of every key; knots are refused."""

import re
from dataclasses import dataclass
from typing import Any

import yaml

from payung.kernel.refusal import Refusal

Place = tuple[str | int, ...]
"""Keys and list positions from the top, such as ("waves", 0, "start")."""
DEEPEST = 20


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a programme file: where, and what to do about it."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        return f"{self.file} baris {self.line}{f' ({self.key})' if self.key else ''}: {self.message}"


class ProgrammeFileProblem(Refusal):
    """The file cannot be used; `.problems` holds all of them, in the order of their lines."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems, key=lambda problem: problem.line)
        super().__init__("\n".join(map(str, self.problems)))


_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """YAML as an officer means it: 17.04, 0123 and dates are text, `on` and `no` words; true and false are not."""


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("int", r"-?(0|[1-9][0-9]{0,39})", "-0123456789"),
    ("null", r"~|null|", ["~", "n", ""]),
):
    _Loader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_pattern})$"), list(_first))


def load(text: str, name: str) -> tuple[Any, dict[Place, int]]:
    """The values of a YAML text, and the line of every key and list item by its path."""
    lines: dict[Place, int] = {(): 1}
    problems: list[Problem] = []
    try:
        _refuse_knots(text, name)
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            if node is None:
                raise ProgrammeFileProblem([Problem(name, 1, "", "Berkas program kosong.")])
            _walk(node, (), lines, problems, name)
            if problems:
                raise ProgrammeFileProblem(problems)
            return loader.construct_document(node), lines
        finally:
            loader.dispose()
    except (yaml.YAMLError, ValueError) as problem:
        mark = getattr(problem, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise ProgrammeFileProblem(
            [
                Problem(
                    name, line, "", "Susunan berkas tidak terbaca di sini. Periksa titik dua, kutip dan indentasinya."
                )
            ]
        ) from None


def _refuse_knots(text: str, name: str) -> None:
    """Anchors, aliases, tags and deep nesting say nothing here, and a few lines of them fill a machine."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        knot = "Susunannya terlalu dalam" if depth > DEEPEST else None
        if getattr(event, "anchor", None):
            knot = "Jangkar dan rujukan YAML (& dan *) tidak dipakai"
        if getattr(event, "tag", None):
            knot = "Tanda jenis YAML (!) tidak dipakai"
        if knot:
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise ProgrammeFileProblem(
                [Problem(name, line, "", f"{knot} di berkas program. Tulis nilainya langsung.")]
            )


def _walk(node: yaml.Node, path: Place, lines: dict[Place, int], problems: list[Problem], name: str) -> None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            here = (*path, key.value if isinstance(key, yaml.ScalarNode) else "?")
            line = key.start_mark.line + 1
            if here in lines:
                problems.append(
                    Problem(
                        name, line, dotted(here), f"Kunci ini sudah tertulis pada baris {lines[here]}. Hapus satu."
                    )
                )
            lines.setdefault(here, line)
            if not isinstance(key, yaml.ScalarNode) or key.tag != "tag:yaml.org,2002:str":
                problems.append(Problem(name, line, dotted(here), "Nama kunci harus berupa kata."))
            if key.value == "<<":
                problems.append(Problem(name, line, dotted(here), "Rujukan YAML tidak dipakai di berkas program."))
                continue
            _walk(value, here, lines, problems, name)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            here = (*path, number)
            lines[here] = item.start_mark.line + 1
            _walk(item, here, lines, problems, name)


def dotted(path: Place) -> str:
    """A path of keys and list positions as people write it: waves[1].start."""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")

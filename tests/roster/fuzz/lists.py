"""Spoiled lists and broken files through the whole check, held against what was done to them."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from random import Random

import polars as pl

from payung.roster import check, codes, reading, report
from tests.roster.fuzz import corrupted, honest, spoiled
from tests.roster.reading import making


@dataclass
class Verdict:
    """What the check missed and what it refused without reason, over all rows."""

    bad: int = 0
    clean: int = 0
    lost: int = 0
    silent: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    @property
    def recall(self) -> float:
        """Bad rows that got one of the reasons the oracle knows."""
        return 1 - self.missed.total() / self.bad

    @property
    def false_refusals(self) -> float:
        """Clean rows with an error."""
        return self.refused.total() / self.clean


def judged(*, of_each: int, rows_in_list: int = 250, seed: int = 2024) -> Verdict:
    """Spoil so many rows in every way, among as many clean ones, in lists of many styles."""
    register = honest.Register(seed)
    chance = register.chance
    todo: list[spoiled.Way | None] = [way for way in spoiled.ways() for _ in range(of_each)]
    todo += [None] * len(todo)
    chance.shuffle(todo)
    verdict = Verdict()
    for start in range(0, len(todo), rows_in_list):
        style = honest.Style.chosen(chance)
        lines: list[dict[str, str]] = []
        asked: list[tuple[int, spoiled.Way | None]] = []
        for way in todo[start : start + rows_in_list]:
            person = way.spoil(register, style) if way else register.person(style)
            if first := person.cells.pop("twice", None):
                lines.append(first)
            asked.append((len(lines) + 2, way))
            lines.append(person.cells)
        _hold(verdict, lines, asked, mark=chance.choice(",;\t|"))
    return verdict


def _hold(
    verdict: Verdict, lines: list[dict[str, str]], asked: list[tuple[int, spoiled.Way | None]], mark: str
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=mark)
    writer.writerow(["No", *lines[0]])
    writer.writerows([number, *line.values()] for number, line in enumerate(lines, 1))
    sources = reading.read(text.getvalue().encode(), "daftar.csv")
    result = check.check_files(sources, region=honest.REGION, on=honest.ON, demo=True)
    said = dict(result.findings.group_by("row").agg("code").iter_rows())
    wrong = dict(result.findings.filter(pl.col("severity") == "error").group_by("row").agg("code").iter_rows())
    present = set(result.rows["row"])
    for row, way in asked:
        if way is None:
            verdict.clean += 1
            if row not in present or row in wrong:
                verdict.refused[", ".join(wrong.get(row, ["lost"]))] += 1
            continue
        verdict.bad += 1
        verdict.lost += row not in present
        verdict.silent[way.name] += not said.get(row)
        verdict.missed[way.name] += not way.reasons & set(said.get(row, []))


def survived(count: int, *, seed: int = 2024) -> Counter[str]:
    """Break so many files of every kind and have each read, checked and told: what became of them.

    Raises AssertionError for a refusal without its sentence; anything else that is raised is a fault.
    """
    chance = Random(seed)
    whole = _good_files()
    became: Counter[str] = Counter()
    for number in range(count):
        kind = list(whole)[number % len(whole)]
        way, content = corrupted.broken(whole[kind], kind, chance)
        result = check.check_files(reading.read(content, f"daftar.{kind}"), on=honest.ON, demo=True)
        told = report.as_text(result)
        for file in result.files:
            assert not file.error or (file.error["code"] in codes.load() and file.error["message"] in told), way
            became["refused" if file.error else "read"] += 1
    return became


def _good_files() -> dict[str, bytes]:
    rows = [making.HEAD, making.SITI, making.AMIR]
    files = {kind: make(rows) for kind, make in _MAKERS.items()}
    return files | {"zip": making.packed({"a.xlsx": files["xlsx"], "b.csv": files["csv"]})}


_MAKERS = {"xlsx": making.xlsx, "xls": making.xls, "ods": making.ods, "csv": making.csv, "html": making.html}

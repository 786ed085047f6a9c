"""Progress of long work on stderr: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

STAGE_WIDTH = 34


class Meter:
    """Shows which stage of the work is running, how far it is, and keeps the seconds each stage took."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self.seconds: dict[str, float] = {}

    @contextmanager
    def stage(self, key: str, label: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
        """Run one stage; the value is a function `advance(n=1)`. `key` names the stage in `seconds`."""
        began = time.perf_counter()
        shown = self._bar(label, total) if self._console.is_terminal else self._lines(label, total)
        with shown as advance:
            yield advance
        self.seconds[key] = round(self.seconds.get(key, 0.0) + time.perf_counter() - began, 3)

    @contextmanager
    def _bar(self, label: str, total: int | None) -> Iterator[Callable[[int], None]]:
        columns = [
            TextColumn(f"{{task.description:<{STAGE_WIDTH}}}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
        ]
        with Progress(*columns, console=self._console) as bar:
            task = bar.add_task(label, total=total or 1)

            def advance(n: int = 1) -> None:
                bar.advance(task, n)

            yield advance
            bar.update(task, completed=total or 1)

    @contextmanager
    def _lines(self, label: str, total: int | None) -> Iterator[Callable[[int], None]]:
        began = time.perf_counter()
        print(f"{label} ...", file=sys.stderr, flush=True)
        done = 0
        next_line = 5.0

        def advance(n: int = 1) -> None:
            nonlocal done, next_line
            done += n
            elapsed = time.perf_counter() - began
            if total and elapsed >= next_line:
                next_line = elapsed + 5.0
                print(f"{label}: {done} dari {total}", file=sys.stderr, flush=True)

        yield advance
        elapsed = time.perf_counter() - began
        if elapsed >= 1:
            print(f"{label}: selesai dalam {elapsed:.1f} detik".replace(".", ","), file=sys.stderr, flush=True)


def remark(sentence: str) -> None:
    """Say something beside the result; results go to stdout, remarks to stderr."""
    print(sentence, file=sys.stderr, flush=True)

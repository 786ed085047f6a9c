"""Write papers on several processes. Knows no database, so that a worker starts fast and clean."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WORKERS = 2


@dataclass(frozen=True)
class Paper:
    """A file to be written: where, what for, and the call that writes it (in a worker process)."""

    path: Path
    about: str
    call: Callable[..., Any]
    arguments: tuple[Any, ...] = ()
    options: tuple[tuple[str, Any], ...] = ()

    def write(self) -> None:
        """Write it."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.call(*self.arguments, **dict(self.options))


def write(papers: list[Paper], advance: Callable[[int], None]) -> None:
    """Write papers on two processes; `advance(n)` hears of each. What one writer raises is raised here."""
    with _workers() as pool:
        for written in as_completed([pool.submit(paper.write) for paper in papers]):
            written.result()
            advance(1)


@contextmanager
def _workers() -> Iterator[ProcessPoolExecutor]:
    # Polars has threads, so a forked child may wait for a lock that nobody holds: start clean processes.
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(WORKERS, mp_context=spawn, initializer=_follow_parent)
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def _follow_parent() -> None:
    """Let a worker end with the command that started it, also after its kill -9, and leave Ctrl-C to that command."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None

    def end_together() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=end_together, daemon=True).start()

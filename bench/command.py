"""Run a command as a user would and measure its seconds and the peak memory of all its processes."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

PAYUNG = str(Path(sys.executable).with_name("payung"))


class Failed(Exception):
    """The measured command did not end with 0."""


@dataclass(frozen=True)
class Measured:
    """Wall seconds, peak resident memory in MiB (database server not counted), and what was printed."""

    seconds: float
    peak_mib: float
    output: str


def run(
    arguments: list[str], *, environment: dict[str, str] | None = None, allowed: tuple[int, ...] = (0,)
) -> Measured:
    """Run `payung` with these arguments; it must end with one of the codes that are `allowed`."""
    began = time.perf_counter()
    child = subprocess.Popen(
        [PAYUNG, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, **(environment or {})},
    )
    peak = [0]
    watcher = threading.Thread(target=_watch, args=(psutil.Process(child.pid), peak), daemon=True)
    watcher.start()
    output = child.communicate()[0]
    seconds = time.perf_counter() - began
    watcher.join()
    if child.returncode not in allowed:
        raise Failed(f"payung {' '.join(arguments)} ended with {child.returncode}:\n{output[-2000:]}")
    return Measured(round(seconds, 2), round(peak[0] / 2**20, 1), output)


def _watch(process: psutil.Process, peak: list[int]) -> None:
    while True:
        try:
            family = [process, *process.children(recursive=True)]
            ours = [member for member in family if "postgres" not in member.name()]
            peak[0] = max(peak[0], sum(member.memory_info().rss for member in ours))
        except psutil.Error:
            if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
                return
        if not process.is_running() or process.status() == psutil.STATUS_ZOMBIE:
            return
        time.sleep(0.25)  # looking at all processes of the machine costs time that is measured here

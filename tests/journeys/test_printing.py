"""Writers of papers end with the command that started them."""

import subprocess
import sys

import psutil
import pytest

from payung.journeys.printing import Paper, write

SLOW = """
import time
from pathlib import Path
from payung.journeys.printing import Paper, write
if __name__ == "__main__":
    print("started", flush=True)
    write([Paper(Path("kertas"), "", time.sleep, (60,)) for _ in range(2)], lambda n: None)
"""


def test_writers_do_not_outlive_a_killed_command(tmp_path):
    script = tmp_path / "slow.py"
    script.write_text(SLOW, "utf-8")
    command = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, cwd=tmp_path)
    assert command.stdout is not None
    command.stdout.readline()
    watched = psutil.Process(command.pid)
    writers: list[psutil.Process] = []
    while len(writers) < 3 and command.poll() is None:  # two writers and the keeper of their shared things
        writers = watched.children(recursive=True)
    command.kill()
    command.wait()
    command.stdout.close()
    _, alive = psutil.wait_procs(writers, timeout=30)
    assert alive == []


def test_what_a_writer_raises_is_raised_by_the_command(tmp_path):
    with pytest.raises(ZeroDivisionError):
        write([Paper(tmp_path / "kertas", "", divmod, (1, 0))], lambda n: None)


def test_every_paper_is_heard_of(tmp_path):
    heard: list[int] = []
    write([Paper(tmp_path / f"{n}.txt", "", (tmp_path / f"{n}.txt").touch) for n in range(3)], heard.append)
    assert heard == [1, 1, 1]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["0.txt", "1.txt", "2.txt"]

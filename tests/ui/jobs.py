"""Functions that a child process runs in the tests; top-level and free of Qt, as those of skilling are."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from types import SimpleNamespace

from skilling.domain.problems import Problem, Refused

Progress = Callable[[str, int, int], None]


def remember(state: SimpleNamespace, progress: Progress, word: str) -> list[str]:
    """Adds a word to those the child has been told, and says them all."""
    state.words = [*getattr(state, "words", []), word]
    return state.words


def where(state: SimpleNamespace, progress: Progress) -> tuple[str, int]:
    return state.address, os.getpid()


def count(state: SimpleNamespace, progress: Progress, total: int) -> int:
    for done in range(total + 1):
        progress("Counting", done, total)
    return total


def refuse(state: SimpleNamespace, progress: Progress) -> None:
    raise Refused("empty", "The file is empty. Choose another.", [Problem("empty", "Empty.", "file")])


def break_down(state: SimpleNamespace, progress: Progress, secret: str) -> None:
    raise ValueError(f"could not read {secret}")


def die(state: SimpleNamespace, progress: Progress) -> None:
    os._exit(3)


def too_much(state: SimpleNamespace, progress: Progress) -> bytes:
    return bytes(5 * 1024 * 1024)


def sleep_with_child(state: SimpleNamespace, progress: Progress) -> None:
    """Starts a process of its own, says its number as progress, and never ends."""
    import subprocess
    import sys

    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    progress("Sleeping", child.pid, 0)
    while True:
        time.sleep(1)

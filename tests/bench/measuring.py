"""Whole processes timed in turn: seconds, peak memory of the process and its children, medians and ratios."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import psutil

from tests.figures.goals import say as say  # noqa: PLC0414  # one line format for the figures and the bench

_OFTEN = 0.02  # seconds between two looks at the memory ...
_PAUSE_TO_LOOK = 50  # ... and at least so many times as long as a look takes


@dataclass(frozen=True, slots=True)
class Run:
    """One finished run."""

    seconds: float
    peak_mb: float
    output: str
    processor: float = 0.0  # seconds of all its processes, which other work on the machine changes less


def run(command: Sequence[str], check: bool = True, fine: Collection[int] = (0, 1)) -> Run:
    """Runs a command and watches the private memory of its whole family of processes.

    RuntimeError where it ends otherwise than is `fine`: of our commands 1 says that they are done, and left something over.
    """
    start, before = time.perf_counter(), os.times()
    environment = os.environ | {"PYTHONHASHSEED": "0"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once, not at every start
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    peak, ended = [0.0], threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peak, ended), daemon=True)
    watcher.start()
    output, errors = process.communicate()
    seconds = time.perf_counter() - start
    ended.set()
    watcher.join()
    if check and process.returncode not in fine:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}: {errors[-2000:]}")
    after = os.times()
    used = after.children_user - before.children_user + after.children_system - before.children_system
    return Run(seconds, peak[0], output, used)


def in_turn(makers: dict[str, Callable[[], Run]], rounds: int) -> dict[str, list[Run]]:
    """A, B, C, A, B, C ...: so that a machine growing slower or faster touches all alike."""
    found: dict[str, list[Run]] = {name: [] for name in makers}
    for _ in range(rounds):
        for name, make in makers.items():
            found[name].append(made := make())
            sys.stdout.write(f"  {name}: {made.seconds:.2f} s, {made.processor:.2f} s of processor time, {made.peak_mb:.0f} MB\n")
            sys.stdout.flush()
    return found


def median(runs: Sequence[Run]) -> float:
    """The median seconds."""
    return statistics.median(run.seconds for run in runs)


def processor(runs: Sequence[Run]) -> float:
    """The median seconds of processor time."""
    return statistics.median(run.processor for run in runs)


def peak(runs: Sequence[Run]) -> float:
    """The highest peak in MB."""
    return max(run.peak_mb for run in runs)


def _watch(pid: int, peak: list[float], ended: threading.Event) -> None:
    """Looks every 20 ms, or seldomer where looking takes long: a large process stands still while its pages are counted."""
    pause = _OFTEN
    while not ended.wait(pause):
        start = time.perf_counter()
        try:
            root = psutil.Process(pid)
            total = 0
            for process in (root, *root.children(recursive=True)):
                memory = process.memory_full_info()
                total += getattr(memory, "uss", memory.rss)
        except psutil.Error:
            continue
        peak[0] = max(peak[0], total / 2**20)
        pause = max(_OFTEN, _PAUSE_TO_LOOK * (time.perf_counter() - start))

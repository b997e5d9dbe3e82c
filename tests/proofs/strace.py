"""Faults at the Nth system call of a program, by `strace`: it is killed there, or the call fails as a broken disk would."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

CALLS = ("pwrite64", "fsync", "fdatasync", "ftruncate", "unlink", "rename", "link")
MISSING = "These proofs need strace, which is not installed: apt-get install strace"


@dataclass(frozen=True, slots=True)
class Fault:
    """What happens at which call: a kill, or an error once or from there on."""

    name: str
    call: str
    number: int
    effect: str  # signal=KILL, error=EIO ...
    for_ever: bool = False

    @property
    def rule(self) -> str:
        return f"inject={self.call}:{self.effect}:when={self.number}{'+' if self.for_ever else ''}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a run ended: what it said, whether the fault was reached at all, and what it wrote to standard error."""

    said: tuple[tuple[str, ...], ...]
    hit: bool
    killed: bool
    status: int
    error: str


def available() -> bool:
    return shutil.which("strace") is not None


def counted(command: list[str], log: Path) -> Counter[str]:
    """How often an undisturbed run makes each of the calls: what the numbers of faults are drawn from."""
    done = subprocess.run(
        ["strace", "-f", "-qq", "-o", log, "-e", f"trace={','.join(CALLS)}", *command],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"the undisturbed run failed: {done.stdout}{done.stderr}")
    return Counter(re.findall(r"^\d+ +(\w+)\(", log.read_text(errors="replace"), re.MULTILINE))


def run(command: list[str], fault: Fault, log: Path) -> Outcome:
    """One run with one fault. The call has to be traced too, or nothing is injected."""
    done = subprocess.run(
        ["strace", "-f", "-qq", "-o", log, "-e", f"trace={fault.call}", "-e", fault.rule, *command],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    told = log.read_text(errors="replace")
    killed = "killed by SIGKILL" in told
    lines = tuple(tuple(line.split()) for line in done.stdout.splitlines())
    return Outcome(lines, killed or "(INJECTED)" in told, killed, done.returncode, done.stderr)

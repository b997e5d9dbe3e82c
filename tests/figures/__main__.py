"""Every figure that is promised, each beside its goal, by one command: `make figures`, or shorter `make figures QUICK=1`.

`python -m tests.figures [--quick] [NAME ...]` runs all or some. Each is a process of its own, FEBRL and the attack in the environment
of the other programs; what it prints is passed on, and its lines with a goal come again in a table at the end. Gives 1 where a goal is missed.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.figures.goals import Goal, read

_ROOT: Final = Path(__file__).parents[2]


@dataclass(frozen=True)
class Figure:
    """A module whose process prints figures; its arguments in full, for a short run, and the environment it needs."""

    module: str
    full: tuple[str, ...] = ()
    quick: tuple[str, ...] = ()
    environment: str = ""

    def command(self, quick: bool) -> list[str] | None:
        """What to run; None where its environment is not there."""
        python = self._python()
        return [python, "-m", self.module, *(self.quick if quick else self.full)] if python else None

    def _python(self) -> str | None:
        if not self.environment:
            return sys.executable
        folder = _ROOT / self.environment
        found = (path for path in (folder / "bin/python", folder / "Scripts/python.exe") if path.exists())
        return next(map(str, found), None)


FIGURES: Final = {
    "shared": Figure("pytest", *[("-q", "--no-header", "tests/importing/test_shared_lists.py")] * 2),
    "lists": Figure("tests.figures.lists", quick=("--count", "200")),
    "matching": Figure(
        "tests.figures.matching",
        ("--people", "100000", "1000000", "--seeds", "43", "44"),
        ("--people", "50000", "--seeds", "9"),
    ),
    "febrl": Figure("tests.figures.febrl", quick=("1", "2"), environment=".venv-figures"),
    "fuzz": Figure("tests.figures.fuzz", quick=("--count", "500")),
    "recount": Figure("tests.figures.recount", quick=("--programmes", "4")),
    "attack": Figure("tests.figures.attack", quick=("--packs", "6"), environment=".venv-figures"),  # with linear programming
    "templates": Figure("tests.figures.templates"),
    "speed": Figure("tests.bench", ("import", "--register", "1000000"), ("import", "--rounds", "1")),
}


@dataclass(frozen=True)
class Ran:
    """What became of a figure."""

    name: str
    goals: list[Goal]
    seconds: float
    missed: bool


def run(name: str, quick: bool) -> Ran:
    """Runs one figure and passes on what it prints. Whoever names no goal is judged by the way it ends."""
    command = FIGURES[name].command(quick)
    if command is None:
        return Ran(name, [Goal(name, "not measured", f"{FIGURES[name].environment} is missing: make figures", None)], 0.0, True)
    began = time.monotonic()
    goals: list[Goal] = []
    with subprocess.Popen(command, cwd=_ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None  # it was asked for
        for line in process.stdout:
            print(line, end="", flush=True)
            if found := read(line):
                goals.append(found)
    failed = process.returncode != 0
    if not goals or (failed and all(goal.met for goal in goals)):
        goals.append(Goal(name, f"ended with {process.returncode}", "0", not failed))
    return Ran(name, goals, time.monotonic() - began, not all(goal.met for goal in goals))


def summary(ran: Sequence[Ran]) -> Iterator[str]:
    """The table of all goals, and how long each figure took."""
    rows = [(each.name, *goal) for each in ran for goal in each.goals]
    wide = [max([len(str(row[place])) for row in rows] + [6]) for place in range(4)]
    yield ""
    for name, what, got, goal, met in [("part", "figure", "got", "goal", "met?"), *rows]:
        said = met if isinstance(met, str) else {True: "yes", False: "NO", None: "not measured"}[met]
        yield f"{name:{wide[0]}}  {what:{wide[1]}}  {got:>{wide[2]}}  {goal:{wide[3]}}  {said}"
    yield ""
    yield "time taken: " + ", ".join(f"{each.name} {_taken(each.seconds)}" for each in ran)
    missed = sum(not row[4] for row in rows)
    yield f"{len(rows)} goals, {missed} missed" if missed else f"All {len(rows)} goals are met."


def _taken(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def main(arguments: Sequence[str]) -> int:
    """Runs what is asked for; 1 where a goal was missed or not measured."""
    asked = argparse.ArgumentParser(prog="python -m tests.figures")
    asked.add_argument("names", nargs="*", choices=[*FIGURES, []], help="all, where none is named")
    asked.add_argument("--quick", action="store_true", help="fewer cases of each: minutes instead of hours")
    chosen = asked.parse_args(arguments)
    ran = []
    for name in chosen.names or FIGURES:
        print(f"\n== {name}", flush=True)
        ran.append(run(name, chosen.quick))
    print("\n".join(summary(ran)))
    return 1 if any(each.missed for each in ran) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

"""Broken files by the thousand: prints what became of each, and that the desk never crashed, hung or grew.

python -m tests.figures.fuzz [--count 20000] [--seed N] [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import logging
import random
import sys
import tempfile
import time
import traceback
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from unittest import mock

import psutil

from skilling.domain.problems import Refused
from skilling.importing.columns import headings
from skilling.importing.planning import sheetlist
from skilling.importing.reading import child
from tests.figures.forked import Nursery
from tests.figures.goals import say
from tests.figures.mutations import mutated
from tests.figures.seeds import seeds, shipped

COUNT, SEED = 20_000, 2026
_ALLOWANCE = 64 << 20  # of the desk itself, above what the cells of a file at its limits may take
_SLOW = 5.0


@dataclass
class Tally:
    """What became of all files. `faults` are sentences about what must not happen; there should be none."""

    outcomes: Counter[str] = field(default_factory=Counter)
    died: int = 0
    slow: int = 0
    longest: float = 0.0
    largest_child: int = 0
    desk_grown: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def files(self) -> int:
        return sum(self.outcomes.values())


def run(count: int = COUNT, seed: int = SEED, keep: Path | None = None, shipped_too: bool = True) -> Tally:
    """Reads `count` broken files and every shipped one. Files with a fault are saved in the folder `keep`."""
    tally = Tally()
    nursery = Nursery()
    logging.disable(logging.WARNING)  # what readers stumbled over is counted below
    with tempfile.TemporaryDirectory() as folder, mock.patch.object(child, "_start_child", nursery.child):
        path = Path(folder) / "list"
        for name, data in _files(count, seed, shipped_too):
            path.write_bytes(data)
            before = len(tally.faults)
            try:
                _judge(path, name, nursery, tally)
            except KeyboardInterrupt:
                break  # what was done so far is told
            if keep is not None and len(tally.faults) > before:
                (keep / name.replace("/", "_")).write_bytes(data)
    logging.disable(logging.NOTSET)
    nursery.close()
    return tally


def _files(count: int, seed: int, shipped_too: bool) -> Iterator[tuple[str, bytes]]:
    sound = seeds()
    yield from sound.items()
    if shipped_too:
        for path in shipped():
            yield f"shipped-{path.name}", path.read_bytes()
    names = sorted(sound)
    others = list(sound.values())
    for number in range(count):
        pick = random.Random(f"{seed}-{number}")
        name = names[number % len(names)]
        try:
            yield f"{number}-{name}", mutated(pick, sound[name], others)
        except (zipfile.BadZipFile, zlib.error):
            yield f"{number}-{name}", mutated(pick, b"-" + sound[name], others)


def _judge(path: Path, name: str, nursery: Nursery, tally: Tally) -> None:
    limits, size = child.Limits(), path.stat().st_size
    me = psutil.Process()
    resting, first, started, worked = me.memory_info().rss, len(nursery.costs), time.monotonic(), time.process_time()
    try:
        tally.outcomes[_outcome(path)] += 1
    except Exception as error:
        tally.outcomes["crash"] += 1
        frame = traceback.extract_tb(error.__traceback__)[-1]
        tally.faults.append(f"{name}: the desk crashed with {type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}")
    costs, waited = nursery.costs[first:], time.monotonic() - started
    # Processor seconds, because the machine may be busy with others; what waits without working shows in the other clock.
    took = time.process_time() - worked + sum(cost.seconds for cost in costs)
    tally.died += sum(1 for cost in costs if cost.status != 0 and cost.status != 9)
    tally.slow += took > _SLOW
    tally.longest = max(tally.longest, took)
    memory = max((cost.memory for cost in costs), default=0)
    tally.largest_child = max(tally.largest_child, memory)
    grown = me.memory_info().rss - resting
    tally.desk_grown = max(tally.desk_grown, grown)
    longest = 2 * limits.seconds_for(16 * size) + _SLOW
    if took > longest or waited > 10 * longest:
        tally.faults.append(f"{name}: took {took:.1f} s")
    if memory > limits.memory_bytes:
        tally.faults.append(f"{name}: its child took {memory >> 20} MB")
    if grown > limits.memory_for(16 * size) + _ALLOWANCE:
        tally.faults.append(f"{name}: the desk grew by {grown >> 20} MB")


def _outcome(path: Path) -> str:
    """What the desk would say of the file: a table, or the code of its sentence."""
    try:
        book = child.read(path)
    except Refused as refused:
        if not refused.message.endswith((".", "?")):
            raise AssertionError("no sentence") from refused
        return f"sentence: {refused.code}"
    try:
        taken = sheetlist.take(book)
        headings.match(taken.table, "developer", blocked=taken.blocked)
    except Refused as refused:
        return f"sheet without a list: {refused.code}"
    return f"table from {book.format}"


def report(tally: Tally, seconds: float) -> str:
    """The figures as lines."""
    lines = [f"Fuzzing: {tally.files:,} files in {seconds:,.0f} s"]
    lines += [f"  {count:>7,}  {outcome}" for outcome, count in sorted(tally.outcomes.items(), key=lambda pair: -pair[1])]
    crashes = tally.outcomes["crash"]
    hangs = sum(" took " in fault and " s" in fault[-2:] for fault in tally.faults)
    lines += [
        f"  crashes of the desk: {crashes}; hangs past the limit: {hangs}; growth past the limit: {len(tally.faults) - crashes - hangs}",
        f"  children that died and were replaced by a sentence or a second reader: {tally.died:,}",
        f"  longest file {tally.longest:.1f} s of work ({tally.slow:,} over {_SLOW:.0f} s), largest child {tally.largest_child >> 20:,} MB, "
        f"desk grew by {tally.desk_grown >> 20:,} MB at most",
    ]
    return "\n".join([*lines, *(f"  FAULT {fault}" for fault in tally.faults[:50])])


def main(arguments: list[str] | None = None) -> int:
    """Prints the figures; 1 where there is a fault."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--count", type=int, default=COUNT)
    asked.add_argument("--seed", type=int, default=SEED)
    asked.add_argument("--keep", type=Path, help="folder for files with a fault")
    given = asked.parse_args(arguments)
    started = time.monotonic()
    tally = run(given.count, given.seed, given.keep)
    print(report(tally, time.monotonic() - started))
    say(f"{tally.files:,} broken and shipped files: faults of the desk", str(len(tally.faults)), "none", not tally.faults)
    return 1 if tally.faults else 0


if __name__ == "__main__":
    sys.exit(main())

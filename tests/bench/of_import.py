"""Import of 100,000 rows x 25 columns beside its floor and a peer: into an empty register, or into two large ones.

`python -m tests.bench import --register 1000000` imports into that many invented people and into a tenth of them, so that what
grows with the register is seen. `SKILLING_BENCH` names a folder that keeps the registers; `--rounds 1` is enough for a look.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from skilling.database.changes import catch_up
from skilling.services.desk import open_desk
from tests.bench import lists
from tests.bench.measuring import Run, in_turn, median, peak, processor, run, say
from tests.bench.register import kept, people

ROWS, ROUNDS = 100_000, 3
GATE, GATE_OF_REGISTER, GROWTH, SUMS = 2.5, 2.3, 1.15, 10.0
_MEMORY = 800  # MB


@dataclass(frozen=True, slots=True)
class _Bench:
    """One list, and the registers that it is imported into."""

    folder: Path
    list: Path

    def fresh(self, register: Path, name: str) -> str:
        """A copy of a register that nothing was imported into yet."""
        target = self.folder / name
        for old in self.folder.glob(f"{target.stem}[.-]*"):
            old.unlink() if old.is_file() else shutil.rmtree(old)
        shutil.copyfile(register, target)
        return str(target)

    def floor(self, register: Path) -> Callable[[], Run]:
        return lambda: run([sys.executable, "-m", "tests.bench.floor", str(self.list), self.fresh(register, "floor.db")])

    def ours(self, register: Path, name: str) -> Callable[[], Run]:
        command = [sys.executable, "main.py", "--database"]
        return lambda: run([*command, self.fresh(register, name), "import", str(self.list), "--json"])

    def pandas(self) -> Run:
        target = self.folder / "pandas.db"
        target.unlink(missing_ok=True)
        return run([sys.executable, "-m", "tests.bench.peer", str(self.list), str(target)])


def measure(folder: Path, register: int = 0, rounds: int = ROUNDS) -> None:
    """Prints ratios to the floor, growth, memory, and the time of the sums. `register` is the number of people already there."""
    bench = _Bench(folder, lists.write(folder / "list.xlsx", ROWS))
    if register:
        _into_large(bench, (register // 10, register), rounds)
    else:
        _into_empty(bench, rounds)


def _into_empty(bench: _Bench, rounds: int) -> None:
    register = people(bench.folder, 0)
    found = in_turn({"floor": bench.floor(register), "ours": bench.ours(register, "ours.db"), "pandas": bench.pandas}, rounds)
    _say_ratio(found["ours"], found["floor"], "an empty register", GATE)
    ahead = median(found["ours"]) / median(found["pandas"])
    say("import, pandas read_excel + to_sql", f"{median(found['pandas']):.2f} s")
    say("import, ours / pandas", f"{ahead:.2f}", "below 1", ahead < 1)
    _say_memory(found["ours"])
    _say_sums(bench.folder / "ours.db")


def _into_large(bench: _Bench, sizes: tuple[int, int], rounds: int) -> None:
    makers: dict[str, Callable[[], Run]] = {}
    backups: dict[int, float] = {}
    for size in sizes:
        register = people(kept(bench.folder), size)
        backups[size] = _backup(bench.fresh(register, "backup.db"))
        makers[f"floor, {size:,}"] = bench.floor(register)
        makers[f"ours, {size:,}"] = bench.ours(register, f"ours{size}.db")
    found = in_turn(makers, rounds)
    for size in sizes:
        ours = found[f"ours, {size:,}"]
        _say_ratio(ours, found[f"floor, {size:,}"], f"a register of {size:,}", GATE_OF_REGISTER, backups[size])
        _say_memory(ours)
        _say_sums(bench.folder / f"ours{size}.db")
    small, large = (processor(found[f"ours, {size:,}"]) - backups[size] for size in sizes)
    grown = large / small
    words = f"import, into {sizes[1]:,} / into {sizes[0]:,}, without the backup"
    say(words, f"{grown:.2f}", f"at most {GROWTH}", grown <= GROWTH)


def _say_ratio(ours: list[Run], floor: list[Run], where: str, gate: float, backup: float = 0.0) -> None:
    """The processor time of all processes is judged: other work on the machine hardly changes it.

    The backup of the register before a large import is no part of the import, and is told beside it.
    """
    say(f"import of {ROWS:,} x 25 into {where}: floor", f"{processor(floor):.2f} s ({median(floor):.2f} s by the clock)")
    say("import, ours (understood, matched, journalled)", f"{processor(ours):.2f} s ({median(ours):.2f} s by the clock)")
    ratio = (processor(ours) - backup) / processor(floor)
    if backup:
        say("import, of which the backup before it", f"{backup:.2f} s")
        say("import, ours with the backup / floor", f"{processor(ours) / processor(floor):.2f}")
    say("import, ours / floor, processor time of all processes", f"{ratio:.2f}", f"at most {gate}", ratio <= gate)
    say("import, ours / floor, by the clock", f"{median(ours) / median(floor):.2f}")


def _backup(database: str) -> float:
    """Processor seconds of the backup that a command makes before it imports into a register with people in it."""
    desk = open_desk(database)
    try:
        start = time.process_time()
        desk.backup_before("import")
        return time.process_time() - start
    finally:
        desk.close()


def _say_memory(ours: list[Run]) -> None:
    say("import, peak memory of all processes", f"{peak(ours):.0f} MB", f"below {_MEMORY} MB", peak(ours) < _MEMORY)


def _say_sums(database: Path) -> None:
    """What the first report after the import waits for: the import leaves the sums of many enrolments for later."""
    desk = open_desk(str(database))
    try:
        start = time.process_time()
        if not catch_up(desk.database):
            raise RuntimeError("the sums cannot be brought up to date")
        spent = time.process_time() - start
    finally:
        desk.close()
    say("import, sums caught up before the next report", f"{spent:.2f} s", f"at most {SUMS:.0f} s", spent <= SUMS)

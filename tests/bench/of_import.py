"""Import of 100,000 rows x 25 columns into an empty register, beside its floor and a peer."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from tests.bench import lists
from tests.bench.measuring import Run, in_turn, median, peak, run, say

ROWS, ROUNDS = 100_000, 3


def measure(folder: Path) -> None:
    """Prints ratio to the floor, to the peer, and the peak of memory."""
    path = lists.write(folder / "list.xlsx", ROWS)
    empty = folder / "empty.db"
    run([sys.executable, "main.py", "--database", str(empty), "init"])

    def fresh(name: str) -> str:
        target = folder / name
        for old in folder.glob(f"{name}*"):
            old.unlink() if old.is_file() else shutil.rmtree(old)
        shutil.copyfile(empty, target)
        return str(target)

    def floor() -> Run:
        return run([sys.executable, "-m", "tests.bench.floor", str(path), fresh("floor.db")])

    def ours() -> Run:
        return run([sys.executable, "main.py", "--database", fresh("ours.db"), "import", str(path), "--json"])

    def pandas() -> Run:
        for old in folder.glob("pandas.db*"):
            old.unlink()
        return run([sys.executable, "-m", "tests.bench.peer", str(path), str(folder / "pandas.db")])

    found = in_turn({"floor": floor, "ours": ours, "pandas": pandas}, ROUNDS)
    ratio, ahead = median(found["ours"]) / median(found["floor"]), median(found["ours"]) / median(found["pandas"])
    say(f"import of {ROWS:,} x 25, whole process: floor", f"{median(found['floor']):.2f} s")
    say("import, ours (understood, matched, journalled)", f"{median(found['ours']):.2f} s")
    say("import, pandas read_excel + to_sql", f"{median(found['pandas']):.2f} s")
    say("import, ours / floor", f"{ratio:.2f}", "at most 2.5", ratio <= 2.5)
    say("import, ours / pandas", f"{ahead:.2f}", "below 1", ahead < 1)
    say("import, peak memory of all processes", f"{peak(found['ours']):.0f} MB", "below 800 MB", peak(found["ours"]) < 800)

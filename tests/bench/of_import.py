"""Import of 100,000 rows x 25 columns, beside its floor and a peer: into an empty register, or into a large one.

`python -m tests.bench import --register 1000000` makes a register of that many invented people first, once for all rounds.
"""

from __future__ import annotations

import shutil
import sys
from contextlib import closing
from pathlib import Path

from sqlcipher3 import dbapi2

from tests.bench import lists
from tests.bench.floor import STAMP
from tests.bench.measuring import Run, in_turn, median, peak, processor, run, say

ROWS, ROUNDS = 100_000, 3
GATE, GATE_OF_REGISTER = 2.5, 2.3


def measure(folder: Path, register: int = 0) -> None:
    """Prints ratio to the floor, to the peer, and the peak of memory. `register` is the number of people already there."""
    path = lists.write(folder / "list.xlsx", ROWS)
    empty = folder / "empty.db"
    run([sys.executable, "main.py", "--database", str(empty), "init"])
    if register:
        _fill(empty, register, folder)

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

    found = in_turn({"floor": floor, "ours": ours} | ({} if register else {"pandas": pandas}), ROUNDS)
    gate = GATE_OF_REGISTER if register else GATE
    ratio, used = median(found["ours"]) / median(found["floor"]), processor(found["ours"]) / processor(found["floor"])
    where = f"a register of {register:,}" if register else "an empty register"
    say(f"import of {ROWS:,} x 25 into {where}: floor", f"{median(found['floor']):.2f} s")
    say("import, ours (understood, matched, journalled)", f"{median(found['ours']):.2f} s")
    say("import, ours / floor", f"{ratio:.2f}", f"at most {gate}", ratio <= gate)
    say("import, ours / floor, in processor time of all processes", f"{used:.2f}")
    if not register:
        ahead = median(found["ours"]) / median(found["pandas"])
        say("import, pandas read_excel + to_sql", f"{median(found['pandas']):.2f} s")
        say("import, ours / pandas", f"{ahead:.2f}", "below 1", ahead < 1)
    say("import, peak memory of all processes", f"{peak(found['ours']):.0f} MB", "below 800 MB", peak(found["ours"]) < 800)


def _fill(database: Path, people: int, folder: Path) -> None:
    """Invents that many people; the first import, of a short list, has their block keys stored."""
    run([sys.executable, "main.py", "--database", str(database), "generate", "--developers", str(people)])
    with closing(dbapi2.connect(str(database), isolation_level=None)) as connection:
        # The invented programme is several programmes: an import could not know in which of them to make these.
        programme = connection.execute("SELECT min(id) FROM programmes").fetchone()[0]
        connection.executemany(
            "INSERT INTO cohorts (code, programme_id, status, uid, created_at, updated_at, row_version) VALUES (?,?,'open',?,?,?,1)",
            ((code, programme, f"C{code}", STAMP, STAMP) for code in (f"COH-{number:03d}" for number in range(200))),
        )
    short = lists.write(folder / "short.xlsx", 10, seed=11, first=ROWS)
    run([sys.executable, "main.py", "--database", str(database), "import", str(short)])
    for backup in folder.glob("**/*before*"):
        if backup.is_file():
            backup.unlink()

"""An import that is ended at any moment leaves nothing behind, and the same list goes in afterwards.

`python -m tests.proofs.halting --runs 30` takes a list of 5,000 rows in by command, again and again, and ends it at random moments
of reading, planning, backing up and writing: as a crash does (SIGKILL), as the window's Cancel does (all its processes at once),
and as Ctrl-C does. Ends with 1 where a promise broke.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import psutil
from sqlcipher3 import dbapi2

from tests.bench import lists

ROWS, KNOWN = 5_000, 500
_PROGRAM = (sys.executable, "main.py", "--database")
_TABLES = (
    "developers",
    "enrolments",
    "enrolment_steps",
    "institutions",
    "import_runs",
    "import_rows",
    "changes",
    "audit_entries",
)
_PATIENCE = 10.0  # seconds for the system to take processes away


@dataclass(frozen=True, slots=True)
class Ending:
    """A way in which an import ends before it is through."""

    name: str
    signal: int
    whole_group: bool


ENDINGS = (
    Ending("crash", signal.SIGKILL, False),
    Ending("cancel", signal.SIGKILL, True),
    Ending("Ctrl-C", signal.SIGINT, True),
    Ending("logout", signal.SIGTERM, False),
)


@dataclass(frozen=True, slots=True)
class Ground:
    """A register with people in it, a list that is to come in, and a folder for what programs leave behind for a while."""

    folder: Path
    list: Path
    register: Path

    @property
    def database(self) -> Path:
        return self.folder / "desk" / "programme.db"

    @property
    def scratch(self) -> Path:
        return self.folder / "scratch"

    def command(self) -> list[str]:
        return [*_PROGRAM, str(self.database), "import", str(self.list), "--json"]

    def laid_anew(self) -> None:
        for folder in (self.database.parent, self.scratch):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
        shutil.copyfile(self.register, self.database)


def ground(folder: Path, rows: int = ROWS, known: int = KNOWN) -> Ground:
    """Made by the program itself."""
    register = folder / "register.db"
    for more in (["init"], ["import", str(lists.write(folder / "known.csv", known, seed=3)), "--json"]):
        done = subprocess.run([*_PROGRAM, str(register), *more], capture_output=True, check=False, text=True)
        if done.returncode not in (0, 1):
            raise RuntimeError(done.stderr)
    with closing(dbapi2.connect(str(register), isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")
    # Half of those who are known stand on the list again.
    return Ground(folder, lists.write(folder / "list.xlsx", rows, seed=5, first=known // 2), register)


def counted(database: Path) -> tuple[int, ...]:
    """How many rows each table has; raises where the file is not sound."""
    with closing(dbapi2.connect(str(database), isolation_level=None)) as connection:
        found = connection.execute("PRAGMA quick_check").fetchone()[0]
        if found != "ok":
            raise AssertionError(f"the database is not sound: {found}")
        return tuple(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in _TABLES)


def ended(place: Ground, ending: Ending, after: float) -> int | None:
    """Starts the import and ends it after so many seconds; its own exit code, None where it was through before."""
    environment = os.environ | {"TMPDIR": str(place.scratch), "PYTHONHASHSEED": "0"}
    started = subprocess.Popen(
        place.command(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, start_new_session=True
    )
    family: list[psutil.Process] = []
    try:
        started.wait(after)
        return None
    except subprocess.TimeoutExpired:
        family = psutil.Process(started.pid).children(recursive=True)
        if ending.whole_group:
            os.killpg(started.pid, ending.signal)
        else:
            os.kill(started.pid, ending.signal)
        code = started.wait(60)
        _, alive = psutil.wait_procs(family, timeout=_PATIENCE)
        if alive:
            raise AssertionError(f"{len(alive)} processes outlived the import") from None
        return code


def left_over(place: Ground) -> Iterator[str]:
    """Files that belong to no database and are no backup."""
    folder, name = place.database.parent, place.database.name
    allowed = {name, f"{name}-wal", f"{name}-shm"}
    for path in folder.rglob("*"):
        backup = path.parent.name.endswith("-backups") and path.suffix == ".db"
        if path.is_file() and not backup and path.name not in allowed:
            yield path.relative_to(folder).as_posix()
    for path in place.scratch.rglob("*"):
        yield f"scratch/{path.relative_to(place.scratch).as_posix()}"


def prove(place: Ground, ending: Ending, after: float, through: tuple[int, ...]) -> tuple[str, list[str]]:
    """Ends one import; how it ended, and the promises that broke. `through` is what the tables count when it went in."""
    place.laid_anew()
    before, broken = counted(place.database), list[str]()
    try:
        code = ended(place, ending, after)
        found = counted(place.database)
    except AssertionError as fault:
        return "broken", [str(fault)]
    if found not in (before, through):
        broken.append(f"half of it is in: {found}, before {before}, whole {through}")
    again = subprocess.run(place.command(), capture_output=True, check=False, text=True)
    if again.returncode not in (0, 1):
        broken.append(f"the list does not go in afterwards: {again.stderr[-300:] or again.stdout[-300:]}")
    elif found == before and counted(place.database) != through:
        broken.append(f"afterwards it goes in as {counted(place.database)} and not as {through}")
    broken += [f"left behind: {name}" for name in left_over(place)]
    return ("through" if code is None else "kept" if found == through else f"ended with {code}"), broken


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m tests.proofs.halting", description=__doc__)
    asked.add_argument("--runs", type=int, default=10, help="of each way to end")
    asked.add_argument("--rows", type=int, default=ROWS)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    chance, bad = random.Random(given.seed), 0
    with tempfile.TemporaryDirectory(prefix="skilling-proofs-") as folder:
        place = ground(Path(folder), given.rows)
        place.laid_anew()
        start = time.perf_counter()
        subprocess.run(place.command(), capture_output=True, check=False)
        whole, through = time.perf_counter() - start, counted(place.database)
        for ending in ENDINGS:
            how, broken = Counter[str](), Counter[str]()
            for _ in range(given.runs):
                found, faults = prove(place, ending, chance.uniform(0.02, whole), through)
                how[found] += 1
                broken.update(faults)
            sys.stdout.write(f"{ending.name:8} {dict(how)}, broken promises {broken.total()}\n")
            sys.stdout.writelines(f"         BROKEN {count} x {what}\n" for what, count in broken.items())
            sys.stdout.flush()
            bad += broken.total()
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

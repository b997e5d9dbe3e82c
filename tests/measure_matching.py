"""Measures matching on invented people and prints a table: `python -m tests.measure_matching [people ...]`.

For each size: a register of so many people, its block keys in a SQLite table, and a list of 20,000 rows of which 40 % are on the
register. Beside it three simple ways on the same data, and repeats within a list of 100,000 rows.
"""

from __future__ import annotations

import sqlite3
import sys
import time
from collections.abc import Callable, Hashable
from pathlib import Path
from tempfile import TemporaryDirectory

from skilling.importing.collector import resting
from skilling.importing.matching.blocking import LARGEST_BLOCK, BlockKeys, block_keys
from skilling.importing.matching.matching import Counted, against
from skilling.importing.matching.people import People
from tests.synthetic.measuring import Measured, judged, measured_in_file, people_of
from tests.synthetic.register import Sample, World

ROWS = 20_000
WIDTH = 44


class Clock:
    """Prints what each step took, in seconds of processor time, and how many rows a second that is."""

    def __init__(self) -> None:
        self._last = time.process_time()

    def lap(self, what: str, rows: int) -> None:
        now = time.process_time()
        taken, self._last = now - self._last, now
        print(f"  {what:{WIDTH}} {taken:8.2f} s {rows / max(taken, 1e-9):12,.0f} rows/s")


def show(what: str, found: Measured) -> None:
    print(f"  {what:{WIDTH}} precision {found.precision:.4f}  recall {found.recall:.4f}  review {found.review:7.2%}")


def stored(keys: BlockKeys, folder: str) -> sqlite3.Connection:
    """The keys as the register keeps them."""
    database = sqlite3.connect(Path(folder) / "keys.db")
    database.execute("CREATE TABLE block_keys (h INTEGER, developer_id INTEGER, PRIMARY KEY (h, developer_id)) WITHOUT ROWID")
    database.executemany("INSERT INTO block_keys VALUES (?, ?)", sorted(keys))
    database.commit()
    return database


def joined(database: sqlite3.Connection, keys: BlockKeys) -> tuple[list[tuple[int, int]], set[int]]:
    """Candidates of each row, and the keys that too many developers have."""
    database.execute("CREATE TEMP TABLE wanted (h INTEGER, position INTEGER, PRIMARY KEY (h, position)) WITHOUT ROWID")
    database.executemany("INSERT OR IGNORE INTO wanted VALUES (?, ?)", sorted(keys))
    crowded = "SELECT h FROM block_keys WHERE h IN (SELECT h FROM wanted) GROUP BY h HAVING count(*) > ?"
    database.execute(f"CREATE TEMP TABLE crowded AS {crowded}", (LARGEST_BLOCK,))
    found = database.execute(
        "SELECT DISTINCT position, developer_id FROM wanted JOIN block_keys USING (h) WHERE h NOT IN (SELECT h FROM crowded)"
    ).fetchall()
    return found, {key for (key,) in database.execute("SELECT h FROM crowded")}


def weighed(register: Sample, incoming: Sample, keys: BlockKeys, folder: str) -> Measured:
    database = stored(keys, folder)
    listed = people_of(incoming)
    clock = Clock()
    _ = listed.names, listed.fathers
    clock.lap("names and fathers read", len(listed))
    wanted = block_keys(listed)
    clock.lap("keys", len(listed))
    candidates, crowded = joined(database, wanted)
    clock.lap("join with the register's keys", len(listed))
    ids = sorted({developer for _, developer in candidates})
    candidates_only = People(**{name: [column[key] for key in ids] for name, column in register.columns.items()})
    verdicts = against(listed, candidates_only, ids, candidates, len(register), counted=Counted(crowded=frozenset(crowded)))
    clock.lap(f"weighed, {len(candidates) / len(listed):.1f} pairs a row", len(listed))
    database.close()
    return judged(verdicts, incoming.truth)


def simple(register: Sample, incoming: Sample, key: Callable[[Sample, int], Hashable | None]) -> Measured:
    """Linked where exactly one person of the register has the same key."""
    people: dict[Hashable, list[int]] = {}
    for position in range(len(register)):
        found = key(register, position)
        if found is not None:
            people.setdefault(found, []).append(position)
    linked = right = 0
    for row, who in enumerate(incoming.truth):
        found = key(incoming, row)
        same = people.get(found, []) if found is not None else []
        linked += bool(same)
        right += same == [who]
    to_find = sum(who is not None for who in incoming.truth)
    return Measured.of(linked, right, to_find, 0, len(incoming))


def name_and_birthday(sample: Sample, row: int) -> Hashable | None:
    day = sample.columns["born_on"][row]
    return None if day is None else (sample.columns["full_name"][row].casefold(), day)


def main(sizes: list[int]) -> None:
    print("Repeats within a list of 100,000 rows")
    listed = World(10, seed=3, institutions=400).with_repeats(100_000)
    clock = Clock()
    found = measured_in_file(listed)
    clock.lap("names, keys, pairs, scores, groups", len(listed))
    show("ours", found)
    for size in sizes:
        print(f"\nA list of {ROWS:,} rows against {size:,} people")
        world = World(size, seed=1)
        register, incoming = world.register(), world.incoming(ROWS)
        keys = block_keys(people_of(register))
        print(f"  {len(keys) / size:.1f} keys a person")
        with TemporaryDirectory() as folder:
            found = weighed(register, incoming, keys, folder)
        show("ours", found)
        show("phone exact", simple(register, incoming, lambda sample, row: sample.columns["mobile"][row]))
        show("e-mail exact", simple(register, incoming, lambda sample, row: sample.columns["email"][row]))
        show("name and date of birth exact", simple(register, incoming, name_and_birthday))


if __name__ == "__main__":
    with resting():  # as the import itself does
        main([int(size) for size in sys.argv[1:]] or [100_000])

"""Matching on invented people whose truth is known: `python -m tests.figures.matching [--people N ...] [--seeds S ...] [--rows N]`.

For each size and seed: a register of so many people, its block keys in a SQLite table, and a list of 20,000 rows of which 40 %
are on the register. Beside it three simple ways on the same data, lists that have only some columns, and repeats within a list
of five times as many rows. In bare lists much cannot be known: there only the precision has a goal.
"""

from __future__ import annotations

import argparse
import sqlite3
import sys
import time
from collections.abc import Callable, Hashable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from skilling.database.collector import resting
from skilling.importing.matching.blocking import LARGEST_BLOCK, BlockKeys, asked_keys, kept_keys
from skilling.importing.matching.matching import Counted, against
from skilling.importing.matching.people import People
from tests.figures.goals import say
from tests.synthetic.measuring import Measured, judged, measured_against, measured_in_file, people_of
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
    wanted = asked_keys(listed)
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


BARE = {
    "only name and phone": ("full_name", "mobile"),
    "name, phone and e-mail": ("full_name", "mobile", "email"),
    "name, father and college": ("full_name", "father_name", "institution", "cohort"),
    "name, birthday and gender": ("full_name", "born_on", "gender"),
    "name, birthday, college, roll number": ("full_name", "born_on", "institution", "roll_no", "cohort"),
    "only name and college": ("full_name", "institution"),
}
PRECISE, FOUND, LOOKED_AT = 0.995, 0.95, 0.03


def good(where: str, found: Measured) -> bool:
    """Says how far each goal was met; whether all were."""
    enough = [
        ("precision", f"{found.precision:.4f}", f"at least {PRECISE}", found.precision >= PRECISE),
        ("recall", f"{found.recall:.4f}", f"at least {FOUND}", found.recall >= FOUND),
        ("left for a person", f"{found.review:.2%}", f"under {LOOKED_AT:.0%}", found.review < LOOKED_AT),
    ]
    for what, got, goal, ok in enough:
        say(f"{where}: {what}", got, goal, ok)
    return all(ok for *_, ok in enough)


def repeats(rows: int, seed: int) -> bool:
    print(f"\nRepeats within a list of {rows:,} rows, seed {seed}")
    listed = World(10, seed=seed, institutions=max(4, rows // 250)).with_repeats(rows)
    clock = Clock()
    found = measured_in_file(listed)
    clock.lap("names, keys, pairs, scores, groups", len(listed))
    return good(f"repeats in {rows:,} rows, seed {seed}", found)


def one_register(size: int, rows: int, seed: int) -> bool:
    print(f"\nA list of {rows:,} rows against {size:,} people, seed {seed}")
    world = World(size, seed=seed)
    register, incoming = world.register(), world.incoming(rows)
    keys = kept_keys(people_of(register))
    print(f"  {len(keys) / size:.1f} keys a person")
    with TemporaryDirectory() as folder:
        found = weighed(register, incoming, keys, folder)
    show("ours", found)
    show("phone exact", simple(register, incoming, lambda sample, row: sample.columns["mobile"][row]))
    show("e-mail exact", simple(register, incoming, lambda sample, row: sample.columns["email"][row]))
    show("name and date of birth exact", simple(register, incoming, name_and_birthday))
    precise = True
    if size <= 100_000:
        bare = {what: measured_against(register, world.incoming(rows // 4, only=columns)) for what, columns in BARE.items()}
        for what, each in bare.items():
            show(f"ours, {what}", each)
        lowest = min(each.precision for each in bare.values())
        precise = lowest >= PRECISE
        say(f"bare lists against {size:,}, seed {seed}: lowest precision", f"{lowest:.4f}", f"at least {PRECISE}", precise)
    return good(f"against {size:,}, seed {seed}", found) and precise


def main(arguments: Sequence[str] = ()) -> int:
    """Gives 1 where a goal is missed."""
    options = argparse.ArgumentParser(prog="python -m tests.figures.matching")
    options.add_argument("--people", type=int, nargs="+", default=[100_000])
    options.add_argument("--seeds", type=int, nargs="+", default=[1])
    options.add_argument("--rows", type=int, default=ROWS, help="of each list")
    chosen = options.parse_args(arguments)
    with resting():  # as the import itself does
        reached = [repeats(5 * chosen.rows, seed) for seed in chosen.seeds]
        reached += [one_register(size, chosen.rows, seed) for size in chosen.people for seed in chosen.seeds]
    return 0 if all(reached) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

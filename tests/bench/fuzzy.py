"""A list's people looked for in a register, by us and by Splink: `python -m tests.bench.fuzzy ours|splink FOLDER REGISTER`.

`prepare` writes the list: half of its people are in the register, each with something of theirs changed. Both begin with the rows of
the list and the register's database, and end when it is known who is who. Ours asks the register for those who share a key; Splink
reads the people of the register into its own engine, and gets its parameters and its blocks from us, as learning them takes longer
than all the rest. Each says how many pairs it weighed, whom it would link, and how many of these are right.
"""

from __future__ import annotations

import json
import logging
import pickle
import sqlite3
import sys
import time
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tests.bench import lists

_COLUMNS = ("full_name", "mobile", "email", "born_on", "gender", "roll_no", "institution_id")
_LINKED = 0.95  # probability from which Splink's pairs count


@dataclass(frozen=True, slots=True)
class Found:
    """What one of them made of the list."""

    pairs: int
    linked: int
    right: int
    seconds: float  # of the processor


def prepare(folder: Path, register: Path, incoming: int) -> None:
    """So many rows beside a copy of the register; `truth` has the developer of each row, 0 for who is new."""
    with closing(sqlite3.connect(register)) as database:
        people = database.execute(
            f"SELECT id, {', '.join(_COLUMNS)} FROM developers WHERE mobile IS NOT NULL ORDER BY id"
        ).fetchall()
    known = people[:: max(1, 2 * len(people) // incoming)][: incoming // 2]
    again = [_changed(place, *row[1:]) for place, row in enumerate(known)]
    fresh = [_fresh(row) for row in lists.rows(incoming - len(again), seed=8)]
    (folder / "list.pickle").write_bytes(pickle.dumps((again + fresh, [row[0] for row in known] + [0] * len(fresh))))


def _changed(place: int, name: str, mobile: str, email: str, born: str, *rest: Any) -> tuple[Any, ...]:
    """One of the ways in which a person comes again: a slip in the name, another phone, another mailbox, the names swapped, an
    initial, the day and the month of birth swapped."""
    given, _, family = name.partition(" ")
    other = f"+919{place:09d}"
    ways = (
        (name[:3] + name[4:], mobile, email, born),
        (f"{family} {given}", other, email, born),
        (name, other, f"somebody.{place}@example.in", born),
        (f"{given} {family[:1]}.", mobile, f"somebody.{place}@example.in", born),
        (name, other, email, f"{born[:4]}-{born[8:]}-{born[5:7]}" if int(born[8:]) <= 12 else born),
    )
    return *ways[place % len(ways)], *rest


def _fresh(row: list[Any]) -> tuple[Any, ...]:
    day, month, year = row[5].split("-")
    return row[1], f"+91{row[7]:.0f}", f"new.{row[6]}", f"{year}-{month}-{day}", row[3][0], row[18], None


def _list(folder: Path) -> tuple[dict[str, tuple[Any, ...]], list[int]]:
    rows, truth = pickle.loads((folder / "list.pickle").read_bytes())
    return dict(zip(_COLUMNS, zip(*rows, strict=True), strict=True)), truth


def ours(folder: Path, register: Path) -> Found:
    """As an import does it, with the search for people who stand in the list twice."""
    from skilling.database.collector import resting
    from skilling.importing.matching import blockindex, matching, recognising
    from skilling.importing.matching.people import People
    from skilling.services.desk import open_desk

    columns, truth = _list(folder)
    columns["born_on"] = tuple(map(date.fromisoformat, columns["born_on"]))
    columns["institution"] = columns.pop("institution_id")
    people = People.of(len(truth), **columns)
    pairs = 0
    weighed = matching.against

    def counted(*given: Any) -> Any:
        nonlocal pairs
        pairs = len(given[3])
        return weighed(*given)

    matching.against = counted
    desk = open_desk(str(register))
    try:
        with resting():
            start = time.process_time()
            found = desk.read(recognising.weigh, people, {}).record
            spent = time.process_time() - start
        if desk.read(blockindex.stale):
            raise RuntimeError("the register has people without stored keys")
    finally:
        desk.close()
    return Found(pairs, sum(map(bool, found)), sum(map(_right, found, truth)), spent)


def _right(found: int, truth: int) -> bool:
    return bool(found) and found == truth


def splink(folder: Path, register: Path) -> Found:
    import pandas
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.disable(logging.WARNING)
    columns, truth = _list(folder)
    start = time.process_time()
    listed = pandas.DataFrame({"unique_id": range(len(truth)), **columns})
    with closing(sqlite3.connect(register)) as connection:
        known = pandas.read_sql_query(f"SELECT id AS unique_id, {', '.join(_COLUMNS)} FROM developers", connection)
    database = DuckDBAPI()
    settings = SettingsCreator(
        link_type="link_only",
        probability_two_random_records_match=1 / len(known),
        comparisons=[
            _fixed(compare.JaroWinklerAtThresholds("full_name", [0.92, 0.85]), [0.8, 0.1, 0.05], [0.001, 0.004, 0.02]),
            _fixed(compare.ExactMatch("mobile"), [0.6], [0.00001]),
            _fixed(compare.ExactMatch("email"), [0.6], [0.00001]),
            _fixed(compare.ExactMatch("born_on"), [0.8], [0.0001]),
            _fixed(compare.ExactMatch("gender"), [0.98], [0.5]),
            _fixed(compare.ExactMatch("roll_no"), [0.8], [0.00001]),
            _fixed(compare.ExactMatch("institution_id"), [0.8], [0.001]),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("mobile"),
            block_on("email"),
            block_on("born_on", "substr(full_name, 1, 2)"),
            block_on("full_name", "institution_id"),
        ],
    )
    linker = Linker([database.register(listed), database.register(known)], settings)
    found = linker.inference.predict()
    pairs = database.query_sql(f"SELECT count(*) AS n FROM {found.physical_name}").as_pandas_dataframe().iloc[0, 0]
    best = database.query_sql(
        f"SELECT unique_id_l AS place, arg_max(unique_id_r, match_weight) AS developer FROM {found.physical_name} "
        f"WHERE match_probability >= {_LINKED} GROUP BY 1"
    ).as_pandas_dataframe()
    spent = time.process_time() - start
    right = sum(truth[place] == developer for place, developer in zip(best["place"], best["developer"], strict=True))
    return Found(int(pairs), len(best), int(right), spent)


def _fixed(comparison: Any, agreeing: list[float], by_chance: list[float]) -> Any:
    """With what it would have had to learn first; the last level is the rest."""
    return comparison.configure(m_probabilities=[*agreeing, 1 - sum(agreeing)], u_probabilities=[*by_chance, 1 - sum(by_chance)])


if __name__ == "__main__":
    search = {"ours": ours, "splink": splink}[sys.argv[1]]
    sys.stdout.write(json.dumps(asdict(search(Path(sys.argv[2]), Path(sys.argv[3])))) + "\n")

"""Two ways to weigh the same pairs of people: `python -m tests.bench.fuzzy ours|splink FOLDER`.

`prepare` writes who is weighed: the rows of a list and the people of a register, each with the keys under which ours looks for
pairs. Splink gets the same keys as its only blocks, so both weigh the same pairs; its parameters are fixed, as learning them takes
longer than the weighing. Each says how many pairs it weighed and how many it would link.
"""

from __future__ import annotations

import logging
import pickle
import sys
import time
from pathlib import Path
from typing import Any

from skilling.database.collector import resting
from skilling.importing.matching.blocking import block_keys
from skilling.importing.matching.matching import Outcome, against
from skilling.importing.matching.people import People
from tests.bench import lists

_COLUMNS = ("full_name", "father_name", "mobile", "email", "roll_no")


def prepare(folder: Path, incoming: int, register: int) -> None:
    """So many rows; half of them are people of the register, with a letter of the name and of the father's lost."""
    known = [_person(row) for row in lists.rows(register)]
    again = [(name[:3] + name[4:], father[:-2] + father[-1:], *rest) for name, father, *rest in known[: incoming // 2]]
    listed = again + [_person(row) for row in lists.rows(incoming - len(again), seed=8, first=register)]
    for name, people in (("register", known), ("list", listed)):
        (folder / f"{name}.pickle").write_bytes(pickle.dumps(people))


def _person(row: list[Any]) -> tuple[str, ...]:
    return row[1], row[2], f"+91{row[7]:.0f}", row[6], row[18]


def _people(path: Path) -> People:
    rows = pickle.loads(path.read_bytes())
    return People.of(len(rows), **dict(zip(_COLUMNS, zip(*rows, strict=True), strict=True)))


def ours(folder: Path) -> tuple[int, int, float]:
    """As an import does it: the keys of the register are stored, of its people only those are read who share one, and no cycles
    are looked for meanwhile."""
    listed, known = _people(folder / "list.pickle"), _people(folder / "register.pickle")
    holders: dict[int, list[int]] = {}
    for key, developer in block_keys(known):
        holders.setdefault(key, []).append(developer)
    keys = block_keys(listed)
    with resting():
        start = time.process_time()
        pairs = {(row, developer) for key, row in keys for developer in holders.get(key, ())}
        ids = sorted({developer for _, developer in pairs})
        met = People.of(len(ids), **{column: [getattr(known, column)[each] for each in ids] for column in _COLUMNS})
        verdicts = against(listed, met, ids, pairs, len(known))
        return len(pairs), sum(one.outcome is Outcome.LINK for one in verdicts), time.process_time() - start


def splink(folder: Path) -> tuple[int, int, float]:
    import pandas
    import splink.comparison_library as compare
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.disable(logging.WARNING)
    frames = []
    for name in ("list", "register"):
        people = _people(folder / f"{name}.pickle")
        keys: list[list[int]] = [[] for _ in range(len(people))]
        for key, row in block_keys(people):
            keys[row].append(key)
        columns = {column: getattr(people, column) for column in _COLUMNS}
        frames.append(pandas.DataFrame({"unique_id": range(len(people)), **columns, "keys": keys}))
    database = DuckDBAPI()
    settings = SettingsCreator(
        link_type="link_only",
        probability_two_random_records_match=1 / len(frames[1]),
        comparisons=[
            _fixed(compare.JaroWinklerAtThresholds("full_name", [0.92, 0.85]), [0.8, 0.1, 0.05], [0.001, 0.004, 0.02]),
            _fixed(compare.JaroWinklerAtThresholds("father_name", [0.92, 0.85]), [0.8, 0.1, 0.05], [0.001, 0.004, 0.02]),
            _fixed(compare.ExactMatch("mobile"), [0.8], [0.00001]),
            _fixed(compare.ExactMatch("email"), [0.8], [0.00001]),
            _fixed(compare.ExactMatch("roll_no"), [0.8], [0.00001]),
        ],
        blocking_rules_to_generate_predictions=[block_on("keys", arrays_to_explode=["keys"])],
    )
    start = time.process_time()
    linker = Linker([database.register(frame) for frame in frames], settings)
    found = linker.inference.predict()
    pairs, linked = (
        database.query_sql(f"SELECT count(*) AS n FROM {found.physical_name} {where}").as_pandas_dataframe().iloc[0, 0]
        for where in ("", "WHERE match_probability >= 0.95")
    )
    return int(pairs), int(linked), time.process_time() - start


def _fixed(comparison: Any, agreeing: list[float], by_chance: list[float]) -> Any:
    """With what it would have had to learn first; the last level is the rest."""
    return comparison.configure(m_probabilities=[*agreeing, 1 - sum(agreeing)], u_probabilities=[*by_chance, 1 - sum(by_chance)])


if __name__ == "__main__":
    weigh = {"ours": ours, "splink": splink}[sys.argv[1]]
    sys.stdout.write("{} {} {}\n".format(*weigh(Path(sys.argv[2]))))

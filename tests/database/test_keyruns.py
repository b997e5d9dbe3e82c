"""Block keys in sorted portions: found, forgotten and put together as if they were rows of a table."""

from __future__ import annotations

import random

from sqlalchemy import func, select

from skilling.database import keyruns
from skilling.database.changes import Change
from skilling.database.keyruns import KeyPortion
from skilling.database.tables import table_of
from skilling.services.desk import Desk


def _added(desk: Desk, pairs: list[tuple[int, int]]) -> None:
    ordered = sorted(pairs)

    def add(change: Change) -> None:
        change.facts["of"] = "tests"
        keyruns.add(change.connection, [key for key, _ in ordered], [owner for _, owner in ordered])

    desk.change("tests", "test", add)


def _found(desk: Desk, wanted: set[int]) -> list[tuple[int, int]]:
    return sorted(desk.read(lambda session: list(keyruns.find(session.connection(), wanted))))


def _pairs(chance: random.Random, owners: range) -> list[tuple[int, int]]:
    # Some keys are shared by several, some are at both ends of what 64 bits hold.
    return [(chance.choice((-(2**63), 2**63 - 1, chance.randrange(-(2**40), 2**40, 2**20))), owner) for owner in owners]


def test_a_look_up_finds_every_owner_of_a_key_in_every_run(desk: Desk) -> None:
    chance = random.Random(3)
    first, second = _pairs(chance, range(1, 9_001)), _pairs(chance, range(9_001, 9_041))
    _added(desk, first)
    _added(desk, second)
    wanted = {key for key, _ in second} | {5}
    assert _found(desk, wanted) == sorted(pair for pair in first + second if pair[0] in wanted)
    assert _found(desk, set()) == []


def test_keys_of_a_developer_are_forgotten_and_those_of_the_others_stay(desk: Desk) -> None:
    _added(desk, [(key, key % 3 + 1) for key in range(-6_000, 6_000)])
    desk.change("tests", "test", lambda change: keyruns.forget(change.connection, {2}))
    assert desk.read(lambda session: keyruns.owners(session.connection())) == {1, 3}
    assert _found(desk, set(range(-6_000, 6_000))) == [(key, key % 3 + 1) for key in range(-6_000, 6_000) if key % 3 != 1]


def test_many_small_runs_are_put_together_and_lose_nothing(desk: Desk) -> None:
    for owner in range(1, 81):
        _added(desk, [(owner * 7 % 11, owner), (owner, owner)])
    portions = desk.read(lambda session: session.execute(select(func.count()).select_from(table_of(KeyPortion))).scalar_one())
    assert portions <= 33
    expected = sorted({(owner * 7 % 11, owner) for owner in range(1, 81)} | {(owner, owner) for owner in range(1, 81)})
    assert sorted(set(_found(desk, set(range(100))))) == expected

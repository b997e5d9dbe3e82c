"""Working out withheld figures: rational elimination and bounds in whole numbers, and linear programming where scipy is at hand.

Knows nothing of how figures are protected. A figure is recovered if one whole number is left to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from importlib.util import find_spec
from math import ceil, floor
from typing import Any

from tests.figures.publicreader import NO_LIMIT, Knowledge, Unknown

Row = dict[Unknown | None, Fraction]  # None: the constant
Bounds = dict[Unknown, Fraction]
ROUNDS = 60
PROBES = 6  # directions in a row that free no figure, before each is asked by itself
NEAR = 1e-6


def solve(known: Knowledge) -> dict[Unknown, int]:
    """Every withheld figure to which one value is left, by each way there is. That there is nobody is no secret."""
    low, high = narrowed(known)
    found = {name: int(low[name]) for name in known.withheld if low[name] == high[name]}
    if find_spec("scipy"):
        found |= by_programming(known, low, high)
    return {name: value for name, value in found.items() if value}


# -- elimination and bounds ----------------------------------------------------------------------------


def narrowed(known: Knowledge) -> tuple[Bounds, Bounds]:
    """The least and the greatest value of each figure: equations in reduced form, then what each says of its figures' bounds."""
    low = {name: known.bounds(name)[0] for name in known.truth}
    high = {name: known.bounds(name)[1] for name in known.truth}
    plain = [_split(known, equation) for equation in known.equations()]
    rows = [*plain, *_reduced(plain)]
    at: dict[Unknown, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        for name in row:
            if name is not None:
                at[name].append(place)
    pairs: dict[Unknown, list[tuple[Unknown, Unknown]]] = defaultdict(list)
    for less, more in known.inequalities():
        pairs[less].append((less, more))
        pairs[more].append((less, more))
    waiting, moved = set(range(len(rows))), set(known.truth)
    for _ in range(ROUNDS):
        for name in list(moved):
            for less, more in pairs[name]:
                if low[less] > low[more]:
                    low[more] = low[less]
                    moved.add(more)
                if high[more] < high[less]:
                    high[less] = high[more]
                    moved.add(less)
        waiting |= {place for name in moved for place in at[name]}
        moved = set()
        for place in waiting:
            moved |= set(_narrowed(rows[place], low, high))
        waiting = set()
        if not moved:
            break
    return low, high


def _split(known: Knowledge, equation: Mapping[Unknown, int]) -> Row:
    """An equation over what is withheld, with what is shown put into its constant."""
    row: Row = defaultdict(Fraction)
    for name, sign in equation.items():
        if name in known.values:
            row[None] += sign * known.values[name]
        else:
            row[name] += sign
    return {name: value for name, value in row.items() if value}


def _reduced(equations: list[Row]) -> Iterator[Row]:
    pivots: dict[Unknown, Row] = {}
    within: dict[Unknown, set[Unknown]] = defaultdict(set)  # figure -> pivots of rows that hold it
    for equation in equations:
        row = dict(equation)
        for name in [name for name in row if name in pivots]:
            _take(row, pivots[name], row[name])  # type: ignore[index]
        lead = next((name for name in row if name is not None), None)
        if lead is None:
            assert not row, "the published figures contradict each other"
            continue
        row = {name: value / row[lead] for name, value in row.items()}
        for other in list(within[lead]):
            if lead in pivots[other]:
                _take(pivots[other], row, pivots[other][lead])
                for name in row:
                    if name is not None:
                        within[name].add(other)
        pivots[lead] = row
        for name in row:
            if name is not None:
                within[name].add(lead)
    yield from pivots.values()


def _take(row: Row, other: Row, factor: Fraction) -> None:
    for name, value in other.items():
        left = row.get(name, Fraction(0)) - factor * value
        if left:
            row[name] = left
        else:
            row.pop(name, None)


def _narrowed(row: Row, low: dict[Unknown, Fraction], high: dict[Unknown, Fraction]) -> Iterator[Unknown]:
    """The figures of an equation whose bounds the others narrow; whole numbers only."""
    ends = {
        name: (value, value) if name is None else tuple(sorted((value * low[name], value * high[name])))
        for name, value in row.items()
    }  # fmt: skip
    least, most = sum(e[0] for e in ends.values()), sum(e[1] for e in ends.values())
    for name, value in row.items():
        if name is None or low[name] == high[name]:
            continue
        one, other = -(most - ends[name][1]) / value, -(least - ends[name][0]) / value
        lower, upper = Fraction(ceil(min(one, other))), Fraction(floor(max(one, other)))
        if lower > low[name] or upper < high[name]:
            low[name], high[name] = max(lower, low[name]), min(upper, high[name])
            yield name


# -- linear programming --------------------------------------------------------------------------------


def by_programming(known: Knowledge, low: Bounds, high: Bounds) -> dict[Unknown, int]:
    """What the least and the greatest value of each figure leave over, over everything that is known at once."""
    import numpy as np
    from scipy.optimize import linprog
    from scipy.sparse import csr_matrix

    withheld = [name for name in known.withheld if low[name] < high[name]]
    if not withheld:
        return {}
    fixed = {name: low[name] for name in known.truth if low[name] == high[name]}
    number = {name: place for place, name in enumerate(withheld)}
    bounds = [(float(low[name]), None if high[name] >= NO_LIMIT else float(high[name])) for name in withheld]
    equal, upto = _Rows(fixed, number), _Rows(fixed, number)
    for equation in known.equations():
        equal.add(equation)
    for less, more in known.inequalities():
        if less in number and more in number and high[less] > low[more]:  # else the bounds say it
            upto.add({less: 1, more: -1})

    def matrix(rows: _Rows) -> Any:
        return csr_matrix((rows.values, (rows.at, rows.columns)), shape=(len(rows.right), len(withheld))) if rows.right else None

    system = {
        "A_eq": matrix(equal), "b_eq": equal.right or None, "A_ub": matrix(upto), "b_ub": upto.right or None, "bounds": bounds,
    }  # fmt: skip

    def asked(direction: Any) -> Any:
        found = linprog(direction, method="highs", **system)
        if found.status == 3:  # without an end: nothing is pinned in this direction
            found = linprog(np.clip(direction, 0, None), method="highs", **system)
        assert found.status == 0, f"the reader's knowledge contradicts itself: {found.message}"
        return found.x

    chance = np.random.default_rng(4)
    least = most = asked(np.zeros(len(withheld)))
    quiet = 0
    while quiet < PROBES:  # until some directions in a row free none of those that still look pinned
        pinned = most - least <= 1 - NEAR
        x = asked(chance.choice((-1, 1)) * pinned * chance.uniform(0.2, 1, len(withheld)) * chance.integers(0, 2, len(withheld)))
        least, most = np.minimum(least, x), np.maximum(most, x)
        quiet = quiet + 1 if (most - least <= 1 - NEAR).sum() == pinned.sum() else 0
    recovered = {}
    for name, place in number.items():
        if most[place] - least[place] > 1 - NEAR:
            continue
        direction = np.zeros(len(withheld))
        ends = []
        for sign in (1, -1):
            direction[place] = sign
            found = linprog(direction, method="highs", **system)
            ends.append(None if found.status == 3 else sign * found.fun)
            if found.x is not None:  # another solution for all the others, too
                least, most = np.minimum(least, found.x), np.maximum(most, found.x)
        if None not in ends and ceil(ends[0] - NEAR) == floor(ends[1] + NEAR):
            recovered[name] = ceil(ends[0] - NEAR)
    return recovered


class _Rows:
    """Rows of a sparse system as they are gathered."""

    def __init__(self, fixed: Bounds, number: Mapping[Unknown, int]) -> None:
        self._fixed, self._number = fixed, number
        self.values: list[float] = []
        self.at: list[int] = []
        self.columns: list[int] = []
        self.right: list[float] = []

    def add(self, terms: Mapping[Unknown, int]) -> None:
        hidden = [(self._number[name], sign) for name, sign in terms.items() if name not in self._fixed]
        if hidden:
            self.values += [float(sign) for _, sign in hidden]
            self.columns += [place for place, _ in hidden]
            self.at += [len(self.right)] * len(hidden)
            self.right.append(-sum(float(self._fixed[name]) * sign for name, sign in terms.items() if name in self._fixed))

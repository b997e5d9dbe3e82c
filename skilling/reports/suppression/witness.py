"""Whether a withheld figure can be worked out: shown by another set of values that a reader could not tell from the true one.

The figures that a reader does not see, and the relations between all figures, are a system. A witness for a figure is
a second solution of it in which that figure differs: every published value, every relation and every bound ("<10" is 1
to 9, "*" at least 10) holds in both, so no arithmetic whatever can find the true one. Where no such solution exists yet,
the search says which further figures have to be withheld so that it does. Refuses nothing: it only finds.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count, islice
from math import log10
from typing import Final

from skilling.reports.suppression.relations import Relation
from skilling.reports.suppression.stated import FEWEST, Key, Shown, Stated
from skilling.reports.suppression.walk import walk

_NO_LIMIT: Final = 1 << 62
_STEPS: Final = 1  # by how much the figure differs in the second solution
# Figures tried for each relation, solutions looked at, and what a change and a broken relation weigh against a further
# figure: first for the fewest figures, then for the shortest way, which is found where the first wanders.
_ATTEMPTS: Final = ((6, 400, 1.0, 2.0), (8, 1_200, 6.0, 8.0), (1_000, 800, 12.0, 20.0))
_EACH: Final = 10.0


@dataclass
class Unknown:
    """One figure of the system. `bounds` are those that a reader knows once it is withheld."""

    value: int
    bounds: tuple[int, int]
    hidden: bool  # already withheld
    fixed: bool = False  # published, or to be shown
    untold: bool = False
    cost: float = 0.0
    within: list[int] = field(default_factory=list)  # numbers of its relations

    def allows(self, change: int) -> bool:
        low, high = self.bounds
        return not self.fixed and low <= self.value + change <= high


@dataclass
class System:
    """All figures and relations, by number."""

    unknowns: list[Unknown] = field(default_factory=list)
    terms: list[dict[int, int]] = field(default_factory=list)  # of each relation: figure -> its sign
    rooms: list[int | None] = field(default_factory=list)  # how far an inequality may fall; None: an equation
    numbers: dict[tuple[Key, int], int] = field(default_factory=dict)
    published: set[int] = field(default_factory=set)  # stated already, in whichever way
    usual: list[int] = field(default_factory=list)  # relations that mostly hold, but that a correction may break
    _loose: dict[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)

    def add(self, stated: Stated, *, published: bool) -> int:
        """Takes a figure in. The same figure of several packs is one, as long as its value is the same."""
        place = (stated.key, stated.value)
        if place not in self.numbers:
            self.numbers[place] = len(self.unknowns)
            if published:
                self.published.add(len(self.unknowns))
            hidden = stated.shown is not Shown.PLAIN
            fixed = not hidden and (published or not _may_hide(stated))
            untold = stated.shown is Shown.UNTOLD
            self.unknowns.append(Unknown(stated.value, _bounds(stated), hidden, fixed, untold, _cost(stated)))
        return self.numbers[place]

    def relate(self, relation: Relation, *, usual: bool = False) -> None:
        """Takes a relation in; a usual one is no certainty for a reader."""
        terms: dict[int, int] = {}
        for each, sign in relation.terms:
            number = self.numbers[each.key, each.value]
            terms[number] = terms.get(number, 0) + sign
        place = len(self.terms)
        self.terms.append(terms)
        self.rooms.append(relation.value if relation.slack else None)
        if usual:
            self.usual.append(place)
        for number in terms:
            self.unknowns[number].within.append(place)

    def loose(self, place: int) -> tuple[tuple[int, int], ...]:
        """The terms of a relation that are not published as they are: figure and sign."""
        if place not in self._loose:
            terms = self.terms[place].items()
            self._loose[place] = tuple((number, sign) for number, sign in terms if not self.unknowns[number].fixed)
        return self._loose[place]

    def leave_untold(self, numbers: Iterable[int]) -> None:
        """Of these figures nothing is said, not even that there are none; what was published already stays known."""
        self._loose.clear()
        for number in numbers:
            unknown = self.unknowns[number]
            if number not in self.published:
                unknown.hidden, unknown.fixed, unknown.untold, unknown.bounds = True, False, True, (0, _NO_LIMIT)

    def publish(self, numbers: Iterable[int]) -> None:
        """These figures are stated now as they stand: what is shown is not withheld any more."""
        self._loose.clear()
        for number in numbers:
            self.published.add(number)
            self.unknowns[number].fixed = not self.unknowns[number].hidden

    def holds(self, changes: Mapping[int, int]) -> bool:
        """Whether figures that differ by this are a second solution, with nothing further withheld."""
        sums: dict[int, int] = {}
        for number, change in changes.items():
            unknown = self.unknowns[number]
            if not unknown.hidden or not unknown.allows(change):
                return False
            for place in unknown.within:
                sums[place] = sums.get(place, 0) + self.terms[place][number] * change
        rooms = self.rooms
        return all(total == 0 if (room := rooms[place]) is None else total >= -room for place, total in sums.items())

    def connected(self, start: Iterable[int]) -> set[int]:
        """The figures that a change of these could reach: published ones carry nothing on."""
        found, waiting = set[int](), list(start)
        while waiting:
            number = waiting.pop()
            if number in found or self.unknowns[number].fixed:
                continue
            found.add(number)
            waiting += [other for place in self.unknowns[number].within for other in self.terms[place]]
        return found


def find(system: System, number: int, start: Mapping[int, int] | None = None) -> dict[int, int] | None:
    """A witness for a figure: by how much each figure differs; those not yet hidden have to be withheld. None: there is none.

    It keeps the usual relations too, if one is found that does. `start` is a witness of a smaller system.
    """
    found = _find(system, number, start)
    if found is None and system.usual:
        rooms = list(system.rooms)
        for place in system.usual:
            system.rooms[place] = _NO_LIMIT
        found = _find(system, number, start)
        system.rooms = rooms
    return found


def _find(system: System, number: int, start: Mapping[int, int] | None) -> dict[int, int] | None:
    for attempt in _ATTEMPTS:
        found = _search(system, number, *attempt)
        if found is not None:
            return found
    return walk(system, number, start)


def _bounds(stated: Stated) -> tuple[int, int]:
    if stated.shown is Shown.FEW:
        return 1, FEWEST - 1
    if stated.shown is Shown.UNTOLD:
        return 0, _NO_LIMIT
    return (0 if stated.key.is_amount else FEWEST), _NO_LIMIT


def _may_hide(stated: Stated) -> bool:
    """Zero is always shown."""
    return stated.value > 0 if stated.key.is_amount else stated.value >= FEWEST


def _cost(stated: Stated) -> float:
    """The fewest and the smallest figures are withheld."""
    return _EACH + log10(max(stated.value, 1))


@dataclass(slots=True)
class _Trial:
    cost: float
    changes: dict[int, int]
    sums: dict[int, int]  # relation -> by how much its terms have changed
    out: dict[int, int]  # relation that does not hold -> by how much it has to change

    def then(self, system: System, number: int, change: int) -> _Trial:
        """With one more figure changed."""
        following = _Trial(self.cost, self.changes | {number: change}, dict(self.sums), dict(self.out))
        unknown = system.unknowns[number]
        if not unknown.hidden:
            following.cost += unknown.cost
        for place in unknown.within:
            total = following.sums.get(place, 0) + system.terms[place][number] * change
            following.sums[place] = total
            room = system.rooms[place]
            if total != 0 if room is None else total < -room:
                following.out[place] = -total if room is None else -room - total
            else:
                following.out.pop(place, None)
        return following


def _search(
    system: System, number: int, most: int, tries: int, of_a_change: float, of_a_relation: float
) -> dict[int, int] | None:
    """Best first: few and small further figures, a short way, and few relations that do not hold yet."""
    order = count()
    waiting: list[tuple[float, int, _Trial]] = []

    def wait(trial: _Trial) -> None:
        hope = trial.cost + of_a_change * len(trial.changes) + of_a_relation * len(trial.out)
        heapq.heappush(waiting, (hope, next(order), trial))

    nothing = _Trial(0.0, {}, {}, {})
    for step in (_STEPS, -_STEPS):
        if system.unknowns[number].allows(step):
            wait(nothing.then(system, number, step))
    while waiting and tries:
        tries -= 1
        trial = heapq.heappop(waiting)[-1]
        if not trial.out:
            return trial.changes
        for other, change in _ways(system, trial, most):
            wait(trial.then(system, other, change))
    return None


def _ways(system: System, trial: _Trial, most: int) -> list[tuple[int, int]]:
    """The changes that put one relation right: of the relation with the fewest, as it decides most."""
    best: list[tuple[int, int]] | None = None
    for place in trial.out:
        ways = list(islice(_putting_right(system, trial, place), None if best is None else len(best)))
        if best is None or len(ways) < len(best):
            best = ways
            if len(ways) <= 1:
                break
    ways = best or []
    ways.sort(key=lambda way: 0.0 if system.unknowns[way[0]].hidden else system.unknowns[way[0]].cost)
    return ways[:most]


def _putting_right(system: System, trial: _Trial, place: int) -> Iterator[tuple[int, int]]:
    needed = trial.out[place]
    for number, sign in system.loose(place):
        change = needed // sign
        if number not in trial.changes and change * sign == needed and system.unknowns[number].allows(change):
            yield number, change

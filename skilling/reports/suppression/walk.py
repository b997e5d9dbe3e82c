"""A second way to a witness, for where the first is lost among too many choices: repair at random; refuses nothing.

One broken relation after the other is put right by the figure that breaks the fewest others, with a little chance so
that it never goes in circles. A figure may change more than once; the one in question stays changed.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from skilling.reports.suppression.witness import System

_BEGINNINGS: Final = 12
_STEPS: Final = 250
_BY_CHANCE: Final = 0.15
_OF_A_HIDDEN: Final = 0.2  # of a figure that is withheld already, against one broken relation
_OF_ANOTHER: Final = 1.5


def walk(system: System, number: int, start: Mapping[int, int] | None = None) -> dict[int, int] | None:
    """A witness for a figure: by how much each figure differs. None: none was found. The same question, the same answer.

    `start` is a witness of a smaller system, from which it sets out.
    """
    chance = random.Random(number)  # noqa: S311  # not a secret
    if start and start.get(number):
        for _ in range(_BEGINNINGS):
            beginning_at = _Walk(system, number, start[number], chance)
            beginning_at.take(start)
            found = beginning_at.to_the_end()
            if found is not None:
                return found
    for beginning in range(_BEGINNINGS):
        step = (1, -1, 2, -2)[beginning % 4]
        if system.unknowns[number].allows(step):
            found = _Walk(system, number, step, chance).to_the_end()
            if found is not None:
                return found
    return None


class _Walk:
    def __init__(self, system: System, number: int, step: int, chance: random.Random) -> None:
        self._system, self._number, self._chance = system, number, chance
        self._changes: dict[int, int] = {}
        self._sums: dict[int, int] = {}
        self._out: dict[int, int] = {}
        self._change(number, step)

    def take(self, start: Mapping[int, int]) -> None:
        """The other changes of a witness, as far as they are allowed here."""
        for other, change in start.items():
            if other != self._number and self._system.unknowns[other].allows(change):
                self._change(other, change)

    def to_the_end(self) -> dict[int, int] | None:
        for _ in range(_STEPS):
            if not self._out:
                return {number: change for number, change in self._changes.items() if change}
            ways = self._ways(self._chance.choice(sorted(self._out)))
            if not ways:
                return None
            if self._chance.random() < _BY_CHANCE:
                self._change(*self._chance.choice(ways))
            else:
                self._change(*min(ways, key=self._harm))
        return None

    def _ways(self, place: int) -> list[tuple[int, int]]:
        needed, found = self._out[place], []
        for other, sign in self._system.terms[place].items():
            change = needed // sign
            if other != self._number and self._system.unknowns[other].allows(self._changes.get(other, 0) + change):
                found.append((other, change))
        return found

    def _harm(self, way: tuple[int, int]) -> float:
        other, change = way
        unknown = self._system.unknowns[other]
        broken = sum(
            bool(self._missing(place, self._sums.get(place, 0) + self._system.terms[place][other] * change))
            for place in unknown.within
        )
        known = unknown.hidden or other in self._changes
        return broken + (_OF_A_HIDDEN if known else _OF_ANOTHER) + self._chance.random() / 10

    def _change(self, other: int, change: int) -> None:
        self._changes[other] = self._changes.get(other, 0) + change
        for place in self._system.unknowns[other].within:
            self._sums[place] = self._sums.get(place, 0) + self._system.terms[place][other] * change
            missing = self._missing(place, self._sums[place])
            if missing:
                self._out[place] = missing
            else:
                self._out.pop(place, None)

    def _missing(self, place: int, total: int) -> int:
        """By how much the sum of a relation has to change."""
        room = self._system.rooms[place]
        if room is None:
            return -total
        return max(-room - total, 0)

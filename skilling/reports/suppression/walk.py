"""The way from the true values to a second solution: one broken rule after the other is put right; refuses to go on for ever.

It takes the change that breaks the least, and where every change breaks as much as it mends, what is broken weighs more
from then on, so that no circle is walked for long. The same question walks the same way.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Final

from skilling.reports.suppression.bounds import Bounds
from skilling.reports.suppression.reduced import Reduced

_OF_ANOTHER: Final = 0.3  # of a class that differs as well, against one rule that it breaks
_OF_A_SHOWN: Final = 0.2  # of one with figures that would have to be withheld, for each unit of their cost
_BY_CHANCE: Final = 0.1
_Way = tuple[int, int]  # a class and by how much it differs then


class Walk:
    """One way: the classes that differ, what the rules come to, and which of them are broken."""

    def __init__(self, reduced: Reduced, costs: Sequence[float], bounds: Bounds, wanted: Mapping[int, int]) -> None:
        """From what is wanted to differ, as far as the bounds let it."""
        self._reduced, self._costs, self._bounds = reduced, costs, bounds
        self._values: dict[int, int] = {}
        self._sums: dict[int, int] = {}
        self._broken: set[int] = set()
        self._weights: dict[int, int] = {}
        for each, value in wanted.items():
            self._put(each, min(max(value, bounds.low[each]), bounds.high[each]))

    def to_the_end(self, target: int, sign: int, steps: int, attempt: int = 0) -> dict[int, int] | None:
        """By how much each class differs, `target` upwards or downwards, once every rule holds; None: not after so many steps."""
        low, high = self._bounds.low[target], self._bounds.high[target]
        kept = (max(low, 1), high) if sign > 0 else (low, min(high, -1))
        if kept[0] > kept[1]:
            return None
        self._put(target, min(max(self._values.get(target, 0), kept[0]), kept[1]))
        chance = random.Random(target * 10 + attempt)  # noqa: S311  # not a secret
        for _ in range(steps):
            if not self._broken:
                return {each: value for each, value in self._values.items() if value}
            ways = self._ways(chance.choice(sorted(self._broken)), target, kept)
            if not ways:
                return None
            harm, way = min((self._harm(way) + chance.random() * _BY_CHANCE, way) for way in ways)
            if harm >= 0:
                for each in self._broken:
                    self._weights[each] = self._weights.get(each, 1) + 1
            self._put(*way)
        return None

    def _ways(self, place: int, target: int, kept: tuple[int, int]) -> list[_Way]:
        """What brings a rule nearest to holding, of each of its classes that can move there."""
        needed, found = self._missing(place, self._sums[place]), []
        for each, factor in self._reduced.rules[place].terms:
            low, high = kept if each == target else (self._bounds.low[each], self._bounds.high[each])
            now = self._values.get(each, 0)
            step = needed // factor if needed % factor == 0 else needed // factor + (factor > 0)
            value = min(max(now + step, low), high)
            if value != now:
                found.append((each, value))
        return found

    def _harm(self, way: _Way) -> float:
        """What it breaks less what it mends, by weight, and what it costs."""
        each, value = way
        now = self._values.get(each, 0)
        harm = 0.0 if now else _OF_ANOTHER + _OF_A_SHOWN * self._costs[each]
        for place, factor in self._reduced.within[each]:
            breaks = self._missing(place, self._sums.get(place, 0) + factor * (value - now)) != 0
            if breaks != (place in self._broken):
                weight = self._weights.get(place, 1)
                harm += weight if breaks else -weight
        return harm

    def _put(self, each: int, value: int) -> None:
        change = value - self._values.get(each, 0)
        if not change:
            return
        self._values[each] = value
        for place, factor in self._reduced.within[each]:
            total = self._sums[place] = self._sums.get(place, 0) + factor * change
            if self._missing(place, total):
                self._broken.add(place)
            else:
                self._broken.discard(place)

    def _missing(self, place: int, total: int) -> int:
        """By how much the sum of a rule has to change so that it holds."""
        room = self._reduced.rules[place].room
        if room is None:
            return -total
        return max(-room - total, 0)

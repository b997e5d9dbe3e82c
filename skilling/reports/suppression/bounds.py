"""By how much each class may differ, and what that says of the others; refuses what no second solution can hold, by saying so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from skilling.reports.suppression.reduced import Reduced


class Bounds:
    """The least and the most by which each class may differ; narrowed by the rules as far as that goes."""

    def __init__(self, reduced: Reduced, low: Sequence[int], high: Sequence[int]) -> None:
        self._reduced = reduced
        self.low, self.high = list(low), list(high)

    def copy(self) -> Bounds:
        return Bounds(self._reduced, self.low, self.high)

    def only(self, each: int, sign: int) -> Bounds | None:
        """With a class differing upwards or downwards for certain, and all that follows from it. None: then a rule cannot hold."""
        found = self.copy()
        possible = (
            found._set(each, max(1, self.low[each]), self.high[each])
            if sign > 0
            else (found._set(each, self.low[each], min(-1, self.high[each])))
        )
        return found if possible and found.follow(place for place, _ in self._reduced.within[each]) else None

    def without(self, classes: Iterable[int]) -> Bounds:
        """With these not differing, and all that follows; what is true still holds then."""
        found = self.copy()
        found.follow(place for each in found.zero(classes) for place, _ in self._reduced.within[each])
        return found

    def zero(self, classes: Iterable[int]) -> list[int]:
        """These do not differ. Gives those that might have."""
        found = [each for each in classes if self.low[each] or self.high[each]]
        for each in found:
            self.low[each] = self.high[each] = 0
        return found

    def follow(self, places: Iterable[int]) -> bool:
        """Narrows the bounds by these rules, and by those that this concerns. False: one of them cannot hold."""
        waiting = set(places)
        while waiting:
            rule = self._reduced.rules[waiting.pop()]
            ends = [self._ends(each, factor) for each, factor in rule.terms]
            least, most = sum(end[0] for end in ends), sum(end[1] for end in ends)
            at_least, at_most = (0, 0) if rule.room is None else (-rule.room, most)
            if most < at_least or least > at_most:
                return False
            widest = max((end[1] - end[0] for end in ends), default=0)
            if most - widest >= at_least and least + widest <= at_most:
                continue
            for (each, factor), (one, other) in zip(rule.terms, ends, strict=True):
                # All others come to something between `least - one` and `most - other`.
                low, high = _divided(at_least - (most - other), at_most - (least - one), factor)
                low, high = max(low, self.low[each]), min(high, self.high[each])
                if (low, high) != (self.low[each], self.high[each]):
                    if not self._set(each, low, high):
                        return False
                    waiting.update(place for place, _ in self._reduced.within[each])
        return True

    def _ends(self, each: int, factor: int) -> tuple[int, int]:
        one, other = factor * self.low[each], factor * self.high[each]
        return (one, other) if one < other else (other, one)

    def _set(self, each: int, low: int, high: int) -> bool:
        self.low[each], self.high[each] = low, high
        return low <= high


def _divided(low: int, high: int, factor: int) -> tuple[int, int]:
    """The whole numbers that come, times the factor, to something between the two."""
    if factor < 0:
        low, high = -high, -low
    size = abs(factor)
    return -(-low // size), high // size

"""Whether a withheld figure can be worked out: shown by another set of values that a reader could not tell from the true one.

The figures that a reader does not see, and the relations between all figures, are a system. A witness for a figure is
a second solution of it in which that figure differs: every published value, every relation and every bound ("<10" is 1
to 9, "*" at least 10) holds in both, so no arithmetic whatever can find the true one. Where no such solution exists yet,
the search says which further figures have to be withheld so that it does. Refuses nothing: it only finds.

Most are found by a short walk from the true values (`walk`). Where it is not, the bounds are narrowed first by what every
second solution has in common, which shows most that have none; then the walk may be long.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from skilling.reports.suppression.bounds import Bounds
from skilling.reports.suppression.system import System
from skilling.reports.suppression.walk import Walk

_SHORT: Final = 100  # steps of a walk
_LONG: Final = 3_000
_ATTEMPTS: Final = 3  # at a long one: from the true values, once from the witness of a smaller system
_TO_SPARE: Final = 1  # of them, to do without a figure


class Witnesses:
    """The search in one system, as it grows: what was worked out once for all figures is kept until the system changes."""

    def __init__(self, system: System) -> None:
        self._system, self._version = system, -1

    def find(self, number: int, start: Mapping[int, int] | None = None) -> dict[int, int] | None:
        """A witness for a figure: by how much each figure differs; those not yet hidden have to be withheld. None: none found.

        `start` is a witness of a smaller system, from which it sets out.
        """
        if self._version != self._system.version:
            self._version, self._model = self._system.version, _Model(self._system)
        return self._model.find(number, start or {})


class _Model:
    """Classes of figures with what holds of them whatever is tried: their bounds, and what withholding each would cost."""

    def __init__(self, system: System) -> None:
        self._system, self._hides = system, -1
        self._reduced = reduced = system.reduced()
        self._costs: list[float] = []
        self._wide = Bounds(reduced, reduced.low, reduced.high)  # of what is withheld, before any rule narrowed them
        self._narrow: dict[bool, Bounds] = {}

    def _narrowed(self, *, hidden: bool) -> Bounds:
        """The bounds of what is withheld, or of all that may be, narrowed by every rule."""
        if hidden not in self._narrow:
            if hidden:
                self._narrow[True] = self._narrowed(hidden=False).without(self._costly())
            else:
                self._narrow[False] = Bounds(self._reduced, self._reduced.low, self._reduced.high)
                self._narrow[False].follow(range(len(self._reduced.rules)))
        return self._narrow[hidden]

    def _costly(self) -> list[int]:
        return [place for place, cost in enumerate(self._costs) if cost]

    def find(self, number: int, start: Mapping[int, int]) -> dict[int, int] | None:
        """A witness with nothing further withheld if one is found; else with as little as some attempts find."""
        if number not in self._reduced.place:
            return None
        self._weigh()
        target, _ = self._reduced.place[number]
        wanted = {}
        for each, change in start.items():
            if each in self._reduced.place:
                place, sign = self._reduced.place[each]
                wanted[place] = sign * change
        found = self._straight(self._wide, target, wanted) or self._search(self._narrowed(hidden=True), target, wanted, _ATTEMPTS)
        if found is None and any(self._costs):
            found = self._search(self._narrowed(hidden=False), target, wanted, _ATTEMPTS)
            found = found and self._with_fewer(found, target)
        if found is None:
            return None
        return {each: sign * change for place, change in found.items() for each, sign in self._reduced.members[place]}

    def _weigh(self) -> None:
        """What is withheld since it was last asked costs nothing any more."""
        if self._hides == self._system.hides:
            return
        self._hides, unknowns = self._system.hides, self._system.unknowns
        self._costs = [
            sum(unknowns[each].cost for each, _ in members if not unknowns[each].hidden) for members in self._reduced.members
        ]
        self._narrow.pop(True, None)
        self._wide = Bounds(self._reduced, self._reduced.low, self._reduced.high)
        self._wide.zero(self._costly())

    def _with_fewer(self, found: dict[int, int], target: int) -> dict[int, int]:
        """The same with fewer figures withheld: each that it costs is tried to be done without, the dearest first."""
        for place in sorted((each for each in found if self._costs[each]), key=lambda each: (-self._costs[each], each)):
            if place != target and place in found:
                unused = (each for each, cost in enumerate(self._costs) if cost and (each == place or each not in found))
                less = self._search(self._narrowed(hidden=False).without(unused), target, found, _TO_SPARE)
                found = less or found
        return found

    def _straight(self, bounds: Bounds, target: int, wanted: Mapping[int, int]) -> dict[int, int] | None:
        """The short way that most figures have."""
        for sign in _signs(target, wanted):
            found = self._walk(bounds, wanted).to_the_end(target, sign, _SHORT)
            if found is not None:
                return found
        return None

    def _search(self, bounds: Bounds, target: int, wanted: Mapping[int, int], attempts: int) -> dict[int, int] | None:
        """Classes that differ, the one in question among them; None: nothing was found, or there is nothing."""
        narrowed = [(sign, among) for sign in _signs(target, wanted) if (among := bounds.only(target, sign)) is not None]
        for attempt in range(attempts):
            for sign, among in narrowed:
                walk = self._walk(among, wanted if attempt == 1 else {})
                found = walk.to_the_end(target, sign, _LONG, attempt)
                if found is not None:
                    return found
        return None

    def _walk(self, bounds: Bounds, wanted: Mapping[int, int]) -> Walk:
        return Walk(self._reduced, self._costs, bounds, wanted)


def _signs(target: int, wanted: Mapping[int, int]) -> tuple[int, int]:
    """Upwards or downwards first."""
    return (-1, 1) if wanted.get(target, 0) < 0 else (1, -1)

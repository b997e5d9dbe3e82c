"""The figures of all packs and the relations between them, as a reader holds them beside each other; refuses nothing.

A figure is published, withheld, or still to be decided; its bounds are what a reader knows of it once it is withheld
("<10" is 1 to 9, "*" at least 10).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import log10
from typing import Final

from skilling.reports.suppression.reduced import Differing, Reduced
from skilling.reports.suppression.relations import Relation
from skilling.reports.suppression.stated import FEWEST, Key, Shown, Stated

_NO_LIMIT: Final = 1 << 62
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
    version: int = 0  # another one after any change but a further withheld figure
    hides: int = 0  # how often further figures were withheld

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

    def relate_all(self, relations: Iterable[Relation]) -> None:
        """Takes relations in."""
        self.version += 1
        for relation in relations:
            self._relate(relation)

    def _relate(self, relation: Relation) -> None:
        terms: dict[int, int] = {}
        for each, sign in relation.terms:
            number = self.numbers[each.key, each.value]
            terms[number] = terms.get(number, 0) + sign
        place = len(self.terms)
        self.terms.append(terms)
        self.rooms.append(relation.value if relation.slack else None)
        for number in terms:
            self.unknowns[number].within.append(place)

    def copy(self) -> System:
        """Another system of the same figures and relations, to try something in."""
        return System(
            [replace(unknown, within=list(unknown.within)) for unknown in self.unknowns],
            list(self.terms), list(self.rooms), self.numbers, set(self.published),
        )  # fmt: skip

    def hide(self, numbers: Iterable[int]) -> None:
        """These figures are withheld as well."""
        for number in numbers:
            if not self.unknowns[number].hidden:
                self.unknowns[number].hidden, self.hides = True, self.hides + 1

    def leave_untold(self, numbers: Iterable[int]) -> None:
        """Of these figures nothing is said, not even that there are none; what was published already stays known."""
        self.version += 1
        for number in numbers:
            unknown = self.unknowns[number]
            if number not in self.published:
                unknown.hidden, unknown.fixed, unknown.untold, unknown.bounds = True, False, True, (0, _NO_LIMIT)

    def publish(self, numbers: Iterable[int]) -> None:
        """These figures are stated now as they stand: what is shown is not withheld any more."""
        self.version += 1
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

    def reduced(self) -> Reduced:
        """What may differ, and how."""
        loose = {
            number for number, unknown in enumerate(self.unknowns) if not unknown.fixed and (unknown.hidden or unknown.within)
        }
        related = {place for number in loose for place in self.unknowns[number].within}
        return Reduced(
            (Differing(number, *(end - self.unknowns[number].value for end in self.unknowns[number].bounds)) for number in loose),
            (
                ({number: sign for number, sign in self.terms[place].items() if number in loose}, self.rooms[place])
                for place in sorted(related)
            ),
        )

    def nearest(self, number: int, among: set[int]) -> set[int]:
        """Those of some figures that stand in the fewest relations from a figure; nothing, where none is connected with it."""
        found, ring = {number}, {number}
        while ring and not found & among:
            ring = {
                other for each in ring for place in self.unknowns[each].within for other in self.terms[place]
                if other in among or not self.unknowns[other].fixed
            } - found  # fmt: skip
            found |= ring
        return found & among

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

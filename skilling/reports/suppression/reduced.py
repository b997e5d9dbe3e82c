"""What a search for a second solution has to look at: differences from the true values, equal ones as one; refuses nothing.

A figure may differ from its true value within its bounds, and the differences of a relation add up to nothing (or, of an
inequality, to no less than there is room for). Most equations have two figures that are not published: those differ
alike, or by the opposite. They are one class here, and what cannot differ at all is in none. A programme of a few dozen
people keeps a few hundred classes of thousands of figures.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import gcd
from typing import Final

FURTHEST: Final = 60  # by how much a figure is tried to differ: nothing needs more
Terms = tuple[tuple[int, int], ...]  # class, factor


@dataclass(frozen=True, slots=True)
class Differing:
    """By how much a figure that is not published may be below and above its true value."""

    number: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Rule:
    """The classes of a relation by their factors add up to nothing; or, with `room`, to no less than `-room`."""

    terms: Terms
    room: int | None


class Reduced:
    """Classes by number: their members with the sign by which each differs, their bounds, and the rules that they are in."""

    def __init__(self, figures: Iterable[Differing], relations: Iterable[tuple[dict[int, int], int | None]]) -> None:
        """The relations over figures that may differ; of an inequality how far it may fall, None of an equation."""
        one = _Classes(figures)
        given = list(relations)
        equations = one.united([terms for terms, room in given if room is None])
        inequalities = [(one.over_classes(terms), room) for terms, room in given if room is not None]
        for terms, room in inequalities:
            if len(terms) == 1:
                one.is_no_less(*next(iter(terms.items())), room)
        heads = sorted({head for head, _ in one.heads.values() if one.low[head] < one.high[head]})
        number = {head: place for place, head in enumerate(heads)}
        self.low, self.high = [one.low[head] for head in heads], [one.high[head] for head in heads]
        self.place = {each: (number[head], sign) for each, (head, sign) in one.heads.items() if head in number}
        self.members: list[list[tuple[int, int]]] = [[] for _ in heads]
        for each, (place, sign) in self.place.items():
            self.members[place].append((each, sign))
        self.rules = [Rule(_plain(terms, number), None) for terms in equations if terms]
        self.rules += [Rule(terms, room) for terms, room in self._tightest(inequalities, number)]
        self.within: list[list[tuple[int, int]]] = [[] for _ in heads]  # rule, factor
        for place, rule in enumerate(self.rules):
            for each, factor in rule.terms:
                self.within[each].append((place, factor))

    def _tightest(self, found: Sequence[tuple[dict[int, int], int]], number: dict[int, int]) -> list[tuple[Terms, int]]:
        """Each inequality once, by its smallest room; none that the bounds say already."""
        rooms: dict[Terms, int] = {}
        for terms, room in found:
            if len(terms) > 1:
                plain = _plain(terms, number)
                rooms[plain] = min(room, rooms.get(plain, room))
        return [
            (terms, room) for terms, room in rooms.items()
            if sum(factor * (self.low if factor > 0 else self.high)[each] for each, factor in terms) < -room
        ]  # fmt: skip


def _plain(terms: dict[int, int], number: dict[int, int]) -> Terms:
    return tuple(sorted((number[head], factor) for head, factor in terms.items() if head in number))


class _Classes:
    """Figures that differ alike or by the opposite, as a tree of heads."""

    def __init__(self, figures: Iterable[Differing]) -> None:
        self.low: dict[int, int] = {}
        self.high: dict[int, int] = {}
        for each in figures:
            self.low[each.number] = max(each.low, -FURTHEST)
            self.high[each.number] = min(each.high, FURTHEST)
        self.heads = {number: (number, 1) for number in self.low}
        self._members = {number: [number] for number in self.low}

    def over_classes(self, terms: dict[int, int]) -> dict[int, int]:
        """The terms of a relation by class; those that cancel out or cannot differ left out."""
        found: dict[int, int] = {}
        for number, factor in terms.items():
            head, sign = self.heads[number]
            found[head] = found.get(head, 0) + factor * sign
        return {head: factor for head, factor in found.items() if factor and self.low[head] < self.high[head]}

    def is_no_less(self, head: int, factor: int, room: int) -> None:
        """An inequality of one class bounds it."""
        if factor > 0:
            self.low[head] = max(self.low[head], -(room // factor))
        else:
            self.high[head] = min(self.high[head], room // -factor)

    def united(self, equations: Sequence[dict[int, int]]) -> list[dict[int, int]]:
        """Unites what equations of two make equal, until none is left; gives those of three and more, each once."""
        within: dict[int, set[int]] = {}
        for place, terms in enumerate(equations):
            for number in terms:
                within.setdefault(number, set()).add(place)
        waiting = set(range(len(equations)))
        while waiting:
            place = waiting.pop()
            terms = self.over_classes(equations[place])
            changed: Iterable[int] = ()
            if len(terms) == 1:
                (head,) = terms
                self.low[head] = self.high[head] = 0
                changed = self._members[head]
            elif len(terms) == 2:
                (one, by_one), (other, by_other) = terms.items()
                if abs(by_one) == abs(by_other):
                    changed = self._unite(one, other, -1 if by_one == by_other else 1)
            for number in changed:
                waiting |= within.get(number, set())
            waiting.discard(place)
        left: dict[tuple[tuple[int, int], ...], dict[int, int]] = {}
        for equation in equations:
            terms = self.over_classes(equation)
            if terms:
                left.setdefault(_canonical(terms), terms)
        return list(left.values())

    def _unite(self, one: int, other: int, sign: int) -> list[int]:
        """Takes the smaller class into the larger. Gives the figures whose class, or freedom, has changed."""
        if len(self._members[one]) < len(self._members[other]):
            one, other = other, one
        low, high = (self.low[other], self.high[other]) if sign > 0 else (-self.high[other], -self.low[other])
        self.low[one], self.high[one] = max(self.low[one], low), min(self.high[one], high)
        moved = self._members.pop(other)
        for number in moved:
            self.heads[number] = (one, self.heads[number][1] * sign)
        self._members[one] += moved
        return self._members[one] if self.low[one] == self.high[one] else moved


def _canonical(terms: dict[int, int]) -> tuple[tuple[int, int], ...]:
    """The same for an equation and its multiples."""
    ordered = sorted(terms.items())
    common = gcd(*terms.values()) * (1 if ordered[0][1] > 0 else -1)
    return tuple((head, factor // common) for head, factor in ordered)

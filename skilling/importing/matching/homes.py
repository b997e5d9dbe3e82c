"""How far two people live at one place: address, PIN and district, as evidence that stays weak; refuses to call a home a person.

A family has one address as it has one phone. What it says is said of a household, so the guard of given names stands above it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from itertools import chain
from math import log2
from typing import Any, Final, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from skilling.domain.developerwords import ADDRESS
from skilling.domain.text import heading
from skilling.importing.matching.people import People, address_words
from skilling.importing.matching.weights import WEIGHTS, Finding, Weights

_NEIGHBOURS: Final = 70.0  # at most, in one street
_WHOLE: Final = 85.0  # nothing is left out
_SAME, _NEAR = 80.0, 60.0  # likeness in per cent: fields left out and slips of the pen; a word or two otherwise
_EXPECTED: Final = 0.002  # share of people with a word or a PIN, before anyone was counted
_BELIEVED: Final = 2_000  # people whom it takes to outweigh what was expected
_COUNTED: Final = 20_000  # addresses of a list, which is enough to know its common words
_WORD_SAYS: Final = 0.7  # of what its rarity promises: words of an address come together
# Before the desk had a field for it, the address of a list was kept beside the fields, under its heading there.
_HEADINGS: Final = frozenset(map(heading, ADDRESS))


def address_in(extra: Mapping[str, Any] | None) -> str | None:
    """The address among what was kept beside a developer, by heading."""
    return next((str(said) for title, said in (extra or {}).items() if said is not None and heading(title) in _HEADINGS), None)


class Home(NamedTuple):
    """An address in plain words and without spaces, its numbers, and how many bits its words are worth."""

    words: str
    joined: str
    numbers: frozenset[str]
    worth: float


_NOT_KNOWN: Final = Home("", "", frozenset(), 0.0)


class Homes:
    """The homes of two sets of people, and how common their words and PINs are among both."""

    def __init__(self, left: People, right: People, weights: Weights = WEIGHTS) -> None:
        self._weights = weights
        sets = (left,) if left is right else (left, right)
        self._size = sum(len(people) for people in sets)
        self._words: Counter[str] = Counter()
        self._asked = 0  # whose words were counted
        self.told_by_address = all(any(people.address) for people in sets)
        """Whether addresses, and not only PINs, are known on both sides."""
        self._told_by_pin = all(any(people.pin) for people in sets)
        for people in sets:
            chosen = people.address[:: max(1, len(people) // _COUNTED)]
            self._asked += len(chosen)
            self._words.update(chain.from_iterable(frozenset(address_words(address)) for address in chosen))
        self._pins = Counter(chain.from_iterable(people.pin for people in sets))
        self._areas = Counter(chain.from_iterable(people.area for people in sets))
        self.known = any(counted.keys() - {None} for counted in (self._words, self._pins, self._areas))
        self._left: list[Home | None] = [None] * len(left)
        self._right: list[Home | None] = self._left if left is right else [None] * len(right)
        self._people_of = left, right

    def of_pair(self, row: int, other: int) -> tuple[Home, Home]:
        """The home of a row of the left people, and that of one of the right: each is looked at when it is first asked for."""
        one, another = self._left[row], self._right[other]
        if one is None:
            one = self._left[row] = self._of(self._people_of[0], row)
        if another is None:
            another = self._right[other] = self._of(self._people_of[1], other)
        return one, another

    def _of(self, people: People, row: int) -> Home:
        words = address_words(people.address[row])
        if not words:
            return _NOT_KNOWN
        return Home(" ".join(words), "".join(words), frozenset(filter(str.isdigit, words)), self._worth(words))

    def _worth(self, words: tuple[str, ...]) -> float:
        return sum(_rarity(self._words[word], self._asked) for word in set(words)) * _WORD_SAYS

    def together(self, row: int, position: int) -> bool:
        """Whether two people live at one address, of which nothing is left out."""
        one, other = self.of_pair(row, position)
        whole = bool(one.joined and other.joined) and one.numbers == other.numbers
        return whole and fuzz.ratio(one.joined, other.joined) >= _WHOLE

    @property
    def most(self) -> float:
        """How many bits a home is worth at most, by what is known on both sides."""
        w = self._weights
        return w.address * self.told_by_address + (max(w.pin, w.area) if self._told_by_pin else w.area) * self.known

    def weigh_by(self, weights: Weights) -> None:
        """From here on findings have these weights."""
        self._weights = weights

    def findings(self, row: int, position: int) -> list[Finding]:
        """What address, PIN and district say of two people: nothing where they are not known of both."""
        left, right = self._people_of
        found: list[Finding] = []
        if self.told_by_address:
            one, other = self.of_pair(row, position)
            if one.joined and other.joined:
                found.append(self._address(one, other))
        same_address = bool(found) and found[0].bits > self._weights.pin_beside_address
        pin, pin2, area, area2 = left.pin[row], right.pin[position], left.area[row], right.area[position]
        if pin is not None and pin2 is not None:
            found.append(self._pin(pin, pin2, same_address))
        elif area is not None and area2 is not None:
            found.append(self._area(area, area2))
        return found

    def _address(self, one: Home, other: Home) -> Finding:
        worth = min(one.worth, other.worth, self._weights.address)
        alike = _alike(one, other)
        if one.numbers and other.numbers and one.numbers.isdisjoint(other.numbers):
            alike = min(alike, _NEIGHBOURS)
        if alike >= _SAME:
            return Finding(worth, "same address")
        if alike >= _NEAR:
            return Finding(worth * (alike - _NEAR) / (_SAME - _NEAR), "similar address")
        return Finding(self._weights.address_differs, "different address")

    def _pin(self, one: str, other: str, same_address: bool) -> Finding:
        w = self._weights
        if one == other:
            told = _rarity(self._pins[one], self._size) - w.place_expected
            return Finding(w.pin_beside_address if same_address else min(max(told, 0.0), w.pin), "same PIN")
        if OSA.distance(one, other, score_cutoff=1) <= 1:
            return Finding(w.pin_nearly, "nearly the same PIN")
        return Finding(w.pin_differs, "different PIN")

    def _area(self, one: int | str, other: int | str) -> Finding:
        w = self._weights
        if one != other:
            return Finding(w.pin_differs, "different district")
        return Finding(min(max(_rarity(self._areas[one], self._size) - w.place_expected, 0.0), w.area), "same district")


def _rarity(people: int, among: int) -> float:
    """Bits that it says to have what so many people have."""
    return -log2((people + _EXPECTED * _BELIEVED) / (among + _BELIEVED))


def _alike(one: Home, other: Home) -> float:
    """In per cent, whatever the spaces and whichever part is left out."""
    return max(fuzz.ratio(one.joined, other.joined), fuzz.token_set_ratio(one.words, other.words))

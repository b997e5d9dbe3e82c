"""How far two people live at one place: address, PIN and district, as evidence that stays weak; refuses to call a home a person.

A family has one address as it has one phone. What it says is said of a household, so the guard of given names stands above it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log2
from typing import Final, NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from skilling.importing.matching.people import People
from skilling.importing.matching.weights import WEIGHTS, Finding, Weights

_NEIGHBOURS: Final = 70.0  # at most, in one street
_WHOLE: Final = 85.0  # nothing is left out
_SAME, _NEAR = 80.0, 60.0  # likeness in per cent: fields left out and slips of the pen; a word or two otherwise
_EXPECTED: Final = 0.002  # share of people with a word or a PIN, before anyone was counted
_BELIEVED: Final = 2_000  # people whom it takes to outweigh what was expected
_WORD_SAYS: Final = 0.7  # of what its rarity promises: words of an address come together


class Home(NamedTuple):
    """Where somebody lives: the address in plain words and without spaces, and how many bits its words are worth."""

    words: str
    joined: str
    numbers: frozenset[str]
    worth: float
    pin: str | None
    area: int | str | None


NOWHERE: Final = Home("", "", frozenset(), 0.0, None, None)


class Homes:
    """The homes of two sets of people, and how common their words and PINs are among both."""

    def __init__(self, left: People, right: People, weights: Weights = WEIGHTS) -> None:
        self._weights = weights
        sets = (left,) if left is right else (left, right)
        self._people = sum(len(people) for people in sets)
        self._words = Counter(word for people in sets for address in people.addresses for word in set(address))
        self._pins = Counter(pin for people in sets for pin in people.pin)
        self._areas = Counter(area for people in sets for area in people.area)
        self.known = any(counted.keys() - {None} for counted in (self._words, self._pins, self._areas))
        self.left = self._of(left)
        self.right = self.left if left is right else self._of(right)

    def _of(self, people: People) -> Sequence[Home]:
        if not self.known:
            return [NOWHERE] * len(people)
        return [
            Home(" ".join(words), "".join(words), frozenset(filter(str.isdigit, words)), self._worth(words), pin, area)
            for words, pin, area in zip(people.addresses, people.pin, people.area, strict=True)
        ]

    def _worth(self, words: tuple[str, ...]) -> float:
        return sum(self._rarity(self._words[word]) for word in set(words)) * _WORD_SAYS

    def _rarity(self, people: int) -> float:
        """Bits that it says to have what so many people have."""
        return -log2((people + _EXPECTED * _BELIEVED) / (self._people + _BELIEVED))

    @property
    def told_by_address(self) -> bool:
        """Whether addresses, and not only PINs, are known."""
        return bool(self._words)

    def together(self, one: Home, other: Home) -> bool:
        """Whether two people live at one address, of which nothing is left out."""
        whole = bool(one.joined and other.joined) and one.numbers == other.numbers
        return whole and fuzz.ratio(one.joined, other.joined) >= _WHOLE

    def weigh_by(self, weights: Weights) -> None:
        """From here on findings have these weights."""
        self._weights = weights

    def findings(self, one: Home, other: Home) -> list[Finding]:
        """What address, PIN and district say of two people: nothing where they are not known of both."""
        found: list[Finding] = []
        if one.joined and other.joined:
            found.append(self._address(one, other))
        same_address = bool(found) and found[0].bits > self._weights.pin_beside_address
        if one.pin is not None and other.pin is not None:
            found.append(self._pin(one.pin, other.pin, same_address))
        elif one.area is not None and other.area is not None:
            found.append(self._area(one.area, other.area))
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
            told = self._rarity(self._pins[one]) - w.place_expected
            return Finding(w.pin_beside_address if same_address else min(max(told, 0.0), w.pin), "same PIN")
        if OSA.distance(one, other, score_cutoff=1) <= 1:
            return Finding(w.pin_nearly, "nearly the same PIN")
        return Finding(w.pin_differs, "different PIN")

    def _area(self, one: int | str, other: int | str) -> Finding:
        w = self._weights
        if one != other:
            return Finding(w.pin_differs, "different district")
        return Finding(min(max(self._rarity(self._areas[one]) - w.place_expected, 0.0), w.area), "same district")


def _alike(one: Home, other: Home) -> float:
    """In per cent, whatever the spaces and whichever part is left out."""
    return max(fuzz.ratio(one.joined, other.joined), fuzz.token_set_ratio(one.words, other.words))

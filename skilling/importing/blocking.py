"""Which people are worth comparing: keys that two records of one person are likely to share; refuses to compare them itself.

A key is a signed 64-bit number, the same in every process and on every machine, so that it can be kept beside a developer
and joined in one query. Its lowest three bits say what kind of key it is.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from hashlib import blake2b
from typing import Final

from skilling.domain.names import NameKey
from skilling.importing.people import People

# A block of more people than this says little: they must also share a word of the name.
LARGEST_BLOCK: Final = 300
_NOT_KIND: Final = ~0b111


class Kind(IntEnum):
    """What two people who share a key have in common: the lowest three bits of the key."""

    MOBILE = 0
    EMAIL = 1
    ROLL = 2  # institution and roll number
    DAY_AND_WORD = 3  # day of birth, also with day and month swapped, and a word of the name
    NAME_AND_PLACE = 4  # the words of the name, and the institution
    NAME_AND_FATHER = 5  # the words of the name, and a word of the father's


@dataclass(frozen=True, slots=True)
class BlockKeys:
    """Keys and, beside each, the position of the person who has it. Iterating gives `(key, position)` pairs."""

    hashes: array[int]
    positions: array[int]

    def __len__(self) -> int:
        return len(self.hashes)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self.hashes, self.positions, strict=True)


class _Hashes(dict[object, int]):
    """The stable 64-bit hash of a value's text under a label, worked out once for each distinct value."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self._label = label

    def __missing__(self, value: object) -> int:
        digest = blake2b(f"{self._label} {value}".encode(), digest_size=8).digest()
        hashed = self[value] = int.from_bytes(digest, "big", signed=True)
        return hashed


def block_keys(people: People) -> BlockKeys:
    """The keys of every person, about five each. Two keys are equal only where what they stand for is (but for one chance in 2^61)."""
    keys = BlockKeys(array("q"), array("q"))
    _add(keys, Kind.MOBILE, _one_value("mobile", people.mobile))
    _add(keys, Kind.EMAIL, _one_value("email", people.email))
    _add(keys, Kind.ROLL, _rolls(people))
    _add(keys, Kind.DAY_AND_WORD, _days(people))
    _add(keys, Kind.NAME_AND_PLACE, _places(people))
    _add(keys, Kind.NAME_AND_FATHER, _fathers(people))
    return keys


def _add(keys: BlockKeys, kind: Kind, found: list[tuple[int, int]]) -> None:
    bits = int(kind)
    keys.hashes.extend([hashed & _NOT_KIND | bits for hashed, _ in found])
    keys.positions.extend([position for _, position in found])


def _one_value(label: str, column: Sequence[str | None]) -> list[tuple[int, int]]:
    hashes = _Hashes(label)
    return [(hashes[value], position) for position, value in enumerate(column) if value is not None]


def _rolls(people: People) -> list[tuple[int, int]]:
    places, rolls = _Hashes("place of roll"), _Hashes("roll")
    return [
        (places[place] ^ rolls[roll], position)
        for position, (place, roll) in enumerate(zip(people.institution, people.rolls, strict=True))
        if roll is not None and place is not None
    ]


def _days(people: People) -> list[tuple[int, int]]:
    days, words = _Hashes("day"), _Hashes("word")
    either = {day: days[_either_order(day)] for day in set(people.born_on) if day is not None}
    return [
        (either[day] ^ words[skeleton], position)
        for position, (day, name) in enumerate(zip(people.born_on, people.names, strict=True))
        if day is not None
        for skeleton in telling_words(name)
    ]


def _either_order(day: date) -> tuple[int, int, int]:
    """One value for a day and for the same with day and month swapped, which is how lists disagree."""
    return day.year, min(day.month, day.day), max(day.month, day.day)


def _places(people: People) -> list[tuple[int, int]]:
    places, sets = _Hashes("place of name"), _Hashes("name at place")
    return [
        (places[place] ^ sets[name.core], position)
        for position, (place, name) in enumerate(zip(people.institution, people.names, strict=True))
        if place is not None and name.core
    ]


def _fathers(people: People) -> list[tuple[int, int]]:
    fathers, sets = _Hashes("father"), _Hashes("name of child")
    return [
        (fathers[skeleton] ^ sets[name.core], position)
        for position, (father, name) in enumerate(zip(people.fathers, people.names, strict=True))
        if name.core
        for skeleton in telling_words(father)
        if skeleton not in name.core
    ]


def telling_words(name: NameKey) -> tuple[str, ...]:
    """The skeletons of the words that tell people apart; where there is none, of all that are more than fillers."""
    telling = [word[3] for word in name.words if word[4] == 0]
    if len(telling) < 2:
        return tuple(telling) or name.core
    return tuple(dict.fromkeys(telling))

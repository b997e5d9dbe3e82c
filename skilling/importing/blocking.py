"""Which people are worth comparing: keys that two records of one person are likely to share; refuses to compare them itself.

A key is a signed 64-bit number, the same in every process and on every machine, so that it can be kept beside a developer
and joined in one query. Its lowest three bits say what kind of key it is.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from hashlib import blake2b
from typing import Final

from skilling.domain.names import NameKey
from skilling.importing.people import People

# A block of more people than this says little: within a list they must also share a telling word of the name, and the register's
# such blocks are best left out of the join, their keys handed to the scorer as crowded.
LARGEST_BLOCK: Final = 50
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
    _add(keys, Kind.MOBILE, _one_value(Kind.MOBILE, people.mobile))
    _add(keys, Kind.EMAIL, _one_value(Kind.EMAIL, people.email))
    _add(keys, Kind.ROLL, _rolls(people))
    _add(keys, Kind.DAY_AND_WORD, _days(people))
    names = _Hashes("name")
    cores = [names[" ".join(name.core)] if name.core else None for name in people.names]
    _add(keys, Kind.NAME_AND_PLACE, _places(people, cores))
    _add(keys, Kind.NAME_AND_FATHER, _fathers(people, cores))
    return keys


def _add(keys: BlockKeys, kind: Kind, found: list[tuple[int, int]]) -> None:
    bits = int(kind)
    keys.hashes.extend([hashed & _NOT_KIND | bits for hashed, _ in found])
    keys.positions.extend([position for _, position in found])


def crowded_values(kind: Kind, column: Sequence[str | None], crowded: AbstractSet[int]) -> set[str]:
    """The phones or mailboxes of a column whose keys are among `crowded`."""
    hashes = _Hashes(kind.name)
    return {value for value in set(column) if value is not None and hashes[value] & _NOT_KIND | kind in crowded}


def _one_value(kind: Kind, column: Sequence[str | None]) -> list[tuple[int, int]]:
    hashes = _Hashes(kind.name)
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


def _places(people: People, cores: list[int | None]) -> list[tuple[int, int]]:
    places = _Hashes("place of name")
    return [
        (places[place] ^ core, position)
        for position, (place, core) in enumerate(zip(people.institution, cores, strict=True))
        if place is not None and core is not None
    ]


def _fathers(people: People, cores: list[int | None]) -> list[tuple[int, int]]:
    """A name of one word and the father's are shared by too many: there the institution goes in, too."""
    fathers, places = _Hashes("father"), _Hashes("place of child")
    found: list[tuple[int, int]] = []
    for position, (father, core) in enumerate(zip(people.fathers, cores, strict=True)):
        if core is None or not father.words:
            continue
        own = people.names[position].core
        if len(own) == 1:
            place = people.institution[position]
            if place is None:
                continue
            core ^= places[place]
        for word in telling_words(father):
            if word not in own:
                found.append((core ^ fathers[word], position))
    return found


def telling_words(name: NameKey) -> tuple[str, ...]:
    """The skeletons of the words that tell people apart; where there is none, of all that are more than fillers."""
    telling = [word[3] for word in name.words if word[4] == 0] or name.core
    return tuple(telling) if len(telling) < 2 else tuple(dict.fromkeys(telling))

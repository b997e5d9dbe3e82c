"""Which people are worth comparing: keys that two records of one person are likely to share; refuses to compare them itself.

A key is a signed 64-bit number, the same in every process and on every machine, so that it can be kept beside a developer
and joined in one query. Its lowest three bits say what kind of key it is.

Within a list, those are compared who share one of `block_keys`. In a register of a million, a dozen strangers share a day of birth
and a word of the name: there, how another word begins has to agree, too. Developers are kept under `kept_keys`, and a row asks
under `asked_keys`: whoever has no other word is kept as such, and asks for every beginning.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from hashlib import blake2b
from itertools import pairwise
from typing import Final

from skilling.domain.names import FILLER, NameKey
from skilling.importing.matching.people import People, address_words

# A block of more people than this says little: within a list they must also share a telling word of the name, and the register's
# such blocks are best left out of the join, their keys handed to the scorer as crowded.
LARGEST_BLOCK: Final = 50
MOST_NAMESAKES: Final = 8  # of a name that is worth asking about where nothing else is known
_NOT_KIND: Final = ~0b111
# How a word begins, as far as clerks tell it apart: Vikas and Bikash, Zakir and Jakir, Iqbal and Ekbal begin alike.
_BEGINNINGS: Final = ("aeiouhy", "kqcxg", "s", "jz", "td", "nm", "pbfvw", "lr")
_BEGINNING: Final = {letter: letters for letters in _BEGINNINGS for letter in letters}
_ALONE: Final = "alone"  # there is no other word
_HOMES_UP_TO: Final = 20_000  # people: homes have some fifteen keys each, and longer lists seldom lack phones and birthdays


class Kind(IntEnum):
    """What two people who share a key have in common: the lowest three bits of the key."""

    MOBILE = 0
    EMAIL = 1
    ROLL = 2  # institution and roll number
    DAY_AND_WORD = 3  # day of birth, also with day and month swapped, and a word of the name; in a register, how another begins
    NAME_AND_PLACE = 4  # the words of the name, and the institution
    NAME_AND_FATHER = 5  # the words of the name, and a word of the father's
    HOME = 6  # two words of the address, or one and a word of the name or the day of birth; where addresses are known
    NAME = 7  # the words of the name, where one of those who have it has nothing else


@dataclass(frozen=True, slots=True)
class BlockKeys:
    """Keys and, beside each, the position of the person who has it. Iterating gives `(key, position)` pairs.

    `days` are the places of those of DAY_AND_WORD.
    """

    hashes: array[int]
    positions: array[int]
    days: range = range(0)

    def __len__(self) -> int:
        return len(self.hashes)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self.hashes, self.positions, strict=True)


def _hashed(label: str, values: Iterable[object]) -> Iterator[int]:
    """The stable hash of each value's text under a label: signed, 64 bits."""
    from_bytes = int.from_bytes
    return (from_bytes(blake2b(f"{label} {value}".encode(), digest_size=8).digest(), "big", signed=True) for value in values)


class _Hashes(dict[object, int]):
    """The same for values that come again and again: worked out once for each."""

    def __init__(self, label: str) -> None:
        super().__init__()
        self._label = label

    def __missing__(self, value: object) -> int:
        (hashed,) = _hashed(self._label, (value,))
        self[value] = hashed
        return hashed


def block_keys(people: People) -> BlockKeys:
    """The keys of every person of a list, about five each and none twice; where addresses are known, and not too many, more.

    Two keys are equal only where what they stand for is, but for one chance in 2^61.
    """
    keys = BlockKeys(array("q"), array("I"))
    _add_values(keys, Kind.MOBILE, people.mobile)
    _add_values(keys, Kind.EMAIL, people.email)
    _add_rolls(keys, people)
    before = len(keys)
    _add_days(keys, people, lambda name: name.telling)
    days = range(before, len(keys))
    cores = array("q", _hashed("name", (" ".join(name.core) for name in people.names)))
    _add_places(keys, people, cores)
    _add_fathers(keys, people, cores)
    _add_names(keys, people, cores)
    if len(people) <= _HOMES_UP_TO:
        _add_homes(keys, people)
    return BlockKeys(keys.hashes, keys.positions, days)


def kept_keys(people: People, keys: BlockKeys | None = None) -> BlockKeys:
    """The keys under which developers are kept. `keys` are those of `block_keys(people)`, where they are at hand."""
    keys = block_keys(people) if keys is None else keys
    before, after = slice(0, keys.days.start), slice(keys.days.stop, None)
    kept = BlockKeys(keys.hashes[before] + keys.hashes[after], keys.positions[before] + keys.positions[after])
    start = len(kept)
    _add_days(kept, people, _kept_words)
    return BlockKeys(kept.hashes, kept.positions, range(start, len(kept)))


def asked_keys(people: People, kept: BlockKeys | None = None) -> BlockKeys:
    """The keys under which the rows of a list ask for developers. `kept` are those of `kept_keys(people)`, where they are at hand."""
    kept = kept_keys(people) if kept is None else kept
    asked = BlockKeys(kept.hashes[:], kept.positions[:])
    _add_days(asked, people, _further_words)
    return BlockKeys(asked.hashes, asked.positions, range(kept.days.start, len(asked)))


def _kept_words(name: NameKey) -> Iterable[str]:
    """Each telling word with how each of the others begins, or that there is none."""
    return [f"{word} {other}" for word in name.telling for other in _others(name, word) or (_ALONE,)]


def _further_words(name: NameKey) -> Iterable[str]:
    """What is asked for besides: that there is no other word; where there is none, every beginning of one."""
    return [f"{word} {other}" for word in name.telling for other in ((_ALONE,) if _others(name, word) else _BEGINNINGS)]


def _others(name: NameKey, word: str) -> set[str]:
    """How the words of a name begin beside the one with this skeleton, and its initials. Parts like Kumar come and go."""
    letters = [other[0][0] for other in name.words if other[3] != word and other[4] != FILLER]
    return {_BEGINNING.get(letter, letter) for letter in (*letters, *name.initials)}


def crowded_values(kind: Kind, column: Sequence[str | None], crowded: AbstractSet[int]) -> set[str]:
    """The phones or mailboxes of a column whose keys are among `crowded`."""
    values = [value for value in set(column) if value is not None]
    hashes = _hashed(kind.name, values)
    return {value for value, hashed in zip(values, hashes, strict=True) if hashed & _NOT_KIND | kind in crowded}


def _add(keys: BlockKeys, kind: Kind, hashes: Iterable[int], positions: Iterable[int]) -> None:
    bits = int(kind)
    keys.hashes.extend(hashed & _NOT_KIND | bits for hashed in hashes)
    keys.positions.extend(positions)


def _add_values(keys: BlockKeys, kind: Kind, column: Sequence[str | None]) -> None:
    positions = (position for position, value in enumerate(column) if value is not None)
    _add(keys, kind, _hashed(kind.name, (value for value in column if value is not None)), positions)


def _add_rolls(keys: BlockKeys, people: People) -> None:
    places, rolls = people.institution, people.rolls
    both = array("I", [row for row, known in enumerate(zip(places, rolls, strict=True)) if None not in known])
    _add(keys, Kind.ROLL, _hashed("roll", (f"{places[row]} {rolls[row]}" for row in both)), both)


def _add_days(keys: BlockKeys, people: People, words_of: Callable[[NameKey], Iterable[str]]) -> None:
    days, words = _Hashes("day"), _Hashes("word")
    either = {day: days[_either_order(day)] for day in set(people.born_on) if day is not None}
    distinct = {id(name): name for name in people.names}
    of_names = {number: [words[word] for word in words_of(name)] for number, name in distinct.items()}
    hashes, positions = array("q"), array("I")
    for position, (day, name) in enumerate(zip(people.born_on, people.names, strict=True)):
        if day is not None:
            of_day = either[day]
            for of_word in of_names[id(name)]:
                hashes.append(of_day ^ of_word)
                positions.append(position)
    _add(keys, Kind.DAY_AND_WORD, hashes, positions)


def _either_order(day: date) -> tuple[int, int, int]:
    """One value for a day and for the same with day and month swapped, which is how lists disagree."""
    return day.year, min(day.month, day.day), max(day.month, day.day)


def _add_places(keys: BlockKeys, people: People, cores: Sequence[int]) -> None:
    places = _Hashes("place of name")
    hashes, positions = array("q"), array("I")
    for position, (place, core) in enumerate(zip(people.institution, cores, strict=True)):
        if place is not None and people.names[position].core:
            hashes.append(places[place] ^ core)
            positions.append(position)
    _add(keys, Kind.NAME_AND_PLACE, hashes, positions)


def _add_fathers(keys: BlockKeys, people: People, cores: Sequence[int]) -> None:
    """A name of one word and the father's are shared by too many: there the institution goes in, too."""
    fathers, places = _Hashes("father"), _Hashes("place of child")
    hashes, positions = array("q"), array("I")
    for position, (father, core) in enumerate(zip(people.fathers, cores, strict=True)):
        own = people.names[position].core
        if not own or not father.words:
            continue
        if len(own) == 1:
            place = people.institution[position]
            if place is None:
                continue
            core ^= places[place]  # noqa: PLW2901  # the key's part, with the place in it
        for word in father.telling:
            if word not in own:
                hashes.append(core ^ fathers[word])
                positions.append(position)
    _add(keys, Kind.NAME_AND_FATHER, hashes, positions)


def _add_names(keys: BlockKeys, people: People, cores: Sequence[int]) -> None:
    bare = {cores[row] for row in people.bare}
    if bare:
        positions = [row for row, core in enumerate(cores) if core in bare and people.names[row].core]
        _add(keys, Kind.NAME, [cores[row] for row in positions], positions)


def _add_homes(keys: BlockKeys, people: People) -> None:
    """Where addresses are known: two neighbouring words of one, or one word with a word of the name or the day of birth.

    Any of the words may be mistyped or left out, so that there are as many keys as pairs; the PIN is one word more.
    """
    texts: list[str] = []
    positions: list[int] = []
    for position, said in enumerate(people.address):
        address = address_words(said)
        if not address:
            continue
        pin, day = people.pin[position], people.born_on[position]
        words = address if pin is None else (*address, pin)
        marks = {f"{first} {second}" for first, second in pairwise(address)}
        beside = [*people.names[position].telling, *([str(_either_order(day))] if day is not None else [])]
        marks.update(f"{mark} {word}" for mark in beside for word in words if len(word) > 3)
        texts.extend(marks)
        positions.extend([position] * len(marks))
    _add(keys, Kind.HOME, _hashed("home", texts), positions)

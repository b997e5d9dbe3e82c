"""How common things are: words of names, people of an institution, names on one phone; refuses to compare people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from enum import Enum
from itertools import chain
from math import inf, log2
from typing import Final

from skilling.domain.names import NameKey, Word
from skilling.importing.matching.blocking import LARGEST_BLOCK
from skilling.importing.matching.weights import WEIGHTS, Weights


class Kinship(Enum):
    """What two similar words may be to each other."""

    TWO_NAMES = 0  # both are well known, Ramesh and Rajesh: brothers
    UNKNOWN = 1
    A_SLIP = 2  # one is well known and the other hardly ever met


class Rarity:
    """How many bits the agreement on a word of a name is worth: many for a rare one, few for Kumar."""

    _EXPECTED: Final = {0: 0.002, 1: 0.005, 2: 0.03}  # share of people by `Word.common`, before anyone was counted
    # At most, by the same: such a part follows from the rest of the name, Kaur from a Sikh woman's, Begum from a Muslim one's.
    _MOST: Final = {0: inf, 1: inf, 2: 1.5}
    _TELLING: Final = 6.0  # bits: fewer than one in 64 people
    _BELIEVED: Final = 2_000  # people whose word it takes to outweigh what was expected

    def __init__(self, names: Iterable[NameKey], counted: Mapping[str, int] | None = None, total: int = 0) -> None:
        """`counted` may bring how often each skeleton occurs among `total` people of the register."""
        words = [name[0] for name in names]
        self._people = len(words) + (total if counted else 0)
        self._counts = Counter([word[3] for each in words for word in each])
        self._spelled = Counter([word[0] for each in words for word in each])
        kinds = {word[3]: word[4] for each in words for word in each}
        if counted:
            for skeleton in kinds:
                self._counts[skeleton] += counted.get(skeleton, 0)
        self._never_met = self._worth("", 0)
        self._sums: dict[tuple[str, ...], float] = {}
        self._full: dict[tuple[str, ...], bool] = {}
        self._bits = {skeleton: self._worth(skeleton, kind) for skeleton, kind in kinds.items()}

    def _worth(self, skeleton: str, kind: int) -> float:
        expected = self._EXPECTED[kind] * self._BELIEVED
        return min(-log2((self._counts[skeleton] + expected) / (self._people + self._BELIEVED)), self._MOST[kind])

    def kinship(self, one: Word, other: Word) -> Kinship:
        """What two similar words of two names are to each other, by how often each is met."""
        met, met2 = self._spelled[one.text], self._spelled[other.text]
        known = self._people / 10_000 + 4
        if (one.given or met > known) and (other.given or met2 > known):
            return Kinship.TWO_NAMES
        seldom, often = (met, met2) if met < met2 else (met2, met)
        slip = seldom <= self._people / 50_000 + 1 and often >= 5 * max(1, seldom)
        return Kinship.A_SLIP if slip else Kinship.UNKNOWN

    def bits(self, skeletons: tuple[str, ...]) -> float:
        """The sum over words."""
        found = self._sums.get(skeletons)
        if found is None:
            found = sum([self._bits.get(skeleton, self._never_met) for skeleton in skeletons])
            self._sums[skeletons] = found
        return found

    def full(self, skeletons: tuple[str, ...]) -> bool:
        """Whether two of the words tell people apart, as given and family name do and `Rajesh Kumar` does not."""
        found = self._full.get(skeletons)
        if found is None:
            bits = self._bits
            found = self._full[skeletons] = sum(bits.get(each, self._never_met) >= self._TELLING for each in skeletons) > 1
        return found


class Places:
    """How many bits it is worth that two people are of one institution: few for the only one in a list, more for a small one."""

    def __init__(
        self, institutions: Sequence[int | str | None], counted: Mapping[int | str, int] | None = None, total: int = 0,
        weights: Weights = WEIGHTS,
    ) -> None:  # fmt: skip
        """`counted` may bring the people of each institution among `total` of the register."""
        self._weights = weights
        if counted:
            self._counts: dict[int | str | None, int] = dict(counted.items())
            self._total = total
        else:
            self._counts = dict(Counter(institutions))
            self._total = len(institutions) - self._counts.get(None, 0)

    def bits(self, institution: int | str) -> float:
        w = self._weights
        share = self._total / max(1, self._counts.get(institution, 1))
        return min(max(log2(max(1.0, share)) - w.institution_expected, w.institution), w.institution_most)


class Sharing:
    """How many names stand on a phone number or in a mailbox, among everyone looked at."""

    def __init__(
        self, columns: Iterable[tuple[Sequence[str | None], Sequence[NameKey]]], crowded: AbstractSet[str] = frozenset()
    ) -> None:
        """Each column of numbers or addresses comes with the names beside it. `crowded` ones are known to have very many."""
        self._crowded = crowded
        columns = list(columns)
        times = Counter(chain.from_iterable(values for values, _ in columns))
        several = {value for value, count in times.items() if count > 1 and value is not None}
        on_them = {
            (value, name[3])
            for values, names in columns if several
            for value, name in zip(values, names, strict=True) if value in several
        }  # fmt: skip
        self._names_on = Counter([value for value, _ in on_them])

    def names_on(self, value: str) -> int:
        """At least 1."""
        if value in self._crowded:
            return LARGEST_BLOCK
        return self._names_on.get(value, 1)

"""How likely two records are of one person, as a sum of weights in bits, each said in words; refuses to decide what follows.

The sum is that of Fellegi and Sunter ("A Theory for Record Linkage", JASA 1969): the odds before looking, and what each agreement
or disagreement adds. The weights were set by measuring (`tests/measure_matching.py`), for Indian families who share phones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf, log2
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA

from skilling.domain.likeness import COMPATIBLE, DIFFERENT, SIMILAR, SOUNDS_SAME, Likeness, alike, likeness
from skilling.domain.names import NameKey
from skilling.importing.people import People

LINK: Final = 10.0  # at and above: one person
REVIEW: Final = 3.0  # at and above: perhaps one person
_BELOW_LINK: Final = LINK - 0.1
FAMILY: Final = -0.5  # where another given name stops an otherwise good match

# Fewer people than this are weighed as if they were as many: a short list cannot tell how rare a name is.
_HEAD_START: Final = 2.5  # a list names people of the register more often than chance would
_LEAST_PEOPLE: Final = 2_000
_MANY_NAMES: Final = 8  # on one phone or mailbox: a college's or an office's
_ROLE_MAILBOXES: Final = frozenset(
    """admin admission admissions college contact enquiry exam helpdesk hod info mail noreply no-reply office placement
    placements principal registrar school student students support tpo training""".split()
)


@dataclass(frozen=True, slots=True)
class Weights:
    """Bits that each finding adds. `mobile`, `email`, `roll` and `name` hold for 100,000 people and grow with the register."""

    mobile: float = 14.0
    contact_shared: float = 2.0  # off for each doubling of the names on it
    contact_shared_by_family: float = 1.0  # the same, where the given name agrees: a family does not give one twice
    email: float = 17.0
    public: float = 1.0  # a phone or mailbox that many use
    contact_differs: float = -1.5
    mobile_nearly: float = 8.0  # one digit wrong, or two swapped
    birthday: float = 12.0
    default_birthday: float = 5.0
    swapped_birthday: float = 7.0
    close_birthday: float = 1.0
    birthday_differs: float = -5.0
    default_birthday_differs: float = -2.0  # where one of the two is a day that clerks put
    roll: float = 17.0
    roll_differs: float = -4.0
    father: float = 7.0
    father_compatible: float = 2.0
    father_differs: float = -5.0
    institution: float = 5.0  # at least; more where it is one of many and small
    institution_most: float = 9.0
    institution_expected: float = 3.0  # off: people of one place share names, too
    institution_differs: float = -1.0
    cohort: float = 2.0  # beside the institution
    cohort_alone: float = 5.0
    gender_differs: float = -6.0
    name: float = 14.0  # at most
    name_sounds: float = -1.0
    initial: float = 3.0  # for each that both have
    name_parts: float = 1.5  # off where parts are missing or only initials
    name_compatible: float = 4.0  # at least, where nothing speaks against it
    name_similar: float = 3.5
    name_differs: float = -7.0


WEIGHTS: Final = Weights()


class Rarity:
    """How many bits the agreement on a word of a name is worth: many for a rare one, few for Kumar."""

    _EXPECTED: Final = {0: 0.002, 1: 0.005, 2: 0.03}  # share of people by `Word.common`, before anyone was counted
    _BELIEVED: Final = 2_000  # people whose word it takes to outweigh what was expected

    def __init__(self, names: Iterable[NameKey], counted: Mapping[str, int] | None = None, total: int = 0) -> None:
        """`counted` may bring how often each skeleton occurs among `total` people of the register."""
        self._counts: Counter[str] = Counter()
        self._spelled: Counter[str] = Counter()
        self._people = total if counted else 0
        kinds: dict[str, int] = {}
        for name in names:
            self._people += 1
            for word in name.words:
                kinds[word[3]] = word[4]
                self._counts[word[3]] += 1
                self._spelled[word[0]] += 1
        if counted:
            for skeleton in kinds:
                self._counts[skeleton] += counted.get(skeleton, 0)
        self._bits = {skeleton: self._worth(skeleton, kind) for skeleton, kind in kinds.items()}

    def _worth(self, skeleton: str, kind: int) -> float:
        expected = self._EXPECTED[kind] * self._BELIEVED
        return -log2((self._counts[skeleton] + expected) / (self._people + self._BELIEVED))

    def most(self, one: str, other: str) -> float:
        """The highest score that two similar words allow.

        Both are known names, Ramesh and Rajesh: brothers. One is known and the other hardly ever met: a slip of the pen.
        """
        fewer, more = sorted((self._spelled[one], self._spelled[other]))
        if fewer > self._people / 10_000 + 4:
            return FAMILY
        return inf if fewer <= self._people / 50_000 + 1 and more >= 5 * fewer else _BELOW_LINK

    def bits(self, skeletons: Iterable[str]) -> float:
        """The sum over words, which must be among the names counted."""
        bits = self._bits
        return sum([bits[skeleton] for skeleton in skeletons])

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

    def __init__(self, columns: Iterable[tuple[Sequence[str | None], Sequence[NameKey]]]) -> None:
        """Each column of numbers or addresses comes with the names beside it."""
        first: dict[str, tuple[str, ...]] = {}
        self._shared: dict[str, set[tuple[str, ...]]] = {}
        for values, names in columns:
            for value, name in zip(values, names, strict=True):
                if value is not None and first.setdefault(value, name.core) != name.core:
                    self._shared.setdefault(value, {first[value]}).add(name.core)

    def names_on(self, value: str) -> int:
        """At least 1."""
        shared = self._shared.get(value)
        return len(shared) if shared else 1


def _is_default(day: date) -> bool:
    return day.day == 1 and day.month in (1, 7)


class Finding(NamedTuple):
    """What one field says about two records: bits for (or against) one person, in words."""

    bits: float
    words: str


_NOTHING: Final = Finding(0.0, "")
_TELLING: Final = 2.0  # more bits than a phone or mailbox that many use, or a disagreement, can give
_STATED_GENDERS: Final = frozenset("FMT")


class Score(NamedTuple):
    """The sum of what was found, the level on which the names agree (`domain.likeness`), and what was found, in words."""

    bits: float
    level: int
    why: tuple[str, ...]


_FAMILY_SCORE: Final = Score(FAMILY, DIFFERENT, ("different given name",))


class Scorer:
    """Weighs rows of one set of people against people of another, or of the same."""

    def __init__(
        self, left: People, right: People, rarity: Rarity, phones: Sharing, mailboxes: Sharing, places: Places,
        among: int, weights: Weights = WEIGHTS,
    ) -> None:  # fmt: skip
        """`among` is the number of people in which a match is looked for."""
        self._left, self._right = left, right
        self._cohort_tells = left is not right  # within one list nearly everyone is of one cohort
        self._rarity, self._phones, self._mailboxes, self._places = rarity, phones, mailboxes, places
        among = max(among, _LEAST_PEOPLE)
        self._start = _HEAD_START - log2(among)
        grown = max(0.0, log2(among / 100_000))  # what is unique tells more, the more people it tells apart
        self._most_for_name = weights.name + grown
        self._mobile_bits, self._email_bits = weights.mobile + grown, weights.email + grown
        self._weights = w = weights
        self._name_similar = Finding(w.name_similar, "similar name, perhaps another person's")
        self._name_differs = Finding(w.name_differs, "different given name")
        self._roll_same = Finding(w.roll + grown, "same roll number at the same institution")
        self._roll_differs = Finding(w.roll_differs, "different roll number in the same cohort")
        self._place_differs = Finding(w.institution_differs, "different institution")
        self._cohort_same = Finding(w.cohort_alone, "same cohort")
        self._day_same = Finding(w.birthday, "same date of birth")
        self._day_default = Finding(w.default_birthday, "same date of birth, a day that clerks put when it is not known")
        self._day_swapped = Finding(w.swapped_birthday, "same date of birth with day and month swapped")
        self._day_close = Finding(w.close_birthday, "nearly the same date of birth")
        self._day_differs = Finding(w.birthday_differs, "different date of birth")
        self._day_perhaps_differs = Finding(
            w.default_birthday_differs, "different date of birth, one a day that clerks put when it is not known"
        )
        self._father_same = Finding(w.father, "same father's name")
        self._father_compatible = Finding(w.father_compatible, "father's name fits")
        self._father_differs = Finding(w.father_differs, "different father's name")
        self._gender_differs = Finding(w.gender_differs, "different gender")
        self._mobile_differs = Finding(w.contact_differs, "different phone")
        self._mobile_nearly = Finding(w.mobile_nearly, "phone with one digit otherwise")
        self._email_differs = Finding(w.contact_differs, "different e-mail")

    def score(self, row: int, other: int) -> Score:
        """The score of a row of the left people against a person of the right, by their positions."""
        left, right = self._left, self._right
        names = self._likeness(row, other)
        level = names.level
        email = self._email(left.email[row], right.email[other], level)
        roll = self._roll(row, other)
        if names.level == DIFFERENT and email.bits <= _TELLING and roll.bits <= _TELLING:
            return _FAMILY_SCORE
        birthday = self._birthday(left.born_on[row], right.born_on[other])
        found = (
            self._name(names), self._mobile(left.mobile[row], right.mobile[other], level), email, birthday, roll,
            self._father(left.fathers[row], right.fathers[other]), self._place(row, other),
            self._gender(left.gender[row], right.gender[other]),
        )  # fmt: skip
        bits = self._start + sum([finding[0] for finding in found])
        if names.level <= SIMILAR and bits >= REVIEW:
            bits = min(bits, self._most(names, email.bits > _TELLING, roll.bits > _TELLING, birthday is self._day_same))
        return Score(bits, names.level, tuple([finding[1] for finding in found if finding[1]]))

    def _likeness(self, row: int, other: int) -> Likeness:
        """The likeness of the names. Where what differs is what one has of the father, it is the family name and not the given."""
        left, right = self._left, self._right
        names = likeness(left.names[row], right.names[other])
        if names.level <= SIMILAR and names.shared and names.differ:
            inherited = set(left.fathers[row].skeletons + right.fathers[other].skeletons)
            of_family = names.differ[0].skeleton in inherited or names.differ[1].skeleton in inherited
            if of_family and inherited.isdisjoint(names.shared):
                return names._replace(level=COMPATIBLE if alike(*names.differ) else SIMILAR, differ=None)
        return names

    def _most(self, names: Likeness, email: bool, roll: bool, birthday: bool) -> float:
        """What the guard allows: twins, sisters and brothers share nearly everything, but never the given name."""
        if names.level == DIFFERENT:
            return _BELOW_LINK if email or (roll and birthday) else FAMILY
        if roll or email:
            return inf
        return _BELOW_LINK if names.differ is None else self._rarity.most(names.differ[0].text, names.differ[1].text)

    def _name(self, names: Likeness) -> Finding:
        w = self._weights
        if names.level == DIFFERENT:
            return self._name_differs
        if names.level == SIMILAR:
            return self._name_similar
        bits = self._rarity.bits(names.shared) + w.initial * names.initials
        if names.level == COMPATIBLE:
            return Finding(min(max(bits - w.name_parts, w.name_compatible), self._most_for_name), "name fits")
        if names.level == SOUNDS_SAME:
            return Finding(min(bits, self._most_for_name) + w.name_sounds, "same name, spelled otherwise")
        return Finding(min(bits, self._most_for_name), "same name")

    def _mobile(self, one: str | None, other: str | None, level: int) -> Finding:
        if one is None or other is None:
            return _NOTHING
        if one != other:
            nearly = level >= COMPATIBLE and len(one) > 8 and OSA.distance(one, other, score_cutoff=1) <= 1
            return self._mobile_nearly if nearly else self._mobile_differs
        return self._shared_finding("phone", self._phones.names_on(one), self._mobile_bits, level)

    def _email(self, one: str | None, other: str | None, level: int) -> Finding:
        if one is None or other is None:
            return _NOTHING
        if one != other:
            return self._email_differs
        if one.partition("@")[0] in _ROLE_MAILBOXES:
            return Finding(self._weights.public, "same e-mail, that of an office")
        return self._shared_finding("e-mail", self._mailboxes.names_on(one), self._email_bits, level)

    def _shared_finding(self, what: str, names: int, bits: float, level: int) -> Finding:
        w = self._weights
        if names == 1:
            return Finding(bits, f"same {what}")
        words = f"same {what}, used by {names} people"
        if names >= _MANY_NAMES:
            return Finding(w.public, words)
        off = w.contact_shared_by_family if level >= COMPATIBLE else w.contact_shared
        return Finding(bits - off * log2(names), words)

    def _birthday(self, one: date | None, other: date | None) -> Finding:
        if one is None or other is None:
            return _NOTHING
        if one == other:
            return self._day_default if _is_default(one) else self._day_same
        if one.year == other.year and one.day == other.month and one.month == other.day:
            return self._day_swapped
        same = (one.year == other.year) + (one.month == other.month) + (one.day == other.day)
        if same == 2:
            return self._day_close
        return self._day_perhaps_differs if _is_default(one) or _is_default(other) else self._day_differs

    def _roll(self, row: int, other: int) -> Finding:
        left, right = self._left, self._right
        one, another = left.rolls[row], right.rolls[other]
        if one is None or another is None or left.institution[row] is None:
            return _NOTHING
        if left.institution[row] != right.institution[other]:
            return _NOTHING
        if one == another:
            return self._roll_same
        same_cohort = left.cohort[row] is not None and left.cohort[row] == right.cohort[other]
        return self._roll_differs if same_cohort else _NOTHING

    def _father(self, one: NameKey, other: NameKey) -> Finding:
        if not one.words or not other.words:
            return _NOTHING
        level = likeness(one, other).level
        if level >= SOUNDS_SAME:
            return self._father_same
        if level == COMPATIBLE:
            return self._father_compatible
        return self._father_differs if level == DIFFERENT else _NOTHING

    def _place(self, row: int, other: int) -> Finding:
        left, right = self._left, self._right
        one, another = left.institution[row], right.institution[other]
        same_cohort = self._cohort_tells and left.cohort[row] is not None and left.cohort[row] == right.cohort[other]
        if one is None or another is None:
            return self._cohort_same if same_cohort else _NOTHING
        if one != another:
            return self._place_differs
        bits = self._places.bits(one)
        if same_cohort:
            return Finding(bits + self._weights.cohort, "same institution and cohort")
        return Finding(bits, "same institution")

    def _gender(self, one: str | None, other: str | None) -> Finding:
        if one == other or one not in _STATED_GENDERS or other not in _STATED_GENDERS:
            return _NOTHING
        return self._gender_differs

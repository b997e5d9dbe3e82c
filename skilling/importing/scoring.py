"""How likely two records are of one person, as a sum of weights in bits, each said in words; refuses to decide what follows.

The sum is that of Fellegi and Sunter ("A Theory for Record Linkage", JASA 1969): the odds before looking, and what each agreement
or disagreement adds. The weights were set by measuring (`tests/measure_matching.py`), for Indian families who share phones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from math import inf, log2
from typing import Final, NamedTuple, TypeAlias

from rapidfuzz.distance import OSA

from skilling.domain.likeness import COMPATIBLE, DIFFERENT, SIMILAR, SOUNDS_SAME, Likeness, likeness
from skilling.domain.names import NameKey, Word
from skilling.importing.blocking import LARGEST_BLOCK
from skilling.importing.people import People

LINK: Final = 10.0  # at and above: one person
REVIEW: Final = 3.0  # at and above: perhaps one person
_BELOW_LINK: Final = LINK - 0.1
FAMILY: Final = -0.5  # where another given name stops an otherwise good match

# Fewer people than this are weighed as if they were as many: a short list cannot tell how rare a name is.
_HEAD_START: Final = 2.5  # a list names people of the register more often than chance would
_LEAST_PEOPLE: Final = 2_000
_SHORT_ROLL: Final = 4  # characters; the number in a class, not that of the institution
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
        self._sums: dict[tuple[str, ...], float] = {}
        self._bits = {skeleton: self._worth(skeleton, kind) for skeleton, kind in kinds.items()}

    def _worth(self, skeleton: str, kind: int) -> float:
        expected = self._EXPECTED[kind] * self._BELIEVED
        return -log2((self._counts[skeleton] + expected) / (self._people + self._BELIEVED))

    def most(self, one: Word, other: Word) -> float:
        """The highest score that two similar words of two names allow.

        Both are known names, Ramesh and Rajesh: brothers. One is known and the other hardly ever met: a slip of the pen.
        """
        met, met2 = self._spelled[one.text], self._spelled[other.text]
        known = self._people / 10_000 + 4
        if (one.given or met > known) and (other.given or met2 > known):
            return FAMILY
        seldom, often = (met, met2) if met < met2 else (met2, met)
        return inf if seldom <= self._people / 50_000 + 1 and often >= 5 * seldom else _BELOW_LINK

    def bits(self, skeletons: tuple[str, ...]) -> float:
        """The sum over words, which must be among the names counted."""
        found = self._sums.get(skeletons)
        if found is None:
            found = self._sums[skeletons] = sum([self._bits[skeleton] for skeleton in skeletons])
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
        first: dict[str, tuple[str, ...]] = {}
        self._shared: dict[str, set[tuple[str, ...]]] = {}
        for values, names in columns:
            for value, name in zip(values, names, strict=True):
                if value is not None and first.setdefault(value, name.core) != name.core:
                    self._shared.setdefault(value, {first[value]}).add(name.core)

    def names_on(self, value: str) -> int:
        """At least 1."""
        if value in self._crowded:
            return LARGEST_BLOCK
        shared = self._shared.get(value)
        return len(shared) if shared else 1


def _is_default(day: date) -> bool:
    return day.day == 1 and day.month in (1, 7)


class Finding(NamedTuple):
    """What one field says about two records: bits for (or against) one person, in words."""

    bits: float
    words: str


_STATED_GENDERS: Final = frozenset("FMT")


class Score(NamedTuple):
    """The sum of what was found, the level on which the names agree (`domain.likeness`), and what was found, in words."""

    bits: float
    level: int
    why: tuple[str, ...]


_FAMILY_SCORE: Final = Score(FAMILY, DIFFERENT, ("different given name",))
_LOW_SCORE: Final = Score(-inf, COMPATIBLE, ())


_Row: TypeAlias = tuple[
    NameKey, NameKey, str | None, str | None, date | None, str | None, int | str | None, str | None, int | str | None
]


def _rows(people: People) -> list[_Row]:
    """What is weighed of each person, together: a pair is weighed more often than a column is read."""
    return list(
        zip(
            people.names, people.fathers, people.mobile, people.email, people.born_on, people.gender, people.institution,
            people.rolls, people.cohort, strict=True,
        )
    )  # fmt: skip


def _of_given_names(names: Likeness, father: NameKey, father2: NameKey) -> Likeness:
    """Where what differs is what one has of the father, it is the family name, which clerks misspell, and not the given name."""
    if not names.shared or not names.left or not names.right or not (father.words or father2.words):
        return names
    inherited = {word[3] for word in father.words} | {word[3] for word in father2.words}
    if not inherited.isdisjoint(names.shared):
        return names
    given = [word for word in names.left if word[3] not in inherited]
    given2 = [word for word in names.right if word[3] not in inherited]
    if given and given2:
        return names
    return names._replace(level=COMPATIBLE if names.similar else SIMILAR, similar=None)


class Scorer:
    """Weighs rows of one set of people against people of another, or of the same."""

    def __init__(
        self, left: People, right: People, rarity: Rarity, phones: Sharing, mailboxes: Sharing, places: Places,
        among: int, weights: Weights = WEIGHTS,
    ) -> None:  # fmt: skip
        """`among` is the number of people in which a match is looked for."""
        self._left = _rows(left)
        self._right = self._left if left is right else _rows(right)
        self._cohort_tells = left is not right  # within one list nearly everyone is of one cohort
        self._rarity, self._phones, self._mailboxes, self._places = rarity, phones, mailboxes, places
        among = max(among, _LEAST_PEOPLE)
        self._start = (1.0 if left is right else _HEAD_START) - log2(among)
        self._hopeless = REVIEW - self._start - weights.father  # what the father's name could still mend
        grown = max(0.0, log2(among / 100_000))  # what is unique tells more, the more people it tells apart
        self._most_for_name = weights.name + grown
        self._mobile_bits, self._email_bits = weights.mobile + grown, weights.email + grown
        self._own_email = self._email_bits - 2 * weights.contact_shared  # at most four names in the mailbox
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
        self._father_similar = Finding(0.0, "similar father's name")
        self._father_differs = Finding(w.father_differs, "different father's name")
        self._gender_differs = Finding(w.gender_differs, "different gender")
        self._mobile_differs = Finding(w.contact_differs, "different phone")
        self._mobile_nearly = Finding(w.mobile_nearly, "phone with one digit otherwise")
        self._email_differs = Finding(w.contact_differs, "different e-mail")

    def score(self, row: int, other: int) -> Score:
        """The score of a row of the left people against a person of the right, by their positions."""
        name, father, mobile, email, born_on, gender, place, roll, cohort = self._left[row]
        name2, father2, mobile2, email2, born_on2, gender2, place2, roll2, cohort2 = self._right[other]
        names = likeness(name, name2)
        if names.level <= SIMILAR:
            names = _of_given_names(names, father, father2)
        level = names.level
        same_email = email is not None and email == email2
        same_roll = roll is not None and place is not None and roll == roll2 and place == place2
        if same_roll and len(roll or "") <= _SHORT_ROLL:
            same_roll = cohort == cohort2  # 17 in two classes of a college is two people
        if level == DIFFERENT and not same_email and not same_roll:
            return _FAMILY_SCORE
        same_cohort = cohort is not None and cohort == cohort2
        own_email = False
        found = [self._name(names)]
        if mobile is not None and mobile2 is not None:
            found.append(self._mobile(mobile, mobile2, level))
        if email is not None and email2 is not None:
            found.append(self._email(email, level) if same_email else self._email_differs)
            own_email = found[-1][0] >= self._own_email
        if born_on is not None and born_on2 is not None:
            found.append(self._birthday(born_on, born_on2))
        if same_roll:
            found.append(self._roll_same)
        elif same_cohort and roll is not None and roll2 is not None and place == place2:
            found.append(self._roll_differs)
        if place is not None and place2 is not None:
            found.append(self._place(place, same_cohort) if place == place2 else self._place_differs)
        elif same_cohort and self._cohort_tells:
            found.append(self._cohort_same)
        if sum([finding[0] for finding in found]) < self._hopeless:
            return _LOW_SCORE
        if father.words and father2.words:
            found.append(self._father(father, father2))
        if gender != gender2 and gender in _STATED_GENDERS and gender2 in _STATED_GENDERS:
            found.append(self._gender_differs)
        bits = self._start + sum([finding[0] for finding in found])
        if level <= SIMILAR and bits >= REVIEW:
            bits = min(bits, self._most(names, own_email, same_roll, born_on is not None and born_on == born_on2))
        return Score(bits, level, tuple([finding[1] for finding in found]))

    def _most(self, names: Likeness, email: bool, roll: bool, birthday: bool) -> float:
        """What the guard allows: twins, sisters and brothers share nearly everything, but never the given name."""
        if names.level == DIFFERENT:
            return _BELOW_LINK if email or (roll and birthday) else FAMILY
        most = _BELOW_LINK if names.similar is None else self._rarity.most(*names.similar)
        if roll or (birthday and email and most > FAMILY):
            return inf
        return max(most, _BELOW_LINK) if email else most

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

    def _mobile(self, one: str, other: str, level: int) -> Finding:
        if one == other:
            return self._shared_finding("phone", self._phones.names_on(one), self._mobile_bits, level)
        nearly = level >= COMPATIBLE and len(one) > 8 and OSA.distance(one, other, score_cutoff=1) <= 1
        return self._mobile_nearly if nearly else self._mobile_differs

    def _email(self, email: str, level: int) -> Finding:
        if email.partition("@")[0].rstrip("0123456789._-") in _ROLE_MAILBOXES:
            return Finding(self._weights.public, "same e-mail, that of an office")
        return self._shared_finding("e-mail", self._mailboxes.names_on(email), self._email_bits, level)

    def _shared_finding(self, what: str, names: int, bits: float, level: int) -> Finding:
        w = self._weights
        if names == 1:
            return Finding(bits, f"same {what}")
        words = f"same {what}, used by {names} people" if names < LARGEST_BLOCK else f"same {what}, used by very many"
        if names >= _MANY_NAMES:
            return Finding(w.public, words)
        off = w.contact_shared_by_family if level >= COMPATIBLE else w.contact_shared
        return Finding(bits - off * log2(names), words)

    def _birthday(self, one: date, other: date) -> Finding:
        if one == other:
            return self._day_default if _is_default(one) else self._day_same
        if one.year == other.year and one.day == other.month and one.month == other.day:
            return self._day_swapped
        same = (one.year == other.year) + (one.month == other.month) + (one.day == other.day)
        if same == 2:
            return self._day_close
        return self._day_perhaps_differs if _is_default(one) or _is_default(other) else self._day_differs

    def _father(self, one: NameKey, other: NameKey) -> Finding:
        level = likeness(one, other).level
        if level >= SOUNDS_SAME:
            return self._father_same
        if level == COMPATIBLE:
            return self._father_compatible
        return self._father_differs if level == DIFFERENT else self._father_similar

    def _place(self, place: int | str, same_cohort: bool) -> Finding:
        bits = self._places.bits(place)
        if same_cohort and self._cohort_tells:
            return Finding(bits + self._weights.cohort, "same institution and cohort")
        return Finding(bits, "same institution")

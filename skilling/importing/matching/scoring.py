"""How likely two records are of one person, as a sum of weights in bits, each said in words; refuses to decide what follows.

The sum is that of Fellegi and Sunter ("A Theory for Record Linkage", JASA 1969): the odds before looking, and what each agreement
or disagreement adds.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import date
from math import inf, log2
from typing import Final, NamedTuple, TypeAlias

from rapidfuzz.distance import OSA

from skilling.domain.likeness import COMPATIBLE, DIFFERENT, SIMILAR, SOUNDS_SAME, Likeness, likeness
from skilling.domain.names import NameKey, Word
from skilling.importing.matching.blocking import LARGEST_BLOCK
from skilling.importing.matching.frequency import Kinship, Places, Rarity, Sharing
from skilling.importing.matching.homes import Homes
from skilling.importing.matching.people import People
from skilling.importing.matching.weights import WEIGHTS, WITHOUT_FAMILIES, Finding, Findings, Weights, Whose

LINK: Final = 8.0  # at and above: one person, for of the least sure links one in 200 may be wrong
REVIEW: Final = 2.0  # at and above: perhaps one person
FAMILY: Final = -0.5  # where another given name stops an otherwise good match
LINK_WITHOUT_FAMILIES: Final = 5.0  # the same where nobody has sisters or brothers, so that what agrees is one's own
_BELOW_LINK: Final = LINK - 0.1
_BELOW_REVIEW: Final = REVIEW - 0.1

# Fewer people than this are weighed as if they were as many: a short list cannot tell how rare a name is.
_LEAST_PEOPLE: Final = 2_000
# The odds before looking: a row is one of the others of its list in about one of so many pairs, and oftener one of the register.
_START_WITHIN, _START_AGAINST = 1.0, 2.5
_SHORT_ROLL: Final = 4  # characters; the number in a class, not that of the institution
_HOMES_ASKED: Final = 100  # pairs of one address that it takes to say that there are no families
_FEW_FAMILIES: Final = 0.05  # of the pairs of one address: lists of Indian learners have more sisters and brothers than repeats
_MANY_NAMES: Final = 8  # on one phone or mailbox: a college's or an office's
_STATED_GENDERS: Final = frozenset("FMT")
_ROLE_MAILBOXES: Final = frozenset(
    ("admin", "admission", "admissions", "college", "contact", "enquiry", "exam", "helpdesk", "hod", "info", "mail", "noreply",
     "no-reply", "office", "placement", "placements", "principal", "registrar", "school", "student", "students", "support", "tpo",
     "training")
)  # fmt: skip


class Score(NamedTuple):
    """The sum of what was found, the level on which the names agree (`domain.likeness`), and what was found, in words."""

    bits: float
    level: int
    why: tuple[str, ...]


_FAMILY_SCORE: Final = Score(FAMILY, DIFFERENT, ("different given name",))
_LOW_SCORE: Final = Score(-inf, COMPATIBLE, ())

# Name, father, mobile, e-mail, date of birth, gender, institution, roll number, cohort.
_Row: TypeAlias = tuple[
    NameKey, NameKey, str | None, str | None, date | None, str | None, int | str | None, str | None, int | str | None
]


class _Rows(dict[int, _Row]):
    """What is weighed of each person, together, by position; put together when it is first asked for: most are never weighed."""

    def __init__(self, people: People) -> None:
        super().__init__()
        self._columns = (
            people.names, people.fathers, people.mobile, people.email, people.born_on, people.gender, people.institution,
            people.rolls, people.cohort,
        )  # fmt: skip

    def __missing__(self, position: int) -> _Row:
        names, fathers, mobiles, mailboxes, days, genders, places, rolls, cohorts = self._columns
        row = self[position] = (
            names[position], fathers[position], mobiles[position], mailboxes[position], days[position], genders[position],
            places[position], rolls[position], cohorts[position],
        )  # fmt: skip
        return row


def likeness_beside_fathers(name: NameKey, father: NameKey, name2: NameKey, father2: NameKey) -> Likeness:
    """How much two names agree, given the fathers', whose words are those of the family.

    Where nothing else differs, the given name is the same: clerks misspell a family name, and women change it. Where nothing else
    agrees, it is another one, though an initial might stand for it or a part like Devi be all that is left of it.
    """
    names = likeness(name, name2)
    if names.level > COMPATIBLE or not names.shared or not (father.words or father2.words):
        return names
    inherited = {word[3] for word in father.words} | {word[3] for word in father2.words}
    if names.level == COMPATIBLE:
        family_only = bool(names.left or names.right) and inherited.issuperset(names.shared)
        another = family_only and _has_more(name, names) and _has_more(name2, names)
        return names._replace(level=DIFFERENT) if another else names
    if not names.left or not names.right or not inherited.isdisjoint(names.shared):
        return names
    given = [word for word in names.left if word[3] not in inherited]
    given2 = [word for word in names.right if word[3] not in inherited]
    if given and given2:
        return names
    # Sai Kiran and Sai Reddy may be brothers, Kaneez Fatima and Fatima Khan sisters.
    another = any(word.given for word in (*given, *given2)) or not all(_begins_with(each, names.shared) for each in (name, name2))
    same_given = not another and any(not word[4] and word[3] in names.shared for word in name.words)
    return names._replace(level=COMPATIBLE if names.similar else SIMILAR, similar=None, same_given=same_given)


def _begins_with(name: NameKey, shared: tuple[str, ...]) -> bool:
    """Whether the first word as written is one that agrees."""
    return name.in_order[0][3] in shared


def _has_more(name: NameKey, names: Likeness) -> bool:
    """Whether there is a word or an initial in it beyond the words that agree."""
    return bool(name.initials) or any(word[3] not in names.shared for word in name.words)


class Scorer:
    """Weighs rows of one set of people against people of another, or of the same."""

    def __init__(
        self, left: People, right: People, rarity: Rarity, phones: Sharing, mailboxes: Sharing, places: Places,
        among: int, weights: Weights = WEIGHTS,
    ) -> None:  # fmt: skip
        """`among` is the number of people in which a match is looked for."""
        within = left is right
        self._homes = Homes(left, right, weights)
        self.guarded = True  # against taking sisters and brothers for one person
        self._left = _Rows(left)
        self._right = self._left if within else _Rows(right)
        self._cohort_tells = not within  # within one list nearly everyone is of one cohort
        self._rarity, self._phones, self._mailboxes, self._places = rarity, phones, mailboxes, places
        among = max(among, _LEAST_PEOPLE)
        self._among, self.link = among, LINK
        self._start = (_START_WITHIN if within else _START_AGAINST) - log2(among)
        self._expected: AbstractSet[tuple[int, int]] = frozenset()
        self._weigh_by(weights)

    def _weigh_by(self, weights: Weights) -> None:
        self._weights, self._is = weights, Findings(self._among, weights)
        self._homes.weigh_by(weights)
        self._hopeless = REVIEW - self._start - weights.father_most  # less than the father's name could mend
        self._homeless = self._hopeless - self._homes.most  # nor could the same home
        self._own_mailbox = self._is.email_bits - 2 * weights.contact_shared  # at most four names in it

    def expect(self, pairs: AbstractSet[tuple[int, int]], odds: float) -> None:
        """These pairs (row, position) have so many bits before anything is weighed: they stand in a list that came before."""
        self._expected = pairs
        self._came_again = Finding(odds - self._start, "in a list whose people are nearly all in this cohort")

    def look_for_families(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Whether there are families at all, told by pairs `(row, other)` of one address: where hardly anyone has a sister or
        brother, another given name at the same address is a mistake rather than another person."""
        if not self._homes.told_by_address:
            return
        homes = Counter(
            self._kin(row, other)
            for row, other in pairs
            if self._homes.together(row, other)
        )  # fmt: skip
        self.guarded = sum(homes.values()) < _HOMES_ASKED or homes[True] > _FEW_FAMILIES * homes[False]
        if not self.guarded:
            self._weigh_by(WITHOUT_FAMILIES)
            self.link = LINK_WITHOUT_FAMILIES

    def _kin(self, row: int, other: int) -> bool:
        """Another name and another birthday under one roof."""
        one, another = self._left[row], self._right[other]
        if one[4] is None or another[4] is None or likeness(one[0], another[0]).level >= COMPATIBLE:
            return False
        return self._birthday(one[4], another[4]) in (self._is.day_differs, self._is.day_perhaps_differs)

    def score(self, row: int, other: int) -> Score:
        """The score of a row of the left people against a person of the right, by their positions."""
        one, another = self._left[row], self._right[other]
        name, father, mobile, email, born_on, _, place, roll, cohort = one
        name2, father2, mobile2, email2, born_on2, _, place2, roll2, cohort2 = another
        names = likeness_beside_fathers(name, father, name2, father2)
        level = names.level
        same_email = email is not None and email == email2
        same_roll = roll is not None and roll == roll2 and place is not None and place == place2
        if same_roll and len(roll or "") <= _SHORT_ROLL:
            same_roll = cohort == cohort2  # 17 in two classes of a college is two people
        if level == DIFFERENT and not same_email and not same_roll and self.guarded:
            return _FAMILY_SCORE
        found = [self._name(names)]
        if mobile is not None and mobile2 is not None:
            found.append(self._mobile(mobile, mobile2, level))
        if email is not None and email2 is not None:
            found.append(self._email(email, level) if same_email else self._is.email_differs)
        same_email = same_email and found[-1].bits >= self._own_mailbox
        if born_on is not None and born_on2 is not None:
            found.append(self._birthday(born_on, born_on2))
        self._study(found, one, another, same_roll)
        expected = (row, other) in self._expected
        if expected:
            found.append(self._came_again)
        if self._homes.known and sum([finding[0] for finding in found]) >= self._homeless:
            found.extend(self._homes.findings(row, other))
        if sum([finding[0] for finding in found]) < self._hopeless:
            return _LOW_SCORE
        self._family(found, one, another)
        bits = self._start + sum([finding[0] for finding in found])
        if bits >= LINK and self._namesakes(found) and not (same_roll or same_email or (mobile and mobile == mobile2)):
            bits = _BELOW_LINK
        elif bits >= REVIEW and self.guarded and not same_roll and not expected:
            bits = min(bits, self._most_without_own(name, name2, found, level, same_email))
        if level <= SIMILAR and bits >= REVIEW and self.guarded:
            bits = min(bits, self._most(names, same_email, same_roll, self._is.day_same in found))
        return Score(bits, level, tuple([finding[1] for finding in found]))

    def _namesakes(self, found: list[Finding]) -> bool:
        """Name and birthday are not enough against another father, nor name and father against another number in the cohort."""
        numbered_apart = self._is.roll_differs in found or self._is.roll_elsewhere in found
        return self._is.father_differs in found or (numbered_apart and self._is.day_same not in found)

    def _most_without_own(self, one: NameKey, other: NameKey, found: list[Finding], level: int, own_mailbox: bool) -> float:
        """What the guard allows where nothing agrees that is the person's own, beyond the name's, the family's or the place's."""
        closest = max([finding[2] for finding in found if finding[0] > 0], default=Whose.ANYBODYS)
        if closest == Whose.ANYBODYS:
            return _BELOW_LINK if _says_more(one, found) else _BELOW_REVIEW
        nameless = not own_mailbox and not (one.tells and other.tells)
        # A name that is the same says rather that a clerk erred than that husband and wife, two cousins or brothers bear it.
        another = self._is.father_differs in found or self._is.day_differs in found
        of_one_house = (another and closest < Whose.OWN) or (self._is.gender_differs in found and not own_mailbox)
        return _BELOW_LINK if nameless or (level < SOUNDS_SAME and of_one_house) else inf

    def _most(self, names: Likeness, email: bool, roll: bool, birthday: bool) -> float:
        """What the guard allows: twins, sisters and brothers share nearly everything, but never the given name."""
        if names.level == DIFFERENT:
            return _BELOW_LINK if email or (roll and birthday) else FAMILY
        if names.same_given and (birthday or email):
            return inf  # a woman who married; sisters have two given names
        kinship = Kinship.UNKNOWN if names.similar is None else self._rarity.kinship(*names.similar)
        twins = names.similar is not None and _brother_and_sister(*names.similar)
        if roll or kinship is Kinship.A_SLIP or (birthday and email and kinship is Kinship.UNKNOWN and not twins):
            return inf
        return _BELOW_LINK if email or kinship is Kinship.UNKNOWN else FAMILY

    def _name(self, names: Likeness) -> Finding:
        w = self._weights
        if names.level <= SIMILAR:
            similar = self._is.name_married if names.same_given else self._is.name_similar
            finding = self._is.name_differs if names.level == DIFFERENT else similar
            if self.guarded:
                return finding
            return Finding(min(self._rarity.bits(names.shared), w.name) + finding.bits, finding.words)
        bits = self._rarity.bits(names.shared) + w.initial * names.initials
        if names.level == COMPATIBLE:
            return Finding(min(max(bits - w.name_parts, w.name_compatible), self._is.most_for_name), "name fits")
        most = self._is.most_for_full_name if self._rarity.full(names.shared) else self._is.most_for_name
        if names.level == SOUNDS_SAME:
            return Finding(min(bits, most) + w.name_sounds, "same name, spelled otherwise")
        return Finding(min(bits, most), "same name")

    def _mobile(self, one: str, other: str, level: int) -> Finding:
        if one == other:
            own = self._weights.mobile_same_name if level >= SOUNDS_SAME else 0.0
            return self._shared_finding("phone", self._phones.names_on(one), self._is.mobile_bits + own, level)
        nearly = level >= COMPATIBLE and len(one) > 8 and OSA.distance(one, other, score_cutoff=1) <= 1
        return self._is.mobile_nearly if nearly else self._is.mobile_differs

    def _email(self, email: str, level: int) -> Finding:
        if email.partition("@")[0].rstrip("0123456789._-") in _ROLE_MAILBOXES:
            return self._is.email_of_office
        return self._shared_finding("e-mail", self._mailboxes.names_on(email), self._is.email_bits, level)

    def _shared_finding(self, what: str, names: int, bits: float, level: int) -> Finding:
        w = self._weights
        whose = Whose.FAMILYS if what == "phone" else Whose.OWN
        if names == 1:
            return Finding(bits, f"same {what}", whose)
        words = f"same {what}, used by {names} people" if names < LARGEST_BLOCK else f"same {what}, used by very many"
        if names >= _MANY_NAMES:
            return Finding(w.public, words)
        off = w.contact_shared_by_family if level >= COMPATIBLE else w.contact_shared
        return Finding(bits - off * log2(names), words, whose)

    def _birthday(self, one: date, other: date) -> Finding:
        if one == other:
            return self._is.day_default if _is_default(one) else self._is.day_same
        if one.year == other.year and one.day == other.month and one.month == other.day:
            return self._is.day_swapped
        same = (one.year == other.year) + (one.month == other.month) + (one.day == other.day)
        if same == 2:
            return self._is.day_close
        return self._is.day_perhaps_differs if _is_default(one) or _is_default(other) else self._is.day_differs

    def _study(self, found: list[Finding], one: _Row, another: _Row, same_roll: bool) -> None:
        """Roll number, institution and cohort."""
        place, roll, cohort = one[6:9]
        place2, roll2, cohort2 = another[6:9]
        same_cohort = cohort is not None and cohort == cohort2
        if same_roll:
            found.append(self._is.roll_same)
        elif same_cohort and roll is not None and roll2 is not None and roll != roll2:
            found.append(self._is.roll_differs if place == place2 else self._is.roll_elsewhere)
        if place is None or place2 is None:
            if same_cohort and self._cohort_tells:
                found.append(self._is.cohort_same)
        elif place != place2:
            found.append(self._is.place_differs)
        elif same_cohort and self._cohort_tells:
            found.append(Finding(self._places.bits(place) + self._weights.cohort, "same institution and cohort"))
        else:
            found.append(Finding(self._places.bits(place), "same institution"))

    def _family(self, found: list[Finding], one: _Row, another: _Row) -> None:
        """The father's name; and gender, on which clerks err seldom."""
        father, father2 = one[1], another[1]
        if father.words and father2.words:
            found.append(self._father(one[0], likeness(father, father2)))
        gender, gender2 = one[5], another[5]
        if gender != gender2 and gender in _STATED_GENDERS and gender2 in _STATED_GENDERS:
            found.append(self._is.gender_differs)

    def _father(self, name: NameKey, fathers: Likeness) -> Finding:
        """The father's name: worth what its words are on which both agree, for the family's stand in the child's name already.

        So it says little less where one of the two leaves the family's name out, or puts a letter for it.
        """
        if fathers.level <= SIMILAR:
            return self._is.father_differs if fathers.level == DIFFERENT else self._is.father_similar
        own = {word[3] for word in name.words}
        w, worth = self._weights, self._rarity.bits(tuple([skeleton for skeleton in fathers.shared if skeleton not in own]))
        if fathers.level == COMPATIBLE:
            said = self._is.father_compatible
            return Finding(min(max(worth - w.name_parts, said.bits), w.father), said.words, said.whose)
        said = self._is.father_same
        return Finding(min(max(worth, w.father), w.father_most), said.words, said.whose)


def _says_more(name: NameKey, found: list[Finding]) -> bool:
    """Whether a name agrees that is not made of common ones alone, or a place beside it."""
    if any(not word.common and not word.given for word in name.words):
        return True
    return sum(finding.bits > 0 for finding in found) > 1


def _brother_and_sister(one: Word, other: Word) -> bool:
    """Kartik and Kartika: a last vowel apart, as hardly any slip of the pen is."""
    return one.loose.endswith("a") != other.loose.endswith("a")


def _is_default(day: date) -> bool:
    """1 January and 1 July are what clerks put for a birthday that nobody knows."""
    return day.day == 1 and day.month in (1, 7)

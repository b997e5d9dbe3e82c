"""The weights of matching: how many bits each finding is worth, and the words for it; refuses to look at anyone.

They were set by measuring on invented people (`tests/figures/matching.py`), for Indian families who share phones.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum
from hashlib import blake2b
from math import log2
from typing import Final, NamedTuple


@dataclass(frozen=True, slots=True)
class Weights:
    """Bits that each finding adds. `mobile`, `email`, `roll`, `name` and `cohort_alone` hold for 100,000 people and grow with the register."""

    mobile: float = 14.0
    mobile_same_name: float = 3.0  # more, where the name agrees: only a family shares a phone, and none gives a name twice
    contact_shared: float = 2.0  # off for each doubling of the names on it
    contact_shared_by_family: float = 1.0  # the same, where the given name agrees: a family does not give one twice
    email: float = 17.0
    public: float = 1.0  # a phone or mailbox that many use
    contact_differs: float = -1.5
    mobile_nearly: float = 8.0  # one digit wrong, or two swapped
    birthday: float = 12.0
    default_birthday: float = 6.0
    swapped_birthday: float = 7.0
    close_birthday: float = 1.0
    birthday_differs: float = -5.0
    default_birthday_differs: float = -2.0  # where one of the two is a day that clerks put
    roll: float = 17.0
    roll_differs: float = -4.0
    father: float = 7.0  # at least, and more where it is rare
    father_most: float = 9.0
    father_compatible: float = 2.0
    father_differs: float = -5.0
    institution: float = 5.0  # at least; more where it is one of many and small
    institution_most: float = 9.0
    institution_expected: float = 3.0  # off: people of one place share names, too
    institution_differs: float = -2.0  # a learner in four is known at another one, too
    cohort: float = 2.0  # beside the institution
    cohort_alone: float = 5.0
    address: float = 10.0  # at most
    address_differs: float = -2.0  # people move
    pin: float = 6.0  # at most, where no address is the same
    pin_beside_address: float = 2.0
    pin_nearly: float = 0.0
    pin_differs: float = -1.5
    area: float = 2.0  # at most
    place_expected: float = 2.0  # off: people of one place share names, too
    gender_differs: float = -6.0
    name: float = 14.0  # at most
    full_name: float = 17.0  # at most, where two words of it tell people apart
    name_sounds: float = -1.0
    initial: float = 3.0  # for each that both have
    name_parts: float = 2.5  # off where parts are missing or only initials, as in one writing of six
    name_compatible: float = 4.0  # at least, where nothing speaks against it
    name_similar: float = 3.5
    name_differs: float = -7.0


WEIGHTS: Final = Weights()
# Where nobody has a sister or brother in the list, a home is one person's: another name there is a clerk's mistake. Even then
# an address alone is not enough among 2,000 people.
WITHOUT_FAMILIES: Final = replace(
    WEIGHTS, address=20.0, pin_nearly=2.0, name_differs=-4.0, birthday_differs=-4.0, pin_differs=-1.0
)


class Whose(IntEnum):
    """Who else has what two records agree in, the fewer the higher: everybody of a name, a place or an office; the family; nobody."""

    ANYBODYS = 0
    FAMILYS = 1
    OWN = 2


class Finding(NamedTuple):
    """What one field says about two records: bits for (or against) one person, in words."""

    bits: float
    words: str
    whose: Whose = Whose.ANYBODYS


def pattern(why: Iterable[str]) -> str:
    """Eight letters that stand for these reasons, whatever their order and however many people use a phone.

    Stable between runs and machines: a wizard may offer to answer all pairs of one pattern at once.
    """
    reasons = sorted({reason.partition(", used by")[0] for reason in why})
    return blake2b("|".join(reasons).encode(), digest_size=4).hexdigest()


class Findings:
    """The findings that are the same for every pair, for a register of a size: the larger, the more a unique thing tells."""

    def __init__(self, among: int, weights: Weights = WEIGHTS) -> None:
        w = weights
        grown = max(0.0, log2(among / 100_000))
        self.most_for_name, self.most_for_full_name = w.name + grown, w.full_name + grown
        self.mobile_bits, self.email_bits = w.mobile + grown, w.email + grown
        self.mobile_differs = Finding(w.contact_differs, "different phone")
        self.mobile_nearly = Finding(w.mobile_nearly, "phone with one digit otherwise", Whose.FAMILYS)
        self.email_differs = Finding(w.contact_differs, "different e-mail")
        self.email_of_office = Finding(w.public, "same e-mail, that of an office")
        self.name_similar = Finding(w.name_similar, "similar name, perhaps another person's")
        self.name_married = Finding(w.name_similar, "same given name, another family name")
        self.name_differs = Finding(w.name_differs, "different given name")
        self.roll_same = Finding(w.roll + grown, "same roll number at the same institution", Whose.OWN)
        self.roll_differs = Finding(w.roll_differs, "different roll number in the same cohort")
        self.roll_elsewhere = Finding(0.0, "different roll numbers of two institutions")  # each numbers for itself
        self.place_differs = Finding(w.institution_differs, "different institution")
        self.cohort_same = Finding(w.cohort_alone + grown, "same cohort")
        self.day_same = Finding(w.birthday, "same date of birth", Whose.OWN)
        self.day_default = Finding(w.default_birthday, "same date of birth, a day that clerks put when it is not known")
        self.day_swapped = Finding(w.swapped_birthday, "same date of birth with day and month swapped", Whose.OWN)
        self.day_close = Finding(w.close_birthday, "nearly the same date of birth")
        self.day_differs = Finding(w.birthday_differs, "different date of birth")
        self.day_perhaps_differs = Finding(
            w.default_birthday_differs, "different date of birth, one a day that clerks put when it is not known"
        )
        self.father_same = Finding(w.father, "same father's name", Whose.FAMILYS)
        self.father_compatible = Finding(w.father_compatible, "father's name fits", Whose.FAMILYS)
        self.father_similar = Finding(0.0, "similar father's name")
        self.father_differs = Finding(w.father_differs, "different father's name")
        self.gender_differs = Finding(w.gender_differs, "different gender")

"""A register of invented Indian learners and lists that come in, with the truth of who is who; one seed gives one world.

Families with siblings and twins share phones, fathers and colleges; colleges lend their office phone; clerks put 1 January
for a birthday they do not know; a list that comes in spells, shortens, swaps and mistypes.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import accumulate
from typing import Any

from tests.synthetic import hearsay, writing
from tests.synthetic.names import REGIONS, Region, words

COLUMNS = (
    "full_name", "father_name", "mobile", "email", "born_on", "gender", "institution", "roll_no", "cohort",
)  # fmt: skip
_FIRST_BIRTHDAY = date(1995, 1, 1)
_STEMS = words("Chandra Surya Shiv Dev Indra Raj Vish Jag Bal Gyan Bhag Tej Sukh Hem Rup Jai Nav Man Prem Lok Ved Uday Tri Om")
_MEN_ENDS = words("bhan vir pal nath want mohan kant kishore bhushan prakash deep dhar kesh mani bir singh roop charan")
_WOMEN_ENDS = words("wati mati lata prabha leena kala rekha mani kanti shree roopa maya kiran sudha priya bala")
_PLACES = words("Kher Bar Kon Sil Tal Dev Nim Vad Pal Ked Mor Har Bhil Kot Ram Sul Ner Vag Jam Dhar Chin Gar Kar Mal Ban")
_FAMILY_ENDS = words("wal kar pur ia ani war ode are gude palli kunta la deka uli")


@dataclass(slots=True)
class Person:
    """One invented person as the register knows them."""

    parts: tuple[str, ...]
    given: int  # which part is the given name
    style: str
    gender: str
    father: tuple[str, ...]
    family: int
    mobile: str | None = None
    email: str | None = None
    born_on: date | None = None
    institution: int | None = None
    roll_no: str | None = None
    cohort: int | None = None


@dataclass(slots=True)
class Sample:
    """Columns as a register or a list holds them; `truth` says whose a row is: a position, or None for a new person."""

    columns: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in COLUMNS})
    truth: list[int | None] = field(default_factory=list)

    def add(self, row: dict[str, Any], truth: int | None = None) -> None:
        for name, column in self.columns.items():
            column.append(row.get(name))
        self.truth.append(truth)

    def __len__(self) -> int:
        return len(self.truth)


class World:
    """Everyone there is. `people` are on the register; the rest of their families are not yet."""

    def __init__(self, size: int, seed: int, institutions: int = 0) -> None:
        self.random = random.Random(seed)
        self.institutions = institutions or max(4, size // 250)
        self._college_weights = list(accumulate(1 / (rank + 12) for rank in range(self.institutions)))
        self._pools = [_Pool(region) for region in REGIONS]
        self._shares = list(accumulate(region.share for region in REGIONS))
        self._rolls: dict[int, int] = {}
        self._mailboxes = 0
        self._families = 0
        self.people: list[Person] = []
        self.siblings_to_come: list[Person] = []
        while len(self.people) < size:
            for person in self.family():
                on_register = self.random.random() < 0.9
                (self.people if on_register else self.siblings_to_come).append(person)
        del self.people[size:]

    def family(self) -> list[Person]:
        """One to four children, now and then twins."""
        rng = self.random
        pool = rng.choices(self._pools, cum_weights=self._shares)[0]
        self._families += 1
        family_name, father, mobile = pool.family(rng), pool.man(rng), self._mobile()
        shares_phone, college = rng.random() < 0.45, self._college()
        children: list[Person] = []
        taken: set[str] = set()
        for _ in range(rng.choices((1, 2, 3, 4), (62, 26, 9, 3))[0]):
            person = pool.person(rng, family_name, father, self._families)
            if person.parts[person.given] in taken:
                continue
            taken.add(person.parts[person.given])
            self._settle(person, children, mobile if shares_phone else None, college)
            children.append(person)
        return children

    def _settle(self, person: Person, elder: list[Person], family_phone: str | None, college: int) -> None:
        rng = self.random
        twin = bool(elder) and rng.random() < 0.06
        person.institution = elder[-1].institution if twin else college if rng.random() < 0.6 else self._college()
        if person.institution is None:
            person.institution = college
        person.roll_no = self._roll(person.institution) if rng.random() < 0.75 else None
        person.cohort = person.institution * 4 + rng.randrange(4)
        person.born_on = elder[-1].born_on if twin else self._birthday()
        dice = rng.random()
        if dice < 0.04:
            person.mobile = f"+9170000{person.institution:05d}"  # the college's own phone
        elif dice < 0.92:
            person.mobile = family_phone if family_phone and rng.random() < 0.7 else self._mobile()
        if rng.random() < 0.7:
            self._mailboxes += 1
            person.email = f"{person.parts[person.given].lower()}{self._mailboxes}@example.in"
            if rng.random() < 0.02:
                person.email = f"office{person.institution}@example.in"
            elif elder and elder[-1].email and rng.random() < 0.05:
                person.email = elder[-1].email

    def _mobile(self) -> str:
        return f"+91{self.random.randrange(7100000000, 9999999999)}"

    def _college(self) -> int:
        return self.random.choices(range(self.institutions), cum_weights=self._college_weights)[0]

    def _roll(self, institution: int) -> str:
        number = self._rolls[institution] = self._rolls.get(institution, 0) + 1
        return f"{2200 + institution % 5}{number:05d}"

    def _birthday(self) -> date | None:
        rng = self.random
        if rng.random() < 0.12:
            return None
        day = _FIRST_BIRTHDAY + timedelta(days=int(rng.triangular(0, 4700, 3300)))
        return day.replace(month=rng.choice((1, 7)), day=1) if rng.random() < 0.05 else day

    def register(self) -> Sample:
        sample = Sample()
        for position, person in enumerate(self.people):
            sample.add(self.row(person), position)
        return sample

    def row(self, person: Person) -> dict[str, Any]:
        return {
            "full_name": " ".join(person.parts), "father_name": " ".join(person.father) if self.random.random() < 0.7 else None,
            "mobile": person.mobile, "email": person.email, "born_on": person.born_on,
            "gender": person.gender if self.random.random() < 0.95 else None, "institution": person.institution,
            "roll_no": person.roll_no, "cohort": person.cohort,
        }  # fmt: skip

    def incoming(self, size: int, known: float = 0.4, only: tuple[str, ...] = ()) -> Sample:
        """A list in which a share of the rows are people of the register; each person stands in it once.

        `only` names the columns that the list has, where it has not all.
        """
        rng = self.random
        sample = Sample()
        chosen = rng.sample(range(len(self.people)), int(size * known))
        entries: list[tuple[Person, int | None]] = [(self.people[position], position) for position in chosen]
        entries.extend((person, None) for person in self.namesakes(size // 50))
        while len(entries) < size:
            if self.siblings_to_come and rng.random() < 0.15:
                entries.append((self.siblings_to_come.pop(), None))
            else:
                entries.extend((person, None) for person in self.family())
        del entries[size:]
        rng.shuffle(entries)
        for person, position in entries:
            row = self.another_writing(person)
            sample.add({name: row[name] for name in only} if only else row, position)
        return sample

    def namesakes(self, size: int) -> list[Person]:
        """New people who bear the very name of somebody on the register, many at the same college and in the same batch."""
        rng, found = self.random, []
        for known in rng.sample(self.people, size):
            (other, *_) = self.family()
            person = replace(known, family=other.family, mobile=other.mobile, email=other.email, born_on=other.born_on)
            person.father, person.roll_no = other.father, other.roll_no
            if rng.random() < 0.5:
                person.institution, person.cohort = other.institution, other.cohort
            found.append(person)
        return found

    def with_repeats(self, size: int, repeated: float = 0.05) -> Sample:
        """A list of strangers in which some stand twice; the truth is the position of a row's first appearance, or None."""
        rng = self.random
        people: list[Person] = []
        while len(people) < int(size * (1 - repeated)):
            people.extend(self.family())
        order = [*range(len(people)), *rng.sample(range(len(people)), max(0, size - len(people)))]
        rng.shuffle(order)
        sample, seen = Sample(), dict[int, int]()
        for who in order:
            first = seen.get(who)
            sample.add(self.row(people[who]) if first is None else self.another_writing(people[who]), first)
            seen.setdefault(who, len(sample) - 1)
        return sample

    def another_writing(self, person: Person) -> dict[str, Any]:
        """The person as another clerk, at another time, would enter them."""
        rng = self.random
        row = self.row(person)
        row["full_name"] = writing.name(rng, person.parts, person.given, person.style, person.gender, person.father)
        row["father_name"] = writing.father(rng, person.father) if rng.random() < 0.6 else None
        row["mobile"] = self._another_mobile(person.mobile)
        row["email"] = self._another_email(person)
        row["born_on"] = writing.birthday(rng, person.born_on)
        if rng.random() < 0.01:
            row["gender"] = "F" if person.gender == "M" else "M"
        if rng.random() < 0.02:
            row["email"] = f"{rng.choice(('tpo', 'admissions', 'principal'))}@college{person.institution}.example.in"
        dice = rng.random()
        if dice < 0.15:
            row["institution"] = None if dice < 0.05 else self._college()
            row["roll_no"] = None if dice < 0.05 or rng.random() < 0.5 else f"9{rng.randrange(100000)}"
        elif rng.random() < 0.5:
            row["roll_no"] = None
        if row["institution"] is not None and rng.random() < 0.8:
            row["cohort"] = row["institution"] * 4 + rng.randrange(4)
        return row

    def _another_mobile(self, mobile: str | None) -> str | None:
        rng = self.random
        dice = rng.random()
        if mobile is None:
            return self._mobile() if dice < 0.5 else None
        if dice < 0.66:
            return mobile
        if dice < 0.80:
            return None
        return self._mobile() if dice < 0.97 else writing.mistyped_digits(rng, mobile)

    def _another_email(self, person: Person) -> str | None:
        rng = self.random
        dice = rng.random()
        if person.email and dice < 0.80:
            return person.email
        if dice < 0.90:
            return None
        self._mailboxes += 1
        return f"{person.parts[person.given].lower()}.{self._mailboxes}@example.in"


class _Pool:
    """The names of a region, the common ones drawn more often, with a long tail of rare ones."""

    def __init__(self, region: Region) -> None:
        self.style = region.style
        tail = region.style in ("hindi", "south", "east")
        self.men = _weighted(_and(region.men, hearsay.MEN), [a + b for a in _STEMS for b in _MEN_ENDS] if tail else [])
        self.women = _weighted(_and(region.women, hearsay.WOMEN), [a + b for a in _STEMS for b in _WOMEN_ENDS] if tail else [])
        self.families = _weighted(
            _and(region.families, hearsay.FAMILIES), [a + b for a in _PLACES for b in _FAMILY_ENDS] if tail else []
        )

    def man(self, rng: random.Random) -> str:
        return rng.choices(self.men[0], cum_weights=self.men[1])[0]

    def family(self, rng: random.Random) -> str:
        return rng.choices(self.families[0], cum_weights=self.families[1])[0]

    def person(self, rng: random.Random, family: str, father: str, number: int) -> Person:
        gender = "F" if rng.random() < 0.45 else "M"
        pool = self.women if gender == "F" else self.men
        given = rng.choices(pool[0], cum_weights=pool[1])[0]
        parts, place = writing.put_together(rng, self.style, gender, given, family, father)
        return Person(parts, place, self.style, gender, (father, family), number)


def _and(names: list[str], more: list[str]) -> list[str]:
    """Both, the common ones of the region first."""
    return [*names[:40], *(name for name in more if name not in names), *names[40:]]


def _weighted(common: list[str], rare: list[str]) -> tuple[list[str], list[float]]:
    """Names and cumulative weights: a Zipf-like head, and a third of the mass on the tail."""
    weights = [1 / (rank + 15) for rank in range(len(common))]
    rest = sum(weights) * 0.4 / max(1, len(rare))
    return common + rare, list(accumulate(weights + [rest] * len(rare)))

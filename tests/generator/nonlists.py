"""Invents what people send instead of a list: forms, counts, attendance sheets, logs of meetings, letters."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.generator.draft import MadeList, Sheet
from tests.generator.people import Person, invent
from tests.generator.words import NOTES, TITLES

Rows = list[list[object]]


def _form(rng: random.Random, people: list[Person]) -> Rows:
    person = people[0]
    rows: Rows = [
        ["Name of Student", person.name], ["Father's Name", person.father], ["Mobile No", person.mobile], ["Email", person.email],
        ["Date of Birth", person.born.strftime("%d/%m/%Y")], ["College", person.college], ["State", person.state], ["Category", person.category],
    ]  # fmt: skip
    colon = rng.choice(("", ":", " :"))
    return [["Application form"], [], *([f"{row[0]}{colon}", *row[1:]] for row in rng.sample(rows, rng.randint(5, 8)))]


def _counts(rng: random.Random, people: list[Person]) -> Rows:
    places = sorted({(person.state, person.district) for person in people})
    rows: Rows = [["State", "District", "Male", "Female", "Total"]]
    for state, district in places:
        boys, girls = rng.randint(3, 90), rng.randint(3, 90)
        rows.append([state, district, boys, girls, boys + girls])
    return rows


def _attendance(rng: random.Random, people: list[Person]) -> Rows:
    first = date(2026, 8, rng.randint(1, 9))
    days = [(first + timedelta(days=place)).strftime("%d/%m/%Y") for place in range(rng.randint(6, 20))]
    return [["Roll No", "Name", *days], *([p.roll, p.name, *(rng.choice("PPPA") for _ in days)] for p in people)]


def _meeting(rng: random.Random, people: list[Person]) -> Rows:
    rows: Rows = [["Full Name", "Join Time", "Leave Time", "Duration (Minutes)", "Email"]]
    for person in people:
        rows.append([person.name, "12/10/2026, 10:02:11 AM", "12/10/2026, 11:31:40 AM", rng.randint(20, 95), person.email])
    return rows


def _letter(rng: random.Random, people: list[Person]) -> Rows:
    del people
    return [
        [sentence + " Kindly acknowledge the receipt of this letter at the earliest."]
        for sentence in (*rng.sample(NOTES, 6), *TITLES[:3])
    ]


_KINDS = {"form": _form, "counts": _counts, "attendance": _attendance, "meeting log": _meeting, "letter": _letter}


def a_nonlist(rng: random.Random, seed: int) -> MadeList:
    """Something that is no list, by its name in `refused`."""
    name = rng.choice(sorted(_KINDS))
    people = invent(rng, rng.randint(6, 25))
    sheet = Sheet("Sheet1")
    top = rng.randint(1, 6)
    if rng.random() < 0.5 and name != "letter":
        top = sheet.put(top, 1, [[rng.choice(TITLES)]])
    sheet.put(top, rng.randint(1, 3), _KINDS[name](rng, people))
    return MadeList(seed, (f"no list: {name}",), (sheet,), {}, refused=name)

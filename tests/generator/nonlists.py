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


def _on_its_side(rng: random.Random, people: list[Person]) -> Rows:
    del rng
    some = people[:8]
    return [
        ["Name", *(p.name for p in some)],
        ["Mobile", *(p.mobile for p in some)],
        ["Email", *(p.email for p in some)],
        ["Date of Birth", *(p.born.strftime("%d/%m/%Y") for p in some)],
    ]


def _two_rows_each(rng: random.Random, people: list[Person]) -> Rows:
    rows: Rows = [["S.No", "Name", "Mobile"], [None, "Email", "District"]]
    for number, p in enumerate(people, rng.choice((1, 101))):
        rows += [[number, p.name, p.mobile], [None, p.email, p.district]]
    return rows


def _cards(rng: random.Random, people: list[Person]) -> Rows:
    colon = rng.choice(("", ":"))
    cards = [
        [[f"Name{colon}", p.name], [f"Mobile{colon}", p.mobile], [f"Email{colon}", p.email], [f"State{colon}", p.state], []]
        for p in people[:6]
    ]
    return [row for card in cards for row in card]


def _description(rng: random.Random, people: list[Person]) -> Rows:
    del people
    names = rng.sample(("Name", "Mobile", "Email", "State", "District", "Gender", "Date of Birth", "College"), 6)
    return [["Field", "What to write", "Kind"], *([name, f"The {name.lower()} of the learner", "Text"] for name in names)]


def _register(rng: random.Random, people: list[Person]) -> Rows:
    """Days as bare numbers, and whoever was absent left blank."""
    days = list(range(1, rng.randint(8, 31)))
    marks = ("✓", "✓", None) if rng.random() < 0.5 else ("P", "P", "A")
    return [["Sl", "Name", *days], *([n, p.name, *(rng.choice(marks) for _ in days)] for n, p in enumerate(people, 1))]


def _schedule(rng: random.Random, people: list[Person]) -> Rows:
    rows: Rows = [["Session No", "Date", "Topic", "Trainer", "Venue"]]
    topics = ("Intro to AI", "Data", "Prompting", "Ethics")
    rows += [[n, f"{n:02}/10/2026", rng.choice(topics), p.name, "Lab 2"] for n, p in enumerate(people, 1)]
    return rows


def _bill(rng: random.Random, people: list[Person]) -> Rows:
    del people
    items = rng.sample(("Trainer fee", "Lab hire", "Printing", "Travel", "Internet", "Tea"), 4)
    rows: Rows = [["S.No", "Description", "Qty", "Rate", "Amount"]]
    return [*rows, *([n, item, 2, 500, 1000] for n, item in enumerate(items, 1)), [None, "Grand Total", None, None, 4000]]


_KINDS = {
    "on its side": _on_its_side,
    "two rows each": _two_rows_each,
    "cards": _cards,
    "description": _description,
    "register": _register,
    "schedule": _schedule,
    "bill": _bill,
    "form": _form,
    "counts": _counts,
    "attendance": _attendance,
    "meeting log": _meeting,
    "letter": _letter,
}


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

"""Believable invented programmes, small for trying and large for measuring; refuses real people: every name and
number is made up.

Phones use the range 6000000000 upwards with a fixed pattern, e-mails end in example.in.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from sqlmodel import col, select

from skilling.database import dialects, search
from skilling.database.changes import Change
from skilling.database.identity import new_uids
from skilling.database.tables import (
    Cohort,
    CohortResource,
    Developer,
    District,
    Enrolment,
    EnrolmentStep,
    Founder,
    Grant,
    Institution,
    Programme,
    Resource,
    Startup,
    State,
    table_of,
)
from skilling.domain.calendar import day_in_india
from skilling.domain.developers import age_band
from skilling.domain.enrolments import MILESTONES
from skilling.domain.names import name_key
from skilling.services import invented as words
from skilling.services.records import search_text

_CHUNK: Final = 20_000


@dataclass
class Made:
    """What was made, for the sentence that says so."""

    developers: int = 0
    cohorts: int = 0
    enrolments: int = 0
    startups: int = 0
    grants: int = 0
    resources: int = 0


@dataclass
class _Invented:
    """Everything drawn so far; one seeded source of chance, so that the same seed gives the same programme."""

    change: Change
    chance: random.Random
    today: date
    states: Sequence[int]
    districts: dict[int, list[int]]
    institutions: list[tuple[int, int]] = field(default_factory=list)  # (id, state)
    made: Made = field(default_factory=Made)


def fill(change: Change, developers: int, seed: int = 1, today: date | None = None) -> Made:
    """An invented programme with that many developers, and cohorts, startups, resources and grants in proportion.

    The same seed and the same `today`, up to which lives are invented, give the same programme.
    """
    session = change.session
    districts: dict[int, list[int]] = {}
    for district in session.exec(select(District).order_by(col(District.id))):
        districts.setdefault(district.state_id, []).append(district.id)
    invented = _Invented(
        change, random.Random(seed), today or day_in_india(change.at),  # noqa: S311  # invented people need no secrecy
        [state.id for state in session.exec(select(State).order_by(col(State.id)))], districts,
    )  # fmt: skip
    programme = _programme(change)
    _institutions(invented, max(6, min(400, developers // 250)))
    cohorts = _cohorts(invented, programme.id or 0, max(12, developers // 60))
    first = _people(invented, developers, cohorts)
    _resources(invented, cohorts)
    startups = _startups(invented, max(3, developers // 100), first, developers)
    _grants(invented, first, developers, startups)
    change.facts |= {"count": developers, "title": programme.name}
    return invented.made


def _programme(change: Change) -> Programme:
    """The programme to be filled: the only one there is while it has no cohort, as after a first start; else one more."""
    session = change.session
    there = session.exec(select(Programme).where(col(Programme.archived_at).is_(None)).limit(2)).all()
    if len(there) == 1 and session.exec(select(Cohort.id).limit(1)).first() is None:
        return there[0]
    return change.add(
        Programme(code=f"OAI-{_spare(session, Programme, 'OAI-')}", name="OpenAI Academy India (invented sample)",
                  name_hi="ओपनएआई अकादमी भारत (काल्पनिक नमूना)", starts_on=date(2026, 4, 1), ends_on=date(2027, 3, 31))
    )  # fmt: skip


def _spare(session: Any, table: Any, prefix: str) -> int:
    taken = set(session.exec(select(table.code).where(table.code.startswith(prefix))))
    return next(number for number in range(1, 10_000) if f"{prefix}{number}" not in taken)


def _institutions(invented: _Invented, count: int) -> None:
    chance = invented.chance
    for number in range(count):
        state, _, city = words.CITIES[number % len(words.CITIES)]
        kind = chance.choice(("Institute of Technology", "College of Engineering", "Government Polytechnic", "Women's College"))
        name = f"{city} {kind} {number // len(words.CITIES) + 1}"
        made = invented.change.add(
            Institution(name=name, name_key=name_key(name), kind="college", city=city, state_id=state,
                        district_id=chance.choice(invented.districts[state]))
        )  # fmt: skip
        invented.institutions.append((made.id or 0, state))


def _cohorts(invented: _Invented, programme_id: int, count: int) -> list[Cohort]:
    chance, made = invented.chance, []
    year_start = date(invented.today.year if invented.today.month >= 4 else invented.today.year - 1, 4, 1)
    taken = set(invented.change.session.exec(select(Cohort.code)))
    for number in range(count):
        state, code, city = words.CITIES[number % len(words.CITIES)]
        serial = number // len(words.CITIES)
        name = f"{code}-{year_start.year}-{_letters(serial)}"
        while name in taken:
            serial += 1000
            name = f"{code}-{year_start.year}-{_letters(serial)}"
        taken.add(name)
        starts = year_start + timedelta(days=chance.randrange(0, max(30, (invented.today - year_start).days + 20)))
        ends = starts + timedelta(days=chance.choice((45, 60, 90)))
        status = "open" if starts > invented.today else "running" if ends > invented.today else "closed"
        institution = next((key for key, at in invented.institutions if at == state), None)
        made.append(
            invented.change.add(
                Cohort(code=name, name=f"AI skills, {city}", programme_id=programme_id, institution_id=institution,
                       mode=chance.choice(("in_person", "online", "hybrid")), language=chance.choice(("en", "hi")),
                       state_id=state, district_id=chance.choice(invented.districts[state]), place=city,
                       starts_on=starts, ends_on=ends, seats=120, planned_hours=chance.choice((40, 60, 80)), status=status)
            )
        )  # fmt: skip
    invented.made.cohorts = len(made)
    return made


def _letters(serial: int) -> str:
    letters = ""
    while True:
        serial, rest = divmod(serial, 26)
        letters = chr(65 + rest) + letters
        if serial == 0:
            return letters
        serial -= 1


def _people(invented: _Invented, count: int, cohorts: Sequence[Cohort]) -> int:
    """Developers with one enrolment each (every tenth with two), as sets. Returns the first developer's id."""
    change = invented.change
    first = dialects.reserve_ids(change.connection, table_of(Developer), count)
    for start in range(0, count, _CHUNK):
        size = min(_CHUNK, count - start)
        people = list(_drawn_people(invented, first + start, start, size))
        change.insert_many(Developer, _PERSON, people)
        search.add_range(change.connection, first + start, first + start + size - 1)
        _enrolments(invented, people, cohorts)
    invented.made.developers = count
    return first


_PERSON: Final = (
    "id", "uid", "created_at", "updated_at", "row_version", "full_name", "name_key", "search_text", "mobile", "email", "gender",
    "born_on", "category", "pwd", "minority", "state_id", "district_id", "pin", "institution_id", "roll_no",
    "learner_type", "education",
)  # fmt: skip


def _drawn_people(invented: _Invented, first: int, offset: int, count: int) -> Iterator[tuple[Any, ...]]:
    chance, stamp = invented.chance, invented.change.at.replace(tzinfo=None).isoformat(" ")
    for index, uid in enumerate(new_uids(count)):
        woman = chance.random() < 0.47
        name = f"{chance.choice(words.WOMEN if woman else words.MEN)} {chance.choice(words.FAMILIES)}"
        institution, state = chance.choice(invented.institutions)
        if chance.random() < 0.3:
            state = chance.choice(invented.states)
        number = offset + index
        mobile = f"+91{6_000_000_000 + (first + index) * 7 % 3_000_000_000}"
        email = f"{name.lower().replace(' ', '.')}{first + index}@example.in"
        key = name_key(name)
        values = {"full_name": name, "mobile": mobile, "email": email, "roll_no": f"R{number:06d}"}
        born = date(1975, 1, 1) + timedelta(days=int(chance.triangular(0, 12_000, 10_500)))
        yield (
            first + index, uid, stamp, stamp, 1, name, key, search_text(values, key), mobile, email,
            "X" if chance.random() < 0.01 else "F" if woman else "M", born.isoformat(),
            chance.choices(words.CATEGORIES, words.CATEGORY_WEIGHTS)[0], "Y" if chance.random() < 0.03 else "N", None,
            None if chance.random() < 0.01 else state, chance.choice(invented.districts[state]), None, institution,
            f"R{number:06d}", chance.choice(words.TYPES), chance.choice(("graduate", "postgraduate", "class_12", "diploma")),
        )  # fmt: skip


_ENROLMENT: Final = (
    "id", "uid", "created_at", "updated_at", "row_version", "developer_id", "cohort_id", "status", "enrolled_on", "started_on",
    "completed_on", "certified_on", "left_on", "gender", "category", "pwd", "minority", "age_band", "state_id", "district_id",
    "learner_type",
)  # fmt: skip
_STEP: Final = ("enrolment_id", "status", "effective_on", "recorded_at", "actor", "reason")


def _enrolments(invented: _Invented, people: Sequence[tuple[Any, ...]], cohorts: Sequence[Cohort]) -> None:
    change, chance = invented.change, invented.chance
    stamp = change.at.replace(tzinfo=None).isoformat(" ")
    wanted = []
    for person in people:
        for cohort in chance.sample(cohorts, 2 if chance.random() < 0.1 else 1):
            wanted.append((person, cohort))
    first = dialects.reserve_ids(change.connection, table_of(Enrolment), len(wanted))
    rows, steps = [], []
    for (person, cohort), key, uid in zip(wanted, range(first, first + len(wanted)), new_uids(len(wanted)), strict=True):
        life = _life(invented, cohort)
        reached: dict[str, str] = {}
        for status, day in life:
            reached.setdefault(MILESTONES[status], day.isoformat())
            reason = "moved away (invented)" if status == "dropped" else None
            steps.append((key, status, day.isoformat(), stamp, change.actor, reason))
        born = date.fromisoformat(person[11])
        rows.append((
            key, uid, stamp, stamp, 1, person[0], cohort.id, life[-1][0], *(reached.get(name) for name in (
                "enrolled_on", "started_on", "completed_on", "certified_on", "left_on")),
            person[10], person[12], person[13], person[14], age_band(born, life[0][1]), person[15], person[16], person[20],
        ))  # fmt: skip
    change.insert_many(Enrolment, _ENROLMENT, rows)
    dialects.bulk_insert(change.connection, table_of(EnrolmentStep), _STEP, steps)
    invented.made.enrolments += len(rows)


def _life(invented: _Invented, cohort: Cohort) -> list[tuple[str, date]]:
    """The dated steps of one enrolment, none in the future."""
    chance, today = invented.chance, invented.today
    starts, ends = cohort.starts_on or today, cohort.ends_on or today
    life = [("enrolled", min(starts - timedelta(days=chance.randrange(1, 20)), today))]
    if starts <= today and chance.random() < 0.92:
        life.append(("active", min(starts + timedelta(days=chance.randrange(0, 5)), today)))
        if chance.random() < 0.08:
            dropped = starts + timedelta(days=chance.randrange(6, 30))
            if dropped <= today:
                return [*life, ("dropped", dropped)]
        if ends <= today and chance.random() < 0.85:
            life.append(("completed", ends))
            certified = ends + timedelta(days=chance.randrange(3, 20))
            if certified <= today and chance.random() < 0.8:
                life.append(("certified", certified))
    return life


def _resources(invented: _Invented, cohorts: Sequence[Cohort]) -> None:
    made = [
        invented.change.add(Resource(
            title=title, kind=kind, provider=provider, language=language, hours=None if hours is None else Decimal(hours) / 100,
            url=f"https://example.in/learn/{number}",
        ))
        for number, (title, kind, provider, language, hours) in enumerate(words.RESOURCES, 1)
    ]  # fmt: skip
    for cohort in cohorts[:200]:
        for resource in invented.chance.sample(made, 2):
            invented.change.session.add(CohortResource(cohort_id=cohort.id or 0, resource_id=resource.id or 0))
    invented.change.session.flush()
    invented.made.resources = len(made)


def _startups(invented: _Invented, count: int, first: int, developers: int) -> list[int]:
    chance, made = invented.chance, []
    taken = set(invented.change.session.exec(select(Startup.cin)))
    for number in range(count):
        state, _, city = words.CITIES[number % len(words.CITIES)]
        name = f"{chance.choice(words.STARTUP_NAMES)} {chance.choice(words.SECTORS)} AI {number + 1}"
        year = chance.randrange(2019, 2026)
        cin = f"U72900KA{year}PTC{100000 + number:06d}"
        startup = invented.change.add(
            Startup(legal_name=name, name_key=name_key(name), stage=chance.choice(("idea", "prototype", "early", "growth")),
                    sector=chance.choice(words.SECTORS), state_id=state, city=city,
                    founded_on=date(year, chance.randrange(1, 13), 1),
                    cin=None if cin in taken else cin, dpiit=f"DIPP{10000 + number}")
        )  # fmt: skip
        invented.change.session.add(
            Founder(startup_id=startup.id or 0, developer_id=first + chance.randrange(developers), role="Founder")
        )
        made.append(startup.id or 0)
    invented.change.session.flush()
    invented.made.startups = len(made)
    return made


def _grants(invented: _Invented, first: int, developers: int, startups: Sequence[int]) -> None:
    chance, today = invented.chance, invented.today
    products = words.PRODUCTS
    count = max(4, developers // 50)
    for number in range(count):
        product, unit, amounts = products[number % len(products)]
        to_startup = number % 4 == 0
        approved = today - timedelta(days=chance.randrange(5, 150))
        invented.change.session.add(Grant(
            product=product, unit=unit, amount=Decimal(chance.choice(amounts) * (20 if to_startup else 1)),
            approved_on=approved,
            expires_on=approved + timedelta(days=180), approval_ref=f"COM/{number + 1:04d}",
            status=chance.choice(("approved", "issued", "active", "active")),
            startup_id=chance.choice(startups) if to_startup else None,
            developer_id=None if to_startup else first + chance.randrange(developers),
        ))  # fmt: skip
    invented.change.session.flush()
    invented.made.grants = count

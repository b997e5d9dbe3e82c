"""What a sum of enrolments is made of: which of them count, by what, and how many; refuses to read or write any sum.

A tally says for each value of what reports group by, and each month, how many enrolments reached a milestone, how many of
them are of women, of persons with disabilities, complete, and the first of their person: that is what makes a count of
different people add up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import compress, pairwise, repeat
from operator import itemgetter
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Result, Select, and_, case, func, literal, or_, select

from skilling.database import dialects
from skilling.database.tables import Cohort, Developer, Enrolment, table_of
from skilling.domain.fields import Choice
from skilling.domain.lists import CATEGORIES, GENDERS, LEARNER_TYPES, YES_NO

NOTHING: Final = ""  # the value 'not stated': a key has no NULL
UNSTATED: Final = frozenset({"X", "NS"})  # codes by which a list says that the person did not say
COMPLETE: Final = ("gender", "category", "state", "district", "age_band")

DAY: Final = "day"  # the one tally by day, of everything
MILESTONES: Final = ("enrolled", "started", "trained", "certified", "left", "broken")
_STAGES: Final = MILESTONES[:4]
# Each tally with what it groups by (at most two), and the milestones that it follows.
TALLIES: Final[dict[str, tuple[tuple[str, ...], tuple[str, ...]]]] = {
    DAY: ((), MILESTONES),
    "state": (("state",), _STAGES),
    "district": (("state", "district"), _STAGES),
    "category": (("category", "gender"), ("enrolled", "trained", "certified")),
    "age_band": (("age_band",), _STAGES),
    "pwd": (("pwd",), _STAGES),
    "minority": (("minority",), _STAGES),
    "learner_type": (("learner_type",), _STAGES),
    "cohort": (("cohort",), MILESTONES),
    "cohort_state": (("cohort", "state"), ("enrolled",)),
}
# In which of them the first enrolment of a person is known, and among what: its own whole, or its part of it.
FIRSTS: Final = frozenset({DAY, "state", "district"})
# In which of them the women, the persons with disabilities and the complete records are known: as far as sheets ask.
PARTS: Final = {
    "women": frozenset(TALLIES) - {"category", "cohort", "cohort_state"},
    "pwd": frozenset({DAY, "state"}),
    "complete": frozenset({DAY, "cohort"}),
}
SUMS: Final = ("n", "women", "pwd", "complete", "persons")
_BITS: Final = {"n": 1, "women": 2, "pwd": 4, "complete": 8, "persons": 16}  # of `marks`

Row = tuple[Any, ...]  # an enrolment that counts, in the order of _COLUMNS
First = tuple[Any, ...]  # developer, state, district and day of enrolment: what the first of a person is told by
Counts = dict[tuple[str, str], Counter[tuple[Any, Any, str, int]]]  # tally, milestone -> a, b, at, marks -> how many


_DAYS: Final = tuple(f"{name}_on" for name in MILESTONES)
# What the first enrolment of a person depends on comes before everything else.
_GROUPED: Final = ("state", "district", "cohort", "gender", "category", "pwd", "minority", "age_band", "learner_type")
_COLUMNS: Final = ("id", "developer_id", *_GROUPED, *_DAYS, "marks")
DAYS_AT: Final = _COLUMNS.index("enrolled_on")
_NEVER: Final = "~"  # after every day
first_of: Final[Callable[[Row], First]] = itemgetter(
    *(_COLUMNS.index(name) for name in ("developer_id", "state", "district", "enrolled_on"))
)


# -- what counts -------------------------------------------------------------------------------------------------


def stated(given: ColumnElement[Any], choices: Sequence[Choice]) -> ColumnElement[Any]:
    """The code, or NULL where it says 'not stated' or is no code at all: both are one row of a table."""
    return case((given.in_([choice.code for choice in choices if choice.code not in UNSTATED]), given))


def counts() -> ColumnElement[bool]:
    """The one rule: an enrolment counts while neither it, nor its developer, nor its cohort was taken away."""
    enrolment, developer, cohort = table_of(Enrolment), table_of(Developer), table_of(Cohort)
    return and_(
        enrolment.c.archived_at.is_(None),
        enrolment.c.developer_id.not_in(select(developer.c.id).where(developer.c.archived_at.is_not(None))),
        enrolment.c.cohort_id.not_in(select(cohort.c.id).where(cohort.c.archived_at.is_not(None))),
    )


def left_on(enrolled: ColumnElement[Any], left: ColumnElement[Any]) -> ColumnElement[Any]:
    """Since when somebody who was enrolled has left; NULL for who never was, such as a rejected applicant."""
    return case((enrolled > left, enrolled), (enrolled.is_not(None), left))


def broken_on(stages: Sequence[ColumnElement[Any]]) -> ColumnElement[Any]:
    """The first day of a stage that was reached before, or without, the one before it; NULL where all are in order."""
    late = [case((or_(earlier.is_(None), earlier > later), later)) for earlier, later in pairwise(stages)]
    first = late[0]
    for each in late[1:]:
        first = case((or_(first.is_(None), each < first), func.coalesce(each, first)), else_=first)
    return first


def counted(connection: Connection) -> Select[Any]:
    """All enrolments as they are now, with what tallies need of them."""
    row = table_of(Enrolment).c
    stages = [row.enrolled_on, row.started_on, row.completed_on, row.certified_on]
    return select(*row_of(connection, {
        "id": row.id, "developer_id": row.developer_id, "cohort": row.cohort_id, "state": row.state_id,
        "district": row.district_id, "gender": stated(row.gender, GENDERS), "category": stated(row.category, CATEGORIES),
        "pwd": stated(row.pwd, YES_NO), "minority": stated(row.minority, YES_NO), "age_band": row.age_band,
        "learner_type": stated(row.learner_type, LEARNER_TYPES), **{stage.name: stage for stage in stages},
        "left_on": left_on(row.enrolled_on, row.left_on), "broken_on": broken_on(stages),
    }))  # fmt: skip


def enrolled_by(connection: Connection) -> Select[Any]:
    """All enrolments as they are now: their key, and what the first of a person is told by."""
    row = table_of(Enrolment).c
    return select(row.id, row.developer_id, row.state_id, row.district_id, dialects.day_of(connection, row.enrolled_on))


def row_of(connection: Connection, facts: Mapping[str, ColumnElement[Any]]) -> list[ColumnElement[Any]]:
    """What tallies need of an enrolment, in the order of _COLUMNS, from the columns that reports know it by."""
    whole = and_(*(facts[name].is_not(None) for name in COMPLETE))
    disabled = facts["pwd"]
    parts = (
        case((condition, _BITS[name]), else_=0)
        for name, condition in zip(PARTS, (facts["gender"] == "F", disabled == "Y", whole), strict=True)
    )
    days = ("enrolled_on", "started_on", "completed_on", "certified_on", "left_on", "broken_on")
    return [
        facts["id"], facts["developer_id"], *(facts[name].label(name) for name in _GROUPED),
        *(dialects.day_of(connection, facts[day]).label(name) for name, day in zip(_DAYS, days, strict=True)),
        sum(parts, start=literal(_BITS["n"])).label("marks"),
    ]  # fmt: skip


def by_id(found: Result[Any]) -> dict[int, Row]:
    """Rows of what was `counted`, as plain tuples: those of a result would be looked through by the collector of garbage
    as long as they are held."""
    rows = list(map(tuple, found.all()))
    return dict(zip(map(itemgetter(0), rows), rows, strict=True))


# -- counting ----------------------------------------------------------------------------------------------------


def tallied(rows: Sequence[Row]) -> Counts:
    """All tallies of these enrolments, but for the first of a person."""
    found: Counts = {}
    if not rows:
        return found
    columns: dict[str, Sequence[Any]] = dict(zip(_COLUMNS, zip(*rows, strict=True), strict=True))
    masks = [sum(_BITS[name] for name in ("n", *PARTS) if tally in PARTS.get(name, TALLIES)) for tally in TALLIES]
    marks = {mask: [each & mask for each in columns["marks"]] for mask in {*masks}}
    for milestone in MILESTONES:
        days = columns[f"{milestone}_on"]
        if not any(days):
            continue
        reached = [day for day in days if day]
        months = [day[:7] for day in reached]
        for (tally, (grouped, milestones)), mask in zip(TALLIES.items(), masks, strict=True):
            if milestone in milestones:
                a, b = [*(compress(columns[name], days) for name in grouped), repeat(None), repeat(None)][:2]
                at = reached if tally == DAY else months
                found[tally, milestone] = Counter(zip(a, b, at, compress(marks[mask], days), strict=False))
    return found


def firsts(others: Collection[First], before: Collection[First], now: Collection[First]) -> Counts:
    """By how much the first enrolments of persons, in all and in each part, are more or fewer now than before; the `others` of
    the same persons stayed as they were, and nobody has any that is not given."""
    found: Counts = {}
    for tally in FIRSTS:
        width = len(TALLIES[tally][0])
        same, were, are = (_first_days(rows, 1 + width) for rows in (others, before, now))
        length, no_parts = 10 if tally == DAY else 7, (None,) * (2 - width)
        counter = found[tally, "enrolled"] = Counter()
        for key in were.keys() | are.keys():
            then, day, other = were.get(key, _NEVER), are.get(key, _NEVER), same.get(key, _NEVER)
            if day != then and (day < other or then < other):
                for first, many in ((min(day, other), 1), (min(then, other), -1)):
                    if first is not _NEVER:
                        counter[(*key[1:], *no_parts, first[:length], _BITS["persons"])] += many
    return found


def _first_days(rows: Iterable[First], width: int) -> dict[First, str]:
    """The first day on which each person was enrolled, in each part."""
    found: dict[First, str] = {}
    for row in rows:
        day = row[-1]
        if day:
            key = row[:width]
            known = found.get(key)
            if known is None or day < known:
                found[key] = day
    return found


def add(total: Counts, more: Counts) -> None:
    for key, counter in more.items():
        total.setdefault(key, Counter()).update(counter)


def summed(counts: Counts) -> dict[tuple[str, ...], tuple[int, ...]]:
    """The sums by tally, milestone, a, b, at; none that are all 0."""
    found: dict[tuple[str, ...], list[int]] = {}
    for (tally, milestone), counter in counts.items():
        for (a, b, at, marks), many in counter.items():
            if many:
                words = (NOTHING if value is None else str(value) for value in (a, b))
                sums = found.setdefault((tally, milestone, *words, at), [0] * len(SUMS))
                for place, name in enumerate(SUMS):
                    if marks & _BITS[name]:
                        sums[place] += many
    return {key: tuple(sums) for key, sums in found.items() if any(sums)}

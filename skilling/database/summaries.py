"""Small sums of enrolments, kept up to date inside the change that caused them; refuses to count by another rule than `counted`.

A tally says for each value of what reports group by, and each month, how many enrolments reached a milestone, how many of
them are of women, of persons with disabilities, complete, and the first of their person: that is what makes a count of
different people add up. A change takes off what its people counted before and adds what they count now. Many enrolments made
at once are only noted as due: the sums are then of all others, and `catch_up` counts the new ones before figures are read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress, pairwise, repeat
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    case,
    false,
    func,
    not_,
    or_,
    select,
    text,
)
from sqlmodel import Field, SQLModel

from skilling.database import dialects
from skilling.database.tables import RECORDS, Cohort, Developer, Enrolment, Setting, table_of
from skilling.domain.fields import Choice
from skilling.domain.lists import CATEGORIES, GENDERS, LEARNER_TYPES, YES_NO

NOTHING: Final = ""  # the value 'not stated': a key has no NULL
UNSTATED: Final = frozenset({"X", "NS"})  # codes by which a list says that the person did not say
COMPLETE: Final = ("gender", "category", "state", "district", "age_band")
WATCHED: Final = frozenset({"enrolment", "developer", "cohort"})  # nouns whose changes the sums follow

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
_BITS: Final = {"women": 1, "pwd": 2, "complete": 4, "persons": 8}  # of `marks`
_DUE: Final = "tallies_due"  # the setting that names the enrolments still to be counted
_AT_ONCE: Final = 2_000  # so many new enrolments are counted inside the change that makes them
_PORTION: Final = 20_000  # rows that are held at once while many are counted
_MOST_RUNS: Final = 40

Run = tuple[int, int]  # first and last key of a stretch
Row = tuple[Any, ...]  # an enrolment that counts, in the order of _COLUMNS
Counts = dict[tuple[str, str], Counter[tuple[Any, Any, str, int]]]  # tally, milestone -> a, b, at, marks -> how many


class Tally(SQLModel, table=True):
    """One sum; worked out anew by `build`, so that nothing is lost with it."""

    __tablename__ = "tallies"
    __table_args__ = ({"sqlite_with_rowid": False},)
    tally: str = Field(primary_key=True)
    milestone: str = Field(primary_key=True)
    a: str = Field(primary_key=True)
    b: str = Field(primary_key=True)
    at: str = Field(primary_key=True)  # '2026-10', by day '2026-10-31'
    n: int
    women: int
    pwd: int
    complete: int
    persons: int


_DAYS: Final = tuple(f"{name}_on" for name in MILESTONES)
_GROUPED: Final = ("cohort", "state", "district", "gender", "category", "pwd", "minority", "age_band", "learner_type")
_COLUMNS: Final = ("id", "developer_id", *_GROUPED, *_DAYS, "marks")


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


def _counted(connection: Connection) -> Select[Any]:
    """The enrolments that count, with what tallies need of them, in the order of _COLUMNS."""
    row = table_of(Enrolment).c
    stages = [row.enrolled_on, row.started_on, row.completed_on, row.certified_on]
    days = [*stages, left_on(row.enrolled_on, row.left_on), broken_on(stages)]
    grouped = {
        "cohort": row.cohort_id, "state": row.state_id, "district": row.district_id, "gender": stated(row.gender, GENDERS),
        "category": stated(row.category, CATEGORIES), "pwd": stated(row.pwd, YES_NO),
        "minority": stated(row.minority, YES_NO), "age_band": row.age_band,
        "learner_type": stated(row.learner_type, LEARNER_TYPES),
    }  # fmt: skip
    disabled, whole = grouped["pwd"], and_(*(grouped[name].is_not(None) for name in COMPLETE))
    women, pwd, complete = (
        case((condition, _BITS[name]), else_=0)
        for name, condition in zip(PARTS, (row.gender == "F", disabled == "Y", whole), strict=True)
    )
    return select(
        row.id, row.developer_id, *(grouped[name].label(name) for name in _GROUPED),
        *(dialects.day_of(connection, day).label(name) for name, day in zip(_DAYS, days, strict=True)),
        (women + pwd + complete).label("marks"),
    ).where(counts())  # fmt: skip


# -- following a change ------------------------------------------------------------------------------------------


@dataclass
class Following:
    """The sums on their way through one change: what its enrolments counted before, and which were made."""

    before: dict[int, Row | None] = field(default_factory=dict)  # enrolments in their former state; None: did not count
    made: set[int] = field(default_factory=set)  # enrolments that were not there before
    runs: list[Run] = field(default_factory=list)  # such that were inserted as a set

    def about_to_change(self, connection: Connection, noun: str, ids: Collection[int]) -> None:
        """Holds what the enrolments of these records count, before a statement changes them.

        They are locked against other writers, as is a developer or a cohort against new enrolments: what is taken off the
        sums has to be what they were made of.
        """
        if noun not in WATCHED or not ids:
            return
        enrolment = table_of(Enrolment)
        key = {"enrolment": enrolment.c.id, "developer": enrolment.c.developer_id, "cohort": enrolment.c.cohort_id}[noun]
        if noun != "enrolment":
            owner = table_of(RECORDS[noun]).c.id
            connection.execute(select(owner).where(_among(connection, owner, ids)).order_by(owner).with_for_update())
        held = select(enrolment.c.id).where(_among(connection, key, ids)).order_by(enrolment.c.id).with_for_update()
        touched = connection.execute(held).scalars()
        new = {each for each in touched if each not in self.before and each not in self.made and not _within(each, self.runs)}
        if new:
            self.before |= dict.fromkeys(new)
            self.before |= _read(connection, _among(connection, enrolment.c.id, new))

    def inserted(self, rows: Iterable[Sequence[Any]], place: int) -> Iterator[Sequence[Any]]:
        """Passes a set of new enrolments on, and remembers the first and last of their keys."""
        low = high = 0
        for row in rows:
            key = row[place]
            low, high = min(low or key, key), max(high, key)
            yield row
        if high:
            self.runs.append((low, high))

    def finish(self, connection: Connection) -> None:
        """Brings the sums up to date with everything that this change did to enrolments, except what is due later.

        The end of the audit chain is to be held by then: of two changes to one person's enrolments, the second has to see
        what the first came to.
        """
        if not (self.before or self.made or self.runs):
            return
        still = due(connection)
        if sum(high - low + 1 for low, high in self.runs) > _AT_ONCE:
            still = [*still, *self.runs]
            _leave(connection, still)
        else:
            self.made.update(key for low, high in self.runs for key in range(low, high + 1))
        touched = {key for key in self.before.keys() | self.made if not _within(key, still)}
        before = {key: row for key, row in self.before.items() if row is not None and key in touched}
        _put(connection, _difference(connection, touched, before, still))


def _difference(connection: Connection, touched: Collection[int], before: Mapping[int, Row], still: Sequence[Run]) -> Counts:
    """What changed about these enrolments, as counts to be added; those that are still due are not looked at."""
    enrolment = table_of(Enrolment)
    now = _read(connection, _among(connection, enrolment.c.id, touched))
    developer = _COLUMNS.index("developer_id")
    people = {row[developer] for row in {*before.values()} ^ {*now.values()}}
    # Their other enrolments count as before, and yet may become, or no longer be, the first of their person.
    found = _read(connection, _among(connection, enrolment.c.developer_id, people))
    others = [row for key, row in found.items() if key not in touched and not _within(key, still)]
    sides = ([*others, *(row for row in side.values() if row[developer] in people)] for side in (now, before))
    added, taken = map(_tallied, sides)
    for key, counter in taken.items():
        added.setdefault(key, Counter()).subtract(counter)
    return added


def _read(connection: Connection, chosen: ColumnElement[bool]) -> dict[int, Row]:
    return {row[0]: tuple(row) for row in connection.execute(_counted(connection).where(chosen))}


def _within(key: int, runs: Sequence[Run]) -> bool:
    return any(low <= key <= high for low, high in runs)


def _runs(ids: Collection[int]) -> list[Run]:
    """Keys as stretches of consecutive ones."""
    found: list[Run] = []
    for key in sorted(ids):
        if found and found[-1][1] == key - 1:
            found[-1] = (found[-1][0], key)
        else:
            found.append((key, key))
    return found


def _among(connection: Connection, key: ColumnElement[Any], ids: Collection[int]) -> ColumnElement[bool]:
    if not ids:
        return false()
    runs = _runs(ids)
    if len(runs) <= _MOST_RUNS:
        return or_(*(key.between(low, high) for low, high in runs))
    return key.in_(select(dialects.one_column(connection, list(ids)).c.value))


# -- counting ----------------------------------------------------------------------------------------------------


def _tallied(rows: Sequence[Row]) -> Counts:
    """All tallies of these enrolments; whoever is among them is there with all enrolments that count."""
    found: Counts = {}
    if not rows:
        return found
    columns: dict[str, Sequence[Any]] = dict(zip(_COLUMNS, zip(*rows, strict=True), strict=True))
    for milestone in MILESTONES:
        days = columns[f"{milestone}_on"]
        if not any(days):
            continue
        reached = [day for day in days if day]
        months = [day[:7] for day in reached]
        for tally, (grouped, milestones) in TALLIES.items():
            if milestone in milestones:
                a, b = [*(compress(columns[name], days) for name in grouped), repeat(None), repeat(None)][:2]
                marks = compress(_marks(tally, milestone, columns), days)
                found[tally, milestone] = Counter(zip(a, b, reached if tally == DAY else months, marks, strict=False))
    return found


def _marks(tally: str, milestone: str, columns: Mapping[str, Sequence[Any]]) -> Iterable[int]:
    """For each enrolment, which sums of a tally it belongs to beside `n`, as bits."""
    asked = sum(_BITS[name] for name, tallies in PARTS.items() if tally in tallies)
    marks = [mark & asked for mark in columns["marks"]] if asked else [0] * len(columns["marks"])
    if tally not in FIRSTS or milestone != "enrolled":
        return marks
    several = {who for who, times in Counter(columns["developer_id"]).items() if times > 1}  # most have only one
    people = list(zip(columns["developer_id"], *(columns[name] for name in TALLIES[tally][0]), strict=True))
    first: dict[tuple[Any, ...], tuple[str, int]] = {}
    for who, day, key in zip(people, columns["enrolled_on"], columns["id"], strict=True):
        if day and who[0] in several and (who not in first or (day, key) < first[who]):
            first[who] = (day, key)
    return [
        mark if who[0] in several and first.get(who, ("", 0))[1] != key else mark | _BITS["persons"]
        for mark, who, key in zip(marks, people, columns["id"], strict=True)
    ]


def _added(total: Counts, more: Counts) -> None:
    for key, counter in more.items():
        total.setdefault(key, Counter()).update(counter)


def _summed(counts: Counts) -> dict[tuple[str, ...], tuple[int, ...]]:
    """The sums by tally, milestone, a, b, at; none that are all 0."""
    found: dict[tuple[str, ...], list[int]] = {}
    for (tally, milestone), counter in counts.items():
        for (a, b, at, marks), many in counter.items():
            if many:
                words = (NOTHING if value is None else str(value) for value in (a, b))
                sums = found.setdefault((tally, milestone, *words, at), [0] * len(SUMS))
                for place, name in enumerate(SUMS):
                    if name == "n" or marks & _BITS[name]:
                        sums[place] += many
    return {key: tuple(sums) for key, sums in found.items() if any(sums)}


def _put(connection: Connection, counts: Counts) -> None:
    """Adds to the sums."""
    columns = ("tally", "milestone", "a", "b", "at", *SUMS)
    given = [dict(zip(columns, (*key, *sums), strict=True)) for key, sums in _summed(counts).items()]
    if given:
        connection.execute(text(
            f"INSERT INTO tallies ({', '.join(columns)}) VALUES ({', '.join(f':{name}' for name in columns)}) "
            "ON CONFLICT (tally, milestone, a, b, at) DO UPDATE SET "
            + ", ".join(f"{name} = tallies.{name} + excluded.{name}" for name in SUMS)
        ), given)  # fmt: skip


# -- what is due -------------------------------------------------------------------------------------------------


def due(connection: Connection) -> list[Run]:
    """The enrolments that the sums do not know yet, as first and last keys; none: the sums are of everything."""
    setting = table_of(Setting)
    value = connection.execute(select(setting.c.value).where(setting.c.name == _DUE)).scalar_one_or_none()
    return [(int(low), int(high)) for low, high in value["runs"]] if value else []


def catch_up(connection: Connection) -> None:
    """Counts what is due; the end of the audit chain is to be held."""
    still = due(connection)
    if not still:
        return
    total: Counts = {}
    while still:
        low, high = still.pop()
        last = min(high, low + _PORTION - 1)
        if last < high:
            still.append((last + 1, high))
        _added(total, _difference(connection, range(low, last + 1), {}, still))
    _put(connection, total)
    _leave(connection, [])


def _leave(connection: Connection, runs: Sequence[Run]) -> None:
    setting = table_of(Setting)
    connection.execute(setting.delete().where(setting.c.name == _DUE))
    if runs:
        connection.execute(setting.insert().values(name=_DUE, value={"runs": [list(run) for run in runs]}))


# -- from the beginning ------------------------------------------------------------------------------------------


def build(connection: Connection) -> None:
    """All sums anew, from the enrolments themselves."""
    connection.execute(table_of(Tally).delete())
    _leave(connection, [])
    _put(connection, _everything(connection, []))


def differing(connection: Connection) -> int:
    """How many sums are not what the enrolments come to, as far as they are not due; 0 is sound."""
    columns = [table_of(Tally).c[name] for name in ("tally", "milestone", "a", "b", "at", *SUMS)]
    kept = {tuple(row[:5]): tuple(row[5:]) for row in connection.execute(select(*columns)) if any(row[5:])}
    again = _summed(_everything(connection, due(connection)))
    return len({key for key, _ in kept.items() ^ again.items()})


def _everything(connection: Connection, still: Sequence[Run]) -> Counts:
    """All that counts and is not due, by portions of people: each comes with all enrolments."""
    enrolment = table_of(Enrolment)
    key = enrolment.c.developer_id
    total: Counts = {}
    counted = _counted(connection).where(*(not_(enrolment.c.id.between(low, high)) for low, high in still))
    lowest, highest = connection.execute(select(func.min(key), func.max(key))).one()
    for low in range(lowest or 0, (highest or 0) + 1, _PORTION):
        rows = connection.execute(counted.where(key.between(low, low + _PORTION - 1)))
        _added(total, _tallied([tuple(row) for row in rows]))
    return total

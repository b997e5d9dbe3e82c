"""Small sums of enrolments, kept up to date inside the change that caused them; refuses to count by another rule than `counted`.

A tally says for each value of what reports group by, and each month, how many enrolments reached a milestone, how many of
them are of women, of persons with disabilities, complete, and the first of their person: that is what makes a count of
different people add up. A change takes off what its people counted before and adds what they count now, as sets.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import add
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    and_,
    case,
    cast,
    column,
    false,
    func,
    literal,
    or_,
    select,
    table,
    text,
)
from sqlmodel import Field, SQLModel

from skilling.database import dialects
from skilling.database.tables import Cohort, Developer, Enrolment, table_of
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
FIRSTS: Final = {DAY: "turn", "state": "state_turn", "district": "district_turn"}
# In which of them the women, the persons with disabilities and the complete records are known: as far as sheets ask.
PARTS: Final = {
    "women": frozenset(TALLIES) - {"category", "cohort", "cohort_state"},
    "pwd": frozenset({DAY, "state"}),
    "complete": frozenset({DAY, "cohort"}),
}
SUMS: Final = ("n", "women", "pwd", "complete", "persons")
_WHICH: Final = {"women": "gender = 'F'", "pwd": "pwd = 'Y'", "complete": "complete = 1"}
# Tallies that are counted in one pass, because there are few groups by all that any of them groups by.
_TOGETHER: Final = (
    (DAY,), ("district", "state"), ("cohort_state", "cohort"), ("category", "age_band", "pwd", "minority", "learner_type"),
)  # fmt: skip
_MOST_RUNS: Final = 40


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
_KEYS: Final = ("id", "developer_id")
_COLUMNS: Final = (*_KEYS, *_GROUPED, *_DAYS, "complete")
_TURNS: Final = tuple(FIRSTS.values())


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
    """Every enrolment that counts, with what tallies need of it: text for keys and days, '' for nothing."""
    row = table_of(Enrolment).c

    def word(value: ColumnElement[Any]) -> ColumnElement[Any]:
        return func.coalesce(cast(value, String), NOTHING)

    stages = [row.enrolled_on, row.started_on, row.completed_on, row.certified_on]
    days = [*stages, left_on(row.enrolled_on, row.left_on), broken_on(stages)]
    grouped = {
        "cohort": row.cohort_id, "state": row.state_id, "district": row.district_id, "gender": stated(row.gender, GENDERS),
        "category": stated(row.category, CATEGORIES), "pwd": stated(row.pwd, YES_NO),
        "minority": stated(row.minority, YES_NO), "age_band": row.age_band,
        "learner_type": stated(row.learner_type, LEARNER_TYPES),
    }  # fmt: skip
    whole = and_(*(grouped[name].is_not(None) for name in COMPLETE))
    return select(
        row.id, row.developer_id, *(word(grouped[name]).label(name) for name in _GROUPED),
        *(func.coalesce(dialects.day_of(connection, day), NOTHING).label(name) for name, day in zip(_DAYS, days, strict=True)),
        case((whole, 1), else_=0).label("complete"),
    ).where(counts())  # fmt: skip


# -- following a change ------------------------------------------------------------------------------------------


@dataclass
class Following:
    """The sums on their way through one change: what its enrolments counted before, and which were made."""

    before: set[int] = field(default_factory=set)  # enrolments whose former state is held
    made: set[int] = field(default_factory=set)  # enrolments that were not there before
    runs: list[tuple[int, int]] = field(default_factory=list)  # first and last key of such, inserted as a set
    _begun: bool = False

    def about_to_change(self, connection: Connection, noun: str, ids: Collection[int]) -> None:
        """Holds what the enrolments of these records count, before a statement changes them."""
        if noun not in WATCHED or not ids:
            return
        enrolment = table_of(Enrolment)
        key = {"enrolment": enrolment.c.id, "developer": enrolment.c.developer_id, "cohort": enrolment.c.cohort_id}[noun]
        chosen = _among(connection, key, ids)
        touched = set(connection.execute(select(enrolment.c.id).where(chosen)).scalars())
        new = {key for key in touched - self.before - self.made if not any(low <= key <= high for low, high in self.runs)}
        if not new:
            return
        if not self._begun:
            _begin(connection)
            self._begun = True
        wanted = _counted(connection).where(_among(connection, enrolment.c.id, new))
        _insert(connection, "counted_before", _COLUMNS, wanted)
        self.before |= new

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
        """Brings the sums up to date with everything that this change did to enrolments."""
        if not (self.before or self.made or self.runs):
            return
        if not self._begun:
            _begin(connection)
        enrolment = table_of(Enrolment)
        touched = or_(
            *(enrolment.c.id.between(low, high) for low, high in self.runs),
            _among(connection, enrolment.c.id, self.before | self.made),
        )
        now = _counted(connection)
        _insert(connection, "counted", (*_COLUMNS, "side"), now.where(touched).add_columns(literal(1).label("side")))
        names = ", ".join(_COLUMNS)
        connection.execute(text(f"INSERT INTO counted ({names}, side) SELECT {names}, -1 FROM counted_before"))
        # Their people's other enrolments stand on both sides: only which of them is the first may differ.
        connection.execute(text("INSERT INTO counted_people SELECT DISTINCT developer_id FROM counted"))
        people: Select[Any] = select(column("developer_id")).select_from(text("counted_people"))
        others = now.where(enrolment.c.developer_id.in_(people), ~touched)
        _insert(connection, "counted", (*_COLUMNS, "side"), others.add_columns(literal(0).label("side")))
        connection.execute(text(f"INSERT INTO counted ({names}, side) SELECT {names}, -1 FROM counted WHERE side = 0"))
        connection.execute(text("UPDATE counted SET side = 1 WHERE side = 0"))
        _rank(connection)
        _add(connection, "tallies")
        _end(connection)


def _runs(ids: Collection[int]) -> list[tuple[int, int]]:
    """Keys as stretches of consecutive ones."""
    found: list[tuple[int, int]] = []
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


# -- the sets ----------------------------------------------------------------------------------------------------


def _begin(connection: Connection) -> None:
    """Room for what counted before and what counts now, gone with the transaction."""
    words = ", ".join(f"{name} VARCHAR" for name in (*_GROUPED, *_DAYS))
    plain = f"id INTEGER, developer_id INTEGER, {words}, complete INTEGER"
    turns = ", ".join(f"{name} INTEGER DEFAULT 1" for name in _TURNS)
    for made in (
        f"counted_before ({plain})",
        f"counted ({plain}, side INTEGER, {turns})",
        "counted_people (developer_id INTEGER)",
    ):
        connection.execute(text(f"CREATE TEMPORARY TABLE {made}"))


def _end(connection: Connection) -> None:
    for name in ("counted_before", "counted", "counted_people"):
        connection.execute(text(f"DROP TABLE {name}"))


def _insert(connection: Connection, name: str, columns: Sequence[str], rows: Select[Any]) -> None:
    target = table(name, *(column(each) for each in columns))
    connection.execute(target.insert().from_select(list(columns), rows))


def _rank(connection: Connection) -> None:
    """Marks the first enrolment of each person, in all and in each place; most people have only one."""
    several = "SELECT side, developer_id FROM counted WHERE enrolled_on <> '' GROUP BY side, developer_id HAVING count(*) > 1"
    parts = {"turn": "", "state_turn": ", each.state", "district_turn": ", each.state, each.district"}
    ranks = ", ".join(
        f"row_number() OVER (PARTITION BY each.side, each.developer_id{part} ORDER BY each.enrolled_on, each.id) AS {name}"
        for name, part in parts.items()
    )
    connection.execute(text(
        f"UPDATE counted SET turn = ranked.turn, state_turn = ranked.state_turn, district_turn = ranked.district_turn FROM "
        f"(SELECT each.id AS id, each.side AS side, {ranks} FROM counted AS each JOIN ({several}) AS several "
        "ON several.side = each.side AND several.developer_id = each.developer_id WHERE each.enrolled_on <> '') AS ranked "
        "WHERE ranked.id = counted.id AND ranked.side = counted.side"
    ))  # fmt: skip


def _add(connection: Connection, target: str) -> None:
    """Adds what `counted` comes to, each row with its sign, to the sums in `target`."""
    latest = connection.execute(text(f"SELECT {', '.join(f'max({day})' for day in _DAYS)} FROM counted")).one()
    reached = [milestone for milestone, day in zip(MILESTONES, latest, strict=True) if day]
    given = [row for milestone in reached for tallies in _TOGETHER for row in _counted_together(connection, milestone, tallies)]
    more = ", ".join(f"{name} = {target}.{name} + excluded.{name}" for name in SUMS)
    columns = ("tally", "milestone", "a", "b", "at", *SUMS)
    put = text(
        f"INSERT INTO {target} ({', '.join(columns)}) VALUES ({', '.join(f':{name}' for name in columns)}) "
        f"ON CONFLICT (tally, milestone, a, b, at) DO UPDATE SET {more}"
    )
    if given:
        connection.execute(put, [dict(zip(columns, row, strict=True)) for row in given])


def _counted_together(connection: Connection, milestone: str, tallies: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """The rows of some tallies for a milestone: the engine sorts once for all of them, its few groups are added up here."""
    tallies = [tally for tally in tallies if milestone in TALLIES[tally][1]]
    if not tallies:
        return
    day = f"{milestone}_on"
    by = list(dict.fromkeys(name for tally in tallies for name in TALLIES[tally][0]))
    at = day if DAY in tallies else f"substr({day}, 1, 7)"
    wanted = {"n": "1 = 1"} | {name: which for name, which in _WHICH.items() if not PARTS[name].isdisjoint(tallies)}
    if milestone == "enrolled":
        wanted |= {FIRSTS[tally]: f"{FIRSTS[tally]} = 1" for tally in tallies if tally in FIRSTS}
    sums = (f"sum(CASE WHEN {which} THEN side ELSE 0 END)" for which in wanted.values())
    groups = connection.execute(
        text(f"SELECT {', '.join((*by, at, *sums))} FROM counted WHERE {day} <> '' GROUP BY {', '.join((*by, at))}")
    ).all()
    nothing, zero = (NOTHING,) * len(groups), (0,) * len(groups)
    columns = dict(zip((*by, "at", *wanted), zip(*groups, strict=True), strict=True)) if groups else {"at": ()}
    for tally in tallies:
        a, b = [*(columns.get(name, ()) for name in TALLIES[tally][0]), nothing, nothing][:2]
        asked = {"n": "n", "persons": FIRSTS.get(tally, "")} | {name: name for name, of in PARTS.items() if tally in of}
        values = zip(*(columns.get(asked.get(name, ""), zero) for name in SUMS), strict=True)
        total: dict[tuple[str, ...], tuple[int, ...]] = {}
        for key, said in zip(zip(a, b, columns["at"], strict=True), values, strict=True):
            total[key] = tuple(map(add, total[key], said)) if key in total else said
        yield from ((tally, milestone, *key, *said) for key, said in total.items() if any(said))


# -- from the beginning ------------------------------------------------------------------------------------------


def build(connection: Connection) -> None:
    """All sums anew, from the enrolments themselves."""
    connection.execute(table_of(Tally).delete())
    _fill(connection, "tallies")


def differing(connection: Connection) -> int:
    """How many sums are not what the enrolments come to; 0 is sound."""
    columns = ("tally", "milestone", "a", "b", "at", *SUMS)
    kinds = ", ".join(f"{name} {'INTEGER' if name in SUMS else 'VARCHAR'}" for name in columns)
    connection.execute(text(f"CREATE TEMPORARY TABLE tallies_again ({kinds}, PRIMARY KEY (tally, milestone, a, b, at))"))
    _fill(connection, "tallies_again")
    names, some = ", ".join(columns), " OR ".join(f"{name} <> 0" for name in SUMS)
    kept, again = (f"SELECT {names} FROM {name} WHERE {some}" for name in ("tallies", "tallies_again"))
    found = connection.execute(text(
        f"SELECT count(*) FROM (SELECT tally, milestone, a, b, at FROM (SELECT * FROM ({kept} EXCEPT {again}) AS missing "
        f"UNION ALL SELECT * FROM ({again} EXCEPT {kept}) AS added) AS one GROUP BY tally, milestone, a, b, at) AS every"
    )).scalar_one()  # fmt: skip
    connection.execute(text("DROP TABLE tallies_again"))
    return int(found)


def _fill(connection: Connection, target: str) -> None:
    _begin(connection)
    _insert(connection, "counted", (*_COLUMNS, "side"), _counted(connection).add_columns(literal(1).label("side")))
    _rank(connection)
    _add(connection, target)
    _end(connection)

"""Small sums of enrolments, kept up to date inside the change that caused them; refuses to count by another rule than `counts`.

A change takes off what its enrolments counted before and adds what they count now. Many enrolments made at once are only
noted as due: the sums are then of all others, and `catch_up` counts the new ones before figures are read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, false, func, not_, or_, select, text
from sqlmodel import Field

from skilling.database import dialects
from skilling.database.tables import RECORDS, Enrolment, Setting, Stored, table_of
from skilling.database.tallying import (
    DAYS_AT,
    SUMS,
    Counts,
    First,
    Row,
    add,
    by_id,
    counted,
    counts,
    enrolled_by,
    first_of,
    firsts,
    summed,
    tallied,
)

WATCHED: Final = frozenset({"enrolment", "developer", "cohort"})  # nouns whose changes the sums follow
_DUE: Final = "tallies_due"  # the setting that names the enrolments still to be counted
_AT_ONCE: Final = 2_000  # so many new enrolments are counted inside the change that makes them
_PORTION: Final = 20_000  # rows that are held at once while many are counted
_MOST_RUNS: Final = 40

Run = tuple[int, int]  # first and last key of a stretch


class Tally(Stored, table=True):
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
            connection.execute(select(owner).where(among(connection, owner, ids)).order_by(owner).with_for_update())
        held = select(enrolment.c.id).where(among(connection, key, ids)).order_by(enrolment.c.id).with_for_update()
        touched = connection.execute(held).scalars()
        new = {each for each in touched if each not in self.before and each not in self.made and not _within(each, self.runs)}
        if new:
            self.before |= dict.fromkeys(new)
            self.before |= _read(connection, among(connection, enrolment.c.id, new))

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
        _put(connection, difference(connection, touched, before, still))


def difference(connection: Connection, touched: Collection[int], before: Mapping[int, Row], still: Sequence[Run]) -> Counts:
    """What changed about these enrolments, as counts to be added; those that are still due are not looked at."""
    enrolment = table_of(Enrolment)
    now = _read(connection, among(connection, enrolment.c.id, touched))
    more: list[Row] = []
    less: list[Row] = []
    people: set[int] = set()  # whose first enrolment may be another
    for key in touched:
        new, old = now.get(key), before.get(key)
        if new == old:
            continue
        if new is None or old is None:
            people |= {row[1] for row in (new, old) if row is not None}
        elif first_of(new) != first_of(old):
            people |= {new[1], old[1]}
        elif new[:DAYS_AT] == old[:DAYS_AT] and new[-1] == old[-1]:
            new, old = _as_far_as_different(new, old), _as_far_as_different(old, new)
        if new is not None:
            more.append(new)
        if old is not None:
            less.append(old)
    total = tallied(more)
    if people:
        # Their other enrolments count as before, and yet may become, or no longer be, the first of their person.
        theirs = connection.execute(select(enrolment.c.id).where(among(connection, enrolment.c.developer_id, people))).scalars()
        rest = [key for key in theirs.all() if key not in touched and not _within(key, still)]
        found = connection.execute(enrolled_by(connection).where(counts(), among(connection, enrolment.c.id, rest)))
        others = [tuple(each) for _, *each in found.all()]
        were, are = ([first_of(row) for row in side.values() if row[1] in people] for side in (before, now))
        add(total, firsts(others, were, are))
    for each, counter in tallied(less).items():
        total.setdefault(each, Counter()).subtract(counter)
    return total


def on_days(connection: Connection, first: date, last: date) -> Counts:
    """What was reached on these days, and the first enrolments of persons that lie on them, as counts that sums by month hold."""
    row, begin, end = table_of(Enrolment).c, first.isoformat(), last.isoformat()
    stages = (row.enrolled_on, row.started_on, row.completed_on, row.certified_on, row.left_on)
    keys = connection.execute(select(row.id).where(or_(*(stage.between(first, last) for stage in stages)))).scalars().all()
    total: Counts = {}
    enrolled: list[First] = []
    for place in range(0, len(keys), _PORTION):
        portion = [
            (*each[:DAYS_AT], *[day if day and begin <= day <= end else None for day in each[DAYS_AT:-1]], each[-1])
            for each in _read(connection, among(connection, row.id, keys[place : place + _PORTION])).values()
        ]
        add(total, tallied(portion))
        enrolled += [first_of(each) for each in portion if each[DAYS_AT]]
    people = {each[0] for each in enrolled}
    earlier = counts(), row.enrolled_on < first, among(connection, row.developer_id, people)
    others = connection.execute(enrolled_by(connection).where(*earlier)).all() if people else []
    add(total, firsts([tuple(each) for _, *each in others], (), enrolled))
    return total


def _as_far_as_different(row: Row, other: Row) -> Row:
    """Without the days that another row of the same enrolment has too."""
    days = [day if day != same else None for day, same in zip(row[DAYS_AT:-1], other[DAYS_AT:-1], strict=True)]
    return (*row[:DAYS_AT], *days, row[-1])


def _read(connection: Connection, chosen: ColumnElement[bool]) -> dict[int, Row]:
    return by_id(connection.execute(counted(connection).where(counts(), chosen)))


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


def among(connection: Connection, key: ColumnElement[Any], ids: Collection[int]) -> ColumnElement[bool]:
    if not ids:
        return false()
    runs = _runs(ids)
    if len(runs) <= _MOST_RUNS:
        return or_(*(key.between(low, high) for low, high in runs))
    return key.in_(select(dialects.one_column(connection, list(ids)).c.value))


def _put(connection: Connection, counts: Counts) -> None:
    """Adds to the sums."""
    columns = ("tally", "milestone", "a", "b", "at", *SUMS)
    given = [dict(zip(columns, (*key, *sums), strict=True)) for key, sums in summed(counts).items()]
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
        add(total, difference(connection, range(low, last + 1), {}, still))
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
    again = summed(_everything(connection, due(connection)))
    return len({key for key, _ in kept.items() ^ again.items()})


def _everything(connection: Connection, still: Sequence[Run]) -> Counts:
    """All that counts and is not due, by portions of people: each comes with all enrolments."""
    enrolment = table_of(Enrolment)
    key = enrolment.c.developer_id
    total: Counts = {}
    chosen = counted(connection).where(counts(), *(not_(enrolment.c.id.between(low, high)) for low, high in still))
    lowest, highest = connection.execute(select(func.min(key), func.max(key))).one()
    for low in range(lowest or 0, (highest or 0) + 1, _PORTION):
        rows = list(by_id(connection.execute(chosen.where(key.between(low, low + _PORTION - 1)))).values())
        add(total, tallied(rows))
        add(total, firsts((), (), list(map(first_of, rows))))
    return total

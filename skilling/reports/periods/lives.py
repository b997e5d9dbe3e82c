"""What enrolments were between the changes that touched them, and the persons they are of; refuses to count what was taken away.

An enrolment is told with what its cohort and its developer were at the time: taken away or not, of which programme and institution.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import select
from sqlmodel import Session

from skilling.database import dialects, plainrows
from skilling.database.tables import Cohort, Developer, Enrolment, Record, table_of
from skilling.reports.knowledge import Later, Row

_OF_COHORTS: Final = frozenset({"archived_at", "institution_id", "programme_id"})  # what an enrolment takes from its cohort
_NOW: Final = 1 << 62  # later than any change


@dataclass(frozen=True)
class Lives:
    """Of each enrolment, and of each person, that was touched: change, what there was before it, what after it; in order."""

    enrolments: Sequence[Sequence[tuple[int, Row | None, Row | None]]]
    persons: Sequence[Sequence[tuple[int, Sequence[Row], Sequence[Row]]]]


@dataclass
class _Records:
    """Records of one noun as they were before any change."""

    session: Session
    later: Later
    model: type[Record]
    now: dict[int, Row] = field(default_factory=dict)
    _states: dict[int, list[tuple[int, Row | None]]] = field(default_factory=dict)

    def load(self, column: str, values: Iterable[Any]) -> None:
        """Reads the records of which a column is among these values."""
        table = table_of(self.model)
        given = dialects.one_column(self.session.connection(), sorted({value for value in values if value is not None}))
        for row in self.session.execute(select(table).join(given, given.c.value == table.c[column])).mappings():
            self.now[row["id"]] = plainrows.plain(dict(row))

    def before(self, record: int, change: int) -> Row | None:
        """What a record was just before a change; None where it was not there."""
        if record not in self._states:
            self._states[record] = self.later.states(self.model.noun, record, self.now.get(record))[::-1]
        return next((row for number, row in self._states[record] if number >= change), self.now.get(record))

    def ever(self, record: int, name: str) -> set[Any]:
        """Every value that a column had since, and has."""
        rows = [self.now.get(record), *(row for _, row in self.later.states(self.model.noun, record, self.now.get(record)))]
        return {row[name] for row in rows if row is not None and row.get(name) is not None}


def lives(session: Session, later: Later) -> Lives:
    """The lives of all enrolments that were touched, or whose developer or cohort was in a way that concerns them."""
    enrolments, developers, cohorts = (_Records(session, later, model) for model in (Enrolment, Developer, Cohort))
    enrolments.load("id", later.ids("enrolment"))
    enrolments.load("developer_id", _touching(later, "developer", frozenset({"archived_at"})))
    enrolments.load("cohort_id", _touching(later, "cohort", _OF_COHORTS))
    concerned = {*enrolments.now, *later.ids("enrolment")}
    people = {person for record in concerned for person in enrolments.ever(record, "developer_id")}
    enrolments.load("developer_id", people)  # a person's first enrolment follows from all of them
    every = {*enrolments.now, *concerned}
    developers.load("id", people)
    cohorts.load("id", {cohort for record in every for cohort in enrolments.ever(record, "cohort_id")})

    def counted(record: int, change: int) -> Row | None:
        return _counted(enrolments.before(record, change), developers, cohorts, change)

    changes = {record: _changes(later, enrolments, record) for record in every}
    spans = [
        [(change, counted(record, change), counted(record, following)) for change, following in _pairs(changes[record])]
        for record in concerned
    ]
    of: dict[int, set[int]] = {}
    for record in every:
        for person in enrolments.ever(record, "developer_id"):
            of.setdefault(person, set()).add(record)
    stretches = []
    for person in people:

        def held(change: int, person: int = person) -> list[Row]:
            rows = [counted(record, change) for record in sorted(of.get(person, ()))]
            return [row for row in rows if row is not None and row["developer_id"] == person]

        moments = sorted({change for record in of.get(person, ()) for change in changes[record]})
        stretches.append([(change, held(change), held(following)) for change, following in _pairs(moments)])
    return Lives(spans, stretches)


def _touching(later: Later, noun: str, names: frozenset[str]) -> list[int]:
    """Records of a noun of which one of these values was changed."""
    return [
        record for (kind, record), touches in later.touched.items()
        if kind == noun and any(touch.before is not None and names & touch.before.keys() for touch in touches)
    ]  # fmt: skip


def _changes(later: Later, enrolments: _Records, record: int) -> list[int]:
    """The changes that touched an enrolment, its developer or its cohort, in order."""
    found = set(later.by("enrolment", record))
    for noun in ("developer", "cohort"):
        for parent in enrolments.ever(record, f"{noun}_id"):
            found |= set(later.by(noun, parent))
    return sorted(found)


def _pairs(changes: Sequence[int]) -> Iterable[tuple[int, int]]:
    return zip(changes, [*changes[1:], _NOW], strict=True)


def _counted(row: Row | None, developers: _Records, cohorts: _Records, change: int) -> Row | None:
    """An enrolment with what its developer and its cohort were; None while one of them was taken away, or not there yet."""
    if row is None or row["archived_at"] is not None:
        return None
    developer, cohort = developers.before(row["developer_id"], change), cohorts.before(row["cohort_id"], change)
    if developer is None or cohort is None or developer["archived_at"] is not None or cohort["archived_at"] is not None:
        return None
    return {**row, "institution": cohort["institution_id"], "programme": cohort["programme_id"]}

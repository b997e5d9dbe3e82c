"""What a list says of enrolments: who joins which cohort, which dated steps follow; refuses steps unknown to their life."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple

from sqlmodel import Session

from skilling.database import sets
from skilling.database.tables import Enrolment, EnrolmentStep, table_of
from skilling.domain import enrolments as rules
from skilling.domain.fields import label_of
from skilling.domain.lists import ENROLMENT_STATUSES
from skilling.domain.problems import Refused

REASON: Final = "As the imported list says"


class Step(NamedTuple):
    """An enrolment has this status since that day."""

    status: str
    on: date


@dataclass(frozen=True, slots=True)
class Standing:
    """An enrolment of the register as it stands: the steps that hold, its version and its milestones."""

    id: int
    version: int
    status: str
    steps: tuple[Step, ...]
    archived: bool
    milestones: Mapping[str, date | None]

    def last(self) -> Step:
        """The newest step."""
        return self.steps[-1] if self.steps else Step(self.status, date.min)


@dataclass
class Move:
    """Further steps of an enrolment that exists; `row` is the position of the first row that says so."""

    standing: Standing
    row: int
    steps: list[Step]


@dataclass
class Joins:
    """The enrolments that a list makes, column by column, and the steps it adds to others.

    `rows` are positions of rows whose person joins, `places` the cohorts (by place in the plan), `steps` the life so far.
    `without_join` are rows whose person is in the cohort already; `errors` say why a row's step is refused.
    """

    rows: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    steps: list[tuple[Step, ...]] = field(default_factory=list)
    moves: dict[int, Move] = field(default_factory=dict)  # by enrolment id
    touched: set[int] = field(default_factory=set)  # positions of rows that make or move an enrolment
    errors: dict[int, tuple[str, str]] = field(default_factory=dict)  # code and sentence
    passed_over: list[int] = field(default_factory=list)  # rows whose other status is not taken in this mode
    filled_in: list[int] = field(default_factory=list)  # rows whose earlier steps had to be put in

    def coming(self, cohorts: int) -> list[int]:
        """How many seats each cohort needs."""
        return self._counted(cohorts, rules.HOLDS_SEAT)

    def joining(self, cohorts: int) -> list[int]:
        """How many people join each cohort."""
        return self._counted(cohorts, None)

    def _counted(self, cohorts: int, statuses: frozenset[str] | None) -> list[int]:
        counts = [0] * cohorts
        for place, steps in zip(self.places, self.steps, strict=True):
            counts[place] += statuses is None or steps[-1].status in statuses
        return counts


class Joiner:
    """Goes through the rows of a list in order and notes what becomes of enrolments."""

    def __init__(self, session: Session, people: Sequence[int], *, moves: bool, today: date) -> None:
        """`people` are ids of developers whose enrolments matter; `moves` says whether existing ones may change."""
        self._standing = _standing(session, people)
        self._moves = moves
        self._today = today
        self._made: dict[tuple[int, int], int] = {}
        self.joins = Joins()

    def stands(self, developer: int, cohort: int) -> Standing | None:
        """The enrolment of a developer in a cohort, by their ids; one that was taken away begins anew, as it does by hand."""
        found = self._standing.get((developer, cohort))
        return None if found is None or found.archived else found

    def new(self, row: int, person: int, place: int, status: str | None, on: date | None) -> None:
        """A row's person is in a cohort where no enrolment of theirs exists. `person` tells people of the list apart."""
        made = self._made.get((person, place))
        joins = self.joins
        if made is None:
            self._made[person, place] = len(joins.rows)
            joins.rows.append(row)
            joins.places.append(place)
            steps = beginning(status or "enrolled", on or self._today)
            joins.steps.append(steps)
            joins.touched.add(row)
            if len(steps) > 2 or (len(steps) > 1 and steps[-1].status != "active"):
                joins.filled_in.append(row)
            return
        life = joins.steps[made]
        if status is None or _lived(life, status, on):
            return
        self._follow(row, life, Step(status, on or self._today), made)

    def _follow(self, row: int, life: tuple[Step, ...], step: Step, made: int) -> None:
        """A later row of the same person in the same cohort says what came next."""
        try:
            _check(life[-1], step, self._today)
        except Refused as refused:
            self.joins.errors[row] = refused.code, refused.message
            return
        self.joins.steps[made] = (*life, step)
        self.joins.touched.add(row)

    def existing(self, row: int, standing: Standing, status: str | None, on: date | None) -> None:
        """A row's person is in the cohort already."""
        joins = self.joins
        move = joins.moves.get(standing.id)
        life = (*standing.steps, *(move.steps if move else ())) or (standing.last(),)
        if status is None or _lived(life, status, on):
            return
        if not self._moves:
            joins.passed_over.append(row)
            return
        step = Step(status, on or self._today)
        try:
            _check(life[-1], step, self._today)
        except Refused as refused:
            joins.errors[row] = refused.code, refused.message
            return
        if move is None:
            move = joins.moves[standing.id] = Move(standing, row, [])
        move.steps.append(step)
        joins.touched.add(row)


def _lived(life: Sequence[Step], status: str, on: date | None) -> bool:
    """Whether a status is nothing new: it holds, or it held before and the list does not say that it came again since."""
    last = life[-1]
    if status == last.status:
        return True
    return any(step.status == status for step in life) and (on is None or on <= last.on)


def _check(last: Step, step: Step, today: date) -> None:
    rules.check_step(last.status, last.on, step.status, step.on, REASON, today)


@lru_cache(maxsize=4096)
def beginning(status: str, on: date) -> tuple[Step, ...]:
    """The shortest life that leads to a status, all on the day that the list gives: nobody is active who was not enrolled."""
    ways: list[tuple[str, ...]] = [(first,) for first in sorted(rules.FIRST)]
    for way in ways:
        if way[-1] == status:
            return tuple(Step(each, on) for each in way)
        ways.extend((*way, following) for following in sorted(rules.STEPS[way[-1]]) if following not in way)
    raise Refused("enrolment-step", f"No enrolment can be {label_of(ENROLMENT_STATUSES, status).lower()}.")


def milestones(steps: Sequence[Step], before: Mapping[str, date | None] | None = None) -> dict[str, date | None]:
    """The day on which each milestone was first reached, given those reached before; whoever came back has not left."""
    reached: dict[str, date | None] = dict(before or {})
    for step in steps:
        name = rules.MILESTONES.get(step.status)
        if name and reached.get(name) is None:
            reached[name] = step.on
        if step.status == "active":
            reached["left_on"] = None
    return reached


def _standing(session: Session, people: Sequence[int]) -> dict[tuple[int, int], Standing]:
    """The enrolments of these developers, by developer and cohort."""
    enrolment, step = table_of(Enrolment), table_of(EnrolmentStep)
    names = sorted(set(rules.MILESTONES.values()))
    columns = (
        *(enrolment.c[name] for name in ("id", "developer_id", "cohort_id", "row_version", "status", "archived_at")),
        *(enrolment.c[name] for name in names),
    )
    rows = sets.rows_where(session, columns, enrolment.c.developer_id, list(people))
    steps = sets.rows_where(
        session,
        (step.c.enrolment_id, step.c.id, step.c.status, step.c.effective_on, step.c.retracted_at),
        step.c.enrolment_id,
        [int(row.id) for row in rows],
    )
    lives: dict[int, tuple[Step, ...]] = {}
    for of, _, status, on, retracted in sorted(steps, key=lambda row: int(row[1])):
        if retracted is None:
            lives[of] = (*lives.get(of, ()), Step(status, on))
    return {
        (int(row.developer_id), int(row.cohort_id)): Standing(
            int(row.id),
            int(row.row_version),
            row.status,
            lives.get(int(row.id), ()),
            row.archived_at is not None,
            {name: getattr(row, name) for name in names},
        )
        for row in rows
    }

"""The cohorts that a list names: those there are, those it would make; refuses closed ones and those its people do not fit in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlmodel import Session

from skilling.database.tables import Cohort, Enrolment, table_of
from skilling.domain.cohorts import COHORT, TAKES_DEVELOPERS, check_seats
from skilling.domain.enrolments import HOLDS_SEAT
from skilling.domain.fields import label_of
from skilling.domain.fieldsets import complete_draft
from skilling.domain.lists import COHORT_STATUSES
from skilling.domain.problems import Problem, Refused
from skilling.importing.planning import memory
from skilling.services import programmes


@dataclass(frozen=True, slots=True)
class CohortPlan:
    """A cohort that people of the list join. `id` is 0 where it does not exist yet; `coming` counts the seats needed."""

    code: str
    id: int = 0
    status: str = "draft"
    seats: int | None = None
    taken: int = 0
    coming: int = 0

    @property
    def is_new(self) -> bool:
        return not self.id


class Cohorts:
    """Finds cohorts by the words of a list, each once, in the order in which they are first named."""

    def __init__(self, session: Session) -> None:
        table = table_of(Cohort)
        rows = session.execute(
            select(table.c.id, table.c.code, table.c.name, table.c.status, table.c.seats, table.c.archived_at, table.c.run_id)
        ).all()
        undone = memory.undone(session)
        self._session = session
        # What went with a list that was taken back comes again with the next; what a person took away does not.
        self._gone = {
            row.code.casefold() for row in rows if row.archived_at is not None and row.archived_at != undone.get(row.run_id)
        }
        living = [row for row in rows if row.archived_at is None]
        by_name: dict[str, list[CohortPlan]] = {}
        self._known: dict[str, CohortPlan] = {}
        for row in living:
            cohort = CohortPlan(row.code, int(row.id), row.status, row.seats)
            self._known[row.code.casefold()] = cohort
            if row.name:
                by_name.setdefault(row.name.casefold(), []).append(cohort)
        for name, named in by_name.items():
            if len(named) == 1:
                self._known.setdefault(name, named[0])
        self._places: dict[str, int] = {}
        self.named: list[CohortPlan] = []

    def place(self, words: str) -> int | Problem:
        """Where the cohort of that code or name stands in `named`; the Problem where it is gone or cannot be made."""
        said = words.casefold()
        if said in self._places:
            return self._places[said]
        cohort = self._known.get(said)
        if cohort is None and said in self._gone:
            return Problem(
                "cohort-gone",
                f"Cohort {words} was taken away. Bring it back in History, or name another cohort.",
                "cohort.code",
            )
        if cohort is None and (wrong := _wrong_code(words)) is not None:
            return wrong
        cohort = cohort or CohortPlan(words)
        for place, known in enumerate(self.named):
            if known.code.casefold() == cohort.code.casefold():
                self._places[said] = place
                return place
        self._places[said] = len(self.named)
        self.named.append(cohort)
        return self._places[said]

    def filled(self, coming: Sequence[int]) -> tuple[CohortPlan, ...]:
        """The cohorts with the seats that are taken and those that are needed; `coming` is by place."""
        ids = [cohort.id for cohort in self.named if cohort.id]
        taken = _taken(self._session, ids)
        return tuple(
            replace(cohort, taken=taken.get(cohort.id, 0), coming=needed)
            for cohort, needed in zip(self.named, coming, strict=True)
        )


def _wrong_code(words: str) -> Problem | None:
    """Why no cohort can be made with that code."""
    try:
        complete_draft(COHORT, {"code": words, "programme_id": 1})
    except Refused as refused:
        return Problem("cohort-code", f"'{words}' cannot be the code of a new cohort. {refused.message}", "cohort.code")
    return None


def problems(
    session: Session, cohorts: Sequence[CohortPlan], joining: Sequence[int], programme: str | None = None
) -> list[Problem]:
    """Why the list cannot go in as it is: a cohort that takes nobody, has too few seats, or cannot be made.

    `joining` counts, by place, those who would be enrolled, whether or not they hold a seat; `programme` is the code of the
    one that new cohorts belong to, where there is a choice.
    """
    found: list[Problem] = []
    for cohort, number in zip(cohorts, joining, strict=True):
        if not number:
            continue
        if cohort.status not in TAKES_DEVELOPERS:
            found.append(
                Problem(
                    "cohort-closed",
                    f"Cohort {cohort.code} is {label_of(COHORT_STATUSES, cohort.status).lower()} and takes nobody any "
                    "more. Choose another cohort, or reopen this one.",
                    "cohort.code",
                )
            )
        try:
            check_seats(cohort.code, cohort.seats, cohort.taken, cohort.coming)
        except Refused as refused:
            found.append(Problem(refused.code, refused.message, "cohort.code"))
    if any(cohort.is_new and number for cohort, number in zip(cohorts, joining, strict=True)):
        found.extend(_cannot_be_made(session, next(cohort.code for cohort in cohorts if cohort.is_new), programme))
    return found


def _cannot_be_made(session: Session, code: str, programme: str | None) -> list[Problem]:
    try:
        programmes.chosen(session, programme)
    except Refused:
        return [
            Problem(
                "cohort-programme",
                f"Cohort {code} does not exist yet, and it is not clear which programme it would belong to. "
                "Choose the programme, or make the cohort in its programme first, then import the list.",
                "cohort.code",
            )
        ]
    return []


def _taken(session: Session, ids: Sequence[int]) -> dict[int, int]:
    table = table_of(Enrolment)
    found = session.execute(
        select(table.c.cohort_id, func.count())
        .where(table.c.cohort_id.in_(ids), table.c.status.in_(HOLDS_SEAT), table.c.archived_at.is_(None))
        .group_by(table.c.cohort_id)
    )
    return {int(cohort): int(count) for cohort, count in found}

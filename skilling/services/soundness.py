"""What must hold between records whatever happened to the file: the rules of `check`, each with its sentence and how to mend
it; refuses to mend anything itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any, Final

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlmodel import Session

from skilling.database.tables import (
    RECORDS,
    Cohort,
    CohortResource,
    Developer,
    Enrolment,
    EnrolmentStep,
    Founder,
    Grant,
    Record,
    Startup,
    table_of,
)
from skilling.domain.enrolments import HOLDS_SEAT, MILESTONES, STEPS
from skilling.domain.money import numbered

_SHOWN: Final = 20  # records that a finding names by their numbers
_IN_ORDER: Final = ("applied_on", "enrolled_on", "started_on", "completed_on", "certified_on")

Rows = Callable[[], Select[Any]]


@dataclass(frozen=True, slots=True)
class Unsound:
    """One rule that does not hold: for how many records, which ones (the first of them), what that means, what to do."""

    code: str
    noun: str
    count: int
    records: tuple[int, ...]
    message: str
    mend: str


@dataclass(frozen=True, slots=True)
class _Rule:
    code: str
    noun: str
    broken: Rows  # the ids of the records that break it
    says: str  # after "3 enrolments" and before the full stop
    mend: str


def examine(session: Session) -> list[Unsound]:
    """Every rule that does not hold. Reads all enrolments and their steps once for each of a dozen rules."""
    return list(_broken(session))


def _broken(session: Session) -> Iterator[Unsound]:
    for rule in RULES:
        found = rule.broken().subquery()
        count = int(session.execute(select(func.count()).select_from(found)).scalar_one())
        if count:
            key = found.c[0]
            first = tuple(session.execute(select(key).order_by(key).limit(_SHOWN)).scalars())
            things = numbered(count, rule.noun.replace("_", " "))
            yield Unsound(rule.code, rule.noun, count, first, f"{things} {rule.says}.", rule.mend)


def _living(record: type[Record]) -> Select[Any]:
    table = table_of(record)
    return select(table.c.id).where(table.c.archived_at.is_(None))


def _newest_step() -> Any:
    """The newest step that stands, of each enrolment."""
    step = table_of(EnrolmentStep)
    return select(func.max(step.c.id).label("id")).where(step.c.retracted_at.is_(None)).group_by(step.c.enrolment_id).subquery()


def _without_steps() -> Select[Any]:
    enrolment, step = table_of(Enrolment), table_of(EnrolmentStep)
    return _living(Enrolment).where(~exists().where(step.c.enrolment_id == enrolment.c.id, step.c.retracted_at.is_(None)))


def _other_status() -> Select[Any]:
    enrolment, step, newest = table_of(Enrolment), table_of(EnrolmentStep), _newest_step()
    joined = _living(Enrolment).join(step, step.c.enrolment_id == enrolment.c.id).join(newest, newest.c.id == step.c.id)
    return joined.where(step.c.status != enrolment.c.status)


def _unknown_status() -> Select[Any]:
    return _living(Enrolment).where(table_of(Enrolment).c.status.not_in(sorted(STEPS)))


def _other_milestone() -> Select[Any]:
    """A day of a milestone on which no step that stands reached it, or none although one did."""
    enrolment, step = table_of(Enrolment), table_of(EnrolmentStep)
    reaching: dict[str, list[str]] = {}
    for status, column in MILESTONES.items():
        reaching.setdefault(column, []).append(status)
    parts = []
    for column, statuses in reaching.items():
        reached = exists().where(
            step.c.enrolment_id == enrolment.c.id, step.c.retracted_at.is_(None), step.c.status.in_(statuses)
        )
        kept = enrolment.c[column]
        parts.append(and_(kept.is_not(None), ~reached.where(step.c.effective_on == kept)))
        # Whoever came back has left in the log, and not on the enrolment.
        still = [enrolment.c.status.in_(statuses)] if column == "left_on" else []
        parts.append(and_(kept.is_(None), reached, *still))
    return _living(Enrolment).where(or_(*parts))


def _days_backwards() -> Select[Any]:
    enrolment = table_of(Enrolment)
    pairs = [enrolment.c[later] < enrolment.c[earlier] for place, later in enumerate(_IN_ORDER) for earlier in _IN_ORDER[:place]]
    return _living(Enrolment).where(or_(*pairs))


def _overfull() -> Select[Any]:
    cohort, enrolment = table_of(Cohort), table_of(Enrolment)
    taken = (
        select(func.count()).select_from(enrolment)
        .where(enrolment.c.cohort_id == cohort.c.id, enrolment.c.status.in_(HOLDS_SEAT), enrolment.c.archived_at.is_(None))
        .correlate(cohort).scalar_subquery()
    )  # fmt: skip
    return _living(Cohort).where(cohort.c.seats.is_not(None), taken > cohort.c.seats)


def _ends_before_start() -> Select[Any]:
    cohort = table_of(Cohort)
    return _living(Cohort).where(cohort.c.ends_on < cohort.c.starts_on)


def _not_one_holder() -> Select[Any]:
    grant = table_of(Grant)
    return _living(Grant).where(grant.c.developer_id.is_(None) == grant.c.startup_id.is_(None))


def _expires_before_approval() -> Select[Any]:
    grant = table_of(Grant)
    return _living(Grant).where(grant.c.expires_on < grant.c.approved_on)


def _of_gone(record: type[Record], **links: type[Record]) -> Rows:
    """Living records that point to one that was taken away, or that is not there at all."""

    def broken() -> Select[Any]:
        table = table_of(record)
        parts = []
        for column, other in links.items():
            to = table_of(other)
            there = exists().where(to.c.id == table.c[column], to.c.archived_at.is_(None))
            parts.append(and_(table.c[column].is_not(None), ~there))
        return _living(record).where(reduce(or_, parts))

    return broken


_RESTORE: Final = "Take back the change that did this, in History; else restore a backup from before it with: restore FILE"

RULES: Final = (
    _Rule("steps-missing", "enrolment", _without_steps, "without a dated step that stands: no figure counts it", _RESTORE),
    _Rule(
        "status-unknown", "enrolment", _unknown_status, "with a status that this program does not know",
        "Install the newest version of the program; if it does not know the status either, restore a backup with: restore FILE",
    ),
    _Rule(
        "status-steps", "enrolment", _other_status, "whose status is not that of the newest step: lists and figures disagree",
        _RESTORE,
    ),
    _Rule(
        "milestones-steps", "enrolment", _other_milestone,
        "with a day of a milestone that the dated steps do not bear out: figures disagree with the timeline", _RESTORE,
    ),
    _Rule(
        "days-order", "enrolment", _days_backwards, "with days against the order of a life, such as completed before enrolled",
        "Open the developer, take the wrong step back, and enter it with its right day",
    ),
    _Rule(
        "seats", "cohort", _overfull, "with more developers than seats",
        "Raise the seats of the cohort, or move developers to another one",
    ),
    _Rule("cohort-dates", "cohort", _ends_before_start, "with an end before the start", "Correct the dates of the cohort"),
    _Rule("holder", "grant", _not_one_holder, "without exactly one holder", _RESTORE),
    _Rule("grant-dates", "grant", _expires_before_approval, "that expired before it was approved", "Correct the days of the grant"),
    _Rule(
        "enrolment-orphan", "enrolment", _of_gone(Enrolment, cohort_id=Cohort, developer_id=Developer),
        "of a cohort or developer that was removed: figures count somebody whom no list shows", _RESTORE,
    ),
    _Rule(
        "grant-orphan", "grant", _of_gone(Grant, developer_id=Developer, startup_id=Startup),
        "of a holder that was removed", "Bring the holder back in History, or remove the grant",
    ),
    _Rule(
        "founder-orphan", "founder", _of_gone(Founder, startup_id=Startup),
        "of a startup that was removed", _RESTORE,
    ),
    _Rule(
        "link-orphan", "cohort_resource", _of_gone(CohortResource, cohort_id=Cohort, resource_id=RECORDS["resource"]),
        "between a cohort and a resource of which one was removed", "Unlink the resource from the cohort",
    ),
)  # fmt: skip

"""Enrolments: putting developers into cohorts and the dated steps that follow; refuses what `domain.enrolments`
refuses.

The steps are a log: what happened when, and when we learnt it. The current status and the first day of each
milestone are kept on the enrolment beside it, by this module only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from skilling.database import dialects
from skilling.database.changes import Change
from skilling.database.tables import Cohort, Developer, Enrolment, EnrolmentStep
from skilling.domain import enrolments as rules
from skilling.domain.calendar import day_in_india
from skilling.domain.cohorts import OVER, TAKES_DEVELOPERS, check_seats
from skilling.domain.developers import FROZEN, age_band
from skilling.domain.fields import label_of
from skilling.domain.lists import COHORT_STATUSES, ENROLMENT_STATUSES
from skilling.domain.problems import Refused
from skilling.services.cohorts import seats_taken
from skilling.services.columns import table_of


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step of a developer's timeline."""

    enrolment_id: int
    cohort_id: int
    cohort: str
    status: str
    effective_on: date
    recorded_at: datetime
    actor: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What putting several developers into a cohort came to."""

    enrolled: int
    already: int


def timeline(session: Session, developer_id: int) -> list[StepRow]:
    """A developer's steps in all cohorts, newest first."""
    step, enrolment, cohort = table_of(EnrolmentStep), table_of(Enrolment), table_of(Cohort)
    found = session.execute(
        select(
            enrolment.c.id, cohort.c.id, cohort.c.code, step.c.status, step.c.effective_on, step.c.recorded_at,
            step.c.actor, step.c.reason,
        )
        .join(enrolment, enrolment.c.id == step.c.enrolment_id)
        .join(cohort, cohort.c.id == enrolment.c.cohort_id)
        .where(enrolment.c.developer_id == developer_id, enrolment.c.archived_at.is_(None), step.c.retracted_at.is_(None))
        .order_by(step.c.effective_on.desc(), step.c.id.desc())
    )  # fmt: skip
    return [StepRow(*row) for row in found]


def standing(session: Session, enrolment_ids: Sequence[int]) -> dict[str, list[int]]:
    """The ids of these enrolments by the status they are in."""
    enrolment = table_of(Enrolment)
    given = dialects.one_column(session.connection(), enrolment_ids)
    found: dict[str, list[int]] = {}
    for key, status in session.execute(select(enrolment.c.id, enrolment.c.status).join(given, given.c.value == enrolment.c.id)):
        found.setdefault(str(status), []).append(int(key))
    return found


def developer_of(session: Session, enrolment_id: int) -> int:
    """The developer of an enrolment; Refused where it is gone."""
    enrolment = session.get(Enrolment, enrolment_id)
    if enrolment is None or enrolment.archived_at is not None:
        raise Refused("gone", "This enrolment no longer exists. Refresh the page.")
    return enrolment.developer_id


def enrol(
    change: Change,
    developer_ids: Sequence[int],
    cohort_id: int,
    on: date | None = None,
    status: str = "enrolled",
) -> Enrolled:
    """Puts developers into a cohort; those already in it are passed over. Refused where they do not fit."""
    day, today = on or day_in_india(change.at), day_in_india(change.at)
    rules.check_first(status, day, today)
    cohort = change.get(Cohort, cohort_id)
    if cohort.status not in TAKES_DEVELOPERS:
        raise Refused(
            "cohort-closed",
            f"Cohort {cohort.code} is {label_of(COHORT_STATUSES, cohort.status).lower()} and takes nobody any more. "
            "Choose another cohort, or reopen this one.",
        )
    known = change.session.scalars(select(Enrolment).where(col(Enrolment.cohort_id) == cohort_id)).all()
    present = {enrolment.developer_id for enrolment in known if enrolment.archived_at is None}
    away = {enrolment.developer_id: enrolment for enrolment in known if enrolment.archived_at is not None}
    coming = [key for key in dict.fromkeys(developer_ids) if key not in present]
    if status in rules.HOLDS_SEAT:
        check_seats(cohort.code, cohort.seats, seats_taken(change.session, cohort_id), len(coming))
    for developer_id in coming:
        _begin(change, change.get(Developer, developer_id), cohort_id, status, day, away.get(developer_id))
    change.facts |= {"noun": "cohort", "title": cohort.code, "count": len(coming)}
    return Enrolled(len(coming), len(developer_ids) - len(coming))


def step(change: Change, enrolment_ids: Sequence[int], to: str, on: date | None = None, reason: str | None = None) -> int:
    """The next dated step of some enrolments; Refused, for all of them, where one may not take it."""
    day = on or day_in_india(change.at)
    for enrolment_id in enrolment_ids:
        enrolment = change.get(Enrolment, enrolment_id)
        since = _since(change.session, enrolment_id)
        rules.check_step(enrolment.status, since, to, day, reason, day_in_india(change.at))
        cohort = change.get(Cohort, enrolment.cohort_id)
        if cohort.status in OVER and to in rules.HOLDS_SEAT and to not in rules.AFTERWARDS:
            raise Refused(
                "cohort-over",
                f"Cohort {cohort.code} is {label_of(COHORT_STATUSES, cohort.status).lower()}: nobody can become "
                f"{label_of(ENROLMENT_STATUSES, to).lower()} in it.",
            )
        if to in rules.HOLDS_SEAT and enrolment.status not in rules.HOLDS_SEAT:
            check_seats(cohort.code, cohort.seats, seats_taken(change.session, enrolment.cohort_id), 1)
        _record(change, enrolment_id, to, day, reason)
        milestone = rules.MILESTONES.get(to)
        values: dict[str, object] = {"status": to}
        if milestone and getattr(enrolment, milestone) is None:
            values[milestone] = day
        if enrolment.status == "dropped":
            values["left_on"] = None
        change.edit(enrolment, values)
    change.facts |= {
        "noun": "enrolment",
        "count": len(enrolment_ids),
        "status": label_of(ENROLMENT_STATUSES, to),
    }
    return len(enrolment_ids)


def enrolments_of(session: Session, developer_id: int) -> list[Enrolment]:
    """A developer's enrolments, newest first."""
    return list(
        session.scalars(
            select(Enrolment)
            .where(col(Enrolment.developer_id) == developer_id, col(Enrolment.archived_at).is_(None))
            .order_by(col(Enrolment.id).desc())
        )
    )


def _begin(change: Change, developer: Developer, cohort_id: int, status: str, day: date, away: Enrolment | None) -> None:
    """A new enrolment; one that was taken away earlier begins anew, as a person is in a cohort at most once."""
    values: dict[str, Any] = {name: getattr(developer, name) for name in FROZEN}
    values |= {"age_band": age_band(developer.born_on, day), "status": status}
    values |= dict.fromkeys(rules.MILESTONES.values()) | {rules.MILESTONES[status]: day}
    if away is None:
        enrolment = change.add(Enrolment(developer_id=developer.id or 0, cohort_id=cohort_id, **values))
    else:
        enrolment = change.edit(away, values | {"archived_at": None})
    _record(change, enrolment.id or 0, status, day, None)


def _record(change: Change, enrolment_id: int, status: str, day: date, reason: str | None) -> None:
    change.session.add(
        EnrolmentStep(
            enrolment_id=enrolment_id,
            status=status,
            effective_on=day,
            recorded_at=change.at,
            actor=change.actor,
            reason=reason,
        )
    )
    change.session.flush()


def _since(session: Session, enrolment_id: int) -> date:
    """The day of the newest step that still stands."""
    found = session.scalars(
        select(col(EnrolmentStep.effective_on))
        .where(col(EnrolmentStep.enrolment_id) == enrolment_id, col(EnrolmentStep.retracted_at).is_(None))
        .order_by(col(EnrolmentStep.id).desc())
        .limit(1)
    ).first()
    if found is None:
        raise Refused("enrolment-steps", "This enrolment has no dated step. Examine the database with: check")
    return found

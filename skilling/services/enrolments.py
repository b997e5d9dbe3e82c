"""Enrolments: putting developers into cohorts and the dated steps that follow; refuses what `domain.enrolments`
refuses.

The steps are a log: what happened when, and when we learnt it. The current status and the first day of each
milestone are kept on the enrolment beside it, by this module only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import Session, col

from skilling.database import dialects, many, steps
from skilling.database.changes import Change
from skilling.database.tables import Cohort, Developer, Enrolment, EnrolmentStep, table_of
from skilling.domain import enrolments as rules
from skilling.domain.calendar import day_in_india
from skilling.domain.cohorts import OVER, check_seats, check_takes
from skilling.domain.fields import label_of
from skilling.domain.lists import COHORT_STATUSES, ENROLMENT_STATUSES
from skilling.domain.problems import Refused
from skilling.services import frozen
from skilling.services.cohorts import seats_taken
from skilling.services.records import titles


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
class Aside:
    """One record that a change of many left as it was: who (blank where nobody knows any more), and why."""

    id: int
    name: str
    why: str


@dataclass(frozen=True, slots=True)
class Enrolled:
    """What putting several developers into a cohort came to."""

    enrolled: int
    already: int
    aside: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """How many enrolments took a step, and which ones could not."""

    moved: int
    aside: tuple[Aside, ...] = ()


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
    """Puts developers into a cohort; who is in it already or gone meanwhile is passed over, with the reason. Refused where
    they do not fit.
    """
    day, today = on or day_in_india(change.at), day_in_india(change.at)
    rules.check_first(status, day, today)
    cohort = change.get(Cohort, cohort_id)  # held until the end, so two offices cannot both take its last seat
    check_takes(cohort.code, cohort.status)
    wanted = list(dict.fromkeys(developer_ids))
    people = many.held(change, Developer, wanted)
    known = _of_cohort(change, cohort_id, wanted)
    present = {key for key, enrolment in known.items() if enrolment["archived_at"] is None}
    coming = [key for key in wanted if key in people and key not in present]
    if status in rules.HOLDS_SEAT:
        check_seats(cohort.code, cohort.seats, seats_taken(change.session, cohort_id), len(coming))
    _begin(change, [(people[key], known.get(key)) for key in coming], cohort_id, status, day)
    change.facts |= {"noun": "cohort", "title": cohort.code, "count": len(coming)}
    missing = [key for key in wanted if key not in people]
    names = dict(titles(change.session, "developer", [*present, *missing]))
    return Enrolled(
        len(coming),
        len(present),
        tuple(Aside(key, names.get(key, ""), f"In {cohort.code} already.") for key in present)
        + tuple(Aside(key, names.get(key, "A record"), "Removed meanwhile.") for key in missing),
    )


def step(change: Change, enrolment_ids: Sequence[int], to: str, on: date | None = None, reason: str | None = None) -> Moved:
    """The next dated step of some enrolments; those that may not take it stay as they are, with the reason.

    Refused where none of them may.
    """
    day, today = on or day_in_india(change.at), day_in_india(change.at)
    wanted = list(dict.fromkeys(enrolment_ids))
    cohorts = many.held(change, Cohort, _cohorts_of(change.session, wanted))
    enrolments = many.held(change, Enrolment, wanted)
    since = _since(change.session, wanted)
    going: list[many.Row] = []
    aside: dict[int, Refused] = {}
    for key in wanted:
        try:
            going.append(_checked(enrolments.get(key), since.get(key), cohorts, to, day, reason, today))
        except Refused as why:
            aside[key] = why
    aside |= _without_seat(change.session, going, cohorts, to)
    going = [enrolment for enrolment in going if enrolment["id"] not in aside]
    if aside and not going:
        raise next(iter(aside.values()))
    many.edit_each(change, Enrolment, [(enrolment, _reached(enrolment, to, day)) for enrolment in going])
    _record(change, [enrolment["id"] for enrolment in going], to, day, reason)
    change.facts |= {"noun": "enrolment", "count": len(going), "status": label_of(ENROLMENT_STATUSES, to)}
    names = dict(titles(change.session, "enrolment", list(aside)))
    return Moved(len(going), tuple(Aside(key, names.get(key, ""), why.message) for key, why in aside.items()))


def _of_cohort(change: Change, cohort_id: int, developer_ids: Sequence[int]) -> dict[int, many.Row]:
    """The enrolments of these developers in a cohort, by developer, also those that were taken away."""
    enrolment = table_of(Enrolment)
    given = dialects.one_column(change.connection, developer_ids)
    there = select(enrolment.c.id).join(given, given.c.value == enrolment.c.developer_id)
    keys = change.session.scalars(there.where(enrolment.c.cohort_id == cohort_id)).all()
    return {row["developer_id"]: row for row in many.held(change, Enrolment, keys, gone=True).values()}


def _cohorts_of(session: Session, enrolment_ids: Sequence[int]) -> list[int]:
    given = dialects.one_column(session.connection(), enrolment_ids)
    wanted = select(col(Enrolment.cohort_id)).join(given, given.c.value == col(Enrolment.id)).distinct()
    return list(session.scalars(wanted))


def _begin(change: Change, coming: Sequence[tuple[many.Row, many.Row | None]], cohort_id: int, status: str, day: date) -> None:
    """New enrolments; one that was taken away earlier begins anew, as a person is in a cohort at most once."""
    milestones = dict.fromkeys(rules.MILESTONES.values()) | {rules.MILESTONES[status]: day}
    new, again = [], []
    for developer, away in coming:
        values = frozen.copied(developer, day) | {"status": status} | milestones
        if away is None:
            new.append(values | {"developer_id": developer["id"], "cohort_id": cohort_id})
        else:
            again.append((away, values | {"archived_at": None}))
    keys = many.add_each(change, Enrolment, new)
    many.edit_each(change, Enrolment, again)
    _record(change, [*keys, *(away["id"] for away, _ in again)], status, day, None)


def _checked(
    enrolment: many.Row | None,
    since: date | None,
    cohorts: Mapping[int, many.Row],
    to: str,
    day: date,
    reason: str | None,
    today: date,
) -> many.Row:
    """The enrolment, if it may become `to`; Refused with the reason otherwise."""
    cohort = cohorts.get(enrolment["cohort_id"]) if enrolment is not None else None
    if enrolment is None or cohort is None:
        raise Refused("gone", "This enrolment no longer exists. Refresh the page.")
    if since is None:
        raise Refused("enrolment-steps", "This enrolment has no dated step. Examine the database with: check")
    rules.check_step(enrolment["status"], since, to, day, reason, today)
    if cohort["status"] in OVER and to in rules.HOLDS_SEAT and to not in rules.AFTERWARDS:
        raise Refused(
            "cohort-over",
            f"Cohort {cohort['code']} is {label_of(COHORT_STATUSES, cohort['status']).lower()}: nobody can become "
            f"{label_of(ENROLMENT_STATUSES, to).lower()} in it.",
        )
    return enrolment


def _without_seat(session: Session, going: Sequence[many.Row], cohorts: Mapping[int, many.Row], to: str) -> dict[int, Refused]:
    """Those who would need a seat in a cohort that has not enough of them for all, by enrolment, with the reason."""
    if to not in rules.HOLDS_SEAT:
        return {}
    coming: dict[int, list[int]] = {}
    for enrolment in going:
        if enrolment["status"] not in rules.HOLDS_SEAT:
            coming.setdefault(enrolment["cohort_id"], []).append(enrolment["id"])
    without: dict[int, Refused] = {}
    for cohort_id, keys in coming.items():
        cohort = cohorts[cohort_id]
        try:
            check_seats(cohort["code"], cohort["seats"], seats_taken(session, cohort_id), len(keys))
        except Refused as full:
            without |= dict.fromkeys(keys, full)
    return without


def _reached(enrolment: many.Row, to: str, day: date) -> dict[str, object]:
    """What a step changes on the enrolment itself: its status, and the day of a milestone reached for the first time."""
    values: dict[str, object] = {"status": to}
    milestone = rules.MILESTONES.get(to)
    if milestone and enrolment[milestone] is None:
        values[milestone] = day
    if enrolment["status"] == "dropped":
        values["left_on"] = None
    return values


def _record(change: Change, enrolment_ids: Sequence[int], status: str, day: date, reason: str | None) -> None:
    """The step of each in its log."""
    said = {"status": status, "effective_on": day, "reason": reason}
    steps.record(change, [{"enrolment_id": key} | said for key in enrolment_ids])


def _since(session: Session, enrolment_ids: Sequence[int]) -> dict[int, date]:
    """The day of the newest step that still stands, by enrolment."""
    step = table_of(EnrolmentStep)
    given = dialects.one_column(session.connection(), enrolment_ids)
    found = session.execute(
        select(step.c.enrolment_id, step.c.effective_on)
        .join(given, given.c.value == step.c.enrolment_id)
        .where(step.c.retracted_at.is_(None))
        .order_by(step.c.id)
    )
    return {int(key): day for key, day in found}  # the newest comes last

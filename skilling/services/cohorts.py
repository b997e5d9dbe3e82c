"""Cohorts: making, editing and moving them through their life, and what they learn from; refuses what
`domain.cohorts` refuses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlmodel import Session, col

from skilling.database import many
from skilling.database.changes import Change
from skilling.database.tables import Cohort, CohortResource, Developer, Enrolment, Resource, table_of
from skilling.domain import cohorts as rules
from skilling.domain.enrolments import HOLDS_SEAT
from skilling.domain.fields import label_of
from skilling.domain.lists import COHORT_STATUSES
from skilling.domain.problems import Refused
from skilling.services import programmes, records


@dataclass(frozen=True, slots=True)
class CohortSummary:
    """What a cohort's page says at its top."""

    id: int
    code: str
    status: str
    seats: int | None
    taken: int
    by_status: dict[str, int]
    next_steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One enrolment of a cohort, with the developer's name."""

    enrolment_id: int
    developer_id: int
    name: str
    status: str
    since: date | None


@dataclass(frozen=True, slots=True)
class ResourceRow:
    """One resource of a cohort."""

    id: int
    title: str
    kind: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class OpenCohortRow:
    """A cohort that takes developers, and how full it is; `seats` None where there is no limit."""

    id: int
    code: str
    name: str | None
    status: str
    seats: int | None
    taken: int

    @property
    def free(self) -> int | None:
        return None if self.seats is None else max(self.seats - self.taken, 0)


def summary(session: Session, cohort_id: int) -> CohortSummary:
    """The state of one cohort; Refused where it is gone."""
    cohort = _live(session, cohort_id)
    enrolment = table_of(Enrolment)
    by_status = {
        str(status): int(count)
        for status, count in session.execute(
            select(enrolment.c.status, func.count())
            .where(enrolment.c.cohort_id == cohort_id, enrolment.c.archived_at.is_(None))
            .group_by(enrolment.c.status)
        )
    }
    taken = sum(count for status, count in by_status.items() if status in HOLDS_SEAT)
    return CohortSummary(
        cohort_id,
        cohort.code,
        cohort.status,
        cohort.seats,
        taken,
        by_status,
        tuple(sorted(rules.STEPS[cohort.status])),
    )


def members(session: Session, cohort_id: int, limit: int = 500) -> list[MemberRow]:
    """Who is or was in a cohort, by name; the grid of developers shows the rest of a large one."""
    enrolment, developer = table_of(Enrolment), table_of(Developer)
    found = session.execute(
        select(enrolment.c.id, developer.c.id, developer.c.full_name, enrolment.c.status, enrolment.c.enrolled_on)
        .join(developer, developer.c.id == enrolment.c.developer_id)
        .where(
            enrolment.c.cohort_id == cohort_id,
            enrolment.c.archived_at.is_(None),
            developer.c.archived_at.is_(None),
        )
        .order_by(func.lower(developer.c.full_name))
        .limit(limit)
    )
    return [MemberRow(*row) for row in found]


def resources(session: Session, cohort_id: int) -> list[ResourceRow]:
    """What a cohort learns from, by title."""
    resource, link = table_of(Resource), table_of(CohortResource)
    found = session.execute(
        select(resource.c.id, resource.c.title, resource.c.kind, resource.c.url)
        .join(link, link.c.resource_id == resource.c.id)
        .where(link.c.cohort_id == cohort_id, resource.c.archived_at.is_(None), link.c.archived_at.is_(None))
        .order_by(func.lower(resource.c.title))
    )
    return [ResourceRow(*row) for row in found]


def places(session: Session) -> list[OpenCohortRow]:
    """The cohorts that developers can be put into, newest first, with their seats."""
    cohort, enrolment = table_of(Cohort), table_of(Enrolment)
    taken = (
        select(func.count())
        .select_from(enrolment)
        .where(enrolment.c.cohort_id == cohort.c.id, enrolment.c.status.in_(HOLDS_SEAT), enrolment.c.archived_at.is_(None))
        .correlate(cohort)
        .scalar_subquery()
    )
    found = session.execute(
        select(cohort.c.id, cohort.c.code, cohort.c.name, cohort.c.status, cohort.c.seats, taken)
        .where(cohort.c.status.in_(rules.TAKES_DEVELOPERS), cohort.c.archived_at.is_(None))
        .order_by(cohort.c.id.desc())
    )
    return [OpenCohortRow(*row) for row in found]


def by_code(session: Session, code: str) -> int | None:
    """The id of the cohort with that code, whatever its case; None where there is none."""
    cohort = table_of(Cohort)
    return session.execute(
        select(cohort.c.id).where(func.lower(cohort.c.code) == code.strip().lower(), cohort.c.archived_at.is_(None))
    ).scalar()


def create(change: Change, given: Mapping[str, object]) -> int:
    """A new cohort, of the only programme there is unless one is named; it starts as a draft."""
    values = dict(given)
    if "programme_id" not in values:
        values["programme_id"] = programmes.chosen(change.session)
    cohort_id = records.create(change, "cohort", values)
    cohort = change.get(Cohort, cohort_id)
    rules.check_dates(cohort.starts_on, cohort.ends_on)
    return cohort_id


def edit(change: Change, cohort_id: int, given: Mapping[str, object], version: int | None = None) -> None:
    """New values for a cohort; Refused where its end would lie before its start or its seats below those taken."""
    records.edit(change, "cohort", cohort_id, given, version)
    cohort = change.get(Cohort, cohort_id)
    rules.check_dates(cohort.starts_on, cohort.ends_on)
    taken = seats_taken(change.session, cohort_id)
    if cohort.seats is not None and cohort.seats < taken:
        raise Refused(
            "cohort-seats",
            f"{taken} developers hold a seat in {cohort.code}; it cannot have fewer seats than that.",
        )


def step(change: Change, cohort_id: int, to: str) -> None:
    """Moves a cohort on: draft, open, running, closed, archived or cancelled."""
    cohort = change.get(Cohort, cohort_id)
    rules.check_step(cohort.status, to)
    change.facts |= {"noun": "cohort", "title": cohort.code, "status": label_of(COHORT_STATUSES, to)}
    change.edit(cohort, {"status": to})


def archive(change: Change, cohort_ids: Sequence[int]) -> int:
    """Takes cohorts away; Refused where one has developers, since their enrolments would stand in no cohort."""
    enrolment = table_of(Enrolment)
    for cohort in many.held_all(change, Cohort, cohort_ids):
        held = change.session.execute(
            select(func.count()).select_from(enrolment)
            .where(enrolment.c.cohort_id == cohort["id"], enrolment.c.archived_at.is_(None))
        ).scalar_one()  # fmt: skip
        if held:
            raise Refused(
                "cohort-not-empty",
                f"Cohort {cohort['code']} has enrolments ({held}), which reports count. Cancel or close it instead of removing it.",
            )
    return records.archive(change, "cohort", cohort_ids)


def use_resources(change: Change, cohort_id: int, resource_ids: Sequence[int]) -> int:
    """Links resources to a cohort; those it already uses are passed over. Returns how many were added."""
    cohort = change.get(Cohort, cohort_id)
    known = _links(change, cohort_id)
    new = [key for key in dict.fromkeys(resource_ids) if key not in known or known[key].archived_at is not None]
    for resource_id in new:
        change.get(Resource, resource_id)
        if resource_id in known:
            change.edit(known[resource_id], {"archived_at": None})
        else:
            change.add(CohortResource(cohort_id=cohort_id, resource_id=resource_id))
    change.facts |= {"noun": "cohort", "title": cohort.code, "count": len(new)}
    return len(new)


def stop_using(change: Change, cohort_id: int, resource_id: int) -> None:
    """Takes the link between a cohort and a resource away; it stays on record."""
    cohort = change.get(Cohort, cohort_id)
    link = _links(change, cohort_id).get(resource_id)
    if link is None or link.archived_at is not None:
        raise Refused("gone", f"Cohort {cohort.code} no longer uses this resource. Refresh the page.")
    resource = change.session.get_one(Resource, resource_id)
    change.edit(link, {"archived_at": change.at})
    change.facts |= {"noun": "cohort", "title": cohort.code, "name": resource.title}


def _links(change: Change, cohort_id: int) -> dict[int, CohortResource]:
    """The links of a cohort to resources, by resource, also those that were taken away."""
    found = change.session.scalars(select(CohortResource).where(col(CohortResource.cohort_id) == cohort_id))
    return {link.resource_id: link for link in found}


def seats_taken(session: Session, cohort_id: int) -> int:
    """How many seats are held."""
    enrolment = table_of(Enrolment)
    return int(
        session.execute(
            select(func.count())
            .select_from(enrolment)
            .where(
                enrolment.c.cohort_id == cohort_id,
                enrolment.c.status.in_(HOLDS_SEAT),
                enrolment.c.archived_at.is_(None),
            )
        ).scalar_one()
    )


def _live(session: Session, cohort_id: int) -> Cohort:
    cohort = session.get(Cohort, cohort_id)
    if cohort is None or cohort.archived_at is not None:
        raise Refused("gone", "This cohort no longer exists. Refresh the page.")
    return cohort

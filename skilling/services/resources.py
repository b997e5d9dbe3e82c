"""Learning resources: making and editing them, and which cohorts use them; refuses nothing but a missing title."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlmodel import Session

from skilling.database import dialects
from skilling.database.changes import Change
from skilling.database.tables import Cohort, CohortResource, table_of
from skilling.services import records


@dataclass(frozen=True, slots=True)
class CohortUsing:
    """One cohort that learns from a resource."""

    id: int
    code: str
    name: str | None
    status: str


@dataclass(frozen=True, slots=True)
class Portrait:
    """A resource with the cohorts that use it."""

    record: records.RecordRow
    cohorts: list[CohortUsing]


def portrait(session: Session, resource_id: int) -> Portrait:
    """All that the panel of one resource shows; Refused where the resource is gone."""
    return Portrait(records.read(session, "resource", resource_id), cohorts_using(session, resource_id))


def cohorts_using(session: Session, resource_id: int) -> list[CohortUsing]:
    """The cohorts that learn from a resource, by code."""
    cohort, link = table_of(Cohort), table_of(CohortResource)
    found = session.execute(
        select(cohort.c.id, cohort.c.code, cohort.c.name, cohort.c.status)
        .join(link, link.c.cohort_id == cohort.c.id)
        .where(link.c.resource_id == resource_id, link.c.archived_at.is_(None), cohort.c.archived_at.is_(None))
        .order_by(func.lower(cohort.c.code))
    )
    return [CohortUsing(*row) for row in found]


def create(change: Change, given: Mapping[str, object]) -> int:
    """A new resource from a form's or a program's values."""
    return records.create(change, "resource", given)


def edit(change: Change, resource_id: int, given: Mapping[str, object], version: int | None = None) -> None:
    """New values for a resource."""
    records.edit(change, "resource", resource_id, given, version)


def archive(change: Change, resource_ids: Sequence[int]) -> int:
    """Takes resources away, out of the cohorts that use them too."""
    link = table_of(CohortResource)
    given = dialects.one_column(change.connection, resource_ids)
    used = change.session.execute(
        select(link.c.id).join(given, given.c.value == link.c.resource_id).where(link.c.archived_at.is_(None))
    ).scalars()
    records.archive(change, "cohort_resource", list(used))
    return records.archive(change, "resource", resource_ids)

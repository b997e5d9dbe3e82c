"""What was recorded of enrolments since a moment, and what their log of steps told before it; refuses to judge what counts.

An enrolment of which nothing was recorded since was known then as it is now.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Subquery,
    and_,
    case,
    func,
    or_,
    select,
    union_all,
)

from skilling.database import dialects
from skilling.database.tables import Cohort, Developer, Enrolment, EnrolmentStep, table_of
from skilling.domain.enrolments import MILESTONES

STAGES: Final = ("enrolled_on", "started_on", "completed_on", "certified_on")
_LEFT: Final = tuple(status for status, milestone in MILESTONES.items() if milestone == "left_on")


def stepped_since(moment: datetime, among: FromClause | None = None) -> CTE:
    """The ids of the enrolments (of those named in the column `value` of `among`) of which a step was recorded, or taken back,
    since."""
    step = table_of(EnrolmentStep)
    key = step.c.enrolment_id.label("id")
    if among is not None:  # each of them is gone through once
        since = or_(func.max(step.c.recorded_at) >= moment, func.max(step.c.retracted_at) >= moment)
        of_those = select(key).where(step.c.enrolment_id.in_(select(among.c.value)))
        return of_those.group_by(step.c.enrolment_id).having(since).cte()
    # Each part from its own index, and only then each enrolment once: a UNION would read all steps in its own order.
    each = union_all(
        select(key).where(step.c.recorded_at >= moment),
        select(key).where(step.c.retracted_at >= moment),
    ).subquery()
    return select(each.c.id).distinct().cte()


def told_by_steps(moment: datetime, stepped: CTE) -> Subquery:
    """The stages that were known of these enrolments, and since when they had left; no row for those that were unknown."""
    step = table_of(EnrolmentStep)
    # As an expression, so that the engine goes by the enrolment and not by the index of moments: nearly all lie before.
    recorded = func.coalesce(step.c.recorded_at, step.c.recorded_at)
    known = and_(recorded < moment, or_(step.c.retracted_at.is_(None), step.c.retracted_at >= moment))
    reached = [
        func.min(case((step.c.status == status, step.c.effective_on))).label(milestone)
        for status, milestone in MILESTONES.items()
        if milestone in STAGES
    ]
    life = (
        select(stepped.c.id.label("enrolment_id"), func.max(step.c.id).label("last_id"), *reached)
        .join(step, step.c.enrolment_id == stepped.c.id)
        .where(known)
        .group_by(stepped.c.id)
        .subquery("life")
    )
    last = step.alias("last_step")
    # Whoever came back after dropping out has not left: only the newest step can say so.
    left = case((last.c.status.in_(_LEFT), last.c.effective_on)).label("left_on")
    lives = select(life.c.enrolment_id, *(life.c[name] for name in STAGES), left)
    return lives.join(last, last.c.id == life.c.last_id).subquery("lives")


def changed_since(
    connection: Connection, moment: datetime, enrolments: Collection[int], developers: Collection[int], cohorts: Collection[int]
) -> Select[Any]:
    """Developer and id of every enrolment that may have counted otherwise then: its steps, or what was taken away, changed
    since, or it is one of those named, or belongs to one."""
    enrolment, stepped = table_of(Enrolment), stepped_since(moment)
    owners = ((table_of(Developer), enrolment.c.developer_id, developers), (table_of(Cohort), enrolment.c.cohort_id, cohorts))

    def of(link: ColumnElement[Any], ids: Select[Any]) -> Select[Any]:
        return select(enrolment.c.id).where(link.in_(ids))

    def named(ids: Collection[int]) -> Select[Any]:
        return select(dialects.one_column(connection, list(ids)).c.value)

    changed = union_all(
        select(stepped.c.id),
        select(enrolment.c.id).where(enrolment.c.archived_at >= moment),
        *(of(link, select(owner.c.id).where(owner.c.archived_at >= moment)) for owner, link, _ in owners),
        *(of(link, named(ids)) for _, link, ids in ((None, enrolment.c.id, enrolments), *owners) if ids),
    )
    return select(enrolment.c.developer_id, enrolment.c.id).where(enrolment.c.id.in_(changed))

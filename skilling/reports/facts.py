"""What figures are counted over: one row per record, with the columns that reports group by; refuses archived records.

A fact row carries what was frozen on the enrolment when it was made, so that a later move of a person does not
change figures already handed over. As of an earlier knowledge, stages are told from the log of steps, and everything else
from the records as they were (`Scope.then`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import CTE, ColumnElement, FromClause, Select, Subquery, and_, case, exists, func, or_, select, true
from sqlmodel import SQLModel

from skilling.database.recorded import STAGES, stepped_since, told_by_steps
from skilling.database.tables import (
    Cohort,
    CohortResource,
    Developer,
    Enrolment,
    Founder,
    Grant,
    Resource,
    Startup,
    table_of,
)
from skilling.database.tallying import broken_on, counts, left_on
from skilling.database.tallying import stated as _stated
from skilling.domain.lists import CATEGORIES, GENDERS, LEARNER_TYPES, YES_NO
from skilling.reports.scope import Scope

Source = Subquery | CTE


@dataclass(frozen=True)
class Facts:
    """A kind of fact: the noun behind each row, and the query that yields `id` and the columns to group and count by."""

    name: str
    noun: str
    rows: Callable[[Scope], Select[Any]]
    costly: bool = False  # worked out once and kept while a question is asked, rather than once for each part of it

    def source(self, scope: Scope) -> Source:
        """The rows as something to select from."""
        statement = self.rows(scope)
        name = f"{self.name}_facts"
        return statement.cte(name) if self.costly or scope.known_before or scope.then else statement.subquery(name)

    def ids(self, scope: Scope) -> Select[Any]:
        """The keys of the records that are counted: a register lists these and no others."""
        return select(self.source(scope).c.id)


def _told(model: type[SQLModel], scope: Scope) -> FromClause:
    """The records as the report knows them."""
    table = table_of(model)
    return table if scope.then is None else scope.then.table(table)


def _kept(table: FromClause, scope: Scope) -> ColumnElement[bool]:
    """The record was not taken away, as far as the report knows."""
    if scope.known_before is None:
        return table.c.archived_at.is_(None)
    return or_(table.c.archived_at.is_(None), table.c.archived_at >= scope.known_before)


def _gone(table: FromClause, scope: Scope) -> ColumnElement[bool]:
    """The contrary of `_kept`, told so that an index finds the few of them."""
    return table.c.archived_at.is_not(None) if scope.known_before is None else table.c.archived_at < scope.known_before


def _live(table: FromClause, scope: Scope) -> ColumnElement[bool]:
    """The record had been made and was not taken away, as far as the report knows."""
    kept = _kept(table, scope)
    return kept if scope.known_before is None else and_(table.c.created_at < scope.known_before, kept)


def _with_kept(link: ColumnElement[Any], table: FromClause, scope: Scope) -> ColumnElement[bool]:
    """The record that `link` points to was not taken away either, or there is none."""
    return or_(link.is_(None), link.not_in(select(table.c.id).where(_gone(table, scope))))


# -- enrolments --------------------------------------------------------------------------------------------------


def _enrolments(scope: Scope) -> Select[Any]:
    return enrolments_among(scope, None)


def enrolments_among(scope: Scope, ids: FromClause | None) -> Select[Any]:
    """The enrolments that count, of those that are named in the column `value`; of all, where it is None."""
    enrolment, cohort = _told(Enrolment, scope), _told(Cohort, scope)
    stages, joined, known = _stages(enrolment, scope.known_before, ids)
    statement = (
        select(
            enrolment.c.id,
            enrolment.c.developer_id,
            enrolment.c.cohort_id.label("cohort"),
            _stated(enrolment.c.gender, GENDERS).label("gender"),
            _stated(enrolment.c.category, CATEGORIES).label("category"),
            _stated(enrolment.c.pwd, YES_NO).label("pwd"),
            _stated(enrolment.c.minority, YES_NO).label("minority"),
            _stated(enrolment.c.learner_type, LEARNER_TYPES).label("learner_type"),
            enrolment.c.age_band,
            enrolment.c.state_id.label("state"),
            enrolment.c.district_id.label("district"),
            cohort.c.institution_id.label("institution"),
            *(column.label(name) for name, column in stages.items()),
        )
        .select_from(joined.outerjoin(cohort, cohort.c.id == enrolment.c.cohort_id))
        .where(
            *(
                [counts()]
                if scope.known_before is None and scope.then is None
                else [
                    known,
                    _kept(enrolment, scope),  # its steps say since when it was known
                    _with_kept(enrolment.c.developer_id, _told(Developer, scope), scope),
                    _with_kept(enrolment.c.cohort_id, cohort, scope),
                ]
            )
        )
    )
    if ids is not None:
        statement = statement.where(enrolment.c.id.in_(select(ids.c.value)))
    if scope.programme_id is not None:
        statement = statement.where(
            enrolment.c.cohort_id.in_(select(cohort.c.id).where(cohort.c.programme_id == scope.programme_id))
        )
    return statement


def _stages(
    enrolment: FromClause, known_before: datetime | None, ids: FromClause | None
) -> tuple[dict[str, ColumnElement[Any]], FromClause, Any]:
    """The day of each milestone, what to select it from, and of which it is known: the enrolment's own columns tell it, or
    its log of steps where something was recorded there since."""
    if known_before is None:
        return _derived({name: enrolment.c[name] for name in STAGES}, enrolment.c.left_on), enrolment, true()
    stepped = stepped_since(known_before, ids)
    lives = told_by_steps(known_before, stepped)
    # Its steps tell on which day something was known of them, not the day on which its record was edited.
    now, joined = enrolment, enrolment
    if enrolment is not table_of(Enrolment):
        now = table_of(Enrolment).alias("as_it_is")
        joined = enrolment.outerjoin(now, now.c.id == enrolment.c.id)
    told: dict[str, ColumnElement[Any]] = {
        name: case((stepped.c.id.is_(None), now.c[name]), else_=lives.c[name]) for name in (*STAGES, "left_on")
    }
    joined = joined.outerjoin(stepped, stepped.c.id == enrolment.c.id).outerjoin(lives, lives.c.enrolment_id == enrolment.c.id)
    left = told.pop("left_on")
    return _derived(told, left), joined, or_(stepped.c.id.is_(None), lives.c.enrolment_id.is_not(None))


def _derived(stages: dict[str, ColumnElement[Any]], left: ColumnElement[Any]) -> dict[str, ColumnElement[Any]]:
    """The stages with what follows from them: since when somebody has left, and since when the order is broken."""
    ordered = list(stages.values())
    return stages | {"left_on": left_on(ordered[0], left), "broken_on": broken_on(ordered)}


def _ranked(scope: Scope) -> Select[Any]:
    """Enrolments with `turn`: 1 is the person's first, which makes a count of persons add up over time.

    Only the columns that are counted by: they are sorted by person, and that is what costs.
    """
    each = _enrolments(scope).subquery("each_enrolment")
    turn = func.row_number().over(partition_by=each.c.developer_id, order_by=(each.c.enrolled_on, each.c.id))
    statement = select(each.c.id, each.c.developer_id, each.c.enrolled_on, turn.label("turn"))
    return statement.where(each.c.enrolled_on.is_not(None))


ENROLMENTS: Final = Facts("enrolments", "enrolment", _enrolments)
RANKED: Final = Facts("ranked_enrolments", "enrolment", _ranked, costly=True)


# -- cohorts, startups, grants, resources ------------------------------------------------------------------------


def _cohorts(scope: Scope) -> Select[Any]:
    cohort = _told(Cohort, scope)
    known = _live(cohort, scope)
    if scope.known_before is not None:
        # Whose enrolments were known was known, whenever its own record was made.
        enrolled = cohort.c.id.in_(select(_enrolments(scope).subquery("each_enrolment").c.cohort))
        known = or_(known, and_(cohort.c.created_at >= scope.known_before, enrolled))
    statement = select(
        cohort.c.id, cohort.c.id.label("cohort"), cohort.c.status, cohort.c.seats, cohort.c.planned_hours, cohort.c.starts_on
    ).where(known)
    return statement if scope.programme_id is None else statement.where(cohort.c.programme_id == scope.programme_id)


def _begun(scope: Scope) -> Select[Any]:
    """Cohorts with `began_on`: lists often bring one without its dates, and it began with its first enrolment at the latest."""
    cohort, each = _cohorts(scope).subquery("each_cohort"), _enrolments(scope).subquery("each_enrolment")
    first = select(func.min(each.c.enrolled_on)).where(each.c.cohort == cohort.c.cohort).scalar_subquery()
    return select(
        cohort.c.id, cohort.c.cohort, cohort.c.status, func.coalesce(cohort.c.starts_on, first).label("began_on")
    )  # fmt: skip


def _startups(scope: Scope) -> Select[Any]:
    startup, founder, developer = _told(Startup, scope), _told(Founder, scope), _told(Developer, scope)
    woman = exists().where(
        founder.c.startup_id == startup.c.id, _live(founder, scope),
        founder.c.developer_id == developer.c.id, _live(developer, scope), developer.c.gender == "F",
    )  # fmt: skip
    return select(
        startup.c.id, startup.c.id.label("startup"), startup.c.state_id.label("state"), startup.c.stage,
        startup.c.dpiit, case((woman, 1), else_=0).label("women_led"),
    ).where(_live(startup, scope))  # fmt: skip


def _founders(scope: Scope) -> Select[Any]:
    founder = _told(Founder, scope)
    return select(founder.c.id, founder.c.startup_id.label("startup"), founder.c.developer_id).where(
        _live(founder, scope),
        _with_kept(founder.c.startup_id, _told(Startup, scope), scope),
        _with_kept(founder.c.developer_id, _told(Developer, scope), scope),
    )


def _grants(scope: Scope) -> Select[Any]:
    grant = _told(Grant, scope)
    return select(
        grant.c.id, grant.c.unit, grant.c.product, grant.c.amount, grant.c.status, grant.c.developer_id,
        grant.c.startup_id.label("startup"), grant.c.approved_on, grant.c.expires_on, grant.c.created_at,
    ).where(
        _live(grant, scope),
        _with_kept(grant.c.developer_id, _told(Developer, scope), scope),
        _with_kept(grant.c.startup_id, _told(Startup, scope), scope),
    )  # fmt: skip


def _resources(scope: Scope) -> Select[Any]:
    resource = _told(Resource, scope)
    return select(resource.c.id, resource.c.id.label("resource"), resource.c.language, resource.c.kind, resource.c.hours).where(
        _live(resource, scope)
    )


def _uses(scope: Scope) -> Select[Any]:
    use, resource = _told(CohortResource, scope), _told(Resource, scope)
    return (
        select(use.c.id, use.c.resource_id.label("resource"), use.c.cohort_id, resource.c.language)
        .join(resource, resource.c.id == use.c.resource_id)
        .where(_live(use, scope), _live(resource, scope), _with_kept(use.c.cohort_id, _told(Cohort, scope), scope))
    )


COHORTS: Final = Facts("cohorts", "cohort", _cohorts)
BEGUN: Final = Facts("begun_cohorts", "cohort", _begun)
STARTUPS: Final = Facts("startups", "startup", _startups)
FOUNDERS: Final = Facts("founders", "founder", _founders)
GRANTS: Final = Facts("grants", "grant", _grants)
RESOURCES: Final = Facts("resources", "resource", _resources)
USES: Final = Facts("cohort_resources", "cohort_resource", _uses)

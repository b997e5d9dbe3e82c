"""What the dashboard shows: figures that open their lists, the months, the journey, what to do next; refuses
arithmetic in widgets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlmodel import Session, SQLModel

from skilling.database import dialects
from skilling.database.tables import Cohort, Developer, Enrolment, Grant, Resource, Startup, State, table_of
from skilling.database.tallying import counts
from skilling.domain.calendar import Period, financial_year, fy_of, months_between
from skilling.domain.money import grouped
from skilling.domain.queries import Filter

_SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure: its words, how it came about, and the list behind it."""

    name: str
    label: str
    value: int
    note: str
    page: str
    filters: tuple[Filter, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One stage of the learner journey: enrolments that reached it."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Task:
    """Something that wants doing, with the page that does it."""

    text: str
    verb: str
    page: str
    filters: tuple[Filter, ...] = ()
    tone: str = "info"


@dataclass(frozen=True, slots=True)
class Overview:
    """All of the dashboard, as of one moment."""

    tiles: tuple[Tile, ...]
    months: tuple[str, ...]  # '2026-04'
    enrolled: tuple[int, ...]
    completed: tuple[int, ...]
    journey: tuple[Step, ...]
    by_state: tuple[tuple[str, int], ...]
    tasks: tuple[Task, ...]
    empty: bool


@dataclass(frozen=True, slots=True)
class CohortChoice:
    """A cohort in the dashboard's filter."""

    id: int
    code: str


def overview(session: Session, today: date, fy: str | None = None, cohort_id: int | None = None) -> Overview:
    """The dashboard of a financial year (the current one without `fy`), of all cohorts or one."""
    period = financial_year(fy or fy_of(today))
    tiles = _tiles(session, period, today, cohort_id)
    months = months_between(period.start, min(period.end, max(today, period.start)))
    by_state = _by_state(session, period, cohort_id)
    return Overview(
        tiles, tuple(months), _by_month(session, "enrolled_on", months, cohort_id),
        _by_month(session, "completed_on", months, cohort_id), _journey(session, period, cohort_id), by_state,
        _tasks(session, today), _empty(session),
    )  # fmt: skip


def cohort_choices(session: Session) -> list[CohortChoice]:
    """The cohorts to choose from, newest first."""
    cohort = table_of(Cohort)
    found = session.execute(select(cohort.c.id, cohort.c.code).where(cohort.c.archived_at.is_(None)).order_by(cohort.c.id.desc()))
    return [CohortChoice(int(key), str(code)) for key, code in found]


def financial_years(session: Session, today: date) -> list[str]:
    """The years in which anybody was enrolled, and the current one; newest first."""
    enrolment = table_of(Enrolment)
    first = session.execute(select(func.min(enrolment.c.enrolled_on))).scalar()
    oldest = fy_of(first) if first else fy_of(today)
    years = [fy_of(today)]
    while years[-1] > oldest:
        years.append(fy_of(financial_year(years[-1]).start - timedelta(days=1)))
    return years


def _within(cohort_id: int | None) -> list[ColumnElement[bool]]:
    enrolment = table_of(Enrolment)
    conditions: list[ColumnElement[bool]] = [counts()]
    return [*conditions, enrolment.c.cohort_id == cohort_id] if cohort_id is not None else conditions


def _reached(session: Session, milestone: str, start: date, end: date, cohort_id: int | None, distinct: bool = False) -> int:
    enrolment = table_of(Enrolment)
    what = func.count(enrolment.c.developer_id.distinct()) if distinct else func.count()
    statement = select(what).select_from(enrolment).where(*_within(cohort_id), enrolment.c[milestone].between(start, end))
    return int(session.execute(statement).scalar_one())


def _tiles(session: Session, period: Period, today: date, cohort_id: int | None) -> tuple[Tile, ...]:
    month = today.replace(day=1)
    enrolled = _reached(session, "enrolled_on", period.start, period.end, cohort_id)
    people = _reached(session, "enrolled_on", period.start, period.end, cohort_id, distinct=True)
    completed = _reached(session, "completed_on", period.start, period.end, cohort_id)
    new = _reached(session, "enrolled_on", month, today, cohort_id)
    done = _reached(session, "completed_on", month, today, cohort_id)
    active = _count(session, Enrolment, table_of(Enrolment).c.status == "active", *_within(cohort_id))
    running = _count(session, Cohort, table_of(Cohort).c.status == "running")
    startups = _count(session, Startup)
    in_year = (Filter("enrolled_on", "between", (period.start, period.end)),)
    return (
        Tile("enrolled", "Enrolments this year", enrolled, f"{grouped(people)} people · {grouped(new)} this month",
             "enrolments", in_year),
        Tile("active", "Learning now", active, "status Active", "developers", (Filter("status", "is", ("active",)),)),
        Tile("completed", "Completed this year", completed, f"{grouped(done)} this month", "enrolments",
             (Filter("completed_on", "between", (period.start, period.end)),)),
        Tile("cohorts", "Cohorts running", running, f"{grouped(_count(session, Cohort))} in all", "cohorts",
             (Filter("status", "is", ("running",)),)),
        Tile("startups", "Startups", startups, f"{grouped(_count(session, Resource))} learning resources", "startups"),
    )  # fmt: skip


def _by_month(session: Session, milestone: str, months: tuple[str, ...] | list[str], cohort_id: int | None) -> tuple[int, ...]:
    enrolment = table_of(Enrolment)
    month = dialects.month_of(session.connection(), enrolment.c[milestone]).label("month")
    statement = select(month, func.count()).where(*_within(cohort_id), enrolment.c[milestone].is_not(None)).group_by("month")
    found = {str(name): int(count) for name, count in session.execute(statement)}
    return tuple(found.get(name, 0) for name in months)


def _journey(session: Session, period: Period, cohort_id: int | None) -> tuple[Step, ...]:
    """Of those enrolled in the period: how many reached each stage by now. One cohort of people, so shares are fair."""
    enrolment = table_of(Enrolment)
    counts = session.execute(
        select(
            func.count(), func.count(enrolment.c.started_on), func.count(enrolment.c.completed_on),
            func.count(enrolment.c.certified_on),
        ).where(*_within(cohort_id), enrolment.c.enrolled_on.between(period.start, period.end))
    ).one()  # fmt: skip
    return tuple(
        Step(label, int(count)) for label, count in zip(("Enrolled", "Started", "Completed", "Certified"), counts, strict=True)
    )


def _by_state(session: Session, period: Period, cohort_id: int | None) -> tuple[tuple[str, int], ...]:
    enrolment, state = table_of(Enrolment), table_of(State)
    statement = (
        select(state.c.name, func.count())
        .select_from(enrolment)
        .outerjoin(state, state.c.id == enrolment.c.state_id)
        .where(*_within(cohort_id), enrolment.c.enrolled_on.between(period.start, period.end))
        .group_by(state.c.name)
        .order_by(func.count().desc())
    )
    return tuple((str(name or "Not stated"), int(count)) for name, count in session.execute(statement))


def _tasks(session: Session, today: date) -> tuple[Task, ...]:
    developer, grant, cohort = table_of(Developer), table_of(Grant), table_of(Cohort)
    stateless = _count(session, Developer, developer.c.state_id.is_(None))
    unplaced = _count(
        session, Developer,
        ~select(table_of(Enrolment).c.id).where(table_of(Enrolment).c.developer_id == developer.c.id).exists(),
    )  # fmt: skip
    expiring = _count(
        session,
        Grant,
        grant.c.status.in_(("approved", "issued", "active")),
        grant.c.expires_on.between(today, today + _SOON),
    )
    over = _count(session, Cohort, and_(cohort.c.status == "running", cohort.c.ends_on < today))
    late = _count(session, Cohort, and_(cohort.c.status.in_(("draft", "open")), or_(cohort.c.starts_on < today)))
    soon = (today, today + _SOON)
    tasks = (
        (over, "running cohorts are past their end date", "Close", "cohorts",
         (Filter("status", "is", ("running",)), Filter("ends_on", "at_most", (today - timedelta(days=1),))), "warn"),
        (late, "cohorts should have started", "Look", "cohorts",
         (Filter("status", "is", ("draft", "open")), Filter("starts_on", "at_most", (today - timedelta(days=1),))), "warn"),
        (expiring, "AI tool grants expire within 30 days", "Look", "grants", (Filter("expires_on", "between", soon),), "warn"),
        (stateless, "developers have no state: they count as Not stated", "Fix", "developers",
         (Filter("state", "blank"),), "info"),
        (unplaced, "developers are in no cohort", "Place", "developers", (Filter("cohort", "blank"),), "info"),
    )  # fmt: skip
    return tuple(
        Task(f"{grouped(count)} {text}", verb, page, filters, tone) for count, text, verb, page, filters, tone in tasks if count
    )


def _empty(session: Session) -> bool:
    return session.execute(select(table_of(Developer).c.id).limit(1)).first() is None


def _count(session: Session, record: type[SQLModel], *conditions: ColumnElement[bool]) -> int:
    table = table_of(record)
    statement = select(func.count()).select_from(table).where(table.c.archived_at.is_(None), *conditions)
    return int(session.execute(statement).scalar_one())

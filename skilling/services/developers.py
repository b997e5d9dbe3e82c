"""Developers: making and editing them, and what the page of one person shows; refuses a district that lies in another state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session

from skilling.database import dialects, many
from skilling.database.changes import Change
from skilling.database.tables import Cohort, Developer, District, Enrolment, Founder, Grant, Startup, table_of
from skilling.domain.problems import Problem, Refused
from skilling.services import enrolments, frozen, records, views
from skilling.services.enrolments import StepRow


@dataclass(frozen=True, slots=True)
class PlaceInCohort:
    """One cohort that a developer is or was in, and since when the status holds."""

    enrolment_id: int
    cohort_id: int
    cohort: str
    status: str
    since: date | None


@dataclass(frozen=True, slots=True)
class HeldGrant:
    """One grant that a developer or startup holds."""

    id: int
    product: str
    unit: str
    amount: Decimal
    status: str
    expires_on: date | None


@dataclass(frozen=True, slots=True)
class Founded:
    """One startup that a developer founded or helps to run."""

    founder_id: int
    startup_id: int
    name: str
    role: str | None


@dataclass(frozen=True, slots=True)
class Portrait:
    """A developer with everything beside the declared fields, newest first."""

    record: records.RecordRow
    cohorts: list[PlaceInCohort]
    steps: list[StepRow]
    grants: list[HeldGrant]
    startups: list[Founded]


def portrait(session: Session, developer_id: int) -> Portrait:
    """All that the panel of one developer shows; Refused where the developer is gone."""
    record = records.read(session, "developer", developer_id)
    steps = enrolments.timeline(session, developer_id)
    return Portrait(
        record, _cohorts(session, developer_id, steps), steps, grants_of(session, "developer_id", developer_id),
        _startups(session, developer_id),
    )  # fmt: skip


def grants_of(session: Session, holder: str, holder_id: int) -> list[HeldGrant]:
    """The grants of one holder; `holder` is `developer_id` or `startup_id`."""
    grant = table_of(Grant)
    found = session.execute(
        select(grant.c.id, grant.c.product, grant.c.unit, grant.c.amount, grant.c.status, grant.c.expires_on)
        .where(grant.c[holder] == holder_id, grant.c.archived_at.is_(None))
        .order_by(grant.c.id.desc())
    )
    return [HeldGrant(*row) for row in found]


def find(session: Session, typed: str, limit: int = 20) -> list[tuple[int, str]]:
    """Developers for choosing one, newest first: many share a name, so cohort and e-mail or phone stand beside it."""
    listed = views.listing("developers")
    named = [column.name for column in listed.columns]
    keys = listed.newest(session, typed, limit)
    rows = {row[0]: dict(zip(named, row[1:], strict=True)) for row in listed.block(session, keys)}
    found = []
    for key in keys:
        row = rows[key]
        parts = (row["full_name"], row["cohort"], row["email"] or row["mobile"])
        found.append((int(key), " · ".join(str(part) for part in parts if part)))
    return found


def standing(session: Session, developer_ids: Sequence[int]) -> dict[str, list[int]]:
    """The newest enrolment of each of these developers, as enrolment ids by status. Who has none is not among them."""
    enrolment = table_of(Enrolment)
    given = dialects.one_column(session.connection(), developer_ids)
    newest = (
        select(func.max(enrolment.c.id).label("id"))
        .join(given, given.c.value == enrolment.c.developer_id)
        .where(enrolment.c.archived_at.is_(None))
        .group_by(enrolment.c.developer_id)
        .subquery()
    )
    found: dict[str, list[int]] = {}
    for key, status in session.execute(select(enrolment.c.id, enrolment.c.status).join(newest, newest.c.id == enrolment.c.id)):
        found.setdefault(str(status), []).append(int(key))
    return found


def already_in(session: Session, developer_ids: Sequence[int], cohort_id: int) -> int:
    """How many of these developers are, or once were, in a cohort."""
    enrolment = table_of(Enrolment)
    given = dialects.one_column(session.connection(), developer_ids)
    statement = (
        select(func.count()).select_from(enrolment).join(given, given.c.value == enrolment.c.developer_id)
        .where(enrolment.c.cohort_id == cohort_id)
    )  # fmt: skip
    return int(session.execute(statement).scalar_one())


def create(change: Change, given: Mapping[str, object]) -> int:
    """A new developer from a form's or a program's values."""
    return records.create(change, "developer", _placed(change.session, dict(given), None))


def edit(change: Change, developer_id: int, given: Mapping[str, object], version: int | None = None) -> None:
    """New values for a developer. A district of another state goes when the state is changed; one chosen brings its state.

    What was unknown is filled in on the enrolments, too; what was known stays there as it was when they were made.
    """
    now = change.get(Developer, developer_id)
    before = {name: getattr(now, name) for name in frozen.COPIED}
    records.edit(change, "developer", developer_id, _placed(change.session, dict(given), now), version)
    frozen.fill(change, developer_id, before, {name: getattr(now, name) for name in frozen.COPIED})


def archive(change: Change, developer_ids: Sequence[int]) -> int:
    """Takes developers away with their enrolments, so that no figure counts somebody whom no list shows.

    Refused where one holds a grant.
    """
    enrolment = table_of(Enrolment)
    many.held_all(change, Developer, developer_ids)
    refuse_holders(change.session, "developer_id", developer_ids)
    given = dialects.one_column(change.connection, developer_ids)
    held = change.session.execute(
        select(enrolment.c.id).join(given, given.c.value == enrolment.c.developer_id).where(enrolment.c.archived_at.is_(None))
    ).scalars()
    records.archive(change, "enrolment", list(held))
    return records.archive(change, "developer", developer_ids)


def refuse_holders(session: Session, holder: str, holder_ids: Sequence[int]) -> None:
    """Refused where one of these developers or startups holds a grant: what was given stays in the figures."""
    grant = table_of(Grant)
    given = dialects.one_column(session.connection(), holder_ids)
    statement = (
        select(func.count()).select_from(grant).join(given, given.c.value == grant.c[holder])
        .where(grant.c.archived_at.is_(None))
    )  # fmt: skip
    held = int(session.execute(statement).scalar_one())
    if held:
        raise Refused(
            "holds-grants",
            f"The selected hold grants of AI tools ({held}), which reports count. Remove those grants first.",
        )


def _placed(session: Session, given: dict[str, Any], now: Developer | None) -> dict[str, Any]:
    """The values with state and district agreeing; Refused where both are given and do not."""
    if "state_id" not in given and "district_id" not in given:
        return given
    state = given.get("state_id", now.state_id if now else None)
    chosen = given.get("district_id", now.district_id if now else None)
    district = session.get(District, chosen) if isinstance(chosen, int) else None
    if district is None or district.state_id == state:
        return given
    if "district_id" not in given:
        return given | {"district_id": None}
    if given.get("state_id") is None:
        return given | {"state_id": district.state_id}
    raise Refused.of(
        [
            Problem(
                "district",
                f"{district.name} lies in another state. Choose a district of the state above.",
                "district_id",
            )
        ]
    )


def _cohorts(session: Session, developer_id: int, steps: Sequence[StepRow]) -> list[PlaceInCohort]:
    enrolment, cohort = table_of(Enrolment), table_of(Cohort)
    since: dict[int, date] = {}
    for step in steps:  # newest first, so the first one seen is the one that holds
        since.setdefault(step.enrolment_id, step.effective_on)
    found = session.execute(
        select(enrolment.c.id, cohort.c.id, cohort.c.code, enrolment.c.status)
        .join(cohort, cohort.c.id == enrolment.c.cohort_id)
        .where(enrolment.c.developer_id == developer_id, enrolment.c.archived_at.is_(None))
        .order_by(enrolment.c.id.desc())
    )
    return [PlaceInCohort(key, cohort_id, code, status, since.get(key)) for key, cohort_id, code, status in found]


def _startups(session: Session, developer_id: int) -> list[Founded]:
    founder, startup = table_of(Founder), table_of(Startup)
    found = session.execute(
        select(founder.c.id, startup.c.id, startup.c.legal_name, founder.c.role)
        .join(startup, startup.c.id == founder.c.startup_id)
        .where(founder.c.developer_id == developer_id, founder.c.archived_at.is_(None), startup.c.archived_at.is_(None))
        .order_by(func.lower(startup.c.legal_name))
    )
    return [Founded(*row) for row in found]

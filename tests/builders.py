"""Records that a test needs but does not care about, written through `desk.change`; names are invented.

Each builder returns the record as it was saved, detached: read its columns, change it through the desk.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import count
from typing import Any, TypeVar

from sqlalchemy import select
from sqlmodel import Session, col

from skilling.database.changes import Change
from skilling.database.tables import (
    RECORDS,
    Cohort,
    Developer,
    Enrolment,
    EnrolmentStep,
    Founder,
    Grant,
    Institution,
    Programme,
    Record,
    Resource,
    Startup,
)
from skilling.domain.developers import FROZEN, age_band
from skilling.domain.enrolments import MILESTONES
from skilling.domain.names import name_key
from skilling.services.desk import Desk

R = TypeVar("R", bound=Record)
ACTOR = "tests"
_NUMBERS = count(1)
FIRST_NAMES = ("Asha", "Kabir", "Meera", "Rohan", "Ananya", "Arjun", "Priya", "Gauri", "Kavya", "Aditi", "Imran", "Lalita")
LAST_NAMES = ("Rao", "Das", "Kulkarni", "Mehta", "Reddy", "Sharma", "Nair", "Verma", "Patel", "Khan", "Bora", "Oraon", "Sangma")


def saved(desk: Desk, record: R) -> R:
    """The record, saved as a change of its own."""
    return desk.change(ACTOR, f"{record.noun}.created", Change.add, record).value


def a_programme(desk: Desk, **values: Any) -> Programme:
    number = next(_NUMBERS)
    return saved(desk, Programme(**({"code": f"PRG-{number}", "name": f"Programme {number}"} | values)))


def an_institution(desk: Desk, **values: Any) -> Institution:
    values = {"name": f"Government College {next(_NUMBERS)}"} | values
    return saved(desk, Institution(**({"name_key": name_key(values["name"])} | values)))


def a_cohort(desk: Desk, **values: Any) -> Cohort:
    """A running cohort without a limit of seats, of a programme of its own unless `programme_id` is given."""
    if "programme_id" not in values:
        values["programme_id"] = a_programme(desk).id
    return saved(desk, Cohort(**({"code": f"COH-{next(_NUMBERS)}", "status": "running"} | values)))


def a_developer(desk: Desk, **values: Any) -> Developer:
    """A developer with an invented name, found by search like any other."""
    number = next(_NUMBERS)
    values = {"full_name": f"{FIRST_NAMES[number % len(FIRST_NAMES)]} {LAST_NAMES[number % len(LAST_NAMES)]}"} | values
    key = name_key(values["full_name"])
    words = (values["full_name"], key, values.get("mobile"), values.get("email"))
    searched = " ".join(word for word in words if word).casefold()
    return saved(desk, Developer(**({"name_key": key, "search_text": searched} | values)))


def an_enrolment(
    desk: Desk,
    developer: Developer | None = None,
    cohort: Cohort | None = None,
    *,
    status: str = "enrolled",
    on: date = date(2026, 9, 1),
    **values: Any,
) -> Enrolment:
    """A developer in a cohort, both new unless given, in `status` since `on`, with the step that says so."""
    developer = developer or a_developer(desk)
    cohort = cohort or a_cohort(desk)
    frozen = {name: getattr(developer, name) for name in FROZEN} | {"age_band": age_band(developer.born_on, on)}
    record = Enrolment(
        **(
            {"developer_id": developer.id, "cohort_id": cohort.id, "status": status}
            | frozen
            | ({MILESTONES[status]: on} if status in MILESTONES else {})
            | values
        )
    )

    def enrol(change: Change) -> Enrolment:
        change.add(record)
        change.session.add(EnrolmentStep(enrolment_id=record.id, status=status, effective_on=on, actor=ACTOR))
        return record

    return desk.change(ACTOR, "enrolment.created", enrol).value


def a_startup(desk: Desk, **values: Any) -> Startup:
    values = {"legal_name": f"Disha {next(_NUMBERS)} Labs Private Limited"} | values
    return saved(desk, Startup(**({"name_key": name_key(values["legal_name"])} | values)))


def a_founder(desk: Desk, startup: Startup, developer: Developer, **values: Any) -> Founder:
    return saved(desk, Founder(startup_id=startup.id, developer_id=developer.id, **values))


def a_resource(desk: Desk, **values: Any) -> Resource:
    return saved(desk, Resource(**({"title": f"Prompting for beginners {next(_NUMBERS)}", "kind": "course"} | values)))


def a_grant(desk: Desk, **values: Any) -> Grant:
    """A grant of API credit, to a new developer unless `developer_id` or `startup_id` says otherwise."""
    if values.get("developer_id") is None and values.get("startup_id") is None:
        values["developer_id"] = a_developer(desk).id
    given = {"product": "OpenAI API credit", "unit": "usd", "amount": Decimal(500), "approved_on": date(2026, 9, 1)}
    return saved(desk, Grant(**(given | values)))


def stored(desk: Desk, noun: str, record_id: int) -> Record | None:
    """The record as the database has it now; None where it is gone."""
    return desk.read(lambda session: session.get(RECORDS[noun], record_id))


def enrolments_of(session: Session, developer_id: int) -> list[Enrolment]:
    """A developer's enrolments, newest first."""
    return list(
        session.scalars(
            select(Enrolment)
            .where(col(Enrolment.developer_id) == developer_id, col(Enrolment.archived_at).is_(None))
            .order_by(col(Enrolment.id).desc())
        )
    )

"""A programme drawn from a seed, with everything in it that makes counting hard; written as one change."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from sqlmodel import select

from skilling.database.changes import Change
from skilling.database.tables import (
    Cohort,
    CohortResource,
    Developer,
    District,
    Enrolment,
    EnrolmentStep,
    Founder,
    Grant,
    Institution,
    Programme,
    Resource,
    Startup,
)
from skilling.domain.enrolments import MILESTONES
from skilling.services.desk import Desk

TODAY = date(2026, 11, 22)
GONE = datetime(2026, 11, 1, 6, 0, tzinfo=UTC)
STATES = (29, 27, 9, 33, 18, 37, None)
PATHS = (
    ("enrolled",),
    ("enrolled", "active"),
    ("enrolled", "active", "completed"),
    ("enrolled", "active", "completed", "certified"),
    ("enrolled", "active", "completed", "not_certified", "certified"),
    ("enrolled", "active", "dropped"),
    ("enrolled", "active", "dropped", "active", "completed"),
    ("enrolled", "withdrawn"),
    ("applied", "rejected"),
    ("applied",),
)


def fill(desk: Desk, seed: int, developers: int = 60) -> None:
    """Developers, cohorts, enrolments with their steps, startups, grants and resources."""
    desk.change("tests", "sample.filled", _fill, random.Random(seed), developers)


def _fill(change: Change, chance: random.Random, developers: int) -> None:
    programme = change.add(Programme(code="OAI-1", name="Academy & Desk", name_hi="अकादमी", funder="IndiaAI Mission"))
    college = change.add(Institution(name="Government College, Mysuru", name_key="college", aishe="C-12345"))
    cohorts = [_cohort(change, chance, programme.id, college.id, number) for number in range(7)]
    people = [_developer(change, chance, number) for number in range(developers)]
    for developer in people:
        for cohort in chance.sample(cohorts, chance.choice((1, 1, 1, 2, 3))):
            _enrol(change, chance, developer, cohort)
    startups = [_startup(change, chance, number) for number in range(6)]
    for startup in startups:
        for developer in chance.sample(people, chance.choice((0, 1, 2))):
            gone = GONE if chance.random() < 0.1 else None
            change.session.add(Founder(startup_id=startup.id, developer_id=developer.id, archived_at=gone))
    for _ in range(30):
        _grant(change, chance, people, startups)
    resources = [_resource(change, chance, number) for number in range(8)]
    for resource in resources:
        for cohort in chance.sample(cohorts, chance.randrange(4)):
            change.session.add(CohortResource(cohort_id=cohort.id, resource_id=resource.id))
    change.session.flush()


def _cohort(change: Change, chance: random.Random, programme_id: int, college_id: int, number: int) -> Cohort:
    starts = chance.choice((None, date(2026, 3, 20), date(2026, 7, 1), date(2026, 10, 5), date(2027, 1, 4)))
    return change.add(
        Cohort(
            code=f"COH-{number:02}", programme_id=programme_id, institution_id=chance.choice((None, college_id)),
            mode=chance.choice((None, "online", "hybrid")), language=chance.choice((None, "hi", "kn")), starts_on=starts,
            ends_on=starts and starts + timedelta(days=60), seats=chance.choice((None, 30, 120)),
            status=chance.choice(("draft", "open", "running", "closed", "cancelled")),
            archived_at=GONE if number == 6 else None,
        )
    )  # fmt: skip


def _developer(change: Change, chance: random.Random, number: int) -> Developer:
    state = chance.choice(STATES)
    known = (
        []
        if state is None
        else list(change.session.exec(select(District.id).where(District.state_id == state).order_by(District.id).limit(3)))
    )
    return change.add(
        Developer(
            full_name=f"Asha {number}", name_key=f"asha {number}", gender=chance.choice(("F", "M", "T", "X", None)),
            category=chance.choice(("SC", "ST", "OBC", "EWS", "GEN", "NS", None)), pwd=chance.choice(("Y", "N", "NS", None)),
            state_id=state, district_id=chance.choice([None, *known]), minority=chance.choice(("Y", "N", "NS", None)),
            learner_type=chance.choice(("student", "teacher", "official", "professional", None)),
            archived_at=GONE if chance.random() < 0.05 else None,
        )
    )  # fmt: skip


def _enrol(change: Change, chance: random.Random, developer: Developer, cohort: Cohort) -> None:
    path = chance.choice(PATHS)
    day = date(2026, 2, 1) + timedelta(days=chance.randrange(220))
    reached: dict[str, date] = {}
    steps = []
    for status in path:
        reached.setdefault(MILESTONES.get(status, ""), day)
        if path[-1] != "dropped" and status == "active":
            reached.pop("left_on", None)
        recorded = datetime(day.year, day.month, day.day, chance.randrange(24), 30, tzinfo=UTC)
        late = timedelta(days=chance.choice((0, 0, 0, 20)))
        steps.append(EnrolmentStep(enrolment_id=0, status=status, effective_on=day, recorded_at=recorded + late, actor="tests"))
        day = min(day + timedelta(days=chance.randrange(1, 40)), TODAY)
    reached.pop("", None)
    # What was frozen at enrolment may differ from what the register says now.
    state = developer.state_id if chance.random() < 0.8 else chance.choice(STATES)
    enrolment = change.add(
        Enrolment(
            developer_id=developer.id, cohort_id=cohort.id, status=path[-1], gender=developer.gender,
            category=developer.category, pwd=developer.pwd, state_id=state, minority=developer.minority,
            district_id=developer.district_id if state == developer.state_id else None, learner_type=developer.learner_type,
            age_band=chance.choice(("<18", "18-24", "25-34", "35-44", "45+", None)),
            archived_at=GONE if chance.random() < 0.05 else None, **reached,
        )
    )  # fmt: skip
    for step in steps:
        step.enrolment_id = enrolment.id
        change.session.add(step)
    if chance.random() < 0.1:
        wrong = EnrolmentStep(
            enrolment_id=enrolment.id, status="certified", effective_on=date(2026, 6, 1), actor="tests",
            recorded_at=datetime(2026, 6, 2, tzinfo=UTC), retracted_at=datetime(2026, 6, 20, tzinfo=UTC),
        )  # fmt: skip
        change.session.add(wrong)
    change.session.flush()


def _startup(change: Change, chance: random.Random, number: int) -> Startup:
    return change.add(
        Startup(
            legal_name=f"Disha {number} Labs", name_key=f"disha {number}", stage=chance.choice((None, "idea", "growth")),
            dpiit=chance.choice((None, f"DIPP1000{number}")), state_id=chance.choice(STATES),
            archived_at=GONE if number == 5 else None,
        )
    )  # fmt: skip


def _grant(change: Change, chance: random.Random, people: list[Developer], startups: list[Startup]) -> None:
    unit = chance.choice(("usd", "usd", "seat_month"))
    product = chance.choice(("OpenAI API credit", "ChatGPT Edu"))
    approved = chance.choice((None, date(2026, 5, 5), date(2026, 8, 8), date(2026, 11, 11)))
    holder = {"startup_id": chance.choice(startups).id} if chance.random() < 0.4 else {"developer_id": chance.choice(people).id}
    status = chance.choice(("requested", "approved", "rejected", "issued", "active", "expired", "revoked", "cancelled"))
    expires = chance.choice((None, date(2026, 9, 30), date(2027, 3, 31)))
    amount = Decimal(chance.randrange(1, 100_000)) / 100
    change.session.add(
        Grant(product=product, unit=unit, amount=amount, status=status, approved_on=approved, expires_on=expires, **holder)
    )


def _resource(change: Change, chance: random.Random, number: int) -> Resource:
    return change.add(
        Resource(
            title=f"Course {number}", kind=chance.choice((None, "course", "video")), provider="IndiaAI",
            language=chance.choice((None, "hi", "en")), hours=chance.choice((None, Decimal("1.5"), Decimal(12))),
            url=chance.choice((None, "https://example.in/learn")),
            archived_at=GONE if number == 7 else None,
        )
    )  # fmt: skip

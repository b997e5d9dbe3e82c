"""Reports as known at an earlier time, against what plain Python counted at that time."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlmodel import Session, select

from skilling.database.changes import Change
from skilling.database.tables import (
    RECORDS,
    ChangeEntry,
    Cohort,
    Developer,
    Enrolment,
    EnrolmentStep,
    Founder,
    Grant,
    Record,
    Resource,
    Startup,
)
from skilling.domain.calendar import quarter
from skilling.reports import knowledge, pack
from skilling.reports.scope import Scope, scope_of
from skilling.reports.sheet import lay_out
from skilling.reports.sheets import SHEETS
from skilling.services import records
from skilling.services.desk import Desk
from tests.builders import a_cohort, a_developer, an_enrolment
from tests.reports import seeded
from tests.reports.packs import a_pack, figure, words_of
from tests.reports.recount import Row, recount
from tests.reports.recount_people import every_sheet

Q2 = quarter("2026-27", 2)
COUNTED = ("Summary", "State UT", "Category x gender", "Inclusion", "Learner type", "District", "AI tools", "Trend")
VALUES: dict[type[Record], dict[str, tuple[Any, ...]]] = {
    Enrolment: {
        "gender": ("F", "M", "T", None), "category": ("SC", "OBC", None), "state_id": (29, 27, None), "pwd": ("Y", "N"),
        "age_band": ("18-24", None), "learner_type": ("student", "teacher"), "enrolled_on": (date(2026, 7, 4), date(2026, 3, 3)),
        "completed_on": (date(2026, 8, 8), None),
    },
    Developer: {"gender": ("F", "M"), "state_id": (29, 9)},
    Cohort: {"status": ("cancelled", "running"), "starts_on": (date(2026, 8, 1), None), "seats": (5, 50)},
    Startup: {"stage": ("idea", "growth"), "dpiit": (None, "DIPP7")},
    Grant: {"amount": (Decimal("5.50"), Decimal(700)), "status": ("approved", "rejected", "requested"), "unit": ("usd",)},
    Resource: {"language": ("hi", "en")},
    Founder: {},
}  # fmt: skip


def counted_by_hand(session: Session) -> dict[str, list[Row]]:
    everything = every_sheet(session, recount(session, Q2.start, Q2.end))
    return {name: everything[name] for name in COUNTED}


def counted(session: Session, scope: Scope) -> dict[str, list[Row]]:
    head = pack.head_of(session, scope, "ministry", "en")
    return {sheet.name: words_of(lay_out(session, sheet, head).grid) for sheet in SHEETS if sheet.name in COUNTED}


def a_correction(change: Change, chance: random.Random) -> None:
    """Something that an office corrects: a value, a record taken away or brought back, a step into another cohort."""
    model = chance.choice(list(VALUES))
    ids = list(change.session.exec(select(model.id).where(model.archived_at.is_(None)).order_by(model.id)))
    if not ids:
        return
    record = change.get(model, chance.choice(ids))
    choices = VALUES[model]
    if not choices or chance.random() < 0.15:
        records.archive(change, model.noun, [record.id])
    elif model is Enrolment and chance.random() < 0.1:
        taken = set(change.session.exec(select(Enrolment.developer_id).where(Enrolment.cohort_id == record.cohort_id)))
        other = next(key for key in change.session.exec(select(Developer.id).order_by(Developer.id)) if key not in taken)
        change.edit(record, {"developer_id": other})  # what a merge does to an enrolment
    else:
        name = chance.choice(list(choices))
        change.edit(record, {name: chance.choice(choices[name])})


@pytest.mark.parametrize("seed", [1, 2])
def test_a_report_as_a_change_left_the_records_is_what_was_counted_then(sqlite_desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    seeded.fill(sqlite_desk, seed, 25)
    snapshots = []
    for _ in range(6):
        for _ in range(6):
            sqlite_desk.change("officer", "record.corrected", a_correction, chance)
        newest = sqlite_desk.read(lambda session: session.exec(select(ChangeEntry.id).order_by(ChangeEntry.id.desc())).first())
        snapshots.append((newest, sqlite_desk.read(counted_by_hand)))
    for number, by_hand in snapshots:
        found = sqlite_desk.read(
            lambda session, number=number: counted(session, knowledge.told_after(session, scope_of(Q2, seeded.TODAY), number))
        )
        assert found == by_hand


def test_a_corrected_attribute_counts_from_the_day_it_was_corrected(desk: Desk) -> None:
    person = a_developer(desk, gender="M", state_id=29)
    enrolment = an_enrolment(desk, person, a_cohort(desk), on=date(2026, 8, 1))
    known_since(desk, enrolment, datetime(2026, 8, 1, 6, tzinfo=UTC))
    corrected(desk, enrolment, datetime(2026, 10, 5, 6, tzinfo=UTC), gender="F", state_id=27)

    def women(known_on: date | None) -> tuple[int, int]:
        made = a_pack(desk, Q2, known_on=known_on)
        return figure(made, "State UT", "Total", "Women"), figure(made, "State UT", "Maharashtra", "Enrolled")

    assert women(None) == (1, 1)
    assert women(date(2026, 10, 5)) == (1, 1)
    assert women(date(2026, 10, 4)) == (0, 0)


def test_a_grant_corrected_later_has_its_former_amount_as_known_before(desk: Desk) -> None:
    from tests.builders import a_grant

    grant = a_grant(desk, amount=Decimal("100.50"), unit="usd", approved_on=date(2026, 8, 1))
    known_since(desk, grant, datetime(2026, 8, 1, 6, tzinfo=UTC))
    corrected(desk, grant, datetime(2026, 10, 5, 6, tzinfo=UTC), amount=Decimal(7))

    def granted(known_on: date | None) -> Decimal:
        return figure(a_pack(desk, Q2, known_on=known_on), "AI tools", "Total", "Amount granted")

    assert granted(None) == Decimal(7)
    assert granted(date(2026, 10, 4)) == Decimal("100.50")


def known_since(desk: Desk, record: Record, moment: datetime) -> None:
    """A record, its steps and all changes so far are as old as that."""

    def work(change: Change) -> None:
        for model in RECORDS.values():
            for each in change.session.exec(select(model)):
                each.created_at = moment
        for step in change.session.exec(select(EnrolmentStep)):
            step.recorded_at = moment
        change.session.flush()
        for entry in change.session.exec(select(ChangeEntry)):
            entry.at = moment

    desk.change("tests", "tests.backdated", work)
    _date_changes(desk, moment)


def corrected(desk: Desk, record: Record, moment: datetime, **values: Any) -> None:
    done = desk.change(
        "officer", "record.corrected", lambda change: change.edit(change.get(type(record), record.id), values)
    )  # fmt: skip
    _date_changes(desk, moment, done.change_id)


def _date_changes(desk: Desk, moment: datetime, number: int | None = None) -> None:
    def work(change: Change) -> None:
        for entry in change.session.exec(select(ChangeEntry)):
            if number in (None, entry.id):
                entry.at = moment

    desk.change("tests", "tests.backdated", work)

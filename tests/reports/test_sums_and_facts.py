"""What is read from the kept sums is what counting the records themselves gives, now and as known on earlier days."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import Session, col, select

from skilling.database.changes import Change
from skilling.database.tables import Cohort, Developer, Enrolment, EnrolmentStep
from skilling.domain.calendar import Period, financial_year
from skilling.reports import figures, knowledge, sheet, summed
from skilling.reports.figures import Question
from skilling.reports.scope import Scope, Window, Year, scope_of
from skilling.reports.sheets import SHEETS
from skilling.services import enrolments, history, records
from skilling.services.desk import Desk
from tests.builders import a_cohort, a_developer, an_enrolment
from tests.reports import seeded

YEAR, TODAY = financial_year("2026-27"), seeded.TODAY
DAYS = (None, date(2026, 11, 20), date(2026, 8, 31), date(2026, 3, 31))


def asked(session: Session, known_on: date | None, as_on: date | None) -> dict[Question, figures.Value]:
    """Every figure of the pack."""
    return asked_of(session, knowledge.told(session, scope_of(YEAR, TODAY, as_on, known_on)))


def asked_of(session: Session, scope: Scope) -> dict[Question, figures.Value]:
    listed = [(table, table.rows(session, scope)) for each in SHEETS for table in each.tables]
    questions = [q for table, rows in listed for _, row in sheet.with_questions(table, rows) for q in row if q]
    return figures.answer(session, scope, questions)


def differing(desk: Desk, monkeypatch: pytest.MonkeyPatch, as_on: date | None = None) -> dict[object, object]:
    """The figures that sums and records give differently, by the day on which they are known."""
    found: dict[object, object] = {}
    for known_on in DAYS:
        kept = desk.read(asked, known_on, as_on)
        with monkeypatch.context() as without:
            without.setattr(summed, "split", lambda _session, _scope, needed: ({}, needed))
            counted = desk.read(asked, known_on, as_on)
        found |= {(known_on, each): (kept[each], value) for each, value in counted.items() if kept[each] != value}
        assert len(kept) > 100
    return found


@pytest.mark.parametrize("seed", range(2))
def test_sums_are_what_the_records_come_to_on_any_day(sqlite_desk: Desk, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    seeded.fill(sqlite_desk, seed, developers=30)
    assert differing(sqlite_desk, monkeypatch) == {}
    assert differing(sqlite_desk, monkeypatch, date(2026, 8, 31)) == {}
    chance = random.Random(seed)
    for _ in range(8):
        done = sqlite_desk.change("tests", "enrolment.edited", _something, chance)
        if chance.random() < 0.3 and done.change_id is not None:
            sqlite_desk.change("tests", "change.undone", history.take_back, done.change_id)
    assert differing(sqlite_desk, monkeypatch) == {}


def _something(change: Change, chance: random.Random) -> None:
    """What happens to enrolments: a late step, a corrected value, another person, and being taken away."""
    every = list(change.session.exec(select(Enrolment).where(col(Enrolment.archived_at).is_(None)).order_by(col(Enrolment.id))))
    one = chance.choice(every)
    deed = chance.randrange(6)
    if deed == 0:
        enrolments.step(change, [each.id or 0 for each in every if each.status == "enrolled"][:5], "active", TODAY)
    elif deed == 1:
        change.edit(
            one, {"gender": chance.choice(("F", "M", None)), "state_id": chance.choice((29, 27, None)), "district_id": None}
        )
    elif deed == 2:  # as when two records of a person become one
        theirs = {each.cohort_id for each in every if each.developer_id == every[0].developer_id}
        moved = [each for each in every if each.cohort_id not in theirs][:1]
        for each in moved:
            change.edit(each, {"developer_id": every[0].developer_id})
    elif deed == 3:
        records.archive(change, "developer", [one.developer_id])
    elif deed == 4:
        records.archive(change, "enrolment", [one.id or 0])
    else:
        change.edit(change.session.get_one(Cohort, one.cohort_id), {"institution_id": None, "seats": 1})


def test_who_came_in_late_is_not_known_before(sqlite_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    seeded.fill(sqlite_desk, 7, developers=12)

    def late(change: Change) -> None:
        person = change.add(Developer(full_name="Asha Late", name_key="asha late", gender="F", state_id=29))
        cohort = change.session.exec(select(Cohort.id)).first()
        made = change.add(
            Enrolment(
                developer_id=person.id or 0, cohort_id=cohort or 0, status="enrolled", gender="F", enrolled_on=date(2026, 6, 1)
            )
        )
        moment = datetime(2026, 11, 21, tzinfo=UTC)
        change.session.add(EnrolmentStep(enrolment_id=made.id or 0, status="enrolled", effective_on=date(2026, 6, 1), actor="tests",
                                         recorded_at=moment))  # fmt: skip

    before = sqlite_desk.read(asked, date(2026, 11, 20), None)[Question("women")]
    sqlite_desk.change("tests", "enrolment.made", late)
    assert sqlite_desk.read(asked, date(2026, 11, 20), None)[Question("women")] == before
    assert sqlite_desk.read(asked, None, None)[Question("women")] == int(before or 0) + 1
    assert differing(sqlite_desk, monkeypatch, TODAY - timedelta(days=40)) == {}


def test_time_that_is_cut_within_months_is_told_by_the_sums(sqlite_desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    seeded.fill(sqlite_desk, 3, developers=40)
    weeks = (date(2026, 6, 10), date(2026, 8, 20)), (date(2026, 7, 8), date(2026, 7, 19))
    for scope in (scope_of(Period(start, end, "Weeks", "Weeks"), TODAY) for start, end in weeks):
        kept = sqlite_desk.read(asked_of, scope)
        with monkeypatch.context() as without:
            without.setattr(summed, "split", lambda _session, _scope, needed: ({}, needed))
            assert kept == sqlite_desk.read(asked_of, scope)
        wanted = {("state",): [("enrolled", window) for window in Window], ("institution",): [("cohorts", Window.DURING)]}
        assert sqlite_desk.read(summed.split, scope, wanted)[1] == {}


def test_who_enrols_again_in_a_later_window_is_a_person_of_that_window_too(sqlite_desk: Desk) -> None:
    person, first, second = a_developer(sqlite_desk), a_cohort(sqlite_desk), a_cohort(sqlite_desk)
    an_enrolment(sqlite_desk, person, first, on=date(2025, 6, 1))
    an_enrolment(sqlite_desk, person, second, on=date(2026, 6, 1))
    scope = scope_of(YEAR, TODAY)
    windows = (Window.PREVIOUS, Window.DURING, Window.CUMULATIVE, Year("FY2025-26"), Year("FY2026-27"))
    questions = [Question(measure, window) for window in windows for measure in ("persons", "new_persons", "cohorts")]
    found = [sqlite_desk.read(figures.values, scope, questions)[place : place + 3] for place in range(0, 15, 3)]
    assert found == [[1, 1, 1], [1, 0, 1], [1, 1, 2], [1, 1, 1], [1, 0, 1]]

"""When it happened and when we learnt of it, by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from skilling.database.changes import Change
from skilling.database.tables import Enrolment, EnrolmentStep
from skilling.domain.calendar import month, quarter
from skilling.domain.problems import Refused
from skilling.reports.scope import Window, scope_of
from skilling.services.desk import Desk
from tests.builders import an_enrolment
from tests.reports.packs import a_pack, figure

TODAY = date(2026, 11, 22)
Q2 = quarter("2026-27", 2)  # July to September


def a_life(desk: Desk, *steps: tuple[str, str, str], retracted: str | None = None) -> Enrolment:
    """An enrolment with exactly these steps: status, day it happened, moment (UTC) at which it was recorded.

    With `retracted`, the last of them was taken back at that moment.
    """
    enrolment = an_enrolment(desk)
    reached = {"enrolled": "enrolled_on", "active": "started_on", "completed": "completed_on", "dropped": "left_on"}

    def work(change: Change) -> None:
        record = change.get(Enrolment, enrolment.id)
        for step in change.session.exec(select(EnrolmentStep).where(EnrolmentStep.enrolment_id == enrolment.id)):
            change.session.delete(step)
        values: dict[str, object] = {"enrolled_on": None}
        for place, (status, day, recorded) in enumerate(steps):
            taken_back = retracted if place == len(steps) - 1 else None
            change.session.add(
                EnrolmentStep(
                    enrolment_id=enrolment.id, status=status, effective_on=date.fromisoformat(day), actor="tests",
                    recorded_at=_moment(recorded), retracted_at=_moment(taken_back) if taken_back else None,
                )
            )  # fmt: skip
            if not taken_back:
                values |= {"status": status, reached[status]: date.fromisoformat(day)}
        change.edit(record, values)

    desk.change("tests", "enrolment.written", work)
    return enrolment


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def total(desk: Desk, column: str, **options: object) -> int:
    return figure(a_pack(desk, Q2, **options), "State UT", "Total", column)


def test_a_late_entry_counts_only_from_the_day_it_was_known(desk: Desk) -> None:
    a_life(desk, ("enrolled", "2026-08-01", "2026-08-01T05:00"), ("active", "2026-08-10", "2026-10-20T05:00"))
    assert total(desk, "Started") == 1
    assert total(desk, "Started", known_on=date(2026, 10, 5)) == 0
    assert total(desk, "Started", known_on=date(2026, 10, 20)) == 1
    assert total(desk, "Enrolled", known_on=date(2026, 10, 5)) == 1


def test_a_step_taken_back_counts_until_it_was(desk: Desk) -> None:
    a_life(
        desk, ("enrolled", "2026-08-01", "2026-08-01T05:00"), ("active", "2026-08-10", "2026-08-10T05:00"),
        retracted="2026-10-03T05:00",
    )  # fmt: skip
    assert total(desk, "Started", known_on=date(2026, 10, 2)) == 1
    assert total(desk, "Started", known_on=date(2026, 10, 3)) == 0
    assert total(desk, "Started") == 0


@pytest.mark.parametrize(
    ("recorded", "known"),
    [("2026-10-05T18:29:59", 1), ("2026-10-05T18:30:00", 0)],  # midnight in India
)
def test_the_day_on_which_we_learnt_it_ends_at_midnight_in_india(desk: Desk, recorded: str, known: int) -> None:
    a_life(desk, ("enrolled", "2026-08-01", recorded))
    assert total(desk, "Enrolled", known_on=date(2026, 10, 5)) == known
    assert total(desk, "Enrolled", known_on=date(2026, 10, 6)) == 1


def test_whoever_came_back_has_not_left_except_as_known_before(desk: Desk) -> None:
    enrolment = a_life(
        desk, ("enrolled", "2026-07-01", "2026-07-01T05:00"), ("active", "2026-07-02", "2026-07-02T05:00"),
        ("dropped", "2026-08-01", "2026-08-01T05:00"), ("active", "2026-08-20", "2026-08-20T05:00"),
    )  # fmt: skip

    def cleared(change: Change) -> None:  # as the service does when somebody comes back
        change.edit(change.get(Enrolment, enrolment.id), {"left_on": None, "started_on": date(2026, 7, 2)})

    desk.change("tests", "enrolment.edited", cleared)

    def left(known_on: date | None = None) -> int:
        return figure(a_pack(desk, Q2, known_on=known_on), "Cohort register", "Total", "Left")

    assert left() == 0
    assert left(date(2026, 8, 19)) == 1
    assert left(date(2026, 8, 20)) == 0


@pytest.mark.parametrize(
    ("day", "windows"),
    [
        ("2026-06-30", (1, 0, 1)),
        ("2026-07-01", (0, 1, 1)),
        ("2026-09-30", (0, 1, 1)),
        ("2026-10-01", (0, 0, 0)),
    ],
)
def test_a_quarter_has_both_its_ends(desk: Desk, day: str, windows: tuple[int, int, int]) -> None:
    an_enrolment(desk, on=date.fromisoformat(day))
    pack = a_pack(desk, Q2)
    columns = ("Up to previous period", "During the period", "Cumulative")
    assert tuple(figure(pack, "Summary", "Enrolled", column) for column in columns) == windows


@pytest.mark.parametrize(("day", "during"), [("2026-03-31", 0), ("2026-04-01", 1), ("2027-03-31", 1), ("2027-04-01", 0)])
def test_a_financial_year_runs_from_april_to_march(sqlite_desk: Desk, day: str, during: int) -> None:
    from skilling.domain.calendar import financial_year

    an_enrolment(sqlite_desk, on=date.fromisoformat(day))
    pack = a_pack(sqlite_desk, financial_year("2026-27"), today=date(2027, 6, 1))
    assert figure(pack, "Summary", "Enrolled", "During the period") == during


def test_a_grant_without_approval_counts_from_its_day_of_entry_in_india(desk: Desk) -> None:
    from tests.builders import a_grant

    grant = a_grant(desk, approved_on=None)

    def entered(change: Change) -> None:
        record = change.get(type(grant), grant.id)
        record.created_at = datetime(2026, 9, 30, 18, 30, tzinfo=UTC)  # 1 October in India
        change.session.flush()

    desk.change("tests", "grant.backdated", entered)
    assert figure(a_pack(desk, Q2), "Summary", "Grants", "Cumulative") == 0
    october = a_pack(desk, month("2026-10"))
    assert figure(october, "Summary", "Grants", "During the period") == 1
    assert [n.value for n in october.notices if n.question.measure == "undated_grants"] == [1]


# -- which days a report may be asked about ----------------------------------------------------------------------


def test_figures_never_stand_beyond_the_period_or_today() -> None:
    assert scope_of(Q2, TODAY).as_on == date(2026, 9, 30)
    assert scope_of(Q2, TODAY, as_of=date(2026, 8, 15)).as_on == date(2026, 8, 15)
    beyond = scope_of(Q2, TODAY, as_of=date(2026, 11, 1))
    assert (beyond.as_on, beyond.asked) == (date(2026, 9, 30), date(2026, 11, 1))
    running = scope_of(quarter("2026-27", 3), TODAY, as_of=date(2026, 12, 31))
    assert (running.as_on, running.asked) == (TODAY, date(2026, 12, 31))


def test_a_period_to_come_is_refused() -> None:
    with pytest.raises(Refused, match=r"begins on 01\.01\.2027") as refused:
        scope_of(quarter("2026-27", 4), TODAY)
    assert refused.value.code == "period-not-begun"
    assert scope_of(month("2026-11"), date(2026, 11, 1)).as_on == date(2026, 11, 1)


def test_a_day_before_the_period_is_refused() -> None:
    with pytest.raises(Refused, match=r"30\.06\.2026 lies before FY 2026-27 Q2") as refused:
        scope_of(Q2, TODAY, as_of=date(2026, 6, 30))
    assert refused.value.code == "as-of-before-period"


def test_what_is_known_today_is_simply_what_is_known() -> None:
    assert scope_of(Q2, TODAY, known_on=TODAY).known_before is None
    assert scope_of(Q2, TODAY, known_on=date(2026, 11, 21)).known_before is not None


def test_a_scope_survives_being_written_down() -> None:
    scope = scope_of(Q2, TODAY, as_of=date(2026, 8, 15), known_on=date(2026, 10, 5), programme_id=3)
    assert type(scope).of(scope.parameters()) == scope


def test_the_windows_of_a_quarter() -> None:
    scope = scope_of(Q2, TODAY)
    assert scope.days(Window.PREVIOUS) == (None, date(2026, 6, 30))
    assert scope.days(Window.DURING) == (date(2026, 7, 1), date(2026, 9, 30))
    assert scope.days(Window.CUMULATIVE) == (None, date(2026, 9, 30))

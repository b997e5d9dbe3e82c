"""Putting developers into cohorts, the dated steps that follow, and taking them back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import event

from skilling.domain.problems import Refused
from skilling.services import cohorts, enrolments, records
from skilling.services.desk import Desk
from tests.builders import ACTOR, a_cohort, a_developer, an_enrolment, enrolments_of, stored

SEPT_5, SEPT_10, OCT_10 = date(2026, 9, 5), date(2026, 9, 10), date(2026, 10, 10)


def enrol(desk: Desk, developer: int | None, cohort: int | None, on: date = SEPT_5) -> int:
    desk.change(ACTOR, "cohort.filled", enrolments.enrol, [developer or 0], cohort or 0, on)
    return desk.read(enrolments_of, developer or 0)[0].id or 0


def step(desk: Desk, enrolment: int, to: str, on: date, reason: str | None = None) -> int:
    return desk.change(ACTOR, "enrolment.moved", enrolments.step, [enrolment], to, on, reason).change_id or 0


def test_a_full_cohort_refuses_another_developer(desk: Desk) -> None:
    cohort = a_cohort(desk, code="FULL-1", seats=1)
    enrol(desk, a_developer(desk).id, cohort.id)

    with pytest.raises(Refused, match="FULL-1 has 1 seat, none free, and 1 developer more does not fit"):
        enrol(desk, a_developer(desk).id, cohort.id)

    assert desk.read(cohorts.summary, cohort.id or 0).taken == 1


def test_a_developer_who_is_in_the_cohort_already_is_passed_over(desk: Desk) -> None:
    cohort, developer = a_cohort(desk), a_developer(desk)
    enrol(desk, developer.id, cohort.id)

    again = desk.change(ACTOR, "cohort.filled", enrolments.enrol, [developer.id or 0], cohort.id or 0, SEPT_5).value

    assert (again.enrolled, again.already) == (0, 1)


def test_a_closed_cohort_takes_nobody(desk: Desk) -> None:
    cohort = a_cohort(desk, status="closed")

    with pytest.raises(Refused, match="is closed and takes nobody"):
        enrol(desk, a_developer(desk).id, cohort.id)


def test_what_reports_group_by_is_frozen_when_the_enrolment_is_made(desk: Desk) -> None:
    developer = a_developer(desk, state_id=29, gender="F", category="OBC", born_on=date(2001, 9, 6))
    enrolment = enrol(desk, developer.id, a_cohort(desk).id)

    desk.change(ACTOR, "developer.edited", records.edit, "developer", developer.id or 0, {"state_id": 32, "category": "General"})

    kept = stored(desk, "enrolment", enrolment)
    assert (kept.state_id, kept.gender, kept.category) == (29, "F", "OBC")
    assert kept.age_band == "18-24"  # 24 years and 364 days on 5 September 2026


def test_each_step_is_kept_with_its_day_and_milestones_follow(desk: Desk) -> None:
    developer = a_developer(desk)
    enrolment = enrol(desk, developer.id, a_cohort(desk).id)
    step(desk, enrolment, "active", SEPT_10)
    step(desk, enrolment, "completed", OCT_10)

    kept = stored(desk, "enrolment", enrolment)
    assert (kept.status, kept.enrolled_on, kept.started_on, kept.completed_on) == ("completed", SEPT_5, SEPT_10, OCT_10)
    timeline = desk.read(enrolments.timeline, developer.id or 0)
    assert [(row.status, row.effective_on) for row in timeline] == [
        ("completed", OCT_10),
        ("active", SEPT_10),
        ("enrolled", SEPT_5),
    ]


@pytest.mark.parametrize(
    ("to", "on", "reason", "sentence"),
    [
        ("completed", SEPT_10, None, "cannot become completed"),
        ("active", date(2026, 9, 1), None, "before the step to enrolled"),
        ("active", date(2999, 1, 1), None, "has not come yet"),
        ("withdrawn", SEPT_10, None, "needs a reason"),
    ],
)
def test_a_step_that_cannot_be_is_refused_with_its_reason(
    desk: Desk, to: str, on: date, reason: str | None, sentence: str
) -> None:
    enrolment = enrol(desk, a_developer(desk).id, a_cohort(desk).id)

    with pytest.raises(Refused, match=sentence):
        step(desk, enrolment, to, on, reason)

    assert stored(desk, "enrolment", enrolment).status == "enrolled"


def test_a_dropped_developer_may_return_within_thirty_days_only(desk: Desk) -> None:
    developer = a_developer(desk)
    enrolment = enrol(desk, developer.id, a_cohort(desk).id, date(2026, 8, 1))
    step(desk, enrolment, "active", date(2026, 8, 2))
    step(desk, enrolment, "dropped", date(2026, 9, 1), "found work")

    with pytest.raises(Refused, match="within 30 days"):
        step(desk, enrolment, "active", date(2026, 10, 2), "is back")
    step(desk, enrolment, "active", date(2026, 10, 1), "is back")

    assert stored(desk, "enrolment", enrolment).left_on is None


def test_a_step_taken_back_stands_in_the_log_as_retracted_and_can_be_redone(desk: Desk) -> None:
    developer = a_developer(desk)
    enrolment = enrol(desk, developer.id, a_cohort(desk).id)
    change = step(desk, enrolment, "active", SEPT_10)

    undone = desk.take_back(ACTOR, change)

    assert stored(desk, "enrolment", enrolment).status == "enrolled"
    assert stored(desk, "enrolment", enrolment).started_on is None
    assert [row.status for row in desk.read(enrolments.timeline, developer.id or 0)] == ["enrolled"]

    desk.take_back(ACTOR, undone.change_id or 0)

    assert stored(desk, "enrolment", enrolment).status == "active"
    assert [row.status for row in desk.read(enrolments.timeline, developer.id or 0)] == ["active", "enrolled"]


def test_taking_an_enrolment_back_removes_it_with_its_steps(desk: Desk) -> None:
    developer, cohort = a_developer(desk), a_cohort(desk)
    done = desk.change(ACTOR, "cohort.filled", enrolments.enrol, [developer.id or 0], cohort.id or 0, SEPT_5)

    desk.take_back(ACTOR, done.change_id or 0)

    assert desk.read(enrolments.timeline, developer.id or 0) == []
    assert desk.read(cohorts.summary, cohort.id or 0).taken == 0


def test_a_change_that_was_built_upon_cannot_be_taken_back_alone(desk: Desk) -> None:
    developer, cohort = a_developer(desk), a_cohort(desk)
    done = desk.change(ACTOR, "cohort.filled", enrolments.enrol, [developer.id or 0], cohort.id or 0, SEPT_5)
    step(desk, desk.read(enrolments_of, developer.id or 0)[0].id or 0, "active", SEPT_10)

    with pytest.raises(Refused, match="changed since"):
        desk.take_back(ACTOR, done.change_id or 0)


def test_an_undone_enrolment_made_again_has_its_steps_and_can_go_on(desk: Desk) -> None:
    developer, cohort = a_developer(desk), a_cohort(desk)
    done = desk.change(ACTOR, "cohort.filled", enrolments.enrol, [developer.id or 0], cohort.id or 0, SEPT_5)
    undone = desk.take_back(ACTOR, done.change_id or 0)

    desk.take_back(ACTOR, undone.change_id or 0)

    enrolment = desk.read(enrolments_of, developer.id or 0)[0].id or 0
    step(desk, enrolment, "active", SEPT_10)
    assert [row.status for row in desk.read(enrolments.timeline, developer.id or 0)] == ["active", "enrolled"]


def test_somebody_taken_out_of_a_cohort_can_be_put_in_again(desk: Desk) -> None:
    developer, cohort = a_developer(desk), a_cohort(desk)
    done = desk.change(ACTOR, "cohort.filled", enrolments.enrol, [developer.id or 0], cohort.id or 0, SEPT_5)
    desk.take_back(ACTOR, done.change_id or 0)

    enrol(desk, developer.id, cohort.id, SEPT_10)

    timeline = desk.read(enrolments.timeline, developer.id or 0)
    assert [(row.status, row.effective_on) for row in timeline] == [("enrolled", SEPT_10)]


def test_an_undo_that_would_overfill_a_cohort_is_refused(desk: Desk) -> None:
    cohort = a_cohort(desk, code="ONE", seats=1)
    first, second = a_developer(desk), a_developer(desk)
    enrolment = enrol(desk, first.id, cohort.id)
    withdrawal = step(desk, enrolment, "withdrawn", SEPT_10, "moved away")
    enrol(desk, second.id, cohort.id, SEPT_10)

    with pytest.raises(Refused, match="2 developers on the 1 seat of cohort ONE"):
        desk.take_back(ACTOR, withdrawal)

    assert stored(desk, "enrolment", enrolment).status == "withdrawn"


def test_a_redo_brings_the_step_of_the_right_day_back(desk: Desk) -> None:
    developer = a_developer(desk)
    enrolment = enrol(desk, developer.id, a_cohort(desk).id)
    desk.take_back(ACTOR, step(desk, enrolment, "active", date(2026, 9, 6)))
    undone = desk.take_back(ACTOR, step(desk, enrolment, "active", OCT_10))

    desk.take_back(ACTOR, undone.change_id or 0)

    assert stored(desk, "enrolment", enrolment).started_on == OCT_10
    assert desk.read(enrolments.timeline, developer.id or 0)[0].effective_on == OCT_10


def test_nobody_is_enrolled_on_a_day_to_come(desk: Desk) -> None:
    with pytest.raises(Refused, match="has not come yet"):
        enrol(desk, a_developer(desk).id, a_cohort(desk).id, date(2999, 1, 1))


def test_a_step_of_many_leaves_those_who_cannot_take_it_and_says_who_and_why(desk: Desk) -> None:
    cohort = a_cohort(desk)
    asha, kabir = a_developer(desk, full_name="Asha Rao"), a_developer(desk, full_name="Kabir Das")
    first, second = enrol(desk, asha.id, cohort.id), enrol(desk, kabir.id, cohort.id)
    step(desk, first, "active", SEPT_10)

    done = desk.change(ACTOR, "enrolment.moved", enrolments.step, [first, second], "active", SEPT_10)

    assert done.value.moved == 1
    assert [(one.id, one.name) for one in done.value.aside] == [(first, "Asha Rao")]
    assert "Someone who is active cannot become active" in done.value.aside[0].why
    desk.take_back(ACTOR, done.change_id or 0)
    assert [stored(desk, "enrolment", key).status for key in (first, second)] == ["active", "enrolled"]


def test_a_cohort_with_too_few_seats_for_all_gives_none_of_them_by_a_step(desk: Desk) -> None:
    small, large = a_cohort(desk, code="SMALL", seats=1), a_cohort(desk)
    waiting = [an_enrolment(desk, cohort=small, status="applied").id or 0 for _ in range(2)]
    elsewhere = an_enrolment(desk, cohort=large, status="applied").id or 0

    done = desk.change(ACTOR, "enrolment.moved", enrolments.step, [*waiting, elsewhere], "enrolled")

    assert (done.value.moved, [one.id for one in done.value.aside]) == (1, waiting)
    assert "SMALL has 1 seat" in done.value.aside[0].why


def test_enrolling_many_names_those_who_are_in_already_or_gone(desk: Desk) -> None:
    cohort = a_cohort(desk, code="BLR-1")
    asha, kabir, meera = (a_developer(desk, full_name=name) for name in ("Asha Rao", "Kabir Das", "Meera Nair"))
    enrol(desk, asha.id, cohort.id)
    desk.change(ACTOR, "developer.archived", records.archive, "developer", [kabir.id or 0])

    given = [asha.id or 0, kabir.id or 0, meera.id or 0]
    came = desk.change(ACTOR, "cohort.filled", enrolments.enrol, given, cohort.id or 0, SEPT_5).value

    assert came.enrolled == 1
    assert [(one.name, one.why) for one in came.aside] == [
        ("Asha Rao", "In BLR-1 already."),
        ("Kabir Das", "Removed meanwhile."),
    ]


def test_the_statements_for_many_people_are_as_few_as_for_one(desk: Desk) -> None:
    """A round trip a person is minutes on a shared database."""
    cohort = a_cohort(desk)
    ids = [a_developer(desk).id or 0 for _ in range(30)]
    one = statements(desk, enrolments.enrol, ids[:1], cohort.id)
    assert statements(desk, enrolments.enrol, ids[1:], cohort.id) <= one + 1
    keys = [desk.read(enrolments_of, key)[0].id for key in ids]
    one = statements(desk, enrolments.step, keys[:1], "active")
    assert statements(desk, enrolments.step, keys[1:], "active") <= one + 1


def statements(desk: Desk, work: Any, *args: Any) -> int:
    """How many statements a change sends."""
    sent: list[str] = []

    def count(*told: Any) -> None:
        sent.append(told[2])

    event.listen(desk.database.writer_engine, "before_cursor_execute", count)
    desk.change(ACTOR, "test.counted", work, *args)
    event.remove(desk.database.writer_engine, "before_cursor_execute", count)
    return len(sent)

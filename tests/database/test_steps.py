"""The log of steps: what stands, what was retracted and when, and how a moment is written."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select, text

from skilling.database import steps
from skilling.database.changes import Change
from skilling.database.tables import EnrolmentStep, table_of
from skilling.services.desk import Desk
from tests.builders import ACTOR, an_enrolment

STEP = table_of(EnrolmentStep)


def log(desk: Desk) -> list[tuple[str, bool]]:
    """Each step's status, oldest first, and whether it stands."""
    found = desk.read(lambda s: s.execute(select(STEP.c.status, STEP.c.retracted_at).order_by(STEP.c.id)).all())
    return [(status, retracted is None) for status, retracted in found]


def test_a_step_that_stands_again_is_recorded_anew(desk: Desk) -> None:
    key = an_enrolment(desk).id or 0
    desk.change(ACTOR, "test", lambda change: steps.retract(change, steps.of(change, [key])))
    assert log(desk) == [("enrolled", False)]

    def later(change: Change) -> None:
        change.at = change.at.replace(year=change.at.year + 1)
        steps.stand_again(change, steps.of(change, [key]))

    desk.change(ACTOR, "test", later)
    assert log(desk) == [("enrolled", False), ("enrolled", True)]


def test_a_step_that_was_retracted_in_this_very_second_only_loses_the_mark(desk: Desk) -> None:
    key = an_enrolment(desk).id or 0

    def to_and_fro(change: Change) -> None:
        steps.retract(change, steps.of(change, [key]))
        steps.stand_again(change, steps.of(change, [key]))

    desk.change(ACTOR, "test", to_and_fro)
    assert log(desk) == [("enrolled", True)]


def test_steps_of_a_set_are_recorded_at_a_moment_in_the_one_text_there_is(desk: Desk) -> None:
    """SQLite compares moments as text: with fractions of a second written out, an equal moment would be a later one."""
    key = an_enrolment(desk).id or 0
    said = {"enrolment_id": key, "status": "active", "effective_on": date(2026, 9, 15), "reason": None}
    desk.change(ACTOR, "test", lambda change: steps.record(change, [said]))
    desk.change(ACTOR, "test", lambda change: steps.retract(change, steps.of(change, [key])))

    def later(change: Change) -> None:
        change.at = change.at.replace(year=change.at.year + 1)
        steps.stand_again(change, steps.of(change, [key]))

    desk.change(ACTOR, "test", later)
    moments = desk.read(lambda s: s.scalars(text("SELECT recorded_at FROM enrolment_steps")).all())
    assert {len(str(moment)) for moment in moments} == {len("2026-09-15 10:00:00")}

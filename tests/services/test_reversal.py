"""Taking changes back and making them again, with both dates of every step right, and for many records at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from sqlmodel import select

from skilling.database import changes
from skilling.database.tables import EnrolmentStep
from skilling.domain.problems import Refused
from skilling.services import cohorts, enrolments, records, startups
from skilling.services.desk import Desk
from tests.builders import ACTOR, a_cohort, a_developer, a_founder, a_resource, a_startup, enrolments_of, stored

SEPT_5, SEPT_10 = date(2026, 9, 5), date(2026, 9, 10)
Day = int


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Iterator[datetime]:
    """Each change is made a day after the one before; the first on 1 November."""
    first, number = datetime(2026, 11, 1, 6, tzinfo=UTC), count()
    monkeypatch.setattr(changes, "now", lambda: first + timedelta(days=next(number)))
    yield first


def known(desk: Desk, enrolment: int, on: datetime) -> list[str]:
    """The statuses that were known to stand at a moment, worked out from the log alone."""

    def read(session):  # type: ignore[no-untyped-def]
        return [
            step.status
            for step in session.exec(select(EnrolmentStep).order_by(EnrolmentStep.id))
            if step.enrolment_id == enrolment and step.recorded_at <= on and (step.retracted_at is None or step.retracted_at > on)
        ]

    return desk.read(read)


def test_a_redo_leaves_what_was_known_between_as_it_was_known(sqlite_desk: Desk, days: datetime) -> None:
    desk = sqlite_desk
    cohort, asha = a_cohort(desk), a_developer(desk)
    desk.change(ACTOR, "cohort.filled", enrolments.enrol, [asha.id or 0], cohort.id or 0, SEPT_5)
    key = desk.read(enrolments_of, asha.id or 0)[0].id or 0
    moved = desk.change(ACTOR, "enrolment.moved", enrolments.step, [key], "active", SEPT_10)
    undone = desk.take_back(ACTOR, moved.change_id or 0)
    redone = desk.take_back(ACTOR, undone.change_id or 0)

    moments = [
        desk.read(lambda s, one=one: s.get(changes.ChangeEntry, one).at)
        for one in (moved.change_id, undone.change_id, redone.change_id)
    ]
    assert [known(desk, key, moment)[-1] for moment in moments] == ["active", "enrolled", "active"]
    assert stored(desk, "enrolment", key).started_on == SEPT_10

    desk.take_back(ACTOR, redone.change_id or 0)
    assert [known(desk, key, moment)[-1] for moment in moments] == ["active", "enrolled", "active"]
    assert [row.status for row in desk.read(enrolments.timeline, asha.id or 0)] == ["enrolled"]


def test_an_enrolment_made_again_was_not_there_on_the_days_between(sqlite_desk: Desk, days: datetime) -> None:
    desk = sqlite_desk
    cohort, asha = a_cohort(desk), a_developer(desk)
    filled = desk.change(ACTOR, "cohort.filled", enrolments.enrol, [asha.id or 0], cohort.id or 0, SEPT_5)
    key = desk.read(enrolments_of, asha.id or 0)[0].id or 0
    undone = desk.take_back(ACTOR, filled.change_id or 0)
    redone = desk.take_back(ACTOR, undone.change_id or 0)
    again = desk.take_back(ACTOR, redone.change_id or 0)
    last = desk.take_back(ACTOR, again.change_id or 0)

    of = (filled, undone, redone, again, last)
    moments = [desk.read(lambda s, one=one: s.get(changes.ChangeEntry, one.change_id).at) for one in of]
    assert [known(desk, key, moment) for moment in moments] == [["enrolled"], [], ["enrolled"], [], ["enrolled"]]


def test_somebody_put_in_again_and_taken_back_has_no_step_that_stands(desk: Desk, days: datetime) -> None:
    cohort, asha = a_cohort(desk), a_developer(desk)
    first = desk.change(ACTOR, "cohort.filled", enrolments.enrol, [asha.id or 0], cohort.id or 0, SEPT_5)
    key = desk.read(enrolments_of, asha.id or 0)[0].id or 0
    desk.take_back(ACTOR, first.change_id or 0)
    second = desk.change(ACTOR, "cohort.filled", enrolments.enrol, [asha.id or 0], cohort.id or 0, SEPT_10)

    undone = desk.take_back(ACTOR, second.change_id or 0)
    assert known(desk, key, datetime(2999, 1, 1, tzinfo=UTC)) == []

    desk.take_back(ACTOR, undone.change_id or 0)
    timeline = desk.read(enrolments.timeline, asha.id or 0)
    assert [(row.status, row.effective_on) for row in timeline] == [("enrolled", SEPT_10)]


def test_many_people_are_taken_out_again_by_one_undo(desk: Desk) -> None:
    cohort = a_cohort(desk)
    ids = [a_developer(desk).id or 0 for _ in range(25)]
    filled = desk.change(ACTOR, "cohort.filled", enrolments.enrol, ids, cohort.id or 0, SEPT_5)
    keys = [one.id or 0 for key in ids for one in desk.read(enrolments_of, key)]
    moved = desk.change(ACTOR, "enrolment.moved", enrolments.step, keys, "active", SEPT_10)

    desk.take_back(ACTOR, moved.change_id or 0)
    assert desk.read(cohorts.summary, cohort.id or 0).by_status == {"enrolled": 25}
    desk.take_back(ACTOR, filled.change_id or 0)
    assert desk.read(cohorts.summary, cohort.id or 0).by_status == {}


def test_a_record_made_and_edited_by_one_change_is_taken_back_as_a_whole(desk: Desk) -> None:
    def work(change: changes.Change) -> int:
        key = records.create(change, "institution", {"name": "Government College Mysuru"})
        records.edit(change, "institution", key, {"name": "Government College Mandya"})
        return key

    done = desk.change(ACTOR, "institution.created", work)
    undone = desk.take_back(ACTOR, done.change_id or 0)
    assert stored(desk, "institution", done.value) is None
    desk.take_back(ACTOR, undone.change_id or 0)
    assert stored(desk, "institution", done.value).name == "Government College Mandya"


def test_a_founder_who_was_removed_is_told_in_the_history_and_comes_back(desk: Desk) -> None:
    startup, asha = a_startup(desk, legal_name="Disha Labs"), a_developer(desk, full_name="Asha Rao")
    link = a_founder(desk, startup, asha, role="CEO")

    done = desk.change(ACTOR, "founder.removed", startups.remove_founder, link.id or 0)
    assert done.sentence == "Asha Rao no longer stands among the founders of Disha Labs"
    assert desk.read(startups.founders, startup.id or 0) == []

    desk.take_back(ACTOR, done.change_id or 0)
    assert [(row.name, row.role) for row in desk.read(startups.founders, startup.id or 0)] == [("Asha Rao", "CEO")]


def test_a_resource_taken_from_a_cohort_is_told_in_the_history_and_comes_back(desk: Desk) -> None:
    cohort, resource = a_cohort(desk, code="BLR-1"), a_resource(desk, title="Prompting")
    desk.change(ACTOR, "cohort.resources_linked", cohorts.use_resources, cohort.id or 0, [resource.id or 0])

    done = desk.change(ACTOR, "cohort.resource_unlinked", cohorts.stop_using, cohort.id or 0, resource.id or 0)
    assert done.sentence == "Cohort BLR-1 no longer uses Prompting"
    undone = desk.take_back(ACTOR, done.change_id or 0)
    assert [row.title for row in desk.read(cohorts.resources, cohort.id or 0)] == ["Prompting"]

    desk.take_back(ACTOR, undone.change_id or 0)
    assert desk.read(cohorts.resources, cohort.id or 0) == []
    desk.change(ACTOR, "cohort.resources_linked", cohorts.use_resources, cohort.id or 0, [resource.id or 0])
    assert [row.title for row in desk.read(cohorts.resources, cohort.id or 0)] == ["Prompting"]


def test_a_link_that_is_gone_is_refused_in_words(desk: Desk) -> None:
    cohort, resource = a_cohort(desk), a_resource(desk)
    with pytest.raises(Refused, match="no longer uses"):
        desk.change(ACTOR, "cohort.resource_unlinked", cohorts.stop_using, cohort.id or 0, resource.id or 0)

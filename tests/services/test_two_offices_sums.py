"""Sums stay true when two offices change the same person's enrolments at the same moment."""

from __future__ import annotations

from datetime import date

import pytest

from skilling.database import summaries
from skilling.database.changes import Change, catch_up
from skilling.database.tables import Enrolment, table_of
from skilling.services import records
from skilling.services.desk import Desk
from tests.builders import a_cohort, a_developer, an_enrolment
from tests.services.test_two_offices import meanwhile, offices

__all__ = ["offices"]  # the fixture


def differing(desk: Desk) -> int:
    def compare(change: Change) -> int:
        change.alone()
        return summaries.differing(change.connection)

    return desk.change("tests", "sums.compared", compare).value


def dated(change: Change, enrolment_id: int, on: date) -> None:
    change.edit(change.session.get_one(Enrolment, enrolment_id), {"enrolled_on": on})


def enrolled(change: Change, developer_id: int, cohort_id: int) -> None:
    change.add(Enrolment(developer_id=developer_id, cohort_id=cohort_id, enrolled_on=date(2026, 5, 1)))


@pytest.mark.postgresql
def test_two_enrolments_of_one_person_are_dated_anew_by_two_offices(offices: tuple[Desk, Desk]) -> None:
    ours, theirs = offices
    person = a_developer(ours)
    first, second = (an_enrolment(ours, person, on=date(2026, month, 1)) for month in (4, 6))
    with meanwhile(ours, dated, first.id, date(2026, 9, 1)) as by_the_other:
        by_the_other(theirs, dated, second.id, date(2026, 3, 1)).result(30)
    assert differing(ours) == 0


@pytest.mark.postgresql
def test_a_developer_is_taken_away_while_the_other_office_enrols_them(offices: tuple[Desk, Desk]) -> None:
    ours, theirs = offices
    person, other, cohort = a_developer(ours), a_developer(ours), a_cohort(ours)
    with meanwhile(ours, records.archive, "developer", [person.id]) as by_the_other:
        by_the_other(theirs, enrolled, person.id, cohort.id).result(30)
    assert differing(ours) == 0
    with meanwhile(ours, enrolled, other.id, cohort.id) as by_the_other:
        by_the_other(theirs, records.archive, "developer", [other.id]).result(30)
    assert differing(ours) == 0


@pytest.mark.postgresql
def test_what_is_due_is_counted_while_the_other_office_changes_it(
    offices: tuple[Desk, Desk], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, theirs = offices
    made = an_enrolment(ours, on=date(2026, 4, 1))

    def forgotten(change: Change) -> None:
        """As after a large import: no sum knows the enrolment yet."""
        change.alone()
        dated(change, made.id or 0, date(2026, 7, 1))
        change.sums.before.clear()
        summaries._leave(change.connection, [(made.id or 0, made.id or 0)])
        change.connection.execute(table_of(summaries.Tally).delete())

    ours.change("tests", "list.imported", forgotten)
    assert differing(ours) == 0
    with meanwhile(ours, dated, made.id, date(2026, 8, 1)):
        assert catch_up(theirs.database)
    assert differing(ours) == 0

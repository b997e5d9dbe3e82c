"""What lists count beside their own fields: the same as the ministry's workbook, and nobody who was taken away."""

from __future__ import annotations

from datetime import date
from typing import Any

from skilling.domain.calendar import financial_year
from skilling.domain.queries import Query
from skilling.reports.figures import Question, answer
from skilling.reports.scope import scope_of
from skilling.services import cohorts, developers, records
from skilling.services.desk import Desk
from skilling.services.views import Source, listing
from tests.builders import ACTOR, a_cohort, a_developer, a_founder, a_resource, a_startup, an_enrolment

TODAY = date(2026, 10, 10)


def shown(desk: Desk, noun: str, column: str) -> list[Any]:
    """What that column of the list shows, row by row (a row begins with its id)."""
    place = [each.name for each in listing(noun).columns].index(column) + 1
    return [row[place] for row in Source(desk, noun).first(Query(), 50)]


def test_enrolled_in_the_list_of_cohorts_is_enrolled_in_the_pack(desk: Desk) -> None:
    """Of four people one was enrolled and stayed, one left, one only applied, and one was taken away."""
    cohort = a_cohort(desk)
    an_enrolment(desk, cohort=cohort)
    an_enrolment(desk, cohort=cohort, status="dropped", enrolled_on=date(2026, 9, 1))
    an_enrolment(desk, cohort=cohort, status="applied")
    gone = a_developer(desk)
    an_enrolment(desk, gone, cohort)
    desk.change(ACTOR, "developer.archived", developers.archive, [gone.id or 0])

    question = Question("enrolled")
    counted = desk.read_figures(answer, scope_of(financial_year("2026-27"), TODAY), [question])[question]
    assert shown(desk, "cohorts", "enrolled") == [counted] == [2]


def test_what_was_taken_away_on_the_far_side_of_a_link_is_not_counted(desk: Desk) -> None:
    startup, cohort = a_startup(desk), a_cohort(desk)
    people = [a_developer(desk), a_developer(desk)]
    for person in people:
        a_founder(desk, startup, person)
    used = [a_resource(desk).id or 0, a_resource(desk).id or 0]
    desk.change(ACTOR, "cohort.resources", cohorts.use_resources, cohort.id or 0, used)
    assert (shown(desk, "startups", "founders"), shown(desk, "cohorts", "resources")) == ([2], [2])

    desk.change(ACTOR, "developer.archived", records.archive, "developer", [people[0].id or 0])
    desk.change(ACTOR, "resource.archived", records.archive, "resource", [used[0]])
    assert (shown(desk, "startups", "founders"), shown(desk, "cohorts", "resources")) == ([1], [1])
    desk.change(ACTOR, "cohort.archived", records.archive, "cohort", [cohort.id or 0])
    assert shown(desk, "resources", "cohorts") == [0]

"""The dashboard's figures against hand-made lives."""

from __future__ import annotations

from datetime import date

from skilling.domain.queries import Query
from skilling.services import overview, records
from skilling.services.desk import Desk
from skilling.services.views import Source
from tests.builders import a_cohort, a_developer, an_enrolment

TODAY = date(2026, 11, 22)


def test_an_empty_programme_says_so(desk: Desk) -> None:
    assert desk.read(overview.overview, TODAY).empty


def test_the_list_behind_a_tile_has_as_many_enrolments_as_the_tile_says(desk: Desk) -> None:
    gone, cohort, closed = a_developer(desk), a_cohort(desk), a_cohort(desk)
    for developer, of in ((None, cohort), (gone, cohort), (None, closed)):
        an_enrolment(desk, developer, cohort=of, on=date(2026, 5, 1))
    desk.change("tests", "developer.archived", records.archive, "developer", [gone.id])
    desk.change("tests", "cohort.archived", records.archive, "cohort", [closed.id])
    tiles = {tile.name: tile.value for tile in desk.read(overview.overview, TODAY).tiles}
    assert tiles["enrolled"] == 1
    assert Source(desk, "enrolments").count(Query()) == len(Source(desk, "enrolments").snapshot(Query())) == 1


def test_tiles_months_and_journey_count_the_financial_year(desk: Desk) -> None:
    cohort = a_cohort(desk)
    an_enrolment(desk, cohort=cohort, on=date(2026, 3, 31))  # the year before
    an_enrolment(desk, cohort=cohort, on=date(2026, 4, 1))
    an_enrolment(
        desk,
        cohort=cohort,
        on=date(2026, 11, 2),
        status="enrolled",
        started_on=date(2026, 11, 5),
        completed_on=date(2026, 11, 20),
    )

    seen = desk.read(overview.overview, TODAY)

    assert {tile.name: tile.value for tile in seen.tiles}["enrolled"] == 2
    assert (seen.months[0], seen.months[-1], len(seen.months)) == ("2026-04", "2026-11", 8)
    assert (seen.enrolled[0], seen.enrolled[-1], seen.completed[-1]) == (1, 1, 1)
    assert [(step.label, step.count) for step in seen.journey] == [
        ("Enrolled", 2),
        ("Started", 1),
        ("Completed", 1),
        ("Certified", 0),
    ]


def test_each_tile_opens_a_list_with_as_many_records_as_it_says(desk: Desk) -> None:
    cohort = a_cohort(desk)
    for status in ("enrolled", "active", "active"):
        an_enrolment(desk, cohort=cohort, status=status, on=date(2026, 9, 1))
    for tile in desk.read(overview.overview, TODAY).tiles:
        assert Source(desk, tile.page).count(Query(filters=tile.filters)) == tile.value, tile.name


def test_each_task_opens_a_list_with_as_many_records_as_it_says(desk: Desk) -> None:
    a_cohort(desk, status="running", ends_on=date(2026, 10, 1))
    a_developer(desk)
    for task in desk.read(overview.overview, TODAY).tasks:
        assert task.text.split()[0] == str(Source(desk, task.page).count(Query(filters=task.filters)))

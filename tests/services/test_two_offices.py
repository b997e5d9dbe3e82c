"""Two offices that work on one shared database at the same moment: neither undoes what the other did."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import Any

import pytest
from sqlalchemy import text

from skilling.database.changes import Change
from skilling.domain.problems import Refused
from skilling.services import cohorts, developers, enrolments, grants, startups
from skilling.services.desk import Desk, open_desk
from tests.builders import a_cohort, a_developer, a_founder, a_startup, an_enrolment, stored

_WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")


@pytest.fixture
def offices(postgresql_desk: Desk) -> Iterator[tuple[Desk, Desk]]:
    other = open_desk(postgresql_desk.address)
    yield postgresql_desk, other
    other.close()


@contextmanager
def meanwhile(first: Desk, work: Callable[..., object], *args: object) -> Iterator[Callable[..., Future[Any]]]:
    """The first office has done its work and not yet committed it. What is called in here is done by the second office:
    it is waiting for the first one when the first one commits.
    """
    done, go = Event(), Event()

    def held_back(change: Change) -> None:
        work(change, *args)
        done.set()
        assert go.wait(30)

    with ThreadPoolExecutor(2) as threads:
        under_way = threads.submit(first.change, "first", "test.first", held_back)
        assert done.wait(30)

        def second(desk: Desk, work: Callable[..., object], *args: object) -> Future[Any]:
            answer = threads.submit(desk.change, "second", "test.second", work, *args)
            while not answer.done() and not first.read(lambda session: session.scalar(_WAITING)):
                pass
            go.set()
            under_way.result(30)
            return answer

        try:
            yield second
        finally:
            go.set()


def test_the_last_seat_goes_to_one_of_two_offices(offices: tuple[Desk, Desk]) -> None:
    first, second = offices
    cohort = a_cohort(first, code="LAST", seats=1)
    asha, kabir = a_developer(first), a_developer(first)

    with meanwhile(first, enrolments.enrol, [asha.id], cohort.id) as then:
        answer = then(second, enrolments.enrol, [kabir.id], cohort.id)
        with pytest.raises(Refused, match="LAST has 1 seat, none free"):
            answer.result(30)

    assert first.read(cohorts.summary, cohort.id or 0).taken == 1


def test_the_last_seat_is_not_taken_by_a_step_and_an_enrolment_at_once(offices: tuple[Desk, Desk]) -> None:
    first, second = offices
    cohort = a_cohort(first, seats=1)
    applicant = an_enrolment(first, cohort=cohort, status="applied")
    kabir = a_developer(first)

    with meanwhile(first, enrolments.step, [applicant.id], "enrolled") as then, pytest.raises(Refused, match="none free"):
        then(second, enrolments.enrol, [kabir.id], cohort.id).result(30)


def test_somebody_enrolled_while_they_are_removed_leaves_with_the_enrolment(offices: tuple[Desk, Desk]) -> None:
    first, second = offices
    cohort, asha = a_cohort(first), a_developer(first)

    with meanwhile(first, enrolments.enrol, [asha.id], cohort.id) as then:
        then(second, developers.archive, [asha.id]).result(30)

    assert stored(first, "developer", asha.id or 0).archived_at is not None
    assert first.read(cohorts.summary, cohort.id or 0).by_status == {}


def test_somebody_removed_while_they_are_given_a_grant_stays(offices: tuple[Desk, Desk]) -> None:
    first, second = offices
    asha = a_developer(first)
    grant = {"product": "OpenAI API credit", "unit": "usd", "amount": "500", "approved_on": "01/09/2026"}

    with meanwhile(first, grants.grant_each, [asha.id], grant) as then, pytest.raises(Refused, match="hold grants of AI tools"):
        then(second, developers.archive, [asha.id]).result(30)

    assert stored(first, "developer", asha.id or 0).archived_at is None


def test_a_founder_added_while_the_startup_is_removed_leaves_with_it(offices: tuple[Desk, Desk]) -> None:
    first, second = offices
    startup, asha, kabir = a_startup(first), a_developer(first), a_developer(first)
    a_founder(first, startup, asha)

    with meanwhile(first, startups.add_founder, startup.id, kabir.id) as then:
        then(second, startups.archive, [startup.id]).result(30)

    assert first.read(startups.founders, startup.id or 0) == []


def test_two_offices_that_remove_the_same_people_in_another_order_do_not_wait_for_ever(offices: tuple[Desk, Desk]) -> None:
    first, second = offices
    asha, kabir = a_developer(first), a_developer(first)

    with meanwhile(first, developers.archive, [kabir.id, asha.id]) as then, pytest.raises(Refused, match="no longer exists"):
        then(second, developers.archive, [asha.id, kabir.id]).result(30)

    assert stored(first, "developer", kabir.id or 0).archived_at is not None

"""The page of the cohorts over a real desk."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from skilling.domain.problems import Refused
from skilling.services import cohorts
from skilling.services.desk import Desk
from tests.builders import a_cohort, a_developer, a_programme, a_resource, an_enrolment, stored
from tests.ui.accessibility import assert_all_named
from ui.cohorts.page import CohortsPage
from ui.cohorts.seats import SeatsBar
from ui.context import Context
from ui.theme import Theme


def shown(qtbot: QtBot, office: Context, **where: object) -> CohortsPage:
    page = CohortsPage(office)
    qtbot.addWidget(page)
    office.bus.changed.connect(page.refresh)
    page.resize(1060, 640)
    page.show()
    page.opened(**where)
    return page


def steps(page: CohortsPage) -> list[str]:
    """The words of the buttons that move the cohort on."""
    return [item.widget().text() for item in map(page._next.itemAt, range(page._next.count()))]


def test_a_cohort_is_added_to_the_only_programme_there_is(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    programme = a_programme(sqlite_desk)
    page = shown(qtbot, office)
    page.add_record()
    assert "programme_id" not in page._adding.form.values()
    page._adding.form.editor("code").edit.setText("BLR-2026-A")
    page._adding._add(another=False)
    kept = stored(sqlite_desk, "cohort", page.grid.model.ids[0])
    assert (kept.code, kept.programme_id, kept.status) == ("BLR-2026-A", programme.id, "draft")
    assert_all_named(page)


def test_the_programme_is_asked_for_where_there_are_two(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    a_programme(sqlite_desk), a_programme(sqlite_desk)
    page = shown(qtbot, office)
    page.add_record()
    assert "programme_id" in page._adding.form.values()


def test_an_end_before_the_start_is_refused_beside_the_end(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    cohort = a_cohort(sqlite_desk, starts_on=date(2026, 9, 10))
    page = shown(qtbot, office, id=cohort.id)
    page.form.editor("ends_on").edit.setText("5/9/2026")
    page.form.editor("ends_on").left.emit()
    row = next(row for row in page.form.rows() if row.field.attribute == "ends_on")
    assert "before the start" in row.wrong
    assert stored(sqlite_desk, "cohort", cohort.id).ends_on is None


def test_only_the_next_legal_steps_stand_as_buttons(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    cohort = a_cohort(sqlite_desk, status="open")
    page = shown(qtbot, office, id=cohort.id)
    assert steps(page) == ["Start", "Cancel cohort"]
    page._next.itemAt(0).widget().click()
    assert stored(sqlite_desk, "cohort", cohort.id).status == "running"
    assert steps(page) == ["Close", "Cancel cohort"]
    office.undo()
    assert stored(sqlite_desk, "cohort", cohort.id).status == "open"


def test_seats_and_members_are_shown(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    cohort = a_cohort(sqlite_desk, seats=10)
    an_enrolment(sqlite_desk, a_developer(sqlite_desk, full_name="Asha Rao"), cohort)
    an_enrolment(sqlite_desk, a_developer(sqlite_desk, full_name="Kabir Das"), cohort, status="withdrawn")
    page = shown(qtbot, office, id=cohort.id)
    assert page._seats.text == "1 of 10 seats taken, 9 free"
    page.tabs.show_tab(1)
    links = [each.accessibleName() for each in page._members.findChildren(QPushButton)]
    assert links == ["Asha Rao", "Kabir Das"]


def test_fewer_seats_than_are_taken_are_refused(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    cohort = a_cohort(sqlite_desk, seats=10)
    for _ in range(2):
        an_enrolment(sqlite_desk, cohort=cohort)
    page = shown(qtbot, office, id=cohort.id)
    page.form.editor("seats").edit.setText("1")
    page.form.editor("seats").left.emit()
    row = next(row for row in page.form.rows() if row.field.attribute == "seats")
    assert "2 developers" in row.wrong


def test_a_resource_is_linked_by_choosing_it_and_taken_away_again(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    cohort, resource = a_cohort(sqlite_desk), a_resource(sqlite_desk, title="Foundations of AI")
    page = shown(qtbot, office, id=cohort.id)
    page._link.left.emit("resource", resource.id)
    assert [one.title for one in sqlite_desk.read(cohorts.resources, cohort.id)] == ["Foundations of AI"]
    cross = next(
        each for each in page._resources.findChildren(QPushButton) if each.accessibleName().startswith("Take Foundations")
    )
    cross.click()
    assert sqlite_desk.read(cohorts.resources, cohort.id) == []
    assert_all_named(page)


def test_words_that_are_no_resource_are_not_linked(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    page = shown(qtbot, office, id=a_cohort(sqlite_desk).id)
    page._link.left.emit("resource", "no such thing")
    assert "Choose one from the list" in page._link.rows()[0].wrong


def test_open_developers_goes_to_those_of_the_cohort(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    page = shown(qtbot, office, id=a_cohort(sqlite_desk, code="BLR-2026-A").id)
    asked: list[tuple[str, dict[str, object]]] = []
    office.bus.opened.connect(lambda name, where: asked.append((name, where)))
    page._on_open_developers()
    name, where = asked[0]
    assert name == "developers" and [(one.column, one.values) for one in where["filters"]] == [("cohort", ("BLR-2026-A",))]


def test_a_cohort_with_people_is_not_removed(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    cohort = a_cohort(sqlite_desk, code="BLR-2026-A")
    an_enrolment(sqlite_desk, cohort=cohort)
    refusals: list[Refused] = []
    office.bus.refused.connect(refusals.append)
    page = shown(qtbot, office)
    page.archive([cohort.id])
    assert "BLR-2026-A has enrolments (1)" in refusals[0].message
    assert stored(sqlite_desk, "cohort", cohort.id).archived_at is None


@pytest.mark.parametrize(
    ("taken", "seats", "words"),
    [
        (0, 30, "0 of 30 seats taken, 30 free"),
        (31, 30, "31 of 30 seats taken, 0 free"),
        (5, None, "5 seats taken, no limit"),
    ],
)
def test_the_seats_are_said_in_words(qtbot: QtBot, theme: Theme, taken: int, seats: int | None, words: str) -> None:
    bar = SeatsBar(theme)
    qtbot.addWidget(bar)
    bar.show_seats(taken, seats)
    assert bar.text == words

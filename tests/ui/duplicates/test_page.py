"""The work list of possible duplicates over a real desk: pairs are answered one after the other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from skilling.importing.matching.duplicates import pairs
from skilling.services.desk import Desk
from tests.builders import a_cohort, a_developer, an_enrolment, stored
from tests.ui.accessibility import assert_all_named
from tests.ui.reports.inline import InlineJob, use_inline_jobs
from ui.context import Context
from ui.duplicates.page import DuplicatesPage


@pytest.fixture
def twins(sqlite_desk: Desk) -> None:
    """Asha (1, 2) and Kabir (3, 4) are on record twice, both of Kabir in one cohort; Meera (5) once."""
    for name, other, number in (("Asha Rao", "Asha Rao", "11"), ("Kabir Das", "Kabir Kumar Das", "22")):
        a_developer(sqlite_desk, full_name=name, mobile=f"+9198450123{number}")
        a_developer(sqlite_desk, full_name=other, mobile=f"+9198450123{number}", email=f"k{number}@example.in")
    cohort = a_cohort(sqlite_desk, code="BLR-1")
    for key in (3, 4):
        an_enrolment(sqlite_desk, stored(sqlite_desk, "developer", key), cohort)
    a_developer(sqlite_desk, full_name="Meera Nair")


@pytest.fixture
def page(qtbot: QtBot, office: Context, twins: None) -> Iterator[DuplicatesPage]:
    jobs: list[InlineJob] = use_inline_jobs(office)
    made = DuplicatesPage(office)
    office.bus.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(1040, 640)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.opened()
    yield made
    for job in jobs:
        job.state.desk.close()


def asked(page: DuplicatesPage) -> tuple[int, int] | None:
    return page._asked


def press(qtbot: QtBot, page: DuplicatesPage, key: Qt.Key) -> None:
    page.setFocus()
    qtbot.keyClick(page, key)


def test_the_likeliest_pair_is_asked_first_and_everything_has_a_name(page: DuplicatesPage) -> None:
    assert asked(page) in ((1, 2), (3, 4))
    assert page._subtitle.whole == "1 of 2 possible pairs, the likeliest first"
    assert_all_named(page)


def test_pairs_are_answered_by_keys_and_undo_asks_again(qtbot: QtBot, page: DuplicatesPage, sqlite_desk: Desk) -> None:
    first = asked(page)
    press(qtbot, page, Qt.Key.Key_L)
    second = asked(page)
    assert second is not None and first is not None and second != first
    press(qtbot, page, Qt.Key.Key_M)
    assert stored(sqlite_desk, "developer", second[1]).merged_into == second[0]
    assert asked(page) == first
    press(qtbot, page, Qt.Key.Key_N)
    assert asked(page) is None
    assert sqlite_desk.read(pairs) == []
    page.context.undo()
    assert asked(page) == first
    page.context.undo()
    assert stored(sqlite_desk, "developer", second[1]).merged_into is None
    assert len(page._open) == 2


def test_a_chosen_value_is_the_one_that_is_kept(page: DuplicatesPage, qtbot: QtBot, sqlite_desk: Desk) -> None:
    if asked(page) == (1, 2):
        press(qtbot, page, Qt.Key.Key_L)
    name = "Name: keep Kabir Kumar Das"
    choice = next(each for each in page.findChildren(QRadioButton) if each.accessibleName() == name)
    choice.click()
    assert "Both are in BLR-1" in page._moves.text()
    press(qtbot, page, Qt.Key.Key_M)
    assert stored(sqlite_desk, "developer", 3).full_name == "Kabir Kumar Das"


def test_who_was_answered_elsewhere_meanwhile_is_not_asked(page: DuplicatesPage, sqlite_desk: Desk) -> None:
    pair = asked(page)
    assert pair is not None
    from skilling.services import merging

    page.context.change(merging.MERGED, merging.merge, *pair)
    assert asked(page) not in (pair, None)
    assert len(page._open) == 1


def test_two_that_were_chosen_in_the_list_are_asked_first(page: DuplicatesPage, sqlite_desk: Desk) -> None:
    page.opened(pair=(1, 5))
    assert asked(page) == (1, 5)
    assert page._why.text() == "You chose these two."
    page._on_different()
    assert asked(page) != (1, 5)
    page.opened(pair=(1, 5))
    assert "judged to be two people" in page._banner.text


def test_a_merge_is_taken_back_from_the_panel_of_the_person(
    office: Context, twins: None, sqlite_desk: Desk, qtbot: QtBot
) -> None:
    from skilling.services import merging
    from ui.developers.page import DevelopersPage

    office.change(merging.MERGED, merging.merge, 3, 4)
    people = DevelopersPage(office)
    qtbot.addWidget(people)
    people.show()
    people.opened(id=3)
    assert not people._merged.isHidden()
    people._unmerge(4)
    assert stored(sqlite_desk, "developer", 4).merged_into is None

"""A developer is added, put into a cohort, and it is taken back: through the real window, by keys and clicks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from skilling.services import developers
from skilling.services.desk import Desk
from tests.builders import a_cohort, a_developer, stored
from tests.ui.accessibility import assert_all_named
from ui import pages
from ui.background import Background, inline
from ui.bus import Bus
from ui.context import Context
from ui.developers.page import DevelopersPage
from ui.preferences import Preferences
from ui.shared.enrolling import EnrolDialog
from ui.theme import Theme
from ui.window import MainWindow

RECORDS = {"cohorts", "developers", "enrolments", "startups", "resources", "grants", "institutions", "programmes"}


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, sqlite_desk: Desk, tmp_path: Path) -> Iterator[MainWindow]:
    """The window on a real programme, with answers at once."""
    context = Context(
        theme=Theme(qapp, "light"), preferences=Preferences(tmp_path / "window.ini"), bus=Bus(),
        readers=Background(inline), writer=Background(inline), actor="asha", desk=sqlite_desk,
    )  # fmt: skip
    made = MainWindow(context, pages.entries(lambda _: pytest.fail("no first screen is wanted")))
    qtbot.addWidget(made)
    made.resize(1280, 680)
    made.show()
    made.start("developers")
    yield made
    made.close()


def page_of(window: MainWindow) -> DevelopersPage:
    page = window.current_page
    assert isinstance(page, DevelopersPage)
    return page


def test_a_developer_is_added_put_into_a_cohort_and_taken_back(qtbot: QtBot, window: MainWindow, sqlite_desk: Desk) -> None:
    cohort = a_cohort(sqlite_desk, code="BLR-2026-A", seats=30)
    page = page_of(window)

    page.add_record()
    dialog = page._adding
    qtbot.keyClicks(dialog.form.editor("full_name").field, "Asha Rao")
    qtbot.keyClicks(dialog.form.editor("mobile").field, "098450 12345")
    qtbot.keyClick(dialog.form.editor("mobile").field, Qt.Key.Key_Return)
    assert window.toast.text == "Added developer Asha Rao"
    asha = page.grid.model.ids[0]
    assert stored(sqlite_desk, "developer", asha).mobile == "+919845012345"

    page.grid.view.setFocus()
    page.grid.model.ticks.put(asha, True)
    page.enrol(page.grid.chosen())
    enrol = page.findChild(EnrolDialog)
    enrol.choose(cohort.id)
    qtbot.mouseClick(enrol._apply, Qt.MouseButton.LeftButton)
    assert window.toast.text == "Put 1 into cohort BLR-2026-A"
    assert [place.cohort for place in sqlite_desk.read(developers.portrait, asha).cohorts] == ["BLR-2026-A"]

    window.context.undo()
    assert window.toast.text == "Undone: Put 1 into cohort BLR-2026-A"
    assert sqlite_desk.read(developers.portrait, asha).cohorts == []
    window.context.redo()
    assert [place.cohort for place in sqlite_desk.read(developers.portrait, asha).cohorts] == ["BLR-2026-A"]
    window.context.undo()
    window.context.undo()
    assert page.grid.model.rowCount() == 0


def test_an_edit_is_saved_on_leaving_and_a_wrong_one_is_refused_beside_its_field(
    qtbot: QtBot, window: MainWindow, sqlite_desk: Desk
) -> None:
    person = a_developer(sqlite_desk, full_name="Kabir Das", born_on=date(2004, 9, 5))
    window.open_page("developers", {"id": person.id})
    form = page_of(window).form
    email, mobile = form.editor("email").field, form.editor("mobile").field

    email.setFocus()
    qtbot.keyClicks(email, "kabir at example")
    mobile.setFocus()
    row = next(row for row in form.rows() if row.field.attribute == "email")
    assert "e-mail" in row.wrong and email.text() == "kabir at example"
    assert stored(sqlite_desk, "developer", person.id).email is None

    email.setFocus()
    email.clear()
    qtbot.keyClicks(email, "kabir@example.in")
    mobile.setFocus()
    assert row.wrong == "" and stored(sqlite_desk, "developer", person.id).email == "kabir@example.in"
    assert_all_named(window)


def test_every_page_opens_by_its_number_and_fits_a_small_screen(qtbot: QtBot, window: MainWindow) -> None:
    for entry in window.entries:
        if entry.name != pages.START:
            window.open_page(entry.name, {})
            assert window.stack.current_name == entry.name
            assert window.minimumSizeHint().width() <= 1280 and window.width() == 1280
            if entry.name in RECORDS:
                assert_all_named(window.current_page)

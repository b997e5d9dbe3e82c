"""The page of the learning resources over a real desk."""

from __future__ import annotations

from decimal import Decimal

from pytestqt.qtbot import QtBot

from skilling.services import resources
from skilling.services.desk import Desk
from tests.builders import a_cohort, a_resource, stored
from tests.ui.accessibility import assert_all_named
from ui.context import Context
from ui.resources.page import ResourcesPage


def shown(qtbot: QtBot, office: Context, **where: object) -> ResourcesPage:
    page = ResourcesPage(office)
    qtbot.addWidget(page)
    office.bus.changed.connect(page.refresh)
    page.resize(1060, 640)
    page.show()
    page.opened(**where)
    return page


def test_a_resource_is_added_with_its_language_by_name(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    page = shown(qtbot, office)
    page.add_record()
    form = page._adding.form
    form.editor("title").edit.setText("Foundations of AI")
    form.editor("hours").edit.setText("1.5 hours")
    form.editor("language").combo.setEditText("Hindi")
    page._adding._add(another=False)
    kept = stored(sqlite_desk, "resource", page.grid.model.ids[0])
    assert (kept.title, kept.language, kept.hours) == ("Foundations of AI", "hi", Decimal("1.5"))
    assert_all_named(page)


def test_a_resource_without_a_link_says_why_it_cannot_be_opened(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    page = shown(qtbot, office, id=a_resource(sqlite_desk, url=None).id)
    assert not page._open.isEnabled() and "No link" in page._open.toolTip()
    page.show_record(a_resource(sqlite_desk, url="https://example.in/learn").id)
    assert page._open.isEnabled() and page._url == "https://example.in/learn"


def test_the_cohorts_that_use_it_are_linked_and_let_go(qtbot: QtBot, office: Context, sqlite_desk: Desk) -> None:
    resource, cohort = a_resource(sqlite_desk), a_cohort(sqlite_desk, code="BLR-2026-A")
    page = shown(qtbot, office, id=resource.id)
    page._link.left.emit("cohort", cohort.id)
    assert [one.code for one in sqlite_desk.read(resources.cohorts_using, resource.id)] == ["BLR-2026-A"]
    page.archive([resource.id])
    assert sqlite_desk.read(resources.cohorts_using, resource.id) == []
    office.undo()
    assert [one.code for one in sqlite_desk.read(resources.cohorts_using, resource.id)] == ["BLR-2026-A"]

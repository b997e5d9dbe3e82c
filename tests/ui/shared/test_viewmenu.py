"""Saved views above a list, as they are used."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from skilling.domain.queries import Filter, Query
from skilling.services import savedviews
from skilling.services.savedviews import SavedView
from tests.builders import a_developer
from tests.ui.accessibility import assert_all_named
from ui.context import Context
from ui.developers.page import DevelopersPage
from ui.shared.viewmenu import NameDialog, ViewMenu


@pytest.fixture
def page(qtbot: QtBot, office: Context) -> DevelopersPage:
    for name, gender in (("Asha Rao", "F"), ("Kabir Das", "M")):
        a_developer(office.desk, full_name=name, gender=gender)
    made = DevelopersPage(office)
    qtbot.addWidget(made)
    made.resize(1060, 640)
    made.show()
    made.opened()
    return made


def offered(views: ViewMenu, context: Context) -> dict[str, QMenu]:
    menu = views.menu(context.read(savedviews.saved, "developers"))
    return {action.text(): action for action in menu.actions() if action.text()}


def save_as(page: DevelopersPage, office: Context, name: str) -> NameDialog:
    offered(page.saved_views, office)["Save as a new view…"].trigger()
    dialog = page.grid.findChildren(NameDialog)[-1]
    dialog.form.load({"name": name})
    dialog._on_save()
    return dialog


def test_what_is_on_the_screen_is_saved_and_opened_again(page: DevelopersPage, office: Context) -> None:
    women = Query("", (Filter("gender", "is", ("F",)),), (("full_name", True),))
    page.grid.ask(women)
    save_as(page, office, "Women")
    assert page.saved_views.button.text() == "Women"

    offered(page.saved_views, office)["All records"].trigger()
    assert (page.grid.query.filters, page.saved_views.button.text()) == ((), "Views")

    offered(page.saved_views, office)["Women"].trigger()
    assert page.grid.query == women
    assert page.grid.model.rowCount() == 1
    assert_all_named(page)


def test_a_view_is_changed_only_when_asked(page: DevelopersPage, office: Context) -> None:
    save_as(page, office, "Women")
    assert "Save “Women”" not in offered(page.saved_views, office)
    page.grid.ask(Query("", (Filter("gender", "is", ("F",)),)))
    assert office.read(savedviews.find, "developers", "Women").query.filters == ()

    offered(page.saved_views, office)["Save “Women”"].trigger()

    assert office.read(savedviews.find, "developers", "Women").query == page.grid.query


def test_a_name_that_is_taken_is_said_in_the_dialog(page: DevelopersPage, office: Context) -> None:
    office.desk.change("tests", "view.saved", savedviews.save, "developers", SavedView("Women", Query(), ()))
    assert "There is a view 'Women' already" in save_as(page, office, "women").wrong


def test_a_view_is_renamed_and_deleted_and_undo_brings_it_back(page: DevelopersPage, office: Context) -> None:
    save_as(page, office, "Women")
    offered(page.saved_views, office)["Rename “Women”…"].trigger()
    dialog = page.grid.findChildren(NameDialog)[-1]
    dialog.form.load({"name": "Women of all states"})
    dialog._on_save()
    offered(page.saved_views, office)["Delete “Women of all states”"].trigger()
    assert "Women of all states" not in offered(page.saved_views, office)

    office.undo()

    assert "Women of all states" in offered(page.saved_views, office)

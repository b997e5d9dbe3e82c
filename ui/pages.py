"""Owns the list of the pages: name, words, icon, section; a page's module is imported when it is opened for the first time."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from PySide6.QtCore import QCoreApplication

from ui.commands import PageEntry
from ui.context import Context
from ui.shared.page import Page

START = "start"


def entries(start: Callable[[Context], Page]) -> tuple[PageEntry, ...]:
    """All pages in the order of the navigation; `start` builds the first screen, which needs no open programme."""
    translate = QCoreApplication.translate
    people, support, data = translate("pages", "People"), translate("pages", "Support"), translate("pages", "Data")
    return (
        PageEntry("dashboard", translate("pages", "Dashboard"), "layout-dashboard", "", _from("overview", "DashboardPage")),
        PageEntry("cohorts", translate("pages", "Cohorts"), "graduation-cap", people, _from("cohorts", "CohortsPage")),
        PageEntry("developers", translate("pages", "Developers"), "users", people, _from("developers", "DevelopersPage")),
        PageEntry(
            "enrolments", translate("pages", "Enrolments"), "clipboard-list", people, _from("enrolments", "EnrolmentsPage")
        ),
        PageEntry("startups", translate("pages", "Startups"), "rocket", people, _from("startups", "StartupsPage")),
        PageEntry("resources", translate("pages", "Resources"), "book-open", support, _from("resources", "ResourcesPage")),
        PageEntry("grants", translate("pages", "AI tools"), "sparkles", support, _from("grants", "GrantsPage")),
        PageEntry(
            "institutions",
            translate("pages", "Institutions"),
            "building-2",
            "",
            _from("institutions", "InstitutionsPage"),
            listed=False,
        ),
        PageEntry(
            "programmes",
            translate("pages", "Programme"),
            "landmark",
            "",
            _from("programmes", "ProgrammesPage"),
            listed=False,
        ),
        PageEntry("import", translate("pages", "Import"), "upload", data, _from("importing", "ImportPage")),
        PageEntry("reports", translate("pages", "Reports"), "file-spreadsheet", data, _from("reports", "ReportsPage")),
        PageEntry("duplicates", translate("pages", "Duplicates"), "copy", data, _from("duplicates", "DuplicatesPage")),
        PageEntry("history", translate("pages", "History"), "history", data, _from("history", "HistoryPage")),
        PageEntry("help", translate("pages", "Help"), "life-buoy", "", _from("help", "HelpPage"), needs_desk=False),
        PageEntry("settings", translate("pages", "Settings"), "settings", "", _from("settings", "SettingsPage")),
        PageEntry(START, translate("pages", "Start"), "house", "", start, listed=False, needs_desk=False),
    )


def _from(screen: str, name: str) -> Callable[[Context], Page]:
    """Builds the page class `name` of `ui/<screen>/page.py`, imported at its first opening."""

    def build(context: Context) -> Page:
        made: Page = getattr(import_module(f"ui.{screen}.page"), name)(context)
        return made

    return build


def load(name: str) -> None:
    """Imports the module of a page ahead of its first opening, on any thread."""
    import_module(f"ui.{_FOLDERS.get(name, name)}.page")


_FOLDERS = {"dashboard": "overview", "import": "importing"}

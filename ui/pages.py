"""Owns the list of the pages: name, words, icon, section; a page's module is imported when it is opened for the first time."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from ui.commands import PageEntry
from ui.context import Context
from ui.shared.page import Page

START = "start"


def entries(start: Callable[[Context], Page]) -> tuple[PageEntry, ...]:
    """All pages in the order of the navigation; `start` builds the first screen, which needs no open programme."""
    translate = QCoreApplication.translate
    people = translate("pages", "People")
    return (
        PageEntry("cohorts", translate("pages", "Cohorts"), "graduation-cap", people, _cohorts),
        PageEntry("developers", translate("pages", "Developers"), "users", people, _developers),
        PageEntry(START, translate("pages", "Start"), "house", "", start, listed=False, needs_desk=False),
    )


def _cohorts(context: Context) -> Page:
    from ui.cohorts.page import CohortsPage

    return CohortsPage(context)


def _developers(context: Context) -> Page:
    from ui.developers.page import DevelopersPage

    return DevelopersPage(context)

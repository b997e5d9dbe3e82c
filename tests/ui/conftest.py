"""Fixtures of the window's tests: a look, preferences in a folder of the test, a context without threads."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from skilling.services.desk import Desk
from tests.ui.people import MemoryDesk, PeopleSource
from ui.background import Background, inline
from ui.bus import Bus
from ui.context import Context
from ui.preferences import Preferences
from ui.theme import Theme

_themes: list[Theme] = []


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """One look for the whole run: fonts are registered and the application is styled once."""
    if not _themes:
        _themes.append(Theme(qapp, "light"))
    yield _themes[0]
    if _themes[0].mode != "light" or _themes[0].zoom != 100:
        _themes[0].use(mode="light", zoom=100)


@pytest.fixture
def preferences(tmp_path: Path) -> Preferences:
    return Preferences(tmp_path / "window.ini")


@pytest.fixture
def context(theme: Theme, preferences: Preferences) -> Iterator[Context]:
    made = Context(
        theme=theme,
        preferences=preferences,
        bus=Bus(),
        readers=Background(inline),
        writer=Background(inline),
        actor="asha",
        desk=MemoryDesk(),
    )
    yield made
    made.close()


@pytest.fixture
def people(tmp_path: Path) -> PeopleSource:
    """A thousand invented people."""
    return PeopleSource(tmp_path / "people.db", 1000)


@pytest.fixture
def office(context: Context, sqlite_desk: Desk) -> Context:
    """A context over a real desk on a new database: what a page is given in the program."""
    context.use_desk(sqlite_desk)
    return context

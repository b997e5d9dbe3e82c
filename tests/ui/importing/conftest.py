"""The page of imports over a real desk; what its child would do runs in the test's own process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from skilling.importing.takers import TAKERS
from skilling.services.desk import Desk, open_desk
from tests.builders import a_programme
from tests.ui.importing.walking import JobHere
from ui.context import Context
from ui.importing.page import ImportPage


@pytest.fixture
def desk(sqlite_address: str) -> Iterator[Desk]:
    """A desk as the program opens it: imports can be taken back."""
    made = open_desk(sqlite_address, takers=TAKERS)
    yield made
    made.close()


@pytest.fixture
def page(qtbot: QtBot, context: Context, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[ImportPage]:
    a_programme(desk)
    context.use_desk(desk)
    monkeypatch.setattr(context, "job", lambda parent: JobHere(desk.address, parent))
    made = ImportPage(context)
    qtbot.addWidget(made)
    context.bus.changed.connect(made.refresh)
    made.resize(1060, 600)
    made.show()
    made.opened()
    yield made
    made.talk.cancel()

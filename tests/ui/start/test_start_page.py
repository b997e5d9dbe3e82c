"""The first screen: a new programme, one that is there, a sample."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from skilling.services import beginning, programmes
from skilling.services.desk import Desk
from tests.ui.accessibility import assert_all_named
from ui.context import Context
from ui.start.page import RECENT, StartPage


class Opened:
    """Opens desks at once, and keeps them for the test."""

    def __init__(self) -> None:
        self.desks: list[Desk] = []

    def __call__(self, work: Callable[[], Desk], failed: Callable[[Exception], None]) -> None:
        try:
            self.desks.append(work())
        except Exception as problem:
            failed(problem)


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    monkeypatch.setattr(beginning, "default_address", lambda: tmp_path / "home" / "programme.db")
    return Opened()


def shown(qtbot: QtBot, context: Context, opened: Opened, **where: object) -> StartPage:
    page = StartPage(context, opened)
    qtbot.addWidget(page)
    page.show()
    page.opened(**where)
    return page


def test_a_name_is_all_that_a_new_programme_needs(qtbot: QtBot, context: Context, opened: Opened, tmp_path: Path) -> None:
    page = shown(qtbot, context, opened)
    page.name.setText("IndiaAI Mission")
    page._on_new()
    [desk] = opened.desks
    assert desk.read(programmes.first_name) == "IndiaAI Mission"
    assert Path(desk.address) == tmp_path / "home" / "programme.db"
    desk.close()
    assert_all_named(page)


def test_without_a_name_nothing_is_begun(qtbot: QtBot, context: Context, opened: Opened) -> None:
    page = shown(qtbot, context, opened)
    page._on_new()
    assert "name" in page._banner.text and not opened.desks


def test_a_folder_that_is_copied_elsewhere_is_warned_of_before(
    qtbot: QtBot, context: Context, opened: Opened, tmp_path: Path
) -> None:
    page = shown(qtbot, context, opened)
    assert page._caution.text == ""
    page.use_folder(str(tmp_path / "OneDrive - Ministry"))
    assert "OneDrive" in page._caution.text and page._begin.isEnabled()


def test_a_file_of_something_else_is_refused_with_a_sentence(
    qtbot: QtBot, context: Context, opened: Opened, tmp_path: Path
) -> None:
    file = tmp_path / "photo.db"
    file.write_bytes(b"\x89PNG" * 40)
    page = shown(qtbot, context, opened)
    page._open_address(str(file))
    assert "photo.db" in page._banner.text and not opened.desks
    assert page._begin.isEnabled()  # and the person can go on


def test_what_was_opened_last_is_offered_while_it_is_there(
    qtbot: QtBot, context: Context, opened: Opened, tmp_path: Path
) -> None:
    (tmp_path / "here.db").touch()
    for name in ("gone.db", "here.db"):
        context.preferences.used(RECENT, str(tmp_path / name))
    page = shown(qtbot, context, opened)
    links = [each.accessibleName() for each in page._recent.findChildren(QPushButton)]
    assert "here.db" in links and "gone.db" not in links


def test_why_a_programme_could_not_be_opened_stands_above(qtbot: QtBot, context: Context, opened: Opened) -> None:
    page = shown(qtbot, context, opened, wrong="This database was written by a newer version.")
    assert page._banner.text == "This database was written by a newer version."


def test_the_sample_is_one_press_away(qtbot: QtBot, context: Context, opened: Opened) -> None:
    page = shown(qtbot, context, opened)
    page._try.click()
    [desk] = opened.desks
    assert "sample" in desk.location
    desk.close()

"""How a list is taken is chosen on the first step, can be taken back, and is asked for where several programmes could be meant."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot
from sqlmodel import col, select

from skilling.database.tables import Cohort, Programme
from skilling.services.desk import Desk
from tests.builders import a_programme
from tests.ui.importing.walking import PATIENCE, a_list, applied, opened, press, settled, step, words
from ui.context import Context
from ui.importing.page import FILE, FIX, MATCH, ImportPage


def choose(choice: QComboBox, words: str) -> None:
    """As a person takes an entry."""
    place = choice.findText(words)
    assert place >= 0
    choice.setCurrentIndex(place)
    choice.activated.emit(place)


def write(choice: QComboBox, words: str) -> None:
    """As a person types and leaves the field."""
    choice.lineEdit().setText(words)
    choice.lineEdit().editingFinished.emit()


def undone(qtbot: QtBot, page: ImportPage) -> None:
    with qtbot.waitSignal(page.arrived, timeout=PATIENCE, check_params_cb=lambda shown: shown == FILE):
        QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, page)


def test_cohort_sender_and_what_wins_are_taken_back_one_by_one_from_any_step(
    qtbot: QtBot, page: ImportPage, tmp_path: Path
) -> None:
    opened(qtbot, page, a_list(tmp_path / "rampur.xlsx"))
    choices = page.file.choices
    choose(choices._mode, "The list wins")
    write(choices._cohort, "RMP-2026-A")
    write(choices._sender, "Rampur College")
    step(qtbot, page, MATCH, page.go_on)
    step(qtbot, page, FIX, page.go_on)

    undone(qtbot, page)
    assert (choices._sender.currentText(), choices._cohort.currentText()) == ("", "RMP-2026-A")
    undone(qtbot, page)
    assert (choices._cohort.currentText(), choices._mode.currentText()) == ("", "The list wins")
    undone(qtbot, page)
    assert choices._mode.currentText() == "Fill in what is missing"
    assert not page.talk.can_undo

    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    settled(qtbot, page)
    assert choices._mode.currentText() == "The list wins"


def test_one_programme_is_not_asked_for(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    opened(qtbot, page, a_list(tmp_path / "rampur.xlsx"))
    assert not page.file.choices._programme.isVisible()


def test_a_new_cohort_is_made_in_the_programme_that_was_chosen(
    qtbot: QtBot, page: ImportPage, desk: Desk, tmp_path: Path
) -> None:
    second = a_programme(desk, code="TWO", name="Second programme")
    page.opened()
    qtbot.waitUntil(lambda: page.file.choices._programme.count() == 3, timeout=PATIENCE)
    opened(qtbot, page, a_list(tmp_path / "rampur.xlsx"), cohort="RMP-2026-A")
    choices = page.file.choices
    assert choices._programme.isVisible()
    step(qtbot, page, MATCH, page.go_on)
    step(qtbot, page, FIX, page.go_on)
    assert "not clear which programme" in words(page)

    step(qtbot, page, MATCH, page.go_back)
    step(qtbot, page, FILE, page.go_back)
    choose(choices._programme, "Second programme")
    step(qtbot, page, MATCH, page.go_on)
    step(qtbot, page, FIX, page.go_on)
    press(page, "Leave blank")
    settled(qtbot, page)
    applied(qtbot, page)

    made = desk.read(lambda session: session.exec(select(Cohort.programme_id).where(col(Cohort.code) == "RMP-2026-A")).one())
    assert made == second.id
    assert desk.read(lambda session: len(session.exec(select(Programme.id)).all())) == 2


def test_the_programme_is_kept_with_a_list_that_waits(
    qtbot: QtBot, page: ImportPage, context: Context, desk: Desk, tmp_path: Path
) -> None:
    a_programme(desk, code="TWO", name="Second programme")
    page.opened()
    qtbot.waitUntil(lambda: page.file.choices._programme.count() == 3, timeout=PATIENCE)
    opened(qtbot, page, a_list(tmp_path / "rampur.xlsx"), cohort="RMP-2026-A")
    choose(page.file.choices._programme, "Second programme")
    kept = page.waits()
    assert kept is not None
    assert (kept.programme, kept.cohort) == ("TWO", "RMP-2026-A")

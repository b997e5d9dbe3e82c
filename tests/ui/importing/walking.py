"""Walks the page of imports as a person would: a list to open, the steps one by one, what is shown and pressed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot
from sqlmodel import select

from skilling.domain.problems import Refused
from skilling.importing import inhand
from skilling.services.desk import Desk
from ui.importing.page import APPLY, FILE, FIX, MATCH, ImportPage
from ui.importing.talk import Failed, Then

PATIENCE = 60_000
HEADINGS = ("S.No.", "Name of Student", "Mobile No", "E-mail", "State")
ROWS: tuple[tuple[Any, ...], ...] = (
    (1, "Asha Rao", "9845012345", "asha.rao@example.in", "Karnataka"),
    (2, "Kabir Das", "9845012346", "kabir.das@example.in", "Karnataka"),
    (3, "Meera Nair", "984501234", "meera.nair@example.in", "Kerala"),
)


def a_list(path: Path, rows: tuple[tuple[Any, ...], ...] = ROWS, headings: tuple[str, ...] = HEADINGS) -> Path:
    """A workbook with two title rows above the list."""
    book = Workbook()
    sheet = book.active
    sheet.append(["Government College, Rampur (invented)"])
    sheet.append(["List of students"])
    sheet.append(list(headings))
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def sealed(plain: Path, path: Path, password: str) -> Path:
    """A copy of the workbook that opens with this password alone."""
    with plain.open("rb") as source, path.open("wb") as target:
        OOXMLFile(source).encrypt(password, target)
    return path


class JobHere(QObject):
    """A job without a child: its functions run in the test's own process, each a moment after it was asked for."""

    progressed, ended = Signal(str, int, int), Signal()

    def __init__(self, address: str, parent: QObject) -> None:
        super().__init__(parent)
        self._state = SimpleNamespace(address=address)

    def call(self, function: Callable[..., Any], *args: Any, then: Then, failed: Failed) -> None:
        state = self._state
        run = partial(function, state, self.progressed.emit, *args)
        QTimer.singleShot(0, self, lambda: self._answer(state, run, then, failed))

    def _answer(self, state: object, run: Callable[[], Any], then: Then, failed: Failed) -> None:
        if state is not self._state:
            return
        try:
            answer = run()
        except Refused as problem:
            failed(problem)
        else:
            then(answer)

    def cancel(self) -> None:
        inhand.close_list(self._state, self.progressed.emit)
        self._state = SimpleNamespace(address=self._state.address)
        self.ended.emit()

    close = cancel


def step(qtbot: QtBot, page: ImportPage, at: int, run: Callable[[], object]) -> None:
    """Runs something and waits until that step is shown and nothing is awaited any more."""
    with qtbot.waitSignal(page.arrived, timeout=PATIENCE, check_params_cb=lambda shown: shown == at):
        run()
    settled(qtbot, page)


def settled(qtbot: QtBot, page: ImportPage) -> None:
    qtbot.waitUntil(lambda: not page.talk.busy, timeout=PATIENCE)


def opened(qtbot: QtBot, page: ImportPage, path: Path, **where: Any) -> None:
    step(qtbot, page, FILE, lambda: page.opened(file=str(path), **where))


def fixed(qtbot: QtBot, page: ImportPage, path: Path, **where: Any) -> None:
    """As far as the third step."""
    opened(qtbot, page, path, **where)
    step(qtbot, page, MATCH, page.go_on)
    step(qtbot, page, FIX, page.go_on)


def applied(qtbot: QtBot, page: ImportPage) -> None:
    step(qtbot, page, APPLY, page.go_on)
    step(qtbot, page, APPLY + 1, page.go_on)


def names(desk: Desk, table: Any, column: Any) -> list[str]:
    return sorted(desk.read(lambda session: list(session.exec(select(column).where(table.archived_at.is_(None))))))


def words(page: ImportPage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def press(page: ImportPage, text: str) -> None:
    found = [one for one in page.findChildren(QPushButton) if one.isVisible() and one.text().replace("&", "") == text]
    assert found, text
    found[0].click()

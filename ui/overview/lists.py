"""Owns the two lists of the dashboard: what wants doing, and what was done last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from skilling.services.history import HistoryRow
from skilling.services.overview import Task
from ui.shared.numbers import moment
from ui.shared.widgets import Card, Elided, button, label
from ui.theme import Theme


class TaskCard(Card):
    """What wants doing; each line has the one button that does it."""

    def __init__(self, theme: Theme, open_page: Callable[..., Any]) -> None:
        super().__init__(QCoreApplication.translate("Overview", "Do next"))
        self._theme, self._open_page = theme, open_page
        self._rows = _rows(self)

    def show_tasks(self, tasks: Sequence[Task]) -> None:
        _clear(self._rows)
        for task in tasks:
            row = QHBoxLayout()
            row.setSpacing(8)
            sign = QLabel()
            sign.setPixmap(
                self._theme.icon(
                    "triangle-alert" if task.tone == "warn" else "circle-dot", "warn" if task.tone == "warn" else "accent"
                ).pixmap(self._theme.px(16))
            )
            words = label(task.text, wraps=True)
            go = button(self._theme, task.verb, self._opener(task), kind="link")
            go.setAccessibleName(f"{task.verb}: {task.text}")
            row.addWidget(sign)
            row.addWidget(words, 1)
            row.addWidget(go)
            self._rows.addWidget(_held(row))
        if not tasks:
            self._rows.addWidget(label(self.tr("Nothing is waiting."), "muted"))

    def _opener(self, task: Task) -> Callable[[], Any]:
        return lambda: self._open_page(task.page, filters=task.filters)


class ActivityCard(Card):
    """The newest changes, in words."""

    def __init__(self, theme: Theme, open_history: Callable[[], Any]) -> None:
        super().__init__(QCoreApplication.translate("Overview", "Recent activity"))
        self._theme = theme
        self._rows = _rows(self)
        self.body.addWidget(button(theme, self.tr("All history"), open_history, kind="link"), 0, Qt.AlignmentFlag.AlignLeft)

    def show_rows(self, rows: Sequence[HistoryRow]) -> None:
        _clear(self._rows)
        for row in rows:
            line = QHBoxLayout()
            line.setSpacing(8)
            words = Elided(row.sentence)
            words.setToolTip(row.sentence)
            line.addWidget(words, 1)
            line.addWidget(label(moment(row.at), "caption"))
            self._rows.addWidget(_held(line))
        if not rows:
            self._rows.addWidget(label(self.tr("Nothing has happened yet."), "muted"))


def _rows(card: Card) -> QVBoxLayout:
    rows = QVBoxLayout()
    rows.setSpacing(4)
    card.body.addLayout(rows)
    card.body.addStretch(1)
    return rows


def _clear(rows: QVBoxLayout) -> None:
    while rows.count():
        item = rows.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def _held(layout: QHBoxLayout) -> QWidget:
    layout.setContentsMargins(0, 0, 0, 0)
    held = QWidget()
    held.setLayout(layout)
    return held

"""Owns the bar that appears once records are ticked: how many, all matching, what can be done with them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from ui.shared.flow import FlowLayout
from ui.shared.numbers import grouped
from ui.shared.widgets import button, label
from ui.theme import Theme, set_kind


class SelectionBar(QFrame):
    """Hidden while nothing is ticked.

    Signals:
        all_wanted: every record that matches is to be ticked.
        cleared: none is.
    """

    all_wanted = Signal()
    cleared = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        set_kind(self, "selection")
        self._count = label("", "strong")
        self._all = button(theme, self.tr("Select all"), self.all_wanted.emit, kind="link")
        self._actions = QWidget()
        self._flow = FlowLayout(self._actions, gap=4, line_gap=4)
        self._flow.addWidget(self._count)
        self._flow.addWidget(self._all)
        close = button(theme, self.tr("Clear the selection"), self.cleared.emit, icon="x", kind="icon")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 8, 5)
        row.addWidget(self._actions, 1)
        row.addWidget(close)
        self.hide()

    def add_action(self, text: str, clicked: Callable[[], object], icon: str = "") -> QPushButton:
        made = button(self._theme, text, clicked, icon=icon, kind="bulk")
        self._flow.addWidget(made)
        return made

    def show_count(self, ticked: int, matching: int, all_matching: bool) -> None:
        self._count.setText(self.tr("{count} selected").format(count=grouped(ticked)))
        text = self.tr("Select all {count}").format(count=grouped(matching))
        self._all.setText(text)
        self._all.setAccessibleName(text)
        self._all.setVisible(not all_matching and ticked < matching)
        self.setVisible(ticked > 0)

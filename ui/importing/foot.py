"""Owns the line under the steps: back, leave, take a decision back or bring it again, and the one button that goes on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.shared.widgets import button, label
from ui.theme import Theme


class Foot(QWidget):
    """Shows what it is told; knows no step."""

    def __init__(
        self,
        theme: Theme,
        *,
        back: Callable[[], object],
        leave: Callable[[], object],
        undo: Callable[[], object],
        redo: Callable[[], object],
        go_on: Callable[[], object],
    ) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        self._undo = button(theme, self.tr("Take back"), undo, icon="undo-2", kind="ghost", tip=self.tr("Ctrl+Z"))
        self._undo.setAccessibleName(self.tr("Take the last decision back"))
        self._redo = button(theme, self.tr("Bring again"), redo, icon="redo-2", kind="ghost", tip=self.tr("Ctrl+Shift+Z"))
        self._redo.setAccessibleName(self.tr("Bring the decision again that was taken back"))
        self._hint = label("", "muted")
        self.main = button(theme, "", go_on, kind="primary")
        row.addWidget(button(theme, self.tr("&Back"), back))
        row.addWidget(button(theme, self.tr("Cancel"), leave, kind="ghost"))
        row.addWidget(self._undo)
        row.addWidget(self._redo)
        row.addStretch(1)
        row.addWidget(self._hint)
        row.addWidget(self.main)

    def show_step(self, words: str, reason: str, hint: str, *, busy: bool) -> None:
        """The main button of a step; `reason` says why it cannot be pressed."""
        self.main.setText(words)
        self.main.setEnabled(not reason and not busy)
        self.main.setToolTip(reason or self.tr("Ctrl+Enter"))
        self._hint.setText(reason or hint)

    def show_decisions(self, *, undo: bool, redo: bool) -> None:
        """Whether there is a decision to take back, or to bring again."""
        self._undo.setVisible(undo or redo)
        self._undo.setEnabled(undo)
        self._redo.setVisible(redo)

"""Owns the card of one figure on the dashboard: its name, the number, what it means; pressed, it opens its
list.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout

from ui.shared.widgets import label
from ui.theme import restyle, set_kind


class FigureCard(QFrame):
    """Signals:
    pressed: by mouse, Enter or Space.
    """

    pressed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        set_kind(self, "cardButton")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name, self._value, self._note = (
            label(name, "figureName"),
            label("—", "figure"),
            label("", "caption"),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(1)
        for part in (self._name, self._value, self._note):
            column.addWidget(part)
        self.setAccessibleName(name)

    def show_figure(self, value: str, note: str = "", tone: str = "") -> None:
        """The number as written, and a line under it: a share with its denominator, or what has changed."""
        self._value.setText(value)
        self._note.setText(note)
        restyle(self._note, "tone", tone)
        self.setAccessibleName(f"{self._name.text()}: {value}. {note}")

    @property
    def value(self) -> str:
        return self._value.text()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

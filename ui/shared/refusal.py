"""Owns the bubble that stands beside a cell and says why what was typed there was not taken."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.shared.widgets import button, label
from ui.theme import Theme, set_kind


class RefusalBubble(QFrame):
    """One at a time, inside the table, until the next edit, a scroll or its cross."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._over = parent
        set_kind(self, "refusal")
        self._text = label("", "error", wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 4, 6)
        row.setSpacing(4)
        row.addWidget(self._text, 1)
        row.addWidget(
            button(theme, self.tr("Close this message"), self.hide, icon="x", kind="icon"),
            0,
            Qt.AlignmentFlag.AlignTop,
        )
        self.hide()

    @property
    def text(self) -> str:
        return self._text.text()

    def show_at(self, cell: QRect, text: str) -> None:
        """Below the cell, or above it where there is no room; `cell` is in the parent's coordinates."""
        self._text.setText(text)
        self.setAccessibleName(text)
        room = self._over.rect()
        width = min(self._theme.px(300), room.width() - 16)
        self._text.setFixedWidth(width - 50)
        self.adjustSize()
        x = max(8, min(cell.left(), room.width() - self.width() - 8))
        below = cell.bottom() + 4
        y = below if below + self.height() <= room.height() else cell.top() - self.height() - 4
        self.move(QPoint(x, max(4, y)))
        self.show()
        self.raise_()

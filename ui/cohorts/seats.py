"""Owns the bar that shows how many seats of a cohort are taken; the words beside it say the same."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.shared.numbers import grouped
from ui.shared.widgets import label
from ui.theme import Theme

_HEIGHT = 8


class SeatsBar(QWidget):
    """Seats taken of seats there are."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words = label("", wraps=True)
        self._bar = _Bar(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addWidget(self._words)
        column.addWidget(self._bar)

    @property
    def text(self) -> str:
        return self._words.text()

    def show_seats(self, taken: int, seats: int | None) -> None:
        """`seats` None means no limit: then there is nothing to fill."""
        if seats is None:
            self._words.setText(self.tr("{taken} seats taken, no limit").format(taken=grouped(taken)))
        else:
            free = max(seats - taken, 0)
            self._words.setText(
                self.tr("{taken} of {seats} seats taken, {free} free").format(
                    taken=grouped(taken), seats=grouped(seats), free=grouped(free)
                )
            )
        self._bar.setVisible(bool(seats))
        self._bar.share = min(1.0, taken / seats) if seats else 0.0
        self._bar.update()


class _Bar(QWidget):
    share = 0.0

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(theme.px(_HEIGHT))
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour("line"))
        painter.setBrush(self._theme.colour("sunken"))
        room = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        round_by = room.height() / 2
        painter.drawRoundedRect(room, round_by, round_by)
        if self.share:
            painter.setPen(self._theme.colour("accent"))
            painter.setBrush(self._theme.colour("accent"))
            filled = QRectF(room)
            filled.setWidth(max(room.height(), room.width() * self.share))
            painter.drawRoundedRect(filled, round_by, round_by)

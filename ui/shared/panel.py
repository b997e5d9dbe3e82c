"""Owns the side panel: a title, a subtitle that never gets cut, a scrolling body, a foot; refuses to hide the
list.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from ui.shared.widgets import button, label
from ui.theme import Theme, set_kind

WIDTH = 320


class SidePanel(QFrame):
    """Stands at the right of a page and shows one record.

    Signals:
        closed: the person closed it; focus goes back to the list.
        stepped: -1 or 1, the record before or after is wanted.
        shown: whether it takes room now.
    """

    closed = Signal()
    stepped = Signal(int)
    shown = Signal(bool)

    def __init__(self, theme: Theme, *, width: int = WIDTH) -> None:
        super().__init__()
        self._theme = theme
        set_kind(self, "panel")
        self._width = width
        self._size()
        theme.changed.connect(self._size)
        self._title, self._subtitle = label("", "title", wraps=True), label("", "muted", wraps=True)
        self._foot = label("", "caption", wraps=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 0, 12)
        column.setSpacing(6)
        column.addLayout(self._head())
        column.addWidget(self._subtitle)
        self._subtitle.setContentsMargins(0, 0, 14, 0)
        inside = QWidget()
        set_kind(inside, "clear")
        self.body = QVBoxLayout(inside)
        self.body.setContentsMargins(2, 6, 16, 6)
        self.body.setSpacing(12)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column.addWidget(area, 1)
        column.addWidget(self._foot)
        self.hide()

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(2)
        row.addWidget(self._title, 1)
        for text, sign, step in (
            (self.tr("Record before"), "chevron-up", -1),
            (self.tr("Record after"), "chevron-down", 1),
        ):
            row.addWidget(self._stepper(text, sign, step), 0, Qt.AlignmentFlag.AlignTop)
        close = button(
            self._theme,
            self.tr("Close panel"),
            self.close_panel,
            icon="x",
            kind="icon",
            tip=self.tr("Close (Esc)"),
        )
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _size(self) -> None:
        self.setFixedWidth(self._theme.px(self._width))

    def _stepper(self, text: str, sign: str, step: int) -> QPushButton:
        return button(self._theme, text, lambda: self.stepped.emit(step), icon=sign, kind="icon")

    def show_record(self, title: str, subtitle: str = "") -> None:
        """Opens the panel, or says that it shows another record now."""
        self._title.setText(title)
        self._subtitle.setText(subtitle)
        self._subtitle.setVisible(bool(subtitle))
        self.setAccessibleName(title)
        self.show()

    def set_foot(self, text: str) -> None:
        """The quiet line at the bottom: saved, who changed it last."""
        self._foot.setText(text)

    def clear_body(self) -> None:
        """Takes everything out of the body."""
        while item := self.body.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def close_panel(self) -> None:
        self.hide()
        self.closed.emit()

    def setVisible(self, visible: bool) -> None:
        changes = visible == self.isHidden()
        super().setVisible(visible)
        if changes:
            self.shown.emit(visible)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

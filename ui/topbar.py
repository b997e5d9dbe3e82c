"""Owns the bar over the pages: the way into the palette, Undo and Redo, the theme."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy

from ui.shared.widgets import button, label
from ui.theme import Theme, set_kind
from ui.undoing import Undoing


class TopBar(QFrame):
    """Buttons that only tell.

    Signals:
        palette_wanted, undo_wanted, redo_wanted, theme_wanted: as they say.
    """

    palette_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()
    theme_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        set_kind(self, "topbar")
        self.palette_field = self._make_field()
        self._undo = button(theme, self.tr("Undo"), self.undo_wanted.emit, icon="undo-2", kind="ghost")
        self._redo = button(theme, self.tr("Redo"), self.redo_wanted.emit, icon="redo-2", kind="icon")
        self._mode = button(theme, self.tr("Switch between light and dark"), self.theme_wanted.emit, icon="moon", kind="icon")
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 6, 20, 6)
        row.setSpacing(6)
        row.addWidget(self.palette_field, 3)
        row.addStretch(2)
        for part in (self._undo, self._redo, self._mode):
            row.addWidget(part)
        theme.changed.connect(self._draw_mode)
        self._draw_mode()

    def _make_field(self) -> QPushButton:
        """A button that looks like a field: typing happens in the palette itself."""
        words = self.tr("Find anything or type a command…")
        made = button(self._theme, words, self.palette_wanted.emit, icon="search", kind="secondary")
        set_kind(made, "field")
        self._theme.put_icon(made, "search", "muted", 8)
        made.setMinimumWidth(0)
        made.setMaximumWidth(460)
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        inside = QHBoxLayout(made)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.addStretch()
        self._key = label("Ctrl+K", "key")
        inside.addWidget(self._key, 0, Qt.AlignmentFlag.AlignVCenter)
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow bar the words have the room; the key is in the Edit menu too."""
        super().resizeEvent(event)
        words = self.palette_field.fontMetrics().horizontalAdvance(self.palette_field.text())
        self._key.setVisible(self.palette_field.width() > words + self._key.sizeHint().width() + self._theme.px(70))

    def show_undoing(self, undoing: Undoing) -> None:
        """Names what Undo and Redo would do; a button that can do nothing says why."""
        undo, redo = undoing.next_undo, undoing.next_redo
        self._undo.setEnabled(undo is not None)
        self._redo.setEnabled(redo is not None)
        nothing = self.tr("Nothing to take back since the desk was opened. Older changes are in History.")
        self._undo.setToolTip(self.tr("Undo: {what} (Ctrl+Z)").format(what=undo.sentence) if undo else nothing)
        again = self.tr("Nothing was undone.")
        self._redo.setToolTip(self.tr("Redo: {what} (Ctrl+Y)").format(what=redo.sentence) if redo else again)

    def _draw_mode(self) -> None:
        self._theme.put_icon(self._mode, "sun" if self._theme.dark else "moon")

"""Owns the keys of undo in a field on a page that has an undo of its own: what was typed goes first, then what was decided."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QLineEdit

_KEYS = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress})


class UndoKeys(QObject):
    """Lives with its field, and hands the keys on to the page where nothing was typed that could be taken back. Qt's own field
    keeps them always, and a choice takes them for a letter to search by."""

    def __init__(self, field: QLineEdit | QComboBox) -> None:
        super().__init__(field)
        self._line = field.lineEdit() if isinstance(field, QComboBox) else field
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _KEYS and isinstance(event, QKeyEvent) and self._hands_on(event):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _hands_on(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Undo):
            return self._line is None or not self._line.isUndoAvailable()
        return event.matches(QKeySequence.StandardKey.Redo) and (self._line is None or not self._line.isRedoAvailable())

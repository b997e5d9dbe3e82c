"""Owns the box in which a field for a column is chosen: typing finds it, the wheel passes over it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter

from skilling.importing.showing import TargetLook
from ui.importing.undokeys import UndoKeys

NOTE: Final = "extra"
OUT: Final = ""


class FieldChooser(QComboBox):
    """Signals:
    field_chosen: a field's name, NOTE or OUT, chosen by the person.
    """

    field_chosen = Signal(str)

    def __init__(self, fields: Sequence[TargetLook], noun: str, hindi: bool) -> None:
        super().__init__()
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(16)
        self.addItem(self.tr("Leave out"), OUT)
        self.addItem(self.tr("Keep as a note"), NOTE)
        self.insertSeparator(2)
        for one in fields:
            words = one.hindi if hindi and one.hindi else one.label
            if one.name.partition(".")[0] != noun and one.noun.casefold() not in words.casefold():
                words = f"{one.noun}: {words}"
            self.addItem(words + (" *" if one.required else ""), one.name)
        finder = self.completer()
        if isinstance(finder, QCompleter):
            finder.setFilterMode(Qt.MatchFlag.MatchContains)
            finder.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            finder.activated.connect(self._on_completed)
        self._shown = OUT
        self.activated.connect(self._on_activated)
        UndoKeys(self)

    def show_field(self, name: str) -> None:
        """Shows a field without anybody having chosen it."""
        self._shown = name
        self.setCurrentIndex(max(0, self.findData(name)))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page; it never changes what was not looked at."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        field = self.lineEdit()
        if field is not None:
            QTimer.singleShot(0, field, field.selectAll)  # what is typed replaces what stands there

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        at = self.findText(self.currentText(), Qt.MatchFlag.MatchFixedString)
        if at >= 0 and self.itemData(at) is not None:
            self._choose(at)
        else:
            self.show_field(self._shown)  # what was typed is no field

    def _on_completed(self, text: object) -> None:
        at = self.findText(str(text), Qt.MatchFlag.MatchFixedString)
        if at >= 0:
            self._choose(at)

    def _on_activated(self, at: int) -> None:
        self._choose(at)

    def _choose(self, at: int) -> None:
        name = str(self.itemData(at) or OUT)
        if name == self._shown:
            return
        self.setCurrentIndex(at)
        self._shown = name
        self.field_chosen.emit(name)

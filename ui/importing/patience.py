"""Owns the bar over a step while the child works longer than one notices; what is under it cannot be worked on meanwhile."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from ui.importing.talk import ListTalk
from ui.importing.words import stage_words
from ui.shared.progress import ProgressCard
from ui.theme import Theme

_PATIENCE_MS = 350  # what is answered sooner needs no bar


class Patience(QObject):
    """Signals:
    came: the bar is about to be shown.
    """

    came = Signal()

    def __init__(self, theme: Theme, talk: ListTalk, under: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._talk, self._under = talk, under
        self._focused: QWidget | None = None
        self._took_focus = False
        self.card = ProgressCard(theme, self.tr("Nothing is saved until the end; Cancel (Esc) leaves nothing behind."))
        self.slow = QTimer(self)
        self.slow.setSingleShot(True)
        self.slow.setInterval(_PATIENCE_MS)
        self.slow.timeout.connect(self._show_busy)
        talk.waiting.connect(self._on_waiting)
        talk.progressed.connect(self._on_progressed)

    def give_focus_back(self) -> bool:
        """Gives the focus to what the bar took it from; False where that is no more."""
        if not self._took_focus:
            return True
        focused, self._took_focus = self._focused, False
        if focused is None or not isValid(focused) or not focused.isVisible():
            return False
        focused.setFocus()
        return True

    def _on_waiting(self, waits: bool) -> None:
        if waits:
            self.slow.start()
            return
        self.slow.stop()
        if self.card.isVisible():
            self.card.hide()
            self._under.setEnabled(True)

    def _on_progressed(self, stage: str, done: int, total: int) -> None:
        if self.card.isVisible():
            self.card.report(stage_words(stage), done, total)

    def _show_busy(self) -> None:
        if self._talk.busy:
            self._focused, self._took_focus = QApplication.focusWidget(), True
            self.came.emit()
            self._under.setEnabled(False)
            self.card.begin(self.tr("Working"))
            self.card.setFocus()  # what had the focus is disabled: Qt would hand it to the navigation

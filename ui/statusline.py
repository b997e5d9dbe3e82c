"""Owns the line at the window's foot: what is selected, whether all is saved, the last backup."""

from __future__ import annotations

from PySide6.QtWidgets import QStatusBar

from ui.shared.widgets import Elided, label


class StatusLine(QStatusBar):
    """Quiet, and always true: "saving" is shown until the database has said yes."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.setAccessibleName(self.tr("Status"))
        self._note = Elided("")
        self._saved = label("")
        self._backup = label("")
        self._note.setContentsMargins(16, 0, 0, 0)
        self.addWidget(self._note, 1)
        self.addPermanentWidget(self._backup)
        self.addPermanentWidget(self._saved)
        self.show_waiting(0)

    def note(self, text: str) -> None:
        self._note.say(text or self.tr("Ready"))

    def show_waiting(self, changes: int) -> None:
        """How many changes are still being written."""
        self._saved.setText(self.tr("Saving…") if changes else self.tr("All changes saved"))

    def show_backup(self, text: str) -> None:
        """The time of the last backup, in words."""
        self._backup.setText(text)
        self._backup.setVisible(bool(text))

    @property
    def saved_text(self) -> str:
        return self._saved.text()

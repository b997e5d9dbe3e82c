"""Owns what holds on every step of an import: decisions are taken back and brought again, and kept until the list is in.

Shows nothing itself; a page of imports says what its steps show.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QPushButton

from skilling.importing import waiting
from skilling.importing.showing import Look
from ui.context import Context
from ui.importing.talk import Asked, Chosen, Decisions, ListTalk
from ui.shared.page import Page


class DecidingPage(Page):
    """The keys of undo and redo, and the list that waits for its person."""

    def __init__(self, context: Context, title: str) -> None:
        super().__init__(context, title)
        self.talk = ListTalk(context, self)
        self._sha256 = ""
        self._going_on: waiting.Waiting | None = None

    @property
    def in_steps(self) -> bool:
        """Whether one of the steps is shown."""
        raise NotImplementedError

    def asked_now(self) -> Asked | None:
        """Which list is meant; None for one that cannot be gone on with."""
        raise NotImplementedError

    def show_stepped(self, look: Look, before: Decisions) -> None:
        """Shows the step on which a decision was taken back; `before` is what was decided until then."""
        raise NotImplementedError

    def event(self, event: QEvent) -> bool:
        """Within the steps, the keys of undo and redo take back what was decided here, not what was saved before."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._key_of(event) is not None:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        run = self._key_of(event)
        focused = QApplication.focusWidget()
        if run is None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QPushButton):
            focused.click()  # Qt itself presses a button with Space alone
        elif run is None:
            super().keyPressEvent(event)
        else:
            run()

    def _key_of(self, event: QKeyEvent) -> Callable[[], None] | None:
        if not self.in_steps:
            return None
        if event.matches(QKeySequence.StandardKey.Undo) and self.talk.can_undo:
            return self.undo_decision
        return self.redo_decision if event.matches(QKeySequence.StandardKey.Redo) and self.talk.can_redo else None

    def undo_decision(self) -> None:
        """Takes the last decision back."""
        self.talk.undo(self.show_stepped)

    def redo_decision(self) -> None:
        """Brings it again."""
        self.talk.redo(self.show_stepped)

    # The list that waits

    def keep_waiting(self) -> None:
        """What is being imported can be gone on with after the program ended, however it ended."""
        asked, decided = self.asked_now(), self.talk.decided
        if asked is None or not self._sha256:
            return
        kept = waiting.Waiting(
            asked.path, self._sha256, self.context.actor, asked.sheet, decided.chosen.sender, decided.chosen.cohort,
            decided.chosen.mode, decided.header_row, decided.column, decided.noun, dict(decided.mapping),
            [dict(fix) for fix in decided.fixes], list(asked.also), programme=decided.chosen.programme,
        )  # fmt: skip
        waiting.keep(self.context.desk.address, kept)

    def waits(self) -> waiting.Waiting | None:
        """What this person was importing when the program ended."""
        return waiting.kept(self.context.desk.address, self.context.actor)

    def forget_waiting(self) -> None:
        """It is in, or given up."""
        waiting.forget(self.context.desk.address)

    def begin_again(
        self,
        kept: waiting.Waiting,
        then: Callable[[Look], object],
        failed: Callable[[Exception], object],
        password: str | None = None,
    ) -> None:
        """Opens the list that waited, with what was decided about it; a password is asked again, since none is ever kept."""
        self._going_on = kept
        asked = Asked(kept.path, password, kept.sheet, kept.header_row, kept.noun, tuple(kept.also))
        chosen = Chosen(kept.cohort, kept.programme, kept.mode, kept.sender)
        decided = Decisions(kept.header_row, kept.noun, dict(kept.mapping), list(kept.fixes), kept.column, chosen)
        self.talk.go_on_with(asked, decided, then, failed)

    def going_on(self, path: str) -> waiting.Waiting | None:
        """The list that waited and is being opened, if this is its file; choosing another file gives it up."""
        if self._going_on is not None and self._going_on.path != path:
            self._going_on = None
        return self._going_on

    def is_another_file(self, look: Look) -> bool:
        """Whether the file of a list that waited was changed since; what was decided about it does not hold then."""
        kept, self._going_on, self._sha256 = self._going_on, None, look.sha256
        return kept is not None and kept.sha256 != look.sha256
